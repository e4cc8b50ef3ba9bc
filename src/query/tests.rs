//! Searches over small invented archives.

use super::{
    FacetCounts, FacetField, FacetRequest, Filters, QueryError, SearchRequest, SearchResponse,
    Sort, facets, search,
};
use crate::index::Searcher;
use crate::index::sample::{Facets, config, index_of, release, with};
use crate::release::{Quote, Release};

mod names;
mod places;
mod properties;
mod scripts;

fn ask(searcher: &Searcher, request: &SearchRequest) -> SearchResponse {
    search(searcher, request, config()).expect("answer")
}

fn query(text: &str) -> SearchRequest {
    SearchRequest {
        query: text.to_owned(),
        limit: None,
        ..SearchRequest::default()
    }
}

/// The sources of the hits in order of the hits.
fn sources(response: &SearchResponse) -> Vec<&str> {
    response
        .hits
        .iter()
        .map(|hit| hit.source.as_str())
        .collect()
}

/// The sources of the hits in order of their names.
fn check(searcher: &Searcher, text: &str, expected: &[&str]) {
    // What matches as it is written: neither mended nor relaxed.
    let request = SearchRequest {
        exact: true,
        ..query(text)
    };
    let response = ask(searcher, &request);
    let mut found = sources(&response);
    found.sort_unstable();
    assert_eq!(found, expected, "{text}");
    assert_eq!(response.total, expected.len() as u64, "{text}");
}

fn in_language(mut release: Release, language: &str) -> Release {
    release.language = Some(language.to_owned());
    release
}

fn archive() -> Vec<Release> {
    let mut harbour = release(
        "harbour",
        "Port of Ulm to grow",
        "The harbour board met.\n\nIt approved the Kassym-Jomart quay, U.S. funding and grain silos.",
    );
    harbour.boilerplate = vec!["About the board: it was founded in 1911.".to_owned()];
    harbour.contacts = vec!["Ada Quill, press office".to_owned()];
    harbour.release_number = Some("IP/21/3541".to_owned());
    harbour.quotes = vec![Quote {
        text: "We will build".to_owned(),
        speaker: Some("Bo Marsh".to_owned()),
        start: 0,
        end: 0,
    }];
    let grain = release(
        "grain",
        "Grain ministers agree on corridor",
        "Ministers of grain exporting states signed a deal.\n\nThe silos stay open to the harbour.",
    );
    let sanctions = release(
        "sanctions",
        "Санкции против банков",
        "Правительство ввело новые санкции.\n\nЁлка Тоқаев Gazprom.",
    );
    let court = release(
        "court",
        "Le tribunal a jugé",
        "Les décisions du tribunal de Zürich sont publiées.",
    );
    let tokyo = release("tokyo", "東京都の発表", "東京都は港を広げる。");
    vec![
        harbour,
        grain,
        in_language(sanctions, "ru"),
        in_language(court, "fr"),
        in_language(tokyo, "ja"),
    ]
}

#[test]
fn words_are_found_whatever_their_inflection_case_and_accents() {
    let (_folder, searcher) = index_of(&archive(), 2);
    check(&searcher, "minister", &["grain"]);
    check(&searcher, "HARBOURS", &["grain", "harbour"]);
    check(&searcher, "санкций", &["sanctions"]);
    check(&searcher, "банк елка", &["sanctions"]);
    check(&searcher, "decision juge zurich", &["court"]);
    check(&searcher, "US funding", &["harbour"]);
    check(&searcher, "gazprom", &["sanctions"]);
    check(&searcher, "東京", &["tokyo"]);
    check(&searcher, "港", &["tokyo"]);
    check(&searcher, "京東", &[]);
}

#[test]
fn operators_phrases_and_prefixes_select() {
    let (_folder, searcher) = index_of(&archive(), 2);
    check(&searcher, "harbour silos", &["grain", "harbour"]);
    check(&searcher, "harbour -ministers", &["harbour"]);
    check(
        &searcher,
        "tribunal OR grain",
        &["court", "grain", "harbour"],
    );
    check(&searcher, "\"harbour board\"", &["harbour"]);
    check(&searcher, "\"board harbour\"", &[]);
    check(&searcher, "\"harbour met\"~1", &["harbour"]);
    check(&searcher, "Kassym-Jomart", &["harbour"]);
    check(&searcher, "Jomart-Kassym", &[]);
    check(&searcher, "exporti*", &["grain"]);
    check(&searcher, "прав*", &["sanctions"]);
    check(
        &searcher,
        "*",
        &["court", "grain", "harbour", "sanctions", "tokyo"],
    );
    check(&searcher, "-grain", &["court", "sanctions", "tokyo"]);
}

#[test]
fn a_phrase_spans_no_two_parts_of_a_release() {
    let (_folder, searcher) = index_of(&archive(), 2);
    check(&searcher, "\"silos port\"", &[]);
    check(&searcher, "\"silos port\"~50", &[]);
}

#[test]
fn fields_look_where_they_say() {
    let (_folder, searcher) = index_of(&archive(), 2);
    check(&searcher, "headline:grain", &["grain"]);
    check(&searcher, "body:port", &[]);
    check(&searcher, "body:grain", &["grain", "harbour"]);
    check(&searcher, "body:\"grain silos\"", &["harbour"]);
    check(&searcher, "lead:silos", &[]);
    check(&searcher, "lead:met", &["harbour"]);
    check(&searcher, "quote:build speaker:marsh", &["harbour"]);
    check(&searcher, "boilerplate:founded", &["harbour"]);
    check(&searcher, "founded", &[]);
    check(&searcher, "contacts:\"ada quill\"", &["harbour"]);
    check(&searcher, "contacts:qui*", &["harbour"]);
    check(&searcher, "headline:minist*", &["grain"]);
    check(&searcher, "body:corrid*", &[]);
    check(&searcher, "number:ip/21/3541", &["harbour"]);
    check(&searcher, "3541", &["harbour"]);
}

#[test]
fn words_that_never_meet_are_searched_apart_and_said_so() {
    let (_folder, searcher) = index_of(&archive(), 2);
    let response = ask(&searcher, &query("tribunal corridor"));
    assert_eq!(response.total, 2);
    assert!(
        response
            .warnings
            .iter()
            .any(|w| w.message.contains("no release has all words"))
    );
    let sentence = ask(&searcher, &query("what did the ministers of Ulm sign"));
    assert_eq!(sentence.total, 2);
    assert_eq!(sentence.warnings, []);
}

#[test]
fn headlines_outrank_bodies_and_rare_words_common_ones() {
    let (_folder, searcher) = index_of(&archive(), 2);
    let response = ask(&searcher, &query("grain"));
    assert_eq!(sources(&response), ["grain", "harbour"]);
    let response = ask(&searcher, &query("harbour OR quay"));
    assert_eq!(sources(&response), ["harbour", "grain"]);
}

#[test]
fn what_a_page_shows_is_the_stretch_of_the_whole_order() {
    let (_folder, searcher) = index_of(&archive(), 2);
    let all = ask(&searcher, &query("-nothing"));
    for offset in 0..6 {
        let page = SearchRequest {
            offset,
            limit: Some(2),
            ..query("-nothing")
        };
        let page = ask(&searcher, &page);
        let expected: Vec<_> = all.hits.iter().skip(offset).take(2).cloned().collect();
        assert_eq!(page.hits, expected);
        assert_eq!(page.total, 5);
    }
}

#[test]
fn undated_releases_come_last_and_are_counted() {
    let dated = |path, date| {
        with(
            release(path, "", "text"),
            Facets {
                date,
                ..Facets::default()
            },
        )
    };
    let releases = [
        dated("b-2021", "2021"),
        dated("a-none", "--08-19"),
        dated("c-2022", "2022-03-01"),
        dated("d-2020", "2020-12"),
    ];
    let (_folder, searcher) = index_of(&releases, 2);
    for (sort, expected) in [
        (Sort::Newest, ["c-2022", "b-2021", "d-2020", "a-none"]),
        (Sort::Oldest, ["d-2020", "b-2021", "c-2022", "a-none"]),
        (Sort::Relevance, ["c-2022", "b-2021", "d-2020", "a-none"]),
    ] {
        let response = ask(&searcher, &SearchRequest { sort, ..query("") });
        assert_eq!(sources(&response), expected);
        assert_eq!(response.num_undated, 1);
    }
}

#[test]
fn dates_hold_what_lies_in_them_as_a_whole() {
    let dated = |date| {
        with(
            release(date, "", "text"),
            Facets {
                date,
                ..Facets::default()
            },
        )
    };
    let written = ["2021", "2021-08", "2021-08-19", "2022-01-01", "--08-19"];
    let (_folder, searcher) = index_of(&written.map(dated), 2);
    check(&searcher, "date:2021", &["2021", "2021-08", "2021-08-19"]);
    check(&searcher, "date:2021-08", &["2021-08", "2021-08-19"]);
    check(&searcher, "date:2021-08-19", &["2021-08-19"]);
    check(
        &searcher,
        "date:2021-08..2022",
        &["2021-08", "2021-08-19", "2022-01-01"],
    );
    check(&searcher, "date:..2021-08", &["2021-08", "2021-08-19"]);
    check(&searcher, "text date:2022..", &["2022-01-01"]);
    let undated = Filters {
        undated: true,
        ..Filters::default()
    };
    let response = ask(
        &searcher,
        &SearchRequest {
            filters: undated,
            ..query("")
        },
    );
    assert_eq!(sources(&response), ["--08-19"]);
}

#[test]
fn persons_are_found_by_any_form_and_topics_by_any_part() {
    let facets = Facets {
        persons: "Élise Moreau,Bo Marsh",
        topics: "politics/election health",
        countries: "KZ",
        ..Facets::default()
    };
    let (_folder, searcher) = index_of(&[with(release("a", "", "text"), facets)], 1);
    for text in [
        "person:\"Élise Moreau\"",
        "person:\"elise  MOREAU\"",
        "person:moreau",
        "topic:politics",
        "topic:politics/election",
        "topic:election",
        "country:kz",
    ] {
        check(&searcher, text, &["a"]);
    }
    check(&searcher, "person:elise", &[]);
    check(&searcher, "-country:KZ", &[]);
}

#[test]
fn unknown_values_are_errors_in_filters_and_warnings_in_queries() {
    let facets = Facets {
        topics: "politics",
        ..Facets::default()
    };
    let (_folder, searcher) = index_of(&[with(release("a", "", "text"), facets)], 1);
    let response = ask(&searcher, &query("text topic:polticis"));
    assert_eq!(response.total, 1);
    assert!(
        response.warnings[0]
            .message
            .contains("did you mean `politics`?"),
        "{:?}",
        response.warnings
    );
    for (field, typed) in [
        (FacetField::Topic, "polticis"),
        (FacetField::Country, "Nowhere"),
    ] {
        let mut request = query("");
        request.filters.with = vec![(field, typed.to_owned())];
        let error = search(&searcher, &request, config()).expect_err(typed);
        assert!(matches!(error, QueryError::UnknownValue { .. }), "{error}");
        assert!(error.help().is_some());
    }
}

#[test]
fn a_topic_counts_once_for_each_path_above_it() {
    let facets = Facets {
        topics: "politics/election politics/cabinet",
        ..Facets::default()
    };
    let (_folder, searcher) = index_of(&[with(release("a", "", "text"), facets)], 1);
    let counted = count(&searcher, &query(""), FacetField::Topic);
    let values: Vec<_> = counted
        .values
        .iter()
        .map(|v| (v.value.as_str(), v.count))
        .collect();
    assert_eq!(
        values,
        [
            ("politics", 1),
            ("politics/cabinet", 1),
            ("politics/election", 1)
        ]
    );
}

#[test]
fn hostile_queries_are_answered() {
    let (_folder, searcher) = index_of(&archive(), 2);
    for text in [
        "a* ".repeat(2000),
        "(".repeat(9000),
        "harbour ".repeat(20_000),
        "\"a b\" ".repeat(900),
    ] {
        ask(&searcher, &query(&text));
    }
    ask(
        &searcher,
        &query(&format!("\"{}\"", "the harbour board ".repeat(20_000))),
    );
}

fn count(searcher: &Searcher, request: &SearchRequest, field: FacetField) -> FacetCounts {
    let request = SearchRequest {
        facets: vec![FacetRequest::new(field, usize::MAX)],
        ..request.clone()
    };
    facets(searcher, &request, config())
        .expect("counts")
        .remove(0)
}
