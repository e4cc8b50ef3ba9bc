//! Answers a request.

use std::time::Instant;

use super::plan::{
    FilterPlan, Matches, Order, Plan, Ranked, Ranker, Scene, Scores, Strictness, count_facet,
    plan_query, top,
};
use super::snippet::SnippetMaker;
use super::syntax::{Node, Parsed, parse};
use super::{FacetCounts, FacetRequest, Hit, QueryError, SearchRequest, SearchResponse, Sort};
use crate::config::Config;
use crate::index::Searcher;
use crate::release::{CountryRole, Person, Release};

/// Answers a request. A faulty query has an answer and warnings; a faulty filter is an error.
pub fn search(
    searcher: &Searcher,
    request: &SearchRequest,
    config: &Config,
) -> Result<SearchResponse, QueryError> {
    let started = Instant::now();
    let found = Found::new(searcher, request, config)?;
    let ranker = Ranker {
        searcher,
        ranking: &config.settings.ranking,
    };
    let scores = found.scores(ranker, request.sort)?;
    let total = found.matches.num_hits();
    let order = Order {
        scores: scores.as_ref(),
        sort: request.sort,
        limit: last_hit(request, total),
    };
    let (best, num_undated) = top(searcher, &found.matches, order)?;
    let snippets = SnippetMaker::new(&found.plan, searcher, request.num_snippets)?;
    let mut hits = Vec::new();
    for ranked in best.iter().skip(request.offset) {
        let release = searcher.release(ranked.address)?;
        let persons = shown_names(&release, request);
        hits.push(Hit {
            persons,
            ..hit(release, *ranked, &snippets)
        });
    }
    Ok(SearchResponse {
        query: request.query.clone(),
        total,
        num_undated,
        hits,
        facets: found.count(searcher, config, request)?,
        warnings: found.warnings,
        took_us: u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX),
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
    plan: Plan,
    pub(super) matches: Matches,
    is_sentence: bool,
    pub(super) warnings: Vec<String>,
}

impl Found {
    /// What has all that is asked for or, when nothing has, what has any of its words.
    fn new(
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
    fn scores(&self, ranker: Ranker<'_>, sort: Sort) -> Result<Option<Scores>, QueryError> {
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

    fn count(
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
fn warnings(mut parsed: Vec<String>, plan: &Plan, relaxed: Option<&str>) -> Vec<String> {
    parsed.extend(plan.warnings.iter().cloned());
    parsed.extend(relaxed.map(str::to_owned));
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
fn last_hit(request: &SearchRequest, total: u64) -> usize {
    let total = usize::try_from(total).unwrap_or(usize::MAX);
    let wanted = request.limit.unwrap_or(usize::MAX);
    request.offset.saturating_add(wanted).min(total)
}

/// The persons of a hit, merged or as the release writes them.
fn shown_names(release: &Release, request: &SearchRequest) -> Vec<String> {
    let name = |person: &Person| match person.forms.first() {
        Some(written) if request.exact_names => written.clone(),
        _ => person.name.clone(),
    };
    release.persons.iter().map(name).collect()
}

fn hit(release: Release, ranked: Ranked, snippets: &SnippetMaker) -> Hit {
    let about = release.countries.iter();
    let about = about.filter(|country| country.role == CountryRole::About);
    let source = match &release.source.member {
        Some(member) => format!("{}!{member}", release.source.path),
        None => release.source.path.clone(),
    };
    Hit {
        id: release.id.as_str().to_owned(),
        source,
        score: ranked.score,
        date: release.date.value,
        countries: about.map(|country| country.code.clone()).collect(),
        snippets: snippets.snippets(&release),
        headline: release.headline,
        persons: Vec::new(),
        topics: release.topics.into_iter().map(|t| t.path).collect(),
    }
}
