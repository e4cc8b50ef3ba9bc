//! `dateline search`: ranked hits, counts, or one line per query of a file.

use std::cell::RefCell;
use std::io::{self, Write};

use dateline::present::csv as table;
use dateline::present::json::{self, HitJson, SearchJson};
use dateline::present::search::{write_hit, write_rest};
use dateline::query::{Hit, Results, SearchResponse};

use super::facets::check_shape;
use super::{batch, open};
use crate::args::{Format, SearchArgs};
use crate::context::Context;
use crate::exit::{Failure, Outcome, Stop};

/// Answers the query, or each query of a file, or opens a hit.
pub fn run(args: &SearchArgs, context: &Context, out: &mut dyn Write) -> Result<Outcome, Stop> {
    check_shape(&args.shape, &args.facets)?;
    let config = context.load_config()?;
    let searcher = context.open_searcher(&config)?;
    if let Some(path) = &args.queries {
        return batch::run(path, args, (&searcher, &config), context, out);
    }
    let mut request = args.request(args.query.join(" "));
    if let Some(number) = args.open {
        return open::run(number.into(), request, (&searcher, &config), context);
    }
    if args.count {
        request.limit = Some(0);
    }
    let results = Results::new(&searcher, &request, &config).map_err(Failure::from)?;
    let summary = results.summary();
    if args.count {
        writeln!(out, "{}", summary.total)?;
    } else {
        let failure = RefCell::new(None);
        // A hit that cannot be read ends the list; what was read is written all the same.
        let hits = results.hits().map_while(|hit| {
            hit.map_err(|error| failure.replace(Some(Failure::from(error))))
                .ok()
        });
        show(&summary, hits, args, context, out)?;
        if let Some(failure) = failure.take() {
            return Err(failure.into());
        }
    }
    if args.count || args.format() != Format::Json {
        context.warn_of(&summary);
    }
    Ok(outcome(summary.total))
}

/// Finding nothing is a negative answer.
pub fn outcome(total: u64) -> Outcome {
    if total == 0 {
        Outcome::Negative
    } else {
        Outcome::Done
    }
}

/// Writes the hits as they come, and what belongs around them.
fn show(
    summary: &SearchResponse,
    hits: impl Iterator<Item = Hit>,
    args: &SearchArgs,
    context: &Context,
    out: &mut dyn Write,
) -> io::Result<()> {
    let first = args.offset + 1;
    match args.format() {
        Format::Json => json::write_line(out, &SearchJson::new(summary, hits)),
        Format::Text => {
            let style = &context.out_style;
            let num_shown = write_each(hits, out, |out, at, hit| {
                write_hit(out, first + at, hit, style)
            })?;
            write_rest(out, summary, (first, num_shown), style)
        }
        Format::Jsonl => {
            let line =
                |out: &mut dyn Write, _, hit: &Hit| json::write_line(out, &HitJson::from(hit));
            write_each(hits, out, line).map(|_| ())
        }
        Format::Csv => {
            table::write_header(out)?;
            write_each(hits, out, |out, _, hit| table::write_hit(out, hit)).map(|_| ())
        }
    }
}

/// Writes hits one by one, the first at once; the number of them.
fn write_each(
    hits: impl Iterator<Item = Hit>,
    out: &mut dyn Write,
    write: impl Fn(&mut dyn Write, usize, &Hit) -> io::Result<()>,
) -> io::Result<usize> {
    let mut num_written = 0;
    for hit in hits {
        write(out, num_written, &hit)?;
        if num_written == 0 {
            out.flush()?;
        }
        num_written += 1;
    }
    Ok(num_written)
}
