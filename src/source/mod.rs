//! An ordered stream of documents: folder walk, format detection, charset decoding, mojibake repair.
//!
//! [`walk`] lists files without opening them, so that a run can compare size and time with what it
//! knows; [`read`] takes one file to a [`RawDocument`]; [`decode`] is its pure part. Nothing is
//! interpreted here beyond bytes → text; a document that cannot be text is skipped with a
//! [`SkipReason`](crate::report::SkipReason).

mod binary;
mod charset;
mod decode;
mod document;
mod entry;
mod folder;
mod format;
mod mojibake;
mod read;
mod root;
mod tidy;
mod walk;

pub use decode::decode;
pub use document::{Format, RawDocument};
pub use entry::{FileEntry, WalkItem};
pub use read::read;
pub use root::SourceError;
pub use walk::{Walk, walk};
