//! [`CleanDocument`] → [`Release`]: the anatomy first, then the facets over headline and body.
//!
//! Pure and total: what cannot be known is left empty, what is doubtful becomes a warning.

mod article;
pub mod language;
mod person;
pub mod place;
mod topic;

use crate::clean::CleanDocument;
use crate::config::Config;
use crate::release::{Notices, Release, ReleaseDate, ReleaseId, Source};

pub use article::{Article, Words};

/// Reads one release out of a clean document.
pub fn extract(
    id: ReleaseId,
    source: Source,
    document: &CleanDocument,
    config: &Config,
) -> Release {
    let has_headline = document.blocks.len() > 1 && document.blocks[0].text.len() < 200;
    let headline = has_headline.then(|| document.blocks[0].text.clone());
    let body = document.blocks[usize::from(has_headline)..]
        .iter()
        .map(|b| b.text.as_str())
        .collect::<Vec<_>>()
        .join("\n\n");
    let article = Article::new(
        headline.as_deref(),
        None,
        &body,
        None,
        "en",
        &document.metadata.keywords,
    );
    let persons = person::persons(&article, config);
    let countries = place::countries(&article, &persons, config);
    let topics = topic::topics(&article, config);
    Release {
        id,
        source,
        headline,
        subhead: None,
        dateline: None,
        date: ReleaseDate::default(),
        language: None,
        countries,
        persons,
        topics,
        quotes: Vec::new(),
        contacts: Vec::new(),
        boilerplate: Vec::new(),
        notices: Notices::default(),
        release_number: None,
        issuer: None,
        warnings: Vec::new(),
        body,
    }
}
