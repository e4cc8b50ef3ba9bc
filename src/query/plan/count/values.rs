//! Counts of facet values by their ordinals in a segment.

use std::collections::HashMap;

use tantivy::columnar::StrColumn;
use tantivy::{DocId, SegmentReader, TantivyError};

use super::Tally;
use crate::index::{facet_path, segment_values};
use crate::query::plan::bits::DocBits;

/// The counts of the values of a facet in one segment.
pub struct OrdinalCounts {
    column: Option<StrColumn>,
    by_ordinal: Vec<u64>,
    /// Releases without a value.
    pub num_without: u64,
}

impl OrdinalCounts {
    /// Counts the values of the hits; a release counts once for each.
    pub fn count(
        segment: &SegmentReader,
        name: &str,
        hits: &DocBits,
    ) -> Result<Self, TantivyError> {
        let Some(column) = segment.fast_fields().str(name)? else {
            return Ok(Self {
                column: None,
                by_ordinal: Vec::new(),
                num_without: hits.len(),
            });
        };
        let mut by_ordinal = vec![0u64; column.num_terms()];
        let mut num_without = 0;
        for doc in hits.iter() {
            let mut last = None;
            // The ordinals of a document are in order, so that equal ones stand together.
            for ordinal in column.term_ords(doc) {
                if last.replace(ordinal) == Some(ordinal) {
                    continue;
                }
                let slot = usize::try_from(ordinal).ok();
                if let Some(count) = slot.and_then(|slot| by_ordinal.get_mut(slot)) {
                    *count += 1;
                }
            }
            num_without += u64::from(last.is_none());
        }
        Ok(Self {
            column: Some(column),
            by_ordinal,
            num_without,
        })
    }

    /// The ordinals that have a count, in order.
    pub fn counted(&self) -> impl Iterator<Item = (u64, u64)> {
        let all = (0..).zip(self.by_ordinal.iter().copied());
        all.filter(|(_, count)| *count > 0)
    }

    /// The values of ordinals, with their counts.
    pub fn names(&self, ordinals: &mut [(u64, u64)]) -> Result<Vec<(String, u64)>, TantivyError> {
        let mut named = Vec::with_capacity(ordinals.len());
        let Some(column) = &self.column else {
            return Ok(named);
        };
        ordinals.sort_unstable();
        let sorted: Vec<_> = ordinals.iter().map(|(ordinal, _)| *ordinal).collect();
        let mut counts = ordinals.iter().map(|(_, count)| *count);
        let take = |value: &[u8]| named.extend(counts.next().map(|n| (facet_path(value), n)));
        column.dictionary().sorted_ords_to_term_cb(&sorted, take)?;
        Ok(named)
    }

    /// All values that have a count.
    pub fn named(&self) -> Result<Vec<(String, u64)>, TantivyError> {
        self.names(&mut self.counted().collect::<Vec<_>>())
    }
}

/// Counts the paths of a tree: a value counts for those above it, too.
pub fn count_paths(
    segment: &SegmentReader,
    name: &str,
    hits: &DocBits,
    tally: &mut Tally,
) -> Result<(), TantivyError> {
    let Some(column) = segment.fast_fields().str(name)? else {
        tally.num_without += hits.len();
        return Ok(());
    };
    let nodes = Nodes::new(&segment_values(segment, name)?);
    let mut counts = vec![0u64; nodes.names.len()];
    // The last hit that a node was counted for: a release counts once, however many values lead there.
    let mut counted_for: Vec<Option<DocId>> = vec![None; nodes.names.len()];
    for doc in hits.iter() {
        let mut has_value = false;
        for ordinal in column.term_ords(doc) {
            has_value = true;
            let of_value = usize::try_from(ordinal)
                .ok()
                .and_then(|at| nodes.of_value.get(at));
            for node in of_value.into_iter().flatten() {
                if counted_for[*node].replace(doc) != Some(doc) {
                    counts[*node] += 1;
                }
            }
        }
        tally.num_without += u64::from(!has_value);
    }
    for (name, count) in nodes.names.into_iter().zip(counts) {
        tally.add(name, count);
    }
    Ok(())
}

/// The values of a facet and the paths above them.
struct Nodes {
    names: Vec<String>,
    /// For each value, by ordinal, its own node and those above it.
    of_value: Vec<Vec<usize>>,
}

impl Nodes {
    fn new(values: &[String]) -> Self {
        let mut names: Vec<String> = Vec::new();
        let mut places: HashMap<&str, usize> = HashMap::new();
        let mut of_value = Vec::with_capacity(values.len());
        for value in values {
            let inner = value.match_indices('/').map(|(at, _)| at);
            let nodes = inner.chain([value.len()]).map(|end| {
                let path = &value[..end];
                *places.entry(path).or_insert_with(|| {
                    names.push(path.to_owned());
                    names.len() - 1
                })
            });
            of_value.push(nodes.collect());
        }
        Self { names, of_value }
    }
}
