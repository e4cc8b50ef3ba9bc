//! A query in terms of the index.

use std::collections::BTreeSet;

use tantivy::Term;
use tantivy::schema::Field;

use crate::index::Searcher;
use crate::query::FacetField;
use crate::query::syntax::Link;

/// What documents have to have.
#[derive(Debug, Clone, PartialEq)]
pub enum Clause {
    /// Nothing: every document has it.
    All,
    /// One of these terms.
    AnyTerm(Vec<Term>),
    /// One of these terms, or such terms in order, at places that `region` allows.
    Phrase(PhraseClause),
    /// Places in a text that belong together or are many.
    Places(PlacesClause),
    /// A term of the field that begins so.
    Prefix(Field, Vec<u8>),
    /// A date that lies as a whole between two days, counted from 1970, both included.
    Days(Option<i64>, Option<i64>),
    /// No known day in time.
    Undated,
    /// No value in a facet.
    Without(FacetField),
    /// All of these.
    And(Vec<Clause>),
    /// Any of these.
    Or(Vec<Clause>),
    /// Not this.
    Not(Box<Clause>),
}

impl Clause {
    /// The releases with any of these ids.
    pub fn ids(searcher: &Searcher, ids: &BTreeSet<String>) -> Self {
        let field = searcher.fields().id;
        let terms = ids.iter().map(|id| Term::from_field_text(field, id));
        Self::AnyTerm(terms.collect())
    }
}

/// Terms at positions relative to each other.
#[derive(Debug, Clone, PartialEq)]
pub struct PhraseClause {
    /// The field.
    pub field: Field,
    /// For each place the terms that may stand there.
    pub slots: Vec<Slot>,
    /// How many positions the terms may be out of place, all told.
    pub slop: u32,
    /// Where in the field it may stand.
    pub region: Region,
}

/// Places of one field that belong together, or that are many.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacesClause {
    /// For each operand the phrases that it is looked for as; a word is a phrase of one slot.
    pub operands: Vec<Vec<PhraseClause>>,
    /// What is asked of their places.
    pub rule: PlacesRule,
}

/// What is asked of places in a text.
#[derive(Debug, Clone, PartialEq)]
pub enum PlacesRule {
    /// One of each operand, each linked to the one before it: one link less than operands.
    Chain(Vec<Link>),
    /// So many of the only operand.
    AtLeast(u32),
}

/// One place of a phrase.
#[derive(Debug, Clone, PartialEq)]
pub struct Slot {
    /// Positions from the first place.
    pub offset: u32,
    /// The terms that may stand there.
    pub terms: Vec<Term>,
}

/// A part of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Region {
    /// Anywhere.
    Whole,
    /// Within the body, which comes first in the `text` field.
    Body,
}

/// A query word that ranks.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoredTerm {
    /// The word as the query has it, or the term that was learnt.
    pub word: String,
    /// The field whose statistics count.
    pub field: Field,
    /// The word as terms of the languages of the index; one document has one of them as a rule.
    pub terms: Vec<Term>,
    /// Documents that have the word as any of its terms, even where `terms` are some of them.
    pub doc_freq: u64,
    /// How often the query names it; 0 for a word that was learnt.
    pub times: u32,
    /// What it counts, relative to 1: function words less.
    pub share: f32,
    /// What the best hits add to its weight.
    pub learnt: f32,
}
