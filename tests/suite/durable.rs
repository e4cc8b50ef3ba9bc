//! Runs that are killed, stopped, repeated or shut out: the index is what an undisturbed run makes.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use dateline::config::Config;
use dateline::index::{Index, MIN_MEMORY};

use crate::fixture::{Fixture, Run, three_releases};

const NUM_RELEASES: usize = 90;

/// Releases about changing things, so that words differ in how common they are.
fn write_releases(fixture: &Fixture, range: std::ops::Range<usize>, verb: &str) {
    const THINGS: [&str; 7] = [
        "harbour", "railway", "orchard", "bridge", "library", "quarry", "well",
    ];
    for i in range {
        let (thing, other) = (THINGS[i % 7], THINGS[(i / 7) % 7]);
        let text = format!(
            "Council {verb} the {thing} number {i}\n\n\
             OSLO, Norway, {} March 2021 – The council of Norway {verb} the {thing} by the {other}. {}\n",
            i % 28 + 1,
            format!("The {other} stays open meanwhile. ").repeat(i % 5 + 1),
        );
        fixture.write(&format!("in/{i:03}.txt"), text);
    }
}

/// All that searches show of an index.
fn shown(fixture: &Fixture, index: &str) -> String {
    let queries = [
        "",
        "harbour",
        "bridge OR library",
        "how does the council of Norway mend the quarry",
    ];
    let args = ["--all", "--format", "jsonl", "--index", index];
    queries
        .iter()
        .map(|query| fixture.ok(&[&["search", query], &args[..]].concat()).stdout)
        .collect()
}

#[test]
fn a_run_that_is_killed_again_and_again_is_completed_by_the_next() {
    let fixture = Fixture::new();
    write_releases(&fixture, 0..NUM_RELEASES, "mends");
    for delay in [20, 60, 120, 250, 500, 900] {
        let mut command = fixture.command(&["index", "in"]);
        let mut child = command.stderr(Stdio::null()).spawn().expect("runs");
        sleep(Duration::from_millis(delay));
        child.kill().expect("killed");
        child.wait().expect("gone");
        let run = fixture.run(&["search", "harbour"]);
        assert!(
            run.status < 2 || run.stderr.contains("there is no index"),
            "{}",
            run.stderr
        );
    }
    fixture.ok(&["index", "in"]);
    fixture.ok(&["index", "in", "--index", "undisturbed"]);
    assert_eq!(shown(&fixture, ".dateline"), shown(&fixture, "undisturbed"));
    for entry in fs::read_dir(fixture.join(".dateline")).expect("folder") {
        let name = entry.expect("entry").file_name();
        let name = name.to_string_lossy();
        assert!(
            !name.starts_with(".tmp") && !name.ends_with(".new"),
            "{name}"
        );
    }
}

#[test]
fn a_run_that_is_stopped_goes_on_where_it_was() {
    let fixture = Fixture::new();
    write_releases(&fixture, 0..NUM_RELEASES, "mends");
    let mut command = fixture.command(&["index", "in"]);
    let mut child = command.stderr(Stdio::null()).spawn().expect("runs");
    sleep(Duration::from_millis(700));
    let pid = child.id().to_string();
    // Status 2 when it was stopped, 0 when it had ended before.
    let _ = Command::new("kill").args(["-INT", &pid]).status();
    child.wait().expect("ends");
    fixture.ok(&["index", "in"]);
    fixture.ok(&["index", "in", "--index", "undisturbed"]);
    assert_eq!(shown(&fixture, ".dateline"), shown(&fixture, "undisturbed"));
}

#[test]
fn hits_and_scores_do_not_remember_what_was_replaced_and_removed() {
    let fixture = Fixture::new();
    write_releases(&fixture, 0..40, "closes");
    fixture.ok(&["index", "in"]);
    write_releases(&fixture, 10..14, "mends");
    fs::remove_file(fixture.join("in/003.txt")).expect("removed");
    write_releases(&fixture, 40..45, "mends");
    fixture.ok(&["index", "in", "--prune"]);
    fixture.ok(&["index", "in", "--index", "fresh"]);
    assert_eq!(shown(&fixture, ".dateline"), shown(&fixture, "fresh"));
}

#[test]
fn while_one_writes_others_may_search_but_not_write() {
    let fixture = three_releases();
    fixture.ok(&["index", "in"]);
    let config = Config::builtin().expect("config");
    let index = Index::open(&fixture.join(".dateline"), &config).expect("index");
    let writer = index.writer(MIN_MEMORY).expect("writer");
    for args in [&["index", "in"][..], &["index", "--rebuild", "in"]] {
        let run = fixture.run(args);
        assert_eq!(run.status, 2, "{args:?}");
        let this = format!(
            "error: the index at `.dateline` is being written by process {} on ",
            std::process::id()
        );
        assert!(run.stderr.starts_with(&this), "{args:?}: {}", run.stderr);
        let help = "Z\nhelp: wait until the other `dateline index` has ended\n";
        assert!(run.stderr.ends_with(help), "{args:?}: {}", run.stderr);
        fixture.ok(&["search", "wheat"]);
    }
    drop(writer);
    fixture.ok(&["index", "--rebuild", "in"]);
    fixture.ok(&["search", "wheat"]);
}

#[cfg(unix)]
#[test]
fn an_index_that_may_not_be_written_is_searched_and_left_alone() {
    let fixture = three_releases();
    fixture.ok(&["index", "in"]);
    let expected = fixture.ok(&["search", "wheat"]).stdout;
    let index = fixture.join(".dateline");
    set_modes(&index, 0o555, 0o444);
    let run = run_without_rights(&fixture, &["search", "wheat"]);
    assert_eq!(
        (run.status, run.stdout.as_str()),
        (0, expected.as_str()),
        "{}",
        run.stderr
    );
    for args in [&["index", "in"][..], &["index", "--rebuild", "in"]] {
        let run = run_without_rights(&fixture, args);
        assert_eq!(run.status, 2, "{args:?}");
        assert!(run.stderr.contains("cannot be written: "), "{}", run.stderr);
        assert!(
            run.stderr.contains("help: make the folder writable"),
            "{}",
            run.stderr
        );
    }
    set_modes(&index, 0o755, 0o644);
    assert_eq!(fixture.ok(&["search", "wheat"]).stdout, expected);
}

#[cfg(unix)]
fn set_modes(folder: &Path, of_folder: u32, of_files: u32) {
    use std::os::unix::fs::PermissionsExt;
    let set = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("permissions");
    };
    set(folder, 0o755);
    for entry in fs::read_dir(folder).expect("folder") {
        set(&entry.expect("entry").path(), of_files);
    }
    set(folder, of_folder);
}

/// Runs the program as one who is bound by permissions, which the superuser is not.
#[cfg(unix)]
fn run_without_rights(fixture: &Fixture, args: &[&str]) -> Run {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    let is_bound = fs::write(fixture.join(".dateline/probe"), "").is_err();
    if is_bound {
        return fixture.run(args);
    }
    fs::remove_file(fixture.join(".dateline/probe")).expect("removed");
    // Anyone may enter the folder and find the program there.
    let everyone = fs::Permissions::from_mode(0o755);
    fs::set_permissions(fixture.path(), everyone).expect("permissions");
    let program = fixture.join("program");
    fs::copy(env!("CARGO_BIN_EXE_dateline"), &program).expect("copy");
    let mut command = Command::new(program);
    let command = command
        .args(args)
        .current_dir(fixture.path())
        .uid(65534)
        .gid(65534);
    let command = command
        .env_remove("DATELINE_INDEX")
        .env_remove("DATELINE_CONFIG");
    Run::from(command.output().expect("the program runs"))
}
