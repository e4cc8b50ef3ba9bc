//! `dateline export`: releases as JSON Lines or CSV.

use std::io::Write;

use dateline::present::export::ExportWriter;
use dateline::query::select;

use crate::args::ExportArgs;
use crate::context::Context;
use crate::exit::{Failure, Outcome, Stop};

/// Writes the releases that match, one after the other.
pub fn run(args: &ExportArgs, context: &Context, out: &mut dyn Write) -> Result<Outcome, Stop> {
    let config = context.load_config()?;
    let searcher = context.open_searcher(&config)?;
    let request = args.request();
    let selection = select(&searcher, &request, &config).map_err(Failure::from)?;
    context.warn_of_query(&request.query, &selection.warnings);
    let mut writer = ExportWriter::new(out, args.form(), args.columns())?;
    for address in &selection.addresses {
        let row = searcher.exported(*address).map_err(Failure::from)?;
        writer.write(&row)?;
    }
    writer.finish()?;
    Ok(super::search::outcome(selection.addresses.len() as u64))
}
