//! Finds terms in order: phrases, also loose ones.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use tantivy::columnar::Column;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, SegmentReader, TantivyError, Term};

use super::bits::DocBits;
use super::clause::{PhraseClause, Region};
use super::matching::any_term;

/// The documents of a segment that have the phrase.
pub fn phrase_docs(
    segment: &SegmentReader,
    phrase: &PhraseClause,
) -> Result<DocBits, TantivyError> {
    let candidates = docs_with_slots(segment, phrase)?;
    let mut found = DocBits::none(segment.max_doc());
    if candidates.is_empty() {
        return Ok(found);
    }
    let mut reader = PhraseReader::open(segment, phrase)?;
    for doc in candidates.iter() {
        let mut is_found = false;
        reader.read(doc, |_, _| is_found = true);
        if is_found {
            found.insert(doc);
        }
    }
    Ok(found)
}

/// The documents of a segment that have a term of every slot, wherever.
pub fn docs_with_slots(
    segment: &SegmentReader,
    phrase: &PhraseClause,
) -> Result<DocBits, TantivyError> {
    let mut docs = DocBits::all(segment.max_doc());
    for slot in &phrase.slots {
        docs.keep(&any_term(segment, &slot.terms)?);
        if docs.is_empty() {
            break;
        }
    }
    Ok(docs)
}

/// Reads where a phrase stands. Documents come in rising order.
pub struct PhraseReader<'p> {
    phrase: &'p PhraseClause,
    slots: Vec<SlotReader>,
    body_end: Column<u64>,
    places: Vec<Vec<i64>>,
}

impl<'p> PhraseReader<'p> {
    /// For the documents of a segment.
    pub fn open(segment: &SegmentReader, phrase: &'p PhraseClause) -> Result<Self, TantivyError> {
        let mut slots = Vec::with_capacity(phrase.slots.len());
        for slot in &phrase.slots {
            slots.push(SlotReader::open(
                segment,
                phrase.field,
                slot.offset,
                &slot.terms,
            )?);
        }
        Ok(Self {
            phrase,
            places: vec![Vec::new(); slots.len()],
            slots,
            body_end: segment.fast_fields().u64("body_end")?,
        })
    }

    /// What is looked for.
    pub fn phrase(&self) -> &'p PhraseClause {
        self.phrase
    }

    /// Calls back as [`windows`] does.
    pub fn read(&mut self, doc: DocId, found: impl FnMut(usize, i64)) {
        let end = match self.phrase.region {
            Region::Whole => u32::MAX,
            Region::Body => {
                u32::try_from(self.body_end.first(doc).unwrap_or(0)).unwrap_or(u32::MAX)
            }
        };
        for (slot, places) in self.slots.iter_mut().zip(&mut self.places) {
            slot.read(doc, end, places);
        }
        windows(&self.places, self.phrase.slop, found);
    }
}

/// The occurrences of the terms of one slot in the current document.
pub struct SlotReader {
    offset: u32,
    postings: Vec<SegmentPostings>,
    buffer: Vec<u32>,
}

impl SlotReader {
    /// For the documents of a segment.
    pub fn open(
        segment: &SegmentReader,
        field: Field,
        offset: u32,
        terms: &[Term],
    ) -> Result<Self, TantivyError> {
        let index = segment.inverted_index(field)?;
        let mut postings = Vec::with_capacity(terms.len());
        for term in terms {
            postings.extend(index.read_postings(term, IndexRecordOption::WithFreqsAndPositions)?);
        }
        Ok(Self {
            offset,
            postings,
            buffer: Vec::new(),
        })
    }

    /// Reads the positions before `end`, less the offset of the slot, so that equal ones make a
    /// phrase. Documents come in rising order.
    pub fn read(&mut self, doc: DocId, end: u32, places: &mut Vec<i64>) {
        places.clear();
        for postings in &mut self.postings {
            if postings.doc() < doc {
                postings.seek(doc);
            }
            if postings.doc() == doc {
                postings.positions(&mut self.buffer);
                let before_end = self.buffer.iter().filter(|p| **p < end);
                let offset = i64::from(self.offset);
                places.extend(before_end.map(|p| i64::from(*p) - offset));
            }
        }
        places.sort_unstable();
        // A word of a weighty part is there several times.
        places.dedup();
    }
}

/// Calls back with slot and place for every choice of one place of each slot that differ by `slop`
/// at most. The places of each slot are sorted.
pub fn windows(places: &[Vec<i64>], slop: u32, mut found: impl FnMut(usize, i64)) {
    // The classical sweep: always move the slot that lags behind the others.
    let mut heap = BinaryHeap::with_capacity(places.len());
    let mut current = Vec::with_capacity(places.len());
    let mut highest = i64::MIN;
    for (slot, places) in places.iter().enumerate() {
        let Some(place) = places.first() else {
            return;
        };
        highest = highest.max(*place);
        current.push(*place);
        heap.push(Reverse((*place, slot, 0)));
    }
    while let Some(Reverse((lowest, slot, at))) = heap.pop() {
        if highest - lowest <= i64::from(slop) {
            for (slot, place) in current.iter().enumerate() {
                found(slot, *place);
            }
        }
        let Some(next) = places[slot].get(at + 1) else {
            return;
        };
        highest = highest.max(*next);
        current[slot] = *next;
        heap.push(Reverse((*next, slot, at + 1)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(places: &[&[i64]], slop: u32, expected: &[(usize, i64)]) {
        let places: Vec<_> = places.iter().map(|places| places.to_vec()).collect();
        let mut found = Vec::new();
        windows(&places, slop, |slot, place| found.push((slot, place)));
        assert_eq!(found, expected);
    }

    #[test]
    fn equal_places_make_a_phrase_and_near_ones_a_loose_one() {
        check(&[&[3, 7], &[1, 7, 9]], 0, &[(0, 7), (1, 7)]);
        check(&[&[3], &[5]], 1, &[]);
        check(&[&[3], &[5]], 2, &[(0, 3), (1, 5)]);
        check(&[&[3], &[]], 9, &[]);
        check(&[&[3, 4]], 0, &[(0, 3), (0, 4)]);
    }
}
