//! Countries: which ones the release is about, which it merely mentions.

use crate::config::Config;
use crate::release::{Country, Person};

use super::Article;

/// The countries of a release, the most salient first.
///
/// A place name inside the mention of a person does not count.
pub fn countries(_article: &Article<'_>, _persons: &[Person], _config: &Config) -> Vec<Country> {
    Vec::new()
}
