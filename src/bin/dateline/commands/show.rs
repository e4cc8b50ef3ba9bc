//! `dateline show`: one release.

use std::io::Write;

use dateline::present::json;
use dateline::present::record::write_release;

use crate::args::ShowArgs;
use crate::context::Context;
use crate::exit::{Failure, Outcome, Stop};

/// Prints the release with this id.
pub fn run(args: &ShowArgs, context: &Context, out: &mut dyn Write) -> Result<Outcome, Stop> {
    let config = context.load_config()?;
    let searcher = context.open_searcher(&config)?;
    let release = searcher.get(&args.id).map_err(Failure::from)?;
    if args.json {
        json::write_line(out, &release)?;
    } else {
        write_release(out, &release, &context.out_style)?;
    }
    Ok(Outcome::Done)
}
