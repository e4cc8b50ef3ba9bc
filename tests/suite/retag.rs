//! Facets anew from the stored texts, and the authority file that they are often made anew for.

use std::fs;

use crate::fixture::Fixture;

const AUTHORITY: &str = "
[[person]]
name = \"Yerlan Bekturov\"
forms = [\"Ерлан Бектуров\"]
";

/// A folder with a copy of the sample, an index of it and a config that knows one person more.
fn archive() -> Fixture {
    let fixture = Fixture::new();
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus-sample");
    fixture.ok(&["init", "cfg", "-q"]);
    fixture.ok(&["index", sample, "-q"]);
    let path = fixture.join("cfg/persons.toml");
    let known = fs::read_to_string(&path).expect("persons.toml");
    fixture.write("cfg/persons.toml", known + AUTHORITY);
    fixture
}

/// Every hit of an index with its facets, and the whole record of a few.
fn records(fixture: &Fixture, index: &str) -> Vec<serde_json::Value> {
    let with = ["--index", index, "--config", "cfg", "--json"];
    let all = fixture.json(&[&["search", "--all"], &with[..]].concat());
    let hits = all["hits"].as_array().expect("hits");
    let id = |hit: &serde_json::Value| hit["id"].as_str().expect("an id").to_owned();
    let few = hits.iter().step_by(25).map(id);
    let shown = few.map(|id| fixture.json(&[&["show", &id], &with[..]].concat()));
    hits.iter().cloned().chain(shown).collect()
}

#[test]
fn retag_gives_the_index_that_the_sources_would_give() {
    let fixture = archive();
    let refused = fixture.run(&["search", "--config", "cfg"]);
    assert_eq!(refused.status, 2);
    assert!(
        refused.stderr.contains("dateline retag"),
        "{}",
        refused.stderr
    );
    let report = fixture.ok(&["retag", "--config", "cfg"]);
    assert_eq!(report.stdout, "123 releases tagged anew, 1 changed\n");
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus-sample");
    fixture.ok(&["index", sample, "--index", "fresh", "--config", "cfg", "-q"]);
    assert_eq!(records(&fixture, ".dateline"), records(&fixture, "fresh"));
    for field in ["country", "person", "topic", "person_as_written"] {
        let counts = |index| {
            let args = [
                "facets", field, "--all", "--json", "--index", index, "--config", "cfg",
            ];
            fixture.json(&args)["values"].clone()
        };
        assert_eq!(counts(".dateline"), counts("fresh"), "{field}");
    }
    // The ledger stays too.
    let again = fixture.json(&["index", sample, "--json", "--config", "cfg"]);
    assert_eq!(again["num_unchanged"], 123);
}

#[test]
fn rules_of_sites_need_the_sources() {
    let fixture = archive();
    fixture.write("cfg/sites/larnwick.example.toml", "body = [\"#text\"]\n");
    let refused = fixture.run(&["retag", "--config", "cfg"]);
    assert_eq!(refused.status, 2);
    assert!(refused.stderr.contains("--rebuild"), "{}", refused.stderr);
}

#[test]
fn ranking_is_no_matter_of_the_index() {
    let fixture = archive();
    let path = fixture.join("cfg/dateline.toml");
    let settings = fs::read_to_string(&path).expect("dateline.toml");
    let ranked = settings.replacen("[ranking]", "# mine\n[ranking]", 1);
    assert_ne!(settings, ranked);
    fixture.ok(&["retag", "--config", "cfg"]);
    fixture.write("cfg/dateline.toml", ranked);
    fixture.ok(&["search", "railway", "--config", "cfg"]);
}

#[test]
fn likely_merges_go_into_the_authority_file_as_they_stand() {
    let fixture = archive();
    let suggested = fixture.ok(&["persons", "--suggest"]);
    assert!(
        suggested.stdout.contains("name = \"Yerlan Bekturov\""),
        "{}",
        suggested.stdout
    );
    let path = fixture.join("cfg/persons.toml");
    let known = fs::read_to_string(&path).expect("persons.toml");
    let known = known.replace(AUTHORITY, "\n");
    fixture.write("cfg/persons.toml", known + &suggested.stdout);
    fixture.ok(&["check", "cfg"]);
    fixture.ok(&["retag", "--config", "cfg"]);
    let count = |args: &[&str]| {
        let args = [&["search", "--config", "cfg", "--count"], args].concat();
        fixture.run(&args).stdout.trim().to_owned()
    };
    let (latin, cyrillic) = ("Yerlan Bekturov", "Ерлан Бектуров");
    assert_eq!(count(&["--person", latin]), "2");
    assert_eq!(count(&["--person", cyrillic]), "2");
    assert_eq!(count(&["--person", latin, "--exact-names"]), "1");
    assert_eq!(count(&["--person", cyrillic, "--exact-names"]), "1");
    let nothing = fixture.run(&["persons", "--suggest", "--config", "cfg"]);
    assert!(!nothing.stdout.contains("Bekturov"), "{}", nothing.stdout);
}
