//! `persons.toml`: the authority file of persons, titles and given names.

use super::file::ConfigFiles;
use super::problem::Problems;

/// What `persons.toml` says: the authority file of persons, titles and given names.
#[derive(Debug, Clone, Default)]
pub struct PersonTable {}

impl PersonTable {
    pub(super) fn read(files: &ConfigFiles, problems: &mut Problems) -> Option<Self> {
        files.require("persons.toml", problems)?;
        Some(Self {})
    }
}
