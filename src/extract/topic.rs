//! Topics: given by the issuer or inferred from the words of the release.

use crate::config::Config;
use crate::release::Topic;

use super::Article;

/// The topics of a release, the strongest first.
pub fn topics(_article: &Article<'_>, _config: &Config) -> Vec<Topic> {
    Vec::new()
}
