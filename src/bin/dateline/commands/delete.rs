//! `dateline delete`: takes releases out, after asking.

use std::io::{self, BufRead, IsTerminal, Write};
use std::sync::atomic::AtomicBool;

use dateline::index::{Index, Ledger, MIN_MEMORY};
use dateline::ingest::{self, Doomed, Run, Upkeep};
use dateline::present::json;
use dateline::present::plain::one_line;
use dateline::present::search::counted;
use dateline::query::{Filters, select};

use crate::args::DeleteArgs;
use crate::context::Context;
use crate::exit::{Failure, Outcome, Stop};

/// Files that are named before the question.
const NAMED_FILES: usize = 10;

/// Deletes what matches.
pub fn run(args: &DeleteArgs, context: &Context, out: &mut dyn Write) -> Result<Outcome, Stop> {
    let config = context.load_config()?;
    let index = Index::open(&context.index, &config).map_err(Failure::from)?;
    let searcher = index.searcher().map_err(Failure::from)?;
    let request = args.request();
    let has_filters = request.filters != Filters::default();
    let has_query = !request.query.trim().is_empty();
    let doomed = if args.path.is_empty() {
        if !has_filters && !has_query {
            let failure = Failure::new("nothing says what to delete");
            return Err(failure
                .help("name a query, a filter or `--path PATH`")
                .into());
        }
        let selection = select(&searcher, &request, &config).map_err(Failure::from)?;
        context.warn_of_query(&request.query, &selection.warnings);
        Doomed::of_releases(&searcher, &selection.addresses)
    } else {
        if has_filters {
            let failure = Failure::new("`--path` stands alone");
            return Err(failure.help("name a query and filters, or paths").into());
        }
        Ledger::read(&searcher).map(|ledger| Doomed::below(&ledger, &args.path))
    };
    let doomed = doomed.map_err(Failure::from)?;
    if doomed.num_files() == 0 {
        context.note("nothing matches; nothing was deleted");
        return Ok(Outcome::Negative);
    }
    if !args.yes && !is_wanted(&doomed)? {
        context.note("nothing was deleted");
        return Ok(Outcome::Negative);
    }
    let run = Run {
        roots: &[],
        num_threads: context.num_threads(),
        memory: 2 * MIN_MEMORY as u64,
        stop: &AtomicBool::new(false),
        upkeep: Upkeep::default(),
    };
    let report = ingest::delete(run, &index, &config, &doomed).map_err(Failure::from)?;
    if args.json {
        json::write_line(out, &report)?;
    } else {
        writeln!(out, "{} deleted", told(&doomed))?;
    }
    Ok(Outcome::Done)
}

fn told(doomed: &Doomed) -> String {
    let releases = counted(doomed.num_releases, "release");
    format!("{releases} of {}", counted(doomed.num_files(), "file"))
}

/// Asks on the terminal; without one nobody can be asked.
fn is_wanted(doomed: &Doomed) -> Result<bool, Stop> {
    let mut err = io::stderr().lock();
    if !io::stdin().is_terminal() || !err.is_terminal() {
        let message = format!(
            "{} would be deleted, and there is no terminal to ask on",
            told(doomed)
        );
        let failure = Failure::new(message);
        return Err(failure.help("`--yes` deletes without asking").into());
    }
    for key in doomed.keys().take(NAMED_FILES) {
        writeln!(err, "{}", one_line(key))?;
    }
    if doomed.num_files() > NAMED_FILES as u64 {
        let rest = doomed.num_files() - NAMED_FILES as u64;
        writeln!(err, "… and {} more", counted(rest, "file"))?;
    }
    write!(err, "delete {} from the index? [y/N] ", told(doomed))?;
    err.flush()?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    Ok(matches!(
        answer.trim().to_ascii_lowercase().as_str(),
        "y" | "yes"
    ))
}
