//! `dateline extract`: what is read from files, as JSON Lines.

use std::io::Write;
use std::ops::ControlFlow;
use std::sync::atomic::AtomicBool;

use dateline::ingest::{self, Run};
use dateline::present::json;

use crate::args::ExtractArgs;
use crate::context::Context;
use crate::exit::{Failure, Outcome, Stop};

/// Memory for the documents under way, in bytes.
const MEMORY: u64 = 250 << 20;

/// Prints a record for each release; a skipped file is named on stderr.
pub fn run(args: &ExtractArgs, context: &Context, out: &mut dyn Write) -> Result<Outcome, Stop> {
    let config = context.load_config()?;
    let run = Run {
        roots: &args.paths,
        num_threads: context.num_threads,
        memory: MEMORY,
        stop: &AtomicBool::new(false),
    };
    let mut written = Ok(());
    let mut num_skipped = 0_u64;
    ingest::extract(run, &config, |result| {
        match result {
            Ok(release) => written = json::write_line(out, &release),
            Err(skipped) => {
                num_skipped += 1;
                context.warn(&format!("{}: {}", skipped.path, skipped.reason));
            }
        }
        if written.is_err() {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    })
    .map_err(Failure::from)?;
    written?;
    let is_negative = args.strict && num_skipped > 0;
    Ok(if is_negative {
        Outcome::Negative
    } else {
        Outcome::Done
    })
}
