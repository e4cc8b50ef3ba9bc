//! `dateline verify`: is the index what was committed, and is it what the sources say?

use std::io::Write;
use std::sync::atomic::AtomicBool;

use dateline::index::{self, Index, Manifest};
use dateline::ingest::{self, Run, Upkeep};
use dateline::present::json;
use dateline::present::verify::write_verify;
use dateline::report::VerifyReport;

use crate::args::VerifyArgs;
use crate::context::Context;
use crate::exit::{Failure, Outcome, Stop};

/// Prints every problem; any is a negative answer.
pub fn run(args: &VerifyArgs, context: &Context, out: &mut dyn Write) -> Result<Outcome, Stop> {
    let config = context.load_config()?;
    dateline::source::walk(&args.paths).map_err(Failure::from)?;
    // Another format or config is no damage; a manifest that cannot be read is.
    if let Ok(Some(manifest)) = Manifest::read(&context.index) {
        let checked = manifest.check(&context.index, &config);
        checked.map_err(Failure::from)?;
    }
    let mut report = VerifyReport {
        damaged: index::damage(&context.index).map_err(Failure::from)?,
        ..VerifyReport::default()
    };
    if report.damaged.is_empty() {
        let index = Index::open(&context.index, &config).map_err(Failure::from)?;
        let run = Run {
            roots: &args.paths,
            num_threads: context.num_threads,
            memory: super::extract::MEMORY,
            stop: &AtomicBool::new(false),
            upkeep: Upkeep::default(),
        };
        report = ingest::verify(run, &index).map_err(Failure::from)?;
    }
    if args.json {
        json::write_line(out, &report)?;
    } else {
        write_verify(out, &report, &context.out_style)?;
    }
    Ok(if report.is_clean() {
        Outcome::Done
    } else {
        Outcome::Negative
    })
}
