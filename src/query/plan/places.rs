//! Finds documents by where words stand in them: near each other, in one sentence, many times.

use tantivy::{DocId, SegmentReader, TantivyError, Term};

use super::bits::DocBits;
use super::clause::{PhraseClause, PlacesClause, PlacesRule};
use super::phrase::{PhraseReader, SlotReader, docs_with_slots};
use super::place::{Place, chosen};
use crate::index::SENTENCE_START;
use crate::query::syntax::Link;

/// The documents of a segment whose places meet the rule.
pub fn places_docs(
    segment: &SegmentReader,
    clause: &PlacesClause,
) -> Result<DocBits, TantivyError> {
    let mut candidates = DocBits::all(segment.max_doc());
    for phrases in &clause.operands {
        let mut docs = DocBits::none(segment.max_doc());
        for phrase in phrases {
            docs.add(&docs_with_slots(segment, phrase)?);
        }
        candidates.keep(&docs);
    }
    let mut found = DocBits::none(segment.max_doc());
    if candidates.is_empty() {
        return Ok(found);
    }
    let mut operands = Vec::with_capacity(clause.operands.len());
    for phrases in &clause.operands {
        let readers = phrases.iter().map(|p| PhraseReader::open(segment, p));
        operands.push(readers.collect::<Result<Vec<_>, _>>()?);
    }
    let mut sentences = Sentences::open(segment, clause)?;
    let mut places = vec![Vec::new(); operands.len()];
    for doc in candidates.iter() {
        for (readers, places) in operands.iter_mut().zip(&mut places) {
            read(readers, doc, places);
        }
        let openings = sentences.read(doc);
        if chosen(&places, &clause.rule, openings).is_some() {
            found.insert(doc);
        }
    }
    Ok(found)
}

fn read(readers: &mut [PhraseReader<'_>], doc: DocId, places: &mut Vec<Place>) {
    places.clear();
    for reader in readers {
        let mut windows = WindowPlaces::new(reader.phrase());
        reader.read(doc, |slot, place| places.extend(windows.take(slot, place)));
    }
    places.sort_unstable();
    places.dedup();
}

/// Makes places of what [`windows`](super::windows) calls back with, slot by slot.
pub struct WindowPlaces {
    offsets: Vec<u32>,
    first: i64,
    last: i64,
}

impl WindowPlaces {
    /// For the windows of a phrase.
    pub fn new(phrase: &PhraseClause) -> Self {
        Self::of(phrase.slots.iter().map(|slot| slot.offset).collect())
    }

    /// For slots at these offsets.
    pub fn of(offsets: Vec<u32>) -> Self {
        Self {
            offsets,
            first: i64::MAX,
            last: i64::MIN,
        }
    }

    /// Takes one slot in; at the last one of a window returns its place.
    pub fn take(&mut self, slot: usize, place: i64) -> Option<Place> {
        if slot == 0 {
            (self.first, self.last) = (i64::MAX, i64::MIN);
        }
        let position = place + i64::from(*self.offsets.get(slot)?);
        self.first = self.first.min(position);
        self.last = self.last.max(position);
        (slot + 1 == self.offsets.len()).then_some(Place {
            start: u32::try_from(self.first).ok()?,
            end: u32::try_from(self.last + 1).ok()?,
        })
    }
}

/// Where the sentences of a field open; none are read where nobody asks.
struct Sentences {
    reader: Option<SlotReader>,
    places: Vec<i64>,
    openings: Vec<u32>,
}

impl Sentences {
    fn open(segment: &SegmentReader, clause: &PlacesClause) -> Result<Self, TantivyError> {
        let is_asked =
            matches!(&clause.rule, PlacesRule::Chain(links) if links.contains(&Link::SameSentence));
        let phrase = clause.operands.iter().flatten().next();
        let reader = match phrase.filter(|_| is_asked) {
            Some(phrase) => {
                let opening = Term::from_field_text(phrase.field, SENTENCE_START);
                Some(SlotReader::open(segment, phrase.field, 0, &[opening])?)
            }
            None => None,
        };
        Ok(Self {
            reader,
            places: Vec::new(),
            openings: Vec::new(),
        })
    }

    fn read(&mut self, doc: DocId) -> &[u32] {
        if let Some(reader) = &mut self.reader {
            reader.read(doc, u32::MAX, &mut self.places);
            self.openings.clear();
            let openings = self.places.iter().filter_map(|p| u32::try_from(*p).ok());
            self.openings.extend(openings);
        }
        &self.openings
    }
}
