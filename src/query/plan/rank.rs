//! BM25 (Robertson and Walker, TREC-3; the form of Lucene and tantivy), term by term.

use std::rc::Rc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, SegmentReader, TantivyError};

use super::bits::DocBits;
use super::clause::ScoredTerm;
use super::matching::Matches;
use super::statistics::FieldStatistics;
use crate::config::Ranking;
use crate::index::{IndexError, Searcher};

/// Puts hits in order.
#[derive(Clone, Copy)]
pub struct Ranker<'a> {
    /// The index.
    pub searcher: &'a Searcher,
    /// The parameters.
    pub ranking: &'a Ranking,
}

/// The score of every hit.
pub struct Scores {
    /// By segment and document; empty where nothing ranks.
    segments: Vec<Vec<f32>>,
}

impl Ranker<'_> {
    /// Ranks the hits by the terms.
    pub fn rank(&self, terms: &[ScoredTerm], matches: &Matches) -> Result<Scores, IndexError> {
        let failed = |error| IndexError::engine(self.searcher.folder(), error);
        let weighed = self.weigh(terms)?;
        let mut segments = Vec::new();
        for (at, segment) in self.searcher.engine().segment_readers().iter().enumerate() {
            let mut scores = vec![0.0; segment.max_doc() as usize];
            for term in &weighed {
                add_term(segment, term, matches.hits(at), &mut scores).map_err(failed)?;
            }
            segments.push(scores);
        }
        Ok(Scores { segments })
    }

    fn weigh<'t>(&self, terms: &'t [ScoredTerm]) -> Result<Vec<Weighed<'t>>, IndexError> {
        let Ranking { k1, b, .. } = *self.ranking;
        let mut fields: Vec<(Field, FieldStatistics, Rc<[f32]>)> = Vec::new();
        let mut weighed = Vec::with_capacity(terms.len());
        for term in terms {
            if fields.iter().all(|(field, ..)| *field != term.field) {
                let statistics = FieldStatistics::read(self.searcher, term.field)?;
                let length_factor = |id| {
                    let length = FieldNormReader::id_to_fieldnorm(id) as f32;
                    k1 * (1.0 - b + b * length / statistics.mean_length)
                };
                let factors = (0..=u8::MAX).map(length_factor).collect();
                fields.push((term.field, statistics, factors));
            }
            let known = fields.iter().find(|(field, ..)| *field == term.field);
            weighed.extend(known.map(|(_, statistics, length_factors)| Weighed {
                term,
                weight: term.weight * statistics.idf(term.doc_freq) * (1.0 + k1),
                length_factors: Rc::clone(length_factors),
            }));
        }
        Ok(weighed)
    }
}

impl Scores {
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
    length_factors: Rc<[f32]>,
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
