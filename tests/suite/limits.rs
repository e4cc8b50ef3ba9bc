//! Hostile files through the program: each ends in an outcome, none keeps the others from being
//! indexed, and what is shown of them harms no terminal. The limits are those of README and
//! ARCHITECTURE.

use crate::fixture::{Fixture, Run};

const NUM_FACETS: usize = 1_000_000;

fn index(fixture: &Fixture) -> serde_json::Value {
    let report = fixture.json(&["index", "in", "--json"]);
    let number = |name: &str| report[name].as_u64().expect(name);
    let num_skipped = report["skipped"].as_array().expect("a list").len() as u64;
    assert_eq!(number("num_seen"), number("num_indexed") + num_skipped);
    assert!(report["num_skipped"]["panicked"].is_null(), "{report}");
    report
}

fn total(fixture: &Fixture, query: &str) -> u64 {
    let found = fixture.json(&["search", "--exact", query, "--json"]);
    found["total"].as_u64().expect("a number")
}

/// No escape sequence, no control but line ends and tabs, no sign that turns text around.
fn check_harmless(args: &[&str], run: &Run) {
    for text in [&run.stdout, &run.stderr] {
        let harmful = |c: char| {
            (c.is_control() && !"\n\t".contains(c))
                || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        let found = text
            .find(harmful)
            .map(|at| text[at..].escape_debug().take(60).collect());
        assert_eq!(found, None::<String>, "{args:?}");
    }
}

#[test]
fn escapes_and_signs_of_direction_reach_no_terminal() {
    let fixture = Fixture::new();
    let evil = "\u{1b}[2J\u{1b}]0;owned\u{7}\u{202e}\u{2066}\u{9b}31m";
    let text = format!(
        "Quay {evil} Opens\n\nOSLO, Norway, 5 March 2021 – The quay is open, Mayor Ingrid {evil} Solheim said. \
         “It is {evil} open,” said Ingrid Solheim{evil}.\n"
    );
    let line = serde_json::json!({
        "id": format!("x{evil}"), "headline": format!("Ferry {evil} sails"), "body": text,
        "issuer": format!("Port {evil} Office"), "keywords": [format!("ships{evil}")],
    });
    fixture
        .write(&format!("in/a{evil}.txt"), &text)
        .write(&format!("in/empty{evil}.txt"), "")
        .write("in/nul.txt", "Quay\0Opens\n\n\0\0The quay\0 is open.\n")
        .write(
            "in/lines.jsonl",
            format!("{line}\n{{\"headline\": \"{evil}\n"),
        );
    for args in [
        &["index", "in", "-v"][..],
        &["extract", "in"],
        &["extract", "in", "--explain"],
        &["search", "quay", "--facets", "country,person,topic,issuer"],
        &["search", "quay", "--json"],
        &["search", "quay", "--format", "csv"],
        &["facets", "issuer"],
        &["export"],
        &["export", "--format", "csv"],
        &["stats", "--skipped"],
        &["verify", "in"],
        &["persons"],
        &["index", "in", "--dry-run"],
    ] {
        let run = fixture.run(args);
        assert!(run.status < 2, "{args:?}: {}", run.stderr);
        check_harmless(args, &run);
    }
}

#[test]
fn halves_of_characters_cost_no_release() {
    let fixture = Fixture::new();
    let mut wide = vec![0xff, 0xfe];
    let text: Vec<u16> = "Quay Opens\n\nThe quay of Larnwick is open, the port said.\n"
        .encode_utf16()
        .collect();
    let lone = [0xd83d, 0x20, 0xde00, 0xd800];
    wide.extend(text.iter().chain(&lone).flat_map(|unit| unit.to_le_bytes()));
    fixture.write("in/wide.txt", wide).write(
        "in/lines.jsonl",
        "{\"headline\": \"Ferry \\ud83d sails\", \"body\": \"The ferry sails, \\ude00 the port said.\"}\n\
         {\"headline\": \"Lock opens\", \"body\": \"The lock is open \\ud83d\\ude00, the port said.\"}\n",
    );
    let report = index(&fixture);
    assert_eq!(report["num_indexed"], 3, "{report}");
    for word in ["quay", "ferry", "lock"] {
        assert_eq!(total(&fixture, word), 1, "{word}");
    }
    let run = fixture.ok(&["extract", "in/lines.jsonl"]);
    assert!(
        run.stdout.contains("Ferry \u{fffd} sails"),
        "{}",
        run.stdout
    );
    assert!(
        run.stdout.contains("open \u{1f600}, the port"),
        "{}",
        run.stdout
    );
}

#[test]
fn a_line_that_is_no_json_costs_no_other_line() {
    let fixture = Fixture::new();
    let deep = format!("{{\"headline\": \"Deep\", \"x\": {}", "[".repeat(100_000));
    fixture.write(
        "in/lines.jsonl",
        format!("{deep}\n{{\"headline\": \"Lock opens\", \"body\": \"The lock is open, the port said.\"}}\n"),
    );
    let report = index(&fixture);
    assert_eq!(report["num_indexed"], 1, "{report}");
    assert_eq!(report["num_skipped"]["damaged"], 1, "{report}");
}

#[test]
fn mails_within_mails_have_a_limit() {
    let fixture = Fixture::new();
    let head = "From: a@larnwick.example\nSubject: Quay opens\nMIME-Version: 1.0\n";
    let mail = |num: usize| {
        let outer = format!("{head}Content-Type:\n message/rfc822\n\n").repeat(num);
        format!("{outer}{head}\nThe quay is open, the port said.\n")
    };
    fixture
        .write("in/1.eml", mail(1))
        .write("in/100.eml", mail(100))
        .write("in/100000.eml", mail(100_000));
    let report = index(&fixture);
    assert_eq!(report["num_skipped"]["unsupported"], 1, "{report}");
    assert_eq!(report["skipped"][0]["path"], "in/100000.eml");
    assert_eq!(total(&fixture, "quay"), 1);
}

/// A number in letters.
fn letters(mut number: usize) -> String {
    let mut word = String::new();
    while number > 0 {
        let letter = u8::try_from(number % 26).expect("a letter");
        word.push(char::from(b'a' + letter));
        number /= 26;
    }
    word
}

#[test]
fn too_much_of_anything_is_read_to_its_end() {
    let fixture = Fixture::new();
    let names = (0..NUM_FACETS).map(|number| format!("Subject {number}"));
    let subjects: Vec<String> = names.collect();
    let line = serde_json::json!({
        "headline": "Ferry sails", "body": "The ferry sails, the port said.", "keywords": subjects,
    });
    let persons: Vec<String> = (0..NUM_FACETS / 8)
        .map(|number| {
            let (given, surname) = (letters(number), letters(number / 7));
            format!("President Mar{given} Tol{surname}ik said so.")
        })
        .collect();
    let persons = persons.join(" ");
    let long = "The lock of Larnwick in Norway is open, Ingrid Solheim said, and ".repeat(160_000);
    fixture
        .write("in/facets.jsonl", format!("{line}\n"))
        .write("in/persons.txt", format!("Talks End\n\n{persons}\n"))
        .write("in/line.txt", format!("Lock Opens\n\n{long}\n"))
        .write(
            "in/nested.html",
            format!(
                "<html><body><h1>Quay Opens</h1>{}<p>The quay is open, the port said.</p>",
                "<div>".repeat(100_000)
            ),
        )
        .write(
            "in/good.txt",
            "Bridge Opens\n\nThe bridge is open, the city said.\n",
        );
    assert!(long.len() > 10_000_000);
    let report = index(&fixture);
    assert_eq!(report["num_indexed"], 5, "{report:.2000}");
    for word in ["ferry", "talks", "lock", "quay", "bridge"] {
        assert_eq!(total(&fixture, word), 1, "{word}");
    }
    let run = fixture.ok(&["facets", "person", "-n", "3"]);
    assert!(run.stdout.contains("… and "), "{}", run.stdout);
}
