//! Any text is a query: no panic, an answer, warnings and highlights that lie in their texts, the
//! same twice, and counts that are the hits of their filters.
#![no_main]

mod subject;

use std::path::Path;
use std::sync::LazyLock;
use std::sync::atomic::AtomicBool;

use dateline::index::{Index, Searcher};
use dateline::ingest::{self, Run, Upkeep};
use dateline::present::caret::caret_lines;
use dateline::query::{FacetField, FacetRequest, SearchRequest, SearchResponse, search};
use libfuzzer_sys::fuzz_target;

/// An index of the plain texts of the sample archive.
static SEARCHER: LazyLock<Searcher> = LazyLock::new(|| {
    let folder = std::env::temp_dir().join(format!("dateline-fuzz-{}", std::process::id()));
    let texts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus-sample/wire");
    let index = Index::open_or_create(&folder, subject::config()).expect("a new index");
    let run = Run {
        roots: &[texts],
        num_threads: 1,
        memory: 250 << 20,
        stop: &AtomicBool::new(false),
        upkeep: Upkeep::default(),
    };
    ingest::index(run, &index, subject::config(), |_| ()).expect("an index of the sample");
    index.searcher().expect("a searcher")
});

fn ask(request: &SearchRequest) -> SearchResponse {
    let response = search(&SEARCHER, request, subject::config()).expect("an answer");
    SearchResponse {
        took_us: 0,
        ..response
    }
}

fuzz_target!(|query: &str| {
    let request = SearchRequest {
        query: query.to_owned(),
        num_snippets: 3,
        facets: vec![FacetRequest::new(FacetField::Country, 3)],
        ..SearchRequest::default()
    };
    let response = ask(&request);
    assert_eq!(response, ask(&request), "not the same twice");
    assert!(response.hits.len() as u64 <= response.total);
    for warning in &response.warnings {
        if let Some(span) = &warning.span {
            assert!(query.get(span.clone()).is_some(), "{span:?}");
            let _ = caret_lines(query, span);
        }
    }
    for snippet in response.hits.iter().flat_map(|hit| &hit.snippets) {
        let mut last = 0;
        for highlight in &snippet.highlights {
            assert!(last <= highlight.start && highlight.start < highlight.end);
            assert!(snippet.text.get(highlight.clone()).is_some());
            last = highlight.end;
        }
    }
    let Some(value) = response.facets.first().and_then(|facet| facet.values.first()) else {
        return;
    };
    let mut filtered = request.clone();
    filtered.filters.with = vec![(FacetField::Country, value.value.clone())];
    assert_eq!(ask(&filtered).total, value.count);
});
