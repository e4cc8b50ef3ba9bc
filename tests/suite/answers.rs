//! The forms of an answer: pages, streams, rows, opened files, facets by part, who with whom.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use serde_json::{Value, json};

use crate::fixture::Fixture;
use crate::language::{batch, sample};

fn lines(text: &str) -> Vec<Value> {
    text.lines()
        .map(|line| serde_json::from_str(line).expect("json"))
        .collect()
}

#[test]
fn pages_side_by_side_are_what_all_streams() {
    let fixture = sample();
    for sort in ["relevance", "newest", "oldest"] {
        let args = [
            "search",
            "the OR de OR в",
            "--sort",
            sort,
            "--format",
            "jsonl",
        ];
        let all = fixture.ok(&[&args[..], &["--all"]].concat()).stdout;
        assert!(all.lines().count() > 60);
        let mut pages = String::new();
        for offset in (0..all.lines().count()).step_by(17) {
            let offset = offset.to_string();
            let page = ["--limit", "17", "--offset", &offset];
            pages.push_str(&fixture.ok(&[&args[..], &page].concat()).stdout);
        }
        assert_eq!(pages, all, "{sort}");
        let csv = fixture.ok(&[
            "search",
            "the OR de OR в",
            "--sort",
            sort,
            "--all",
            "--format",
            "csv",
        ]);
        let ids: Vec<String> = lines(&all)
            .iter()
            .map(|hit| hit["id"].to_string())
            .collect();
        let rows = csv
            .stdout
            .lines()
            .skip(1)
            .filter_map(|row| row.split(',').next());
        // A cell may hold a line end; the rows of hits begin with their ids.
        let rows: Vec<String> = rows
            .map(|id| format!("\"{id}\""))
            .filter(|id| ids.contains(id))
            .collect();
        assert_eq!(rows, ids, "{sort}");
    }
}

#[test]
fn a_reader_that_leaves_early_is_no_error() {
    let fixture = sample();
    let mut command = fixture.command(&["search", "--all", "--passages", "3"]);
    let mut child = command.stdout(Stdio::piped()).spawn().expect("the program");
    let mut first = String::new();
    let mut out = BufReader::new(child.stdout.take().expect("a pipe"));
    out.read_line(&mut first).expect("a line");
    assert!(first.starts_with("1. "), "{first}");
    drop(out);
    assert_eq!(child.wait().expect("the end").code(), Some(0));
}

#[test]
fn passages_are_as_many_as_asked_for_and_the_best_is_first() {
    let fixture = sample();
    let hit = |passages: &str| {
        let args = [
            "search",
            "--json",
            "locks danube",
            "-n",
            "1",
            "--passages",
            passages,
        ];
        fixture.json(&args)["hits"][0].clone()
    };
    let three = hit("3")["snippets"].as_array().expect("passages").clone();
    assert!(three.len() > 1, "{three:?}");
    assert_eq!(hit("1")["snippets"], json!([three[0]]));
    assert_eq!(hit("0")["snippets"], json!([]));
    let text = fixture.ok(&["search", "locks danube", "-n", "1", "--passages", "3"]);
    for passage in &three {
        let shown = passage["text"].as_str().expect("text");
        assert!(text.stdout.contains(shown), "{shown}\n{}", text.stdout);
    }
}

#[test]
fn every_row_of_a_batch_has_its_line_and_bad_ones_are_named() {
    let fixture = sample();
    let run = batch(&fixture, "grain wagons\r\n\n(grain\nzymurgy\n", &[]);
    let rows = lines(&run.stdout);
    assert_eq!(rows.len(), 4);
    assert_eq!(rows[0]["query"], "grain wagons");
    assert_eq!(rows[0]["total"], 2);
    assert_eq!(rows[0]["warnings"], json!([]));
    assert_eq!(
        rows[1],
        json!({"query": "", "row": 2, "error": "the row is empty"})
    );
    assert_eq!(rows[2]["warnings"][0]["span"], json!([0, 1]));
    assert_eq!(rows[3]["total"], 0);
    assert_eq!(run.status, 1);
    let expected = "warning: row 2: the row is empty\nwarning: 1 of 4 rows have no answer\n";
    assert_eq!(run.stderr, expected);
    fixture.write("rows", b"caf\xe9\ngrain\n");
    let run = fixture.run(&["search", "--queries", "rows"]);
    assert_eq!(lines(&run.stdout)[0]["error"], "the row is not UTF-8");
    assert_eq!(run.status, 1);
    let run = batch(&fixture, "\u{feff}grain\nzymurgy", &["--limit", "1"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert_eq!(lines(&run.stdout)[0]["query"], "grain");
}

#[cfg(unix)]
#[test]
fn a_hit_is_opened_by_its_path_and_no_shell_reads_it() {
    use std::os::unix::fs::PermissionsExt;

    let fixture = Fixture::new();
    let name = "in/-a $(touch pwned); 'b' \"c\" *.txt";
    fixture.write(
        name,
        "Ferry to Open\n\nThe ferry will open in autumn, the port said today.\n",
    );
    fixture.write(
        "program",
        "#!/bin/sh\nprintf '%s\\n' \"$#\" \"$1\" > opened\n",
    );
    let program = fixture.join("program");
    let mode = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(&program, mode).expect("an executable");
    fixture.ok(&["index", "in"]);
    let open = |number: &str| {
        let mut command = fixture.command(&["search", "ferry", "--open", number]);
        let output = command.env("DATELINE_OPEN", &program).output();
        crate::fixture::Run::from(output.expect("the program"))
    };
    let run = open("1");
    assert_eq!((run.status, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    let opened = std::fs::read_to_string(fixture.join("opened")).expect("what was opened");
    let path = fixture.join(name).canonicalize().expect("the file");
    assert_eq!(opened, format!("1\n{}\n", path.display()));
    assert!(!fixture.join("pwned").exists());
    let run = open("2");
    assert_eq!(run.status, 2);
    assert_eq!(
        run.stderr,
        "error: there is no hit 2\nhelp: the search has 1\n"
    );
    std::fs::remove_file(path).expect("removed");
    let run = open("1");
    assert_eq!(run.status, 2);
    assert!(
        run.stderr
            .contains("is not there any more\nhelp: `dateline show "),
        "{}",
        run.stderr
    );
}

#[test]
fn facets_are_shown_by_part_level_and_path() {
    let fixture = sample();
    let values = |args: &[&str]| -> Vec<String> {
        let facet = fixture.json(&[&["facets", "--json"], args].concat());
        let values = facet["values"].as_array().expect("values").clone();
        values
            .iter()
            .map(|v| v["value"].as_str().expect("value").to_owned())
            .collect()
    };
    assert_eq!(values(&["country", "--facet-match", "KAZ"]), ["KZ"]);
    assert_eq!(
        values(&["person", "--facet-match", "shaKÉN"]),
        Vec::<String>::new()
    );
    let tops = values(&["topic", "--topic-level", "1", "--all"]);
    assert!(
        tops.len() > 5 && tops.iter().all(|path| !path.contains('/')),
        "{tops:?}"
    );
    let below = values(&["topic", "--facet-below", "politics", "--all"]);
    assert!(
        !below.is_empty() && below.iter().all(|path| path.starts_with("politics/")),
        "{below:?}"
    );
    let folders = values(&[
        "source",
        "--facet-below",
        "corpus-sample",
        "--facet-level",
        "1",
        "--all",
    ]);
    assert!(
        folders
            .iter()
            .any(|path| path.ends_with("corpus-sample/wire")),
        "{folders:?}"
    );
    assert!(
        folders.iter().all(|path| !path.contains("wire/")),
        "{folders:?}"
    );
    let beside = fixture.json(&[
        "search",
        "--json",
        "grain",
        "--facets",
        "country,topic",
        "--facet-limit",
        "1",
        "--facet-level",
        "1",
    ]);
    assert_eq!(beside["facets"]["topic"].as_array().map(Vec::len), Some(1));
    assert!(
        beside["facet_rest"]["country"]["more"].as_u64() > Some(0),
        "{beside}"
    );
    for args in [
        &["facets", "country", "--facet-level", "1"][..],
        &["search", "--facet-below", "politics"],
        &["search", "--facet-match", "a"],
    ] {
        let run = fixture.run(args);
        assert_eq!(run.status, 2, "{args:?}");
        assert!(
            run.stderr.contains("has no facet to work on"),
            "{}",
            run.stderr
        );
    }
}

#[test]
fn releases_without_a_value_are_counted_and_found() {
    let fixture = sample();
    for field in [
        "country", "person", "topic", "issuer", "language", "month", "day", "year",
    ] {
        let facet = fixture.json(&["facets", "--json", field]);
        let query = format!("{field}:none");
        let found = fixture.json(&["search", "--json", &query, "-n", "0"]);
        assert_eq!(facet["without"], found["total"], "{field}");
    }
    let total = |args: &[&str]| {
        fixture.json(&[&["search", "--json", "-n", "0"], args].concat())["total"].as_u64()
    };
    let (all, none) = (total(&[]), total(&["--country", "none"]));
    assert!(none > Some(0));
    assert_eq!(
        total(&["--not-country", "none"]),
        all.zip(none).map(|(all, none)| all - none)
    );
    let both = total(&["--country", "none", "--country", "KZ"]);
    assert_eq!(
        both,
        none.zip(total(&["--country", "KZ"])).map(|(a, b)| a + b)
    );
}

#[test]
fn who_appears_with_whom() {
    let fixture = sample();
    let of_release = fixture.json(&["who", "6711d7", "--json"]);
    assert_eq!(of_release["id"], "6711d7d64985263b");
    let tokayev = &of_release["persons"][1];
    assert_eq!(tokayev["name"], "Kassym-Jomart Tokayev");
    let archive = fixture.json(&[
        "search",
        "--json",
        "-n",
        "0",
        "person:\"Kassym-Jomart Tokayev\"",
    ]);
    assert_eq!(tokayev["count"], archive["total"]);
    for with in tokayev["with"].as_array().expect("companions") {
        let name = with["name"].as_str().expect("name");
        let both = format!("person:\"Kassym-Jomart Tokayev\" person:\"{name}\"");
        assert_eq!(
            with["count"],
            fixture.json(&["search", "--json", "-n", "0", &both])["total"]
        );
    }
    let of_query = fixture.json(&["who", "grain", "--json", "--all"]);
    assert_eq!(
        of_query["total"],
        fixture.json(&["search", "--json", "grain"])["total"]
    );
    assert!(
        of_query["pairs"]
            .as_array()
            .is_some_and(|pairs| pairs.len() > 2)
    );
    for pair in of_query["pairs"].as_array().expect("pairs") {
        let query = format!(
            "grain person:{} person:{}",
            pair["persons"][0], pair["persons"][1]
        );
        assert_eq!(
            pair["count"],
            fixture.json(&["search", "--json", "-n", "0", &query])["total"]
        );
    }
    for person in of_query["persons"].as_array().expect("persons") {
        let query = format!("grain person:{}", person["name"]);
        assert_eq!(
            person["count"],
            fixture.json(&["search", "--json", "-n", "0", &query])["total"]
        );
    }
    let csv = fixture
        .ok(&["who", "grain", "--format", "csv", "--all"])
        .stdout;
    let num_rows = of_query["persons"].as_array().map_or(0, Vec::len)
        + of_query["pairs"].as_array().map_or(0, Vec::len);
    assert_eq!(csv.lines().count(), 1 + num_rows);
    assert!(csv.starts_with("person,with,releases\n"), "{csv}");
    let nobody = fixture.run(&["who", "zymurgy"]);
    assert_eq!(
        (nobody.status, nobody.stdout.as_str()),
        (1, "persons\n0 releases\n")
    );
}
