//! The values of a facet field, counted by ordinal.

use std::collections::BTreeMap;

use tantivy::{SegmentReader, TantivyError};

/// Between the parts of a facet path in its encoded form.
const SEPARATOR: char = '\0';

/// The values of one facet in one segment, by ordinal, as paths with `/`.
pub fn segment_values(segment: &SegmentReader, field: &str) -> Result<Vec<String>, TantivyError> {
    let Some(column) = segment.fast_fields().str(field)? else {
        return Ok(Vec::new());
    };
    let mut values = Vec::with_capacity(column.num_terms());
    let mut stream = column.dictionary().stream()?;
    while stream.advance() {
        values.push(facet_path(stream.key()));
    }
    Ok(values)
}

/// A value as the dictionary has it, as a path with `/`.
pub fn facet_path(encoded: &[u8]) -> String {
    String::from_utf8_lossy(encoded).replace(SEPARATOR, "/")
}

/// The values of a facet with the number of living releases that carry each, in order.
pub fn facet_values(
    searcher: &tantivy::Searcher,
    field: &str,
) -> Result<BTreeMap<String, u64>, TantivyError> {
    let mut counts = BTreeMap::new();
    for segment in searcher.segment_readers() {
        let values = segment_values(segment, field)?;
        let Some(column) = segment.fast_fields().str(field)? else {
            continue;
        };
        let mut by_ordinal = vec![0u64; values.len()];
        for doc in segment.doc_ids_alive() {
            for ordinal in column.term_ords(doc) {
                let slot = usize::try_from(ordinal).ok();
                if let Some(count) = slot.and_then(|slot| by_ordinal.get_mut(slot)) {
                    *count += 1;
                }
            }
        }
        for (value, count) in values.into_iter().zip(by_ordinal) {
            if count > 0 {
                *counts.entry(value).or_default() += count;
            }
        }
    }
    Ok(counts)
}
