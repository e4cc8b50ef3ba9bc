//! An ordered stream of documents: folder walk, containers, format detection, charset decoding,
//! mojibake repair.
//!
//! [`walk`] lists files without opening them, so that a run can compare size and time with what it
//! knows; [`read`] takes one file to the documents in it; [`Content::decode`] takes one of these to
//! a [`RawDocument`], and [`decode`] is that for bytes of which nothing else is known. Nothing is
//! interpreted here beyond bytes → text; a document that cannot be text is skipped with a
//! [`SkipReason`](crate::report::SkipReason).

mod binary;
mod charset;
mod claim;
mod container;
mod decode;
mod document;
mod entry;
mod folder;
mod format;
mod found;
mod mojibake;
mod options;
mod read;
mod root;
mod tidy;
mod walk;

pub use claim::Claim;
pub use decode::decode;
pub use document::{Format, RawDocument};
pub use entry::{FileEntry, WalkItem};
pub use found::{Content, Envelope, Found};
pub use options::{FieldNames, RATIO_FLOOR, ReadOptions};
pub use read::{read, read_stream};
pub use root::SourceError;
pub use walk::{Walk, walk};
