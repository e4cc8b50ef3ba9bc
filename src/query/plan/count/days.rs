//! Counts of years, months and days.

use std::collections::HashMap;

use tantivy::{SegmentReader, TantivyError};

use super::Tally;
use crate::query::FacetField;
use crate::query::plan::bits::DocBits;
use crate::query::plan::days::period;

/// Counts the periods of a field that hold the date of a release as a whole.
pub fn count_days(
    segment: &SegmentReader,
    field: FacetField,
    hits: &DocBits,
    tally: &mut Tally,
) -> Result<(), TantivyError> {
    let first_day = segment.fast_fields().i64("first_day")?;
    let last_day = segment.fast_fields().i64("last_day")?;
    let mut counts: HashMap<(i64, i64), u64> = HashMap::new();
    for doc in hits.iter() {
        match (first_day.first(doc), last_day.first(doc)) {
            (Some(first), Some(last)) => *counts.entry((first, last)).or_default() += 1,
            _ => tally.num_without += 1,
        }
    }
    for ((first, last), count) in counts {
        match period(field, first, last) {
            Some(period) => tally.add(period, count),
            None => tally.num_without += count,
        }
    }
    Ok(())
}
