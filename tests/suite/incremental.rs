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
    assert_eq!(counts(&fixture, &["in"]), [2, 1, 1, 0, 1]);
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
    assert_eq!(counts(&fixture, &["other"]), [1, 0, 1, 0, 0]);
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
