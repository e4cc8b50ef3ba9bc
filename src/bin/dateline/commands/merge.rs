//! `dateline merge`: the index as one segment, without what was deleted from it.

use std::io::Write;

use dateline::index::{Index, MIN_MEMORY};
use dateline::present::search::counted;

use crate::context::Context;
use crate::exit::{Failure, Outcome, Stop};

/// Merges, and says what it was and is.
pub fn run(context: &Context, out: &mut dyn Write) -> Result<Outcome, Stop> {
    let config = context.load_config()?;
    let index = Index::open(&context.index, &config).map_err(Failure::from)?;
    let size = || -> Result<String, Failure> {
        let stats = index.searcher()?.stats()?;
        let segments = counted(stats.num_segments as u64, "segment");
        Ok(format!("{segments}, {} bytes", stats.num_bytes))
    };
    let before = size()?;
    let writer = index.writer(MIN_MEMORY).map_err(Failure::from)?;
    writer.optimise().map_err(Failure::from)?;
    writeln!(out, "before: {before}\nnow: {}", size()?)?;
    Ok(Outcome::Done)
}
