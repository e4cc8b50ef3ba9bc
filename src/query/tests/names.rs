//! Names of persons, merged by the authority file or as written.

use super::ask;
use crate::index::sample::{index_of, release};
use crate::query::{FacetField, FacetRequest, Filters, SearchRequest};
use crate::release::Person;

#[test]
fn exact_names_undo_what_the_authority_file_merges() {
    let spelt = |path: &str, written: &str| {
        let mut spelt = release(path, "Ministers meet", "The ministers met.");
        spelt.persons.push(Person {
            name: "Volodymyr Zelenskyy".to_owned(),
            title: None,
            forms: vec![written.to_owned()],
            mentions: Vec::new(),
        });
        spelt
    };
    let releases = [
        spelt("/in/1.txt", "Volodymyr Zelensky"),
        spelt("/in/2.txt", "Володимир Зеленський"),
    ];
    let (_folder, searcher) = index_of(&releases, 2);
    let request = |exact_names| SearchRequest {
        query: "person:\"Volodymyr Zelenskyy\"".to_owned(),
        exact_names,
        ..SearchRequest::default()
    };
    assert_eq!(ask(&searcher, &request(false)).total, 2);
    assert_eq!(ask(&searcher, &request(true)).total, 0);
    let request = SearchRequest {
        filters: Filters {
            with: vec![(FacetField::Person, "volodymyr zelensky".to_owned())],
            ..Filters::default()
        },
        facets: vec![FacetRequest::new(FacetField::Person, 9)],
        exact_names: true,
        ..SearchRequest::default()
    };
    let response = ask(&searcher, &request);
    assert_eq!(response.total, 1);
    assert_eq!(response.hits[0].persons, ["Volodymyr Zelensky"]);
    let values = response.facets[0].values.iter();
    let values: Vec<_> = values.map(|v| (v.value.as_str(), v.count)).collect();
    assert_eq!(
        values,
        [("Volodymyr Zelensky", 1), ("Володимир Зеленський", 1)]
    );
}
