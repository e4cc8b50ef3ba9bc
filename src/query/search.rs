//! Answers a request.

use std::time::Instant;

use super::plan::{
    FilterPlan, Matches, Order, Plan, Ranked, Ranker, Scene, Scored, Speller, Strictness,
    count_facet, plan_query, top,
};
use super::snippet::SnippetMaker;
use super::spelling::mend;
use super::syntax::{Node, Parsed, parse};
use super::{
    FacetCounts, FacetRequest, Hit, MendedQuery, QueryError, SearchRequest, SearchResponse, Sort,
};
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
    let scene = Scene {
        searcher,
        config,
        request,
    };
    respond(found, scene, started)
}

/// The page of hits that a request asks for, and its counts.
pub(super) fn respond(
    found: Found,
    scene: Scene<'_>,
    started: Instant,
) -> Result<SearchResponse, QueryError> {
    let Scene {
        searcher,
        config,
        request,
    } = scene;
    let ranker = Ranker {
        searcher,
        ranking: &config.settings.ranking,
        function_words: &config.function_words,
    };
    let scored = found.rank(ranker, request.sort)?;
    let total = found.matches.num_hits();
    let order = Order {
        scores: scored.as_ref().map(|scored| &scored.scores),
        sort: request.sort,
        limit: last_hit(request, total),
    };
    let (best, num_undated) = top(searcher, &found.matches, order)?;
    let snippets = SnippetMaker::new(&found.plan, searcher, request.num_snippets)?;
    let mut hits = Vec::new();
    for ranked in best.iter().skip(request.offset) {
        let release = searcher.release(ranked.address)?;
        let persons = shown_names(&release, request);
        let explained = scored.as_ref().filter(|_| request.explain);
        let explained = explained.map(|scored| ranker.explain(&scored.terms, ranked.address));
        hits.push(Hit {
            persons,
            explanation: explained.transpose()?,
            ..hit(release, *ranked, &snippets)
        });
    }
    Ok(SearchResponse {
        query: request.query.clone(),
        total,
        num_undated,
        hits,
        facets: found.count(searcher, config, request)?,
        mended: found.mended,
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
    mended: Option<MendedQuery>,
    pub(super) warnings: Vec<String>,
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
    pub(super) fn warn(&mut self, warning: String) {
        self.warnings.push(warning);
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
    fn new(
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
        let mut steps = vec![(strictest(&parsed), None)];
        if !request.exact {
            let speller = Speller {
                searcher,
                spelling: &config.settings.spelling,
            };
            (parsed.node, mended) = mend(&request.query, parsed.node, speller)?;
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
        warnings.extend(said.map(str::to_owned));
        warnings.extend(mended.as_ref().map(|mended| {
            let (shown, typed) = (&mended.query, &request.query);
            format!("showing results for `{shown}`; `--exact` searches for `{typed}` instead")
        }));
        Ok(Self {
            plan,
            matches,
            is_sentence: parsed.is_sentence,
            mended,
            warnings,
        })
    }

    /// The scores, where relevance orders the hits. A sentence learns from its best hits.
    fn rank(&self, ranker: Ranker<'_>, sort: Sort) -> Result<Option<Scored>, QueryError> {
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
        explanation: None,
        topics: release.topics.into_iter().map(|t| t.path).collect(),
    }
}
