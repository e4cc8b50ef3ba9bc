//! Learns from the best hits which other words an answer is made of.
//!
//! Pseudo-relevance feedback: the words that set the best hits of a sentence apart join the query
//! with a small weight. Each hit speaks by how near its score is to the best one, so a clear winner
//! speaks alone. The figures below are what measured best on four test collections of abstracts.

use std::collections::HashMap;

use tantivy::Term;

use super::clause::ScoredTerm;
use super::rank::{idf, num_documents, saturation};
use super::top::Ranked;
use crate::index::{IndexError, PieceKind, Searcher, normal_form, split, term_of_word};
use crate::release::Release;

/// The best hits that are read; each costs the reading of a record.
pub const NUM_HITS: usize = 10;
/// How far below the best score a hit still has a say, as a part of that score.
const TEMPERATURE: f32 = 0.15;
/// The most words that are added.
const NUM_TERMS: usize = 30;
/// The weight of the most telling added word; a word of the query has 1.
const WEIGHT: f32 = 0.8;
/// Hits of fewer words than this, on average, say too little to learn from.
const MIN_WORDS: usize = 60;
/// The bytes of each hit that are read; what a release is about, it says early.
const MAX_BYTES: usize = 20_000;

/// The query terms with those that the best hits add.
pub fn with_feedback(
    searcher: &Searcher,
    terms: &[ScoredTerm],
    best: &[Ranked],
) -> Result<Vec<ScoredTerm>, IndexError> {
    let mut expanded = terms.to_vec();
    let Some(worths) = worths(searcher, best)? else {
        return Ok(expanded);
    };
    let field = searcher.fields().text;
    let num_docs = num_documents(searcher);
    let mut weighed = Vec::with_capacity(worths.len());
    for (term, worth) in worths {
        let term = Term::from_field_text(field, &term);
        let doc_freq = searcher.engine().doc_freq(&term);
        let doc_freq = doc_freq.map_err(|e| IndexError::engine(searcher.folder(), e))?;
        // A word of one release alone leads to no other.
        if doc_freq > 1 {
            weighed.push((
                worth * idf(doc_freq.min(num_docs), num_docs),
                doc_freq,
                term,
            ));
        }
    }
    weighed.sort_by(|(a, _, a_term), (b, _, b_term)| b.total_cmp(a).then(a_term.cmp(b_term)));
    weighed.truncate(NUM_TERMS);
    let highest = weighed.first().map_or(1.0, |(worth, ..)| *worth);
    for (worth, doc_freq, term) in weighed {
        let weight = WEIGHT * worth / highest;
        match expanded.iter_mut().find(|s| s.terms.contains(&term)) {
            Some(known) => known.weight += weight,
            None => expanded.push(ScoredTerm {
                field,
                terms: vec![term],
                doc_freq,
                weight,
            }),
        }
    }
    Ok(expanded)
}

/// What the terms of the best hits are worth, `None` where there is nothing to learn.
fn worths(
    searcher: &Searcher,
    best: &[Ranked],
) -> Result<Option<HashMap<String, f32>>, IndexError> {
    let Some(first) = best.first().filter(|first| first.score > 0.0) else {
        return Ok(None);
    };
    let mut worths: HashMap<String, f32> = HashMap::new();
    let mut num_words = 0;
    for hit in best {
        let say = ((hit.score - first.score) / (TEMPERATURE * first.score)).exp();
        for (term, count) in term_counts(&searcher.release(hit.address)?) {
            num_words += count;
            *worths.entry(term).or_default() += say * saturation(count as f32);
        }
    }
    Ok((num_words >= MIN_WORDS * best.len()).then_some(worths))
}

/// How often each term stands in headline, subhead and body.
fn term_counts(release: &Release) -> HashMap<String, usize> {
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
            if let Some(count) = counts.get_mut(&term) {
                *count += 1;
            } else {
                counts.insert(term.clone(), 1);
            }
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use crate::config::Config;
    use crate::index::sample::{index_of, release};
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
        let config = Config::builtin().expect("builtin config");
        let request = SearchRequest {
            query: "how is turbine vibration damped in gales".to_owned(),
            ..SearchRequest::default()
        };
        let response = search(&searcher, &request, &config).expect("answer");
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
        let order = order(&"It was said so then. ".repeat(12));
        assert!(place(&order, "akin") < place(&order, "other"), "{order:?}");
        assert_eq!(order[0], "best");
    }

    #[test]
    fn very_short_releases_are_ranked_by_the_query_alone() {
        let order = order("");
        assert!(place(&order, "other") < place(&order, "akin"), "{order:?}");
    }
}
