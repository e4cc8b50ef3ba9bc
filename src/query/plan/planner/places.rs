//! Words that belong together by their places: near each other, in one sentence, many times.

use std::cmp::Reverse;
use std::collections::HashMap;

use tantivy::Term;
use tantivy::schema::Field;

use super::words::{Asked, lone_character, word_parts};
use super::{Planned, Planner, Worth};
use crate::index::{IndexError, PieceKind, normal_form, split, terms_of_query_word};
use crate::query::field::TextField;
use crate::query::plan::clause::{Clause, PhraseClause, PlacesClause, PlacesRule, Slot};
use crate::query::syntax::Node;
use crate::query::{QueryError, QueryWarning};

/// The most words that a prefix stands for where places are asked; the most frequent are taken.
const MAX_EXPANSION: usize = 500;

impl Planner<'_> {
    /// The clause of operands that a rule binds together.
    pub(super) fn places(&mut self, nodes: &[&Node], rule: PlacesRule, worth: Worth) -> Planned {
        let mut operands = Vec::with_capacity(nodes.len());
        for node in nodes {
            let mut phrases = Vec::new();
            self.phrases(node, worth, &mut phrases)?;
            operands.push(phrases);
        }
        if operands.iter().any(Vec::is_empty) {
            // Where there is no word, as in `oil near/5 "…"`, there is nothing to be near to.
            operands.retain(|phrases| !phrases.is_empty());
            let words = operands.into_iter().map(any_phrase).collect::<Vec<_>>();
            return Ok((!words.is_empty()).then_some(Clause::And(words)));
        }
        Ok(Some(Clause::Places(PlacesClause { operands, rule })))
    }

    /// The phrases that an operand is looked for as.
    fn phrases(
        &mut self,
        node: &Node,
        worth: Worth,
        phrases: &mut Vec<PhraseClause>,
    ) -> Result<(), QueryError> {
        let (part, asked, slop) = match node {
            Node::Or(nodes) => {
                return nodes
                    .iter()
                    .try_for_each(|node| self.phrases(node, worth, phrases));
            }
            Node::Word { field, text } => (*field, self.word_slots(*field, text)?, 0),
            Node::Phrase { field, text, slop } => (*field, self.word_slots(*field, text)?, *slop),
            Node::Prefix { field, text } => (*field, self.prefix_slots(*field, text)?, 0),
            _ => return Ok(()),
        };
        let (field, region) = self.field_of(part);
        if worth == Worth::Ranks && !matches!(node, Node::Prefix { .. }) {
            self.score(&asked)?;
        }
        let slots: Vec<Slot> = asked.into_iter().map(|asked| asked.slot).collect();
        if !slots.is_empty() {
            phrases.push(PhraseClause {
                field,
                slots,
                slop,
                region,
            });
        }
        Ok(())
    }

    /// The slots of a word or a phrase.
    fn word_slots(
        &mut self,
        part: Option<TextField>,
        text: &str,
    ) -> Result<Vec<Asked>, QueryError> {
        let (field, _) = self.field_of(part);
        let asked = self.asked(field, text);
        let Some(start) = lone_character(text).filter(|_| asked.is_empty()) else {
            return Ok(asked);
        };
        let terms = self.frequent(text, self.beginnings(field, &[start])?);
        let terms = terms.iter().map(|t| Term::from_field_text(field, t));
        Ok(vec![Asked::of_terms(text, 0, terms.collect())])
    }

    /// The slots of a prefix: any word that begins so stands at the last of them, in any form.
    fn prefix_slots(
        &mut self,
        part: Option<TextField>,
        text: &str,
    ) -> Result<Vec<Asked>, QueryError> {
        let pieces = split(text);
        let Some(last) = pieces.last().filter(|last| last.kind == PieceKind::Word) else {
            return self.word_slots(part, text);
        };
        let (field, _) = self.field_of(part);
        let start = normal_form(&text[last.start..last.end]);
        let tagged: Vec<_> = word_parts(part)
            .iter()
            .map(|part| format!("{}{start}", part.tag()).into_bytes())
            .collect();
        let words = self.beginnings(self.searcher.fields().words, &tagged)?;
        let mut terms: Vec<_> = self
            .frequent(text, untagged(words))
            .iter()
            .flat_map(|word| terms_of_query_word(word, self.searcher.languages()))
            .map(|term| Term::from_field_text(field, &term))
            .collect();
        terms.sort_unstable();
        terms.dedup();
        let mut asked = self.asked(field, &text[..last.start]);
        let offset = u32::try_from(pieces.len() - 1).unwrap_or(u32::MAX);
        asked.push(Asked::of_terms(&start, offset, terms));
        Ok(asked)
    }

    /// The terms of a field that begin in one of these ways, with the documents that have them.
    fn beginnings(
        &self,
        field: Field,
        starts: &[Vec<u8>],
    ) -> Result<HashMap<String, u64>, QueryError> {
        let failed = |error| IndexError::engine(self.searcher.folder(), error);
        let mut found: HashMap<String, u64> = HashMap::new();
        for segment in self.searcher.engine().segment_readers() {
            let index = segment.inverted_index(field).map_err(failed)?;
            for start in starts {
                let range = index.terms().range().ge(start).into_stream();
                let mut terms = range.map_err(|error| failed(error.into()))?;
                while terms.advance() && terms.key().starts_with(start) {
                    let term = String::from_utf8_lossy(terms.key()).into_owned();
                    *found.entry(term).or_default() += u64::from(terms.value().doc_freq);
                }
            }
        }
        Ok(found)
    }

    /// The most frequent words of those that a prefix stands for; says so when there are more.
    fn frequent(&mut self, prefix: &str, words: HashMap<String, u64>) -> Vec<String> {
        let mut words: Vec<_> = words
            .into_iter()
            .map(|(word, n)| (Reverse(n), word))
            .collect();
        words.sort_unstable();
        if words.len() > MAX_EXPANSION {
            self.warnings.push(QueryWarning::new(format!(
                "`{prefix}*` begins {} words; near others and counted, the {MAX_EXPANSION} most \
                 frequent are looked for",
                words.len()
            )));
            words.truncate(MAX_EXPANSION);
        }
        words.into_iter().map(|(_, word)| word).collect()
    }
}

/// Words with the tag of their part, counted without it.
fn untagged(tagged: HashMap<String, u64>) -> HashMap<String, u64> {
    let mut words: HashMap<String, u64> = HashMap::new();
    for (word, count) in tagged {
        *words.entry(word.chars().skip(1).collect()).or_default() += count;
    }
    words
}

fn any_phrase(phrases: Vec<PhraseClause>) -> Clause {
    Clause::Or(phrases.into_iter().map(Clause::Phrase).collect())
}
