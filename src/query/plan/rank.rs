//! BM25 (Robertson and Walker, TREC-3; the form of Lucene and tantivy), term by term.

use std::rc::Rc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::Postings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, DocId, DocSet, SegmentReader, TantivyError};

use super::bits::DocBits;
use super::clause::ScoredTerm;
use super::matching::Matches;
use super::statistics::{FieldStatistics, rounded};
use crate::config::{FunctionWords, Ranking};
use crate::index::{IndexError, Searcher};
use crate::query::{ScoreExplanation, ScorePart};

/// Puts hits in order.
#[derive(Clone, Copy)]
pub struct Ranker<'a> {
    /// The index.
    pub searcher: &'a Searcher,
    /// The parameters.
    pub ranking: &'a Ranking,
    /// Words that nothing is learnt from.
    pub function_words: &'a FunctionWords,
}

/// How the hits were ranked.
pub struct Scored {
    /// The score of every hit.
    pub scores: Scores,
    /// The terms by which they were ranked, those learnt included.
    pub terms: Vec<ScoredTerm>,
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

    /// What each term adds to the score of a hit; the sum in this order is the score.
    pub fn explain(
        &self,
        terms: &[ScoredTerm],
        address: DocAddress,
    ) -> Result<ScoreExplanation, IndexError> {
        let failed = |error| IndexError::engine(self.searcher.folder(), error);
        let segment = self.searcher.engine().segment_reader(address.segment_ord);
        let mut parts = Vec::new();
        for weighed in &self.weigh(terms)? {
            explain_term(segment, weighed, address.doc_id, &mut parts).map_err(failed)?;
        }
        Ok(ScoreExplanation { parts })
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
            weighed.extend(known.map(|(_, statistics, length_factors)| {
                let weight = self.weight(term, statistics);
                let idf = statistics.idf(term.doc_freq);
                Weighed {
                    term,
                    weight,
                    idf,
                    num_docs: statistics.num_docs,
                    highest: weight * idf * (1.0 + k1),
                    length_factors: Rc::clone(length_factors),
                }
            }));
        }
        Ok(weighed)
    }
}

impl Ranker<'_> {
    /// What a term counts before its idf.
    pub(super) fn weight(&self, term: &ScoredTerm, statistics: &FieldStatistics) -> f32 {
        // A word said twice is meant twice, but a frequent one is said twice by chance.
        let telling = statistics.idf(term.doc_freq) / statistics.idf(1);
        let exponent = (self.ranking.repeats * telling).min(1.0);
        let named = match term.times {
            0 => 0.0,
            times => rounded(f64::from(times).powf(f64::from(exponent))),
        };
        term.share * named + term.learnt
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
    idf: f32,
    num_docs: u64,
    /// What a document gains that has the term without end.
    highest: f32,
    /// What the length of a field does, by its id of one byte.
    length_factors: Rc<[f32]>,
}

impl Weighed<'_> {
    /// What `freq` occurrences add to the score of a document of that length.
    fn worth(&self, freq: u32, length_id: u8) -> f32 {
        let freq = freq as f32;
        self.highest * freq / (freq + self.length_factors[usize::from(length_id)])
    }
}

fn explain_term(
    segment: &SegmentReader,
    weighed: &Weighed<'_>,
    doc: DocId,
    parts: &mut Vec<ScorePart>,
) -> Result<(), TantivyError> {
    let scored = weighed.term;
    let index = segment.inverted_index(scored.field)?;
    let lengths = segment.get_fieldnorms_reader(scored.field)?;
    for term in &scored.terms {
        let Some(mut postings) = index.read_postings(term, IndexRecordOption::WithFreqs)? else {
            continue;
        };
        if postings.doc() > doc || postings.seek(doc) != doc {
            continue;
        }
        parts.push(ScorePart {
            word: scored.word.clone(),
            term: String::from_utf8_lossy(term.serialized_value_bytes()).into_owned(),
            field: segment.schema().get_field_name(scored.field).to_owned(),
            tf: postings.term_freq(),
            length: lengths.fieldnorm(doc),
            doc_freq: scored.doc_freq,
            num_docs: weighed.num_docs,
            idf: weighed.idf,
            weight: weighed.weight,
            learnt: scored.learnt,
            score: weighed.worth(postings.term_freq(), lengths.fieldnorm_id(doc)),
        });
    }
    Ok(())
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
                let worth = weighed.worth(*freq, lengths.fieldnorm_id(*doc));
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
    use crate::index::sample::{config, index_of, release};
    use crate::query::{Hit, SearchRequest, search};

    fn hits(query: &str, bodies: &[&str]) -> Vec<Hit> {
        let releases: Vec<_> = (0..)
            .zip(bodies)
            .map(|(at, body)| release(&format!("/{at}"), "Harbour dues", body))
            .collect();
        let (_folder, searcher) = index_of(&releases, 2);
        let request = SearchRequest {
            query: query.to_owned(),
            explain: true,
            ..SearchRequest::default()
        };
        search(&searcher, &request, config()).expect("answer").hits
    }

    #[test]
    fn what_is_explained_adds_up_to_the_score() {
        let filler = "The board met at the quay and spoke of silos, cranes and tugs. ".repeat(8);
        let bodies = [
            "grain grain dock",
            "a grain dock burnt",
            "the dock was mended",
        ];
        let bodies = bodies.map(|body| format!("{body}. {filler}"));
        let bodies = bodies.each_ref().map(String::as_str);
        for query in [
            "dock",
            "grain dock",
            "how was the dock of the grain mended again",
        ] {
            let hits = hits(query, &bodies);
            assert!(!hits.is_empty(), "{query}");
            for hit in hits {
                let explanation = hit.explanation.expect("asked for");
                let sum = explanation
                    .parts
                    .iter()
                    .fold(0.0, |sum, part| sum + part.score);
                assert_eq!(
                    sum.to_bits(),
                    hit.score.to_bits(),
                    "{query}: {explanation:?}"
                );
            }
        }
    }

    #[test]
    fn a_function_word_counts_less_than_a_word_as_rare() {
        let hits = hits("does crane", &["does it lift", "crane", "dock"]);
        let answers: Vec<_> = hits.iter().map(|hit| hit.source.as_str()).collect();
        assert_eq!(answers, ["/1", "/0"]);
    }

    #[test]
    fn a_rare_word_said_twice_counts_for_more_than_once() {
        let bodies = ["crane", "derrick", "dock", "dock", "dock"];
        let first = |query| hits(query, &bodies).first().map(|hit| hit.source.clone());
        assert_eq!(first("crane OR derrick OR derrick").as_deref(), Some("/1"));
        assert_eq!(first("crane OR crane OR derrick").as_deref(), Some("/0"));
    }
}
