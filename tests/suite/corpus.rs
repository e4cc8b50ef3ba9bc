//! Holds the program to `corpus-sample/MANIFEST.toml`: every claim of every file, all mismatches at once.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;
use serde_json::Value;

const FOLDER: &str = "corpus-sample";
const MANIFEST: &str = "MANIFEST.toml";

/// The manifest; its keys are explained at its head.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    file: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    path: String,
    shows: String,
    template: Option<String>,
    headline: Option<String>,
    date: Option<String>,
    countries: Option<Vec<String>>,
    #[serde(default)]
    not_countries: Vec<String>,
    persons: Option<Vec<String>>,
    #[serde(default)]
    topics: Vec<String>,
    language: Option<String>,
    encoding: Option<String>,
    format: Option<String>,
    dateline_place: Option<String>,
    dateline_country: Option<String>,
    status: Option<String>,
    embargo_until: Option<String>,
    release_number: Option<String>,
    issuer: Option<String>,
    copy_of: Option<String>,
    skip: Option<String>,
    #[serde(default)]
    body_has: Vec<String>,
    #[serde(default)]
    body_lacks: Vec<String>,
    #[serde(default)]
    not_yet: BTreeSet<String>,
}

/// What one run of `dateline extract` said of the folder.
struct Run {
    /// Records by path below the folder.
    records: BTreeMap<String, Value>,
    stderr: String,
}

/// A claim that does not hold: the manifest key and what came out.
type Mismatch = (&'static str, String);

#[test]
fn every_claim_of_the_manifest_holds() {
    let manifest = read_manifest();
    let run = extract_folder();
    let mut lines = Vec::new();
    for entry in &manifest.file {
        let found = mismatches(entry, &run);
        let keys: BTreeSet<&str> = found.iter().map(|(key, _)| *key).collect();
        for (key, what) in &found {
            if !entry.not_yet.contains(*key) {
                lines.push(format!("{}: {key}: {what}", entry.path));
            }
        }
        for key in entry.not_yet.iter().filter(|k| !keys.contains(k.as_str())) {
            lines.push(format!(
                "{}: {key}: is met now; take it out of `not_yet`",
                entry.path
            ));
        }
    }
    assert!(
        lines.is_empty(),
        "{} claims of {FOLDER}/{MANIFEST} do not hold:\n{}",
        lines.len(),
        lines.join("\n")
    );
}

#[test]
fn the_manifest_names_every_file_and_no_other() {
    let manifest = read_manifest();
    let named: BTreeSet<&str> = manifest.file.iter().map(|e| e.path.as_str()).collect();
    assert_eq!(named.len(), manifest.file.len(), "a path stands twice");
    let root = folder();
    let mut present = BTreeSet::new();
    for entry in walkdir::WalkDir::new(&root) {
        let entry = entry.expect("the sample folder can be read");
        let below = entry.path().strip_prefix(&root).expect("below its root");
        if entry.file_type().is_file() && below != Path::new(MANIFEST) {
            present.insert(below.to_string_lossy().replace('\\', "/"));
        }
    }
    let present: BTreeSet<&str> = present.iter().map(String::as_str).collect();
    let lost: Vec<_> = named.difference(&present).collect();
    let unnamed: Vec<_> = present.difference(&named).collect();
    assert!(lost.is_empty(), "named, but not there: {lost:?}");
    assert!(unnamed.is_empty(), "there, but not named: {unnamed:?}");
}

#[test]
fn the_sample_is_as_wide_as_it_should_be() {
    let manifest = read_manifest();
    let releases: Vec<&Entry> = manifest.file.iter().filter(|e| e.skip.is_none()).collect();
    let count = |value: fn(&Entry) -> Option<&String>| -> usize {
        let values: BTreeSet<&String> = releases.iter().filter_map(|e| value(e)).collect();
        values.len()
    };
    assert!(releases.len() >= 80, "{} releases", releases.len());
    assert!(count(|e| e.template.as_ref()) >= 8, "too few templates");
    assert!(count(|e| e.language.as_ref()) >= 5, "too few languages");
    assert!(count(|e| e.encoding.as_ref()) >= 6, "too few charsets");
    for entry in &manifest.file {
        assert!(!entry.shows.is_empty(), "{} shows nothing", entry.path);
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(FOLDER)
}

fn read_manifest() -> Manifest {
    let path = folder().join(MANIFEST);
    let text = std::fs::read_to_string(&path).expect("the manifest can be read");
    toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn extract_folder() -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(["extract", FOLDER])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_remove("DATELINE_CONFIG")
        .output()
        .expect("dateline runs");
    let stdout = String::from_utf8(output.stdout).expect("records are UTF-8");
    let mut records = BTreeMap::new();
    for line in stdout.lines() {
        let record: Value = serde_json::from_str(line).expect("a record a line");
        let path = record["source"]["path"].as_str().unwrap_or_default();
        let path = path.split_once(&format!("{FOLDER}/")).map_or(path, |p| p.1);
        records.insert(path.to_owned(), record);
    }
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    Run { records, stderr }
}

fn mismatches(entry: &Entry, run: &Run) -> Vec<Mismatch> {
    let record = run.records.get(&entry.path);
    match (&entry.skip, record) {
        (Some(_), Some(_)) => vec![("skip", "was read as a release".to_owned())],
        (Some(reason), None) => check_skip(entry, reason, &run.stderr).into_iter().collect(),
        (None, None) => vec![("path", "no record came out".to_owned())],
        (None, Some(record)) => {
            let mut found = check_fields(entry, record);
            found.extend(check_countries(entry, record));
            found.extend(check_persons(entry, record));
            found.extend(check_topics(entry, record));
            found.extend(check_body(entry, record));
            found.extend(check_copy(entry, record, run));
            found
        }
    }
}

/// A skip is told on stderr as `path: reason…`, the reason's name with blanks for hyphens.
fn check_skip(entry: &Entry, reason: &str, stderr: &str) -> Option<Mismatch> {
    let words = reason.replace('-', " ");
    let told = stderr.lines().any(|line| {
        line.split_once(&format!("{}: ", entry.path))
            .is_some_and(|(_, rest)| rest.starts_with(&words) || rest.starts_with(reason))
    });
    (!told).then(|| ("skip", format!("stderr does not say `{words}`")))
}

fn check_fields(entry: &Entry, record: &Value) -> Vec<Mismatch> {
    let dateline = &record["dateline"];
    let fields: [(&'static str, &Option<String>, &Value); 11] = [
        ("headline", &entry.headline, &record["headline"]),
        ("date", &entry.date, &record["date"]["value"]),
        ("language", &entry.language, &record["language"]),
        ("encoding", &entry.encoding, &record["source"]["encoding"]),
        ("format", &entry.format, &record["source"]["format"]),
        ("dateline_place", &entry.dateline_place, &dateline["place"]),
        (
            "dateline_country",
            &entry.dateline_country,
            &dateline["country"],
        ),
        ("status", &entry.status, &record["notices"]["status"]),
        (
            "embargo_until",
            &entry.embargo_until,
            &record["notices"]["embargo_until"],
        ),
        (
            "release_number",
            &entry.release_number,
            &record["release_number"],
        ),
        ("issuer", &entry.issuer, &record["issuer"]),
    ];
    let wrong = fields.into_iter().filter_map(|(key, wanted, value)| {
        let wanted = wanted.as_deref()?;
        let found = value.as_str().unwrap_or("none");
        // `""` and `none` both claim that the field is empty.
        let wanted = if wanted.is_empty() { "none" } else { wanted };
        (fold(found) != fold(wanted)).then(|| (key, format!("`{wanted}`, found `{found}`")))
    });
    wrong.collect()
}

fn check_countries(entry: &Entry, record: &Value) -> Vec<Mismatch> {
    let about: Vec<&str> = items(&record["countries"])
        .filter(|c| c["role"] == "about")
        .filter_map(|c| c["code"].as_str())
        .collect();
    let mut found = Vec::new();
    if let Some(wanted) = &entry.countries {
        let missing: Vec<_> = wanted
            .iter()
            .filter(|c| !about.contains(&c.as_str()))
            .collect();
        let stray_top = about
            .first()
            .is_some_and(|top| !wanted.iter().any(|c| c == top));
        if !missing.is_empty() || stray_top {
            found.push(("countries", format!("{wanted:?}, found {about:?}")));
        }
    }
    let trapped: Vec<_> = entry
        .not_countries
        .iter()
        .filter(|c| about.contains(&c.as_str()))
        .collect();
    if !trapped.is_empty() {
        found.push(("not_countries", format!("about {trapped:?}")));
    }
    found
}

/// A claimed name is met by the name of a person or by one of the forms seen.
fn check_persons(entry: &Entry, record: &Value) -> Option<Mismatch> {
    let wanted = entry.persons.as_ref()?;
    let goes_by = |person: &Value, name: &str| {
        std::iter::once(&person["name"])
            .chain(items(&person["forms"]))
            .filter_map(Value::as_str)
            .any(|form| fold(form) == fold(name))
    };
    let persons: Vec<&Value> = items(&record["persons"]).collect();
    let missing: Vec<_> = wanted
        .iter()
        .filter(|name| !persons.iter().any(|p| goes_by(p, name)))
        .collect();
    let extra: Vec<_> = persons
        .iter()
        .filter(|p| !wanted.iter().any(|name| goes_by(p, name)))
        .filter_map(|p| p["name"].as_str())
        .collect();
    let twice = persons.len() > wanted.len() && extra.is_empty();
    (!missing.is_empty() || !extra.is_empty() || twice).then(|| {
        let names: Vec<_> = persons.iter().filter_map(|p| p["name"].as_str()).collect();
        let what = format!("missing {missing:?}, not a person {extra:?}, found {names:?}");
        ("persons", what)
    })
}

fn check_topics(entry: &Entry, record: &Value) -> Option<Mismatch> {
    let subjects: Vec<&str> = items(&record["topics"])
        .filter_map(|t| t["path"].as_str()?.split('/').next())
        .collect();
    let met = entry.topics.iter().any(|t| subjects.contains(&t.as_str()));
    (!entry.topics.is_empty() && !met).then(|| {
        let what = format!("one of {:?}, found {subjects:?}", entry.topics);
        ("topics", what)
    })
}

fn check_body(entry: &Entry, record: &Value) -> Vec<Mismatch> {
    let body = one_line(record["body"].as_str().unwrap_or_default());
    let lost = entry.body_has.iter().filter(|s| !body.contains(*s));
    let stray = entry.body_lacks.iter().filter(|s| body.contains(*s));
    let lost = lost.map(|s| ("body_has", format!("`{s}` is not in the body")));
    let stray = stray.map(|s| ("body_lacks", format!("`{s}` is in the body")));
    lost.chain(stray).collect()
}

/// A copy has nine of ten four-word runs in common with its original.
fn check_copy(entry: &Entry, record: &Value, run: &Run) -> Option<Mismatch> {
    let original = run.records.get(entry.copy_of.as_ref()?);
    let shingles = |record: Option<&Value>| -> BTreeSet<Vec<String>> {
        let body = record.and_then(|r| r["body"].as_str()).unwrap_or_default();
        let words: Vec<String> = fold(body).split(' ').map(str::to_owned).collect();
        words.windows(4).map(<[String]>::to_vec).collect()
    };
    let (ours, theirs) = (shingles(Some(record)), shingles(original));
    let num_common = ours.intersection(&theirs).count();
    (num_common * 10 < ours.len().max(theirs.len()) * 9).then(|| {
        let what = format!(
            "{num_common} of {} and {} runs are common",
            ours.len(),
            theirs.len()
        );
        ("copy_of", what)
    })
}

fn items(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Case, quotation marks, dashes and white space do not tell texts apart.
fn fold(text: &str) -> String {
    let marks = "‘’‚“”„«»\"'`´–—−-";
    let plain: String = text
        .chars()
        .map(|c| if marks.contains(c) { ' ' } else { c })
        .collect();
    one_line(&plain.to_lowercase())
}
