//! `dateline.toml`: limits, languages, field weights.

use serde::Deserialize;

use super::file::ConfigFiles;
use super::problem::Problems;

/// The settings of `dateline.toml`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// What is refused, and where.
    pub limits: Limits,
    /// How much a term counts by the part it stands in.
    pub weights: FieldWeights,
}

/// Limits on input.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// The largest document that is read, in bytes.
    pub max_document_bytes: u64,
    /// Endings of file names, without the dot, that are no releases.
    pub pass_over: Vec<String>,
}

/// The weight of a match in each part of a release, relative to 1 in the body.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldWeights {
    /// Headline.
    pub headline: f32,
    /// Subhead.
    pub subhead: f32,
    /// The first paragraph of the body.
    pub lead: f32,
    /// The rest of the body.
    pub body: f32,
}

impl Limits {
    /// The ending by which a file is passed over, in lower case.
    pub fn passed_over(&self, path: &str) -> Option<&str> {
        let (_, ending) = path.rsplit_once('.')?;
        let known = self.pass_over.iter();
        known
            .map(String::as_str)
            .find(|known| known.eq_ignore_ascii_case(ending))
    }
}

impl Settings {
    pub(super) fn read(files: &ConfigFiles, problems: &mut Problems) -> Option<Self> {
        files.require("dateline.toml", problems)?.read(problems)
    }
}
