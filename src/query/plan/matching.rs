//! Which documents have what a clause asks for.

use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, SegmentReader, TantivyError, Term};

use super::bits::DocBits;
use super::clause::Clause;
use super::days::{days_docs, undated_docs, without_period};
use super::filter::FilterPlan;
use super::phrase::phrase_docs;
use super::places::places_docs;
use crate::index::{Fields, IndexError, NOTE, Searcher};
use crate::query::FacetField;

/// The documents of every segment that match.
pub struct Matches {
    segments: Vec<SegmentMatches>,
}

/// The documents of one segment.
struct SegmentMatches {
    /// The query and every filter.
    hits: DocBits,
    /// The query and the filters that are no choice of facet values.
    unfiltered: DocBits,
    /// What each choice of facet values lets through, by field.
    choices: Vec<(FacetField, DocBits)>,
}

impl Matches {
    /// Finds what matches.
    pub fn find(
        searcher: &Searcher,
        query: &Clause,
        filters: &FilterPlan,
    ) -> Result<Self, IndexError> {
        let failed = |error| IndexError::engine(searcher.folder(), error);
        let mut segments = Vec::new();
        for segment in searcher.engine().segment_readers() {
            let found = segment_matches(segment, searcher.fields(), query, filters);
            segments.push(found.map_err(failed)?);
        }
        Ok(Self { segments })
    }

    /// Releases found.
    pub fn num_hits(&self) -> u64 {
        self.segments.iter().map(|segment| segment.hits.len()).sum()
    }

    /// Where the hits are.
    pub fn addresses(&self) -> impl Iterator<Item = DocAddress> {
        let segments = (0..).zip(&self.segments);
        segments.flat_map(|(at, segment)| {
            let docs = segment.hits.iter();
            docs.map(move |doc| DocAddress::new(at, doc))
        })
    }

    /// The hits of a segment.
    pub fn hits(&self, segment: usize) -> &DocBits {
        &self.segments[segment].hits
    }

    /// What the same search finds in a segment without the values chosen of this field.
    pub fn hits_without_choice(&self, segment: usize, field: FacetField) -> DocBits {
        let segment = &self.segments[segment];
        let mut hits = segment.unfiltered.clone();
        for (of_field, choice) in &segment.choices {
            if *of_field != field {
                hits.keep(choice);
            }
        }
        hits
    }
}

fn segment_matches(
    segment: &SegmentReader,
    fields: &Fields,
    query: &Clause,
    filters: &FilterPlan,
) -> Result<SegmentMatches, TantivyError> {
    let mut unfiltered = releases(segment, fields)?;
    unfiltered.keep(&clause_docs(segment, query)?);
    for clause in &filters.others {
        unfiltered.keep(&clause_docs(segment, clause)?);
    }
    let mut hits = unfiltered.clone();
    let mut choices = Vec::with_capacity(filters.choices.len());
    for (field, clause) in &filters.choices {
        let choice = clause_docs(segment, clause)?;
        hits.keep(&choice);
        choices.push((*field, choice));
    }
    Ok(SegmentMatches {
        hits,
        unfiltered,
        choices,
    })
}

/// The living releases: not deleted, and no note on a file.
fn releases(segment: &SegmentReader, fields: &Fields) -> Result<DocBits, TantivyError> {
    // The engine takes half a millisecond to make a dictionary of a field that no document has.
    let notes = match segment.fast_fields().str(NOTE)? {
        Some(notes) if notes.num_terms() > 0 => prefix(segment, fields.note, b"")?,
        _ => DocBits::none(segment.max_doc()),
    };
    let mut releases = notes.complement();
    if segment.has_deletes() {
        for doc in (0..segment.max_doc()).filter(|doc| segment.is_deleted(*doc)) {
            releases.remove(doc);
        }
    }
    Ok(releases)
}

fn clause_docs(segment: &SegmentReader, clause: &Clause) -> Result<DocBits, TantivyError> {
    match clause {
        Clause::All => Ok(DocBits::all(segment.max_doc())),
        Clause::AnyTerm(terms) => any_term(segment, terms),
        Clause::Phrase(phrase) => phrase_docs(segment, phrase),
        Clause::Places(places) => places_docs(segment, places),
        Clause::Prefix(field, start) => prefix(segment, *field, start),
        Clause::Days(since, until) => days_docs(segment, *since, *until),
        Clause::Undated => undated_docs(segment),
        Clause::Without(field) => without(segment, *field),
        Clause::And(clauses) => {
            let mut docs = DocBits::all(segment.max_doc());
            for clause in clauses {
                docs.keep(&clause_docs(segment, clause)?);
            }
            Ok(docs)
        }
        Clause::Or(clauses) => {
            let mut docs = DocBits::none(segment.max_doc());
            for clause in clauses {
                docs.add(&clause_docs(segment, clause)?);
            }
            Ok(docs)
        }
        Clause::Not(clause) => Ok(clause_docs(segment, clause)?.complement()),
    }
}

/// The documents without a value in a facet.
fn without(segment: &SegmentReader, field: FacetField) -> Result<DocBits, TantivyError> {
    let Some(name) = field.column() else {
        return without_period(segment, field);
    };
    let mut docs = DocBits::all(segment.max_doc());
    if let Some(column) = segment.fast_fields().str(name)? {
        let has_value = |doc: &u32| column.term_ords(*doc).next().is_some();
        (0..segment.max_doc())
            .filter(has_value)
            .for_each(|doc| docs.remove(doc));
    }
    Ok(docs)
}

/// The documents that have any of the terms.
pub fn any_term(segment: &SegmentReader, terms: &[Term]) -> Result<DocBits, TantivyError> {
    let mut docs = DocBits::none(segment.max_doc());
    for term in terms {
        let index = segment.inverted_index(term.field())?;
        if let Some(info) = index.get_term_info(term)? {
            add_postings(&index, &info, &mut docs)?;
        }
    }
    Ok(docs)
}

/// The documents that have a term of the field that begins so.
fn prefix(
    segment: &SegmentReader,
    field: tantivy::schema::Field,
    start: &[u8],
) -> Result<DocBits, TantivyError> {
    let mut docs = DocBits::none(segment.max_doc());
    let index = segment.inverted_index(field)?;
    let mut terms = index.terms().range().ge(start).into_stream()?;
    while terms.advance() && terms.key().starts_with(start) {
        add_postings(&index, terms.value(), &mut docs)?;
    }
    Ok(docs)
}

fn add_postings(
    index: &tantivy::InvertedIndexReader,
    info: &tantivy::postings::TermInfo,
    docs: &mut DocBits,
) -> Result<(), TantivyError> {
    let mut block = index.read_block_postings_from_terminfo(info, IndexRecordOption::Basic)?;
    while !block.docs().is_empty() {
        for doc in block.docs() {
            docs.insert(*doc);
        }
        block.advance();
    }
    Ok(())
}
