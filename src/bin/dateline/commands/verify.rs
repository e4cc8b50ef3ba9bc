//! `dateline verify`: is the index what was committed, and is it what the sources say?

use std::io::Write;
use std::sync::atomic::AtomicBool;

use dateline::config::Config;
use dateline::index::{self, Index, MANIFEST, Manifest};
use dateline::ingest::{self, Gone, Run, Upkeep};
use dateline::present::json;
use dateline::present::search::counted;
use dateline::present::verify::write_verify;
use dateline::report::{Damage, RepairReport, VerifyReport};

use crate::args::VerifyArgs;
use crate::context::Context;
use crate::exit::{Failure, Outcome, Stop};

/// Prints every problem; any that is left is a negative answer.
pub fn run(args: &VerifyArgs, context: &Context, out: &mut dyn Write) -> Result<Outcome, Stop> {
    static STOP: AtomicBool = AtomicBool::new(false);
    crate::interrupt::stop_on_ctrl_c(&STOP)?;
    let config = context.load_config()?;
    dateline::source::walk(&args.paths).map_err(Failure::from)?;
    // Another format or config is no damage; a manifest that cannot be read is.
    if let Ok(Some(manifest)) = Manifest::read(&context.index) {
        let checked = manifest.check(&context.index, &config);
        checked.map_err(Failure::from)?;
    }
    let damaged = index::damage(&context.index).map_err(Failure::from)?;
    let run = Run {
        roots: &args.paths,
        num_threads: context.num_threads(),
        memory: args.memory,
        stop: &STOP,
        upkeep: Upkeep {
            gone: if args.prune { Gone::Prune } else { Gone::Keep },
            ..Upkeep::default()
        },
    };
    let report = if args.repair {
        mend(run, (context, &config), damaged)?
    } else if damaged.is_empty() {
        let index = Index::open(&context.index, &config).map_err(Failure::from)?;
        ingest::verify(run, &index, &config).map_err(Failure::from)?
    } else {
        VerifyReport {
            damaged,
            ..VerifyReport::default()
        }
    };
    if args.json {
        json::write_line(out, &report)?;
    } else {
        write_verify(out, &report, &context.out_style)?;
    }
    if STOP.load(std::sync::atomic::Ordering::Relaxed) {
        let failure = Failure::new("stopped; what was mended so far is committed");
        return Err(failure.help("run the same command again to go on").into());
    }
    let is_left = report
        .repair
        .as_ref()
        .is_some_and(|repair| say_what_is_left(repair, args, context));
    Ok(if report.is_clean() && !is_left {
        Outcome::Done
    } else {
        Outcome::Negative
    })
}

/// The index first, then what its sources say.
fn mend(
    run: Run<'_>,
    (context, config): (&Context, &Config),
    damaged: Vec<Damage>,
) -> Result<VerifyReport, Failure> {
    let mut restored = RepairReport::default();
    if !damaged.is_empty() {
        restored = ingest::restore(run, (&context.index, &damaged), config)?;
        if restored.interrupted {
            return Ok(VerifyReport {
                damaged,
                repair: Some(restored),
                ..VerifyReport::default()
            });
        }
        if damaged.iter().any(|one| one.file == MANIFEST) {
            context.note(
                "which config the texts were read with is not known any more; \
                 `dateline index --rebuild PATH…` reads the files anew",
            );
        }
        if restored.num_failed > 0 {
            let releases = counted(restored.num_failed, "release");
            context.warn(&format!(
                "dateline failed on {releases}, which keep their facets; please report this"
            ));
        }
    }
    let index = Index::open(&context.index, config)?;
    let mut report = ingest::repair(run, &index, config)?;
    report.damaged = damaged;
    let repair = report.repair.unwrap_or_default();
    report.repair = Some(RepairReport {
        num_restored: restored.num_restored,
        num_failed: restored.num_failed,
        num_lost: restored.num_lost,
        ..repair
    });
    Ok(report)
}

/// What can be done about what could not be mended; true when that is not told by the report alone.
fn say_what_is_left(repair: &RepairReport, args: &VerifyArgs, context: &Context) -> bool {
    if repair.num_missing > 0 {
        context.note("what is missing stays in the index; `--prune` takes it out");
    }
    let is_lost = repair.num_lost > 0 && args.paths.is_empty();
    if is_lost {
        context.note("`dateline index PATH…` reads the files of the lost documents again");
    }
    is_lost
}
