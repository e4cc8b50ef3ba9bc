//! One file → one release.

use crate::clean::{self, clean};
use crate::config::Config;
use crate::extract::{self, extract};
use crate::release::{Release, ReleaseId, Source};
use crate::report::{Choice, Explanation, Field, SkipReason};
use crate::source::{FileEntry, RawDocument, read};

/// Reads, cleans and extracts one file.
pub fn read_release(entry: &FileEntry, config: &Config) -> Result<Release, SkipReason> {
    let raw = read_raw(entry, config)?;
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
    entry: &FileEntry,
    config: &Config,
) -> Result<(Release, Explanation), SkipReason> {
    let raw = read_raw(entry, config)?;
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

fn read_raw(entry: &FileEntry, config: &Config) -> Result<RawDocument, SkipReason> {
    let limits = &config.settings.limits;
    if let Some(ending) = limits.passed_over(&entry.path) {
        return Err(SkipReason::PassedOver(ending.to_owned()));
    }
    read(entry, limits.max_document_bytes)
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
