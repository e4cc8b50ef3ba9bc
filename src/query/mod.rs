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
mod results;
mod search;
mod select;
mod similar;
mod snippet;
mod spelling;
mod syntax;
mod warning;
mod who;

pub use crate::index::IndexStats;
pub use error::QueryError;
pub use explanation::{ScoreExplanation, ScorePart};
pub use merges::{LikelyForm, LikelyMerge, Likeness, likely_merges};
pub use request::{FacetField, FacetRequest, Filters, SearchRequest, Sort};
pub use response::{
    FacetCount, FacetCounts, Hit, MendedQuery, MendedWord, SearchResponse, Snippet,
};
pub use results::Results;
pub use search::{facets, search};
pub use select::{Selection, select};
pub use similar::similar;
pub use warning::QueryWarning;
pub use who::{Appearances, Companions, PairCount, PersonCount, who, who_with};

/// The names that the query language knows before a colon.
pub fn field_names() -> impl Iterator<Item = &'static str> {
    field::QueryField::names()
}

/// The query language for a user: the text of `dateline help query`. Lines that are set in by four
/// blanks are examples, each parted from what it means by two blanks or more.
pub const LANGUAGE: &str = include_str!("language.txt");

#[cfg(test)]
mod tests;
