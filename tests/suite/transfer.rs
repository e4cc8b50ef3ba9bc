//! Export and import: what comes out goes in again, to an equal index.

use std::io::Write;
use std::process::Stdio;

use crate::fixture::{Fixture, Run, three_releases};

fn sample() -> Fixture {
    let fixture = Fixture::new();
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus-sample");
    fixture.ok(&["index", sample, "-q"]);
    fixture
}

fn with_stdin(fixture: &Fixture, args: &[&str], input: &str) -> Run {
    let mut command = fixture.command(args);
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.stderr(Stdio::piped()).spawn().expect("runs");
    let mut stdin = child.stdin.take().expect("stdin");
    stdin.write_all(input.as_bytes()).expect("written");
    drop(stdin);
    Run::from(child.wait_with_output().expect("ends"))
}

/// What searches and facets show of an index, scores with it.
fn shown(fixture: &Fixture, index: &str) -> Vec<String> {
    let mut all = Vec::new();
    for query in [
        "",
        "railway",
        "\"press service\"",
        "country:KZ harvest OR ferries",
        "how do lobsters hear the pile driver at night",
        "boilerplate:institute",
    ] {
        let args = ["search", query, "--all", "--format", "jsonl"];
        let run = fixture.run(&[&args[..], &["--index", index]].concat());
        assert!(run.status < 2, "{}", run.stderr);
        all.push(run.stdout);
    }
    for field in [
        "country", "person", "topic", "language", "year", "source", "issuer",
    ] {
        let args = ["facets", field, "--all", "--index", index];
        all.push(fixture.ok(&args).stdout);
    }
    all
}

#[test]
fn an_import_of_an_export_is_an_equal_index() {
    let fixture = sample();
    let export = fixture.ok(&["export"]).stdout;
    assert_eq!(export.lines().count(), 123);
    let table = fixture.ok(&["export", "--format", "csv"]).stdout;
    fixture.write("all.csv", &table);
    let run = with_stdin(&fixture, &["import", "-", "--index", "lines"], &export);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert_eq!(run.stdout, "123 releases imported\n");
    fixture.ok(&["import", "all.csv", "--index", "table"]);
    for index in ["lines", "table"] {
        assert_eq!(fixture.ok(&["export", "--index", index]).stdout, export);
        let csv = ["export", "--format", "csv", "--index", index];
        assert_eq!(fixture.ok(&csv).stdout, table);
        assert_eq!(shown(&fixture, index), shown(&fixture, ".dateline"));
        // The ledger comes along: the files are known.
        let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus-sample");
        let report = fixture.json(&["index", sample, "--json", "--index", index]);
        assert_eq!(report["num_unchanged"], 123);
    }
    // Again into the same index: the same.
    let again = fixture.ok(&["import", "all.csv"]);
    assert_eq!(
        again.stdout,
        "123 releases imported, 123 in place of what was there\n"
    );
    assert_eq!(fixture.ok(&["export"]).stdout, export);
}

#[test]
fn the_order_does_not_depend_on_how_the_index_came_about() {
    let fixture = three_releases();
    fixture.ok(&["index", "in"]);
    for name in ["museum", "harvest", "rail"] {
        let path = format!("in/{name}.txt");
        fixture.ok(&["index", &path, "--index", "one-by-one"]);
    }
    let export = fixture.ok(&["export"]).stdout;
    let ids: Vec<_> = export.lines().map(|line| &line[..24]).collect();
    assert!(ids.is_sorted(), "{ids:?}");
    let other = fixture.ok(&["export", "--index", "one-by-one"]).stdout;
    assert_eq!(export, other);
}

#[test]
fn queries_filters_and_fields_choose() {
    let fixture = three_releases();
    fixture.ok(&["index", "in"]);
    let args = [
        "export",
        "wheat",
        "--country",
        "Kazakh",
        "--fields",
        "headline,date.value,countries.code",
    ];
    let run = fixture.ok(&args);
    assert_eq!(
        run.stdout,
        "{\"headline\":\"Wheat Harvest Sets a Record\",\"date.value\":\"2021-09-03\",\"countries.code\":[\"KZ\"]}\n"
    );
    let run = fixture.ok(&[&args[..], &["--format", "csv"]].concat());
    assert_eq!(
        run.stdout,
        "headline,date.value,countries.code\nWheat Harvest Sets a Record,2021-09-03,\"[\"\"KZ\"\"]\"\n"
    );
    // Nothing is exported that has not all that was asked for.
    let run = fixture.run(&["export", "wheat zeppelin"]);
    assert_eq!((run.status, run.stdout.as_str()), (1, ""));
    let run = fixture.run(&["export", "--fields", "headlin"]);
    assert_eq!(run.status, 2);
    assert!(
        run.stderr
            .contains("`headlin` is no field, did you mean `headline`?"),
        "{}",
        run.stderr
    );
}

#[test]
fn some_fields_are_imported_as_far_as_they_go() {
    let fixture = three_releases();
    fixture.ok(&["index", "in"]);
    let args = ["export", "--fields", "id,headline,body,language"];
    fixture.write("some.jsonl", fixture.ok(&args).stdout);
    fixture.ok(&["import", "some.jsonl", "--index", "some"]);
    let found = fixture.json(&["search", "wheat", "--json", "--index", "some"]);
    assert_eq!(found["total"], 1);
    let facets = fixture.json(&["facets", "country", "--json", "--index", "some"]);
    assert_eq!(facets["without"], 3);
    fixture.ok(&["retag", "--index", "some"]);
    let facets = fixture.json(&["facets", "country", "--json", "--index", "some"]);
    assert_eq!(facets["values"][0]["value"], "KZ");
}

#[test]
fn lines_that_are_no_records_are_named_and_the_rest_is_imported() {
    let fixture = Fixture::new();
    let good = r#"{"id":"00000000000000aa","headline":"Quay Open","body":"The quay is open."}"#;
    let lines = format!(
        "{good}\n\nnot json\n{{\"id\":\"x\"}}\n{{\"id\":\"00000000000000ab\"}}\n{}\n",
        r#"{"id":"00000000000000ac","body":"é","quotes":[{"text":"é","speaker":null,"start":1,"end":9}]}"#
    );
    fixture.write("a.jsonl", lines);
    let run = fixture.run(&["import", "a.jsonl"]);
    assert_eq!(run.status, 1);
    assert_eq!(run.stdout, "1 release imported, 4 lines not used\n");
    let expected = "warning: a.jsonl:3: it is no record: expected ident\n\
        warning: a.jsonl:4: the id `x` is not 16 hexadecimal digits\n\
        warning: a.jsonl:5: it has neither headline nor body\n\
        warning: a.jsonl:6: a quote does not lie in the body at 1 to 9\n";
    assert_eq!(run.stderr, expected);
    assert_eq!(fixture.json(&["search", "quay", "--json"])["total"], 1);
    for (name, content, message) in [
        (
            "b.csv",
            "a,b\n1,2\n",
            "cannot read `b.csv`: its first line names no field of an export",
        ),
        ("c.jsonl", "", ""),
    ] {
        fixture.write(name, content);
        let run = fixture.run(&["import", name]);
        assert!(run.stderr.contains(message), "{}", run.stderr);
        assert_eq!(run.status, if message.is_empty() { 0 } else { 2 });
    }
    let run = fixture.run(&["import", "nowhere.jsonl"]);
    assert_eq!(run.status, 2);
    assert!(
        run.stderr.contains("cannot read `nowhere.jsonl`"),
        "{}",
        run.stderr
    );
}

/// Marks that a table, a spreadsheet or a terminal could take for their own.
#[test]
fn odd_texts_come_back_as_they_were() {
    let fixture = Fixture::new();
    let odd = "{\"id\":\"00000000000000aa\",\"headline\":\"=SUM(A1)\",\"subhead\":\"\\\"so\\\", he\",\
        \"body\":\"-1\\tone\\r\\n\\u202etwo\\u0000\\ud83d\\ude00\",\"issuer\":\"\",\"release_number\":\" 1 \"}\n";
    fixture.write("odd.jsonl", odd);
    fixture.ok(&["import", "odd.jsonl"]);
    let lines = fixture.ok(&["export"]).stdout;
    let table = fixture.ok(&["export", "--format", "csv"]).stdout;
    assert!(!table.contains(['\u{202e}', '\0', '\r']), "{table:?}");
    fixture.write("odd.csv", &table);
    fixture.ok(&["import", "odd.csv", "--index", "table"]);
    let back = fixture.ok(&["export", "--index", "table"]).stdout;
    assert_eq!(back, lines);
    let value: serde_json::Value = serde_json::from_str(&back).expect("json");
    assert_eq!(value["body"], "-1\tone\r\n\u{202e}two\0\u{1F600}");
    assert_eq!(value["issuer"], "");
}
