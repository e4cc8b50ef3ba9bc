//! Runs that are killed at random moments, stopped, or shut out half-way: what the next run makes is
//! what an undisturbed run makes, and nothing is left over.
//!
//! `DATELINE_KILLS=200 cargo test --test suite crash::killed -- --nocapture` kills as often as that.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::fixture::{Fixture, Run};

/// Kills of an ordinary run of the tests.
const FEW_KILLS: u64 = 6;

/// The files of the archive.
const NUM_FILES: usize = 160;

/// A generator of numbers that are the same in every run (Knuth's MMIX).
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end.max(1)
    }
}

/// Releases of several kinds, equal files, files that are none, in folders.
fn write_archive(fixture: &Fixture, of: std::ops::Range<usize>, verb: &str) {
    for number in of {
        let text = match number % 10 {
            3 => String::new(),
            7 => format!(
                "Ferry Line Opens\n\nThe ferry of group {} sails.\n",
                number / 40
            ),
            _ => format!(
                "Council {verb} quay {number}\n\nOSLO, Norway, {} March 2021 – The council of Norway \
                 {verb} quay {number}, Mayor Ingrid Solheim said. {}\n",
                number % 28 + 1,
                "The harbour stays open meanwhile. ".repeat(number % 7 + 1)
            ),
        };
        fixture.write(&format!("in/{}/{number:03}.txt", number % 4), text);
    }
}

/// `dateline index` with commits often enough to be hit between two.
fn index_args(index: &str) -> Vec<&str> {
    vec!["index", "in", "--index", index, "--batch", "10", "--prune"]
}

fn start(fixture: &Fixture, index: &str) -> Child {
    let mut command = fixture.command(&index_args(index));
    let command = command.stdout(Stdio::null()).stderr(Stdio::piped());
    command.spawn().expect("runs")
}

fn export(fixture: &Fixture, index: &str) -> String {
    let run = fixture.run(&["export", "--index", index]);
    assert!(run.status < 2, "{}", run.stderr);
    run.stdout
}

fn check_whole(fixture: &Fixture, index: &str, expected: &str) {
    assert_eq!(export(fixture, index), expected);
    let folder = fixture.join(index);
    assert_eq!(dateline::index::damage(&folder).expect("checked"), []);
    let left = dateline::index::leftovers(&folder).expect("listed");
    assert_eq!(left, Vec::<String>::new());
}

/// An archive, its export, and how long an undisturbed run takes.
fn undisturbed() -> (Fixture, String, Duration) {
    let fixture = Fixture::new();
    write_archive(&fixture, 0..NUM_FILES, "mends");
    let started = Instant::now();
    fixture.ok(&index_args("undisturbed"));
    let took = started.elapsed();
    let expected = export(&fixture, "undisturbed");
    assert!(expected.lines().count() > NUM_FILES / 2);
    (fixture, expected, took)
}

#[test]
fn killed_at_random_moments() {
    let num_kills = std::env::var("DATELINE_KILLS");
    let num_kills = num_kills.map_or(FEW_KILLS, |typed| typed.parse().expect("a number"));
    let (fixture, expected, took) = undisturbed();
    let mut random = Random(7);
    let (mut num_killed, mut round) = (0, 0);
    while num_killed < num_kills {
        round += 1;
        let index = format!("index-{round}");
        if round % 2 == 0 {
            // An index that has other files than there are now, and older texts of some.
            fs::remove_dir_all(fixture.join("in")).expect("removed");
            write_archive(&fixture, 40..NUM_FILES + 30, "closes");
            fixture.ok(&index_args(&index));
            fs::remove_dir_all(fixture.join("in")).expect("removed");
            write_archive(&fixture, 0..NUM_FILES, "mends");
        }
        for _ in 0..=random.below(3) {
            let mut child = start(&fixture, &index);
            let wait = random.below(u64::try_from(took.as_micros()).expect("short"));
            sleep(Duration::from_micros(wait));
            child.kill().expect("killed");
            let status = child.wait().expect("gone");
            num_killed += u64::from(status.code().is_none());
            let run = fixture.run(&["search", "quay", "--index", &index]);
            let is_begun = !run.stderr.contains("there is no index");
            assert!(run.status < 2 || !is_begun, "{}", run.stderr);
        }
        fixture.ok(&index_args(&index));
        let times = export(&fixture, &index);
        check_whole(&fixture, &index, &without_times(&times, &expected));
        fs::remove_dir_all(fixture.join(&index)).expect("removed");
    }
    println!("{num_killed} kills in {round} indexes, no difference");
}

/// The expected export with the times of the files as they are in the one found: files that were
/// written anew have new ones, which are no difference.
fn without_times(found: &str, expected: &str) -> String {
    let time_free = |export: &str| -> Vec<String> {
        let line = |line: &str| {
            let mut parts = line.split("\"mtime_ns\":");
            let first = parts.next().unwrap_or_default().to_owned();
            let rest = parts.map(|part| part.trim_start_matches(|c: char| c.is_ascii_digit()));
            first + &rest.collect::<String>()
        };
        export.lines().map(line).collect()
    };
    assert_eq!(time_free(found), time_free(expected));
    found.to_owned()
}

#[cfg(unix)]
#[test]
fn stopped_by_a_signal_it_says_how_to_go_on() {
    let (fixture, expected, took) = undisturbed();
    let mut random = Random(11);
    for signal in ["-INT", "-TERM", "-TERM", "-INT"] {
        let index = format!("index{signal}-{}", random.below(1000));
        let child = start(&fixture, &index);
        let wait = took / 4
            + Duration::from_micros(
                random.below(u64::try_from(took.as_micros()).expect("a short run") / 2),
            );
        sleep(wait);
        let pid = child.id().to_string();
        let _ = Command::new("kill").args([signal, &pid]).status();
        let run = Run::from(child.wait_with_output().expect("ends"));
        // A machine at rest may have ended before the signal came.
        if run.status != 0 {
            assert_eq!(run.status, 2, "{}", run.stderr);
            assert!(
                run.stderr.contains("seen so far are committed"),
                "{}",
                run.stderr
            );
            assert!(
                run.stderr
                    .contains("help: run the same command again to go on"),
                "{}",
                run.stderr
            );
            let left = dateline::index::leftovers(&fixture.join(&index)).expect("listed");
            assert_eq!(left, Vec::<String>::new());
        }
        fixture.ok(&index_args(&index));
        check_whole(&fixture, &index, &expected);
    }
}

/// A small file system, which only the superuser can make.
#[cfg(target_os = "linux")]
struct SmallDisk<'f>(&'f Path);

#[cfg(target_os = "linux")]
impl<'f> SmallDisk<'f> {
    fn mount(at: &'f Path, options: &str) -> Option<Self> {
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", options, "tmpfs"])
            .arg(at)
            .stderr(Stdio::null())
            .status();
        mounted
            .is_ok_and(|status| status.success())
            .then_some(Self(at))
    }
}

#[cfg(target_os = "linux")]
impl Drop for SmallDisk<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0).status();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_named_and_what_was_committed_stays() {
    let (fixture, expected, _) = undisturbed();
    let folder = fixture.join("disk");
    fs::create_dir(&folder).expect("folder");
    for kilobytes in [4, 100, 160, 220] {
        let Some(disk) = SmallDisk::mount(&folder, &format!("size={kilobytes}k")) else {
            eprintln!("skipped: a small disk can only be mounted by the superuser");
            return;
        };
        let run = fixture.run(&index_args("disk/index"));
        assert_eq!(run.status, 2, "{kilobytes} kB: {}", run.stderr);
        assert!(
            run.stderr
                .contains("error: no space is left for `disk/index"),
            "{}",
            run.stderr
        );
        assert!(
            run.stderr.contains("help: free some space"),
            "{}",
            run.stderr
        );
        let grown = Command::new("mount")
            .args(["-o", "remount,size=64m"])
            .arg(&folder)
            .status();
        assert!(grown.expect("runs").success());
        fixture.ok(&index_args("disk/index"));
        check_whole(&fixture, "disk/index", &expected);
        drop(disk);
    }
}

/// The right to write goes away in the middle.
#[cfg(unix)]
#[test]
fn a_folder_that_may_no_longer_be_written_is_named() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
    use std::os::unix::process::CommandExt;
    const NOBODY: u32 = 65534;
    let (fixture, expected, _) = undisturbed();
    let is_root = fs::metadata(fixture.path()).expect("metadata").uid() == 0;
    let open_to_all = fs::Permissions::from_mode(0o755);
    fs::set_permissions(fixture.path(), open_to_all.clone()).expect("permissions");
    let index = fixture.join("index");
    fs::create_dir(&index).expect("folder");
    let program = fixture.join("dateline");
    fs::copy(env!("CARGO_BIN_EXE_dateline"), &program).expect("a copy that nobody may run");
    let mut command = Command::new(&program);
    command
        .args(index_args("index"))
        .current_dir(fixture.path());
    command
        .env_remove("DATELINE_INDEX")
        .env_remove("DATELINE_CONFIG");
    command.stdout(Stdio::null()).stderr(Stdio::piped());
    if is_root {
        chown(&index, Some(NOBODY), Some(NOBODY)).expect("given away");
        command.uid(NOBODY).gid(NOBODY);
    }
    let child = command.spawn().expect("runs");
    // After its first commit.
    let started = Instant::now();
    while fixture.run(&["search", "quay", "--index", "index"]).status != 0 {
        assert!(started.elapsed() < Duration::from_secs(120), "no commit");
    }
    fs::set_permissions(&index, fs::Permissions::from_mode(0o555)).expect("permissions");
    let run = Run::from(child.wait_with_output().expect("ends"));
    fs::set_permissions(&index, open_to_all).expect("permissions");
    if run.status != 0 {
        assert_eq!(run.status, 2, "{}", run.stderr);
        assert!(run.stderr.contains("cannot be written: "), "{}", run.stderr);
        assert!(
            run.stderr.contains("help: make the folder writable"),
            "{}",
            run.stderr
        );
    }
    fixture.ok(&index_args("index"));
    check_whole(&fixture, "index", &expected);
}

#[test]
fn searches_go_on_while_a_writer_commits() {
    let (fixture, _, _) = undisturbed();
    let mut child = start(&fixture, "index");
    let mut totals = Vec::new();
    while child.try_wait().expect("asked").is_none() {
        let run = fixture.run(&["search", "quay", "--count", "--index", "index"]);
        if run.stderr.contains("there is no index") {
            continue;
        }
        assert!(run.status < 2, "{}", run.stderr);
        totals.push(run.stdout.trim().parse::<u64>().expect("a number"));
    }
    assert!(totals.is_sorted(), "{totals:?}");
}
