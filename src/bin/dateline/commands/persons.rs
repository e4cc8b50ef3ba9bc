//! `dateline persons`: who is in the index, and which names are likely one person.

use std::io::Write;

use dateline::present::json::{self, FacetsJson};
use dateline::present::merges::write_merges;
use dateline::present::search::{counted, write_facet};
use dateline::query::{FacetField, FacetRequest, SearchRequest, likely_merges, search};

use crate::args::PersonsArgs;
use crate::context::Context;
use crate::exit::{Failure, Outcome, Stop};

/// Lists the persons, or the merges that are likely.
pub fn run(args: &PersonsArgs, context: &Context, out: &mut dyn Write) -> Result<Outcome, Stop> {
    if args.suggest {
        suggest(args, context, out)
    } else {
        list(args, context, out)
    }
}

fn suggest(args: &PersonsArgs, context: &Context, out: &mut dyn Write) -> Result<Outcome, Stop> {
    let config = context.load_config()?;
    let searcher = context.open_searcher(&config)?;
    let merges = likely_merges(&searcher, &config).map_err(Failure::from)?;
    if args.json {
        for merge in &merges {
            json::write_line(out, merge)?;
        }
    } else {
        write_merges(out, &merges)?;
    }
    context.note(&format!(
        "{} suggested; what is right of them goes into persons.toml, then run `dateline retag`",
        counted(merges.len() as u64, "merge")
    ));
    Ok(super::search::outcome(merges.len() as u64))
}

fn list(args: &PersonsArgs, context: &Context, out: &mut dyn Write) -> Result<Outcome, Stop> {
    let config = context.load_config()?;
    let searcher = context.open_searcher(&config)?;
    let request = SearchRequest {
        limit: Some(0),
        facets: vec![FacetRequest::new(FacetField::Person, usize::MAX)],
        num_snippets: 0,
        ..SearchRequest::default()
    };
    let response = search(&searcher, &request, &config).map_err(Failure::from)?;
    for facet in &response.facets {
        if args.json {
            json::write_line(out, &FacetsJson::new(&response, facet))?;
        } else {
            write_facet(out, facet, &context.out_style)?;
        }
    }
    Ok(super::search::outcome(response.total))
}
