//! A search request → plan → hits, facet counts and snippets.
//!
//! [`SearchRequest`] and [`SearchResponse`] know nothing of tantivy; only the plan does.

mod error;
mod explanation;
mod field;
mod merges;
mod plan;
mod request;
mod response;
mod search;
mod select;
mod similar;
mod snippet;
mod spelling;
mod syntax;

pub use crate::index::IndexStats;
pub use error::QueryError;
pub use explanation::{ScoreExplanation, ScorePart};
pub use merges::{LikelyForm, LikelyMerge, Likeness, likely_merges};
pub use request::{FacetField, FacetRequest, Filters, SearchRequest, Sort};
pub use response::{
    FacetCount, FacetCounts, Hit, MendedQuery, MendedWord, SearchResponse, Snippet,
};
pub use search::{facets, search};
pub use select::{Selection, select};
pub use similar::similar;

use field::TextField;

#[cfg(test)]
mod tests;
