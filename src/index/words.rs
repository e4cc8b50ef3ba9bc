//! The words of a release by part, each text read once for all the fields that it goes into.

use foldhash::{HashSet, HashSetExt};

use super::analysis::{PieceKind, PreparedText, Word, words};
use super::document::lead_and_rest;
use super::schema::WordPart;
use crate::release::Release;

/// The words of a release by part, each text read once.
pub(super) struct WordsOfParts<'r> {
    /// Every part, in an order of their own.
    pub(super) parts: Vec<(WordPart, Vec<Vec<Word<'r>>>)>,
    /// Of the words of the body, those of the lead.
    num_lead: usize,
}

impl<'r> WordsOfParts<'r> {
    pub(super) fn of(release: &'r Release) -> Self {
        let (lead, _) = lead_and_rest(&release.body);
        let mut parts: Vec<_> = Vec::new();
        for (part, texts) in parts_of(release) {
            // Those of the lead are the first of the body.
            let texts = if part == WordPart::Lead {
                Vec::new()
            } else {
                texts
            };
            parts.push((part, texts.into_iter().map(words).collect()));
        }
        let mut words = Self { parts, num_lead: 0 };
        let body = words.texts(WordPart::Body).next().unwrap_or_default();
        words.num_lead = body.partition_point(|word| word.piece.start < lead.len());
        words
    }

    /// The words of the body, those of the lead apart.
    pub(super) fn lead_and_rest(&self) -> (&[Word<'r>], &[Word<'r>]) {
        let body = self.texts(WordPart::Body).next().unwrap_or_default();
        body.split_at(self.num_lead)
    }

    /// The texts of a part.
    pub(super) fn texts(&self, part: WordPart) -> impl Iterator<Item = &[Word<'r>]> {
        let is_lead = part == WordPart::Lead;
        let source = if is_lead { WordPart::Body } else { part };
        let texts = self.parts.iter().filter(move |(other, _)| *other == source);
        texts.flat_map(|(_, texts)| texts).map(move |words| {
            let num = if is_lead { self.num_lead } else { words.len() };
            &words[..num]
        })
    }

    /// The different words, each after the tag of its part.
    pub(super) fn set(&self) -> PreparedText {
        let mut prepared = PreparedText::default();
        let mut term = String::new();
        // Words come from hostile texts too: a hash that they can be made to collide in is no choice.
        let most = self.parts.iter().flat_map(|(_, texts)| texts).map(Vec::len);
        let mut known = HashSet::with_capacity(most.max().unwrap_or_default());
        for (part, _) in &self.parts {
            known.clear();
            let words = self.texts(*part).flatten();
            for word in words.filter(|word| word.piece.kind == PieceKind::Word) {
                if known.insert(word.form.as_ref()) {
                    term.clear();
                    term.push(part.tag());
                    term.push_str(&word.form);
                    prepared.push_term(&term);
                }
            }
        }
        prepared
    }
}

/// The texts of a release by part, for `field:word` and prefixes.
fn parts_of(release: &Release) -> Vec<(WordPart, Vec<&str>)> {
    fn one(text: Option<&String>) -> Vec<&str> {
        text.map(String::as_str).into_iter().collect()
    }
    fn all(texts: &[String]) -> Vec<&str> {
        texts.iter().map(String::as_str).collect()
    }
    let dateline = release.dateline.as_ref().map(|d| &d.text);
    let quotes = release.quotes.iter();
    vec![
        (WordPart::Headline, one(release.headline.as_ref())),
        (WordPart::Subhead, one(release.subhead.as_ref())),
        (WordPart::Lead, vec![lead_and_rest(&release.body).0]),
        (WordPart::Body, vec![release.body.as_str()]),
        (WordPart::Margin, margin(release).collect()),
        (
            WordPart::Quote,
            quotes.clone().map(|q| q.text.as_str()).collect(),
        ),
        (
            WordPart::Speaker,
            quotes.filter_map(|q| q.speaker.as_deref()).collect(),
        ),
        (WordPart::Boilerplate, all(&release.boilerplate)),
        (WordPart::Contacts, all(&release.contacts)),
        (WordPart::Issuer, one(release.issuer.as_ref())),
        (WordPart::Dateline, one(dateline)),
    ]
}

/// What stands around a release and is found by an unnamed word all the same.
fn margin(release: &Release) -> impl Iterator<Item = &str> {
    let dateline = release.dateline.as_ref().map(|d| d.text.as_str());
    [
        dateline,
        release.issuer.as_deref(),
        release.release_number.as_deref(),
    ]
    .into_iter()
    .flatten()
}
