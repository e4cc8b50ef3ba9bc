//! Response → writer: terminal, JSON, CSV.
//!
//! Text of documents is untrusted. It is made harmless for its medium here and nowhere else:
//! [`plain`] for text, the escapes of [`json`] for JSON, quoting for CSV.

pub mod caret;
pub mod csv;
pub mod explanation;
pub mod export;
pub mod json;
pub mod merges;
pub mod plain;
pub mod preview;
pub mod record;
pub mod report;
mod score;
pub mod search;
pub mod stats;
pub mod style;
pub mod verify;
pub mod who;

pub use style::Style;
