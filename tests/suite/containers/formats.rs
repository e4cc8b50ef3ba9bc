//! Each format of structured data: a file of `tests/containers/` and what is read out of it.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::fixture::{Fixture, files_below};

/// The records of a file of `tests/containers/`, and what stderr says of what was skipped.
fn extracted(name: &str) -> (Vec<Value>, Vec<String>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/containers");
    let fixture = Fixture::new();
    fixture.write(name, fs::read(folder.join(name)).expect("a fixture"));
    records_of(&fixture, name)
}

/// The records of a file.
pub fn records_of(fixture: &Fixture, name: &str) -> (Vec<Value>, Vec<String>) {
    let run = fixture.ok(&["extract", name]);
    let records = run.stdout.lines();
    let records = records.map(|line| serde_json::from_str(line).expect("a record"));
    (
        records.collect(),
        run.stderr.lines().map(str::to_owned).collect(),
    )
}

/// Member, headline, date, issuer, language, status.
fn summary(record: &Value) -> Value {
    json!([
        record["source"]["member"],
        record["headline"],
        record["date"]["value"],
        record["issuer"],
        record["language"],
        record["notices"]["status"],
    ])
}

fn check(name: &str, expected: &Value, skipped: &[&str]) -> Vec<Value> {
    let (records, said) = extracted(name);
    let found: Vec<Value> = records.iter().map(summary).collect();
    assert_eq!(&json!(found), expected, "{name}");
    assert_eq!(said.len(), skipped.len(), "{name}: {said:?}");
    for (line, part) in said.iter().zip(skipped) {
        assert!(line.contains(part), "{name}: `{line}` has no `{part}`");
    }
    records
}

#[test]
fn compressed_files_archives_and_web_archives() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/containers/packed");
    let (quay, crane) = (
        "Quay Wall at Larnwick Is Raised",
        "Crane at Larnwick Lifts Again",
    );
    let mut num_files = 0;
    for path in files_below(&folder) {
        let name = path.file_name().expect("a name").to_string_lossy();
        let stem = name.split('.').next().expect("a stem");
        let expected = match stem {
            "quay" => json!([["quay.txt", quay]]),
            _ if name.contains(".warc") => json!([
                ["https://larnwick.example/quay", quay],
                ["https://larnwick.example/crane", crane]
            ]),
            _ => json!([["2021/quay.txt", quay], ["2021/crane.html", crane]]),
        };
        let fixture = Fixture::new();
        fixture.write(&name, fs::read(&path).expect("a fixture"));
        let (records, said) = records_of(&fixture, &name);
        let told = |record: &Value| json!([record["source"]["member"], record["headline"]]);
        let found: Vec<Value> = records.iter().map(told).collect();
        assert_eq!(json!(found), expected, "{name}");
        let num_revisits = usize::from(name == "quays.warc");
        assert_eq!(said.len(), num_revisits, "{name}: {said:?}");
        assert!(said.iter().all(|line| line.contains("revisit")), "{said:?}");
        num_files += 1;
    }
    assert_eq!(num_files, 12);
}

#[test]
fn rss() {
    let records = check(
        "harbour.rss",
        &json!([
            [
                "lho-2021-17",
                "Lock at Larnwick Opens to Barges & Ferries",
                "2021-05-04",
                "Larnwick Harbour Office",
                "en",
                null
            ],
            [
                "2",
                "Café on the Quay Is Let Anew",
                "2021-05-06",
                "Larnwick Harbour Office",
                "en",
                null
            ],
        ]),
        &[],
    );
    let body = records[0]["body"].as_str().expect("a body");
    assert!(
        body.starts_with("The lock at Larnwick opens to barges on Wednesday"),
        "{body}"
    );
    assert_eq!(records[0]["date"]["basis"], "rss pubDate");
    assert_eq!(records[0]["source"]["format"], "html");
}

#[test]
fn rss_1_of_rdf() {
    check(
        "harbour.rdf",
        &json!([[
            "https://larnwick.example/tram",
            "Tram Line to the Quay Is Laid",
            "2009-11-03",
            "Larnwick Town",
            "en",
            null
        ]]),
        &[],
    );
}

#[test]
fn atom() {
    check(
        "harbour.atom",
        &json!([[
            "tag:larnwick.example,2021:17",
            "Schleuse in Larnwick wieder offen",
            "2021-05-04",
            "Hafenamt Larnwick",
            "de",
            null
        ]]),
        &[],
    );
}

#[test]
fn newsml_g2() {
    let records = check(
        "lock.g2.xml",
        &json!([
            [
                "urn:newsml:larnwick.example:20210504:lock",
                "Lock at Larnwick Opens a Day Earlier",
                "2021-05-04",
                "Larnwick Harbour Office",
                "en",
                "correction"
            ],
            [
                "urn:newsml:larnwick.example:20210505:bridge",
                "Bridge at Larnwick to Be Sold",
                "2021-05-05",
                null,
                "en",
                "kill"
            ],
        ]),
        &[],
    );
    assert_eq!(records[0]["notices"]["revision"], "3");
    assert_eq!(records[0]["dateline"]["place"], "Larnwick");
    let topics = records[0]["topics"].as_array().expect("topics");
    let is_given =
        |topic: &Value| topic["path"] == "economy-business-finance" && topic["basis"] == "issuer";
    assert!(topics.iter().any(is_given), "{topics:?}");
}

#[test]
fn newsml_1() {
    let records = check(
        "lock.newsml12.xml",
        &json!([[
            "urn:newsml:larnwick.example:20030504:LOCK:2A",
            "Larnwick Harbour Pays for a New Lock",
            "2003-05-04",
            "Larnwick Harbour Office",
            "en",
            "embargoed"
        ]]),
        &[],
    );
    assert_eq!(records[0]["notices"]["embargo_until"], "2003-05-06T06:00");
    assert_eq!(records[0]["notices"]["revision"], "2");
    assert_eq!(records[0]["subhead"], "Works begin in June");
}

#[test]
fn nitf() {
    let records = check(
        "lock.nitf.xml",
        &json!([[
            null,
            "Lock at Larnwick Is Emptied for Repairs",
            "2011-05-04",
            "Larnwick Harbour Office",
            "en",
            null
        ]]),
        &[],
    );
    assert_eq!(records[0]["subhead"], "Barges wait until the summer");
    assert_eq!(records[0]["dateline"]["place"], "Larnwick");
}

#[test]
fn ninjs() {
    let records = check(
        "lock.ninjs.json",
        &json!([[
            null,
            "Lock at Larnwick Gets Gates of Steel",
            "2018-04-05",
            "Larnwick Harbour Office",
            "en",
            "hold"
        ]]),
        &[],
    );
    assert_eq!(records[0]["notices"]["revision"], "2");
    assert_eq!(records[0]["date"]["basis"], "ninjs date");
}

#[test]
fn json_lines() {
    check(
        "releases.jsonl",
        &json!([
            [
                "lw-1",
                "Larnwick Dredges Its Harbour",
                "2020-02-11",
                "Larnwick Harbour Office",
                "en",
                null
            ],
            ["lw-2", "Кафе на набережной", "2020-02-13", null, "ru", null],
            [
                "lw-5",
                "Larnwick Lights Its Quay",
                "2020-03-01",
                null,
                "en",
                null
            ],
        ]),
        &[
            "releases.jsonl!4: damaged: it is not JSON",
            "releases.jsonl!5: no release",
        ],
    );
}

#[test]
fn fields_are_called_as_the_config_says() {
    let fixture = Fixture::new();
    fixture.ok(&["init", "index-config"]);
    let path = fixture.join("index-config/dateline.toml");
    let config = fs::read_to_string(&path).expect("a config");
    let config = config.replace(
        "\nheadline = [\"headline\",",
        "\nheadline = [\"doc.titel\", \"headline\",",
    );
    fs::write(
        path,
        config.replace(
            "\nbody = [\"body\",",
            "\nbody = [\"doc.absätze\", \"body\",",
        ),
    )
    .expect("written");
    fixture.write(
        "in.json",
        r#"{"total": 1, "rows": [{"doc": {"titel": "Larnwick baut ein Wehr", "absätze": ["Larnwick baut ein Wehr, wie das Hafenamt mitteilt.", "Es kostet viel."]}}]}"#,
    );
    let (records, said) = records_of(&fixture, "in.json");
    assert!(said.is_empty(), "{said:?}");
    assert_eq!(records[0]["headline"], "Larnwick baut ein Wehr");
    assert_eq!(
        records[0]["body"],
        "Larnwick baut ein Wehr, wie das Hafenamt mitteilt.\n\nEs kostet viel."
    );
    assert_eq!(records[0]["source"]["member"], "1");
}

#[test]
fn json_of_another_kind_is_no_release() {
    let fixture = Fixture::new();
    fixture.write("a.json", r#"{"name": "package", "version": "1.0.0"}"#);
    fixture.write("b.jsonl", "{\"x\": 1}\n{\"x\": 2}\n");
    fixture.write("c.json", "{\"a\": ");
    for (name, reason) in [
        ("a.json", "no release"),
        ("b.jsonl", "no release"),
        ("c.json", "truncated"),
    ] {
        let (records, said) = records_of(&fixture, name);
        assert!(records.is_empty(), "{name}");
        assert!(
            said.len() == 1 && said[0].contains(reason),
            "{name}: {said:?}"
        );
    }
}

#[test]
fn tables() {
    let records = check(
        "releases.csv",
        &json!([
            [
                "lw-11",
                "Larnwick Sells a Tug",
                "2012-07-09",
                "Larnwick Harbour Office",
                "en",
                null
            ],
            [
                "lw-12",
                "Larnwick Buys a Tug",
                "2012-08-20",
                "Larnwick Harbour Office",
                "en",
                null
            ],
        ]),
        &["releases.csv!3: no release"],
    );
    let body = records[0]["body"].as_str().expect("a body");
    assert!(
        body.ends_with("The tug, \"Ilse\", lies at the quay."),
        "{body}"
    );
    check(
        "releases.tsv",
        &json!([[
            "1",
            "Larnwick Counts Its Gulls",
            "2015-05-02",
            null,
            "en",
            null
        ]]),
        &[],
    );
}

#[test]
fn a_mail_with_its_attachments() {
    let records = check(
        "release.eml",
        &json!([
            [
                null,
                "Schleuse in Larnwick wieder offen – Pontons darüber",
                "2021-05-04",
                "Hafenamt Larnwick",
                "de",
                null
            ],
            ["wharf.txt", null, null, null, "ru", null],
        ]),
        &["release.eml!plan.pdf: binary"],
    );
    let body = records[0]["body"].as_str().expect("a body");
    assert!(body.contains("Boote dürfen ab Mittag hindurch."), "{body}");
    let attached = records[1]["body"].as_str().expect("a body");
    assert!(attached.contains("Ларнвика"), "{attached}");
}

#[test]
fn a_mailbox() {
    let records = check(
        "wire.mbox",
        &json!([
            [
                "1",
                "Larnwick closes its old quay",
                "2021-05-06",
                null,
                "en",
                null
            ],
            [
                "2",
                "Larnwick opens its new quay",
                "2021-05-07",
                null,
                "en",
                null
            ],
        ]),
        &[],
    );
    let body = records[0]["body"].as_str().expect("a body");
    assert!(
        body.ends_with("From June on they use the new one."),
        "{body}"
    );
}
