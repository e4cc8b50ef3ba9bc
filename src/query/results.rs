//! The answer to a request, hit by hit.

use std::time::Instant;

use super::plan::{Order, Ranked, Ranker, Scene, Scored, top};
use super::search::{Found, last_hit};
use super::snippet::SnippetMaker;
use super::{Hit, QueryError, SearchRequest, SearchResponse};
use crate::config::Config;
use crate::index::Searcher;
use crate::release::{CountryRole, Person, Release};

/// A search whose hits are in order and are read from the index one by one, as they are asked for:
/// however many there are, no more than one of them is held.
pub struct Results<'a> {
    searcher: &'a Searcher,
    request: &'a SearchRequest,
    best: Vec<Ranked>,
    snippets: SnippetMaker,
    ranker: Ranker<'a>,
    scored: Option<Scored>,
    summary: SearchResponse,
    started: Instant,
}

impl<'a> Results<'a> {
    /// Answers a request. A faulty query has an answer and warnings; a faulty filter is an error.
    pub fn new(
        searcher: &'a Searcher,
        request: &'a SearchRequest,
        config: &'a Config,
    ) -> Result<Self, QueryError> {
        let started = Instant::now();
        let found = Found::new(searcher, request, config)?;
        let scene = Scene {
            searcher,
            config,
            request,
        };
        Self::of(found, scene, started)
    }

    /// The page of hits that a request asks for, and its counts.
    pub(super) fn of(found: Found, scene: Scene<'a>, started: Instant) -> Result<Self, QueryError> {
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
        let (mut best, num_undated) = top(searcher, &found.matches, order)?;
        best.drain(..request.offset.min(best.len()));
        Ok(Self {
            searcher,
            request,
            best,
            snippets: SnippetMaker::new(&found.plan, searcher, request.num_snippets)?,
            ranker,
            scored,
            summary: SearchResponse {
                query: request.query.clone(),
                total,
                num_undated,
                hits: Vec::new(),
                facets: found.count(searcher, config, request)?,
                mended: found.mended,
                warnings: found.warnings,
                took_us: 0,
            },
            started,
        })
    }

    /// The answer with the hits of its page.
    pub(super) fn into_response(self) -> Result<SearchResponse, QueryError> {
        let hits = self.hits().collect::<Result<_, _>>()?;
        Ok(SearchResponse {
            hits,
            ..self.summary()
        })
    }

    /// The answer without its hits, and the time up to now.
    pub fn summary(&self) -> SearchResponse {
        SearchResponse {
            took_us: u64::try_from(self.started.elapsed().as_micros()).unwrap_or(u64::MAX),
            ..self.summary.clone()
        }
    }

    /// The hits of the page that was asked for, in order.
    pub fn hits(&self) -> impl ExactSizeIterator<Item = Result<Hit, QueryError>> + '_ {
        self.best.iter().map(|ranked| {
            let release = self.searcher.release(ranked.address)?;
            let persons = shown_names(&release, self.request);
            let explained = self.scored.as_ref().filter(|_| self.request.explain);
            let explained =
                explained.map(|scored| self.ranker.explain(&scored.terms, ranked.address));
            Ok(Hit {
                persons,
                explanation: explained.transpose()?,
                ..hit(release, *ranked, &self.snippets)
            })
        })
    }

    /// Where the file of a hit of the page lies, by the place of the hit: an absolute path and,
    /// for a member of an archive, `!` and its name.
    pub fn source_key(&self, place: usize) -> Result<Option<String>, QueryError> {
        let ranked = self.best.get(place);
        let key = ranked.map(|ranked| self.searcher.source_key(ranked.address));
        Ok(key.transpose()?)
    }
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
