//! `places.tsv`: cities and regions that point to a country.

use super::file::ConfigFiles;
use super::problem::Problems;

/// What `places.tsv` says: cities and regions that point to a country.
#[derive(Debug, Clone, Default)]
pub struct PlaceTable {}

impl PlaceTable {
    pub(super) fn read(files: &ConfigFiles, problems: &mut Problems) -> Option<Self> {
        files.require("places.tsv", problems)?;
        Some(Self {})
    }
}
