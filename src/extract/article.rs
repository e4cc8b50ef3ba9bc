//! What the facet extractors read: the parts that count, split into words once.

use crate::release::{Dateline, Release};
use crate::text::token::{Token, tokens};

/// A text with its words.
#[derive(Debug, Clone, Default)]
pub struct Words<'d> {
    /// The text.
    pub text: &'d str,
    /// Its words; offsets point into `text`.
    pub tokens: Vec<Token<'d>>,
}

impl<'d> Words<'d> {
    /// Splits a text.
    pub fn of(text: &'d str) -> Self {
        Self {
            text,
            tokens: tokens(text),
        }
    }
}

/// The parts of a release that feed the facets. Boilerplate, contacts and notices are not here.
#[derive(Debug, Clone, Default)]
pub struct Article<'d> {
    /// The headline, or an empty text.
    pub headline: Words<'d>,
    /// The subhead, or an empty text.
    pub subhead: Words<'d>,
    /// The body, dateline taken off; paragraphs are parted by `\n\n`.
    pub body: Words<'d>,
    /// Byte offset of the end of the first paragraph of the body, the lead.
    pub lead_end: usize,
    /// The dateline where it speaks for a country: weak evidence.
    pub dateline: Option<&'d Dateline>,
    /// ISO 639-1 code of the language, empty when unknown.
    pub language: &'d str,
    /// Keywords, sections and codes of the issuer.
    pub keywords: &'d [String],
}

impl<'d> Article<'d> {
    /// Splits the parts into words.
    pub fn new(
        headline: Option<&'d str>,
        subhead: Option<&'d str>,
        body: &'d str,
        dateline: Option<&'d Dateline>,
        language: &'d str,
        keywords: &'d [String],
    ) -> Self {
        Self {
            headline: Words::of(headline.unwrap_or_default()),
            subhead: Words::of(subhead.unwrap_or_default()),
            body: Words::of(body),
            lead_end: body.find("\n\n").unwrap_or(body.len()),
            dateline,
            language,
            keywords,
        }
    }

    /// The parts of a release that was read before.
    pub fn of_release(release: &'d Release) -> Self {
        Self::new(
            release.headline.as_deref(),
            release.subhead.as_deref(),
            &release.body,
            release.dateline.as_ref(),
            release.language.as_deref().unwrap_or_default(),
            &release.aside.keywords,
        )
    }
}
