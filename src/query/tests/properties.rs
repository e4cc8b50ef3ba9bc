//! What holds for every archive and every request.

use proptest::prelude::*;

use super::{ask, query};
use crate::index::sample::{Facets, config, index_of, release, with};
use crate::query::{
    FacetCount, FacetField, FacetRequest, Filters, QueryError, SearchRequest, SearchResponse, Sort,
    facets, search,
};
use crate::release::Release;

const FIELDS: &[FacetField] = &[
    FacetField::Country,
    FacetField::Person,
    FacetField::PersonAsWritten,
    FacetField::Topic,
    FacetField::Language,
    FacetField::Year,
    FacetField::Month,
    FacetField::Day,
    FacetField::Source,
    FacetField::Issuer,
];

const ISSUERS: &[&str] = &["Ulm Harbour Board", "Übersee Kontor", ""];
const LANGUAGES: &[&str] = &["en", "ru", ""];

const COUNTRIES: &[&str] = &["KZ", "RU", "KZ RU", "FR", ""];
const PERSONS: &[&str] = &["Ada Quill", "Bo Marsh", "Ada Quill,Bo Marsh", ""];
const TOPICS: &[&str] = &[
    "politics",
    "politics/election",
    "politics/election health",
    "",
];
const DATES: &[&str] = &["2021-08-19", "2021-08", "2021", "2020-02-29", ""];
const WORDS: &[&str] = &["oil grain", "oil", "harbour oil", "grain harbour"];

fn one_of(choices: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    prop::sample::select(choices)
}

fn archives() -> impl Strategy<Value = Vec<Release>> {
    let facets = (
        one_of(COUNTRIES),
        one_of(PERSONS),
        one_of(TOPICS),
        one_of(DATES),
        one_of(WORDS),
        one_of(ISSUERS),
        one_of(LANGUAGES),
    );
    prop::collection::vec(facets, 1..25).prop_map(|all| {
        let made = all.into_iter().enumerate();
        made.map(
            |(i, (countries, persons, topics, date, words, issuer, language))| {
                let path = format!("/in/{}/{i}.txt", ["north", "south/east"][i % 2]);
                let facets = Facets {
                    date,
                    countries,
                    persons,
                    topics,
                };
                let own = |text: &str| (!text.is_empty()).then(|| text.to_owned());
                let mut release = with(release(&path, words, words), facets);
                release.issuer = own(issuer);
                release.language = own(language);
                release
            },
        )
        .collect()
    })
}

fn requests() -> impl Strategy<Value = SearchRequest> {
    let queries = one_of(&[
        "",
        "oil",
        "harbour OR grain",
        "-oil",
        "country:KZ",
        "\"oil grain\"",
        "oil near/3 grain",
        "atleast2(oil) -month:none",
        "person:none OR topic:none",
    ]);
    let value = prop::sample::select(vec![
        (FacetField::Country, "KZ"),
        (FacetField::Country, "FR"),
        (FacetField::Person, "Ada Quill"),
        (FacetField::Topic, "politics"),
        (FacetField::Year, "2021"),
        (FacetField::Month, "2021-08"),
        (FacetField::Source, "/in/south"),
        (FacetField::Source, "east"),
        (FacetField::Country, "none"),
        (FacetField::Person, "none"),
        (FacetField::Topic, "none"),
        (FacetField::Month, "none"),
        (FacetField::Issuer, "ubersee kontor"),
        (FacetField::Language, "none"),
    ]);
    let some = || prop::collection::vec(value.clone(), 0..3);
    (queries, some(), some(), any::<bool>()).prop_map(|(text, with, without, dated)| {
        let own = |values: Vec<(FacetField, &str)>| {
            values
                .into_iter()
                .map(|(field, value)| (field, value.to_owned()))
                .collect()
        };
        let filters = Filters {
            with: own(with),
            without: own(without),
            since: dated.then(|| "2020-06".parse().expect("date")),
            ..Filters::default()
        };
        // A search that finds nothing asks for less, so it is taken as written.
        SearchRequest {
            filters,
            exact: true,
            ..query(text)
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn every_count_is_the_number_of_hits_with_that_value(
        releases in archives(),
        requests in prop::collection::vec(requests(), 3),
    ) {
        let (_folder, searcher) = index_of(&releases, 7);
        for request in &requests {
            let request = &SearchRequest { limit: Some(0), ..request.clone() };
            // A topic that no release of this archive has is an error by design.
            if search(&searcher, request, config()).is_err() {
                continue;
            }
            let all = SearchRequest {
                facets: FIELDS
                    .iter()
                    .map(|field| FacetRequest::new(*field, usize::MAX))
                    .collect(),
                ..request.clone()
            };
            for counted in facets(&searcher, &all, config()).expect("counts") {
                // The hits with these values of the facet and the request's other filters.
                let total = |values: &[&str]| {
                    let mut chosen = request.clone();
                    let of = &mut chosen.filters.with;
                    of.retain(|(field, _)| *field != counted.field);
                    of.extend(values.iter().map(|v| (counted.field, (*v).to_owned())));
                    ask(&searcher, &chosen).total
                };
                let values: Vec<_> = counted.values.iter().map(|v| v.value.as_str()).collect();
                for value in &counted.values {
                    prop_assert_eq!(value.count, total(&[&value.value]), "{:?}", value);
                }
                let num_with = if values.is_empty() { 0 } else { total(&values) };
                prop_assert_eq!(counted.num_without, total(&[]) - num_with, "{:?}", counted.field);
                let total_without = total(&["none"]);
                prop_assert_eq!(counted.num_without, total_without, "{:?}", counted.field);
            }
        }
    }

    #[test]
    fn a_part_of_the_values_has_the_same_counts(
        releases in archives(),
        request in requests(),
        limit in 0usize..4,
        matching in prop::option::of(one_of(&["POL", "elect", "kazakh", "quill", "2021", "in/s"])),
        below in prop::option::of(one_of(&["politics", "in", "in/south"])),
        level in prop::option::of(1usize..4),
        batch in 4usize..40,
    ) {
        let (_folder, searcher) = index_of(&releases, batch);
        let ask_facets = |facets_asked: Vec<FacetRequest>| {
            let request = SearchRequest { facets: facets_asked, ..request.clone() };
            facets(&searcher, &request, config())
        };
        for field in FIELDS {
            let Ok(whole) = ask_facets(vec![FacetRequest::new(*field, usize::MAX)]) else {
                continue;
            };
            let part = FacetRequest {
                matching: matching.map(str::to_owned),
                below: below.map(str::to_owned),
                level,
                ..FacetRequest::new(*field, limit)
            };
            // A topic or a folder that no release of this archive has is an error by design.
            let Ok(part) = ask_facets(vec![part]) else { continue };
            let is_asked = |value: &&FacetCount| {
                let rest = match below {
                    Some(below) if field.is_tree() => value.value.strip_prefix(&format!("{below}/")),
                    _ => Some(value.value.as_str()),
                };
                let is_level = rest.is_some_and(|rest| {
                    level.is_none_or(|level| !field.is_tree() || rest.split('/').count() == level)
                });
                let text = format!("{}\0{}", value.value, value.label).to_lowercase();
                is_level && matching.is_none_or(|m| text.contains(&m.to_lowercase()))
            };
            let asked: Vec<_> = whole[0].values.iter().filter(is_asked).cloned().collect();
            let first: Vec<_> = asked.iter().take(limit).cloned().collect();
            prop_assert_eq!(&part[0].values, &first, "{:?}", field);
            prop_assert_eq!(part[0].num_more, asked.len() - first.len());
            prop_assert_eq!(part[0].num_without, whole[0].num_without);
        }
    }

    #[test]
    fn pages_side_by_side_are_the_whole_order(
        releases in archives(),
        request in requests(),
        sort in prop::sample::select(vec![Sort::Relevance, Sort::Newest, Sort::Oldest]),
        size in 1usize..7,
    ) {
        let (_folder, searcher) = index_of(&releases, 7);
        let request = SearchRequest { sort, ..request };
        let Ok(whole) = search(&searcher, &request, config()) else { return Ok(()) };
        let mut pages = Vec::new();
        while pages.len() < whole.hits.len() {
            let page = SearchRequest { offset: pages.len(), limit: Some(size), ..request.clone() };
            let page = ask(&searcher, &page);
            prop_assert_eq!((page.total, page.num_undated), (whole.total, whole.num_undated));
            prop_assert!(!page.hits.is_empty());
            pages.extend(page.hits);
        }
        prop_assert_eq!(pages, whole.hits);
    }

    #[test]
    fn hits_and_scores_do_not_depend_on_segments(
        releases in archives(),
        requests in prop::collection::vec(requests(), 6),
        batch in 5usize..10,
    ) {
        let (_one, whole) = index_of(&releases, 1000);
        let (_many, parted) = index_of(&releases, batch);
        let strip = |response: Result<SearchResponse, QueryError>| {
            response.ok().map(|r| SearchResponse { took_us: 0, ..r })
        };
        for request in &requests {
            prop_assert_eq!(
                strip(search(&whole, request, config())),
                strip(search(&parted, request, config()))
            );
        }
    }
}
