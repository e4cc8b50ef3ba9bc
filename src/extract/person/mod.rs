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

use crate::config::Config;
use crate::release::Person;

use super::Article;
use admit::admit;
use memory::Memory;
use mention::{Part, Passage, mentions};
use resolve::resolve;
use word::words;

/// The persons of a release in order of first mention.
pub fn persons(article: &Article<'_>, config: &Config) -> Vec<Person> {
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

#[cfg(test)]
mod tests;
