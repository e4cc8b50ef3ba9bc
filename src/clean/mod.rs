//! Page or plain text → [`CleanDocument`]: metadata and text blocks, page chrome gone.
//!
//! Pure and total: any text gives a document, never an error.

mod document;
mod plain;

pub use document::{
    Block, BlockKind, CleanDocument, ContentStep, DateKind, Evidence, Metadata, MetadataDate,
};
pub use plain::clean_text;

use crate::source::{Format, RawDocument};

/// Cleans a document.
pub fn clean(raw: &RawDocument) -> CleanDocument {
    match raw.format {
        Format::Html | Format::Text => clean_text(&raw.text),
    }
}
