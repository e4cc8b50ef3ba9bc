//! A search request → plan → hits, facet counts and snippets.
//!
//! [`SearchRequest`] and [`SearchResponse`] know nothing of tantivy; only the plan does.

mod request;
mod response;

pub use request::{FacetField, FacetRequest, Filters, SearchRequest, Sort};
pub use response::{FacetCount, FacetCounts, Hit, SearchResponse, Snippet};
mod error;
pub use crate::index::IndexStats;
pub use error::QueryError;
/// stub
pub fn search(
    _: &crate::index::Searcher,
    _: &SearchRequest,
    _: &crate::config::Config,
) -> Result<SearchResponse, QueryError> {
    Ok(SearchResponse::default())
}
