//! `dateline who`: who appears with whom.

use std::io::Write;

use dateline::index::{IndexError, Searcher};
use dateline::present::json;
use dateline::present::who::{Asked, WhoJson, write_appearances, write_companions, write_csv};
use dateline::query::{Appearances, SearchRequest, who, who_with};
use dateline::release::Release;

use crate::args::{WhoArgs, WhoFormat};
use crate::context::Context;
use crate::exit::{Failure, Outcome, Stop};

/// The fewest digits by which a release is meant and no word.
const MIN_ID: usize = 6;

/// Prints with whom the persons of a release appear, or the persons of the releases that match.
pub fn run(args: &WhoArgs, context: &Context, out: &mut dyn Write) -> Result<Outcome, Stop> {
    let config = context.load_config()?;
    let searcher = context.open_searcher(&config)?;
    let query = args.query.join(" ");
    let release = release_meant(&searcher, &query)?;
    let limit = args.limit();
    let found = match &release {
        Some(release) => {
            let request = args.request(String::new());
            let names = names(release, &request);
            who_with(&searcher, &request, &config, (&names, limit))
        }
        None => who(&searcher, &args.request(query.clone()), &config, limit),
    }
    .map_err(Failure::from)?;
    match args.format() {
        WhoFormat::Text if release.is_some() => write_companions(out, &found, &context.out_style)?,
        WhoFormat::Text => write_appearances(out, &found, &context.out_style)?,
        WhoFormat::Csv => write_csv(out, &found)?,
        WhoFormat::Json => {
            let asked = match &release {
                Some(release) => Asked::Id(release.id.as_str()),
                None => Asked::Query(&query),
            };
            json::write_line(out, &WhoJson::new(asked, &found))?;
        }
    }
    say(&found, &query, context, args);
    Ok(if found.persons.is_empty() {
        Outcome::Negative
    } else {
        Outcome::Done
    })
}

fn say(found: &Appearances, query: &str, context: &Context, args: &WhoArgs) {
    if args.format() != WhoFormat::Json {
        context.warn_of_query(query, &found.warnings);
    }
    if found.persons.is_empty() && found.total > 0 {
        context.note("no person is named there");
    }
}

/// The release that one word of six hexadecimal digits or more names, when there is one.
fn release_meant(searcher: &Searcher, typed: &str) -> Result<Option<Release>, Failure> {
    let is_hex = typed.bytes().all(|b| b.is_ascii_hexdigit());
    if typed.len() < MIN_ID || !is_hex {
        return Ok(None);
    }
    match searcher.get(typed) {
        Ok(release) => Ok(Some(release)),
        Err(IndexError::UnknownId { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// The persons of a release, as the facet that is asked has them.
fn names(release: &Release, request: &SearchRequest) -> Vec<String> {
    let persons = release.persons.iter();
    let name = |person: &dateline::release::Person| match person.forms.first() {
        Some(written) if request.exact_names => written.clone(),
        _ => person.name.clone(),
    };
    persons.map(name).collect()
}
