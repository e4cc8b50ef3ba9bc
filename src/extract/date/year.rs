//! The year of a day that is written without one, from evidence only.

use time::{Date, Month};

use crate::release::PartialDate;

/// The years of the text in order, as whole words between 1900 and 2100.
pub(super) fn spoken_years(text: &str) -> Vec<i16> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.len() == 4)
        .filter_map(|word| super::plausible_year(word.parse().ok()?))
        .collect()
}

/// The year in which the day falls on the weekday (0 for Monday), near the latest year spoken of.
///
/// A release of January speaks of the year before, so the year spoken of, the next and the one
/// before are tried in this order; the weekday of a day is never the same in two of them.
pub(super) fn year_by_weekday(day: PartialDate, weekday: u8, years: &[i16]) -> Option<i16> {
    let latest = *years.iter().max()?;
    [latest, latest + 1, latest - 1].into_iter().find(|year| {
        in_year(day, *year).is_some_and(|date| date.weekday().number_days_from_monday() == weekday)
    })
}

/// The year that brings the day nearest to another date, at most half a year away.
pub(super) fn nearest_year(day: PartialDate, other: PartialDate) -> Option<i16> {
    let (other, _) = other.day_range()?;
    let year = i16::try_from(other.year()).ok()?;
    let distance = |year: i16| in_year(day, year).map(|date| (date - other).whole_days().abs());
    (year - 1..=year + 1)
        .filter(|y| distance(*y).is_some())
        .min_by_key(|y| distance(*y))
}

/// The day in a year, when that year has it.
pub(super) fn in_year(day: PartialDate, year: i16) -> Option<Date> {
    let month = Month::try_from(day.month?).ok()?;
    Date::from_calendar_date(i32::from(year), month, day.day?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> PartialDate {
        text.parse().expect(text)
    }

    #[test]
    fn a_weekday_tells_the_year() {
        let years = spoken_years("sales in 1996 rose over 1995; call 800-555-1996, 12 1234");
        assert_eq!(years, [1996, 1995, 1996]);
        assert_eq!(year_by_weekday(day("--01-14"), 1, &years), Some(1997));
        assert_eq!(year_by_weekday(day("--01-14"), 6, &years), Some(1996));
        assert_eq!(year_by_weekday(day("--01-14"), 3, &years), None);
        assert_eq!(year_by_weekday(day("--01-14"), 1, &[]), None);
    }

    #[test]
    fn the_nearest_year_crosses_new_year() {
        assert_eq!(nearest_year(day("--12-30"), day("2021-01-02")), Some(2020));
        assert_eq!(nearest_year(day("--08-19"), day("2021-08-20")), Some(2021));
    }
}
