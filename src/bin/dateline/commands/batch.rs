//! `dateline search --queries`: one query a row, one line of JSON for each.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;

use dateline::config::Config;
use dateline::index::Searcher;
use dateline::present::json::{self, BatchAnswer, BatchLine};
use dateline::query::search;

use crate::args::SearchArgs;
use crate::context::Context;
use crate::exit::{Failure, Outcome, Stop};

/// Answers every row. A row without an answer is told in its line, on stderr, and in the status.
pub fn run(
    path: &Path,
    args: &SearchArgs,
    (searcher, config): (&Searcher, &Config),
    context: &Context,
    out: &mut dyn Write,
) -> Result<Outcome, Stop> {
    let cannot_read = |error| {
        Failure::new(format!(
            "cannot read queries from `{}`: {error}",
            path.display()
        ))
    };
    let is_stdin = path == Path::new("-");
    let lines: Box<dyn BufRead> = if is_stdin {
        Box::new(std::io::stdin().lock())
    } else {
        Box::new(BufReader::new(File::open(path).map_err(cannot_read)?))
    };
    let (mut num_rows, mut num_bad) = (0u64, 0u64);
    for line in lines.split(b'\n') {
        let line = line.map_err(cannot_read)?;
        num_rows += 1;
        let row = Row::read(&line, num_rows == 1);
        let answer = row.fault.map_or_else(
            || {
                let request = args.request(row.query.clone());
                search(searcher, &request, config).map_err(|error| error.to_string())
            },
            |fault| Err(fault.to_owned()),
        );
        let wire = match &answer {
            Ok(response) => BatchLine::Answer(BatchAnswer::from(response)),
            Err(error) => {
                num_bad += 1;
                context.warn(&format!("row {num_rows}: {error}"));
                BatchLine::Failure {
                    query: &row.query,
                    row: num_rows,
                    error,
                }
            }
        };
        json::write_line(out, &wire)?;
        if is_stdin {
            // Who asks one by one waits for each answer.
            out.flush()?;
        }
    }
    if num_bad == 0 {
        return Ok(Outcome::Done);
    }
    context.warn(&format!("{num_bad} of {num_rows} rows have no answer"));
    Ok(Outcome::Negative)
}

/// A row of the file.
struct Row {
    query: String,
    fault: Option<&'static str>,
}

impl Row {
    fn read(line: &[u8], is_first: bool) -> Self {
        let text = String::from_utf8_lossy(line);
        let text = match text.strip_prefix('\u{FEFF}') {
            Some(rest) if is_first => rest,
            _ => text.as_ref(),
        };
        let query = text.trim().to_owned();
        let fault = if std::str::from_utf8(line).is_err() {
            Some("the row is not UTF-8")
        } else if query.is_empty() {
            Some("the row is empty")
        } else {
            None
        };
        Self { query, fault }
    }
}
