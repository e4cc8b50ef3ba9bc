//! Which documents are of which days.

use tantivy::{SegmentReader, TantivyError};

use super::bits::DocBits;

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
