//! Backup, merge, migrate, delete: what keeps an index over the years.

use std::fs;
use std::path::Path;

use dateline::config::Config;
use dateline::index::{Index, MIN_MEMORY};

use crate::fixture::{Fixture, files_below, three_releases};

fn export(fixture: &Fixture, index: &str) -> String {
    fixture.ok(&["export", "--index", index]).stdout
}

/// An index of format 2, made by dateline 0.1.0 of four releases of the sample.
fn index_of_format_2() -> Fixture {
    let fixture = Fixture::new();
    let old = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/2");
    for file in files_below(&old) {
        let name = file.file_name().expect("a name").to_string_lossy();
        let bytes = fs::read(&file).expect("bytes");
        fixture.write(&format!(".dateline/{name}"), bytes);
    }
    fixture
}

#[test]
fn an_index_of_an_older_format_is_made_over_from_its_texts() {
    let fixture = index_of_format_2();
    let refused = fixture.run(&["search", "railway"]);
    assert_eq!(refused.status, 2);
    assert!(
        refused.stderr.contains("has format 2"),
        "{}",
        refused.stderr
    );
    assert!(
        refused
            .stderr
            .contains("help: `dateline migrate` makes it anew"),
        "{}",
        refused.stderr
    );
    let run = fixture.ok(&["migrate"]);
    assert_eq!(run.stdout, "4 releases made over, from format 2\n");
    fixture.ok(&["search", "wagons"]);
    assert_eq!(
        dateline::index::damage(&fixture.join(".dateline")).expect("checked"),
        []
    );
    // What was read is what a fresh index of the same files holds.
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus-sample");
    let files = [
        "wire/kazinform/nur-sultan-2020-12-08-wagons.txt",
        "transit-agency/2021/2021-07-14-caspian-ferries-en.html",
        "calder-point/2021/nurses-kenya.html",
        "tillinghast/1997/lobster-pots.htm",
    ];
    let files: Vec<_> = files
        .iter()
        .map(|f| sample.join(f).display().to_string())
        .collect();
    let mut args = vec!["index", "--index", "fresh", "-q"];
    args.extend(files.iter().map(String::as_str));
    fixture.ok(&args);
    let fields = "id,headline,body,date,countries,persons,topics,quotes,aside";
    let told = |index: &str| {
        let args = ["export", "--fields", fields, "--index", index];
        fixture.ok(&args).stdout
    };
    assert_eq!(told(".dateline"), told("fresh"));
}

#[test]
fn a_migration_that_is_killed_leaves_the_old_or_the_new() {
    let fixture = index_of_format_2();
    for delay in [1, 20, 60, 150, 300, 600] {
        let mut command = fixture.command(&["migrate"]);
        let mut child = command
            .stderr(std::process::Stdio::null())
            .spawn()
            .expect("runs");
        std::thread::sleep(std::time::Duration::from_millis(delay));
        child.kill().expect("killed");
        child.wait().expect("gone");
    }
    fixture.ok(&["migrate"]);
    assert_eq!(export(&fixture, ".dateline").lines().count(), 4);
    let left = fs::read_dir(fixture.join(".dateline")).expect("folder");
    for entry in left {
        let name = entry.expect("entry").file_name();
        assert!(!name.to_string_lossy().starts_with(".tmp"), "{name:?}");
    }
}

#[test]
fn migrate_takes_a_new_config_without_the_sources() {
    let fixture = three_releases();
    fixture.ok(&["init", "cfg", "-q"]);
    fixture.ok(&["index", "in", "--config", "cfg", "-q"]);
    fs::remove_dir_all(fixture.join("in")).expect("removed");
    fixture.write("cfg/sites/larnwick.example.toml", "body = [\"#text\"]\n");
    let refused = fixture.run(&["search", "wheat", "--config", "cfg"]);
    assert!(
        refused.stderr.contains("dateline migrate"),
        "{}",
        refused.stderr
    );
    let run = fixture.ok(&["migrate", "--config", "cfg"]);
    assert_eq!(run.stdout, "3 releases made over, from format 3\n");
    assert!(run.stderr.contains("index --rebuild"), "{}", run.stderr);
    fixture.ok(&["search", "wheat", "--config", "cfg"]);
}

#[test]
fn a_backup_is_an_equal_index_and_overwrites_nothing() {
    let fixture = three_releases();
    fixture.ok(&["index", "in", "-q"]);
    let run = fixture.ok(&["backup", "kept"]);
    assert!(
        run.stdout.ends_with(" bytes copied to kept\n"),
        "{}",
        run.stdout
    );
    assert_eq!(export(&fixture, "kept"), export(&fixture, ".dateline"));
    fixture.ok(&["verify", "--index", "kept"]);
    let again = fixture.run(&["backup", "kept"]);
    assert_eq!(again.status, 2);
    assert_eq!(
        again.stderr,
        "error: `kept` is not empty\nhelp: name a folder that is not there yet\n"
    );
    // The copy is an index in its own right.
    fixture.write(
        "in/new.txt",
        "A New Quay\n\nThe quay is new, the port said.\n",
    );
    fixture.ok(&["index", "in", "--index", "kept", "-q"]);
    assert_eq!(export(&fixture, "kept").lines().count(), 4);
    assert!(!fixture.join(".tmp-kept").exists());
}

#[test]
fn a_backup_while_a_writer_commits_is_one_of_its_commits() {
    let fixture = Fixture::new();
    for number in 0..20 {
        let text =
            format!("Quay {number}\n\nQuay {number} is closed, the port of Larnwick said.\n");
        fixture.write(&format!("in/{number:02}.txt"), text);
    }
    fixture.ok(&["index", "in/00.txt", "-q"]);
    let done = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for number in 1..20 {
                fixture.ok(&["index", &format!("in/{number:02}.txt"), "-q"]);
            }
            done.store(true, std::sync::atomic::Ordering::Relaxed);
        });
        let mut number = 0;
        while !done.load(std::sync::atomic::Ordering::Relaxed) || number < 3 {
            let folder = format!("kept-{number}");
            fixture.ok(&["backup", &folder]);
            let run = fixture.run(&["verify", "--index", &folder]);
            assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
            number += 1;
        }
    });
}

#[test]
fn merge_makes_one_segment_and_changes_nothing_else() {
    let fixture = three_releases();
    for name in ["rail", "museum", "harvest"] {
        fixture.ok(&["index", &format!("in/{name}.txt"), "-q"]);
    }
    let before = export(&fixture, ".dateline");
    let run = fixture.ok(&["merge"]);
    let lines: Vec<_> = run.stdout.lines().collect();
    assert!(
        lines[0].starts_with("before: 3 segments, "),
        "{}",
        run.stdout
    );
    assert!(lines[1].starts_with("now: 1 segment, "), "{}", run.stdout);
    assert_eq!(export(&fixture, ".dateline"), before);
    fixture.ok(&["verify"]);
    fixture.ok(&["merge"]);
}

#[test]
fn delete_asks_and_what_is_deleted_stays_out() {
    let fixture = three_releases();
    fixture.ok(&["index", "in", "-q"]);
    let run = fixture.run(&["delete", "wheat"]);
    assert_eq!(run.status, 2);
    assert_eq!(
        run.stderr,
        "error: 1 release of 1 file would be deleted, and there is no terminal to ask on\n\
         help: `--yes` deletes without asking\n"
    );
    let run = fixture.ok(&["delete", "wheat", "--yes"]);
    assert_eq!(run.stdout, "1 release of 1 file deleted\n");
    assert_eq!(fixture.json(&["search", "wheat", "--json"])["total"], 0);
    let run = fixture.run(&["delete", "--country", "FR", "--language", "xx", "--yes"]);
    assert_eq!(run.status, 1, "{}", run.stderr);
    let run = fixture.ok(&["delete", "--path", "in/museum.txt", "--yes"]);
    assert_eq!(run.stdout, "1 release of 1 file deleted\n");
    assert_eq!(export(&fixture, ".dateline").lines().count(), 1);
    let run = fixture.run(&["delete", "--yes"]);
    assert_eq!(run.status, 2);
    assert!(
        run.stderr.contains("nothing says what to delete"),
        "{}",
        run.stderr
    );
}

#[test]
fn the_second_writer_is_told_who_writes() {
    let fixture = three_releases();
    fixture.ok(&["index", "in", "-q"]);
    let config = Config::builtin().expect("config");
    let index = Index::open(&fixture.join(".dateline"), &config).expect("index");
    let writer = index.writer(MIN_MEMORY).expect("writer");
    let this = format!("process {} on ", std::process::id());
    for args in [
        &["index", "in"][..],
        &["delete", "wheat", "--yes"],
        &["merge"],
        &["migrate"],
        &["retag"],
    ] {
        let run = fixture.run(args);
        assert_eq!(run.status, 2, "{args:?}: {}", run.stdout);
        assert!(run.stderr.contains("is being written by"), "{}", run.stderr);
        assert!(run.stderr.contains(&this), "{args:?}: {}", run.stderr);
        assert!(run.stderr.contains(", since 2"), "{}", run.stderr);
    }
    fixture.ok(&["search", "wheat"]);
    fixture.ok(&["backup", "kept"]);
    drop(writer);
    fixture.ok(&["index", "in"]);
    let lock = fs::read(fixture.join(".dateline/.tantivy-writer.lock"));
    assert_eq!(lock.expect("a file"), b"");
}
