//! What holds for every archive and every request.

use proptest::prelude::*;

use super::{ask, query};
use crate::index::sample::{Facets, config, index_of, release, with};
use crate::query::{
    FacetField, FacetRequest, Filters, QueryError, SearchRequest, SearchResponse, facets, search,
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
];

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
    );
    prop::collection::vec(facets, 1..25).prop_map(|all| {
        let made = all.into_iter().enumerate();
        made.map(|(i, (countries, persons, topics, date, words))| {
            let path = format!("/in/{}/{i}.txt", ["north", "south/east"][i % 2]);
            let facets = Facets {
                date,
                countries,
                persons,
                topics,
            };
            with(release(&path, words, words), facets)
        })
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
    ]);
    let value = prop::sample::select(vec![
        (FacetField::Country, "KZ"),
        (FacetField::Country, "FR"),
        (FacetField::Person, "Ada Quill"),
        (FacetField::Topic, "politics"),
        (FacetField::Year, "2021"),
        (FacetField::Month, "2021-08"),
        (FacetField::Source, "/in/south"),
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
        SearchRequest {
            filters,
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
                    .map(|field| FacetRequest { field: *field, limit: usize::MAX })
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
            }
        }
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
