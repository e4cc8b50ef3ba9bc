//! `dateline facets`: the values of one facet, counted.

use std::io::Write;

use dateline::present::json::{self, FacetsJson};
use dateline::present::search::{counted, write_facet};
use dateline::query::{FacetField, search};

use super::search::outcome;
use crate::args::{FacetShapeArgs, FacetsArgs};
use crate::context::Context;
use crate::exit::{Failure, Outcome, Stop};

/// Refuses options that none of the facets can follow.
pub fn check_shape(shape: &FacetShapeArgs, fields: &[FacetField]) -> Result<(), Failure> {
    match shape.without_use(fields) {
        Some(option) => Err(Failure::new(format!("`{option}` has no facet to work on"))
            .help("levels and paths are those of `topic` and `source`")),
        None => Ok(()),
    }
}

/// Counts the values among the releases that match.
pub fn run(args: &FacetsArgs, context: &Context, out: &mut dyn Write) -> Result<Outcome, Stop> {
    check_shape(&args.shape, &[args.field])?;
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
        context.warn_of(&response);
    }
    Ok(outcome(response.total))
}
