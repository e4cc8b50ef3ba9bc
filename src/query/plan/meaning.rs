//! What the words of a query look like in a text, for highlights.

use std::collections::HashMap;

use tantivy::Term;
use tantivy::schema::Field;

use super::clause::{Clause, PhraseClause, PlacesRule, Region};
use super::planner::Plan;
use super::statistics::FieldStatistics;
use crate::index::{IndexError, Searcher, WordPart};
use crate::query::field::{TextField, TextScope};

/// The terms, phrases and beginnings of words that a plan looks for.
#[derive(Debug, Clone, Default)]
pub struct WordMeaning {
    /// Terms that match alone, by part.
    singles: HashMap<String, Vec<Meant>>,
    /// Beginnings of folded words.
    prefixes: Vec<(String, Meant)>,
    phrases: Vec<PhraseMeaning>,
    /// Rules on the places of phrases.
    rules: Vec<RuleMeaning>,
    /// Places in phrases by term: phrase, slot, offset.
    slots: HashMap<String, Vec<(usize, usize, u32)>>,
    num_words: usize,
    /// The first letters of all terms, a bit for each from `a`.
    initials: u32,
}

/// What matched, where, and how telling it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Meant {
    /// The number of the word in the query, equal for all its forms.
    pub word: usize,
    /// How telling it is, above 0.
    pub worth: f32,
    /// The part of the release that it was looked for in.
    pub part: TextScope,
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
    /// The rule and the operand of it that it is looked for as.
    pub operand: Option<(usize, usize)>,
}

/// A rule on places, for marks.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleMeaning {
    /// What is asked.
    pub rule: PlacesRule,
    /// Of so many operands.
    pub num_operands: usize,
}

impl WordMeaning {
    /// What a plan looks for in text; what it excludes is left out.
    pub fn of(plan: &Plan, searcher: &Searcher) -> Result<Self, IndexError> {
        let mut meaning = Self::default();
        let reader = Reader {
            worths: worths(plan, searcher)?,
            searcher,
        };
        reader.read(&plan.clause, &mut meaning);
        for term in meaning.singles.keys().chain(meaning.slots.keys()) {
            let stem = term.split_once(':').map_or(term.as_str(), |(_, stem)| stem);
            let first = stem.bytes().next().filter(u8::is_ascii_lowercase);
            meaning.initials |= first.map_or(0, |first| 1 << (first - b'a'));
        }
        Ok(meaning)
    }

    /// True when nothing can be marked.
    pub fn is_empty(&self) -> bool {
        self.singles.is_empty() && self.prefixes.is_empty() && self.phrases.is_empty()
    }

    /// The phrases, those that a rule binds among them.
    pub fn phrases(&self) -> &[PhraseMeaning] {
        &self.phrases
    }

    /// The rules that bind phrases.
    pub fn rules(&self) -> &[RuleMeaning] {
        &self.rules
    }

    /// False for a folded word whose stem cannot be one of the terms: the stemmers of the Latin script
    /// leave the first letter alone.
    pub fn may_match(&self, word: &str) -> bool {
        let first = word.bytes().next().unwrap_or_default();
        !first.is_ascii_lowercase() || self.initials >> (first - b'a') & 1 == 1
    }

    /// What a word means that matches alone, by its term or by its folded form.
    pub fn singles<'m>(&'m self, term: &str, word: &'m str) -> impl Iterator<Item = Meant> + 'm {
        let begins = move |(start, _): &&(String, Meant)| word.starts_with(start.as_str());
        let by_beginning = self.prefixes.iter().filter(begins).map(|(_, meant)| *meant);
        let by_term = self.singles.get(term).into_iter().flatten().copied();
        by_term.chain(by_beginning)
    }

    /// The places of a term in phrases: phrase, slot, offset.
    pub fn slots_of(&self, term: &str) -> &[(usize, usize, u32)] {
        self.slots.get(term).map_or(&[], Vec::as_slice)
    }

    fn next_word(&mut self) -> usize {
        self.num_words += 1;
        self.num_words
    }
}

/// Reads the clauses of a plan.
struct Reader<'a> {
    worths: HashMap<String, f32>,
    searcher: &'a Searcher,
}

impl Reader<'_> {
    fn read(&self, clause: &Clause, meaning: &mut WordMeaning) {
        match clause {
            Clause::And(clauses) | Clause::Or(clauses) => {
                for clause in clauses {
                    self.read(clause, meaning);
                }
            }
            Clause::AnyTerm(terms) => self.read_terms(terms, meaning),
            Clause::Phrase(phrase) => self.read_phrase(phrase, None, meaning),
            Clause::Places(clause) => {
                let rule = meaning.rules.len();
                meaning.rules.push(RuleMeaning {
                    rule: clause.rule.clone(),
                    num_operands: clause.operands.len(),
                });
                for (operand, phrases) in clause.operands.iter().enumerate() {
                    for phrase in phrases {
                        self.read_phrase(phrase, Some((rule, operand)), meaning);
                    }
                }
            }
            Clause::Prefix(field, start) => self.read_prefix(*field, start, meaning),
            Clause::All
            | Clause::Days(..)
            | Clause::Undated
            | Clause::Without(_)
            | Clause::Not(_) => {}
        }
    }

    /// A prefix of the words of a part, which follow its tag, or of the terms of a text field.
    fn read_prefix(&self, field: Field, start: &[u8], meaning: &mut WordMeaning) {
        let text = String::from_utf8_lossy(start);
        let (part, start) = if field == self.searcher.fields().words {
            let mut chars = text.chars();
            let part = chars.next().and_then(WordPart::of_tag).map(scope_of_words);
            (part, chars.as_str())
        } else {
            (self.part_of(field), text.as_ref())
        };
        let Some(part) = part else { return };
        let is_known = |(known, meant): &(String, Meant)| known == start && meant.part == part;
        if !meaning.prefixes.iter().any(is_known) {
            let word = meaning.next_word();
            let meant = Meant {
                word,
                worth: 1.0,
                part,
            };
            meaning.prefixes.push((start.to_owned(), meant));
        }
    }

    fn read_terms(&self, terms: &[Term], meaning: &mut WordMeaning) {
        let word = meaning.next_word();
        for term in terms {
            let Some(part) = self.part_of(term.field()) else {
                continue;
            };
            let text = text_of(term);
            let worth = self.worth(&text);
            let of_term = meaning.singles.entry(text).or_default();
            if of_term.iter().all(|meant| meant.part != part) {
                of_term.push(Meant { word, worth, part });
            }
        }
    }

    fn read_phrase(
        &self,
        phrase: &PhraseClause,
        operand: Option<(usize, usize)>,
        meaning: &mut WordMeaning,
    ) {
        let Some(part) = self.part_of(phrase.field) else {
            return;
        };
        let part = match phrase.region {
            Region::Body => TextScope::Part(TextField::Body),
            Region::Whole => part,
        };
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
            meant: Meant { word, worth, part },
            operand,
        });
    }

    fn worth(&self, term: &str) -> f32 {
        self.worths.get(term).copied().unwrap_or(1.0)
    }

    /// The part of a release that a field holds; `None` when the field is no text.
    fn part_of(&self, field: Field) -> Option<TextScope> {
        let fields = self.searcher.fields();
        if field == fields.text {
            return Some(TextScope::Unnamed);
        }
        let parts = &fields.parts;
        let known = [
            (parts.headline, TextField::Headline),
            (parts.subhead, TextField::Subhead),
            (parts.lead, TextField::Lead),
            (parts.quote, TextField::Quote),
            (parts.speaker, TextField::Speaker),
            (parts.boilerplate, TextField::Boilerplate),
            (parts.contacts, TextField::Contacts),
            (parts.issuer, TextField::Issuer),
            (parts.dateline, TextField::Dateline),
        ];
        let found = known.iter().find(|(known, _)| *known == field);
        found.map(|(_, part)| TextScope::Part(*part))
    }
}

/// The part that words with a tag are looked for in.
fn scope_of_words(part: WordPart) -> TextScope {
    let part = match part {
        WordPart::Margin => return TextScope::Unnamed,
        WordPart::Headline => TextField::Headline,
        WordPart::Subhead => TextField::Subhead,
        WordPart::Lead => TextField::Lead,
        WordPart::Body => TextField::Body,
        WordPart::Quote => TextField::Quote,
        WordPart::Speaker => TextField::Speaker,
        WordPart::Boilerplate => TextField::Boilerplate,
        WordPart::Contacts => TextField::Contacts,
        WordPart::Issuer => TextField::Issuer,
        WordPart::Dateline => TextField::Dateline,
    };
    TextScope::Part(part)
}

fn worths(plan: &Plan, searcher: &Searcher) -> Result<HashMap<String, f32>, IndexError> {
    let statistics = FieldStatistics::read(searcher, searcher.fields().text)?;
    let scored = plan.scored.iter().flat_map(|scored| {
        let worth = statistics.idf(scored.doc_freq);
        scored.terms.iter().map(move |term| (text_of(term), worth))
    });
    Ok(scored.collect())
}

fn text_of(term: &Term) -> String {
    String::from_utf8_lossy(term.serialized_value_bytes()).into_owned()
}
