//! The domain model: one press release, as every other part of the crate sees it.
//!
//! Plain data in the terms of the press. The JSON form of [`Release`] is a contract: it is what
//! `dateline extract` and `dateline show --json` print. All offsets are byte offsets into
//! [`Release::body`].

use std::fmt;

use serde::{Deserialize, Serialize};

/// The identity of a release: 16 hexadecimal digits taken from the hash of its source bytes.
///
/// The same bytes have the same id wherever they lie, so an id stays valid when an archive moves.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ReleaseId(String);

impl ReleaseId {
    /// The id of a document with these bytes.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self(blake3::hash(bytes).to_hex()[..16].to_owned())
    }

    /// An id as it was typed or stored; it is not checked to exist.
    pub fn from_text(text: &str) -> Self {
        Self(text.trim().to_ascii_lowercase())
    }

    /// The 16 hexadecimal digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ReleaseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Where the release was read from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The path as it was given or found below a given folder, with `/` between its parts.
    pub path: String,
    /// The name inside an archive, when the file is one.
    pub member: Option<String>,
    /// How the content was read: `html` or `text`.
    pub format: String,
    /// The charset that the bytes were decoded from, by its WHATWG name in lower case.
    pub encoding: String,
    /// The size of the document in bytes.
    pub bytes: u64,
    /// The BLAKE3 hash of the bytes, in hexadecimal.
    pub hash: String,
}

/// One press release, cleaned and understood.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Release {
    /// The identity, from the source bytes.
    pub id: ReleaseId,
    /// Where it was read from.
    pub source: Source,
    /// The headline, when there is one; never invented.
    pub headline: Option<String>,
    /// The line below the headline.
    pub subhead: Option<String>,
    /// The body only: paragraphs joined by a blank line.
    pub body: String,
    /// The line that says where, when and by which wire it was filed.
    pub dateline: Option<Dateline>,
    /// The day it was published, as far as it is known.
    pub date: ReleaseDate,
    /// The ISO 639-1 code of the main language.
    pub language: Option<String>,
    /// Countries, the most salient first.
    pub countries: Vec<Country>,
    /// Persons in order of first mention.
    pub persons: Vec<Person>,
    /// Topics, the strongest first.
    pub topics: Vec<Topic>,
    /// Direct quotes in order.
    pub quotes: Vec<Quote>,
    /// Contact blocks, one string each.
    pub contacts: Vec<String>,
    /// "About …" parts, one string each.
    pub boilerplate: Vec<String>,
    /// Release line, embargo, correction and kill marks.
    pub notices: Notices,
    /// The issuer's own number, such as `IP/21/3541`.
    pub release_number: Option<String>,
    /// Who publishes the release.
    pub issuer: Option<String>,
    /// What could not be read for certain.
    pub warnings: Vec<String>,
}

/// The dateline: where it was filed from, which is weak evidence of what it is about.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dateline {
    /// The raw text.
    pub text: String,
    /// The place as written, in title case when the text shouts it: `Nur-Sultan`.
    pub place: Option<String>,
    /// The ISO 3166-1 alpha-2 code (or that of a former state) of the place.
    pub country: Option<String>,
    /// The date in the dateline, in the form of [`PartialDate`].
    pub date: Option<PartialDate>,
    /// The wire that carried it: `Business Wire`, `PRNewswire`, `AP`.
    pub wire: Option<String>,
}

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

/// The date of publication with the reason to believe it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleaseDate {
    /// The date, or `None` when nothing dates the release.
    pub value: Option<PartialDate>,
    /// How much of it is known.
    pub precision: Precision,
    /// The evidence in words: `dateline`, `json-ld datePublished`, `file name`, …
    pub basis: Option<String>,
}

/// A stretch of [`Release::body`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// The text as it stands there.
    pub text: String,
    /// Byte offset of its start in the body.
    pub start: usize,
    /// Byte offset just past its end in the body.
    pub end: usize,
}

/// What a country is to a release.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CountryRole {
    /// The release is about it.
    About,
    /// It is named, and no more.
    Mentioned,
}

/// A country of the release.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Country {
    /// ISO 3166-1 alpha-2, or ISO 3166-3's former code (`SU`, `YU`, `CS`, `DD`, `ZR`).
    pub code: String,
    /// The English short name.
    pub name: String,
    /// About or merely mentioned.
    pub role: CountryRole,
    /// Salience between 0 and 1.
    pub score: f32,
    /// Where the body names it, its people or its places.
    pub mentions: Vec<Mention>,
}

/// A person of the release: one value, whatever the forms it is written in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The fullest form: `Kassym-Jomart Tokayev`.
    pub name: String,
    /// Title or office as written.
    pub title: Option<String>,
    /// Every form seen, the fullest first.
    pub forms: Vec<String>,
    /// Where the body names the person.
    pub mentions: Vec<Mention>,
}

/// Whether a topic was given by the issuer or found in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TopicBasis {
    /// A keyword, section or code of the issuer maps to it.
    Issuer,
    /// The words of the release speak of it.
    Inferred,
}

/// A topic of the tree in `topics.toml`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Topic {
    /// The path in the tree: `politics/international-relations`.
    pub path: String,
    /// The label in English.
    pub label: String,
    /// Strength between 0 and 1.
    pub score: f32,
    /// Given or inferred.
    pub basis: TopicBasis,
}

/// A direct quote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// The words between the marks.
    pub text: String,
    /// The full name of who says them, when the text attributes them.
    pub speaker: Option<String>,
    /// Byte offset of the opening mark in the body.
    pub start: usize,
    /// Byte offset just past the closing mark in the body.
    pub end: usize,
}

/// What the release says of its own standing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notices {
    /// `immediate`, `embargoed`, `correction`, `refile`, `repeat`, `withdrawn`, `kill` or `hold`.
    pub status: Option<String>,
    /// When the embargo ends, as written in ISO form: `2021-08-19` or `2021-08-19T09:00`.
    pub embargo_until: Option<String>,
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
