//! What cleaning yields: candidates from the metadata, each with its origin, and blocks of text.

/// A value with the place it was read from, for `--explain` and for the order of precedence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The value, entities decoded, white space folded.
    pub value: String,
    /// Where it stood, in words: `json-ld headline`, `og:title`, `h1`, `title`.
    pub origin: &'static str,
}

/// Which day of a document's life a date names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateKind {
    /// First published.
    Published,
    /// Last changed.
    Modified,
    /// Not said.
    Unknown,
}

/// A date of the metadata or of a dated element, as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MetadataDate {
    /// The text or attribute: `2018-04-05T10:30:00-04:00`, `Thursday, April 5, 2018`.
    pub value: String,
    /// Where it stood: `json-ld datePublished`, `article:published_time`, `time`, `visible`.
    pub origin: &'static str,
    /// Published, modified or not said.
    pub kind: DateKind,
    /// What the line that it stands in says before it, or a short line before that one:
    /// `Last updated:`. Empty for what is not shown.
    pub label: String,
    /// Pieces of text from the headline down to it, less than 0 above it; none for what is not
    /// shown.
    pub distance: Option<i32>,
}

/// What the page says of itself. Lists are in the order of precedence, the most trusted first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Candidates for the headline.
    pub titles: Vec<Evidence>,
    /// The line below the headline, where the rule of the site names it.
    pub subhead: Option<String>,
    /// Candidates for the date.
    pub dates: Vec<MetadataDate>,
    /// The description or standfirst.
    pub description: Option<String>,
    /// Names of the publisher: JSON-LD publisher, `og:site_name`, …
    pub publishers: Vec<Evidence>,
    /// Keywords, sections and tags as the issuer gave them.
    pub keywords: Vec<Evidence>,
    /// The language that the page declares, as written (`en-US`).
    pub language: Option<String>,
    /// The canonical address.
    pub url: Option<String>,
    /// What structured data says of the standing of the release: `canceled`, `correction`.
    pub status: Vec<Evidence>,
    /// When structured data says that the embargo ends.
    pub embargo: Option<Evidence>,
    /// The number of the version that structured data gives.
    pub revision: Option<String>,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// A heading of level 1 to 6.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// An item of a list.
    ListItem,
    /// A quotation set as a block.
    Quote,
    /// A row of a table, cells parted by a tab.
    TableRow,
    /// Text whose line breaks carry meaning.
    Preformatted,
    /// A caption of a picture or table.
    Caption,
}

/// One run of text: white space folded (but for [`BlockKind::Preformatted`]), never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its text.
    pub text: String,
}

/// The step of the content ladder that found the blocks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum ContentStep {
    /// A rule of `sites/<host>.toml`.
    SiteRule,
    /// The element that holds the text of JSON-LD `articleBody`.
    JsonLdBody,
    /// `<article>`, `<main>`, `itemprop=articleBody` and their like.
    Semantic,
    /// The densest part of the page by score.
    Density,
    /// All of the body without chrome.
    WholeBody,
    /// Plain text.
    #[default]
    PlainText,
}

impl ContentStep {
    /// The name shown by `--explain`.
    pub fn name(self) -> &'static str {
        match self {
            Self::SiteRule => "site rule",
            Self::JsonLdBody => "json-ld articleBody",
            Self::Semantic => "semantic container",
            Self::Density => "scored density",
            Self::WholeBody => "whole body",
            Self::PlainText => "plain text",
        }
    }
}

/// A document without its page chrome.
///
/// The blocks are the content in reading order: for a page the content container only, the
/// headline perhaps among them; for plain text every paragraph, release line and contacts included.
/// `extract` tells the parts of a release apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CleanDocument {
    /// What the page says of itself.
    pub metadata: Metadata,
    /// Small lines of a page between its headline and its content: number, contacts, place and day.
    pub above: Vec<Block>,
    /// Small lines of a page behind its content.
    pub below: Vec<Block>,
    /// The content.
    pub blocks: Vec<Block>,
    /// How the content was found.
    pub step: ContentStep,
    /// What was doubtful, in words.
    pub warnings: Vec<String>,
}
