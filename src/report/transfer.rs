//! What went into an index from an export.

use serde::Serialize;

/// A line or row of an export that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ImportProblem {
    /// The line on which it begins, counted from 1.
    pub line: u64,
    /// What is wrong with it.
    pub message: String,
}

/// The account of one run of `dateline import`.
///
/// `num_imported + problems.len()` is `num_read`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ImportReport {
    /// Lines or rows that were read; blank lines are none.
    pub num_read: u64,
    /// Releases that are in the index now.
    pub num_imported: u64,
    /// Of these, those in place of what the index held of the same file.
    pub num_replaced: u64,
    /// Of these, those that the index already held of another file; it stands for both.
    pub num_copies: u64,
    /// What could not be used.
    pub problems: Vec<ImportProblem>,
    /// True when the run was stopped before its end; the index is as it was.
    pub interrupted: bool,
}

/// The account of one run of `dateline migrate`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct MigrateReport {
    /// The format that the index had.
    pub from_format: u32,
    /// Documents of the old index: releases, and notes on files.
    pub num_documents: u64,
    /// Of these, those made over so far.
    pub num_done: u64,
    /// Releases in the new index.
    pub num_releases: u64,
    /// Releases that keep their old facets because the work on them failed: a fault of dateline.
    pub num_failed: u64,
    /// True when the run was stopped before its end; the index is as it was.
    pub interrupted: bool,
}

/// The account of one run of `dateline delete`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct DeleteReport {
    /// Releases that are in the index no more.
    pub num_releases: u64,
    /// Files that the next runs of `dateline index` pass over.
    pub num_files: u64,
}
