//! Holds the program to `corpus-sample/MANIFEST.toml`: every claim of every file, all mismatches at once.

use crate::fixture::files_below;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use claims::mismatches;
use serde::Deserialize;
use serde_json::Value;

mod claims;

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
    for path in files_below(&root) {
        let below = path.strip_prefix(&root).expect("below its root");
        if below != Path::new(MANIFEST) {
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
