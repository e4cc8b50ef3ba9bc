//! `dateline migrate`: an index of another format or config, anew from its own texts.

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::AtomicBool;

use dateline::index::OldIndex;
use dateline::ingest::{self, Run, Upkeep};
use dateline::present::json;
use dateline::present::search::counted;
use dateline::report::MigrateReport;

use crate::args::MigrateArgs;
use crate::context::{Context, Verbosity};
use crate::exit::{Failure, Outcome, Stop};
use crate::progress::Progress;

/// Makes the index over and says what is in it.
pub fn run(args: &MigrateArgs, context: &Context, out: &mut dyn Write) -> Result<Outcome, Stop> {
    static STOP: AtomicBool = AtomicBool::new(false);
    crate::interrupt::stop_on_ctrl_c(&STOP)?;
    let config = context.load_config()?;
    let old = OldIndex::open(&context.index).map_err(Failure::from)?;
    let reading = old.manifest().map(|manifest| manifest.reading.clone());
    let reads_otherwise = reading.as_deref() != Some(config.reading_fingerprint());
    let run = Run {
        roots: &[],
        num_threads: context.num_threads(),
        memory: args.memory,
        stop: &STOP,
        upkeep: Upkeep::default(),
    };
    let is_watched = io::stderr().is_terminal() && context.verbosity > Verbosity::Quiet;
    let progress = is_watched.then(Progress::of_known_length);
    let on_progress = |report: &MigrateReport| {
        if let Some(progress) = &progress {
            progress.show_part(report.num_done, report.num_documents);
        }
    };
    let result = ingest::migrate(run, old, &config, on_progress);
    drop(progress);
    let report = result.map_err(Failure::from)?;
    if args.json {
        json::write_line(out, &report)?;
    } else if !report.interrupted {
        let releases = counted(report.num_releases, "release");
        writeln!(
            out,
            "{releases} made over, from format {}",
            report.from_format
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
    if reads_otherwise {
        context.note(
            "the texts are as they were read with the rules and limits of then; \
             `dateline index --rebuild PATH…` reads the files anew",
        );
    }
    Ok(Outcome::Done)
}
