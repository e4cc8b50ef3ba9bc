//! How far each date that a page gives is trusted.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::clean::{DateKind, MetadataDate, SITE_RULE};
use crate::extract::sections::is_date_line;
use crate::text::fold::fold;

use super::evidence::{Candidate, Trust};
use super::value::value_date;
use super::{DateMention, DayMonthOrder};

/// A date of a page as a candidate, trusted by where it stands and what is said before it.
pub(super) fn of_page_date(dated: &MetadataDate, order: DayMonthOrder) -> Option<Candidate> {
    let mention = value_date(&dated.value, order)?;
    let said = Said::before(dated, &mention);
    Some(Candidate {
        trust: trust_of(dated, &mention, &said, order),
        basis: dated.origin.to_owned(),
        distance: dated.distance,
        is_local: has_offset(&dated.value),
        is_said_published: said.published.is_some(),
        is_line: dated.origin == "visible" && is_date_line(&dated.value, order),
        mention,
    })
}

/// `2018-04-05T23:30:00-04:00`: a time with an offset other than none.
fn has_offset(stamp: &str) -> bool {
    let time = stamp.split_once(['T', ' ']).map_or("", |(_, time)| time);
    let offset = time
        .rsplit_once(['+', '-'])
        .map_or("", |(_, offset)| offset);
    offset.contains(|c: char| ('1'..='9').contains(&c))
}

fn trust_of(
    dated: &MetadataDate,
    mention: &DateMention,
    said: &Said,
    order: DayMonthOrder,
) -> Trust {
    if dated.origin == SITE_RULE {
        return Trust::SiteRule;
    }
    let is_within =
        |pieces: RangeInclusive<i32>| dated.distance.is_some_and(|d| pieces.contains(&d));
    let is_near = is_within(-2..=8);
    match dated.kind {
        DateKind::Published => return Trust::Published,
        DateKind::Modified => return Trust::Modified,
        DateKind::Unknown if said.is_change() => {
            return if is_near {
                Trust::ShownChange
            } else {
                Trust::Modified
            };
        }
        DateKind::Unknown => {}
    }
    let is_line = || is_date_line(&dated.value, order);
    match dated.origin {
        "picture address" => Trust::Picture,
        // A date in the headline is part of what it says.
        "visible" | "dated element" if dated.distance == Some(0) => Trust::Seen,
        "visible" if is_near && is_line() => Trust::Shown,
        "visible" if is_within(1..=4) && is_byline_day(&dated.value, mention) => Trust::Byline,
        // The day of the visit stands above the headline too.
        "visible" if is_line() && !is_within(i32::MIN..=-1) => Trust::DateLine,
        "visible" => Trust::Seen,
        _ if is_near => Trust::Shown,
        _ => Trust::Dated,
    }
}

/// A whole day at one end of a line, or parted from the rest by a sign:
/// `Ilse Brandmeier 3/5/2022 22:41`, `By Ilse Brandmeier March 5, 2022 | 6 comments`.
fn is_byline_day(line: &str, mention: &DateMention) -> bool {
    let is_whole = mention.date.year.is_some() && mention.date.day.is_some();
    let behind = line.get(mention.span.end..).unwrap_or_default().trim();
    let is_parted = behind.starts_with(['|', '·', '•', '–', '—', '-', '/', '(', ',']);
    let is_last = !behind.chars().any(char::is_alphabetic);
    is_whole && (is_parted || is_last)
}

/// Words that make a date one of change; folded.
const CHANGE_WORDS: &[&str] = &[
    "updated",
    "modified",
    "revised",
    "edited",
    "reviewed",
    "aktualisiert",
    "geandert",
    "anderung",
    "bearbeitet",
    "mis a jour",
    "modifie",
    "actualizado",
    "actualizada",
    "aggiornato",
    "atualizado",
    "bijgewerkt",
    "обновлено",
    "изменено",
    "жанартылды",
];

/// Words that make a date one of publication; folded.
const PUBLISH_WORDS: &[&str] = &[
    "publi",
    "posted",
    "released",
    "veroffentlicht",
    "erschienen",
    "pubblicato",
    "gepubliceerd",
    "опубликовано",
    "жарияланды",
];

/// What is said before a date by its label (`Last updated:`) and by its line up to it.
#[derive(Debug, Default)]
struct Said {
    /// Where the last word of change begins.
    changed: Option<usize>,
    /// Where the last word of publication begins.
    published: Option<usize>,
}

impl Said {
    fn before(dated: &MetadataDate, mention: &DateMention) -> Self {
        static WORDS: LazyLock<AhoCorasick> = LazyLock::new(|| {
            let words = CHANGE_WORDS.iter().chain(PUBLISH_WORDS);
            AhoCorasick::new(words).expect("few and short words")
        });
        let before = dated.value.get(..mention.span.start).unwrap_or_default();
        let text = format!("{} {before}", dated.label);
        let mut said = Self::default();
        for found in WORDS.find_overlapping_iter(fold(&text).as_bytes()) {
            let last = if found.pattern().as_usize() < CHANGE_WORDS.len() {
                &mut said.changed
            } else {
                &mut said.published
            };
            *last = (*last).max(Some(found.start()));
        }
        said
    }

    /// Whether it makes the date one of change; of words of both kinds the last counts.
    fn is_change(&self) -> bool {
        self.changed.is_some() && self.published < self.changed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(origin: &'static str, value: &str, label: &str, distance: i32, expected: Trust) {
        let dated = MetadataDate {
            value: value.to_owned(),
            origin,
            kind: DateKind::Unknown,
            label: label.to_owned(),
            distance: Some(distance),
        };
        let found = of_page_date(&dated, DayMonthOrder::Day).expect("a date");
        assert_eq!(found.trust, expected, "{label} {value} at {distance}");
    }

    #[test]
    fn a_day_beside_the_headline_is_shown() {
        check("time", "2021-08-19T10:00:00Z", "", 2, Trust::Shown);
        check("visible", "19.08.2021", "", 1, Trust::Shown);
        check(
            "visible",
            "Ilse Brandmeier 19/08/2021 22:41",
            "By",
            2,
            Trust::Byline,
        );
        check(
            "visible",
            "Ilse Brandmeier 19/08/2021 | 6 comments",
            "",
            2,
            Trust::Byline,
        );
    }

    #[test]
    fn a_day_far_from_the_headline_or_in_it_is_not() {
        check("time", "2021-08-19T10:00:00Z", "", 40, Trust::Dated);
        check("visible", "Donnerstag, 19.08.2021", "", -12, Trust::Seen);
        check("visible", "Bestenliste vom 19.08.2021", "", 0, Trust::Seen);
        check(
            "visible",
            "On 19.08.2021 the bridge opened",
            "",
            2,
            Trust::Seen,
        );
    }

    #[test]
    fn what_is_said_before_a_day_tells_change_from_publication() {
        check("time", "2021-08-19", "Last updated:", 2, Trust::ShownChange);
        check(
            "visible",
            "Aktualisiert: 19.08.2021",
            "",
            60,
            Trust::Modified,
        );
        check(
            "visible",
            "Updated 1 May 2020, published 19.08.2021",
            "",
            2,
            Trust::ShownChange,
        );
        check(
            "dated element",
            "19.08.2021",
            "Updated often · Posted",
            2,
            Trust::Shown,
        );
    }

    #[test]
    fn a_stamp_with_an_offset_is_of_local_time() {
        assert!(has_offset("2018-04-05T23:30:00-04:00"));
        assert!(has_offset("2018-04-05 23:30:00 +0530"));
        for stamp in [
            "2018-04-05T23:30:00Z",
            "2018-04-05T23:30:00+00:00",
            "2018-04-05",
        ] {
            assert!(!has_offset(stamp), "{stamp}");
        }
    }
}
