//! The domain model: one press release, as every other part of the crate sees it.
//!
//! Plain data in the terms of the press. The JSON form of [`Release`] is a contract: it is what
//! `dateline extract` and `dateline show --json` print. All offsets are byte offsets into
//! [`Release::body`].

use std::fmt;

use serde::{Deserialize, Serialize};

mod date;
mod exported;

pub use date::{ParseDateError, PartialDate, Precision};
pub use exported::{EXPORT_FIELDS, ExportField, Exported, FieldKind, SourceFile, WrongRecord};

/// The identity of a release: 16 hexadecimal digits taken from the hash of its source bytes.
///
/// The same bytes have the same id wherever they lie, so an id stays valid when an archive moves.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ReleaseId(String);

impl ReleaseId {
    /// The id of a document with these bytes.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self::of_hash(&blake3::hash(bytes))
    }

    /// The id of a document with this BLAKE3 hash.
    pub fn of_hash(hash: &blake3::Hash) -> Self {
        Self(hash.to_hex()[..16].to_owned())
    }

    /// An id as it was typed or stored; it is not checked to exist.
    pub fn from_text(text: &str) -> Self {
        Self(text.trim().to_ascii_lowercase())
    }

    /// The 16 hexadecimal digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ReleaseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Where the release was read from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Source {
    /// The path as it was given or found below a given folder, with `/` between its parts.
    pub path: String,
    /// The name inside an archive, when the file is one.
    pub member: Option<String>,
    /// How the content was read: `html` or `text`.
    pub format: String,
    /// The charset that the bytes were decoded from, by its WHATWG name in lower case.
    pub encoding: String,
    /// The size of the document in bytes.
    pub bytes: u64,
    /// The BLAKE3 hash of the bytes, in hexadecimal.
    pub hash: String,
}

/// One press release, cleaned and understood. A part that a stored record lacks is not known.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Release {
    /// The identity, from the source bytes.
    pub id: ReleaseId,
    /// Where it was read from.
    pub source: Source,
    /// The other files of an index that hold the same bytes, in the order of their paths.
    pub other_sources: Vec<Source>,
    /// The headline, when there is one; never invented.
    pub headline: Option<String>,
    /// The line below the headline.
    pub subhead: Option<String>,
    /// The body only: paragraphs joined by a blank line.
    pub body: String,
    /// The step that found the body: `site rule`, `json-ld articleBody`, `semantic container`,
    /// `scored density`, `whole body` or `plain text`.
    pub body_basis: String,
    /// The line that says where, when and by which wire it was filed.
    pub dateline: Option<Dateline>,
    /// The day it was published, as far as it is known.
    pub date: ReleaseDate,
    /// The ISO 639-1 code of the main language.
    pub language: Option<String>,
    /// Countries, the most salient first.
    pub countries: Vec<Country>,
    /// Persons in order of first mention.
    pub persons: Vec<Person>,
    /// Topics, the strongest first.
    pub topics: Vec<Topic>,
    /// Direct quotes in order.
    pub quotes: Vec<Quote>,
    /// Contact blocks, one string each.
    pub contacts: Vec<String>,
    /// "About …" parts, one string each.
    pub boilerplate: Vec<String>,
    /// Release line, embargo, correction and kill marks.
    pub notices: Notices,
    /// The issuer's own number, such as `IP/21/3541`.
    pub release_number: Option<String>,
    /// Who publishes the release.
    pub issuer: Option<String>,
    /// What could not be read for certain.
    pub warnings: Vec<String>,
    /// What its facets are made from beside the text.
    #[serde(skip)]
    pub aside: Aside,
}

impl Release {
    /// The first 64 bits of the hash of its source; that of equal files is equal.
    pub fn short_hash(&self) -> u64 {
        let hash = &self.source.hash;
        let digits = hash.get(..16).unwrap_or(self.id.as_str());
        u64::from_str_radix(digits, 16).unwrap_or_default()
    }
}

/// What facets are made from and the record does not show; an index keeps it beside the record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Aside {
    /// Keywords, sections and codes of the issuer as given.
    pub keywords: Vec<String>,
    /// The state or country of the dateline as written: `N.C.`.
    pub region: Option<String>,
}

/// The dateline: where it was filed from, which is weak evidence of what it is about.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dateline {
    /// The raw text.
    pub text: String,
    /// The place as written, in title case when the text shouts it: `Nur-Sultan`.
    pub place: Option<String>,
    /// The ISO 3166-1 alpha-2 code (or that of a former state) of the place.
    pub country: Option<String>,
    /// The date in the dateline, in the form of [`PartialDate`].
    pub date: Option<PartialDate>,
    /// The wire that carried it: `Business Wire`, `PRNewswire`, `AP`.
    pub wire: Option<String>,
}

/// The date of publication with the reason to believe it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleaseDate {
    /// The date, or `None` when nothing dates the release.
    pub value: Option<PartialDate>,
    /// How much of it is known.
    pub precision: Precision,
    /// The evidence in words: `dateline`, `json-ld datePublished`, `file name`, …
    pub basis: Option<String>,
}

/// A stretch of [`Release::body`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// The text as it stands there.
    pub text: String,
    /// Byte offset of its start in the body.
    pub start: usize,
    /// Byte offset just past its end in the body.
    pub end: usize,
}

/// What a country is to a release.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CountryRole {
    /// The release is about it.
    About,
    /// It is named, and no more.
    Mentioned,
}

/// A country of the release.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Country {
    /// ISO 3166-1 alpha-2, or ISO 3166-3's former code (`SU`, `YU`, `CS`, `DD`, `ZR`).
    pub code: String,
    /// The English short name.
    pub name: String,
    /// About or merely mentioned.
    pub role: CountryRole,
    /// Salience between 0 and 1.
    pub score: f32,
    /// Where the body names it, its people or its places.
    pub mentions: Vec<Mention>,
}

/// A person of the release: one value, whatever the forms it is written in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The fullest form: `Kassym-Jomart Tokayev`.
    pub name: String,
    /// Title or office as written.
    pub title: Option<String>,
    /// Every form seen, the fullest first.
    pub forms: Vec<String>,
    /// Where the body names the person.
    pub mentions: Vec<Mention>,
}

/// Whether a topic was given by the issuer or found in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TopicBasis {
    /// A keyword, section or code of the issuer maps to it.
    Issuer,
    /// The words of the release speak of it.
    Inferred,
}

/// A topic of the tree in `topics.toml`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Topic {
    /// The path in the tree: `politics/international-relations`.
    pub path: String,
    /// The label in English.
    pub label: String,
    /// Strength between 0 and 1.
    pub score: f32,
    /// Given or inferred.
    pub basis: TopicBasis,
}

/// A direct quote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// The words between the marks.
    pub text: String,
    /// The full name of who says them, when the text attributes them.
    pub speaker: Option<String>,
    /// Byte offset of the opening mark in the body.
    pub start: usize,
    /// Byte offset just past the closing mark in the body.
    pub end: usize,
}

/// What the release says of its own standing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notices {
    /// `immediate`, `embargoed`, `correction`, `refile`, `repeat`, `withdrawn`, `kill` or `hold`.
    pub status: Option<String>,
    /// When the embargo ends, as written in ISO form: `2021-08-19` or `2021-08-19T09:00`.
    pub embargo_until: Option<String>,
    /// The number of the version that a news item gives itself, as written; absent without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<String>,
}
