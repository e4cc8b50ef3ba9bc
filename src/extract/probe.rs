//! Doors to parsers that are private otherwise, for the fuzz targets and the benchmarks. No promise of stability.

use std::ops::Range;

use crate::clean::{CleanDocument, Metadata};
use crate::config::Config;
use crate::release::{Dateline, PartialDate, Person, Quote, ReleaseDate, Source, Topic};

use super::date::{Clues, DayMonthOrder, choose, dates};
use super::dateline::filed_from;
use super::{Anatomy, Article, person, quote, topic};

/// Every date of a text with its bytes, day and month in the order of the language.
pub fn dates_in(text: &str, language: &str) -> Vec<(PartialDate, Range<usize>)> {
    let found = dates(text, order(language));
    found.into_iter().map(|m| (m.date, m.span)).collect()
}

/// The dateline that a paragraph begins with, and the byte at which its lead begins.
pub fn dateline_of(paragraph: &str, language: &str) -> Option<(Dateline, usize)> {
    let found = filed_from(paragraph, order(language))?;
    Some((found.dateline, found.lead_start))
}

/// The day of publication as `extract` chooses it, without the facets.
pub fn published(document: &CleanDocument, source: &Source) -> ReleaseDate {
    let Anatomy { order, parts, .. } = Anatomy::of(document);
    choose(&Clues::new(&parts, &document.metadata, source, order)).date
}

/// The persons of an article.
pub fn persons(article: &Article<'_>, config: &Config) -> Vec<Person> {
    person::persons(article, config)
}

/// The quotes of an article whose persons are known.
pub fn quotes(article: &Article<'_>, persons: &[Person], config: &Config) -> Vec<Quote> {
    quote::quotes(article.body.text, persons, config)
}

/// The topics of an article.
pub fn topics(article: &Article<'_>, config: &Config) -> Vec<Topic> {
    topic::topics(article, config)
}

fn order(language: &str) -> DayMonthOrder {
    DayMonthOrder::of_document(&Metadata::default(), Some(language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_doors_lead_to_the_parsers() {
        let shown = |language| {
            let found = dates_in("on 5/4/2018", language);
            found
                .iter()
                .map(|(date, span)| (date.to_string(), span.clone()))
                .collect::<Vec<_>>()
        };
        assert_eq!(shown("de"), [("2018-04-05".to_owned(), 3..11)]);
        assert_eq!(shown("en"), [("2018-05-04".to_owned(), 3..11)]);
        let (dateline, lead_start) =
            dateline_of("LARNWICK, April 5 – The bridge opens.", "en").expect("a dateline");
        assert_eq!(dateline.place.as_deref(), Some("Larnwick"));
        assert_eq!(lead_start, 22);
        let source = Source {
            path: "2018-04-05_bridge.txt".to_owned(),
            ..Source::default()
        };
        let date = published(&CleanDocument::default(), &source);
        assert_eq!(date.value, PartialDate::from_ymd(2018, 4, 5));
    }
}
