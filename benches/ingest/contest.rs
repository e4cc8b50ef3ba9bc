//! Rounds in which the contestants take turns, so that what else the machine does falls on all alike.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process::{self, Cost};
use crate::releases::{Form, write_to};
use crate::settings::{Others, Settings};

/// The releases that the last step adds.
const NUM_ADDED: usize = 100;

/// One who runs over the files of a form.
struct Contestant {
    name: String,
    form: Form,
    /// The command that makes an index in an empty folder.
    command: Box<dyn Fn(&Place) -> Command>,
    costs: Vec<Cost>,
}

/// Where a contestant finds its files and puts its index.
struct Place {
    files: PathBuf,
    index: PathBuf,
}

/// Runs all rounds and prints what they cost.
pub fn run(settings: &Settings) -> Result<(), String> {
    let kept = tempfile::tempdir().map_err(|error| error.to_string())?;
    let folder = settings.folder.as_deref().unwrap_or(kept.path());
    let pages = files(settings, folder, Form::Page)?;
    let texts = files(settings, folder, Form::Plain)?;
    let of = |form| if form == Form::Page { &pages } else { &texts };
    let mut contestants = contestants(settings);
    for _ in 0..settings.num_rounds {
        for contestant in &mut contestants {
            let index = tempfile::tempdir_in(folder).map_err(|error| error.to_string())?;
            let place = Place {
                files: of(contestant.form).clone(),
                index: index.path().to_owned(),
            };
            let cost = process::run(&mut (contestant.command)(&place))?;
            contestant.costs.push(cost);
        }
    }
    print_table(settings, &contestants);
    grow(settings, &pages, folder)
}

/// The files of a form, written unless an earlier run has left them.
fn files(settings: &Settings, folder: &Path, form: Form) -> Result<PathBuf, String> {
    let (num, seed) = (settings.num_releases, settings.seed);
    let files = folder.join(format!("{form:?}-{num}-{seed}"));
    let done = folder.join(format!("{form:?}-{num}-{seed}.done"));
    if !done.is_file() {
        let written = write_to(&files, form, seed, 0..num);
        let num_bytes = written.map_err(|error| format!("{}: {error}", files.display()))?;
        println!(
            "{form:?}: {num} releases, {:.0} bytes each",
            num_bytes as f64 / num as f64
        );
        fs::write(&done, "").map_err(|error| format!("{}: {error}", done.display()))?;
    }
    Ok(files)
}

fn contestants(settings: &Settings) -> Vec<Contestant> {
    let mut contestants = Vec::new();
    let mut enter = |name: &str, form, command: Box<dyn Fn(&Place) -> Command>| {
        contestants.push(Contestant {
            name: name.to_owned(),
            form,
            command,
            costs: Vec::new(),
        });
    };
    for form in [Form::Page, Form::Plain] {
        enter("read", form, baseline("read"));
        if form == Form::Page {
            enter("parse", form, baseline("parse"));
        }
        let raw = if form == Form::Page {
            "raw-pages"
        } else {
            "raw-text"
        };
        enter(raw, form, baseline(raw));
        for num_threads in settings.threads.clone() {
            let memory = settings.memory.clone();
            let command = move |place: &Place| {
                let mut command = dateline(place, num_threads);
                command.args(memory.iter().flat_map(|size| ["--memory", size]));
                command
            };
            enter(
                &format!("dateline, {num_threads} threads"),
                form,
                Box::new(command),
            );
        }
    }
    if settings.others == Others::Installed {
        for (name, command) in [
            ("recollindex", recollindex as fn(&Place) -> Command),
            ("omindex", omindex),
        ] {
            if Command::new(name).arg("--version").output().is_ok() {
                enter(name, Form::Page, Box::new(command));
            } else {
                println!("{name} is not installed");
            }
        }
    }
    contestants
}

/// This program, called again as a baseline.
fn baseline(name: &'static str) -> Box<dyn Fn(&Place) -> Command> {
    Box::new(move |place| {
        let this = std::env::current_exe().expect("this program has a path");
        let mut command = Command::new(this);
        command
            .arg("--baseline")
            .arg(name)
            .arg(&place.files)
            .arg(&place.index);
        command
    })
}

fn dateline(place: &Place, num_threads: usize) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.args(["index", "--quiet", "--json", "--threads"]);
    command
        .arg(num_threads.to_string())
        .arg("--index")
        .arg(&place.index);
    command.arg(&place.files);
    // The config of the folder in which the benchmark is called is not the shipped one.
    command.current_dir(&place.index);
    command
}

fn recollindex(place: &Place) -> Command {
    let config = format!("topdirs = {}\nloglevel = 1\n", place.files.display());
    fs::write(place.index.join("recoll.conf"), config).expect("the index folder is there");
    let mut command = Command::new("recollindex");
    command
        .arg("-c")
        .arg(&place.index)
        .stderr(std::process::Stdio::null());
    command
}

fn omindex(place: &Place) -> Command {
    let mut command = Command::new("omindex");
    command
        .arg("--db")
        .arg(place.index.join("db"))
        .args(["--url", "/"])
        .arg(&place.files);
    command
}

/// The middle of the rounds.
fn middle(costs: &[Cost], of: impl Fn(&Cost) -> f64) -> f64 {
    let mut values: Vec<f64> = costs.iter().map(of).collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn print_table(settings: &Settings, contestants: &[Contestant]) {
    let num = settings.num_releases as f64;
    println!(
        "\n{} releases, median of {} rounds\n{:<6} {:<20} {:>9} {:>9} {:>8} {:>7} {:>8}  CPU of the raw pipeline",
        settings.num_releases,
        settings.num_rounds,
        "",
        "",
        "CPU s",
        "us a doc",
        "wall s",
        "cores",
        "peak MB"
    );
    for contestant in contestants {
        let cpu = middle(&contestant.costs, |c| c.cpu);
        let raw = contestants
            .iter()
            .find(|c| c.form == contestant.form && c.name.starts_with("raw"));
        let mut of_raw: Vec<f64> = raw.map_or_else(Vec::new, |raw| {
            let pairs = contestant.costs.iter().zip(&raw.costs);
            pairs
                .map(|(own, raw)| own.cpu / raw.cpu.max(0.01))
                .collect()
        });
        of_raw.sort_by(f64::total_cmp);
        println!(
            "{:<6} {:<20} {cpu:>9.2} {:>9.1} {:>8.2} {:>7.2} {:>8.1}  {:.2} ({:.2} to {:.2})",
            format!("{:?}", contestant.form),
            contestant.name,
            cpu / num * 1e6,
            middle(&contestant.costs, |c| c.wall),
            middle(&contestant.costs, |c| c.cpu / c.wall),
            middle(&contestant.costs, |c| c.peak),
            of_raw[of_raw.len() / 2],
            of_raw[0],
            of_raw[of_raw.len() - 1],
        );
    }
}

/// A second run over the same files, and one over some more; each account is held against what was
/// generated.
fn grow(settings: &Settings, files: &Path, folder: &Path) -> Result<(), String> {
    let index = tempfile::tempdir_in(folder).map_err(|error| error.to_string())?;
    let added = tempfile::tempdir_in(folder).map_err(|error| error.to_string())?;
    let place = Place {
        files: files.to_owned(),
        index: index.path().to_owned(),
    };
    let num_threads = settings.threads.first().copied().unwrap_or(1);
    let num = settings.num_releases;
    let first = process::run(&mut dateline(&place, num_threads))?;
    let again = process::run(&mut dateline(&place, num_threads))?;
    println!(
        "\nunchanged files read again: {:.2} s of CPU, {:.1} % of the first run",
        again.cpu,
        100.0 * again.cpu / first.cpu
    );
    check_account(dateline(&place, num_threads), [0, num])?;
    write_to(
        added.path(),
        Form::Page,
        settings.seed,
        num..num + NUM_ADDED,
    )
    .map_err(|error| error.to_string())?;
    let mut more = dateline(&place, num_threads);
    let cost = process::run(more.arg(added.path()))?;
    println!(
        "{NUM_ADDED} files added: {:.2} s of CPU, {:.1} MB at most",
        cost.cpu, cost.peak
    );
    let mut all = dateline(&place, num_threads);
    all.arg(added.path());
    check_account(all, [0, num + NUM_ADDED])
}

/// Fails when a run does not find so many releases to index and so many that are as they were.
fn check_account(mut command: Command, expected: [usize; 2]) -> Result<(), String> {
    let output = command.output().map_err(|error| error.to_string())?;
    let report: serde_json::Value =
        serde_json::from_slice(&output.stdout).map_err(|error| format!("no report: {error}"))?;
    let found =
        ["num_indexed", "num_unchanged"].map(|key| report[key].as_u64().unwrap_or(u64::MAX));
    if found == expected.map(|num| num as u64) {
        return Ok(());
    }
    Err(format!(
        "indexed and unchanged are {found:?}, expected {expected:?}: {report}"
    ))
}
