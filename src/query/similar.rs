//! More like this: the releases that share what sets one release apart.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::Instant;

use super::plan::{Clause, FilterPlan, Matches, Order, Plan, Ranker, Scene, top};
use super::results::Results;
use super::search::Found;
use super::{QueryError, SearchRequest, SearchResponse, Sort};
use crate::config::Config;
use crate::index::{Searcher, normal_form, split};
use crate::release::Release;

/// A release that scores less than this, relative to the one that is asked for, is no copy of it.
const LEAST_SCORE_OF_COPY: f32 = 0.5;

/// Words in a row by which texts are held against each other.
const SHINGLE: usize = 4;

/// The share of the runs of words that a copy has in common with its original, in both directions.
const LEAST_SHARED: f32 = 0.8;

/// The releases most like the one with this id, or with the only id that begins so, without itself
/// and its copies. The query of the request is not looked at; filters, facets and paging are.
pub fn similar(
    searcher: &Searcher,
    id: &str,
    request: &SearchRequest,
    config: &Config,
) -> Result<SearchResponse, QueryError> {
    let started = Instant::now();
    let release = searcher.get(id)?;
    let ranker = Ranker {
        searcher,
        ranking: &config.settings.ranking,
        function_words: &config.function_words,
    };
    let scored = ranker.terms_of(&release)?;
    let terms = scored.iter().flat_map(|scored| scored.terms.clone());
    let plan = Plan {
        clause: Clause::AnyTerm(terms.collect()),
        scored,
        warnings: Vec::new(),
    };
    let ids = ids_of_copies(ranker, &release, &plan)?;
    let filters = FilterPlan::new(searcher, config, request)?;
    let copies = Clause::ids(searcher, &ids);
    let plan = Plan {
        clause: Clause::And(vec![plan.clause, Clause::Not(Box::new(copies))]),
        ..plan
    };
    let matches = Matches::find(searcher, &plan.clause, &filters)?;
    let num_copies = ids.len() - 1;
    let mut found = Found::of(plan, matches);
    if num_copies > 0 {
        let copies = if num_copies == 1 { "copy" } else { "copies" };
        found.warn(&format!("{num_copies} {copies} of this release left out"));
    }
    let scene = Scene {
        searcher,
        config,
        request,
    };
    Results::of(found, scene, started)?.into_response()
}

/// The id of a release and those of its copies.
fn ids_of_copies(
    ranker: Ranker<'_>,
    release: &Release,
    plan: &Plan,
) -> Result<BTreeSet<String>, QueryError> {
    let searcher = ranker.searcher;
    let matches = Matches::find(searcher, &plan.clause, &FilterPlan::default())?;
    let scores = ranker.rank(&plan.scored, &matches)?;
    let order = Order {
        scores: Some(&scores),
        sort: Sort::Relevance,
        limit: usize::MAX,
    };
    let (best_first, _) = top(searcher, &matches, order)?;
    let least = best_first.first().map_or(0.0, |best| best.score) * LEAST_SCORE_OF_COPY;
    let runs = runs(release);
    let mut ids = BTreeSet::from([release.id.as_str().to_owned()]);
    for hit in best_first.iter().take_while(|hit| hit.score >= least) {
        let other = searcher.release(hit.address)?;
        if are_copies(&runs, &self::runs(&other)) {
            ids.insert(other.id.as_str().to_owned());
        }
    }
    Ok(ids)
}

/// Every run of [`SHINGLE`] words of the body, by hash; of a shorter body the whole of it.
fn runs(release: &Release) -> HashSet<u64> {
    let body = release.body.as_str();
    let pieces = split(body);
    let words: Vec<_> = pieces
        .iter()
        .map(|piece| normal_form(&body[piece.start..piece.end]))
        .collect();
    let len = SHINGLE.min(words.len()).max(1);
    let hash = |run: &[Cow<'_, str>]| {
        let mut hasher = DefaultHasher::new();
        run.hash(&mut hasher);
        hasher.finish()
    };
    words.windows(len).map(hash).collect()
}

/// Whether nearly all that stands in one text stands in the other, both ways.
fn are_copies(one: &HashSet<u64>, other: &HashSet<u64>) -> bool {
    let num_shared = one.intersection(other).count() as f32;
    let most = one.len().max(other.len()) as f32;
    num_shared > 0.0 && num_shared >= LEAST_SHARED * most
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::sample::{config, index_of, release};

    const GRAIN: &str = "The ministers signed the grain deal at the harbour of Odesa on Friday, and the \
        silos of the port will be filled again before the winter, said the harbour board.";

    fn answer(request: &SearchRequest) -> SearchResponse {
        let releases = [
            release("/grain", "Grain deal signed", GRAIN),
            release(
                "/copy",
                "GRAIN DEAL: text",
                &GRAIN.replace("Friday", "friday"),
            ),
            release(
                "/akin",
                "Silos",
                "The silos of the harbour were built for grain of the winter.",
            ),
            release("/other", "Chess", "A chess master won the cup."),
            release(
                "/board",
                "Board",
                "The harbour board met and spoke of silos.",
            ),
        ];
        let (_folder, searcher) = index_of(&releases, 2);
        let id = releases[0].id.as_str();
        similar(&searcher, id, request, config()).expect("answer")
    }

    #[test]
    fn what_is_akin_is_found_without_the_release_and_its_copies() {
        let answer = answer(&SearchRequest::default());
        let found: Vec<_> = answer.hits.iter().map(|hit| hit.source.as_str()).collect();
        assert_eq!(found[..2], ["/akin", "/board"]);
        assert!(!found.contains(&"/grain") && !found.contains(&"/copy"));
        assert_eq!(answer.total, found.len() as u64);
        assert_eq!(answer.warnings.len(), 1);
        assert_eq!(
            answer.warnings[0].message,
            "1 copy of this release left out"
        );
    }

    #[test]
    fn filters_and_limits_hold() {
        let request = SearchRequest {
            limit: Some(1),
            explain: true,
            ..SearchRequest::default()
        };
        let answer = answer(&request);
        assert_eq!(answer.hits.len(), 1);
        assert!(answer.total > 1);
        let explanation = answer.hits[0].explanation.as_ref().expect("asked for");
        let sum = explanation
            .parts
            .iter()
            .fold(0.0, |sum, part| sum + part.score);
        assert_eq!(sum.to_bits(), answer.hits[0].score.to_bits());
    }

    #[test]
    fn an_id_that_is_not_there_is_an_error() {
        let (_folder, searcher) = index_of(&[release("/a", "", "dock")], 1);
        let request = SearchRequest::default();
        assert!(similar(&searcher, "0123456789abcdef", &request, config()).is_err());
    }
}
