//! One check for each kind of claim: what the manifest says against what came out.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Entry, Run};

/// A claim that does not hold: the manifest key and what came out.
pub type Mismatch = (&'static str, String);

/// The claims of one entry that do not hold.
pub fn mismatches(entry: &Entry, run: &Run) -> Vec<Mismatch> {
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
        let stray = wanted.is_empty() && !about.is_empty();
        if !missing.is_empty() || stray {
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
            .any(|form| fold_name(form) == fold_name(name))
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

/// As [`fold`]; the points of `T. J.` and `Jr.` do not tell names apart either.
fn fold_name(name: &str) -> String {
    fold(&name.replace(['.', ','], " "))
}
