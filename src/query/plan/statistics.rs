//! What an index knows of its terms, for the rank: counted over living documents alone.
//!
//! The engine's own figures count what is deleted until its segments are merged, so that scores
//! would depend on the history of an index. Here a segment with deletions is counted afresh.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{SegmentReader, TantivyError, Term};

use crate::index::{IndexError, Searcher};

/// How many documents have a field, and how long it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FieldStatistics {
    /// Living documents that have at least one term in the field.
    pub num_docs: u64,
    /// Terms of the field in such a document, on average; at least 1.
    pub mean_length: f32,
}

impl FieldStatistics {
    /// Counts a field: one byte is read for each document.
    pub fn read(searcher: &Searcher, field: Field) -> Result<Self, IndexError> {
        let mut by_length = [0u64; 256];
        for segment in searcher.engine().segment_readers() {
            let lengths = segment
                .get_fieldnorms_reader(field)
                .map_err(|error| IndexError::engine(searcher.folder(), error))?;
            for doc in (0..segment.max_doc()).filter(|doc| !segment.is_deleted(*doc)) {
                by_length[usize::from(lengths.fieldnorm_id(doc))] += 1;
            }
        }
        let mut num_docs = 0;
        let mut num_terms = 0;
        for (id, num) in (0..=u8::MAX).zip(by_length) {
            let length = u64::from(FieldNormReader::id_to_fieldnorm(id));
            if length > 0 {
                num_docs += num;
                num_terms += num * length;
            }
        }
        Ok(Self {
            num_docs,
            mean_length: (num_terms as f32 / num_docs.max(1) as f32).max(1.0),
        })
    }

    /// How telling a term is that `doc_freq` of the documents have.
    pub fn idf(&self, doc_freq: u64) -> f32 {
        let rest = self.num_docs.saturating_sub(doc_freq) as f64 + 0.5;
        rounded((1.0 + rest / (doc_freq as f64 + 0.5)).ln())
    }
}

/// A figure reckoned in 64 bits, because the last bit of a logarithm or power differs from processor
/// to processor: rounded, it is the same everywhere.
#[expect(clippy::cast_possible_truncation, reason = "rounded to the nearest")]
pub fn rounded(figure: f64) -> f32 {
    figure as f32
}

/// Living documents that have a term.
pub fn doc_freq(searcher: &Searcher, term: &Term) -> Result<u64, IndexError> {
    let mut doc_freq = 0;
    for segment in searcher.engine().segment_readers() {
        doc_freq += segment_doc_freq(segment, term)
            .map_err(|error| IndexError::engine(searcher.folder(), error))?;
    }
    Ok(doc_freq)
}

fn segment_doc_freq(segment: &SegmentReader, term: &Term) -> Result<u64, TantivyError> {
    let index = segment.inverted_index(term.field())?;
    let Some(alive) = segment.alive_bitset() else {
        return Ok(u64::from(index.doc_freq(term)?));
    };
    let Some(mut block) = index.read_block_postings(term, IndexRecordOption::Basic)? else {
        return Ok(0);
    };
    let mut num_alive = 0;
    while !block.docs().is_empty() {
        let docs = block.docs().iter();
        num_alive += docs.filter(|doc| alive.is_alive(**doc)).count() as u64;
        block.advance();
    }
    Ok(num_alive)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::Index;
    use crate::index::sample::{config, release, stamp};

    #[test]
    fn rare_terms_are_worth_more_and_none_less_than_nothing() {
        let statistics = FieldStatistics {
            num_docs: 1000,
            mean_length: 1.0,
        };
        assert!(statistics.idf(1) > statistics.idf(10));
        assert!(statistics.idf(10) > statistics.idf(1000));
        assert!(statistics.idf(1000) > 0.0);
    }

    #[test]
    fn what_is_deleted_does_not_count() {
        let folder = tempfile::tempdir().expect("temporary folder");
        let index = Index::open_or_create(folder.path(), config()).expect("new");
        let maker = index.document_maker(config());
        let mut writer = index.writer(crate::index::MIN_MEMORY).expect("writer");
        for (path, body) in [("/a", "silo silo"), ("/b", "silo dock"), ("/c", "dock")] {
            let release = release(path, "", body);
            let document = maker.prepare(&release, &stamp(&release));
            writer.put(document).expect("put");
        }
        writer.commit().expect("commit");
        writer.delete("/b");
        writer.commit().expect("commit");
        let searcher = index.searcher().expect("searcher");
        let max_doc = searcher.engine().segment_readers()[0].max_doc();
        assert_eq!(max_doc, 3, "the deleted document is still there");
        let text = searcher.fields().text;
        let term = |word| Term::from_field_text(text, &format!("en:{word}"));
        let found = |word| doc_freq(&searcher, &term(word)).expect("count");
        assert_eq!((found("dock"), found("nothing")), (1, 0));
        let statistics = FieldStatistics::read(&searcher, text).expect("count");
        assert_eq!(statistics.num_docs, 2);
    }
}
