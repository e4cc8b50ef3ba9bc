//! The golden cases: `tests/golden/<case>/expected.json` beside one source file, read all in one run.
//!
//! A case pins the headline, the body (a list of paragraphs) and the date, and of the other fields
//! of the record those that it names; each is compared exactly. `shows` says what the case is
//! there for, `forms` names the forms of [`forms::FORMS`] that stand in it, `also` holds what else
//! it is about. The source may lie in folders of its own, for a date in its path.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::fixture::files_below;
use forms::FORMS;

mod forms;

const FOLDER: &str = "tests/golden";
const EXPECTED: &str = "expected.json";

/// Fields of cases that are not met yet, with the reason; one that is met must leave the list.
const NOT_YET: &[(&str, &str, &str)] = &[
    (
        "page-link-index",
        "body",
        "a list of links is chrome also where it is the content",
    ),
    ("parts-arabic", "quotes", "no names are found in Arabic"),
];

/// What a case pins.
#[derive(Deserialize)]
struct Expected {
    shows: String,
    forms: BTreeSet<String>,
    headline: Value,
    body: Vec<String>,
    date: Value,
    /// Facts beside the anatomy.
    #[serde(default)]
    also: Also,
    /// Fields of the record, compared whole.
    #[serde(flatten)]
    fields: Map<String, Value>,
}

/// Facts that a case is about beside its anatomy.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Also {
    /// Names of all persons, in order.
    persons: Option<Value>,
    /// Codes of countries that must not be found.
    #[serde(default)]
    not_countries: BTreeSet<String>,
    /// Parts of the source: its format, its charset.
    #[serde(default)]
    source: Map<String, Value>,
    warnings: Option<Value>,
}

struct Case {
    name: String,
    /// Path of the source below the repository.
    source: String,
    expected: Expected,
}

/// A field that differs: its name, what was expected, what came out.
type Difference = (String, Value, Value);

#[test]
fn every_golden_case_is_met() {
    let cases = read_cases();
    let records = extract(&cases);
    let mut lines = Vec::new();
    let mut unmet = BTreeSet::new();
    for case in &cases {
        let found = match records.get(&case.source) {
            Some(record) => differences(&case.expected, record),
            None => vec![("record".to_owned(), json!("one"), Value::Null)],
        };
        let is_waited_for = |field: &str| {
            let mut waits = NOT_YET.iter();
            waits.any(|(name, known, _)| *name == case.name && *known == field)
        };
        for (field, expected, found) in found {
            if !is_waited_for(&field) {
                lines.push(shown(case, &field, &expected, &found));
            }
            unmet.insert((case.name.clone(), field));
        }
    }
    for (name, field, _) in NOT_YET {
        if !unmet.contains(&((*name).to_owned(), (*field).to_owned())) {
            lines.push(format!(
                "{name}: {field}: is met now; take it out of NOT_YET"
            ));
        }
    }
    let num_lines = lines.len();
    assert!(
        lines.is_empty(),
        "{num_lines} differences:\n{}",
        lines.join("\n")
    );
}

#[test]
fn every_form_stands_in_a_case() {
    let cases = read_cases();
    assert!(cases.len() >= 65, "{} cases", cases.len());
    let shown: BTreeSet<&str> = cases
        .iter()
        .flat_map(|c| c.expected.forms.iter().map(String::as_str))
        .collect();
    let known: BTreeSet<&str> = FORMS.iter().copied().collect();
    let lost: Vec<_> = known.difference(&shown).collect();
    let unknown: Vec<_> = shown.difference(&known).collect();
    assert!(lost.is_empty(), "no case shows {lost:#?}");
    assert!(unknown.is_empty(), "not in the table: {unknown:#?}");
    for case in &cases {
        let is_told = !case.expected.shows.is_empty() && !case.expected.forms.is_empty();
        assert!(is_told, "{} shows nothing", case.name);
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read_cases() -> Vec<Case> {
    let files = files_below(&root().join(FOLDER));
    let (expected, sources): (Vec<PathBuf>, Vec<PathBuf>) =
        files.into_iter().partition(|path| path.ends_with(EXPECTED));
    let case_of = |path: &PathBuf| {
        let folder = path.parent().expect("a folder");
        let own: Vec<&PathBuf> = sources.iter().filter(|s| s.starts_with(folder)).collect();
        let [source] = own.as_slice() else {
            panic!("{}: one source, not {own:?}", folder.display());
        };
        let text = std::fs::read_to_string(path).expect("readable");
        let below = source.strip_prefix(root()).expect("below the root");
        Case {
            name: folder.file_name().expect("a name").to_string_lossy().into(),
            source: below.to_string_lossy().replace('\\', "/"),
            expected: serde_json::from_str(&text)
                .unwrap_or_else(|e| panic!("{}: {e}", path.display())),
        }
    };
    let cases: Vec<Case> = expected.iter().map(case_of).collect();
    assert_eq!(cases.len(), sources.len(), "a source without a case");
    cases
}

/// The records of all sources, by path.
fn extract(cases: &[Case]) -> BTreeMap<String, Value> {
    let output = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .arg("extract")
        .args(cases.iter().map(|c| &c.source))
        .current_dir(root())
        .env_remove("DATELINE_CONFIG")
        .output()
        .expect("dateline runs");
    let stdout = String::from_utf8(output.stdout).expect("records are UTF-8");
    let record = |line: &str| {
        let record: Value = serde_json::from_str(line).expect("a record a line");
        let path = record["source"]["path"].as_str().unwrap_or_default();
        (path.to_owned(), record)
    };
    stdout.lines().map(record).collect()
}

fn differences(expected: &Expected, record: &Value) -> Vec<Difference> {
    let mut pairs = vec![
        (
            "headline".to_owned(),
            expected.headline.clone(),
            record["headline"].clone(),
        ),
        (
            "body".to_owned(),
            json!(expected.body),
            paragraphs(&record["body"]),
        ),
        (
            "date".to_owned(),
            expected.date.clone(),
            named(&expected.date, &record["date"]),
        ),
    ];
    pairs.extend(expected.fields.iter().map(|(key, value)| {
        let found = match key.as_str() {
            "quotes" => quotes(record),
            _ => record[key].clone(),
        };
        (key.clone(), value.clone(), found)
    }));
    pairs.extend(beside(&expected.also, record));
    pairs.retain(|(_, expected, found)| expected != found);
    pairs
}

fn beside(also: &Also, record: &Value) -> Vec<Difference> {
    let mut pairs = Vec::new();
    let trapped: Vec<&str> = items(&record["countries"])
        .filter_map(|c| c["code"].as_str())
        .filter(|code| also.not_countries.contains(*code))
        .collect();
    pairs.push(("not_countries".to_owned(), json!([]), json!(trapped)));
    if let Some(persons) = &also.persons {
        let names: Vec<&Value> = items(&record["persons"]).map(|p| &p["name"]).collect();
        pairs.push(("persons".to_owned(), persons.clone(), json!(names)));
    }
    if let Some(warnings) = &also.warnings {
        let found = record["warnings"].clone();
        pairs.push(("warnings".to_owned(), warnings.clone(), found));
    }
    let source = Value::Object(also.source.clone());
    let found = named(&source, &record["source"]);
    pairs.push(("source".to_owned(), source, found));
    pairs
}

/// The members of `found` that `wanted` names too.
fn named(wanted: &Value, found: &Value) -> Value {
    let (Some(wanted), Some(found)) = (wanted.as_object(), found.as_object()) else {
        return found.clone();
    };
    let kept = found.iter().filter(|(key, _)| wanted.contains_key(*key));
    kept.map(|(key, value)| (key.clone(), value.clone()))
        .collect()
}

/// Text and speaker of each quote; its place must be that of its text.
fn quotes(record: &Value) -> Value {
    let body = record["body"].as_str().unwrap_or_default();
    let at = |value: &Value| value.as_u64().and_then(|at| usize::try_from(at).ok());
    let quote = |quote: &Value| {
        let text = quote["text"].as_str().unwrap_or_default();
        let span = at(&quote["start"]).zip(at(&quote["end"]));
        let marked = span.and_then(|(start, end)| body.get(start..end));
        assert!(marked.is_some_and(|m| m.contains(text)), "{quote}");
        json!({"text": text, "speaker": quote["speaker"]})
    };
    items(&record["quotes"]).map(quote).collect()
}

fn paragraphs(body: &Value) -> Value {
    let body = body.as_str().unwrap_or_default();
    body.split("\n\n").filter(|p| !p.is_empty()).collect()
}

fn items(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

/// A difference for a reader: lists item by item, without what agrees.
fn shown(case: &Case, field: &str, expected: &Value, found: &Value) -> String {
    let lines = |value: &Value| -> Vec<String> {
        match value {
            Value::Array(items) => items.iter().map(Value::to_string).collect(),
            value => vec![value.to_string()],
        }
    };
    let (expected, found) = (lines(expected), lines(found));
    let mut told = format!("{}: {field} ({})", case.name, case.expected.shows);
    if BTreeSet::from_iter(&expected) == BTreeSet::from_iter(&found) {
        told.push_str("\n    the same items in another order or number");
    }
    let lost = expected.iter().filter(|line| !found.contains(line));
    let stray = found.iter().filter(|line| !expected.contains(line));
    let lost = lost.map(|line| format!("\n    expected {line}"));
    let stray = stray.map(|line| format!("\n    found    {line}"));
    told.extend(lost.chain(stray));
    told
}
