//! Finds terms in order: phrases, also loose ones.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, SegmentReader, TantivyError, Term};

use super::bits::DocBits;
use super::clause::{PhraseClause, Region};
use super::matching::any_term;

/// The documents of a segment that have the phrase.
pub fn phrase_docs(
    segment: &SegmentReader,
    phrase: &PhraseClause,
) -> Result<DocBits, TantivyError> {
    let mut candidates = DocBits::all(segment.max_doc());
    for slot in &phrase.slots {
        candidates.keep(&any_term(segment, &slot.terms)?);
        if candidates.is_empty() {
            return Ok(candidates);
        }
    }
    let mut slots = Vec::with_capacity(phrase.slots.len());
    for slot in &phrase.slots {
        slots.push(SlotReader::open(segment, phrase, slot.offset, &slot.terms)?);
    }
    let body_end = segment.fast_fields().u64("body_end")?;
    let mut found = DocBits::none(segment.max_doc());
    for doc in candidates.iter() {
        let end = match phrase.region {
            Region::Whole => u32::MAX,
            Region::Body => u32::try_from(body_end.first(doc).unwrap_or(0)).unwrap_or(u32::MAX),
        };
        for slot in &mut slots {
            slot.read(doc, end);
        }
        if within(&slots, phrase.slop) {
            found.insert(doc);
        }
    }
    Ok(found)
}

/// The occurrences of the terms of one slot in the current document.
struct SlotReader {
    offset: u32,
    postings: Vec<SegmentPostings>,
    /// Positions less the offset of the slot, sorted: equal ones make a phrase.
    places: Vec<i64>,
    buffer: Vec<u32>,
}

impl SlotReader {
    fn open(
        segment: &SegmentReader,
        phrase: &PhraseClause,
        offset: u32,
        terms: &[Term],
    ) -> Result<Self, TantivyError> {
        let index = segment.inverted_index(phrase.field)?;
        let mut postings = Vec::with_capacity(terms.len());
        for term in terms {
            postings.extend(index.read_postings(term, IndexRecordOption::WithFreqsAndPositions)?);
        }
        Ok(Self {
            offset,
            postings,
            places: Vec::new(),
            buffer: Vec::new(),
        })
    }

    /// Reads the positions before `end`. Documents come in rising order.
    fn read(&mut self, doc: DocId, end: u32) {
        self.places.clear();
        for postings in &mut self.postings {
            if postings.doc() < doc {
                postings.seek(doc);
            }
            if postings.doc() == doc {
                postings.positions(&mut self.buffer);
                let before_end = self.buffer.iter().filter(|p| **p < end);
                let offset = i64::from(self.offset);
                self.places
                    .extend(before_end.map(|p| i64::from(*p) - offset));
            }
        }
        self.places.sort_unstable();
    }
}

/// True when one place of each slot can be chosen so that they differ by `slop` at most.
fn within(slots: &[SlotReader], slop: u32) -> bool {
    // The classical sweep: always move the slot that lags behind the others.
    let mut heap = BinaryHeap::with_capacity(slots.len());
    let mut highest = i64::MIN;
    for (slot, reader) in slots.iter().enumerate() {
        let Some(place) = reader.places.first() else {
            return false;
        };
        highest = highest.max(*place);
        heap.push(Reverse((*place, slot, 0)));
    }
    while let Some(Reverse((lowest, slot, at))) = heap.pop() {
        if highest - lowest <= i64::from(slop) {
            return true;
        }
        let Some(next) = slots[slot].places.get(at + 1) else {
            return false;
        };
        highest = highest.max(*next);
        heap.push(Reverse((*next, slot, at + 1)));
    }
    false
}
