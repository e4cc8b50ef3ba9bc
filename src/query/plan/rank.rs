//! BM25 (Robertson and Walker, TREC-3; the form of Lucene and tantivy), term by term.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, SegmentReader, TantivyError};

use super::bits::DocBits;
use super::clause::ScoredTerm;
use super::matching::Matches;
use crate::index::{IndexError, Searcher};

/// How soon further occurrences of a term stop counting. The literature has 1.2; here a word of the
/// headline counts as several, and 1.5 measured better on four test collections.
const K1: f32 = 1.5;
/// How much a long document is held to its length; the value of the literature.
const B: f32 = 0.75;

/// The score of every hit.
pub struct Scores {
    /// By segment and document; empty where nothing ranks.
    segments: Vec<Vec<f32>>,
}

impl Scores {
    /// Ranks the hits by the terms.
    pub fn rank(
        searcher: &Searcher,
        terms: &[ScoredTerm],
        matches: &Matches,
    ) -> Result<Self, IndexError> {
        let failed = |error| IndexError::engine(searcher.folder(), error);
        let mut segments = Vec::new();
        let mut weighed = Vec::with_capacity(terms.len());
        for term in terms {
            weighed.push(Weighed::new(searcher, term).map_err(failed)?);
        }
        for (at, segment) in searcher.engine().segment_readers().iter().enumerate() {
            let mut scores = vec![0.0; segment.max_doc() as usize];
            for term in &weighed {
                add_term(segment, term, matches.hits(at), &mut scores).map_err(failed)?;
            }
            segments.push(scores);
        }
        Ok(Self { segments })
    }

    /// The score of a document.
    pub fn get(&self, segment: usize, doc: DocId) -> f32 {
        let scores = self.segments.get(segment);
        let score = scores.and_then(|scores| scores.get(doc as usize));
        score.copied().unwrap_or(0.0)
    }
}

/// A term with its weight in this index.
struct Weighed<'t> {
    term: &'t ScoredTerm,
    weight: f32,
    /// What the length of a field does, by its id of one byte.
    length_factors: Vec<f32>,
}

impl<'t> Weighed<'t> {
    fn new(searcher: &Searcher, term: &'t ScoredTerm) -> Result<Self, TantivyError> {
        let num_docs = num_documents(searcher);
        let mut num_tokens = 0u64;
        for segment in searcher.engine().segment_readers() {
            num_tokens += segment.inverted_index(term.field)?.total_num_tokens();
        }
        let mean = num_tokens as f32 / num_docs.max(1) as f32;
        let length_factor = |id| {
            let length = FieldNormReader::id_to_fieldnorm(id) as f32;
            K1 * (1.0 - B + B * length / mean.max(1.0))
        };
        Ok(Self {
            term,
            weight: term.weight * idf(term.doc_freq.min(num_docs), num_docs) * (1.0 + K1),
            length_factors: (0..=u8::MAX).map(length_factor).collect(),
        })
    }
}

/// How much a count says in a text of ordinary length, between 0 and 1.
pub fn saturation(count: f32) -> f32 {
    count / (count + K1)
}

/// Documents of the index, those included that are deleted and not yet gone.
pub fn num_documents(searcher: &Searcher) -> u64 {
    let segments = searcher.engine().segment_readers().iter();
    segments.map(|segment| u64::from(segment.max_doc())).sum()
}

/// How telling a term is that `doc_freq` of `num_docs` documents have.
pub fn idf(doc_freq: u64, num_docs: u64) -> f32 {
    let rest = (num_docs - doc_freq) as f32 + 0.5;
    (1.0 + rest / (doc_freq as f32 + 0.5)).ln()
}

fn add_term(
    segment: &SegmentReader,
    weighed: &Weighed<'_>,
    hits: &DocBits,
    scores: &mut [f32],
) -> Result<(), TantivyError> {
    let index = segment.inverted_index(weighed.term.field)?;
    let lengths = segment.get_fieldnorms_reader(weighed.term.field)?;
    for term in &weighed.term.terms {
        let Some(mut block) = index.read_block_postings(term, IndexRecordOption::WithFreqs)? else {
            continue;
        };
        while !block.docs().is_empty() {
            for (doc, freq) in block.docs().iter().zip(block.freqs()) {
                if !hits.contains(*doc) {
                    continue;
                }
                let freq = *freq as f32;
                let length = usize::from(lengths.fieldnorm_id(*doc));
                let worth = weighed.weight * freq / (freq + weighed.length_factors[length]);
                if let Some(score) = scores.get_mut(*doc as usize) {
                    *score += worth;
                }
            }
            block.advance();
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_terms_are_worth_more_and_none_less_than_nothing() {
        assert!(idf(1, 1000) > idf(10, 1000));
        assert!(idf(10, 1000) > idf(1000, 1000));
        assert!(idf(1000, 1000) > 0.0);
    }
}
