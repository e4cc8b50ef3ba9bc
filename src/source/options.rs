//! How far files are opened.

/// Limits on what a file may hold. All sizes are in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadOptions {
    /// The largest document: a file, a member of an archive, a message, an item of a feed.
    pub max_document_bytes: u64,
    /// The most that one file may unpack to.
    pub max_unpacked_bytes: u64,
    /// The most that one file may unpack to, as a multiple of its size; see [`RATIO_FLOOR`].
    pub max_unpacked_ratio: u64,
    /// The most containers within each other, compression counted.
    pub max_nesting: usize,
    /// Endings of names, without the dot, that are no releases; members are not read either.
    pub pass_over: Vec<String>,
    /// How the fields of structured data are called.
    pub fields: FieldNames,
}

/// What the fields of JSON and of tables are called, by the part of a release that they give; of
/// the names of a part the first that a record has counts. A dot leads into an object.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldNames {
    /// What a record is known by.
    pub id: Vec<String>,
    /// The headline.
    pub headline: Vec<String>,
    /// The line below it.
    pub subhead: Vec<String>,
    /// The text, plain or HTML.
    pub body: Vec<String>,
    /// The day of publication.
    pub date: Vec<String>,
    /// The day of the last change.
    pub modified: Vec<String>,
    /// Who publishes it.
    pub issuer: Vec<String>,
    /// Keywords, tags, sections and codes.
    pub keywords: Vec<String>,
    /// The language.
    pub language: Vec<String>,
    /// The address that it was published at.
    pub url: Vec<String>,
    /// Its standing: usable, withheld, cancelled, corrected.
    pub status: Vec<String>,
    /// When an embargo ends.
    pub embargo: Vec<String>,
    /// The number of the version.
    pub revision: Vec<String>,
}

impl FieldNames {
    /// The names of each part.
    pub(super) fn all(&self) -> [&[String]; 13] {
        [
            &self.id,
            &self.headline,
            &self.subhead,
            &self.body,
            &self.date,
            &self.modified,
            &self.issuer,
            &self.keywords,
            &self.language,
            &self.url,
            &self.status,
            &self.embargo,
            &self.revision,
        ]
    }
}

impl ReadOptions {
    /// The ending by which a file or a member is passed over.
    pub(super) fn passed_over(&self, name: &str) -> Option<&str> {
        let (_, ending) = name.rsplit_once('.')?;
        let known = self.pass_over.iter().map(String::as_str);
        known
            .into_iter()
            .find(|known| known.eq_ignore_ascii_case(ending))
    }
}

/// What a file may unpack to whatever its size, in bytes: a small file of blanks is no bomb.
pub const RATIO_FLOOR: u64 = 16 << 20;
