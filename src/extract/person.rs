//! Persons: one value per person, with the forms and titles seen.

use crate::config::Config;
use crate::release::Person;

use super::Article;

/// The persons of a release in order of first mention.
pub fn persons(_article: &Article<'_>, _config: &Config) -> Vec<Person> {
    Vec::new()
}
