//! [`CleanDocument`] → [`Release`]: the anatomy first, then the facets over headline and body.
//!
//! Pure and total: what cannot be known is left empty, what is doubtful becomes a warning.

mod article;
mod date;
mod dateline;
mod embargo;
mod headline;
mod issuer;
pub mod language;
mod notice;
mod number;
mod person;
pub mod place;
mod quote;
mod sections;
mod topic;

use crate::clean::CleanDocument;
use crate::config::Config;
use crate::release::{Dateline, Release, ReleaseId, Source};

use date::DayMonthOrder;

pub use article::{Article, Words};
pub use headline::{HeadlineChoice, choose_headline};
#[doc(hidden)]
pub use person::training as person_training;

/// Bytes of text that the language is told by.
const LANGUAGE_BYTES: usize = 4000;

/// Reads one release out of a clean document.
pub fn extract(
    id: ReleaseId,
    source: Source,
    document: &CleanDocument,
    config: &Config,
) -> Release {
    let metadata = &document.metadata;
    let language = language::detect(&opening(document), metadata.language.as_deref());
    let order = DayMonthOrder::of_document(metadata, language.as_deref());
    let given = choose_headline(document).chosen.map(|h| h.value);
    let parts = sections::divide(document, given.as_deref(), order);
    let date = date::choose(&date::Clues::new(&parts, metadata, &source, order));
    let notices = notice::notices(parts.headline_mark, &parts.head_lines, order);
    let release_number = number::release_number(parts.head_lines.iter().map(String::as_str));
    let issuer = issuer::issuer(metadata, &parts.boilerplate, parts.about.as_deref());
    let dateline = parts.filed_from.map(|filed| resolved(filed, config));
    let article = Article::new(
        parts.headline.as_deref(),
        parts.subhead.as_deref(),
        &parts.body,
        dateline.as_ref(),
        language.as_deref().unwrap_or_default(),
        &metadata.keywords,
    );
    let persons = person::persons(&article, config);
    let quotes = quote::quotes(&parts.body, &persons, config);
    let countries = place::countries(&article, &persons, config);
    let topics = topic::topics(&article, config);
    Release {
        id,
        source,
        headline: parts.headline,
        subhead: parts.subhead,
        body: parts.body,
        dateline,
        date: date.date,
        language,
        countries,
        quotes,
        persons,
        topics,
        contacts: parts.contacts,
        boilerplate: parts.boilerplate,
        notices,
        release_number,
        issuer,
        warnings: [document.warnings.clone(), date.warnings].concat(),
    }
}

/// The beginning of the text, enough to tell its language by.
fn opening(document: &CleanDocument) -> String {
    let mut text = String::new();
    for block in &document.blocks {
        if text.len() >= LANGUAGE_BYTES {
            break;
        }
        text.push_str(&block.text);
        text.push('\n');
    }
    text
}

/// The dateline with the country of its place.
fn resolved(filed: dateline::FiledFrom, config: &Config) -> Dateline {
    let mut dateline = filed.dateline;
    let place = dateline.place.as_deref().map(|place| place::FiledFrom {
        place,
        region: filed.region.as_deref(),
        date: dateline.date,
    });
    let known = place.and_then(|place| place::resolve(&place, config));
    dateline.country = known.or(dateline.country);
    dateline
}

#[cfg(test)]
mod tests;
