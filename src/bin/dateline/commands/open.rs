//! `dateline search --open`: the source of a hit in the program that shows it.

use std::path::Path;
use std::process::Command;

use dateline::config::Config;
use dateline::index::Searcher;
use dateline::query::{Results, SearchRequest};

use crate::context::Context;
use crate::exit::{Failure, Outcome, Stop};

/// Opens the file of the hit with this number, counted from 1, and waits for the program to end.
///
/// No shell reads the path: it is one argument, and begins with a slash.
pub fn run(
    number: usize,
    request: SearchRequest,
    (searcher, config): (&Searcher, &Config),
    context: &Context,
) -> Result<Outcome, Stop> {
    let request = SearchRequest {
        offset: number - 1,
        limit: Some(1),
        num_snippets: 0,
        ..request
    };
    let results = Results::new(searcher, &request, config).map_err(Failure::from)?;
    let summary = results.summary();
    context.warn_of(&summary);
    let hit = results.hits().next().transpose().map_err(Failure::from)?;
    let key = results.source_key(0).map_err(Failure::from)?;
    let Some((hit, key)) = hit.zip(key) else {
        let failure = Failure::new(format!("there is no hit {number}"));
        return Err(match summary.total {
            0 => failure.help("nothing was found"),
            n => failure.help(format!("the search has {n}")),
        }
        .into());
    };
    let release = searcher.get(&hit.id).map_err(Failure::from)?;
    let member = release.source.member.map(|member| format!("!{member}"));
    let path = key.strip_suffix(member.as_deref().unwrap_or_default());
    let path = Path::new(path.unwrap_or(&key));
    if !path.is_file() {
        let failure = Failure::new(format!("`{}` is not there any more", path.display()));
        let help = format!("`dateline show {}` prints what was read from it", hit.id);
        return Err(failure.help(help).into());
    }
    if let Some(member) = member {
        context.note(&format!("the release is `{}` in the archive", &member[1..]));
    }
    let program = &context.opener;
    let name = program.display();
    let status = Command::new(program).arg(path).status().map_err(|error| {
        Failure::new(format!("cannot run `{name}`: {error}"))
            .help("DATELINE_OPEN names the program that opens files")
    })?;
    if status.success() {
        Ok(Outcome::Done)
    } else {
        Err(Failure::new(format!(
            "`{name}` could not open `{}`: {status}",
            path.display()
        ))
        .into())
    }
}
