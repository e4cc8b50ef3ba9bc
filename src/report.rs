//! What happened to the inputs: plain data that the conductor counts and the binary prints.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

mod explanation;
mod preview;
mod transfer;
mod verify;

pub use explanation::{Choice, Draft, Explanation, Field, PageNotes, Place, Removed, Site};
pub use preview::Preview;
pub use transfer::{DeleteReport, ImportProblem, ImportReport, MigrateReport};
pub use verify::{Damage, RepairReport, VerifyReport};

/// Something a reader of the result should know about one document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Warning {
    /// The file it is about.
    pub path: String,
    /// What is the matter, in words.
    pub message: String,
}

/// Why an input was not indexed. Each reason has one fixed name, the same in every report.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "reason", content = "detail", rename_all = "kebab-case")]
pub enum SkipReason {
    /// The operating system would not give the bytes; the detail is its message.
    Unreadable(String),
    /// No byte, or nothing but white space and marks.
    Empty,
    /// Not text: a picture, a PDF, an executable, …; the detail names what it looks like.
    Binary(String),
    /// Larger than `max_document_bytes` of `dateline.toml`; the detail is the size in bytes, or of
    /// what is compressed as much of it as was read.
    TooLarge(u64),
    /// `dateline.toml` says that files of this ending are no releases; the detail is the ending.
    PassedOver(String),
    /// Nothing was left when page chrome was taken away.
    NoText,
    /// The user has taken it out with `dateline delete`.
    Deleted,
    /// The data ends before its end.
    Truncated,
    /// The bytes are not those that their checksum was made of.
    Checksum,
    /// A container that is not built as its format says; the detail is what is wrong.
    Damaged(String),
    /// An encrypted member of an archive.
    Encrypted,
    /// A part of a format that is not read, such as a rare compression; the detail names it.
    Unsupported(String),
    /// It unpacks to more than `max_unpacked_bytes` or `max_unpacked_ratio` of `dateline.toml`
    /// allows; the detail says which.
    Bomb(String),
    /// It lies in more containers within each other than `max_nesting` of `dateline.toml`.
    TooDeep(usize),
    /// The name of a member leads out of the archive or names a device; the detail says which.
    UnsafeName(String),
    /// A member that is a link or a device; the detail says which.
    NotAFile(String),
    /// A record of a web archive that only says that a page was as before.
    Revisit,
    /// An answer of a web server that is not its page; the detail is the status.
    HttpStatus(u16),
    /// Data in which nothing is a release; the detail says why.
    NoRelease(String),
    /// The document made the program fail; the detail is the message. A fault of dateline.
    Panicked(String),
}

impl SkipReason {
    /// Whether the next run may have better luck with the same bytes.
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Unreadable(_) | Self::Panicked(_))
    }

    /// The short fixed name that the counts are kept by.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Unreadable(_) => "unreadable",
            Self::Empty => "empty",
            Self::Binary(_) => "binary",
            Self::TooLarge(_) => "too-large",
            Self::PassedOver(_) => "passed-over",
            Self::NoText => "no-text",
            Self::Deleted => "deleted",
            Self::Truncated => "truncated",
            Self::Checksum => "checksum",
            Self::Damaged(_) => "damaged",
            Self::Encrypted => "encrypted",
            Self::Unsupported(_) => "unsupported",
            Self::Bomb(_) => "bomb",
            Self::TooDeep(_) => "too-deep",
            Self::UnsafeName(_) => "unsafe-name",
            Self::NotAFile(_) => "not-a-file",
            Self::Revisit => "revisit",
            Self::HttpStatus(_) => "http-status",
            Self::NoRelease(_) => "no-release",
            Self::Panicked(_) => "panicked",
        }
    }
}

impl fmt::Display for SkipReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(cause) => write!(f, "unreadable: {cause}"),
            Self::Empty => f.write_str("empty: there is no text in it"),
            Self::Binary(kind) => write!(f, "binary: it looks like {kind}"),
            Self::TooLarge(bytes) => write!(f, "too large: {bytes} bytes"),
            Self::PassedOver(ending) => {
                write!(
                    f,
                    "passed over: `.{ending}` files are no releases (`pass_over` in dateline.toml)"
                )
            }
            Self::NoText => f.write_str("no text: nothing is left without the page chrome"),
            Self::Deleted => f.write_str(
                "deleted: taken out with `dateline delete`; `--retry-skipped` brings it back",
            ),
            Self::Truncated => f.write_str("truncated: the data ends before its end"),
            Self::Checksum => f.write_str("wrong checksum: the data has changed on its way"),
            Self::Damaged(what) => write!(f, "damaged: {what}"),
            Self::Encrypted => f.write_str("encrypted: it needs a password"),
            Self::Unsupported(what) => write!(f, "unsupported: {what}"),
            Self::Bomb(limit) => write!(f, "unpacks to too much: {limit}"),
            Self::TooDeep(limit) => write!(
                f,
                "too deep: more than {limit} containers within each other (`max_nesting` in dateline.toml)"
            ),
            Self::UnsafeName(why) => write!(f, "unsafe name: {why}"),
            Self::NotAFile(what) => write!(f, "not a file: it is {what}"),
            Self::Revisit => f.write_str("revisit: the page was as before, its text is elsewhere"),
            Self::HttpStatus(status) => write!(f, "http status {status}: it is no page"),
            Self::NoRelease(why) => write!(f, "no release: {why}"),
            Self::Panicked(cause) => {
                write!(f, "dateline failed on it, please report this: {cause}")
            }
        }
    }
}

/// A skipped input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Skipped {
    /// The file.
    pub path: String,
    /// Why.
    #[serde(flatten)]
    pub reason: SkipReason,
}

/// How often a facet value was found in a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ValueCount {
    /// The value: a country code, a name, a topic path.
    pub value: String,
    /// The number of releases that carry it.
    pub count: u64,
}

/// The account of one run of `dateline retag`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct RetagReport {
    /// Releases in the index.
    pub num_releases: u64,
    /// Releases looked at.
    pub num_done: u64,
    /// Of these, those with other facets than before.
    pub num_changed: u64,
    /// Releases that keep their facets because the work on them failed: a fault of dateline.
    pub num_failed: u64,
    /// True when the run was stopped before its end; the index is as it was.
    pub interrupted: bool,
}

/// The account of one run of `dateline train-topics`.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct TrainReport {
    /// Lines of labels.
    pub num_labels: u64,
    /// Of these, those that could not be used.
    pub num_bad_labels: u64,
    /// Releases that the others are of.
    pub num_releases: u64,
    /// The paths of the topics that were learnt.
    pub topics: Vec<String>,
    /// Topics with a single text, or that all texts have: nothing can be learnt of them.
    pub topics_left_out: Vec<String>,
    /// Words and pairs of words in the model.
    pub num_words: u64,
    /// How a model does that was fitted without some of the texts, on those.
    pub held_out: Option<HeldOut>,
}

/// How a model of topics does on texts that were held out.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct HeldOut {
    /// Texts fitted on.
    pub num_fitted: u64,
    /// Texts held out.
    pub num_held_out: u64,
    /// The part of the reported topics that are right.
    pub precision: f64,
    /// The part of the right topics that are reported.
    pub recall: f64,
    /// The harmonic mean of both.
    pub f1: f64,
    /// The part of the texts whose first topic is right.
    pub first_topic: f64,
}

/// The account of one run of `dateline index`.
///
/// `num_indexed + num_unchanged + skipped.len()` is `num_seen`: each input has one outcome.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct IndexReport {
    /// Documents met.
    pub num_seen: u64,
    /// Documents written, new and changed.
    pub num_indexed: u64,
    /// Of the indexed, those that replaced an older reading of the same file.
    pub num_replaced: u64,
    /// Of the indexed, those that were at another path before.
    pub num_renamed: u64,
    /// Of the indexed, those whose bytes another file has: it stands for both.
    pub num_copies: u64,
    /// Documents whose file is as it was at the last run.
    pub num_unchanged: u64,
    /// Documents taken out because their file is none any more or, where that was asked for, is gone
    /// from below a given root.
    pub num_deleted: u64,
    /// Documents that stay although their file is gone from below a given root.
    pub num_gone: u64,
    /// Files that were not looked at because they have not changed since the time that was given.
    pub num_older: u64,
    /// The process that was killed while it held the lock of the index before this run.
    pub taken_over: Option<String>,
    /// Inputs that were not indexed.
    pub skipped: Vec<Skipped>,
    /// Skipped inputs by the name of the reason.
    pub num_skipped: BTreeMap<&'static str, u64>,
    /// What was doubtful in documents that were indexed.
    pub warnings: Vec<Warning>,
    /// True when the run was stopped before its end; what is done is committed.
    pub interrupted: bool,
    /// Wall time in seconds.
    pub seconds: f64,
    /// The countries most often found in this run (role about).
    pub top_countries: Vec<ValueCount>,
    /// The persons most often found in this run.
    pub top_persons: Vec<ValueCount>,
    /// The topics most often found in this run.
    pub top_topics: Vec<ValueCount>,
}

impl IndexReport {
    /// Documents a second, indexed and unchanged alike.
    pub fn docs_per_second(&self) -> f64 {
        if self.seconds > 0.0 {
            self.num_seen as f64 / self.seconds
        } else {
            0.0
        }
    }

    /// Puts a skipped input on the account.
    pub fn skip(&mut self, path: String, reason: SkipReason) {
        *self.num_skipped.entry(reason.name()).or_default() += 1;
        self.skipped.push(Skipped { path, reason });
    }
}
