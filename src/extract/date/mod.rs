//! Dates as people write them, in some thirty languages, and the choice of the day of publication.
//!
//! Supported: ISO 8601, RFC 2822, `ctime`, numeric forms with `-`, `/` or `.`, day or month first by
//! name with ordinals and fillers, East Asian signs, Japanese eras, a month with its year, a day without its year.
//! Not supported: relative dates (`yesterday`), other calendars, seasons and quarters.

mod address;
mod choose;
mod entries;
mod evidence;
mod forms;
mod names;
mod order;
mod page;
mod pieces;
mod stamp;
mod told;
mod value;
mod year;

use std::ops::Range;

use crate::release::PartialDate;

use forms::read;
use pieces::{Kind, Piece, may_hold_date, pieces};

pub(super) use choose::choose;
pub(super) use evidence::Clues;
pub(super) use order::DayMonthOrder;
pub(super) use told::{Told, told};

/// A date found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DateMention {
    /// The date.
    pub(super) date: PartialDate,
    /// The same numbers with day and month exchanged, when both readings are possible.
    pub(super) swapped: Option<PartialDate>,
    /// The day of the week beside it, 0 for Monday.
    pub(super) weekday: Option<u8>,
    /// Bytes of the text, the weekday not included.
    pub(super) span: Range<usize>,
}

/// Every date of a text in order, none overlapping another. Linear in the text.
pub(super) fn dates(text: &str, order: DayMonthOrder) -> Vec<DateMention> {
    if !may_hold_date(text) {
        return Vec::new();
    }
    let pieces = pieces(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let reading = if may_begin(&pieces, at) {
            read(&pieces[at..], order)
        } else {
            None
        };
        let Some(reading) = reading else {
            at += 1;
            continue;
        };
        let next = at + reading.num_pieces;
        found.push(DateMention {
            date: reading.date,
            swapped: reading.swapped,
            weekday: weekday_beside(&pieces, at, next),
            span: pieces[at].span.start..pieces[next - 1].span.end,
        });
        at = next;
    }
    found
}

/// A number inside a longer number (`10.12.2020.5`, `1-800-555`) begins no date.
fn may_begin(pieces: &[Piece], at: usize) -> bool {
    let is_number = matches!(pieces[at].kind, Kind::Number { .. });
    if !is_number || !pieces[at].is_glued || at < 2 {
        return true;
    }
    let joins = matches!(
        pieces[at - 1].kind,
        Kind::Mark('.' | '-' | '/' | ',' | ':' | '$' | '#')
    );
    let after_number =
        matches!(pieces[at - 2].kind, Kind::Number { .. }) && pieces[at - 1].is_glued;
    !(joins && after_number)
}

/// The weekday just before (`Tuesday, Jan. 14`) or just behind (`8月19日（木`, `19 August (Thursday`).
fn weekday_beside(pieces: &[Piece], start: usize, end: usize) -> Option<u8> {
    let is_between =
        |p: &&Piece| matches!(p.kind, Kind::Mark('.' | ',' | '(' | '（') | Kind::Filler);
    let before = pieces[..start]
        .iter()
        .rev()
        .take(4)
        .find(|p| !is_between(p));
    let behind = pieces[end..].iter().take(3).find(|p| !is_between(p));
    [before, behind]
        .into_iter()
        .flatten()
        .find_map(|p| match p.kind {
            Kind::Weekday(day) => Some(day),
            _ => None,
        })
}

/// The day of the week that a word names, 0 for Monday.
fn weekday(word: &str) -> Option<u8> {
    match names::name(word)? {
        names::Name::Weekday(day) => Some(day),
        _ => None,
    }
}

/// Whether a word is the name of a day of the week.
pub(super) fn is_weekday(word: &str) -> bool {
    weekday(word).is_some()
}

/// Years that a release can be of: the press release is an invention of 1906, and no clock is read.
fn plausible_year(value: u32) -> Option<i16> {
    i16::try_from(value)
        .ok()
        .filter(|year| (1900..=2100).contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<_> = dates(text, DayMonthOrder::Month)
            .iter()
            .map(|m| m.date.to_string())
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn named_months_in_both_orders() {
        check("August 19, 2021", &["2021-08-19"]);
        check("on Thursday, the 19th of August, 2021", &["2021-08-19"]);
        check(
            "Aug. 19 2021; 3rd March 1998",
            &["2021-08-19", "1998-03-03"],
        );
        check("16-18 July 2021", &["2021-07-16"]);
        check("August 19-20, 2021", &["2021-08-19"]);
        check("14. - 20. Januar 2022", &["2022-01-14"]);
        check("Ilse BrandmeierAug 19, 2021", &["2021-08-19"]);
        check("19-Aug-2021", &["2021-08-19"]);
        check("on Aug. 19 with", &["--08-19"]);
        check("in January 2021", &["2021-01"]);
    }

    #[test]
    fn many_languages() {
        check("Berlin, 3. März 2021", &["2021-03-03"]);
        check("le 1er août 2021", &["2021-08-01"]);
        check("19 de agosto de 2021", &["2021-08-19"]);
        check("12 марта 2021 г.", &["2021-03-12"]);
        check("2021 жылғы 19 тамызда", &["2021-08-19"]);
        check("19 серпня 2021 року", &["2021-08-19"]);
        check("2021年8月19日", &["2021-08-19"]);
        check("8月19日电", &["--08-19"]);
        check("5 października 2020 r.", &["2020-10-05"]);
        check("19 Ağustos 2021", &["2021-08-19"]);
        check(
            "2. února 2022, 2 februari 2022, 2. februar 2022",
            &["2022-02-02"; 3],
        );
        check("2021. augusztus 19.", &["2021-08-19"]);
        check("الخميس 19 أغسطس 2021", &["2021-08-19"]);
        check("19 نيسان / أبريل 2021", &["2021-04-19"]);
        check("١٩ تشرين الأول ٢٠٢١", &["2021-10-19"]);
        check(
            "令和3年8月19日、平成元年1月8日",
            &["2021-08-19", "1989-01-08"],
        );
    }

    #[test]
    fn numbers_by_sign_and_habit() {
        check("2021-08-19T23:30:00-05:00", &["2021-08-19"]);
        check("19.08.2021 and 19. 8. 2021", &["2021-08-19", "2021-08-19"]);
        check("03/04/2021", &["2021-03-04"]);
        check("19/08/2021", &["2021-08-19"]);
        let mention = dates("03/04/2021", DayMonthOrder::Day).remove(0);
        assert_eq!(mention.date.to_string(), "2021-04-03");
        assert_eq!(
            mention.swapped.map(|d| d.to_string()).as_deref(),
            Some("2021-03-04")
        );
    }

    #[test]
    fn machine_forms() {
        check("Thu, 19 Aug 2021 10:00:00 GMT", &["2021-08-19"]);
        check("Thu Aug 19 10:30:00 EDT 2021", &["2021-08-19"]);
    }

    #[test]
    fn what_is_no_date() {
        check("you may 5 times", &[]);
        check("in August 19,500 people", &[]);
        check("at 192.168.10.12.2020", &[]);
        check("31 February 2021", &["2021-02"]);
        check("July 4, 1776, and 3 May 2222", &[]);
        check("A380 in 2021", &[]);
    }

    #[test]
    fn the_weekday_beside_is_kept() {
        let weekday = |text: &str| dates(text, DayMonthOrder::Month)[0].weekday;
        assert_eq!(weekday("Tuesday, Jan. 14"), Some(1));
        assert_eq!(weekday("jeudi 19 août"), Some(3));
        assert_eq!(weekday("Jan. 14"), None);
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "\\PC{0,200}") {
            for mention in dates(&text, DayMonthOrder::Month) {
                prop_assert!(text.get(mention.span).is_some());
            }
        }

        #[test]
        fn iso_dates_are_read_as_they_print(year in 1900i16..=2100, month in 1u8..=12, day in 1u8..=28) {
            let date = PartialDate::from_ymd(year, month, day).expect("days to 28 exist");
            let found = dates(&date.to_string(), DayMonthOrder::Day);
            prop_assert_eq!(found[0].date, date);
        }
    }
}
