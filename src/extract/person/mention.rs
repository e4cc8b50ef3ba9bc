//! Mentions: where a text names a person, before it is known which mentions are of one person.

use std::ops::Range;

use super::feature::Scene;
use super::memory::Memory;
use super::name::Name;
use super::run::runs;
use super::word::{Form, Gap, Word};
use crate::config::{NameModel, WordClass};

/// The part of a release that a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Headline,
    Subhead,
    Body,
}

/// A part with its words.
#[derive(Debug)]
pub(super) struct Passage<'d> {
    pub part: Part,
    pub content: &'d str,
    pub words: Vec<Word<'d>>,
}

/// One mention of a person.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// The index of the text among the parts.
    pub part: Part,
    /// The words of the name.
    pub words: Range<usize>,
    /// The name.
    pub name: Name,
    /// Whether a title, honorific or verb of speech stands beside it.
    pub is_cued: bool,
}

impl Passage<'_> {
    /// Whether most of the text is in capitals, so that capitals mark no names.
    fn is_shouted(&self) -> bool {
        let named = |form| self.words.iter().filter(|w| w.form == form).count();
        let capitals = named(Form::AllCapitals);
        capitals > 2 && capitals > 2 * (named(Form::Capitalised) + named(Form::Lower))
    }
}

/// The mentions of a text, in order.
pub(super) fn mentions(text: &Passage<'_>, memory: &Memory, model: &NameModel) -> Vec<Found> {
    if text.is_shouted() {
        return Vec::new();
    }
    let scene = Scene {
        words: &text.words,
        memory,
    };
    let names = runs(&text.words)
        .into_iter()
        .flat_map(|run| model.names(scene, &run));
    names
        .map(|(words, _)| without_title(&text.words, words))
        .filter(|name| !begins_with_article(&text.words[name.clone()]))
        .map(|name| found(text, name))
        .filter(|found| found.name.len() > 0)
        .collect()
}

/// Takes titles and short honorifics off the front: they are no part of the name.
fn without_title(words: &[Word<'_>], mut name: Range<usize>) -> Range<usize> {
    let names = WordClass::GIVEN.with(WordClass::SURNAME);
    while name.len() > 1 {
        let classes = words[name.start].classes;
        let title = classes.has(WordClass::TITLE) && !classes.has(WordClass::GIVEN);
        let short = words[name.start].name.len() <= 4 && !classes.has(names);
        let honorific = classes.has(WordClass::HONORIFIC) && (short || name.len() > 2);
        if !(title || honorific) {
            break;
        }
        name.start += 1;
    }
    name
}

/// `der Agentur`: what a title is the title of, where German writes every noun with a capital.
fn begins_with_article(name: &[Word<'_>]) -> bool {
    let is_article = |w: &Word<'_>| matches!(w.name, "der" | "die" | "das" | "dem" | "des");
    name.first().is_some_and(is_article)
}

/// A mention at these words.
pub(super) fn found(text: &Passage<'_>, words: Range<usize>) -> Found {
    Found {
        part: text.part,
        name: Name::of(&text.words[words.clone()]),
        is_cued: is_cued(&text.words, &words),
        words,
    }
}

/// Whether a title or honorific stands before the name or a verb of speech behind it.
fn is_cued(words: &[Word<'_>], name: &Range<usize>) -> bool {
    let close = |gap| matches!(gap, Gap::Space | Gap::Dot);
    let cue = WordClass::TITLE.with(WordClass::HONORIFIC);
    let before =
        name.start > 0 && close(words[name.start].gap) && words[name.start - 1].classes.has(cue);
    let next = words.get(name.end).filter(|w| close(w.gap));
    let speaks = next.is_some_and(|w| w.classes.has(WordClass::SPEECH));
    let thing = WordClass::ORGANISATION.with(WordClass::THING);
    (before || speaks) && !next.is_some_and(|w| w.classes.has(thing))
}

/// Where a mention stands: the part, then the word.
pub(super) fn place(found: &Found) -> (u8, usize) {
    (found.part as u8, found.words.start)
}
