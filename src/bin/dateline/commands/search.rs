//! `dateline search`: ranked hits, counts, or one line per query of a file.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;

use dateline::config::Config;
use dateline::index::Searcher;
use dateline::present::csv::{write_header, write_hit};
use dateline::present::json::{self, BatchAnswer, BatchLine, HitJson, SearchJson};
use dateline::present::search::write_response;
use dateline::query::{SearchResponse, search};

use crate::args::{Format, SearchArgs};
use crate::context::Context;
use crate::exit::{Failure, Outcome, Stop};

/// Answers the query, or each query of a file.
pub fn run(args: &SearchArgs, context: &Context, out: &mut dyn Write) -> Result<Outcome, Stop> {
    let config = context.load_config()?;
    let searcher = context.open_searcher(&config)?;
    if let Some(path) = &args.queries {
        return run_batch(path, args, &searcher, &config, out);
    }
    let mut request = args.request(args.query.join(" "));
    if args.count {
        request.limit = Some(0);
    }
    let response = search(&searcher, &request, &config).map_err(Failure::from)?;
    if args.count {
        writeln!(out, "{}", response.total)?;
    } else {
        let shown = Shown {
            format: args.format(),
            offset: args.offset,
        };
        show(&response, shown, context, out)?;
    }
    if args.count || args.format() != Format::Json {
        response
            .warnings
            .iter()
            .for_each(|warning| context.warn(warning));
    }
    Ok(outcome(response.total))
}

/// Finding nothing is a negative answer.
pub fn outcome(total: u64) -> Outcome {
    if total == 0 {
        Outcome::Negative
    } else {
        Outcome::Done
    }
}

/// How hits are shown.
#[derive(Debug, Clone, Copy)]
pub struct Shown {
    /// The form.
    pub format: Format,
    /// Hits passed over.
    pub offset: usize,
}

/// Prints the hits and what was counted.
pub fn show(
    response: &SearchResponse,
    shown: Shown,
    context: &Context,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    match shown.format {
        Format::Text => write_response(out, response, shown.offset + 1, &context.out_style),
        Format::Json => json::write_line(out, &SearchJson::from(response)),
        Format::Jsonl => response
            .hits
            .iter()
            .try_for_each(|hit| json::write_line(out, &HitJson::from(hit))),
        Format::Csv => {
            write_header(out)?;
            response.hits.iter().try_for_each(|hit| write_hit(out, hit))
        }
    }
}

/// One JSON line per line of the file; a query that fails is told in its line, and in the status.
fn run_batch(
    path: &Path,
    args: &SearchArgs,
    searcher: &Searcher,
    config: &Config,
    out: &mut dyn Write,
) -> Result<Outcome, Stop> {
    let cannot_read = |error| {
        Failure::new(format!(
            "cannot read queries from `{}`: {error}",
            path.display()
        ))
    };
    let lines: Box<dyn BufRead> = if path == Path::new("-") {
        Box::new(std::io::stdin().lock())
    } else {
        Box::new(BufReader::new(File::open(path).map_err(cannot_read)?))
    };
    let mut outcome = Outcome::Done;
    for line in lines.split(b'\n') {
        let line = line.map_err(cannot_read)?;
        let query = String::from_utf8_lossy(&line).trim().to_owned();
        let mut request = args.request(query.clone());
        request.num_snippets = 0;
        let answer = search(searcher, &request, config);
        let wire = match &answer {
            Ok(response) => BatchLine::Answer(BatchAnswer::from(response)),
            Err(error) => {
                outcome = Outcome::Negative;
                BatchLine::Failure {
                    query: &query,
                    error: error.to_string(),
                }
            }
        };
        json::write_line(out, &wire)?;
    }
    Ok(outcome)
}
