//! `dateline who`.

use clap::{Args, ValueEnum};
use dateline::query::SearchRequest;

use super::FilterArgs;

/// `dateline who`
#[derive(Debug, Args)]
pub struct WhoArgs {
    /// The id of a release, or the start of one (6 digits at least), or a query
    #[arg(value_name = "ID|QUERY")]
    pub query: Vec<String>,
    #[command(flatten)]
    pub filters: FilterArgs,
    /// The most persons, companions of each, and pairs to show
    #[arg(long, short = 'n', value_name = "N", default_value_t = 10)]
    limit: usize,
    /// Show them all
    #[arg(long, conflicts_with = "limit")]
    all: bool,
    /// Form of the output
    #[arg(long, value_name = "FORM", default_value = "text")]
    format: WhoFormat,
    /// Same as `--format json`
    #[arg(long, conflicts_with = "format")]
    json: bool,
}

/// The forms of output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum WhoFormat {
    /// For a reader
    Text,
    /// One object
    Json,
    /// One row a person and one a pair: the edges of a graph
    Csv,
}

impl WhoArgs {
    /// The form of output asked for.
    pub fn format(&self) -> WhoFormat {
        if self.json {
            WhoFormat::Json
        } else {
            self.format
        }
    }

    /// The most to show of each.
    pub fn limit(&self) -> usize {
        if self.all { usize::MAX } else { self.limit }
    }

    /// The releases among which is counted.
    pub fn request(&self, query: String) -> SearchRequest {
        SearchRequest {
            query,
            filters: self.filters.filters(),
            limit: Some(0),
            num_snippets: 0,
            exact_names: self.filters.exact_names,
            ..SearchRequest::default()
        }
    }
}
