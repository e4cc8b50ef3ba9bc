//! `dateline facets`: the values of one facet, counted.

use std::io::Write;

use dateline::present::json::{self, FacetsJson};
use dateline::present::search::{counted, write_facet};
use dateline::query::search;

use super::search::outcome;
use crate::args::FacetsArgs;
use crate::context::Context;
use crate::exit::{Failure, Outcome, Stop};

/// Counts the values among the releases that match.
pub fn run(args: &FacetsArgs, context: &Context, out: &mut dyn Write) -> Result<Outcome, Stop> {
    let config = context.load_config()?;
    let searcher = context.open_searcher(&config)?;
    let response = search(&searcher, &args.request(), &config).map_err(Failure::from)?;
    for facet in &response.facets {
        if args.json {
            json::write_line(out, &FacetsJson::new(&response, facet))?;
        } else {
            write_facet(out, facet, &context.out_style)?;
            writeln!(out, "{}", counted(response.total, "release"))?;
        }
    }
    if !args.json {
        response
            .warnings
            .iter()
            .for_each(|warning| context.warn(warning));
    }
    Ok(outcome(response.total))
}
