//! The releases that the benchmarks generate: the same each time, and each read for what it says.

use crate::fixture::Fixture;
use crate::releases::{Form, generate, write_to};

const SEED: u64 = 6;
/// Enough for several pages of each site's kind.
const NUM: usize = 60;

#[test]
fn the_same_seed_gives_the_same_releases() {
    let of = |seed, numbers| generate(Form::Page, seed, numbers).collect::<Vec<_>>();
    let all = of(SEED, 0..NUM);
    assert_eq!(all, of(SEED, 0..NUM));
    assert_eq!(all[20..25], of(SEED, 20..25));
    assert_ne!(all, of(SEED + 1, 0..NUM));
    let mean = all.iter().map(|(_, bytes)| bytes.len()).sum::<usize>() / NUM;
    assert!((29_000..33_000).contains(&mean), "{mean} bytes a page");
}

#[test]
fn a_generated_page_is_read_for_its_headline_and_day() {
    let fixture = Fixture::new();
    write_to(&fixture.join("pages"), Form::Page, SEED, 0..NUM).expect("pages are written");
    let run = fixture.ok(&["extract", "pages"]);
    let records: Vec<serde_json::Value> = run
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).expect("a record"))
        .collect();
    assert_eq!(records.len(), NUM);
    for (path, text) in generate(Form::Plain, SEED, 0..NUM) {
        let text = String::from_utf8(text).expect("text");
        let headline = text.split("\n\n").nth(2).expect("a headline");
        let page = path.replace(".txt", ".html");
        let is_own = |record: &&serde_json::Value| {
            record["source"]["path"]
                .as_str()
                .is_some_and(|p| p.ends_with(&page))
        };
        let record = records
            .iter()
            .find(is_own)
            .expect("each page has its record");
        // The old pages have no heading, and the name of the issuer may stay before the title.
        let found = record["headline"].as_str().unwrap_or_default();
        assert!(found.ends_with(headline), "{page}: {found}");
        let year = path.split('/').nth(1).expect("a folder of the year");
        let day = record["date"]["value"].as_str().unwrap_or_default();
        assert!(day.starts_with(year) && day.len() == 10, "{page}: {day}");
        let body = record["body"].as_str().unwrap_or_default();
        assert!(
            body.len() > 400 && !body.contains("cookies"),
            "{page}: {body}"
        );
    }
}

#[test]
fn generated_text_is_indexed_whole() {
    let fixture = Fixture::new();
    write_to(&fixture.join("in"), Form::Plain, SEED, 0..NUM).expect("texts are written");
    write_to(&fixture.join("in"), Form::Page, SEED, NUM..2 * NUM).expect("pages are written");
    let report = fixture.json(&["index", "in", "--json"]);
    assert_eq!(report["num_indexed"], 2 * NUM);
    let counts = fixture.json(&["search", "--json", "--limit", "1", "--facets", "country"]);
    assert_eq!(counts["total"], 2 * NUM);
    assert!(
        counts["facets"]["country"]
            .as_array()
            .is_some_and(|values| values.len() >= 10)
    );
}
