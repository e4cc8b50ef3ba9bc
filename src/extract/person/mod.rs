//! Persons: one value per person, with the forms and titles seen.
//!
//! Runs of capitalised words are found first ([`run`]); a linear model cuts names out of them
//! ([`model`], [`feature`]), with what the whole release tells of a word ([`memory`]); the mentions
//! of one person are then brought together ([`resolve`]) and titles read beside them ([`title`]).
//! Contacts, boilerplate and notices are no part of an [`Article`], so they never feed it.

mod admit;
mod cyrillic;
mod describe;
mod east_asian;
mod feature;
mod mark;
mod memory;
mod mention;
mod model;
mod name;
mod resolve;
mod run;
mod title;
pub mod training;
mod word;

use std::cell::OnceCell;
use std::collections::HashSet;

use crate::config::Config;
use crate::release::Person;

use super::Article;
use crate::text::token::{Shape, Token};
use admit::admit;
use memory::Memory;
use mention::{Part, Passage, mentions};
use resolve::resolve;
use word::words;

/// The persons of a release in order of first mention.
pub fn persons(article: &Article<'_>, config: &Config) -> Vec<Person> {
    let noise = HeadlineNoise::of(article);
    let mut persons = named(article, config);
    // `BOCAS DEL TORO, Panama` is a place, whatever it looks like in the text.
    let place = article.dateline.and_then(|d| d.place.as_deref());
    persons.retain(|person| !noise.holds(person) && Some(person.name.as_str()) != place);
    persons
}

/// What was read as a person and is only words of a headline.
pub(super) fn doubted(article: &Article<'_>, config: &Config) -> Vec<Person> {
    let noise = HeadlineNoise::of(article);
    let mut persons = named(article, config);
    persons.retain(|person| noise.holds(person));
    persons
}

fn named(article: &Article<'_>, config: &Config) -> Vec<Person> {
    let table = &config.persons;
    let texts = [
        (Part::Headline, &article.headline),
        (Part::Subhead, &article.subhead),
        (Part::Body, &article.body),
    ];
    let texts = texts.map(|(part, text)| Passage {
        part,
        content: text.text,
        words: words(text, table, article.language),
    });
    let memory = Memory::of(texts.iter().map(|text| text.words.as_slice()));
    let found: Vec<_> = texts
        .iter()
        .flat_map(|text| {
            let found = mentions(text, &memory, table.model());
            admit(text, found, article.language)
        })
        .collect();
    let mut persons = resolve(&found, &texts, table);
    persons.extend(east_asian::persons(
        article.body.text,
        article.language,
        table,
    ));
    persons
}

/// Words of a headline that capitalises them all (`Banker Pleads Guilty`) look like names; a real one
/// comes back in the subhead or body, at least its last word.
struct HeadlineNoise<'a, 'd> {
    article: &'a Article<'d>,
    /// Whether the headline tells no names.
    is_doubted: bool,
    /// The words of subhead and body, gathered for the first person that they must bear out.
    borne_out: OnceCell<HashSet<&'d str>>,
}

impl<'a, 'd> HeadlineNoise<'a, 'd> {
    fn of(article: &'a Article<'d>) -> Self {
        let has_body = !article.body.tokens.is_empty();
        Self {
            article,
            is_doubted: has_body && capitalises_all(&article.headline.tokens),
            borne_out: OnceCell::new(),
        }
    }

    fn holds(&self, person: &Person) -> bool {
        if !self.is_doubted || !person.mentions.is_empty() {
            return false;
        }
        let words = self.borne_out.get_or_init(|| {
            let article = self.article;
            let text = article.subhead.tokens.iter().chain(&article.body.tokens);
            text.map(|token| token.text).collect()
        });
        let last = person.name.rsplit(' ').next().unwrap_or_default();
        !words.contains(last)
    }
}

/// Whether the words of a headline begin with a capital as a rule, not by what they are.
fn capitalises_all(headline: &[Token<'_>]) -> bool {
    let long = headline.iter().filter(|token| token.text.len() > 3);
    let (num_capitals, num_long) = long.fold((0, 0), |(capitals, all), token| {
        (capitals + usize::from(token.shape != Shape::Lower), all + 1)
    });
    num_long >= 4 && num_capitals * 5 >= num_long * 4
}

#[cfg(test)]
mod tests;
