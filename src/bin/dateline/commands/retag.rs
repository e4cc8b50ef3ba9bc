//! `dateline retag`: facets anew from the stored texts.

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::AtomicBool;

use dateline::index::Index;
use dateline::ingest::{self, Run, Upkeep};
use dateline::present::json;
use dateline::present::search::counted;
use dateline::report::RetagReport;

use crate::args::RetagArgs;
use crate::context::{Context, Verbosity};
use crate::exit::{Failure, Outcome, Stop};
use crate::progress::Progress;

/// Tags every release anew and says how many changed.
pub fn run(args: &RetagArgs, context: &Context, out: &mut dyn Write) -> Result<Outcome, Stop> {
    static STOP: AtomicBool = AtomicBool::new(false);
    crate::interrupt::stop_on_ctrl_c(&STOP)?;
    let config = context.load_config()?;
    let index = Index::open_to_retag(&context.index, &config).map_err(Failure::from)?;
    let run = Run {
        roots: &[],
        num_threads: context.num_threads(),
        memory: args.memory,
        stop: &STOP,
        upkeep: Upkeep::default(),
    };
    let is_watched = io::stderr().is_terminal() && context.verbosity > Verbosity::Quiet;
    let progress = is_watched.then(Progress::of_known_length);
    let on_progress = |report: &RetagReport| {
        if let Some(progress) = &progress {
            progress.show_part(report.num_done, report.num_releases);
        }
    };
    let result = ingest::retag(run, &index, &config, on_progress);
    drop(progress);
    let report = result.map_err(Failure::from)?;
    if args.json {
        json::write_line(out, &report)?;
    } else if !report.interrupted {
        let releases = counted(report.num_releases, "release");
        writeln!(
            out,
            "{releases} tagged anew, {} changed",
            report.num_changed
        )?;
    }
    if report.num_failed > 0 {
        let releases = counted(report.num_failed, "release");
        context.warn(&format!(
            "dateline failed on {releases}, which keep their facets; please report this"
        ));
    }
    if report.interrupted {
        let failure = Failure::new("stopped; the index is as it was");
        return Err(failure.help("run the same command again").into());
    }
    Ok(Outcome::Done)
}
