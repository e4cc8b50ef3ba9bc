//! What a check of an index against itself and against its sources found.

use serde::Serialize;

use super::Skipped;

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
    /// Files below the given paths, and members of known archives, that the index does not know.
    pub unindexed: Vec<String>,
    /// What was mended, when that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repair: Option<RepairReport>,
}

/// What `dateline verify --repair` did about what it found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct RepairReport {
    /// Releases of a damaged index that were made over from their stored texts; `None` when only its
    /// lists had to be written anew, or nothing was damaged.
    pub num_restored: Option<u64>,
    /// Of the restored, those that keep their facets because the work on them failed: a fault of
    /// dateline.
    pub num_failed: u64,
    /// Documents whose stored texts were damaged, notes on files counted. They are back when their
    /// files were among those read.
    pub num_lost: u64,
    /// Files read.
    pub num_read: u64,
    /// Documents of these that were indexed, new or in place of what was there.
    pub num_indexed: u64,
    /// Documents of these that were skipped.
    pub skipped: Vec<Skipped>,
    /// Documents taken out of the index.
    pub num_deleted: u64,
    /// Sources that are missing and stay in the index, as nobody asked to take them out.
    pub num_missing: u64,
    /// Sources that still cannot be read.
    pub unreadable: Vec<String>,
    /// True when the run was stopped before its end; what is done is committed.
    pub interrupted: bool,
}

impl RepairReport {
    /// True when nothing is left to mend.
    pub fn is_complete(&self) -> bool {
        self.num_missing == 0 && self.unreadable.is_empty() && !self.interrupted
    }
}

impl VerifyReport {
    /// True when nothing is wrong, or nothing any more.
    pub fn is_clean(&self) -> bool {
        if let Some(repair) = &self.repair {
            return repair.is_complete();
        }
        self.damaged.is_empty() && self.num_problems() == 0
    }

    /// Sources with which something is wrong.
    pub fn num_problems(&self) -> usize {
        self.missing.len() + self.changed.len() + self.unreadable.len() + self.unindexed.len()
    }
}
