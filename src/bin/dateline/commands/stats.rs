//! `dateline stats`: what is in the index.

use std::io::Write;

use dateline::present::json;
use dateline::present::stats::write_stats;

use crate::args::StatsArgs;
use crate::context::Context;
use crate::exit::{Failure, Outcome, Stop};

/// Prints the numbers of the index.
pub fn run(args: &StatsArgs, context: &Context, out: &mut dyn Write) -> Result<Outcome, Stop> {
    let config = context.load_config()?;
    let searcher = context.open_searcher(&config)?;
    let stats = searcher.stats().map_err(Failure::from)?;
    if args.json {
        json::write_line(out, &stats)?;
    } else {
        write_stats(out, &stats, &context.out_style)?;
    }
    Ok(Outcome::Done)
}
