//! What a user sees when something is wrong: the message, the advice, the exit status.

use crate::fixture::{Fixture, Run, three_releases};

/// Status and stderr, the temporary folder shown as `[dir]`.
fn shown(fixture: &Fixture, run: &Run) -> String {
    let folder = fixture.path().display().to_string();
    let stderr = run.stderr.replace(&folder, "[dir]");
    format!("status {}\n{stderr}", run.status)
}

fn check(args: &[&str], expected: &str) {
    let fixture = three_releases();
    let run = fixture.run(args);
    assert_eq!(shown(&fixture, &run).trim_end(), expected, "{args:?}");
    assert_eq!(run.stdout, "", "{args:?}");
}

#[test]
fn a_missing_index_is_named_with_the_way_to_make_one() {
    check(
        &["search", "wheat"],
        "status 2\nerror: there is no index at `.dateline`\nhelp: make one with `dateline index PATH…`",
    );
}

#[test]
fn a_wrong_path_is_named_and_makes_no_index() {
    let fixture = three_releases();
    let run = fixture.run(&["index", "nowhere"]);
    assert_eq!(
        shown(&fixture, &run),
        "status 2\nerror: no file or folder `nowhere`\n"
    );
    assert!(!fixture.join(".dateline").exists());
}

#[test]
fn an_empty_folder_is_an_empty_index() {
    let fixture = Fixture::new();
    std::fs::create_dir(fixture.join("in")).expect("folder");
    let run = fixture.ok(&["index", "in"]);
    assert!(
        run.stderr
            .starts_with("0 seen: 0 indexed, 0 unchanged, 0 skipped"),
        "{}",
        run.stderr
    );
    let run = fixture.run(&["search", "wheat"]);
    assert_eq!((run.status, run.stdout.as_str()), (1, "0 releases\n"));
}

#[test]
fn a_folder_that_is_no_index_is_not_written_to() {
    check(
        &["index", "in", "--index", "in"],
        "status 2\nerror: `in` is not empty and not an index of dateline\nhelp: name another folder with `--index DIR`",
    );
}

#[test]
fn an_unknown_facet_or_flag_gets_a_suggestion() {
    let fixture = three_releases();
    let run = fixture.run(&["facets", "contry"]);
    assert_eq!(run.status, 2);
    assert!(
        run.stderr.contains("did you mean `country`?"),
        "{}",
        run.stderr
    );
    let run = fixture.run(&["search", "wheat", "--contry", "KZ"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("'--country'"), "{}", run.stderr);
}

#[test]
fn a_wrong_date_says_how_to_write_one() {
    let fixture = three_releases();
    let run = fixture.run(&["search", "--since", "19.8.2021"]);
    assert_eq!(run.status, 2);
    assert!(
        run.stderr.contains("write 2021, 2021-08 or 2021-08-19"),
        "{}",
        run.stderr
    );
}

#[test]
fn an_unknown_country_is_refused_with_the_nearest_one() {
    let fixture = three_releases();
    fixture.ok(&["index", "in"]);
    let run = fixture.run(&["search", "--country", "Kazahkstan"]);
    assert_eq!(run.status, 2, "{}", run.stderr);
    assert!(run.stderr.contains("`Kazahkstan`"), "{}", run.stderr);
    assert!(
        run.stderr.contains("help: did you mean `Kazakhstan`?"),
        "{}",
        run.stderr
    );
}

#[test]
fn every_fault_of_a_config_is_told_with_file_and_line() {
    let fixture = Fixture::new();
    fixture.ok(&["init", "mine"]);
    let path = fixture.join("mine/dateline.toml");
    let text = std::fs::read_to_string(&path).expect("settings");
    std::fs::write(&path, text.replace("headline = ", "headlin = ")).expect("settings");
    let path = fixture.join("mine/topics.toml");
    let text = std::fs::read_to_string(&path).expect("topics");
    std::fs::write(&path, text.replacen("label = ", "lable = ", 1)).expect("topics");
    let run = fixture.run(&["check", "mine"]);
    assert_eq!(run.status, 1, "{}", run.stderr);
    assert!(run.stdout.contains("mine/dateline.toml:"), "{}", run.stdout);
    assert!(
        run.stdout.contains("help: did you mean `headline`?"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("mine/topics.toml:"), "{}", run.stdout);
    assert!(
        run.stdout.contains("help: did you mean `label`?"),
        "{}",
        run.stdout
    );
    fixture.write("in/a.txt", "A text.\n");
    let run = fixture.run(&["index", "in", "--config", "mine"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("mine/dateline.toml:"), "{}", run.stderr);
}

#[test]
fn init_does_not_overwrite_what_was_edited() {
    let fixture = Fixture::new();
    fixture.ok(&["init"]);
    fixture.ok(&["check"]);
    let run = fixture.run(&["init"]);
    assert_eq!(run.status, 2);
    assert!(
        run.stderr
            .contains("is already there\nhelp: `--force` overwrites it"),
        "{}",
        run.stderr
    );
    fixture.ok(&["init", "--force"]);
}

#[test]
fn an_index_of_another_config_is_refused_until_it_is_rebuilt() {
    let fixture = three_releases();
    fixture.ok(&["index", "in"]);
    fixture.ok(&["init"]);
    fixture.ok(&["search", "wheat"]);
    let refused = |help: &str| {
        for args in [&["search", "wheat"][..], &["index", "in"]] {
            let run = fixture.run(args);
            assert_eq!(run.status, 2, "{args:?}");
            let made = run.stderr.contains("made with another config");
            assert!(made && run.stderr.contains(help), "{}", run.stderr);
        }
    };
    let path = fixture.join("index-config/topics.toml");
    let text = std::fs::read_to_string(&path).expect("topics");
    std::fs::write(&path, format!("{text}# changed\n")).expect("topics");
    refused("help: find its facets anew with `dateline retag`");
    let rule = "body = [\"#text\"]\n";
    fixture.write("index-config/sites/larnwick.example.toml", rule);
    refused("help: `dateline migrate` makes it anew from its own texts");
    fixture.ok(&["index", "--rebuild", "in"]);
    fixture.ok(&["search", "wheat"]);
}

#[test]
fn a_closed_pipe_is_no_error() {
    use std::process::Stdio;
    let fixture = three_releases();
    let mut child = fixture
        .command(&["man"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("ends");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn completions_and_manual_name_every_command() {
    let fixture = Fixture::new();
    for args in [
        &["completions", "bash"][..],
        &["completions", "zsh"],
        &["completions", "fish"],
        &["man"],
    ] {
        let text = fixture.ok(args).stdout;
        for name in [
            "index", "search", "facets", "show", "extract", "stats", "check", "init",
        ] {
            assert!(text.contains(name), "{args:?} lacks {name}");
        }
    }
}

/// Runs the program as somebody who may not write: root may write everywhere, so root steps down.
#[cfg(unix)]
fn run_without_rights(fixture: &Fixture, args: &[&str]) -> Run {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;
    const NOBODY: u32 = 65534;
    let open_to_all = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(fixture.path(), open_to_all.clone()).expect("permissions");
    let program = fixture.join("dateline");
    if !program.exists() {
        std::fs::copy(env!("CARGO_BIN_EXE_dateline"), &program)
            .expect("a copy that nobody may run");
        std::fs::set_permissions(&program, open_to_all).expect("permissions");
    }
    let is_root = std::fs::metadata(fixture.path()).expect("metadata").uid() == 0;
    let mut command = std::process::Command::new(program);
    command.args(args).current_dir(fixture.path());
    command
        .env_remove("DATELINE_INDEX")
        .env_remove("DATELINE_CONFIG");
    if is_root {
        command.uid(NOBODY).gid(NOBODY);
    }
    Run::from(command.output().expect("the program runs"))
}

#[cfg(unix)]
#[test]
fn a_read_only_index_is_not_written_but_still_answers() {
    use std::os::unix::fs::PermissionsExt;
    let fixture = three_releases();
    fixture.ok(&["index", "in"]);
    fixture.write(
        "in/new.txt",
        "A New Release\n\nThe town said that it is new.\n",
    );
    let index = fixture.join(".dateline");
    std::fs::set_permissions(&index, std::fs::Permissions::from_mode(0o555)).expect("permissions");
    let run = run_without_rights(&fixture, &["index", "in"]);
    assert_eq!(run.status, 2, "{}", run.stderr);
    assert!(
        run.stderr
            .contains("error: the index at `.dateline` cannot be written"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr.contains("help: make the folder writable"),
        "{}",
        run.stderr
    );
    let run = run_without_rights(&fixture, &["search", "wheat"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    std::fs::set_permissions(&index, std::fs::Permissions::from_mode(0o755)).expect("permissions");
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_skipped_and_named() {
    use std::os::unix::fs::PermissionsExt;
    let fixture = three_releases();
    let closed = std::fs::Permissions::from_mode(0o000);
    std::fs::set_permissions(fixture.join("in/rail.txt"), closed).expect("permissions");
    let run = run_without_rights(&fixture, &["extract", "in"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert_eq!(run.stdout.lines().count(), 2);
    assert!(
        run.stderr.contains("in/rail.txt: unreadable"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_half_typed_query_is_answered_with_a_warning() {
    let fixture = three_releases();
    fixture.ok(&["index", "in"]);
    let run = fixture.run(&["search", "\"freight railway"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.stderr.starts_with("warning: "), "{}", run.stderr);
    for query in [
        "((",
        ")",
        "AND",
        "NOT",
        "OR OR",
        "country:",
        "\"\"",
        "*",
        "a* AND (",
        "headline:",
        "-",
        "+",
    ] {
        let run = fixture.run(&["search", "--", query]);
        assert!(run.status < 2, "{query}: {}", run.stderr);
    }
}
