//! Searches with the real program over twelve invented releases.

use serde_json::Value;

use archive::RELEASES;

use crate::fixture::Fixture;

mod archive;

fn archive() -> Fixture {
    let fixture = Fixture::new();
    for (name, text) in RELEASES {
        fixture.write(&format!("in/{name}.txt"), text);
    }
    fixture.ok(&["index", "in"]);
    fixture
}

fn search(fixture: &Fixture, args: &[&str]) -> Value {
    fixture.json(&[&["search", "--json"], args].concat())
}

/// The names of the files of the hits, in order.
fn names(response: &Value) -> Vec<&str> {
    let hits = response["hits"].as_array().expect("hits");
    hits.iter().map(name).collect()
}

fn name(hit: &Value) -> &str {
    let source = hit["source"].as_str().expect("source");
    let file = source.rsplit('/').next().unwrap_or(source);
    file.strip_suffix(".txt").unwrap_or(file)
}

fn check(fixture: &Fixture, args: &[&str], expected: &[&str]) {
    let response = search(fixture, args);
    assert_eq!(names(&response), expected, "{args:?}");
    assert_eq!(response["total"], expected.len(), "{args:?}");
}

/// Like `check`, for what is not about the order.
fn check_set(fixture: &Fixture, args: &[&str], expected: &[&str]) {
    let response = search(fixture, args);
    let mut found = names(&response);
    found.sort_unstable();
    assert_eq!(found, expected, "{args:?}");
}

#[test]
fn a_word_counts_most_in_the_headline_and_more_in_the_lead_than_below() {
    let expected = ["plant-headline", "plant-lead", "plant-body"];
    check(&archive(), &["desalination"], &expected);
}

#[test]
fn the_query_language_selects() {
    let fixture = archive();
    check_set(&fixture, &["grain storage"], &["booklet", "grain"]);
    check_set(
        &fixture,
        &["grain OR tea"],
        &["booklet", "ferry", "grain", "tea"],
    );
    check_set(&fixture, &["storage NOT grain"], &["tea"]);
    check_set(&fixture, &["storage -tea"], &["booklet", "grain"]);
    check_set(&fixture, &["\"grain storage\""], &["grain"]);
    check_set(&fixture, &["\"storage grain\"~2"], &["booklet", "grain"]);
    check_set(&fixture, &["(ferry OR choir) -freight"], &["undated"]);
    check_set(&fixture, &["warehou*"], &["tea"]);
    check_set(&fixture, &["headline:grain"], &["booklet", "grain"]);
    check_set(&fixture, &["speaker:wanjala quote:farmers"], &["grain"]);
    check_set(&fixture, &["country:KE year:2020"], &["booklet"]);
    check_set(&fixture, &["MUSEE"], &["french"]);
    check_set(&fixture, &["desalination date:2021-06"], &["plant-body"]);
}

#[test]
fn a_faulty_query_has_an_answer_and_a_warning() {
    let fixture = archive();
    for (query, total, warning) in [
        ("\"grain", 3, "the quotation mark is not closed"),
        ("(tea", 1, "this parenthesis is not closed"),
        ("hedline:tea", 0, "did you mean `headline:tea`?"),
        (
            "tea zymurgy",
            1,
            "no release has all words; showing those that have any",
        ),
        ("tea AND", 0, "`AND` is read as a word"),
    ] {
        let response = search(&fixture, &[query]);
        let warnings = response["warnings"].to_string();
        assert!(warnings.contains(warning), "{query}: {warnings}");
        let found = response["total"].as_u64().expect("total");
        assert!(found >= total, "{query}: {found}");
    }
}

#[test]
fn filters_join_or_within_and_and_across() {
    let fixture = archive();
    let of_oman = ["patent", "plant-body", "plant-headline", "plant-lead"];
    check_set(&fixture, &["--country", "Oman"], &of_oman);
    let of_both = [
        "booklet",
        "grain",
        "patent",
        "plant-body",
        "plant-headline",
        "plant-lead",
        "tea",
    ];
    check_set(
        &fixture,
        &["--country", "OM", "--country", "Kenyan"],
        &of_both,
    );
    check_set(
        &fixture,
        &["--country", "OM", "--date", "2022"],
        &["patent"],
    );
    check_set(
        &fixture,
        &["kenya", "--since", "2021-09", "--until", "2022"],
        &["grain", "tea"],
    );
    check_set(
        &fixture,
        &["--date", "2020", "--date", "2022-08"],
        &["booklet", "patent"],
    );
    check_set(
        &fixture,
        &[
            "--not-country",
            "KE",
            "--not-country",
            "OM",
            "--not-country",
            "NO",
        ],
        &["french", "undated"],
    );
    check_set(
        &fixture,
        &["--person", "Peter Wanjala", "--not-date", "2022"],
        &["grain"],
    );
    check_set(&fixture, &["--undated"], &["undated"]);
    let folder = fixture.join("in/notes").display().to_string();
    check_set(&fixture, &["--source", &folder], &["french", "undated"]);
}

#[test]
fn a_count_is_the_number_of_hits_of_that_filter_and_its_own_filter_hides_nothing() {
    let fixture = archive();
    let filtered = ["the", "--country", "KE", "--since", "2021"];
    let facets = [
        "--facets",
        "country,person,topic,language,year,month,day,source",
    ];
    let response = search(&fixture, &[&filtered[..], &facets].concat());
    let country = response["facets"]["country"].as_array().expect("countries");
    assert!(country.len() > 1, "{country:?}");
    for (field, values) in response["facets"].as_object().expect("facets") {
        for value in values.as_array().expect("values") {
            let typed = value["value"].as_str().expect("value");
            let query = format!("{field}:\"{typed}\"");
            // The country filter gives way to the value that is counted.
            let args = if field == "country" {
                vec!["the", "--since", "2021", "--country", typed]
            } else {
                vec!["the", query.as_str(), "--country", "KE", "--since", "2021"]
            };
            assert_eq!(search(&fixture, &args)["total"], value["count"], "{args:?}");
        }
    }
}

#[test]
fn dates_order_both_ways_and_the_undated_come_last() {
    let fixture = archive();
    let newest = search(&fixture, &["--sort", "newest", "--all"]);
    let dates = |response: &Value| -> Vec<String> {
        let hits = response["hits"].as_array().expect("hits");
        hits.iter()
            .map(|hit| hit["date"].as_str().unwrap_or("-").to_owned())
            .collect()
    };
    let mut expected = dates(&newest);
    assert_eq!(expected.pop().as_deref(), Some("-"));
    assert!(expected.is_sorted_by(|a, b| a >= b), "{expected:?}");
    assert_eq!(newest["undated"], 1);
    let mut oldest = dates(&search(&fixture, &["--sort", "oldest", "--all"]));
    assert_eq!(oldest.pop().as_deref(), Some("-"));
    assert!(oldest.is_sorted(), "{oldest:?}");
    assert_eq!(oldest.len(), 11);
}

#[test]
fn pages_are_stretches_of_one_order() {
    let fixture = archive();
    let all = search(&fixture, &["the", "--all"]);
    let all = names(&all);
    assert!(all.len() > 6);
    for offset in [0, 2, 4] {
        let typed = offset.to_string();
        let page = search(&fixture, &["the", "--limit", "2", "--offset", &typed]);
        assert_eq!(names(&page), all[offset..offset + 2]);
        assert_eq!(page["total"], all.len());
    }
}

#[test]
fn a_snippet_shows_and_marks_what_matched() {
    let fixture = archive();
    let response = search(&fixture, &["\"grain boats\" OR silos"]);
    let mut marked = Vec::new();
    for hit in response["hits"].as_array().expect("hits") {
        let snippet = &hit["snippets"][0];
        let text = snippet["text"].as_str().expect("text");
        for span in snippet["highlights"].as_array().expect("highlights") {
            let at = |i: usize| usize::try_from(span[i].as_u64().expect("offset")).expect("small");
            marked.push(text[at(0)..at(1)].to_lowercase());
        }
    }
    marked.sort();
    let marked = marked.join(" ");
    assert!(
        marked.contains("silos") && marked.contains("grain"),
        "{marked}"
    );
    assert!(!marked.contains("storage"), "{marked}");
}

#[test]
fn the_object_has_the_keys_of_the_contract() {
    let response = search(&archive(), &["grain", "--facets", "country"]);
    for key in ["query", "total", "hits", "facets", "warnings", "took_us"] {
        assert!(response.get(key).is_some(), "{key} is missing");
    }
    let hit = &response["hits"][0];
    for key in [
        "id",
        "source",
        "score",
        "headline",
        "date",
        "countries",
        "persons",
        "topics",
        "snippets",
    ] {
        assert!(hit.get(key).is_some(), "{key} is missing");
    }
    let country = &response["facets"]["country"][0];
    for key in ["value", "label", "count"] {
        assert!(country.get(key).is_some(), "{key} is missing");
    }
}

#[test]
fn every_form_of_output_has_the_same_hits() {
    let fixture = archive();
    let json = search(&fixture, &["the", "--all"]);
    let expected: Vec<_> = json["hits"]
        .as_array()
        .expect("hits")
        .iter()
        .map(|h| &h["id"])
        .collect();
    let lines = fixture
        .ok(&["search", "the", "--all", "--format", "jsonl"])
        .stdout;
    let lines: Vec<Value> = lines
        .lines()
        .map(|l| serde_json::from_str(l).expect("json"))
        .collect();
    assert_eq!(lines.iter().map(|h| &h["id"]).collect::<Vec<_>>(), expected);
    let csv = fixture
        .ok(&["search", "the", "--all", "--format", "csv"])
        .stdout;
    let mut rows = csv.lines();
    assert_eq!(
        rows.next(),
        Some("id,source,score,headline,date,countries,persons,topics,snippet")
    );
    for id in &expected {
        let id = id.as_str().expect("id");
        assert!(csv.contains(&format!("\n{id},")), "{id}");
    }
    let count = fixture.ok(&["search", "the", "--count"]).stdout;
    assert_eq!(count, format!("{}\n", expected.len()));
}

#[test]
fn a_batch_has_one_line_a_query_whatever_the_query() {
    let fixture = archive();
    fixture.write(
        "queries.txt",
        b"tea\n\"grain storage\n(((\nzymurgy\ncountry:KE tea\n",
    );
    let run = fixture.ok(&["search", "--queries", "queries.txt"]);
    let lines: Vec<Value> = run
        .stdout
        .lines()
        .map(|l| serde_json::from_str(l).expect("json"))
        .collect();
    let totals: Vec<_> = lines.iter().map(|line| line["total"].as_u64()).collect();
    assert_eq!(totals, [Some(1), Some(1), Some(12), Some(0), Some(1)]);
    for line in &lines {
        assert!(line["query"].is_string() && line["hits"].is_array() && line["took_us"].is_u64());
    }
    let hit = &lines[0]["hits"][0];
    assert!(hit["id"].is_string() && hit["source"].is_string() && hit["score"].is_f64());
    let run = fixture.run(&["search", "--queries", "queries.txt", "--country", "Kenja"]);
    assert_eq!(run.status, 1);
    assert_eq!(run.stdout.lines().count(), 5);
    assert!(
        run.stdout.lines().all(|line| line.contains("\"error\"")),
        "{}",
        run.stdout
    );
}
