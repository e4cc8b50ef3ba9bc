//! Knows the headline when it meets it among the blocks.

use std::collections::HashSet;

use super::document::{BlockKind, Evidence, Metadata};
use super::piece::Piece;
use crate::text::fold::fold;

/// Titles that are compared.
const MAX_TITLES: usize = 16;

/// The titles of the page in the form in which they are compared.
pub(super) struct TitleKeys {
    keys: HashSet<String>,
    whole: Vec<String>,
}

impl TitleKeys {
    pub fn of(metadata: &Metadata) -> Self {
        let is_first_h1 = |i: usize| metadata.titles[..i].iter().all(|t| t.origin != "h1");
        let titles = metadata
            .titles
            .iter()
            .enumerate()
            .filter(|(i, t)| match t.origin {
                "content heading" | "h2" => false,
                "h1" => is_first_h1(*i),
                _ => true,
            });
        let titles = titles.map(|(_, t)| t).take(MAX_TITLES);
        Self::of_titles(titles)
    }

    /// The titles that the page gives itself beside its headings.
    pub fn of_page(titles: &[Evidence]) -> Self {
        let is_heading =
            |t: &&Evidence| matches!(t.origin, "content heading" | "bold line" | "h1" | "h2");
        Self::of_titles(titles.iter().filter(|t| !is_heading(t)).take(MAX_TITLES))
    }

    fn of_titles<'t>(titles: impl Iterator<Item = &'t Evidence>) -> Self {
        let whole: Vec<String> = titles
            .map(|t| title_key(&t.value))
            .filter(|k| !k.is_empty())
            .collect();
        Self {
            keys: whole.iter().cloned().collect(),
            whole,
        }
    }

    /// Whether a piece is the headline: one of the titles, or a heading that begins one.
    pub fn is_headline(&self, piece: &Piece) -> bool {
        const MAX_CHARS: usize = 300;
        if piece.num_chars > MAX_CHARS {
            return false;
        }
        if !self.may_begin_as(&piece.text) {
            return false;
        }
        let key = title_key(&piece.text);
        let is_heading = matches!(piece.kind, BlockKind::Heading(_));
        let begins = |title: &String| title.starts_with(&key) && is_heading && key.len() >= 15;
        !key.is_empty() && (self.keys.contains(&key) || self.whole.iter().any(begins))
    }

    /// Whether a title begins with the first letter of a text; told for ASCII, else it may.
    fn may_begin_as(&self, text: &str) -> bool {
        let mut bytes = text.bytes();
        let first = bytes.find(|b| !b.is_ascii() || b.is_ascii_alphanumeric());
        let Some(first) = first.filter(u8::is_ascii) else {
            return true;
        };
        let first = first.to_ascii_lowercase();
        let mut keys = self.keys.iter().chain(&self.whole);
        keys.any(|key| key.as_bytes().first() == Some(&first))
    }
}

/// Letters and digits only, folded, words parted by one blank.
fn title_key(text: &str) -> String {
    let folded = fold(text);
    let words = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty());
    words.collect::<Vec<_>>().join(" ")
}
