//! The wording of chrome inside the content, by language: what newspapers, agencies and the common
//! publishing systems write around any text.
//!
//! All folded as by [`crate::text::fold`]; a line matches when it begins with the phrase and the
//! phrase ends at the end of a word.

mod english;
mod german;
mod others;
mod romance;

/// The phrases of one language or several.
pub(super) struct Phrases {
    /// Short lines that are dropped when they begin so.
    pub lines: &'static [&'static str],
    /// Headings and short lines that open a run of links to other pages.
    pub related: &'static [&'static str],
    /// Headings and short lines after which nothing of the content comes.
    pub ends: &'static [&'static str],
}

/// The phrases of every language.
pub(super) const ALL: [Phrases; 4] = [
    english::PHRASES,
    german::PHRASES,
    romance::PHRASES,
    others::PHRASES,
];
