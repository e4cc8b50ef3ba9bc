//! Puts a person together from its mentions: the name that stands for it, its forms, its title.

use std::collections::{HashMap, HashSet};

use super::cyrillic::{is_cyrillic, nominative};
use super::mention::{Found, Part, Passage, place};
use super::title::title;
use super::word::Word;
use crate::config::PersonTable;
use crate::release::{Mention, Person};

/// All that a person is put together from.
pub(super) struct Scene<'s> {
    /// In the order of the texts.
    pub mentions: &'s [Found],
    pub texts: &'s [Passage<'s>],
    pub table: &'s PersonTable,
}

impl Scene<'_> {
    /// The end of the nearest mention before this one in its text, in words.
    fn name_end_before(&self, mention: &Found) -> usize {
        let at = self.mentions.partition_point(|m| place(m) < place(mention));
        let before = at.checked_sub(1).and_then(|i| self.mentions.get(i));
        before
            .filter(|m| m.part == mention.part)
            .map_or(0, |m| m.words.end)
    }
}

/// The person behind these mentions, which come in the order of the texts.
pub(super) fn person(mentions_of_one: &[Found], scene: &Scene<'_>) -> Person {
    let text_of = |m: &Found| scene.texts.iter().find(|t| t.part == m.part);
    let table = scene.table;
    let mut forms: Vec<(String, usize)> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut mentions = Vec::new();
    let mut office = None;
    let mut named = mentions_of_one.iter();
    let in_body = named.any(|m| m.part == Part::Body && m.name.is_full());
    for mention in mentions_of_one {
        let Some(text) = text_of(mention) else {
            continue;
        };
        let words = &text.words[mention.words.clone()];
        let (start, end) = (words[0].start, end_of_name(text, &words[words.len() - 1]));
        let written = &text.content[start..end];
        let form = shown(written);
        // A headline with capitals throughout glues words on; the body tells the name better.
        let glued = mention.part == Part::Headline && in_body;
        let spelt = mention.name.num_spelt() * 8 + mention.name.len();
        let size = if glued { 0 } else { spelt };
        let at = *places.entry(form).or_insert_with_key(|form| {
            forms.push((form.clone(), size));
            forms.len() - 1
        });
        forms[at].1 = size.max(forms[at].1);
        if office.is_none() {
            office = title(text, &mention.words, scene.name_end_before(mention));
        }
        if mention.part == Part::Body {
            mentions.push(Mention {
                text: written.to_owned(),
                start,
                end,
            });
        }
    }
    forms.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
    let forms: Vec<String> = forms.into_iter().map(|(form, _)| form).collect();
    let fullest = value(&forms, table);
    let mut spellings = std::iter::once(&fullest).chain(&forms);
    let known = spellings.find_map(|form| table.canonical(form));
    Person {
        name: known.map_or(fullest.clone(), str::to_owned),
        title: office,
        forms,
        mentions,
    }
}

/// Where the name that ends in this word ends: the point of `Jr.` belongs to it.
fn end_of_name(text: &Passage<'_>, last: &Word<'_>) -> usize {
    let pointed = matches!(last.name, "Jr" | "Sr") && text.content[last.end..].starts_with('.');
    last.end + usize::from(pointed)
}

/// The fullest form, in the nominative when it is declined.
fn value(forms: &[String], table: &PersonTable) -> String {
    let Some(fullest) = forms.first() else {
        return String::new();
    };
    if !is_cyrillic(fullest) {
        return fullest.clone();
    }
    let num_words = fullest.split(' ').count();
    let as_full = forms.iter().filter(|f| f.split(' ').count() == num_words);
    let restored = as_full.map(|form| nominative(form, table));
    // Of equals the shortest: `Александра` may be `Александр` in another case.
    let best = restored.min_by_key(|(name, trust)| (std::cmp::Reverse(*trust), name.len()));
    best.map_or_else(|| fullest.clone(), |(name, _)| name)
}

/// A form as shown: white space folded, the space around a hyphen closed.
fn shown(written: &str) -> String {
    let folded = written.split_whitespace().collect::<Vec<_>>().join(" ");
    folded.replace(" - ", "-")
}

/// Adds what is known of a person under another form; [`without_repeats`] puts it in order.
pub(super) fn merge(into: &mut Person, from: Person) {
    into.forms.extend(from.forms);
    into.mentions.extend(from.mentions);
    into.title = into.title.take().or(from.title);
}

/// Each form once, and the mentions in the order of the text.
pub(super) fn without_repeats(person: &mut Person) {
    let mut seen = HashSet::new();
    person.forms.retain(|form| seen.insert(form.clone()));
    person.mentions.sort_by_key(|m| m.start);
}
