//! `dateline similar`.

use clap::Args;
use dateline::query::{FacetField, SearchRequest};

use super::FilterArgs;
use super::search::{Format, facet_requests, parse_field};

/// `dateline similar`
#[derive(Debug, Args)]
pub struct SimilarArgs {
    /// The release id, or its first digits
    #[arg(value_name = "ID")]
    pub id: String,
    #[command(flatten)]
    pub filters: FilterArgs,
    /// The most hits to show
    #[arg(long, short = 'n', value_name = "N", default_value_t = 10)]
    pub limit: usize,
    /// Hits to pass over
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub offset: usize,
    /// Show every hit
    #[arg(long, conflicts_with = "limit")]
    pub all: bool,
    /// Count the values of these facets: `country,person,topic`
    #[arg(long, value_name = "FIELDS", value_delimiter = ',', value_parser = parse_field)]
    pub facets: Vec<FacetField>,
    /// Say of each hit why it ranks where it does: what each word adds to its score
    #[arg(long)]
    pub explain: bool,
    /// Form of the output
    #[arg(long, value_name = "FORM", default_value = "text")]
    pub format: Format,
    /// Same as `--format json`
    #[arg(long, conflicts_with = "format")]
    pub json: bool,
}

impl SimilarArgs {
    /// The form of output asked for.
    pub fn format(&self) -> Format {
        if self.json { Format::Json } else { self.format }
    }

    /// The request; its query is the id.
    pub fn request(&self) -> SearchRequest {
        SearchRequest {
            query: self.id.clone(),
            filters: self.filters.filters(),
            offset: self.offset,
            limit: (!self.all).then_some(self.limit),
            facets: facet_requests(&self.facets),
            exact_names: self.filters.exact_names,
            explain: self.explain,
            ..SearchRequest::default()
        }
    }
}
