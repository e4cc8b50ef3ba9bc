//! The traps of countries, persons and topics: `tests/traps/*.toml`, each case one release with what
//! must and what must not be found in it. All are read in one run.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

use crate::fixture::Fixture;

/// Cases that are not met yet, with the reason; one that is met must leave the list.
const NOT_YET: &[(&str, &str)] = &[
    (
        "german-adjectives",
        "an adjective of a country and an office at the start of a sentence are taken for a name",
    ),
    (
        "product-is-no-person",
        "a product with two words of given names is taken for a person",
    ),
    (
        "hyphens",
        "a double surname that stands alone at the start of a sentence is passed over",
    ),
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    case: Vec<Case>,
}

/// A release with what is to be found; the keys are explained at the head of each file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    text: String,
    /// `html`; plain text else.
    format: Option<String>,
    #[serde(default)]
    about: Vec<String>,
    #[serde(default)]
    named: Vec<String>,
    #[serde(default)]
    absent: Vec<String>,
    filed: Option<String>,
    #[serde(default)]
    persons: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    titles: BTreeMap<String, String>,
    #[serde(default)]
    not_persons: Vec<String>,
    #[serde(default)]
    only: bool,
    #[serde(default)]
    topics: BTreeMap<String, String>,
    #[serde(default)]
    no_topics: Vec<String>,
}

#[test]
fn every_trap_is_seen() {
    let cases = read_cases();
    let records = extract(&cases);
    let mut lines = Vec::new();
    let mut unmet = BTreeSet::new();
    for case in &cases {
        let found = match records.get(&case.name) {
            Some(record) => mismatches(case, record),
            None => vec!["no record".to_owned()],
        };
        if found.is_empty() {
            continue;
        }
        unmet.insert(case.name.as_str());
        if !NOT_YET.iter().any(|(name, _)| *name == case.name) {
            lines.push(format!("{}: {}", case.name, found.join("; ")));
        }
    }
    for (name, _) in NOT_YET.iter().filter(|(name, _)| !unmet.contains(name)) {
        lines.push(format!("{name}: is met now; take it out of NOT_YET"));
    }
    assert!(lines.is_empty(), "{}", lines.join("\n"));
}

#[test]
fn the_traps_are_many_and_have_names_of_their_own() {
    let cases = read_cases();
    let names: BTreeSet<&str> = cases.iter().map(|c| c.name.as_str()).collect();
    assert_eq!(names.len(), cases.len(), "a name stands twice");
    assert!(cases.len() >= 110, "{} cases", cases.len());
    for case in &cases {
        let num_claims = [&case.about, &case.named, &case.absent, &case.not_persons]
            .iter()
            .map(|list| list.len())
            .sum::<usize>();
        let is_empty = case.persons.is_empty() && case.topics.is_empty() && case.filed.is_none();
        assert!(num_claims > 0 || !is_empty, "{} claims nothing", case.name);
    }
}

/// `--country RU` finds what is about Russia; the Soviet Union is asked for.
#[test]
fn a_former_state_is_found_only_when_asked_for() {
    let fixture = Fixture::new();
    let wanted = ["moscow-1985", "moscow-1995"];
    for case in read_cases()
        .iter()
        .filter(|c| wanted.contains(&c.name.as_str()))
    {
        fixture.write(&format!("in/{}.txt", case.name), &case.text);
    }
    fixture.ok(&["index", "in"]);
    let check = |country: &str, expected: &[&str]| {
        let found = fixture.json(&["search", "--country", country, "--json"]);
        let hits = found["hits"].as_array().expect("hits");
        let sources: BTreeSet<&str> = hits
            .iter()
            .filter_map(|hit| {
                let path = hit["source"].as_str().or(hit["source"]["path"].as_str())?;
                path.rsplit('/').next()?.strip_suffix(".txt")
            })
            .collect();
        let expected: BTreeSet<&str> = expected.iter().copied().collect();
        assert_eq!(sources, expected, "{country}: {found}");
    };
    check("RU", &["moscow-1995"]);
    check("SU", &["moscow-1985"]);
    check("RU+former", &wanted);
    check("Russia+former", &wanted);
}

fn read_cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/traps");
    let mut cases = Vec::new();
    for file in ["places.toml", "persons.toml", "topics.toml"] {
        let text = std::fs::read_to_string(folder.join(file)).expect("readable");
        let table: Table = toml::from_str(&text).unwrap_or_else(|e| panic!("{file}: {e}"));
        cases.extend(table.case);
    }
    cases
}

/// The records of all cases, by name.
fn extract(cases: &[Case]) -> BTreeMap<String, Value> {
    let fixture = Fixture::new();
    for case in cases {
        let ending = case.format.as_deref().unwrap_or("txt");
        fixture.write(&format!("in/{}.{ending}", case.name), &case.text);
    }
    let run = fixture.ok(&["extract", "in"]);
    let record = |line: &str| {
        let record: Value = serde_json::from_str(line).expect("a record a line");
        let path = record["source"]["path"].as_str().expect("a path");
        let name = path.rsplit('/').next().and_then(|n| n.rsplit_once('.'));
        (name.expect("an ending").0.to_owned(), record)
    };
    run.stdout.lines().map(record).collect()
}

fn mismatches(case: &Case, record: &Value) -> Vec<String> {
    let mut found = countries(case, record);
    found.extend(persons(case, record));
    found.extend(topics(case, record));
    found
}

fn list<'r>(record: &'r Value, key: &str) -> impl Iterator<Item = &'r Value> {
    record[key].as_array().into_iter().flatten()
}

fn countries(case: &Case, record: &Value) -> Vec<String> {
    let pairs = list(record, "countries").map(|c| (c["code"].as_str(), c["role"].as_str()));
    let roles: BTreeMap<_, _> = pairs.filter_map(|(code, role)| code.zip(role)).collect();
    let role = |code: &String| roles.get(code.as_str()).copied();
    let about = case.about.iter().filter(|c| role(c) != Some("about"));
    let named = case.named.iter().filter(|c| role(c).is_none());
    let stray = case.absent.iter().filter(|c| role(c).is_some());
    let mut lines: Vec<String> = about.map(|c| format!("not about {c}")).collect();
    lines.extend(named.map(|c| format!("{c} is not named")));
    lines.extend(stray.map(|c| format!("{c} is found")));
    let filed = record["dateline"]["country"].as_str();
    if case.filed.is_some() && filed != case.filed.as_deref() {
        lines.push(format!("filed from {filed:?}"));
    }
    lines
}

fn persons(case: &Case, record: &Value) -> Vec<String> {
    let texts = |value: &Value| -> Vec<String> {
        let items = value.as_array().into_iter().flatten();
        items
            .filter_map(|v| v.as_str().map(str::to_owned))
            .collect()
    };
    let all: BTreeMap<&str, (Vec<String>, &str)> = list(record, "persons")
        .filter_map(|p| {
            let title = p["title"].as_str().unwrap_or_default();
            Some((p["name"].as_str()?, (texts(&p["forms"]), title)))
        })
        .collect();
    let mut lines = Vec::new();
    for (name, forms) in &case.persons {
        match all.get(name.as_str()) {
            None => lines.push(format!("{name} is not among {:?}", all.keys())),
            Some((seen, _)) if !forms.iter().all(|form| seen.contains(form)) => {
                lines.push(format!("{name} has the forms {seen:?}"));
            }
            Some(_) => {}
        }
    }
    for (name, title) in &case.titles {
        let seen = all.get(name.as_str()).map_or("", |(_, title)| title);
        if !seen.to_lowercase().contains(&title.to_lowercase()) {
            lines.push(format!("{name} has the title `{seen}`"));
        }
    }
    for (name, (forms, _)) in &all {
        let is_trap = |t: &&String| {
            name.contains(t.as_str()) || forms.iter().any(|form| form.contains(t.as_str()))
        };
        if let Some(trap) = case.not_persons.iter().find(is_trap) {
            lines.push(format!("`{trap}` stands in {name}"));
        }
        if case.only && !case.persons.contains_key(*name) {
            lines.push(format!("{name} is found, too"));
        }
    }
    lines
}

fn topics(case: &Case, record: &Value) -> Vec<String> {
    let tops: BTreeSet<(&str, &str)> = list(record, "topics")
        .filter_map(|t| Some((t["path"].as_str()?.split('/').next()?, t["basis"].as_str()?)))
        .collect();
    let lost = case.topics.iter();
    let lost = lost.filter(|(top, basis)| !tops.contains(&(top.as_str(), basis.as_str())));
    let stray = case.no_topics.iter();
    let stray = stray.filter(|top| tops.iter().any(|(found, _)| found == top));
    let mut lines: Vec<String> = lost
        .map(|(top, basis)| format!("{top} ({basis}) is not among {tops:?}"))
        .collect();
    lines.extend(stray.map(|top| format!("{top} is found")));
    lines
}
