//! An ordered stream of documents: folder walk, format detection, charset decoding, mojibake repair.
//!
//! Nothing is interpreted here beyond bytes → text; a document that cannot be text is skipped with
//! a [`SkipReason`](crate::report::SkipReason).

mod document;

pub use document::{Format, RawDocument};
