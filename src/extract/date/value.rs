//! The date in a value that is there to be a date: a meta tag, an attribute, a line below a headline.

use crate::release::PartialDate;

use super::{DateMention, DayMonthOrder, dates, plausible_year};

/// Reads a dated value: any form of [`dates`], compact digits, seconds since 1970, a lone year.
///
/// The day stays as written: an offset from UTC is not applied.
pub(super) fn value_date(value: &str, order: DayMonthOrder) -> Option<DateMention> {
    let value = value.trim();
    let lone = |date| DateMention {
        date,
        swapped: None,
        weekday: None,
        span: 0..value.len(),
    };
    if let Some(date) = digits_only(value) {
        return Some(lone(date));
    }
    let mut found = dates(value, order);
    let best = found
        .iter()
        .position(|m| m.date.year.is_some() && m.date.day.is_some());
    if !found.is_empty() {
        return Some(found.swap_remove(best.unwrap_or(0)));
    }
    iso_month(value).map(lone)
}

/// `20210819`, `20210819103000`, `20210819T1030Z`, `1629367200`, `1629367200000`, `2021`.
fn digits_only(value: &str) -> Option<PartialDate> {
    let length = value.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = value.split_at(length);
    if rest.starts_with('T') && length == 8 {
        return compact(digits);
    }
    if !rest.is_empty() {
        return None;
    }
    match length {
        4 => plausible_year(digits.parse().ok()?).map(PartialDate::from_year),
        8 | 12 | 14 => compact(digits),
        10 | 13 => of_unix_seconds(digits.get(..10)?.parse().ok()?),
        _ => None,
    }
}

/// The first eight digits as year, month and day.
pub(super) fn compact(digits: &str) -> Option<PartialDate> {
    let year = plausible_year(digits.get(..4)?.parse().ok()?)?;
    let month = digits.get(4..6)?.parse().ok()?;
    PartialDate::from_ymd(year, month, digits.get(6..8)?.parse().ok()?)
}

fn of_unix_seconds(seconds: i64) -> Option<PartialDate> {
    let date = time::OffsetDateTime::from_unix_timestamp(seconds)
        .ok()?
        .date();
    PartialDate::from_ymd(
        i16::try_from(date.year()).ok()?,
        date.month().into(),
        date.day(),
    )
}

/// `2021-08`, which inside running text could be a season or a range.
fn iso_month(value: &str) -> Option<PartialDate> {
    let date: PartialDate = value.parse().ok()?;
    plausible_year(date.year?.try_into().ok()?).map(|_| date)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: &str, expected: Option<&str>) {
        let found = value_date(value, DayMonthOrder::Month).map(|m| m.date.to_string());
        assert_eq!(found.as_deref(), expected, "{value}");
    }

    #[test]
    fn values_of_machines() {
        check("2018-04-05T23:30:00-04:00", Some("2018-04-05"));
        check("20180405", Some("2018-04-05"));
        check("20180405T233000Z", Some("2018-04-05"));
        check("1522942200", Some("2018-04-05"));
        check("2018-04", Some("2018-04"));
        check("2018", Some("2018"));
    }

    #[test]
    fn values_of_people() {
        check(
            "Updated: Thursday, April 5, 2018 at 3:15 PM",
            Some("2018-04-05"),
        );
        check("May 3 | 5 April 2018", Some("2018-04-05"));
        check("today", None);
        check("99999999", None);
    }
}
