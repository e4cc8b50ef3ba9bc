//! Topics learnt from labels: invented releases, a model beside the config, facets anew.

use std::fmt::Write as _;
use std::fs;

use crate::fixture::Fixture;

/// What the releases of a topic speak of, in words that no lexicon of topics holds.
const SUBJECTS: [(&str, [&str; 4]); 3] = [
    ("religion", ["brindle", "corvath", "ostrel", "quennet"]),
    (
        "sport/water-sports",
        ["dromley", "farrick", "gantling", "hespert"],
    ),
    ("labour", ["jorvane", "kelstow", "lumbrick", "mirrowen"]),
];

/// Ten releases of each subject, nine of them labelled.
fn archive() -> Fixture {
    let fixture = Fixture::new();
    let mut labels = String::new();
    for (topic, words) in SUBJECTS {
        for number in 0..10 {
            let name = format!("in/{}-{number}.txt", words[0]);
            let (one, two) = (words[number % 4], words[(number / 4 + 1) % 4]);
            let text = format!(
                "The {one} of Norvale number {number}\n\nNorvale has a {two} beside the {one}, they said there.\n\n\
                 Nobody had asked about the {} and the {two} in year {number}.\n",
                words[3]
            );
            fixture.write(&name, text);
            if number > 0 {
                writeln!(labels, r#"{{"path": "{name}", "topics": ["{topic}"]}}"#).expect("a line");
            }
        }
    }
    fixture.write("labels.jsonl", labels);
    fixture.ok(&["init", "cfg", "-q"]);
    fixture.ok(&["index", "in", "--config", "cfg", "-q"]);
    fixture
}

fn model(fixture: &Fixture) -> String {
    fs::read_to_string(fixture.join("cfg/topic-model.txt")).expect("a model")
}

#[test]
fn what_is_learnt_is_what_is_found() {
    let fixture = archive();
    let args = ["train-topics", "labels.jsonl", "--config", "cfg"];
    let trained = fixture.ok(&args);
    assert!(
        trained
            .stdout
            .starts_with("4 topics learnt from 27 releases\nmeasured on "),
        "{}",
        trained.stdout
    );
    assert!(
        trained.stdout.ends_with("cfg/topic-model.txt written\n"),
        "{}",
        trained.stdout
    );
    // The model is part of what an index holds.
    let refused = fixture.run(&["search", "norvale", "--config", "cfg"]);
    assert!(
        refused.stderr.contains("dateline retag"),
        "{}",
        refused.stderr
    );
    fixture.ok(&["check", "cfg"]);
    fixture.ok(&["retag", "--config", "cfg"]);
    for (topic, words) in SUBJECTS {
        let count = ["search", "--topic", topic, "--count", "--config", "cfg"];
        assert_eq!(fixture.ok(&count).stdout.trim(), "10", "{topic}");
        let unlabelled = format!("in/{}-0.txt", words[0]);
        let explained = fixture
            .ok(&["extract", "--explain", &unlabelled, "--config", "cfg"])
            .stdout;
        assert!(
            explained.contains(topic) && explained.contains("model of labels"),
            "{explained}"
        );
    }
}

#[test]
fn the_same_labels_give_the_same_bytes() {
    let fixture = archive();
    let train = |threads: &str| {
        let report = fixture.json(&[
            "train-topics",
            "labels.jsonl",
            "--config",
            "cfg",
            "--json",
            "--threads",
            threads,
        ]);
        (report, model(&fixture))
    };
    let (report, first) = train("1");
    assert_eq!(report["num_releases"], 27);
    assert!(
        report["held_out"]["num_held_out"].as_u64() > Some(0),
        "{report}"
    );
    assert_eq!(train("2"), (report.clone(), first.clone()));
    let labels = fs::read_to_string(fixture.join("labels.jsonl")).expect("labels");
    let reversed: Vec<&str> = labels.lines().rev().collect();
    fixture.write("labels.jsonl", reversed.join("\n"));
    assert_eq!(train("2"), (report, first));
}

#[test]
fn labels_that_cannot_be_used_are_named() {
    let fixture = archive();
    let good = fs::read_to_string(fixture.join("labels.jsonl")).expect("labels");
    let bad = [
        r#"{"id": "ffffffffffffffff", "topics": ["labour"]}"#,
        r#"{"path": "in/brindle-0.txt", "topics": ["labuor"]}"#,
        r#"{"path": "in/brindle-0.txt"}"#,
        r#"{"topics": ["labour"]}"#,
        "nonsense",
    ];
    fixture.write("labels.jsonl", format!("{}\n{good}", bad.join("\n")));
    let trained = fixture.ok(&["train-topics", "labels.jsonl", "--config", "cfg"]);
    for said in [
        "labels.jsonl:1: no release of the index has the id `ffffffffffffffff`",
        "labels.jsonl:2: unknown topic `labuor`",
        "did you mean `labour`?",
        "labels.jsonl:3: no topics",
        "labels.jsonl:4: neither `id` nor `path`",
        "labels.jsonl:5: expected",
        "5 of 32 labels not used",
    ] {
        assert!(trained.stderr.contains(said), "{said}: {}", trained.stderr);
    }
    assert!(
        trained.stdout.contains("from 27 releases"),
        "{}",
        trained.stdout
    );
    fixture.write("labels.jsonl", bad.join("\n"));
    let nothing = fixture.run(&["train-topics", "labels.jsonl", "--config", "cfg"]);
    assert_eq!(nothing.status, 2);
    assert!(
        nothing.stderr.contains("nothing can be learnt"),
        "{}",
        nothing.stderr
    );
}

#[test]
fn a_model_needs_a_folder_to_lie_in() {
    let fixture = archive();
    let refused = fixture.run(&["train-topics", "labels.jsonl"]);
    assert_eq!(refused.status, 2);
    assert!(
        refused.stderr.contains("dateline init"),
        "{}",
        refused.stderr
    );
}

#[test]
fn a_broken_model_is_shown_with_its_line() {
    let fixture = archive();
    fixture.ok(&["train-topics", "labels.jsonl", "--config", "cfg", "-q"]);
    let broken = model(&fixture).replacen("topic\tlabour\t", "topic\tlabuor\t", 1);
    fixture.write("cfg/topic-model.txt", broken);
    let checked = fixture.run(&["check", "cfg"]);
    assert_eq!(checked.status, 1);
    assert!(
        checked
            .stdout
            .contains("topic-model.txt:7: no topic `labuor`"),
        "{}",
        checked.stdout
    );
}
