//! `dateline index`: bring the index up to date with files and folders.

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::AtomicBool;

use dateline::config::Config;
use dateline::index::{Index, IndexError, Ledger};
use dateline::ingest::{self, Run};
use dateline::present::json;
use dateline::present::preview::write_preview;
use dateline::present::report::{Detail, write_report};
use dateline::report::IndexReport;

use crate::args::IndexArgs;
use crate::context::{Context, Verbosity};
use crate::exit::{Failure, Outcome, Stop};
use crate::progress::Progress;

/// Indexes the paths and reports what became of each file.
pub fn run(args: &IndexArgs, context: &Context, out: &mut dyn Write) -> Result<Outcome, Stop> {
    static STOP: AtomicBool = AtomicBool::new(false);
    crate::interrupt::stop_on_ctrl_c(&STOP)?;
    let config = context.load_config()?;
    // A wrong path must not empty an index that is to be made anew.
    dateline::source::walk(&args.paths).map_err(Failure::from)?;
    if args.dry_run {
        return preview(args, context, &config, out);
    }
    let index = if args.rebuild {
        Index::rebuild(&context.index, &config)
    } else {
        Index::open_or_create(&context.index, &config)
    };
    let run = Run {
        roots: &args.paths,
        num_threads: context.num_threads(),
        memory: args.upkeep.memory,
        stop: &STOP,
        upkeep: args.upkeep.upkeep(),
    };
    let is_watched = io::stderr().is_terminal() && context.verbosity > Verbosity::Quiet;
    let progress = is_watched.then(|| Progress::start(&args.paths));
    let on_progress = |report: &IndexReport| {
        if let Some(progress) = &progress {
            progress.show(report);
        }
    };
    let result = ingest::index(run, &index.map_err(Failure::from)?, &config, on_progress);
    drop(progress);
    let report = result.map_err(Failure::from)?;
    if let Some(killed) = &report.taken_over {
        context.note(&format!(
            "the run of {killed}, was killed; what it had committed is there"
        ));
    }
    show(&report, args, context, out)?;
    if report.interrupted {
        let message = format!("stopped; {} seen so far are committed", report.num_seen);
        return Err(Failure::new(message)
            .help("run the same command again to go on")
            .into());
    }
    let is_negative = args.strict && !report.skipped.is_empty();
    Ok(if is_negative {
        Outcome::Negative
    } else {
        Outcome::Done
    })
}

/// Says what a run would do. No index is made, and nobody is kept from writing to the one there is.
fn preview(
    args: &IndexArgs,
    context: &Context,
    config: &Config,
    out: &mut dyn Write,
) -> Result<Outcome, Stop> {
    let ledger = match Index::open(&context.index, config) {
        Ok(index) => index
            .searcher()
            .and_then(|searcher| Ledger::read(&searcher)),
        Err(IndexError::Missing { .. }) => Ok(Ledger::default()),
        Err(error) => Err(error),
    };
    let run = Run {
        roots: &args.paths,
        num_threads: context.num_threads(),
        memory: args.upkeep.memory,
        stop: &AtomicBool::new(false),
        upkeep: args.upkeep.upkeep(),
    };
    let preview = ingest::preview(run, &ledger.map_err(Failure::from)?).map_err(Failure::from)?;
    if args.json {
        json::write_line(out, &preview)?;
    } else {
        write_preview(out, &preview, &context.out_style)?;
    }
    Ok(Outcome::Done)
}

fn show(
    report: &IndexReport,
    args: &IndexArgs,
    context: &Context,
    out: &mut dyn Write,
) -> io::Result<()> {
    if args.json {
        json::write_line(out, report)?;
    }
    let detail = match context.verbosity {
        Verbosity::Quiet => return Ok(()),
        Verbosity::Normal => Detail::Summary,
        Verbosity::Verbose => Detail::Everything,
    };
    write_report(&mut io::stderr().lock(), report, detail, &context.err_style)
}
