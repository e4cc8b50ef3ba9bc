//! An ordered stream of documents: folder walk, format detection, charset decoding, mojibake repair.
//!
//! Nothing is interpreted here beyond bytes → text; a document that cannot be text is skipped with
//! a [`SkipReason`](crate::report::SkipReason).

mod document;
mod folder;
mod walk;

pub use document::{Format, RawDocument};
pub use walk::{FileEntry, SourceError, Walk, WalkItem, walk};
