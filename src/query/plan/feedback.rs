//! Learns from the best hits which other words an answer is made of.
//!
//! Pseudo-relevance feedback: the words that set the best hits of a sentence apart join the query
//! with a small weight. Each hit speaks by how near its score is to the best one, so a clear winner
//! speaks alone. The figures are in `dateline.toml`.

use std::collections::HashMap;

use tantivy::Term;
use tantivy::schema::Field;

use super::clause::ScoredTerm;
use super::rank::Ranker;
use super::statistics::{FieldStatistics, doc_freq, rounded};
use super::top::Ranked;
use crate::config::Ranking;
use crate::index::{IndexError, PieceKind, language_of_term, normal_form, split, term_of_word};
use crate::release::Release;

/// The bytes of each hit that are read; what a release is about, it says early.
const MAX_BYTES: usize = 20_000;

/// What the best hits teach.
struct Lesson {
    /// What each term is worth.
    worths: HashMap<String, f32>,
    /// How far that is to be trusted, from 0 to 1: short texts teach little.
    share: f32,
}

impl Ranker<'_> {
    /// The query terms with those that the best hits add.
    pub fn with_feedback(
        &self,
        terms: &[ScoredTerm],
        best: &[Ranked],
    ) -> Result<Vec<ScoredTerm>, IndexError> {
        let mut expanded = terms.to_vec();
        let Some(lesson) = self.lesson(best)? else {
            return Ok(expanded);
        };
        let field = self.searcher.fields().text;
        let statistics = FieldStatistics::read(self.searcher, field)?;
        let weighed = self.most_telling(lesson.worths)?;
        let highest = weighed.first().map_or(1.0, |(worth, ..)| *worth);
        let heaviest = terms.iter().map(|term| self.weight(term, &statistics));
        let heaviest = heaviest.fold(0.0, f32::max);
        for (worth, doc_freq, term) in weighed {
            let learnt = self.ranking.feedback.weight * lesson.share * heaviest * worth / highest;
            match expanded.iter_mut().find(|s| s.terms.contains(&term)) {
                Some(known) => known.learnt += learnt,
                None => expanded.push(learnt_term(field, term, doc_freq, learnt)),
            }
        }
        Ok(expanded)
    }

    /// The terms that set a release apart, the most telling first, as a query for more like it.
    pub fn terms_of(&self, release: &Release) -> Result<Vec<ScoredTerm>, IndexError> {
        let mut worths = HashMap::new();
        for (term, count) in self.term_counts(release) {
            let count = count as f32;
            worths.insert(term, count / (count + self.ranking.k1));
        }
        let weighed = self.most_telling(worths)?;
        let highest = weighed.first().map_or(1.0, |(worth, ..)| *worth);
        let learnt = weighed.into_iter().map(|(worth, doc_freq, term)| {
            let field = self.searcher.fields().text;
            learnt_term(field, term, doc_freq, worth / highest)
        });
        Ok(learnt.collect())
    }

    /// The terms of most worth with the number of releases that have them.
    fn most_telling(
        &self,
        worths: HashMap<String, f32>,
    ) -> Result<Vec<(f32, u64, Term)>, IndexError> {
        let field = self.searcher.fields().text;
        let statistics = FieldStatistics::read(self.searcher, field)?;
        let mut weighed = Vec::with_capacity(worths.len());
        for (term, worth) in worths {
            let term = Term::from_field_text(field, &term);
            let doc_freq = doc_freq(self.searcher, &term)?;
            // A word of one release alone leads to no other.
            if doc_freq > 1 {
                weighed.push((worth * statistics.idf(doc_freq), doc_freq, term));
            }
        }
        weighed.sort_by(|(a, _, a_term), (b, _, b_term)| b.total_cmp(a).then(a_term.cmp(b_term)));
        weighed.truncate(self.ranking.feedback.num_terms);
        Ok(weighed)
    }

    /// What the best hits teach, `None` where there is nothing to learn.
    fn lesson(&self, best: &[Ranked]) -> Result<Option<Lesson>, IndexError> {
        let Some(first) = best.first().filter(|first| first.score > 0.0) else {
            return Ok(None);
        };
        let Ranking { k1, feedback, .. } = self.ranking;
        let mut worths: HashMap<String, f32> = HashMap::new();
        let mut num_words = 0;
        for hit in best {
            let behind = (hit.score - first.score) / (feedback.temperature * first.score);
            let say = rounded(f64::from(behind).exp());
            for (term, count) in self.term_counts(&self.searcher.release(hit.address)?) {
                num_words += count;
                // How much a count says in a text of ordinary length.
                let count = count as f32;
                *worths.entry(term).or_default() += say * count / (count + k1);
            }
        }
        let is_enough = num_words >= feedback.min_words.saturating_mul(best.len());
        let num_full = feedback.full_words.saturating_mul(best.len()).max(1);
        let share = (num_words as f32 / num_full as f32).min(1.0);
        Ok(is_enough.then_some(Lesson { worths, share }))
    }
}

fn learnt_term(field: Field, term: Term, doc_freq: u64, learnt: f32) -> ScoredTerm {
    ScoredTerm {
        word: word_of_term(&term),
        field,
        terms: vec![term],
        doc_freq,
        times: 0,
        share: 1.0,
        learnt,
    }
}

/// The stem that a term is, without its language.
fn word_of_term(term: &Term) -> String {
    let text = String::from_utf8_lossy(term.serialized_value_bytes());
    let stem = text.split_once(':').map_or(&*text, |(_, stem)| stem);
    stem.to_owned()
}

impl Ranker<'_> {
    /// How often each term stands in headline, subhead and body, function words left out.
    fn term_counts(&self, release: &Release) -> HashMap<String, usize> {
        let mut counts = HashMap::new();
        let language = release.language.as_deref();
        let body = release.body.as_str();
        let mut end = MAX_BYTES.min(body.len());
        while !body.is_char_boundary(end) {
            end -= 1;
        }
        let headline = release.headline.as_deref();
        let texts = [headline, release.subhead.as_deref(), Some(&body[..end])];
        let mut term = String::new();
        for text in texts.into_iter().flatten() {
            for piece in split(text) {
                let word = normal_form(&text[piece.start..piece.end]);
                term.clear();
                match piece.kind {
                    PieceKind::Word => term_of_word(&word, language, &mut term),
                    PieceKind::Pair | PieceKind::Last => term.push_str(&word),
                }
                let known = language_of_term(&term, &word);
                if known.is_some_and(|known| self.function_words.contains(known, &word)) {
                    continue;
                }
                if let Some(count) = counts.get_mut(&term) {
                    *count += 1;
                } else {
                    counts.insert(term.clone(), 1);
                }
            }
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use crate::index::sample::{config, index_of, release};
    use crate::query::{SearchRequest, search};

    fn order(filler: &str) -> Vec<String> {
        let body = |text: &str| format!("{text} {filler}");
        let releases = [
            release(
                "best",
                "",
                &body("Turbine vibration damping in gales. Rotor rotor blade flutter."),
            ),
            release(
                "akin",
                "",
                &body("Rotor blade flutter and the rotor hub. The gales came."),
            ),
            release(
                "other",
                "",
                &body("Gales struck the coast. A pier was lost."),
            ),
            release("more", "", &body("Rotor blade flutter is known.")),
        ];
        let (_folder, searcher) = index_of(&releases, 10);
        let request = SearchRequest {
            query: "how is turbine vibration damped in gales".to_owned(),
            ..SearchRequest::default()
        };
        let response = search(&searcher, &request, config()).expect("answer");
        response.hits.into_iter().map(|hit| hit.source).collect()
    }

    fn place(order: &[String], source: &str) -> usize {
        order
            .iter()
            .position(|known| known == source)
            .expect(source)
    }

    #[test]
    fn what_shares_the_words_of_the_best_hit_rises() {
        let order = order(&"Crews painted grey walls beside doors. ".repeat(12));
        assert!(place(&order, "akin") < place(&order, "other"), "{order:?}");
        assert_eq!(order[0], "best");
    }

    #[test]
    fn very_short_releases_are_ranked_by_the_query_alone() {
        let order = order("");
        assert!(place(&order, "other") < place(&order, "akin"), "{order:?}");
    }
}
