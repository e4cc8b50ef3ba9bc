//! `dateline search` and `dateline facets`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use dateline::query::{FacetField, FacetRequest, SearchRequest, Sort};

use super::FilterArgs;

/// Facet values that are listed beside hits.
const FACET_VALUES: usize = 10;

/// `dateline search`
#[derive(Debug, Args)]
#[command(
    after_help = "QUERY: words (all of them), \"a phrase\", prefix*, OR, NOT or -word, ( ), \
field:word; an empty query finds everything. The README has the whole language."
)]
pub struct SearchArgs {
    /// What to look for
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    #[command(flatten)]
    pub filters: FilterArgs,
    /// Order of the hits
    #[arg(long, value_name = "ORDER", default_value = "relevance")]
    pub sort: SortOrder,
    /// The most hits to show
    #[arg(long, short = 'n', value_name = "N", default_value_t = 10)]
    pub limit: usize,
    /// Hits to pass over
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub offset: usize,
    /// Show every hit
    #[arg(long, conflicts_with = "limit")]
    pub all: bool,
    /// Print only the number of releases that match
    #[arg(long)]
    pub count: bool,
    /// Count the values of these facets: `country,person,topic`
    #[arg(long, value_name = "FIELDS", value_delimiter = ',', value_parser = parse_field)]
    pub facets: Vec<FacetField>,
    /// Take the query as it is: mend no words, and ask for all of them even when none has all
    #[arg(long)]
    pub exact: bool,
    /// Say of each hit why it ranks where it does: what each word adds to its score
    #[arg(long, conflicts_with_all = ["count", "queries"])]
    pub explain: bool,
    /// Form of the output
    #[arg(long, value_name = "FORM", default_value = "text")]
    pub format: Format,
    /// Same as `--format json`
    #[arg(long, conflicts_with = "format")]
    pub json: bool,
    /// Run one query per line of a file (`-` for stdin); prints one JSON line per query
    #[arg(long, value_name = "FILE", conflicts_with_all = ["query", "json", "format", "count"])]
    pub queries: Option<PathBuf>,
}

/// `dateline facets`
#[derive(Debug, Args)]
pub struct FacetsArgs {
    /// country, person, `person_as_written`, topic, language, year, month, day, source or issuer
    #[arg(value_name = "FIELD", value_parser = parse_field)]
    pub field: FacetField,
    /// Count only among releases that match
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// Take the query as it is, see `search --exact`
    #[arg(long)]
    pub exact: bool,
    #[command(flatten)]
    pub filters: FilterArgs,
    /// The most values to show
    #[arg(long, short = 'n', value_name = "N", default_value_t = 30)]
    pub limit: usize,
    /// Show every value
    #[arg(long, conflicts_with = "limit")]
    pub all: bool,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// The orders of hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SortOrder {
    /// Best first
    Relevance,
    /// Newest first, undated last
    Newest,
    /// Oldest first, undated last
    Oldest,
}

/// The forms of output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For a reader
    Text,
    /// One object
    Json,
    /// One object a hit
    Jsonl,
    /// One row a hit
    Csv,
}

impl SearchArgs {
    /// The form of output asked for.
    pub fn format(&self) -> Format {
        if self.json { Format::Json } else { self.format }
    }

    /// The request for one query.
    pub fn request(&self, query: String) -> SearchRequest {
        SearchRequest {
            query,
            filters: self.filters.filters(),
            sort: match self.sort {
                SortOrder::Relevance => Sort::Relevance,
                SortOrder::Newest => Sort::Newest,
                SortOrder::Oldest => Sort::Oldest,
            },
            offset: self.offset,
            limit: (!self.all).then_some(self.limit),
            facets: facet_requests(&self.facets),
            num_snippets: 1,
            exact_names: self.filters.exact_names,
            explain: self.explain,
            exact: self.exact,
        }
    }
}

impl FacetsArgs {
    /// The request: one facet, no hits.
    pub fn request(&self) -> SearchRequest {
        SearchRequest {
            query: self.query.join(" "),
            filters: self.filters.filters(),
            limit: Some(0),
            facets: vec![FacetRequest {
                field: self.field,
                limit: if self.all { usize::MAX } else { self.limit },
            }],
            num_snippets: 0,
            exact_names: self.filters.exact_names,
            exact: self.exact,
            ..SearchRequest::default()
        }
    }
}

/// The facets that are counted beside hits.
pub fn facet_requests(fields: &[FacetField]) -> Vec<FacetRequest> {
    let request = |field: &FacetField| FacetRequest {
        field: *field,
        limit: FACET_VALUES,
    };
    fields.iter().map(request).collect()
}

/// The name of a facet as typed.
pub fn parse_field(text: &str) -> Result<FacetField, String> {
    FacetField::named(text.trim()).ok_or_else(|| {
        let names = FacetField::ALL.map(FacetField::name);
        let near = dateline::config::did_you_mean(text, names);
        let hint = near
            .map(|n| format!(", did you mean `{n}`?"))
            .unwrap_or_default();
        format!(
            "`{text}` is no facet{hint} [possible: {}]",
            names.join(", ")
        )
    })
}
