//! `sites/<host>.toml`: selectors for a known site, which override the general way.

use super::file::ConfigFiles;
use super::problem::Problems;

/// The rules of `sites/`, by host.
#[derive(Debug, Clone, Default)]
pub struct SiteRules {}

impl SiteRules {
    pub(super) fn read(_files: &ConfigFiles, _problems: &mut Problems) -> Self {
        Self {}
    }
}
