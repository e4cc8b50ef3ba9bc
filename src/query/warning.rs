//! What the user should know about an answer.

use std::ops::Range;

/// A fault of a query, or what was done about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryWarning {
    /// What is odd, and how the query was read.
    pub message: String,
    /// The bytes of the query that it is about, on boundaries of characters; `None` for the whole.
    pub span: Option<Range<usize>>,
}

impl QueryWarning {
    /// About the query as a whole.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            span: None,
        }
    }

    /// About a place in the query.
    pub fn at(span: Range<usize>, message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            span: Some(span),
        }
    }
}
