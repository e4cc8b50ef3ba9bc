//! The hits in their order, as far as they are asked for.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use tantivy::columnar::Column;
use tantivy::{DocAddress, SegmentReader, TantivyError};

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

/// All of the order but the address. Smaller comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    primary: Primary,
    id: u64,
    source: u64,
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

/// The first hits in order, and the number of hits without a known day.
pub fn top(
    searcher: &Searcher,
    matches: &Matches,
    order: Order<'_>,
) -> Result<(Vec<Ranked>, u64), IndexError> {
    let mut best = BinaryHeap::new();
    let mut num_undated = 0;
    for (at, segment) in (0..).zip(searcher.engine().segment_readers()) {
        let columns =
            Columns::open(segment).map_err(|error| IndexError::engine(searcher.folder(), error))?;
        for doc in matches.hits(at as usize).iter() {
            let day = columns.first_day.first(doc);
            num_undated += u64::from(day.is_none());
            let score = order
                .scores
                .map_or(0.0, |scores| scores.get(at as usize, doc));
            let primary = match (order.scores, day) {
                (Some(_), _) => Primary::Score(Reverse(Score(score))),
                (None, None) => Primary::Undated,
                (None, Some(day)) if order.sort == Sort::Oldest => Primary::Oldest(day),
                (None, Some(day)) => Primary::Newest(Reverse(day)),
            };
            let key = Key {
                primary,
                id: columns.id_key.first(doc).unwrap_or(u64::MAX),
                source: columns.source_key.first(doc).unwrap_or(u64::MAX),
            };
            let hit = (key, DocAddress::new(at, doc), Score(score));
            if best.len() < order.limit {
                best.push(hit);
            } else if best.peek().is_some_and(|worst| hit < *worst) {
                best.pop();
                best.push(hit);
            }
        }
    }
    let ranked = best.into_sorted_vec().into_iter();
    let ranked = ranked.map(|(_, address, score)| Ranked {
        address,
        score: score.0,
    });
    Ok((ranked.collect(), num_undated))
}

struct Columns {
    first_day: Column<i64>,
    id_key: Column<u64>,
    source_key: Column<u64>,
}

impl Columns {
    fn open(segment: &SegmentReader) -> Result<Self, TantivyError> {
        let fast = segment.fast_fields();
        Ok(Self {
            first_day: fast.i64("first_day")?,
            id_key: fast.u64("id_key")?,
            source_key: fast.u64("source_key")?,
        })
    }
}
