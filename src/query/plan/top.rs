//! The hits in their order, as far as they are asked for.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocAddress, DocId, SegmentReader, TantivyError};

use super::bits::DocBits;
use super::matching::Matches;
use super::rank::Scores;
use crate::index::{IndexError, Searcher};
use crate::query::Sort;

/// A hit in its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ranked {
    /// The document.
    pub address: DocAddress,
    /// The score; 0 where the order is not by relevance.
    pub score: f32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Primary {
    Score(Reverse<Score>),
    Newest(Reverse<i64>),
    Oldest(i64),
    Undated,
}

/// A score as a number that can be ordered.
#[derive(Debug, Clone, Copy)]
struct Score(f32);

impl Ord for Score {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl PartialOrd for Score {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Score {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Score {}

/// What to put in order, and how much of it.
#[derive(Clone, Copy)]
pub struct Order<'a> {
    /// The scores, when relevance orders the hits.
    pub scores: Option<&'a Scores>,
    /// The order when it does not.
    pub sort: Sort,
    /// The most hits to return.
    pub limit: usize,
}

/// A hit on its way to its place. Smaller comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Candidate {
    primary: Primary,
    /// The place of its path among those of the segment.
    path: u64,
    doc: DocId,
    score: Score,
}

/// The first hits in order, and the number of hits without a known day. Equal ones come in the order
/// of their paths.
pub fn top(
    searcher: &Searcher,
    matches: &Matches,
    order: Order<'_>,
) -> Result<(Vec<Ranked>, u64), IndexError> {
    let failed = |error| IndexError::engine(searcher.folder(), error);
    let mut best = Vec::new();
    let mut num_undated = 0;
    let segments = searcher.engine().segment_readers();
    for (at, segment) in segments.iter().enumerate() {
        let columns = Columns::open(segment).map_err(failed)?;
        let (of_segment, undated) = columns.first_hits(at, matches.hits(at), order);
        num_undated += undated;
        best.extend(of_segment.into_iter().map(|candidate| (at, candidate)));
    }
    if segments.len() > 1 {
        best.sort_by_key(|(_, candidate)| candidate.primary);
        let mut start = 0;
        while start < best.len().min(order.limit) {
            let primary = best[start].1.primary;
            let len = best[start..].partition_point(|(_, c)| c.primary == primary);
            sort_by_path(searcher, &mut best[start..start + len])?;
            start += len;
        }
    }
    best.truncate(order.limit);
    let ranked = best.into_iter().map(|(at, candidate)| Ranked {
        // An index has few segments.
        address: DocAddress::new(u32::try_from(at).unwrap_or(u32::MAX), candidate.doc),
        score: candidate.score.0,
    });
    Ok((ranked.collect(), num_undated))
}

/// Puts hits that are otherwise equal in the order of their paths.
fn sort_by_path(searcher: &Searcher, equal: &mut [(usize, Candidate)]) -> Result<(), IndexError> {
    if equal.len() < 2 {
        return Ok(());
    }
    let failed = |error: TantivyError| IndexError::engine(searcher.folder(), error);
    let mut keyed = Vec::with_capacity(equal.len());
    for (at, candidate) in equal.iter() {
        let segment = &searcher.engine().segment_readers()[*at];
        let mut path = String::new();
        if let Some(paths) = segment.fast_fields().str("source").map_err(failed)? {
            paths
                .ord_to_str(candidate.path, &mut path)
                .map_err(|error| failed(error.into()))?;
        }
        keyed.push((path, (*at, *candidate)));
    }
    keyed.sort();
    for (place, (_, hit)) in equal.iter_mut().zip(keyed) {
        *place = hit;
    }
    Ok(())
}

struct Columns {
    first_day: Column<i64>,
    paths: Option<StrColumn>,
}

impl Columns {
    fn open(segment: &SegmentReader) -> Result<Self, TantivyError> {
        let fast = segment.fast_fields();
        Ok(Self {
            first_day: fast.i64("first_day")?,
            paths: fast.str("source")?,
        })
    }

    /// The first hits of a segment in order, and the number of its hits without a known day.
    fn first_hits(&self, at: usize, hits: &DocBits, order: Order<'_>) -> (Vec<Candidate>, u64) {
        let mut best = BinaryHeap::new();
        let mut num_undated = 0;
        for doc in hits.iter() {
            num_undated += u64::from(!self.first_day.index.has_value(doc));
            let score = order.scores.map_or(0.0, |scores| scores.get(at, doc));
            let primary = match (order.scores, order.sort) {
                (Some(_), _) => Primary::Score(Reverse(Score(score))),
                (None, sort) => match self.first_day.first(doc) {
                    None => Primary::Undated,
                    Some(day) if sort == Sort::Oldest => Primary::Oldest(day),
                    Some(day) => Primary::Newest(Reverse(day)),
                },
            };
            let is_full = best.len() >= order.limit;
            let last = best.peek().map(|last: &Candidate| last.primary);
            if is_full && last.is_none_or(|last| primary > last) {
                continue;
            }
            let paths = self.paths.iter().flat_map(|paths| paths.term_ords(doc));
            let candidate = Candidate {
                primary,
                path: paths.min().unwrap_or(u64::MAX),
                doc,
                score: Score(score),
            };
            best.push(candidate);
            if is_full {
                best.pop();
            }
        }
        (best.into_sorted_vec(), num_undated)
    }
}
