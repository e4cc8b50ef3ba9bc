//! The words of a query as terms: alone, in order, or the beginnings of words.

use tantivy::Term;
use tantivy::schema::Field;

use super::{Planned, Planner, Worth};
use crate::index::{
    PieceKind, WordPart, language_of_term, normal_form, number_form, split, terms_of_query_word,
};
use crate::query::field::TextField;
use crate::query::plan::clause::{Clause, PhraseClause, Region, ScoredTerm, Slot};
use crate::query::plan::statistics::doc_freq;
use crate::query::{QueryError, QueryWarning};

/// The most different words of a query that rank; all of them match.
const MAX_SCORED: usize = 1024;

/// The most words of a phrase that are looked for; no release is found by more.
const MAX_PHRASE: usize = 256;

impl Planner<'_> {
    /// Words in order; one word alone is just that.
    pub(super) fn words(
        &mut self,
        part: Option<TextField>,
        text: &str,
        slop: u32,
        worth: Worth,
    ) -> Planned {
        let (field, region) = self.field_of(part);
        if part == Some(TextField::Number) {
            let number = Term::from_field_text(field, &number_form(text));
            return Ok(Some(Clause::AnyTerm(vec![number])));
        }
        let mut asked = self.asked(field, text);
        if asked.len() > MAX_PHRASE {
            asked.truncate(MAX_PHRASE);
            self.warnings.push(QueryWarning::new(format!(
                "only the first {MAX_PHRASE} words of a phrase are used"
            )));
        }
        if worth == Worth::Ranks {
            self.score(&asked)?;
        }
        let slots: Vec<_> = asked.into_iter().map(|asked| asked.slot).collect();
        if slots.is_empty() {
            return Ok(lone_character(text).map(|start| Clause::Prefix(field, start)));
        }
        if slots.len() == 1 && region == Region::Whole {
            let terms = slots.into_iter().flat_map(|slot| slot.terms).collect();
            return Ok(Some(Clause::AnyTerm(terms)));
        }
        Ok(Some(Clause::Phrase(PhraseClause {
            field,
            slots,
            slop,
            region,
        })))
    }

    /// Any of the words that a word with hyphens, or a phrase, is made of.
    pub(super) fn any_part(&mut self, text: &str, worth: Worth) -> Planned {
        let field = self.searcher.fields().text;
        let asked = self.asked(field, text);
        if asked.len() < 2 {
            return self.words(None, text, 0, worth);
        }
        if worth == Worth::Ranks {
            self.score(&asked)?;
        }
        let parts = asked.into_iter();
        let parts = parts.map(|asked| Clause::AnyTerm(asked.slot.terms));
        Ok(Some(Clause::Or(parts.collect())))
    }

    /// The words of a text as places of a phrase.
    pub(super) fn asked(&self, field: Field, text: &str) -> Vec<Asked> {
        let mut asked = Vec::new();
        for (offset, piece) in (0..).zip(split(text)) {
            let word = normal_form(&text[piece.start..piece.end]);
            if word.is_empty() || piece.kind == PieceKind::Last {
                continue;
            }
            let terms = match piece.kind {
                PieceKind::Word => terms_of_query_word(&word, self.searcher.languages()),
                PieceKind::Pair | PieceKind::Last => vec![word.to_string()],
            };
            let is_function_word = |term: &String| {
                let language = language_of_term(term, &word);
                language.is_some_and(|l| self.scene.config.function_words.contains(l, &word))
            };
            let are_function_words = terms.iter().map(is_function_word).collect();
            let terms = terms
                .iter()
                .map(|term| Term::from_field_text(field, term))
                .collect();
            asked.push(Asked {
                word: word.into_owned(),
                slot: Slot { offset, terms },
                are_function_words,
            });
        }
        asked
    }

    pub(super) fn prefix(&mut self, part: Option<TextField>, text: &str, worth: Worth) -> Planned {
        let pieces = split(text);
        let Some(last) = pieces.last().filter(|last| last.kind == PieceKind::Word) else {
            return self.words(part, text, 0, worth);
        };
        let start = normal_form(&text[last.start..last.end]);
        let before = self.words(part, &text[..last.start], 0, worth)?;
        if part == Some(TextField::Number) {
            let number = number_form(text).into_bytes();
            let field = self.searcher.fields().parts.number;
            return Ok(Some(Clause::Prefix(field, number)));
        }
        let words = self.searcher.fields().words;
        let tagged = word_parts(part)
            .iter()
            .map(|part| Clause::Prefix(words, format!("{}{start}", part.tag()).into_bytes()));
        let mut all: Vec<_> = before.into_iter().collect();
        all.push(Clause::Or(tagged.collect()));
        Ok(Some(Clause::And(all)))
    }

    pub(super) fn score(&mut self, asked: &[Asked]) -> Result<(), QueryError> {
        for asked in asked {
            self.score_one(asked)?;
        }
        Ok(())
    }

    /// A word ranks by how often releases have it in whatever language; where it is a function word
    /// of one language and none of another, each of the two counts for what it is.
    fn score_one(&mut self, asked: &Asked) -> Result<(), QueryError> {
        let mut known = [Vec::new(), Vec::new()];
        let mut num_docs = 0;
        for (term, is_function_word) in asked.slot.terms.iter().zip(&asked.are_function_words) {
            let found = doc_freq(self.searcher, term)?;
            if found > 0 {
                num_docs += found;
                known[usize::from(*is_function_word)].push(term.clone());
            }
        }
        let shares = [1.0, self.scene.config.settings.ranking.function_words];
        for (terms, share) in known.into_iter().zip(shares) {
            let Some(first) = terms.first() else { continue };
            if let Some(scored) = self.scored.iter_mut().find(|s| s.terms == terms) {
                scored.times += 1;
            } else if self.scored.len() < MAX_SCORED {
                self.scored.push(ScoredTerm {
                    word: asked.word.clone(),
                    field: first.field(),
                    terms,
                    doc_freq: num_docs,
                    times: 1,
                    share,
                    learnt: 0.0,
                });
            }
        }
        Ok(())
    }

    pub(super) fn field_of(&self, part: Option<TextField>) -> (Field, Region) {
        let fields = self.searcher.fields();
        let parts = &fields.parts;
        let field = match part {
            None => fields.text,
            Some(TextField::Body) => return (fields.text, Region::Body),
            Some(TextField::Headline) => parts.headline,
            Some(TextField::Subhead) => parts.subhead,
            Some(TextField::Lead) => parts.lead,
            Some(TextField::Quote) => parts.quote,
            Some(TextField::Speaker) => parts.speaker,
            Some(TextField::Boilerplate) => parts.boilerplate,
            Some(TextField::Contacts) => parts.contacts,
            Some(TextField::Issuer) => parts.issuer,
            Some(TextField::Dateline) => parts.dateline,
            Some(TextField::Number) => parts.number,
        };
        (field, Region::Whole)
    }
}

/// A word of a query as the index may have it.
pub(super) struct Asked {
    /// Folded.
    pub word: String,
    /// Where it stands in its phrase, and its terms.
    pub slot: Slot,
    /// For each term, whether the word is a function word of the language that the term is of.
    pub are_function_words: Vec<bool>,
}

impl Asked {
    /// A word that stands for many in the index, none of which is a function word.
    pub fn of_terms(word: &str, offset: u32, terms: Vec<Term>) -> Self {
        Self {
            word: word.to_owned(),
            are_function_words: vec![false; terms.len()],
            slot: Slot { offset, terms },
        }
    }
}

/// A query of one character of a script without spaces: it begins a pair or ends a run.
pub(super) fn lone_character(text: &str) -> Option<Vec<u8>> {
    let pieces = split(text);
    let piece = pieces.first().filter(|p| p.kind == PieceKind::Last)?;
    Some(
        normal_form(&text[piece.start..piece.end])
            .into_owned()
            .into_bytes(),
    )
}

/// The parts whose words a search in that part looks for.
pub fn word_parts(part: Option<TextField>) -> &'static [WordPart] {
    match part {
        None => &[
            WordPart::Headline,
            WordPart::Subhead,
            WordPart::Body,
            WordPart::Margin,
        ],
        Some(TextField::Headline) => &[WordPart::Headline],
        Some(TextField::Subhead) => &[WordPart::Subhead],
        Some(TextField::Lead) => &[WordPart::Lead],
        Some(TextField::Body) => &[WordPart::Body],
        Some(TextField::Quote) => &[WordPart::Quote],
        Some(TextField::Speaker) => &[WordPart::Speaker],
        Some(TextField::Boilerplate) => &[WordPart::Boilerplate],
        Some(TextField::Contacts) => &[WordPart::Contacts],
        Some(TextField::Issuer) => &[WordPart::Issuer],
        Some(TextField::Dateline) => &[WordPart::Dateline],
        Some(TextField::Number) => &[],
    }
}
