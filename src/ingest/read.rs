//! One document → one release.

use crate::clean::{self, clean};
use crate::config::Config;
use crate::extract::{self, extract};
use crate::release::{Release, ReleaseId, Source};
use crate::report::{Choice, Explanation, Field, SkipReason};
use crate::source::{Content, FieldNames, FileEntry, RawDocument, ReadOptions};

/// A document of a file, not yet decoded.
#[derive(Debug, Clone, Copy)]
pub struct Unread<'u> {
    /// The file.
    pub entry: &'u FileEntry,
    /// The name in the container, when the file is one.
    pub member: Option<&'u str>,
    /// What was read of it.
    pub content: &'u Content,
}

/// How far files are opened.
pub fn read_options(config: &Config) -> ReadOptions {
    let limits = &config.settings.limits;
    ReadOptions {
        max_document_bytes: limits.max_document_bytes,
        max_unpacked_bytes: limits.max_unpacked_bytes,
        max_unpacked_ratio: limits.max_unpacked_ratio,
        max_nesting: limits.max_nesting,
        pass_over: limits.pass_over.clone(),
        fields: field_names(config),
    }
}

fn field_names(config: &Config) -> FieldNames {
    let fields = config.settings.fields.clone();
    FieldNames {
        id: fields.id,
        headline: fields.headline,
        subhead: fields.subhead,
        body: fields.body,
        date: fields.date,
        modified: fields.modified,
        issuer: fields.issuer,
        keywords: fields.keywords,
        language: fields.language,
        url: fields.url,
        status: fields.status,
        embargo: fields.embargo,
        revision: fields.revision,
    }
}

/// Decodes, cleans and extracts one document.
pub fn read_release(unread: Unread<'_>, config: &Config) -> Result<Release, SkipReason> {
    let raw = unread.decode()?;
    let document = clean(&raw, config);
    if document.blocks.is_empty() && document.metadata.titles.is_empty() {
        return Err(SkipReason::NoText);
    }
    let id = ReleaseId::of_hash(&raw.hash);
    let mut release = extract(id, source(&raw), &document, config);
    release.warnings.extend(raw.warnings);
    Ok(release)
}

/// The same, and why the release reads as it does; a page of which no text is left is explained too.
pub fn explain_release(
    unread: Unread<'_>,
    config: &Config,
) -> Result<(Release, Explanation), SkipReason> {
    let raw = unread.decode()?;
    let (document, notes) = clean::explain(&raw, config);
    let id = ReleaseId::of_hash(&raw.hash);
    let (mut release, mut explanation) =
        extract::explain(id, source(&raw), (&document, &notes), config);
    let format = format!("{}, {}", raw.format.name(), raw.encoding);
    let read = Choice::new(format, raw.encoding_basis);
    explanation.fields.insert(
        0,
        Field {
            name: "source",
            chosen: vec![read],
            ..Field::default()
        },
    );
    release.warnings.extend(raw.warnings);
    explanation.warnings.clone_from(&release.warnings);
    Ok((release, explanation))
}

impl Unread<'_> {
    fn decode(self) -> Result<RawDocument, SkipReason> {
        self.content.decode(&self.entry.path, self.member)
    }
}

fn source(raw: &RawDocument) -> Source {
    Source {
        path: raw.path.clone(),
        member: raw.member.clone(),
        format: raw.format.name().to_owned(),
        encoding: raw.encoding.to_owned(),
        bytes: raw.num_bytes,
        hash: raw.hash.to_hex().to_string(),
    }
}
