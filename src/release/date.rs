//! Calendar dates of which parts may be unknown.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A calendar date of which parts may be unknown: `2021-08-19`, `2021-08`, `2021`, `--08-19`.
///
/// The forms are those of ISO 8601, the last from its 2000 edition (also RFC 6350, section 4.3.1).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PartialDate {
    /// The year of the Gregorian calendar.
    pub year: Option<i16>,
    /// The month, 1 to 12.
    pub month: Option<u8>,
    /// The day of the month, 1 to 31.
    pub day: Option<u8>,
}

impl PartialDate {
    /// A whole date, when such a day exists.
    pub fn from_ymd(year: i16, month: u8, day: u8) -> Option<Self> {
        let named_month = time::Month::try_from(month).ok()?;
        time::Date::from_calendar_date(i32::from(year), named_month, day).ok()?;
        Some(Self {
            year: Some(year),
            month: Some(month),
            day: Some(day),
        })
    }

    /// A month of a year.
    pub fn from_ym(year: i16, month: u8) -> Option<Self> {
        (1..=12).contains(&month).then_some(Self {
            year: Some(year),
            month: Some(month),
            day: None,
        })
    }

    /// A year alone.
    pub fn from_year(year: i16) -> Self {
        Self {
            year: Some(year),
            month: None,
            day: None,
        }
    }

    /// A day whose year is not known; 29 February counts as a day.
    pub fn from_md(month: u8, day: u8) -> Option<Self> {
        let leap = Self::from_ymd(2000, month, day)?;
        Some(Self { year: None, ..leap })
    }

    /// How much of the date is known; a day without a year is still a day.
    pub fn precision(self) -> Precision {
        match (self.year, self.month, self.day) {
            (_, Some(_), Some(_)) => Precision::Day,
            (Some(_), Some(_), None) => Precision::Month,
            (Some(_), None, _) => Precision::Year,
            _ => Precision::None,
        }
    }

    /// The first and the last day that the date can mean, or `None` without a year.
    pub fn day_range(self) -> Option<(time::Date, time::Date)> {
        let year = i32::from(self.year?);
        let first_month = time::Month::try_from(self.month.unwrap_or(1)).ok()?;
        let last_month = time::Month::try_from(self.month.unwrap_or(12)).ok()?;
        let first =
            time::Date::from_calendar_date(year, first_month, self.day.unwrap_or(1)).ok()?;
        let last_day = self.day.unwrap_or_else(|| last_month.length(year));
        let last = time::Date::from_calendar_date(year, last_month, last_day).ok()?;
        Some((first, last))
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.year, self.month, self.day) {
            (Some(y), Some(m), Some(d)) => write!(f, "{y:04}-{m:02}-{d:02}"),
            (Some(y), Some(m), None) => write!(f, "{y:04}-{m:02}"),
            (Some(y), None, _) => write!(f, "{y:04}"),
            (None, Some(m), Some(d)) => write!(f, "--{m:02}-{d:02}"),
            (None, Some(m), None) => write!(f, "--{m:02}"),
            (None, None, _) => Ok(()),
        }
    }
}

/// A date that is not in one of the four forms of [`PartialDate`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a date; write 2021, 2021-08 or 2021-08-19")]
pub struct ParseDateError(pub String);

impl std::str::FromStr for PartialDate {
    type Err = ParseDateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || ParseDateError(text.to_owned());
        let number = |part: &str, width: usize| -> Result<u16, ParseDateError> {
            let digits = part.len() == width && part.bytes().all(|b| b.is_ascii_digit());
            digits
                .then(|| part.parse().ok())
                .flatten()
                .ok_or_else(wrong)
        };
        let small = |part: &str| number(part, 2).and_then(|n| u8::try_from(n).map_err(|_| wrong()));
        if let Some(rest) = text.strip_prefix("--") {
            let (month, day) = rest.split_once('-').ok_or_else(wrong)?;
            return Self::from_md(small(month)?, small(day)?).ok_or_else(wrong);
        }
        let mut parts = text.split('-');
        let year = number(parts.next().unwrap_or_default(), 4)?;
        let year = i16::try_from(year).map_err(|_| wrong())?;
        let date = match (parts.next(), parts.next(), parts.next()) {
            (None, ..) => Some(Self::from_year(year)),
            (Some(month), None, _) => Self::from_ym(year, small(month)?),
            (Some(month), Some(day), None) => Self::from_ymd(year, small(month)?, small(day)?),
            _ => None,
        };
        date.ok_or_else(wrong)
    }
}

impl Serialize for PartialDate {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// How much of a date is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// The day, perhaps without its year.
    Day,
    /// The month of a year.
    Month,
    /// The year.
    Year,
    /// Nothing.
    #[default]
    None,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn partial_dates_print_as_they_parse() {
        for text in [
            "2021-08-19",
            "2021-08",
            "2021",
            "--08-19",
            "--02-29",
            "1900-12-31",
        ] {
            let date: PartialDate = text.parse().expect(text);
            assert_eq!(date.to_string(), text);
        }
    }

    #[test]
    fn impossible_dates_are_refused() {
        for text in [
            "",
            "21",
            "2021-13",
            "2021-02-29",
            "2021-08-19T09",
            "--13-01",
            "20210819",
            "2021-8-1",
        ] {
            assert!(text.parse::<PartialDate>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_partial_date_spans_the_days_it_can_mean() {
        let span = |text: &str| {
            let (first, last) = text.parse::<PartialDate>().ok()?.day_range()?;
            Some(format!("{first}..{last}"))
        };
        assert_eq!(span("2024-02").as_deref(), Some("2024-02-01..2024-02-29"));
        assert_eq!(span("2021").as_deref(), Some("2021-01-01..2021-12-31"));
        assert_eq!(span("--08-19"), None);
    }
}
