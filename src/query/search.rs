//! Answers a request.

use super::plan::{
    FilterPlan, Matches, Order, Plan, Ranker, Scene, Scored, Speller, Strictness, count_facet,
    plan_query, top,
};
use super::results::Results;
use super::spelling::mend;
use super::syntax::{Node, Parsed, parse};
use super::{
    FacetCounts, FacetRequest, MendedQuery, QueryError, QueryWarning, SearchRequest,
    SearchResponse, Sort,
};
use crate::config::Config;
use crate::index::Searcher;

/// Answers a request. A faulty query has an answer and warnings; a faulty filter is an error.
pub fn search(
    searcher: &Searcher,
    request: &SearchRequest,
    config: &Config,
) -> Result<SearchResponse, QueryError> {
    Results::new(searcher, request, config)?.into_response()
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
    pub(super) mended: Option<MendedQuery>,
    pub(super) warnings: Vec<QueryWarning>,
}

impl Found {
    /// What a plan that was made without words of a user matches.
    pub(super) fn of(plan: Plan, matches: Matches) -> Self {
        Self {
            plan,
            matches,
            is_sentence: false,
            mended: None,
            warnings: Vec::new(),
        }
    }

    /// Adds what the user should know.
    pub(super) fn warn(&mut self, warning: &str) {
        self.warnings.push(QueryWarning::new(warning));
    }

    /// What has all that is asked for, its words as they are written.
    pub(super) fn exact(
        searcher: &Searcher,
        request: &SearchRequest,
        config: &Config,
    ) -> Result<Self, QueryError> {
        let request = SearchRequest {
            exact: true,
            ..request.clone()
        };
        Self::new(searcher, &request, config)
    }

    /// What has all that is asked for or, when nothing has, what has less of it.
    pub(super) fn new(
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
        let mut parsed = parse(&request.query);
        let mut mended = None;
        let mut about_slips = Vec::new();
        let mut steps = vec![(strictest(&parsed), None)];
        if !request.exact {
            let speller = Speller {
                searcher,
                spelling: &config.settings.spelling,
            };
            let mending = mend(&request.query, parsed.node, speller)?;
            about_slips = mending.warnings(&request.query);
            (parsed.node, mended) = (mending.node, mending.mended);
            steps.extend(relaxations(&parsed));
        }
        let mut found = None;
        for (strictness, said) in steps {
            let plan = plan_query(scene, &parsed.node, strictness)?;
            let matches = Matches::find(searcher, &plan.clause, &filters)?;
            let has_hits = matches.num_hits() > 0;
            if has_hits || found.is_none() {
                found = Some((plan, matches, said));
            }
            if has_hits {
                break;
            }
        }
        let (plan, matches, said) = found.expect("the first step is always taken");
        let mut warnings = parsed.warnings;
        warnings.extend(plan.warnings.iter().cloned());
        warnings.extend(said.map(QueryWarning::new));
        warnings.extend(about_slips);
        Ok(Self {
            plan,
            matches,
            is_sentence: parsed.is_sentence,
            mended,
            warnings,
        })
    }

    /// The scores, where relevance orders the hits. A sentence learns from its best hits.
    pub(super) fn rank(
        &self,
        ranker: Ranker<'_>,
        sort: Sort,
    ) -> Result<Option<Scored>, QueryError> {
        if sort != Sort::Relevance || self.plan.scored.is_empty() {
            return Ok(None);
        }
        let terms = self.plan.scored.clone();
        let scores = ranker.rank(&terms, &self.matches)?;
        if !self.is_sentence {
            return Ok(Some(Scored { scores, terms }));
        }
        let order = Order {
            scores: Some(&scores),
            sort,
            limit: ranker.ranking.feedback.num_hits,
        };
        let (best, _) = top(ranker.searcher, &self.matches, order)?;
        let terms = ranker.with_feedback(&terms, &best)?;
        let scores = ranker.rank(&terms, &self.matches)?;
        Ok(Some(Scored { scores, terms }))
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

/// How a query is meant: any word of a sentence may answer it.
fn strictest(parsed: &Parsed) -> Strictness {
    if parsed.is_sentence {
        Strictness::AnyWord
    } else {
        Strictness::AllWords
    }
}

/// How less can be asked for where nothing has it all, the strictest first, with what to say of it.
fn relaxations(parsed: &Parsed) -> Vec<(Strictness, Option<&'static str>)> {
    let nodes = match &parsed.node {
        Node::And(nodes) => nodes.as_slice(),
        node => std::slice::from_ref(node),
    };
    let is_plain = |node: &&Node| matches!(node, Node::Word { field: None, .. });
    let num_plain = nodes.iter().filter(is_plain).count();
    let num_words = |text: &str| text.split_whitespace().count();
    let phrases = nodes.iter().filter(
        |node| matches!(node, Node::Phrase { field: None, text, .. } if num_words(text) > 1),
    );
    let mut relaxations = Vec::new();
    if num_plain > 1 && !parsed.is_sentence {
        let said = "no release has all words; showing those that have any";
        relaxations.push((Strictness::AnyWord, Some(said)));
    }
    if phrases.count() > 0 {
        let said = "no release has the words in this order; showing those that have any of them";
        relaxations.push((Strictness::AnyWordOfPhrases, Some(said)));
    }
    relaxations
}

/// The number of hits to put in order.
pub(super) fn last_hit(request: &SearchRequest, total: u64) -> usize {
    let total = usize::try_from(total).unwrap_or(usize::MAX);
    let wanted = request.limit.unwrap_or(usize::MAX);
    request.offset.saturating_add(wanted).min(total)
}
