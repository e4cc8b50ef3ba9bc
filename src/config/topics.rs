//! `topics.toml`: the tree of topics with their terms.

use super::file::ConfigFiles;
use super::problem::Problems;

/// What `topics.toml` says: the tree of topics with their terms.
#[derive(Debug, Clone, Default)]
pub struct TopicTree {}

impl TopicTree {
    pub(super) fn read(files: &ConfigFiles, problems: &mut Problems) -> Option<Self> {
        files.require("topics.toml", problems)?;
        Some(Self {})
    }
}
