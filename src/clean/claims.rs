//! What a feed, a news item, a mail or a web archive says of a document joins what the document says
//! of itself, in the one order of precedence.

use super::candidates::{fold_space, push, rank, without_repeats};
use super::days::date_of_url;
use super::document::{Evidence, Metadata, MetadataDate};
use super::metadata::MAX_TITLE_BYTES;
use super::origins::{
    ADDRESS_ORIGINS, DATE_ORIGINS, DESCRIPTION_ORIGINS, EMBARGO_ORIGINS, KEYWORD_ORIGINS,
    LANGUAGE_ORIGINS, PUBLISHER_ORIGINS, REVISION_ORIGINS, STATUS_ORIGINS, SUBHEAD_ORIGINS,
    TITLE_ORIGINS, date_rank,
};
use crate::source::Claim;

/// The longest value of a stamp, a code or a name, in bytes.
const MAX_VALUE_BYTES: usize = 1000;

/// Adds the statements that have a place in the order of precedence.
pub(super) fn apply(metadata: &mut Metadata, claims: &[Claim]) {
    if claims.is_empty() {
        return;
    }
    metadata.titles = merged(
        &metadata.titles,
        TITLE_ORIGINS,
        &of(claims, 2 * MAX_TITLE_BYTES),
    );
    let short = of(claims, MAX_VALUE_BYTES);
    metadata.publishers = merged(&metadata.publishers, PUBLISHER_ORIGINS, &short);
    metadata.keywords = merged(&metadata.keywords, KEYWORD_ORIGINS, &keywords(&short));
    let first = |origins| first_of(claims, origins);
    let value = |origins| first(origins).map(|found| found.value);
    metadata.subhead = metadata.subhead.take().or_else(|| value(SUBHEAD_ORIGINS));
    metadata.language = value(LANGUAGE_ORIGINS).or_else(|| metadata.language.take());
    let description = metadata.description.take();
    metadata.description = description.or_else(|| value(DESCRIPTION_ORIGINS));
    metadata.status = STATUS_ORIGINS
        .iter()
        .flat_map(|origin| all_of(claims, origin))
        .collect();
    metadata.embargo = first(EMBARGO_ORIGINS);
    metadata.revision = value(REVISION_ORIGINS);
    let url = value(ADDRESS_ORIGINS).filter(|url| url.contains("://"));
    metadata.url = metadata.url.take().or(url);
    add_dates(metadata, &short);
}

/// The statements of at most so many bytes.
fn of(claims: &[Claim], max_bytes: usize) -> Vec<&Claim> {
    let short = |claim: &&Claim| claim.value.len() <= max_bytes;
    claims.iter().filter(short).collect()
}

fn all_of<'c>(claims: &'c [Claim], origin: &'static str) -> impl Iterator<Item = Evidence> + 'c {
    let found = claims.iter().filter(move |claim| claim.origin == origin);
    found.map(move |claim| Evidence {
        value: fold_space(&claim.value),
        origin,
    })
}

/// The first statement of the most trusted origin.
fn first_of(claims: &[Claim], origins: &'static [&'static str]) -> Option<Evidence> {
    origins
        .iter()
        .find_map(|origin| all_of(claims, origin).next())
}

/// Keywords come singly or in a row parted by commas.
fn keywords<'c>(claims: &[&'c Claim]) -> Vec<(&'static str, &'c str)> {
    let split = |claim: &&'c Claim| {
        let origin = claim.origin;
        let values = claim.value.split([',', ';']);
        values.map(move |value| (origin, value)).collect::<Vec<_>>()
    };
    claims.iter().flat_map(split).collect()
}

/// A statement by its origin.
trait Statement {
    fn parts(&self) -> (&'static str, &str);
}

impl Statement for &Claim {
    fn parts(&self) -> (&'static str, &str) {
        (self.origin, &self.value)
    }
}

impl Statement for (&'static str, &str) {
    fn parts(&self) -> (&'static str, &str) {
        *self
    }
}

fn merged(
    known: &[Evidence],
    origins: &'static [&'static str],
    claims: &[impl Statement],
) -> Vec<Evidence> {
    let mut found = Vec::new();
    for claim in claims {
        let (origin, value) = claim.parts();
        push(&mut found, origins, origin, value);
    }
    let place = |evidence: &Evidence| rank(origins, evidence.origin).map_or(0, |(place, _)| place);
    found.extend(
        known
            .iter()
            .map(|evidence| (place(evidence), evidence.clone())),
    );
    super::candidates::in_order(found)
}

fn add_dates(metadata: &mut Metadata, claims: &[&Claim]) {
    let read = |origin: &str, value: &str| {
        let place = date_rank(origin)?;
        let (origin, kind) = DATE_ORIGINS[place];
        Some(MetadataDate {
            value: fold_space(value),
            origin,
            kind,
            label: String::new(),
            distance: None,
        })
    };
    let mut dates = std::mem::take(&mut metadata.dates);
    dates.extend(
        claims
            .iter()
            .filter_map(|claim| read(claim.origin, &claim.value)),
    );
    if !dates.iter().any(|date| date.origin == "url") {
        let day = metadata.url.as_deref().and_then(date_of_url);
        dates.extend(day.and_then(|day| read("url", &day)));
    }
    dates.sort_by_key(|date| date_rank(date.origin));
    metadata.dates = without_repeats(dates.into_iter());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(origin: &'static str, value: &str) -> Claim {
        Claim::new(origin, value).expect("a value")
    }

    #[test]
    fn statements_join_what_the_document_says_by_their_trust() {
        let evidence = |origin, value: &str| Evidence {
            value: value.to_owned(),
            origin,
        };
        let mut metadata = Metadata {
            titles: vec![
                evidence("h1", "Lock Opens in June"),
                evidence("title", "Lock"),
            ],
            language: Some("en".to_owned()),
            ..Metadata::default()
        };
        let claims = [
            claim("rss title", "Lock  Opens"),
            claim("rss category", "harbours, locks"),
            claim("rss pubDate", "Tue, 04 May 2021 09:30:00 GMT"),
            claim("rss link", "https://larnwick.example/2021/05/03/lock"),
            claim("rss language", "de"),
            claim("no such origin", "x"),
        ];
        apply(&mut metadata, &claims);
        let titles: Vec<_> = metadata
            .titles
            .iter()
            .map(|t| (t.origin, t.value.as_str()))
            .collect();
        assert_eq!(
            titles,
            [
                ("rss title", "Lock Opens"),
                ("h1", "Lock Opens in June"),
                ("title", "Lock")
            ]
        );
        let keywords: Vec<_> = metadata.keywords.iter().map(|k| k.value.as_str()).collect();
        assert_eq!(keywords, ["harbours", "locks"]);
        let dates: Vec<_> = metadata.dates.iter().map(|d| d.origin).collect();
        assert_eq!(dates, ["rss pubDate", "url"]);
        assert_eq!(metadata.language.as_deref(), Some("de"));
        assert!(metadata.url.is_some() && metadata.status.is_empty());
    }
}
