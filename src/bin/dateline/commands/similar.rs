//! `dateline similar`: more like one release.

use std::io::Write;

use dateline::query::similar;

use super::search::{Shown, outcome, show};
use crate::args::{Format, SimilarArgs};
use crate::context::Context;
use crate::exit::{Failure, Outcome, Stop};

/// Prints the releases most like the one with this id.
pub fn run(args: &SimilarArgs, context: &Context, out: &mut dyn Write) -> Result<Outcome, Stop> {
    let config = context.load_config()?;
    let searcher = context.open_searcher(&config)?;
    let response = similar(&searcher, &args.id, &args.request(), &config).map_err(Failure::from)?;
    let shown = Shown {
        format: args.format(),
        offset: args.offset,
    };
    let hits = response.hits.iter().cloned();
    show(&response, hits, shown, context, out)?;
    if args.format() != Format::Json {
        context.warn_of(&response);
    }
    Ok(outcome(response.total))
}
