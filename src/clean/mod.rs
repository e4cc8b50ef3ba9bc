//! Page or plain text → [`CleanDocument`]: metadata and text blocks, page chrome gone.
//!
//! Pure and total: any text gives a document, never an error.

mod attachment;
mod beside;
mod candidates;
mod cards;
mod chrome;
mod claimed;
mod claims;
mod content;
mod contents;
mod dates;
mod days;
mod document;
mod escapes;
mod explain;
mod headline;
mod html;
mod jsonld;
mod ladder;
mod lines;
mod mark;
mod markup;
mod metadata;
mod names;
mod nesting;
mod origins;
mod page;
mod pages;
mod phrases;
mod piece;
mod plain;
mod pointer;
mod prune;
mod references;
mod signs;
mod site;
mod tag;
#[cfg(test)]
mod tests;
mod titles;
mod tree;
mod trim;
mod weight;
mod wrap;

pub use document::{
    Block, BlockKind, CleanDocument, ContentStep, DateKind, Evidence, Metadata, MetadataDate,
};
pub use explain::explain;
pub use html::clean_html;
pub use origins::{HEADLINE_FIELDS, SITE_RULE};
pub use plain::clean_text;

use std::borrow::Cow;

use crate::config::Config;
use crate::source::{Format, RawDocument};

/// Cleans a document.
pub fn clean(raw: &RawDocument, config: &Config) -> CleanDocument {
    let mut document = match raw.format {
        Format::Html => clean_html(&raw.text, &path_of(raw), config),
        Format::Text => clean_text(&raw.text),
    };
    claims::apply(&mut document.metadata, &raw.claims);
    document
}

/// The path whose folders may name a site: that of the member below that of its archive.
fn path_of(raw: &RawDocument) -> Cow<'_, str> {
    match &raw.member {
        Some(member) => Cow::Owned(format!("{}/{}", raw.path, member.replace('!', "/"))),
        None => Cow::Borrowed(&raw.path),
    }
}
