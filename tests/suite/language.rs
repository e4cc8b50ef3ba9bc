//! The text of `dateline help query` is held to what it says.

use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use serde_json::Value;

use crate::fixture::{Fixture, Run};

/// The examples of the text: lines set in by four blanks, up to the first two blanks.
fn examples(text: &str) -> Vec<&str> {
    let lines = text.lines().filter_map(|line| line.strip_prefix("    "));
    lines
        .filter_map(|line| line.split("  ").next())
        .filter(|example| !example.is_empty())
        .collect()
}

/// An index of the sample archive beside a link to it.
pub fn sample() -> Fixture {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let fixture = Fixture::new();
    #[cfg(unix)]
    std::os::unix::fs::symlink(root.join("corpus-sample"), fixture.join("corpus-sample"))
        .expect("link");
    fixture.ok(&["index", "corpus-sample"]);
    fixture
}

/// What `search --queries -` answers to these rows.
pub fn batch(fixture: &Fixture, rows: &str, args: &[&str]) -> Run {
    let mut command = fixture.command(&[&["search", "--queries", "-"], args].concat());
    let command = command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.stderr(Stdio::piped()).spawn().expect("the program");
    let mut input = child.stdin.take().expect("a pipe");
    input.write_all(rows.as_bytes()).expect("the rows");
    drop(input);
    Run::from(child.wait_with_output().expect("the end"))
}

#[test]
fn every_example_of_the_text_finds_something_and_has_no_warning() {
    let fixture = sample();
    let text = fixture.ok(&["help", "query"]).stdout;
    let examples = examples(&text);
    assert!(examples.len() > 40, "{} examples", examples.len());
    let run = batch(&fixture, &examples.join("\n"), &["--limit", "1"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let rows: Vec<Value> = run
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).expect("json"))
        .collect();
    assert_eq!(rows.len(), examples.len());
    let mut wrong = Vec::new();
    for (example, row) in examples.iter().zip(&rows) {
        let is_right = row["query"] == *example
            && row["total"].as_u64().is_some_and(|total| total > 0)
            && row["warnings"].as_array().is_some_and(Vec::is_empty);
        if !is_right {
            wrong.push(row.to_string());
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_text_names_every_field_and_operator() {
    let text = dateline::query::LANGUAGE;
    let examples = examples(text).join("\n");
    for name in dateline::query::field_names() {
        assert!(examples.contains(&format!("{name}:")), "{name}");
    }
    for sign in [
        " AND ",
        " OR ",
        " NOT ",
        " -",
        "+",
        "(",
        "\"~",
        "*",
        "near/",
        "same-sentence",
        "atleast",
    ] {
        assert!(examples.contains(sign), "{sign}");
    }
}

#[test]
fn the_text_is_part_of_the_help_of_search() {
    let fixture = Fixture::new();
    let text = fixture.ok(&["help", "query"]).stdout;
    assert_eq!(text, dateline::query::LANGUAGE);
    for args in [&["search", "--help"][..], &["help", "search"]] {
        let help = fixture.ok(args).stdout;
        for example in examples(&text) {
            assert!(help.contains(example), "{args:?}: {example}");
        }
    }
    let run = fixture.run(&["help", "qurey"]);
    assert_eq!(run.status, 2);
    assert!(
        run.stderr.contains("did you mean `dateline help query`?"),
        "{}",
        run.stderr
    );
}

#[test]
fn the_place_of_a_fault_is_marked() {
    let fixture = sample();
    let run = fixture.ok(&["search", "grain (wagons", "-n", "1"]);
    let expected = "warning: this parenthesis is not closed\n  grain (wagons\n        ^\n";
    assert_eq!(run.stderr, expected);
    let answer = fixture.json(&["search", "grain (wagons", "--json"]);
    assert_eq!(answer["warnings"][0]["span"], serde_json::json!([6, 7]));
    assert!(answer["total"].as_u64() > Some(0));
}
