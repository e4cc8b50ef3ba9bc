//! What a check of an index against itself and against its sources found.

use serde::Serialize;

/// A file of an index that is not as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Damage {
    /// Its name in the index folder.
    pub file: String,
    /// What is wrong with it, as a sentence about it.
    pub detail: String,
}

/// The account of one run of `dateline verify`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct VerifyReport {
    /// Files of the index that are not what was committed.
    pub damaged: Vec<Damage>,
    /// Sources of the ledger that were looked at.
    pub num_sources: u64,
    /// Sources that are gone.
    pub missing: Vec<String>,
    /// Sources whose bytes are not those that were indexed or skipped.
    pub changed: Vec<String>,
    /// Sources that cannot be read.
    pub unreadable: Vec<String>,
    /// Files below the given paths that the index does not know.
    pub unindexed: Vec<String>,
}

impl VerifyReport {
    /// True when nothing is wrong.
    pub fn is_clean(&self) -> bool {
        self.damaged.is_empty() && self.num_problems() == 0
    }

    /// Sources with which something is wrong.
    pub fn num_problems(&self) -> usize {
        self.missing.len() + self.changed.len() + self.unreadable.len() + self.unindexed.len()
    }
}
