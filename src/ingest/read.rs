//! One file → one release.

use crate::clean::clean;
use crate::config::Config;
use crate::extract::extract;
use crate::release::{Release, ReleaseId, Source};
use crate::report::SkipReason;
use crate::source::{FileEntry, RawDocument, read};

/// Reads, cleans and extracts one file.
pub fn read_release(entry: &FileEntry, config: &Config) -> Result<Release, SkipReason> {
    let limits = &config.settings.limits;
    if let Some(ending) = limits.passed_over(&entry.path) {
        return Err(SkipReason::PassedOver(ending.to_owned()));
    }
    let raw = read(entry, limits.max_document_bytes)?;
    let document = clean(&raw, config);
    if document.blocks.is_empty() && document.metadata.titles.is_empty() {
        return Err(SkipReason::NoText);
    }
    let id = ReleaseId::of_hash(&raw.hash);
    let mut release = extract(id, source(&raw), &document, config);
    release.warnings.extend(raw.warnings);
    Ok(release)
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
