//! `countries.toml`: every country and former state with its names, aliases and demonyms.

use super::file::ConfigFiles;
use super::problem::Problems;

/// What `countries.toml` says: every country and former state with its names, aliases and demonyms.
#[derive(Debug, Clone, Default)]
pub struct CountryTable {}

impl CountryTable {
    pub(super) fn read(files: &ConfigFiles, problems: &mut Problems) -> Option<Self> {
        files.require("countries.toml", problems)?;
        Some(Self {})
    }
}
