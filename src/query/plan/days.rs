//! Which documents are of which days.

use tantivy::{SegmentReader, TantivyError};

use super::bits::DocBits;
use crate::index::date_of_day;
use crate::query::FacetField;

/// The documents whose date lies as a whole between two days, both included.
///
/// An open end lets through what begins (or ends) anywhere: `since` asks of the first day that a
/// date can mean, `until` of the last one.
pub fn days_docs(
    segment: &SegmentReader,
    since: Option<i64>,
    until: Option<i64>,
) -> Result<DocBits, TantivyError> {
    let first_day = segment.fast_fields().i64("first_day")?;
    let last_day = segment.fast_fields().i64("last_day")?;
    let mut docs = DocBits::none(segment.max_doc());
    for doc in 0..segment.max_doc() {
        if let (Some(first), Some(last)) = (first_day.first(doc), last_day.first(doc))
            && since.is_none_or(|since| first >= since)
            && until.is_none_or(|until| last <= until)
        {
            docs.insert(doc);
        }
    }
    Ok(docs)
}

/// The documents without a known day in time.
pub fn undated_docs(segment: &SegmentReader) -> Result<DocBits, TantivyError> {
    Ok(days_docs(segment, None, None)?.complement())
}

/// The documents without a year, a month or a day: undated, or dated less exactly.
pub fn without_period(segment: &SegmentReader, field: FacetField) -> Result<DocBits, TantivyError> {
    let first_day = segment.fast_fields().i64("first_day")?;
    let last_day = segment.fast_fields().i64("last_day")?;
    let mut docs = DocBits::none(segment.max_doc());
    for doc in 0..segment.max_doc() {
        let days = first_day.first(doc).zip(last_day.first(doc));
        if days.is_none_or(|(first, last)| period(field, first, last).is_none()) {
            docs.insert(doc);
        }
    }
    Ok(docs)
}

/// The year, month or day that holds all days from `first` to `last`.
pub fn period(field: FacetField, first: i64, last: i64) -> Option<String> {
    let first = date_of_day(first)?;
    let last = date_of_day(last)?;
    let month = |day: time::Date| (day.year(), u8::from(day.month()));
    match field {
        FacetField::Year => (first.year() == last.year()).then(|| format!("{:04}", first.year())),
        FacetField::Month => {
            let (year, number) = month(first);
            (month(first) == month(last)).then(|| format!("{year:04}-{number:02}"))
        }
        _ => (first == last).then(|| first.to_string()),
    }
}
