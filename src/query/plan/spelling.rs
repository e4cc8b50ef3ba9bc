//! Words that the index does not have, and the nearest ones that it has.
//!
//! Edits are those of Damerau and Levenshtein: a letter too many, too few, wrong, or two swapped. The
//! words of the index are walked together with an automaton that accepts what is near (Schulz and
//! Mihov 2002), so the cost hardly grows with the index.

use std::collections::BTreeSet;

use tantivy::query::FuzzyTermQuery;
use tantivy::{TantivyError, Term};

use super::statistics::doc_freq;
use crate::config::Spelling;
use crate::index::{IndexError, Searcher, WordPart, terms_of_query_word};

/// Finds what words were meant.
#[derive(Clone, Copy)]
pub struct Speller<'a> {
    /// The index.
    pub searcher: &'a Searcher,
    /// The parameters.
    pub spelling: &'a Spelling,
}

impl Speller<'_> {
    /// True when a release has the folded word, or a form of it.
    pub fn is_known(&self, word: &str) -> Result<bool, IndexError> {
        let text = self.searcher.fields().text;
        for term in terms_of_query_word(word, self.searcher.languages()) {
            if doc_freq(self.searcher, &Term::from_field_text(text, &term))? > 0 {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether a folded word is one that may be mended: no number, and no short word, which is near
    /// to too many others.
    pub fn may_be_mended(&self, word: &str) -> bool {
        let is_number = word.chars().any(char::is_numeric);
        !is_number && word.chars().count() >= self.spelling.min_letters
    }

    /// The word of these parts that a folded one, unknown to the index, most likely stands for.
    pub fn nearest(&self, word: &str, parts: &[WordPart]) -> Result<Option<String>, IndexError> {
        let num_letters = word.chars().count();
        let max_distance = if num_letters >= self.spelling.min_letters_two {
            2
        } else {
            1
        };
        for distance in 1..=max_distance {
            let mut near = self.within(word, distance, parts)?;
            if distance > 1 {
                // Two slips seldom fall on the first letter.
                near.retain(|other| other.chars().next() == word.chars().next());
            }
            if let Some(best) = self.likeliest(word, near, parts)? {
                return Ok(Some(best));
            }
        }
        Ok(None)
    }

    fn within(
        &self,
        word: &str,
        distance: u8,
        parts: &[WordPart],
    ) -> Result<BTreeSet<String>, IndexError> {
        let mut near = BTreeSet::new();
        for part in parts {
            self.walk(word, distance, *part, &mut near)
                .map_err(|error| IndexError::engine(self.searcher.folder(), error))?;
        }
        Ok(near)
    }

    fn walk(
        &self,
        word: &str,
        distance: u8,
        part: WordPart,
        near: &mut BTreeSet<String>,
    ) -> Result<(), TantivyError> {
        let words = self.searcher.fields().words;
        let tag = part.tag();
        let tagged = Term::from_field_text(words, &format!("{tag}{word}"));
        let query = FuzzyTermQuery::new(tagged, distance, true);
        let start = tag.to_string();
        for segment in self.searcher.engine().segment_readers() {
            let index = segment.inverted_index(words)?;
            let mut found = index
                .terms()
                .search(query.automaton()?)
                .ge(&start)
                .into_stream()?;
            while found.advance() {
                let Ok(key) = std::str::from_utf8(found.key()) else {
                    continue;
                };
                let Some(other) = key.strip_prefix(tag) else {
                    break;
                };
                near.insert(other.to_owned());
            }
        }
        Ok(())
    }

    fn likeliest(
        &self,
        word: &str,
        near: BTreeSet<String>,
        parts: &[WordPart],
    ) -> Result<Option<String>, IndexError> {
        let first_letter = word.chars().next();
        let mut best: Option<(f32, String)> = None;
        for other in near {
            let mut num_docs = 0;
            for part in parts {
                let tagged = format!("{}{other}", part.tag());
                let term = Term::from_field_text(self.searcher.fields().words, &tagged);
                num_docs = num_docs.max(doc_freq(self.searcher, &term)?);
            }
            // Deleted documents leave their words behind.
            if num_docs == 0 || !self.may_be_mended(&other) {
                continue;
            }
            let mut likely = self.spelling.frequency * (num_docs as f32).ln();
            if other.chars().next() == first_letter {
                likely += self.spelling.first_letter;
            }
            if best.as_ref().is_none_or(|(known, _)| likely > *known) {
                best = Some((likely, other));
            }
        }
        Ok(best.map(|(_, other)| other))
    }
}
