//! A release as an export holds it: the record, and all that an index needs to hold it again.

use serde::{Deserialize, Serialize};

use super::{Aside, Release};

/// A file that holds a release, as the ledger of an index knows it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SourceFile {
    /// Absolute path and, for a member of an archive, `!` and its name.
    pub key: String,
    /// Size of the file in bytes.
    pub size: u64,
    /// Modification time in nanoseconds since 1970.
    pub mtime_ns: i64,
}

/// One line of an export.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Exported {
    /// The record.
    #[serde(flatten)]
    pub release: Release,
    /// What its facets are made from beside the text.
    pub aside: Aside,
    /// What the ledger knows of its source, then of its other sources in their order.
    pub files: Vec<SourceFile>,
}

/// How a field stands in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// As text.
    Text,
    /// As JSON.
    Json,
}

/// A field of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExportField {
    /// The name in the record.
    pub name: &'static str,
    /// How it stands in a table.
    pub kind: FieldKind,
    /// The names of its parts, for `name.part`.
    pub parts: &'static [&'static str],
}

const fn text(name: &'static str) -> ExportField {
    ExportField {
        name,
        kind: FieldKind::Text,
        parts: &[],
    }
}

const fn json(name: &'static str, parts: &'static [&'static str]) -> ExportField {
    ExportField {
        name,
        kind: FieldKind::Json,
        parts,
    }
}

const SOURCE: &[&str] = &["path", "member", "format", "encoding", "bytes", "hash"];

/// The fields of an export in their order.
pub const EXPORT_FIELDS: &[ExportField] = &[
    text("id"),
    json("source", SOURCE),
    json("other_sources", SOURCE),
    text("headline"),
    text("subhead"),
    text("body"),
    text("body_basis"),
    json("dateline", &["text", "place", "country", "date", "wire"]),
    json("date", &["value", "precision", "basis"]),
    text("language"),
    json("countries", &["code", "name", "role", "score", "mentions"]),
    json("persons", &["name", "title", "forms", "mentions"]),
    json("topics", &["path", "label", "score", "basis"]),
    json("quotes", &["text", "speaker", "start", "end"]),
    json("contacts", &[]),
    json("boilerplate", &[]),
    json("notices", &["status", "embargo_until"]),
    text("release_number"),
    text("issuer"),
    json("warnings", &[]),
    json("aside", &["keywords", "region"]),
    json("files", &["key", "size", "mtime_ns"]),
];

/// The longest key of a file in bytes: a path and a member of an archive are far below it.
const MAX_KEY_BYTES: usize = 32_000;

/// Why a record that was read is none of a release.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WrongRecord {
    /// The id is not 16 hexadecimal digits in lower case.
    #[error("the id `{0}` is not 16 hexadecimal digits")]
    Id(String),
    /// The hash of the source does not begin with the id.
    #[error("the hash of the source does not begin with the id")]
    Hash,
    /// A mention or a quote does not lie where the record says.
    #[error("{what} does not lie in the body at {start} to {end}")]
    Offsets {
        /// `a mention` or `a quote`.
        what: &'static str,
        /// The start that is given.
        start: usize,
        /// The end that is given.
        end: usize,
    },
    /// A score is no number.
    #[error("a score is not a number from 0 to 1")]
    Score,
    /// There is nothing to find it by.
    #[error("it has neither headline nor body")]
    Nothing,
    /// The name of a file is longer than any path.
    #[error("a `key` of {0} bytes is no path")]
    Key(usize),
    /// The files are not those of the sources.
    #[error("it has {files} files for {sources} sources")]
    Files {
        /// Files given.
        files: usize,
        /// Sources given.
        sources: usize,
    },
}

impl Exported {
    /// Holds a record of unknown origin against what every release of dateline keeps to.
    pub fn check(&self) -> Result<(), WrongRecord> {
        let release = &self.release;
        let id = release.id.as_str();
        let is_hex = |c: u8| c.is_ascii_digit() || (b'a'..=b'f').contains(&c);
        if id.len() != 16 || !id.bytes().all(is_hex) {
            return Err(WrongRecord::Id(id.to_owned()));
        }
        let hash = &release.source.hash;
        if !hash.is_empty() && !hash.starts_with(id) {
            return Err(WrongRecord::Hash);
        }
        let headline = release.headline.as_deref().unwrap_or_default();
        if headline.is_empty() && release.body.is_empty() {
            return Err(WrongRecord::Nothing);
        }
        let (files, sources) = (self.files.len(), release.other_sources.len() + 1);
        if files != 0 && files != sources {
            return Err(WrongRecord::Files { files, sources });
        }
        if let Some(file) = self.files.iter().find(|f| f.key.len() > MAX_KEY_BYTES) {
            return Err(WrongRecord::Key(file.key.len()));
        }
        release.check_scores()?;
        release.check_offsets()
    }
}

impl Release {
    fn check_scores(&self) -> Result<(), WrongRecord> {
        let countries = self.countries.iter().map(|country| country.score);
        let topics = self.topics.iter().map(|topic| topic.score);
        let mut scores = countries.chain(topics);
        if scores.all(|score| (0.0..=1.0).contains(&score)) {
            return Ok(());
        }
        Err(WrongRecord::Score)
    }

    fn check_offsets(&self) -> Result<(), WrongRecord> {
        let wrong = |what, start, end| WrongRecord::Offsets { what, start, end };
        let countries = self.countries.iter().flat_map(|c| &c.mentions);
        let persons = self.persons.iter().flat_map(|p| &p.mentions);
        for mention in countries.chain(persons) {
            let (start, end) = (mention.start, mention.end);
            if self.body.get(start..end) != Some(mention.text.as_str()) {
                return Err(wrong("a mention", start, end));
            }
        }
        for quote in &self.quotes {
            let (start, end) = (quote.start, quote.end);
            if self.body.get(start..end).is_none() {
                return Err(wrong("a quote", start, end));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::release::{Mention, Person, ReleaseId};

    fn exported() -> Exported {
        let release = Release {
            id: ReleaseId::of_bytes(b"invented"),
            headline: Some("Quay Reopened".into()),
            body: "Åse Lund opened it.".into(),
            ..Release::default()
        };
        Exported {
            release,
            ..Exported::default()
        }
    }

    #[test]
    fn the_fields_are_those_of_the_json() {
        let json = serde_json::to_value(exported()).expect("json");
        let mut known: Vec<_> = EXPORT_FIELDS.iter().map(|field| field.name).collect();
        known.sort_unstable();
        let found: Vec<_> = json.as_object().expect("an object").keys().collect();
        assert_eq!(found, known);
    }

    #[test]
    fn a_line_reads_back() {
        let line = serde_json::to_string(&exported()).expect("json");
        let back: Exported = serde_json::from_str(&line).expect("json");
        assert_eq!(back, exported());
        assert_eq!(back.check(), Ok(()));
    }

    #[test]
    fn what_no_release_has_is_refused() {
        let check = |change: fn(&mut Exported), expected: &str| {
            let mut wrong = exported();
            change(&mut wrong);
            let error = wrong.check().expect_err(expected);
            assert_eq!(error.to_string(), expected);
        };
        check(
            |e| e.release.id = ReleaseId::from_text("12"),
            "the id `12` is not 16 hexadecimal digits",
        );
        check(
            |e| {
                // Å has two bytes.
                let (start, end) = (1, 3);
                let text = "s".into();
                let mentions = vec![Mention { text, start, end }];
                e.release.persons.push(Person {
                    name: "Åse Lund".into(),
                    title: None,
                    forms: Vec::new(),
                    mentions,
                });
            },
            "a mention does not lie in the body at 1 to 3",
        );
        check(
            |e| (e.release.headline, e.release.body) = (None, String::new()),
            "it has neither headline nor body",
        );
        check(
            |e| e.files = vec![SourceFile::default(); 2],
            "it has 2 files for 1 sources",
        );
    }
}
