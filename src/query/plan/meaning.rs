//! What the words of a query look like in a text, for highlights.

use std::collections::HashMap;

use tantivy::Term;
use tantivy::schema::Field;

use super::clause::{Clause, PhraseClause};
use super::planner::Plan;
use super::statistics::FieldStatistics;
use crate::index::{IndexError, Searcher};

/// The terms, phrases and beginnings of words that a plan looks for.
#[derive(Debug, Clone, Default)]
pub struct WordMeaning {
    /// Terms that match alone.
    singles: HashMap<String, Meant>,
    /// Beginnings of folded words.
    prefixes: Vec<(String, Meant)>,
    phrases: Vec<PhraseMeaning>,
    /// Places in phrases by term: phrase, slot, offset.
    slots: HashMap<String, Vec<(usize, usize, u32)>>,
}

/// What matched, and how telling it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Meant {
    /// The number of the word in the query, equal for all its forms.
    pub word: usize,
    /// How telling it is, above 0.
    pub worth: f32,
}

/// A phrase to mark.
#[derive(Debug, Clone, PartialEq)]
pub struct PhraseMeaning {
    /// The offset of each slot.
    pub offsets: Vec<u32>,
    /// How far the words may be out of place.
    pub slop: u32,
    /// What it is among the words.
    pub meant: Meant,
}

impl WordMeaning {
    /// What a plan looks for in text; what it excludes is left out.
    pub fn of(plan: &Plan, searcher: &Searcher) -> Result<Self, IndexError> {
        let mut meaning = Self::default();
        let reader = Reader {
            worths: worths(plan, searcher)?,
            raw: raw_fields(searcher),
            words: searcher.fields().words,
        };
        reader.read(&plan.clause, &mut meaning);
        Ok(meaning)
    }

    /// True when nothing can be marked.
    pub fn is_empty(&self) -> bool {
        self.singles.is_empty() && self.prefixes.is_empty() && self.phrases.is_empty()
    }

    /// The phrases.
    pub fn phrases(&self) -> &[PhraseMeaning] {
        &self.phrases
    }

    /// What a word means that matches alone, by its term or by its folded form.
    pub fn single(&self, term: &str, word: &str) -> Option<Meant> {
        let by_beginning = || {
            let begins = |(start, _): &&(String, Meant)| word.starts_with(start.as_str());
            self.prefixes.iter().find(begins).map(|(_, meant)| *meant)
        };
        self.singles.get(term).copied().or_else(by_beginning)
    }

    /// The places of a term in phrases: phrase, slot, offset.
    pub fn slots_of(&self, term: &str) -> &[(usize, usize, u32)] {
        self.slots.get(term).map_or(&[], Vec::as_slice)
    }

    fn next_word(&self) -> usize {
        self.singles.len() + self.prefixes.len() + self.phrases.len()
    }
}

/// Reads the clauses of a plan.
struct Reader {
    worths: HashMap<String, f32>,
    /// Fields that are no text.
    raw: Vec<Field>,
    words: Field,
}

impl Reader {
    fn read(&self, clause: &Clause, meaning: &mut WordMeaning) {
        match clause {
            Clause::And(clauses) | Clause::Or(clauses) => {
                for clause in clauses {
                    self.read(clause, meaning);
                }
            }
            Clause::AnyTerm(terms) => self.read_terms(terms, meaning),
            Clause::Phrase(phrase) => self.read_phrase(phrase, meaning),
            Clause::Prefix(field, start) if *field == self.words => {
                // The first byte is the tag of a part.
                let start = start.get(1..).unwrap_or_default();
                let start = String::from_utf8_lossy(start).into_owned();
                if meaning.prefixes.iter().all(|(known, _)| *known != start) {
                    let word = meaning.next_word();
                    meaning.prefixes.push((start, Meant { word, worth: 1.0 }));
                }
            }
            Clause::Prefix(..)
            | Clause::All
            | Clause::Days(..)
            | Clause::Undated
            | Clause::Not(_) => {}
        }
    }

    fn read_terms(&self, terms: &[Term], meaning: &mut WordMeaning) {
        let word = meaning.next_word();
        for term in terms
            .iter()
            .filter(|term| !self.raw.contains(&term.field()))
        {
            let text = text_of(term);
            let worth = self.worth(&text);
            meaning.singles.entry(text).or_insert(Meant { word, worth });
        }
    }

    fn read_phrase(&self, phrase: &PhraseClause, meaning: &mut WordMeaning) {
        let number = meaning.phrases.len();
        let mut worth = 0.0;
        for (at, slot) in phrase.slots.iter().enumerate() {
            let mut of_slot: f32 = 0.0;
            for term in &slot.terms {
                let text = text_of(term);
                of_slot = of_slot.max(self.worth(&text));
                let places = meaning.slots.entry(text).or_default();
                places.push((number, at, slot.offset));
            }
            worth += of_slot;
        }
        let word = meaning.next_word();
        meaning.phrases.push(PhraseMeaning {
            offsets: phrase.slots.iter().map(|slot| slot.offset).collect(),
            slop: phrase.slop,
            meant: Meant { word, worth },
        });
    }

    fn worth(&self, term: &str) -> f32 {
        self.worths.get(term).copied().unwrap_or(1.0)
    }
}

fn worths(plan: &Plan, searcher: &Searcher) -> Result<HashMap<String, f32>, IndexError> {
    let statistics = FieldStatistics::read(searcher, searcher.fields().text)?;
    let scored = plan.scored.iter().flat_map(|scored| {
        let worth = statistics.idf(scored.doc_freq);
        scored.terms.iter().map(move |term| (text_of(term), worth))
    });
    Ok(scored.collect())
}

fn raw_fields(searcher: &Searcher) -> Vec<Field> {
    let fields = searcher.fields();
    let facets = &fields.facets;
    vec![
        facets.country,
        facets.country_mentioned,
        facets.person,
        facets.person_as_written,
        facets.topic,
        facets.language,
        facets.folder,
        facets.issuer,
        fields.person_form,
        fields.written_form,
        fields.parts.number,
    ]
}

fn text_of(term: &Term) -> String {
    String::from_utf8_lossy(term.serialized_value_bytes()).into_owned()
}
