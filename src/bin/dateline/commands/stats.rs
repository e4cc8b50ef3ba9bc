//! `dateline stats`: what is in the index.

use std::io::Write;

use dateline::index::{Ledger, Searcher};
use dateline::present::json;
use dateline::present::report::write_skipped;
use dateline::present::stats::write_stats;

use crate::args::StatsArgs;
use crate::context::Context;
use crate::exit::{Failure, Outcome, Stop};

/// Prints the numbers of the index.
pub fn run(args: &StatsArgs, context: &Context, out: &mut dyn Write) -> Result<Outcome, Stop> {
    let config = context.load_config()?;
    let searcher = context.open_searcher(&config)?;
    if args.skipped {
        return list_skipped(args, context, &searcher, out);
    }
    let stats = searcher.stats().map_err(Failure::from)?;
    if args.json {
        json::write_line(out, &stats)?;
    } else {
        write_stats(out, &stats, &context.out_style)?;
    }
    Ok(Outcome::Done)
}

/// One line a file, in the order of their names.
fn list_skipped(
    args: &StatsArgs,
    context: &Context,
    searcher: &Searcher,
    out: &mut dyn Write,
) -> Result<Outcome, Stop> {
    let ledger = Ledger::read(searcher).map_err(Failure::from)?;
    for skipped in ledger.skipped() {
        if args.json {
            json::write_line(out, &skipped)?;
        } else {
            write_skipped(out, &skipped, &context.out_style)?;
        }
    }
    Ok(Outcome::Done)
}
