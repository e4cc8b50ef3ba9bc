//! Runs over a folder that changes: each file ends in one outcome, and the index follows the files.

use std::fs;

use crate::fixture::{Fixture, three_releases};

/// Runs `index … --json` and gives the numbers seen, indexed, unchanged, skipped, deleted.
fn counts(fixture: &Fixture, args: &[&str]) -> [u64; 5] {
    let args = [&["index", "--json"], args].concat();
    let report = fixture.json(&args);
    let number = |name: &str| report[name].as_u64().expect(name);
    let num_skipped = report["skipped"].as_array().expect("a list").len() as u64;
    let counts = [
        number("num_seen"),
        number("num_indexed"),
        number("num_unchanged"),
        num_skipped,
        number("num_deleted"),
    ];
    assert_eq!(
        counts[0],
        counts[1] + counts[2] + counts[3],
        "outcomes add up"
    );
    counts
}

fn total(fixture: &Fixture, query: &str) -> u64 {
    fixture.json(&["search", query, "--json"])["total"]
        .as_u64()
        .expect("total")
}

#[test]
fn a_second_run_changes_nothing() {
    let fixture = three_releases();
    assert_eq!(counts(&fixture, &["in"]), [3, 3, 0, 0, 0]);
    let before = fixture.ok(&["search", "--json", "railway"]).stdout;
    assert_eq!(counts(&fixture, &["in"]), [3, 0, 3, 0, 0]);
    let after = fixture.ok(&["search", "--json", "railway"]).stdout;
    let timeless = |text: &str| text.split("\"took_us\"").next().map(str::to_owned);
    assert_eq!(timeless(&before), timeless(&after));
}

#[test]
fn a_changed_file_replaces_its_document_and_a_gone_one_goes() {
    let fixture = three_releases();
    counts(&fixture, &["in"]);
    fixture.write(
        "in/rail.txt",
        "Ferry Line Replaces the Freight Plan\n\nA ferry will sail instead, the port said.\n",
    );
    fs::remove_file(fixture.join("in/museum.txt")).expect("removed");
    // What is gone stays until it is asked for: a drive may be missing for a day.
    assert_eq!(counts(&fixture, &["in"]), [2, 1, 1, 0, 0]);
    assert_eq!(total(&fixture, "museum"), 1);
    assert_eq!(counts(&fixture, &["in", "--prune"]), [2, 0, 2, 0, 1]);
    assert_eq!(total(&fixture, "ferry"), 1);
    assert_eq!(total(&fixture, "railway"), 0);
    assert_eq!(total(&fixture, "museum"), 0);
}

#[test]
fn a_run_on_one_folder_leaves_another_folder_alone() {
    let fixture = three_releases();
    fixture.write(
        "other/note.txt",
        "Bridge Repaired in Time\n\nThe bridge is open again, the city said.\n",
    );
    counts(&fixture, &["in", "other"]);
    fs::remove_file(fixture.join("in/museum.txt")).expect("removed");
    assert_eq!(counts(&fixture, &["other", "--prune"]), [1, 0, 1, 0, 0]);
    assert_eq!(total(&fixture, "museum"), 1);
    assert_eq!(total(&fixture, "bridge"), 1);
}

#[test]
fn the_same_folder_by_another_name_is_the_same() {
    let fixture = three_releases();
    counts(&fixture, &["in"]);
    let absolute = fixture.join("in").display().to_string();
    assert_eq!(counts(&fixture, &[&absolute]), [3, 0, 3, 0, 0]);
    assert_eq!(counts(&fixture, &["./in/../in"]), [3, 0, 3, 0, 0]);
}

#[test]
fn a_file_with_a_new_time_and_the_same_bytes_is_unchanged() {
    let fixture = three_releases();
    counts(&fixture, &["in"]);
    let path = fixture.join("in/rail.txt");
    let bytes = fs::read(&path).expect("bytes");
    fs::write(&path, bytes).expect("written");
    let file = fs::File::options().write(true).open(&path).expect("open");
    file.set_modified(std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000))
        .expect("time");
    assert_eq!(counts(&fixture, &["in"]), [3, 0, 3, 0, 0]);
    assert_eq!(total(&fixture, "railway caspian"), 1);
}

#[test]
fn bad_files_are_named_and_the_rest_is_indexed() {
    let fixture = three_releases();
    fixture
        .write("in/empty.txt", "")
        .write(
            "in/picture.html",
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01",
        )
        .write("in/rail_files/page.css", "body { color: black }\n")
        .write("in/.hidden.txt", "Not looked at.\n");
    assert_eq!(counts(&fixture, &["in"]), [6, 3, 0, 3, 0]);
    let run = fixture.run(&["index", "--strict", "in"]);
    assert_eq!(run.status, 1);
    assert!(
        run.stderr.contains("skipped: in/empty.txt: empty"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr.contains("skipped: in/picture.html: binary"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_release_that_turns_empty_leaves_the_index() {
    let fixture = three_releases();
    counts(&fixture, &["in"]);
    fixture.write("in/rail.txt", "");
    assert_eq!(counts(&fixture, &["in"]), [3, 0, 2, 1, 1]);
    assert_eq!(total(&fixture, "caspian"), 0);
}

#[test]
fn the_number_of_threads_does_not_show() {
    let fixture = three_releases();
    for number in 0..40 {
        let text = format!(
            "Report {number} on Wheat\n\nWheat number {number} grows in Kazakhstan, the farm said.\n"
        );
        fixture.write(&format!("in/{number}.txt"), text);
    }
    let record = |threads: &str| fixture.ok(&["extract", "in", "--threads", threads]).stdout;
    assert_eq!(record("1"), record("4"));
    let search = |index: &str, threads: &str| {
        fixture.ok(&["index", "in", "--index", index, "--threads", threads]);
        let args = [
            "search", "wheat", "--all", "--index", index, "--format", "jsonl",
        ];
        fixture.ok(&args).stdout
    };
    assert_eq!(search("one", "1"), search("four", "4"));
}

/// Ctrl-C in the middle: what is done is committed, and the next run completes it.
#[cfg(unix)]
#[test]
fn an_interrupted_run_is_completed_by_the_next() {
    use std::process::Stdio;
    let fixture = Fixture::new();
    for number in 0..400 {
        let line = format!(
            "The harvest of field {number} was good, the ministry of Kazakhstan said on Monday. "
        );
        let text = format!("Harvest {number}\n\n{}\n", line.repeat(200));
        fixture.write(&format!("in/{number}.txt"), text);
    }
    let child = fixture
        .command(&["index", "in", "--threads", "1"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("runs");
    std::thread::sleep(std::time::Duration::from_millis(300));
    let killed = std::process::Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status()
        .expect("kill");
    assert!(killed.success());
    let output = child.wait_with_output().expect("ends");
    let stderr = String::from_utf8_lossy(&output.stderr);
    // A fast machine may have ended before the signal; a stopped run says how to go on.
    if output.status.code() != Some(0) {
        assert_eq!(output.status.code(), Some(2), "{stderr}");
        assert!(
            stderr.contains("help: run the same command again to go on"),
            "{stderr}"
        );
        assert!(fixture.run(&["stats"]).status < 2);
    }
    fixture.ok(&["index", "in"]);
    assert_eq!(total(&fixture, "harvest"), 400);
}

#[test]
fn skipped_files_are_listed_and_not_read_again_until_that_is_asked_for() {
    let fixture = three_releases();
    fixture.write("in/empty.txt", "").write(
        "in/picture.html",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01",
    );
    assert_eq!(counts(&fixture, &["in"]), [5, 3, 0, 2, 0]);
    let folder = fixture.join("in").canonicalize().expect("folder");
    let listed = fixture.ok(&["stats", "--skipped"]).stdout;
    let expected = format!(
        "skipped: {0}/empty.txt: empty: there is no text in it\n\
         skipped: {0}/picture.html: binary: it looks like a PNG picture\n",
        folder.display()
    );
    assert_eq!(listed, expected);
    let json = fixture.ok(&["stats", "--skipped", "--json"]).stdout;
    assert!(
        json.contains("\"reason\":\"binary\",\"detail\":\"a PNG picture\""),
        "{json}"
    );
    // Other bytes, but the size and the time that the ledger knows: not read.
    let path = fixture.join("in/picture.html");
    let time = fs::metadata(&path)
        .expect("metadata")
        .modified()
        .expect("time");
    let bytes = fs::read(&path).expect("bytes");
    let text = "A Quay Opened. ".bytes().cycle().take(bytes.len());
    fs::write(&path, text.collect::<Vec<_>>()).expect("written");
    let file = fs::File::options().write(true).open(&path).expect("open");
    file.set_modified(time).expect("time");
    assert_eq!(counts(&fixture, &["in"]), [5, 0, 3, 2, 0]);
    assert_eq!(
        counts(&fixture, &["in", "--retry-skipped"]),
        [5, 1, 3, 1, 0]
    );
    assert_eq!(
        fixture.ok(&["stats", "--skipped"]).stdout.lines().count(),
        1
    );
    // A skipped file that is gone is forgotten.
    fs::remove_file(fixture.join("in/empty.txt")).expect("removed");
    counts(&fixture, &["in"]);
    assert_eq!(fixture.ok(&["stats", "--skipped"]).stdout, "");
}

#[test]
fn equal_files_are_one_release_with_both_sources() {
    let fixture = three_releases();
    let text = fs::read(fixture.join("in/rail.txt")).expect("text");
    fixture.write("in/sub/rail-again.txt", &text);
    assert_eq!(counts(&fixture, &["in"]), [4, 4, 0, 0, 0]);
    assert_eq!(total(&fixture, "railway caspian"), 1);
    let found = fixture.json(&["search", "caspian", "--json"]);
    let id = found["hits"][0]["id"].as_str().expect("an id");
    let record = fixture.json(&["show", id, "--json"]);
    assert_eq!(record["source"]["path"], "in/rail.txt");
    assert_eq!(record["other_sources"][0]["path"], "in/sub/rail-again.txt");
    assert_eq!(counts(&fixture, &["in"]), [4, 0, 4, 0, 0]);
    // When the first is gone the other stands for the release.
    fs::remove_file(fixture.join("in/rail.txt")).expect("removed");
    assert_eq!(counts(&fixture, &["in", "--prune"]), [3, 0, 3, 0, 1]);
    let record = fixture.json(&["show", id, "--json"]);
    assert_eq!(record["source"]["path"], "in/sub/rail-again.txt");
    assert_eq!(record["other_sources"], serde_json::json!([]));
    fixture.ok(&["index", "in", "--index", "fresh"]);
    let export = |index: &str| fixture.ok(&["export", "--index", index]).stdout;
    assert_eq!(export(".dateline"), export("fresh"));
}

#[test]
fn a_file_that_is_moved_keeps_its_document() {
    let fixture = three_releases();
    counts(&fixture, &["in"]);
    let id = |fixture: &Fixture| {
        let found = fixture.json(&["search", "caspian", "--json"]);
        assert_eq!(found["total"], 1);
        found["hits"][0]["id"].clone()
    };
    let before = id(&fixture);
    fs::create_dir(fixture.join("in/old")).expect("folder");
    fs::rename(fixture.join("in/rail.txt"), fixture.join("in/old/line.txt")).expect("moved");
    let report = fixture.json(&["index", "in", "--json"]);
    assert_eq!(report["num_renamed"], 1);
    assert_eq!(
        (&report["num_deleted"], &report["num_gone"]),
        (&0.into(), &0.into())
    );
    assert_eq!(id(&fixture), before);
    let export = |index: &str| fixture.ok(&["export", "--index", index]).stdout;
    fixture.ok(&["index", "in", "--index", "fresh"]);
    assert_eq!(export(".dateline"), export("fresh"));
}

#[test]
fn a_dry_run_tells_and_does_nothing() {
    let fixture = three_releases();
    let run = fixture.ok(&["index", "in", "--dry-run"]);
    assert!(
        run.stdout.starts_with("new: in/harvest.txt\n"),
        "{}",
        run.stdout
    );
    assert!(!fixture.join(".dateline").exists());
    fixture.ok(&["index", "in", "-q"]);
    fixture.write(
        "in/rail.txt",
        "Ferry Line Replaces the Plan\n\nA ferry will sail, the port said.\n",
    );
    fixture.write(
        "in/new.txt",
        "A New Quay\n\nThe quay is new, the port said.\n",
    );
    fs::remove_file(fixture.join("in/museum.txt")).expect("removed");
    let folder = fixture.join("in").canonicalize().expect("folder");
    let run = fixture.ok(&["index", "in", "--dry-run"]);
    let expected = format!(
        "new: in/new.txt\nchanged: in/rail.txt\ngone: {}/museum.txt\n\
         would read 1 new and 1 changed; 1 unchanged, 0 skipped before, 1 gone\n",
        folder.display()
    );
    assert_eq!(run.stdout, expected);
    assert_eq!(total(&fixture, "ferry"), 0);
}

#[test]
fn since_looks_at_new_files_alone_and_takes_nothing_out() {
    let fixture = three_releases();
    counts(&fixture, &["in"]);
    for name in ["rail", "museum", "harvest"] {
        let file = fs::File::options()
            .write(true)
            .open(fixture.join(&format!("in/{name}.txt")));
        let old = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
        file.expect("open").set_modified(old).expect("time");
    }
    fixture.write(
        "in/new.txt",
        "A New Quay\n\nThe quay is new, the port said.\n",
    );
    let args = ["in", "--since", "2002", "--prune"];
    assert_eq!(counts(&fixture, &args), [1, 1, 0, 0, 0]);
    assert_eq!(total(&fixture, "caspian"), 1);
    let run = fixture.run(&["index", "in", "--since", "yesterday"]);
    assert_eq!(run.status, 2);
    assert!(
        run.stderr.contains("`yesterday` is no time"),
        "{}",
        run.stderr
    );
}

#[test]
fn what_was_deleted_stays_out_until_it_is_asked_for() {
    let fixture = three_releases();
    counts(&fixture, &["in"]);
    fixture.ok(&["delete", "caspian", "--yes"]);
    assert_eq!(counts(&fixture, &["in"]), [3, 0, 2, 1, 0]);
    assert_eq!(total(&fixture, "caspian"), 0);
    let listed = fixture.ok(&["stats", "--skipped"]).stdout;
    assert!(
        listed.contains("rail.txt: deleted: taken out with"),
        "{listed}"
    );
    assert_eq!(
        counts(&fixture, &["in", "--retry-skipped"]),
        [3, 1, 2, 0, 0]
    );
    assert_eq!(total(&fixture, "caspian"), 1);
}

#[cfg(unix)]
#[test]
fn watch_follows_the_folder_until_it_is_stopped() {
    use std::process::Stdio;
    use std::time::{Duration, Instant};
    let fixture = three_releases();
    let mut command = fixture.command(&["watch", "in", "--settle", "200ms", "--prune"]);
    let command = command.stdout(Stdio::null()).stderr(Stdio::piped());
    let child = command.spawn().expect("runs");
    let wait_for = |query: &str, wanted: u64| {
        let started = Instant::now();
        loop {
            let run = fixture.run(&["search", query, "--count"]);
            if run.stdout.trim() == wanted.to_string() {
                return;
            }
            assert!(
                started.elapsed() < Duration::from_secs(120),
                "{query}: {}",
                run.stderr
            );
        }
    };
    wait_for("caspian", 1);
    fixture.write(
        "in/sub/new.txt",
        "A New Quay\n\nThe quay is new, the port said.\n",
    );
    wait_for("quay", 1);
    fs::remove_file(fixture.join("in/rail.txt")).expect("removed");
    wait_for("caspian", 0);
    let pid = child.id().to_string();
    let killed = std::process::Command::new("kill")
        .args(["-INT", &pid])
        .status();
    assert!(killed.expect("kill").success());
    let output = child.wait_with_output().expect("ends");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{stderr}");
    assert!(
        stderr.ends_with("note: stopped; what was seen is committed\n"),
        "{stderr}"
    );
}
