//! What is answered: engine-neutral; `present` gives it a form.

use std::ops::Range;

use crate::release::PartialDate;

use super::{FacetField, QueryWarning, ScoreExplanation};

/// A passage of a release with what matched marked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The passage, untrusted text.
    pub text: String,
    /// Byte ranges of `text` that matched, in order, not overlapping.
    pub highlights: Vec<Range<usize>>,
}

/// One release found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The release id.
    pub id: String,
    /// The source path, `archive!member` for a member.
    pub source: String,
    /// The score; 0 where the order is not by relevance.
    pub score: f32,
    /// The headline.
    pub headline: Option<String>,
    /// The date.
    pub date: Option<PartialDate>,
    /// Codes of the countries it is about.
    pub countries: Vec<String>,
    /// Names of persons.
    pub persons: Vec<String>,
    /// Topic paths.
    pub topics: Vec<String>,
    /// Passages, the best first.
    pub snippets: Vec<Snippet>,
    /// Why it ranks where it does; where that was asked for and relevance orders the hits.
    pub explanation: Option<ScoreExplanation>,
}

/// A query some words of which no release has, with the nearest ones in their place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MendedQuery {
    /// The query with the words that were meant.
    pub query: String,
    /// What was mended.
    pub words: Vec<MendedWord>,
}

/// A word of a query, mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MendedWord {
    /// As typed, folded.
    pub typed: String,
    /// The nearest word of the index.
    pub meant: String,
}

/// A facet value with the number of hits that the same search has with it as a filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetCount {
    /// The value as a filter takes it: `KZ`, `Kairat Kelimbetov`, `politics/election`.
    pub value: String,
    /// The name to show: `Kazakhstan`.
    pub label: String,
    /// Releases.
    pub count: u64,
}

/// The values of one facet: the most frequent first, ties by value; years, months and days the newest
/// first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetCounts {
    /// The field.
    pub field: FacetField,
    /// The first values.
    pub values: Vec<FacetCount>,
    /// How many further values have a count.
    pub num_more: usize,
    /// Releases of the search that have no value in this field.
    pub num_without: u64,
}

/// The answer to a [`SearchRequest`](super::SearchRequest).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SearchResponse {
    /// The query as given.
    pub query: String,
    /// All releases that match.
    pub total: u64,
    /// Of these, the ones without a known day in time.
    pub num_undated: u64,
    /// The page of hits that was asked for.
    pub hits: Vec<Hit>,
    /// The facets that were asked for, in that order.
    pub facets: Vec<FacetCounts>,
    /// The query that was answered, where words of the one given were mended.
    pub mended: Option<MendedQuery>,
    /// What the user should know: a query that was repaired, a value that is unknown.
    pub warnings: Vec<QueryWarning>,
    /// Time in the engine, in microseconds.
    pub took_us: u64,
}
