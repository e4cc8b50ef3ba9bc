//! `dateline search` and `dateline facets`.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use dateline::query::{FacetField, FacetRequest, LANGUAGE, SearchRequest, Sort};

use super::FilterArgs;

/// Facet values that are listed beside hits.
const FACET_VALUES: usize = 10;

/// `dateline search`
#[derive(Debug, Args)]
#[command(
    after_help = "QUERY: words (all of them), \"a phrase\", prefix*, OR, NOT or -word, ( ), \
field:word, near/5; an empty query finds everything. `dateline help query` has the whole language.",
    after_long_help = LANGUAGE
)]
#[expect(clippy::struct_excessive_bools, reason = "flags of a command line")]
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
    /// The most values of each facet to show
    #[arg(long, value_name = "N", default_value_t = FACET_VALUES)]
    pub facet_limit: usize,
    #[command(flatten)]
    pub shape: FacetShapeArgs,
    /// The most passages to show of each hit, the best first; 0 shows none
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub passages: usize,
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
    /// Open the source of the hit with this number, with the program that `DATELINE_OPEN`
    /// names, or that of the system
    #[arg(
        long,
        value_name = "N",
        conflicts_with_all = ["queries", "count", "all", "limit", "offset", "json", "format", "facets"]
    )]
    pub open: Option<NonZeroUsize>,
    /// Run one query per row of a file (`-` for stdin); prints one JSON line per row. Rows without an
    /// answer are named, and make the exit status 1
    #[arg(
        long,
        value_name = "FILE",
        conflicts_with_all = ["query", "json", "format", "count", "facets", "passages"]
    )]
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
    #[command(flatten)]
    pub shape: FacetShapeArgs,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// Which values of facets are shown.
#[derive(Debug, Clone, Default, Args)]
pub struct FacetShapeArgs {
    /// Show only facet values that hold this, in themselves or in their label
    #[arg(long = "facet-match", value_name = "TEXT")]
    matching: Option<String>,
    /// Show only topics, or folders, so many levels deep: 1 for the top of the tree
    #[arg(long = "facet-level", visible_alias = "topic-level", value_name = "N")]
    level: Option<NonZeroUsize>,
    /// Show only topics, or folders, below this one, and count levels from there
    #[arg(
        long = "facet-below",
        visible_alias = "topic-below",
        value_name = "PATH"
    )]
    below: Option<String>,
}

impl FacetShapeArgs {
    /// The request for a facet.
    fn request(&self, field: FacetField, limit: usize) -> FacetRequest {
        FacetRequest {
            matching: self.matching.clone(),
            below: self.below.clone(),
            level: self.level.map(usize::from),
            ..FacetRequest::new(field, limit)
        }
    }

    /// An option that none of these facets can follow.
    pub fn without_use(&self, fields: &[FacetField]) -> Option<&'static str> {
        let has_tree = fields.iter().any(|field| field.is_tree());
        if fields.is_empty() && self.matching.is_some() {
            return Some("--facet-match");
        }
        match (&self.level, &self.below) {
            _ if has_tree => None,
            (Some(_), _) => Some("--facet-level"),
            (None, Some(_)) => Some("--facet-below"),
            (None, None) => None,
        }
    }
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
        let facet = |field: &FacetField| self.shape.request(*field, self.facet_limit);
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
            facets: self.facets.iter().map(facet).collect(),
            num_snippets: if self.queries.is_some() {
                0
            } else {
                self.passages
            },
            exact_names: self.filters.exact_names,
            explain: self.explain,
            exact: self.exact,
        }
    }
}

impl FacetsArgs {
    /// The request: one facet, no hits.
    pub fn request(&self) -> SearchRequest {
        let limit = if self.all { usize::MAX } else { self.limit };
        SearchRequest {
            query: self.query.join(" "),
            filters: self.filters.filters(),
            limit: Some(0),
            facets: vec![self.shape.request(self.field, limit)],
            num_snippets: 0,
            exact_names: self.filters.exact_names,
            exact: self.exact,
            ..SearchRequest::default()
        }
    }
}

/// The facets that are counted beside hits.
pub fn facet_requests(fields: &[FacetField]) -> Vec<FacetRequest> {
    let request = |field: &FacetField| FacetRequest::new(*field, FACET_VALUES);
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
