//! Answers a request.

use super::plan::{
    FilterPlan, Matches, Order, Plan, Ranker, Scene, Scores, Strictness, count_facet, plan_query,
    top,
};
use super::results::Results;
use super::syntax::{Node, Parsed, parse};
use super::{
    FacetCounts, FacetRequest, QueryError, QueryWarning, SearchRequest, SearchResponse, Sort,
};
use crate::config::Config;
use crate::index::Searcher;

/// Answers a request. A faulty query has an answer and warnings; a faulty filter is an error.
pub fn search(
    searcher: &Searcher,
    request: &SearchRequest,
    config: &Config,
) -> Result<SearchResponse, QueryError> {
    let results = Results::new(searcher, request, config)?;
    let hits = results.hits().collect::<Result<_, _>>()?;
    Ok(SearchResponse {
        hits,
        ..results.summary()
    })
}

/// Counts the facets of a request and no more.
pub fn facets(
    searcher: &Searcher,
    request: &SearchRequest,
    config: &Config,
) -> Result<Vec<FacetCounts>, QueryError> {
    let found = Found::new(searcher, request, config)?;
    found.count(searcher, config, request)
}

/// What matches a request.
pub(super) struct Found {
    pub(super) plan: Plan,
    pub(super) matches: Matches,
    is_sentence: bool,
    pub(super) warnings: Vec<QueryWarning>,
}

impl Found {
    /// What has all that is asked for or, when nothing has, what has any of its words.
    pub(super) fn new(
        searcher: &Searcher,
        request: &SearchRequest,
        config: &Config,
    ) -> Result<Self, QueryError> {
        let found = Self::exact(searcher, request, config)?;
        let parsed = parse(&request.query);
        if found.matches.num_hits() > 0 || !can_relax(&parsed) {
            return Ok(found);
        }
        let filters = FilterPlan::new(searcher, config, request)?;
        let scene = Scene {
            searcher,
            config,
            request,
        };
        let plan = plan_query(scene, &parsed.node, Strictness::AnyWord)?;
        let matches = Matches::find(searcher, &plan.clause, &filters)?;
        if matches.num_hits() == 0 {
            return Ok(found);
        }
        let relaxed = "no release has all words; showing those that have any";
        Ok(Self {
            is_sentence: parsed.is_sentence,
            warnings: warnings(parsed.warnings, &plan, Some(relaxed)),
            plan,
            matches,
        })
    }

    /// What has all that is asked for.
    pub(super) fn exact(
        searcher: &Searcher,
        request: &SearchRequest,
        config: &Config,
    ) -> Result<Self, QueryError> {
        let filters = FilterPlan::new(searcher, config, request)?;
        let scene = Scene {
            searcher,
            config,
            request,
        };
        let parsed = parse(&request.query);
        let strictness = if parsed.is_sentence {
            Strictness::AnyWord
        } else {
            Strictness::AllWords
        };
        let plan = plan_query(scene, &parsed.node, strictness)?;
        let matches = Matches::find(searcher, &plan.clause, &filters)?;
        Ok(Self {
            is_sentence: parsed.is_sentence,
            warnings: warnings(parsed.warnings, &plan, None),
            plan,
            matches,
        })
    }

    /// The scores, where relevance orders the hits. A sentence learns from its best hits.
    pub(super) fn scores(
        &self,
        ranker: Ranker<'_>,
        sort: Sort,
    ) -> Result<Option<Scores>, QueryError> {
        if sort != Sort::Relevance || self.plan.scored.is_empty() {
            return Ok(None);
        }
        let terms = &self.plan.scored;
        let scores = ranker.rank(terms, &self.matches)?;
        if !self.is_sentence {
            return Ok(Some(scores));
        }
        let order = Order {
            scores: Some(&scores),
            sort,
            limit: ranker.ranking.feedback.num_hits,
        };
        let (best, _) = top(ranker.searcher, &self.matches, order)?;
        let terms = ranker.with_feedback(terms, &best)?;
        Ok(Some(ranker.rank(&terms, &self.matches)?))
    }

    pub(super) fn count(
        &self,
        searcher: &Searcher,
        config: &Config,
        request: &SearchRequest,
    ) -> Result<Vec<FacetCounts>, QueryError> {
        let mut counts = Vec::with_capacity(request.facets.len());
        for asked in &request.facets {
            let meant = FacetRequest {
                field: request.field_meant(asked.field),
                ..asked.clone()
            };
            let counted = count_facet(searcher, config, &self.matches, &meant)?;
            counts.push(FacetCounts {
                field: asked.field,
                ..counted
            });
        }
        Ok(counts)
    }
}

/// What the query was read as, what was planned for it, and that it was relaxed.
fn warnings(
    mut parsed: Vec<QueryWarning>,
    plan: &Plan,
    relaxed: Option<&str>,
) -> Vec<QueryWarning> {
    parsed.extend(plan.warnings.iter().cloned());
    parsed.extend(relaxed.map(QueryWarning::new));
    parsed
}

/// True for a query of several plain words that were all asked for.
fn can_relax(parsed: &Parsed) -> bool {
    let Node::And(nodes) = &parsed.node else {
        return false;
    };
    let is_plain = |node: &&Node| matches!(node, Node::Word { field: None, .. });
    !parsed.is_sentence && nodes.iter().filter(is_plain).count() > 1
}

/// The number of hits to put in order.
pub(super) fn last_hit(request: &SearchRequest, total: u64) -> usize {
    let total = usize::try_from(total).unwrap_or(usize::MAX);
    let wanted = request.limit.unwrap_or(usize::MAX);
    request.offset.saturating_add(wanted).min(total)
}
