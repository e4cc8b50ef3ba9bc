//! [`CleanDocument`] → [`Release`]: the anatomy first, then the facets over headline and body.
//!
//! Pure and total: what cannot be known is left empty, what is doubtful becomes a warning.

mod article;
mod date;
mod dateline;
mod embargo;
mod explain;
mod headline;
mod issuer;
pub mod language;
mod notice;
mod number;
mod person;
pub mod place;
#[doc(hidden)]
pub mod probe;
mod quote;
mod sections;
mod topic;

use crate::clean::{CleanDocument, Evidence, Metadata, SITE_RULE};
use crate::config::Config;
use crate::release::{
    Aside, Country, Dateline, Notices, Person, Quote, Release, ReleaseDate, ReleaseId, Source,
    Topic,
};

use date::{Clues, DayMonthOrder};
use sections::Sections;

pub use article::{Article, Words};
pub use explain::explain;
pub use headline::choose_headline;
#[doc(hidden)]
pub use person::training as person_training;
pub use topic::{Lesson as TopicLesson, Lessons as TopicLessons, Measured, measure, train};

/// Bytes of text that the language is told by.
const LANGUAGE_BYTES: usize = 4000;

/// Reads one release out of a clean document.
pub fn extract(
    id: ReleaseId,
    source: Source,
    document: &CleanDocument,
    config: &Config,
) -> Release {
    let input = Input { document, config };
    read(id, source, input, |_| ()).0
}

/// What a release is read from, and with what knowledge.
#[derive(Clone, Copy)]
struct Input<'d> {
    document: &'d CleanDocument,
    config: &'d Config,
}

/// What was read on the way to a release.
struct Reading<'r> {
    input: Input<'r>,
    title: Option<&'r Evidence>,
    parts: &'r Sections,
    clues: &'r Clues<'r>,
    article: &'r Article<'r>,
    tags: &'r Tags,
    notices: &'r Notices,
    date: &'r ReleaseDate,
    dateline: Option<&'r Dateline>,
}

/// Reads one release and lets `look` see how.
fn read<T>(
    id: ReleaseId,
    source: Source,
    input: Input<'_>,
    look: impl FnOnce(&Reading<'_>) -> T,
) -> (Release, T) {
    let Input { document, config } = input;
    let metadata = &document.metadata;
    let Anatomy {
        language,
        order,
        title,
        mut parts,
    } = Anatomy::of(document);
    let filed = parts.filed_from.clone();
    let aside = Aside {
        keywords: metadata.keywords.iter().map(|k| k.value.clone()).collect(),
        region: filed.as_ref().and_then(|filed| filed.region.clone()),
    };
    let dateline = filed.map(|filed| resolved(filed.dateline, &aside, config));
    let clues = Clues::new(&parts, metadata, &source, order);
    let date = date::choose(&clues);
    let notices = notice::notices(parts.headline_mark, &parts.head_lines, order);
    let notices = notice::with_claims(&notices, metadata, order);
    let release_number = number::numbers(metadata, &parts).next().map(|(n, _)| n);
    let issuer = issuer::issuer(metadata, &parts);
    let published = place::Published {
        issuer: issuer.as_deref(),
        number: release_number.as_deref(),
        body: &parts.body,
    };
    let article = Article::new(
        parts.headline.as_deref(),
        parts.subhead.as_deref(),
        &parts.body,
        place::telling(dateline.as_ref(), published),
        language.as_deref().unwrap_or_default(),
        &aside.keywords,
    );
    let tags = Tags::of(&article, config);
    let seen = look(&Reading {
        input,
        title: title.as_ref(),
        parts: &parts,
        clues: &clues,
        article: &article,
        tags: &tags,
        notices: &notices,
        date: &date.date,
        dateline: dateline.as_ref(),
    });
    let unread = date_rule_warning(metadata, &date.date);
    let warnings = [document.warnings.clone(), date.warnings, unread].concat();
    let release = Release {
        id,
        headline: parts.headline.take(),
        subhead: parts.subhead.take(),
        body: std::mem::take(&mut parts.body),
        body_basis: document.step.name().to_owned(),
        source,
        other_sources: Vec::new(),
        dateline,
        date: date.date,
        language,
        countries: tags.countries,
        quotes: tags.quotes,
        persons: tags.persons,
        topics: tags.topics,
        contacts: parts.contacts,
        boilerplate: parts.boilerplate,
        notices,
        release_number,
        issuer,
        warnings,
        aside,
    };
    (release, seen)
}

/// The rule of a site may find a text that says no day.
fn date_rule_warning(metadata: &Metadata, date: &ReleaseDate) -> Vec<String> {
    let is_ruled = |basis: &String| basis.starts_with(SITE_RULE);
    let ruled = metadata.dates.iter().find(|d| d.origin == SITE_RULE);
    let unread = ruled.filter(|_| !date.basis.as_ref().is_some_and(is_ruled));
    let warning = |value: &String| {
        format!("`date` of the site rule finds no day in `{value}`; the general way is used")
    };
    unread.map(|d| warning(&d.value)).into_iter().collect()
}

/// The parts of a release, with what they are told by.
struct Anatomy {
    language: Option<String>,
    order: DayMonthOrder,
    title: Option<Evidence>,
    parts: Sections,
}

impl Anatomy {
    fn of(document: &CleanDocument) -> Self {
        let metadata = &document.metadata;
        let language = language::detect(&opening(document), metadata.language.as_deref());
        let order = DayMonthOrder::of_document(metadata, language.as_deref());
        let title = choose_headline(document);
        let parts = sections::divide(document, title.as_ref(), order);
        Self {
            language,
            order,
            title,
            parts,
        }
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

/// What a release is found by, with the quotes, which need the persons.
struct Tags {
    persons: Vec<Person>,
    quotes: Vec<Quote>,
    countries: Vec<Country>,
    topics: Vec<Topic>,
}

impl Tags {
    fn of(article: &Article<'_>, config: &Config) -> Self {
        let persons = person::persons(article, config);
        Self {
            quotes: quote::quotes(article.body.text, &persons, config),
            countries: place::countries(article, &persons, config),
            topics: topic::topics(article, config),
            persons,
        }
    }
}

/// Finds persons, quotes, countries and topics anew in the text of a release, as after a change of
/// the config. What it is read from need not be there.
pub fn retag(release: &mut Release, config: &Config) {
    let aside = &release.aside;
    let dateline = release.dateline.take();
    release.dateline = dateline.map(|dateline| resolved(dateline, aside, config));
    let published = place::Published {
        issuer: release.issuer.as_deref(),
        number: release.release_number.as_deref(),
        body: &release.body,
    };
    let article = Article::new(
        release.headline.as_deref(),
        release.subhead.as_deref(),
        &release.body,
        place::telling(release.dateline.as_ref(), published),
        release.language.as_deref().unwrap_or_default(),
        &aside.keywords,
    );
    let tags = Tags::of(&article, config);
    release.persons = tags.persons;
    release.quotes = tags.quotes;
    release.countries = tags.countries;
    release.topics = tags.topics;
}

/// The dateline with the country of its place.
fn resolved(dateline: Dateline, aside: &Aside, config: &Config) -> Dateline {
    let place = dateline.place.as_deref().map(|place| place::FiledFrom {
        place,
        region: aside.region.as_deref(),
        date: dateline.date,
    });
    let country = place.and_then(|place| place::resolve(&place, config));
    let is_region = |wire: &String| place::is_region(wire, config);
    Dateline {
        country,
        wire: dateline.wire.filter(|wire| !is_region(wire)),
        ..dateline
    }
}

#[cfg(test)]
mod tests;
