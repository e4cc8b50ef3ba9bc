//! What a run would do.

use serde::Serialize;

/// The account of `dateline index --dry-run`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Preview {
    /// Files that the index does not know.
    pub new: Vec<String>,
    /// Files that are not as they were, or are to be tried again.
    pub changed: Vec<String>,
    /// Documents of the index whose files are gone from below the paths.
    pub gone: Vec<String>,
    /// Places that cannot be looked into.
    pub closed: Vec<String>,
    /// Files that are as they were.
    pub num_unchanged: u64,
    /// Files that were skipped and are as they were.
    pub num_skipped: u64,
    /// Files that have not changed since the time that was given.
    pub num_older: u64,
}
