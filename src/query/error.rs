//! Why a search has no answer.

use super::FacetField;
use crate::index::IndexError;

/// A search that cannot be answered. A query is never the cause: its faults are warnings.
#[derive(Debug, thiserror::Error)]
pub enum QueryError {
    /// The index cannot be read.
    #[error(transparent)]
    Index(#[from] IndexError),
    /// A filter names a value that does not exist.
    #[error("`{typed}` is not a {}", field.singular())]
    UnknownValue {
        /// The facet.
        field: FacetField,
        /// The value as typed.
        typed: String,
        /// The nearest one that exists.
        near: Option<String>,
    },
}

impl QueryError {
    /// What the user can do about it, as a sentence.
    pub fn help(&self) -> Option<String> {
        match self {
            Self::Index(error) => error.help().map(str::to_owned),
            Self::UnknownValue {
                near: Some(near), ..
            } => Some(format!("did you mean `{near}`?")),
            Self::UnknownValue { field, .. } => Some(format!(
                "`dateline facets {}` lists the values",
                field.name()
            )),
        }
    }
}
