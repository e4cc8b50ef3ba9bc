//! What a run does besides reading what is new and what has changed.

/// How the index is kept up with its files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Upkeep {
    /// What happens to the documents of files that are gone.
    pub gone: Gone,
    /// What happens to files that were skipped before and are as they were.
    pub skipped: KnownSkips,
    /// Files changed before this time, in nanoseconds since 1970, are not looked at.
    pub since_ns: Option<i64>,
    /// The most documents between two commits; there is one every minute, too.
    pub batch: u64,
}

/// What happens to the documents of files that are gone from below the roots.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gone {
    /// They stay, and are counted.
    Keep,
    /// They are taken out.
    Prune,
}

/// What happens to files that were skipped before and are as they were.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KnownSkips {
    /// They are not read again. Those that could not be read at all are.
    Trust,
    /// They are read again, and those that the user has deleted.
    Retry,
}

impl Default for Upkeep {
    fn default() -> Self {
        Self {
            gone: Gone::Keep,
            skipped: KnownSkips::Trust,
            since_ns: None,
            batch: u64::MAX,
        }
    }
}
