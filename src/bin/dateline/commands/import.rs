//! `dateline import`: what `dateline export` wrote, into an index.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::sync::atomic::AtomicBool;

use dateline::index::Index;
use dateline::ingest::{self, Import, ImportForm, Run, Upkeep};
use dateline::present::json;
use dateline::present::search::counted;
use dateline::report::ImportReport;

use crate::args::{ImportArgs, TransferFormat};
use crate::context::Context;
use crate::exit::{Failure, Outcome, Stop};

/// Lines that are named as wrong before the rest is only counted; `--json` names all.
const NAMED_PROBLEMS: usize = 20;

/// Imports a file and says what became of its lines.
pub fn run(args: &ImportArgs, context: &Context, out: &mut dyn Write) -> Result<Outcome, Stop> {
    static STOP: AtomicBool = AtomicBool::new(false);
    crate::interrupt::stop_on_ctrl_c(&STOP)?;
    let config = context.load_config()?;
    let name = args.file.display().to_string();
    let mut reader =
        open(&args.file).map_err(|error| Failure::new(format!("cannot read `{name}`: {error}")))?;
    let index = Index::open_or_create(&context.index, &config).map_err(Failure::from)?;
    let run = Run {
        roots: &[],
        num_threads: context.num_threads(),
        memory: args.memory,
        stop: &STOP,
        upkeep: Upkeep::default(),
    };
    let input = Import {
        name: &name,
        form: form(args),
        reader: &mut *reader,
    };
    let report = ingest::import(run, &index, &config, input).map_err(Failure::from)?;
    show(&report, args, context, out)?;
    if report.interrupted {
        let failure = Failure::new("stopped; the index is as it was");
        return Err(failure.help("run the same command again").into());
    }
    Ok(if report.problems.is_empty() {
        Outcome::Done
    } else {
        Outcome::Negative
    })
}

fn open(path: &Path) -> io::Result<Box<dyn BufRead>> {
    Ok(if path == Path::new("-") {
        Box::new(io::stdin().lock())
    } else {
        Box::new(BufReader::new(File::open(path)?))
    })
}

fn form(args: &ImportArgs) -> ImportForm {
    let is_table = || {
        let ending = args.file.extension().unwrap_or_default();
        ending.eq_ignore_ascii_case("csv")
    };
    let is_csv = args
        .format
        .map_or_else(is_table, |typed| typed == TransferFormat::Csv);
    if is_csv {
        ImportForm::Csv
    } else {
        ImportForm::JsonLines
    }
}

fn show(
    report: &ImportReport,
    args: &ImportArgs,
    context: &Context,
    out: &mut dyn Write,
) -> io::Result<()> {
    if args.json {
        return json::write_line(out, report);
    }
    for problem in report.problems.iter().take(NAMED_PROBLEMS) {
        let (line, message) = (problem.line, &problem.message);
        context.warn(&format!("{}:{line}: {message}", args.file.display()));
    }
    let num_problems = report.problems.len();
    if num_problems > NAMED_PROBLEMS {
        let rest = counted((num_problems - NAMED_PROBLEMS) as u64, "line");
        context.warn(&format!("… and {rest} more; --json names them all"));
    }
    if report.interrupted {
        return Ok(());
    }
    let releases = counted(report.num_imported, "release");
    let mut parts = vec![format!("{releases} imported")];
    for (count, what) in [
        (report.num_replaced, "in place of what was there"),
        (report.num_copies, "held already from another file"),
    ] {
        if count > 0 {
            parts.push(format!("{count} {what}"));
        }
    }
    if num_problems > 0 {
        parts.push(format!("{} not used", counted(num_problems as u64, "line")));
    }
    writeln!(out, "{}", parts.join(", "))
}
