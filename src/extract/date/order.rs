//! Which of two numbers of a date is the day.

use crate::clean::Metadata;

use super::forms::proved_order;
use super::pieces::pieces;

/// Which of two numbers is the day when both could be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::extract) enum DayMonthOrder {
    /// The document itself shows that the day comes first (`19/08/2021`).
    ProvedDay,
    /// The document itself shows that the month comes first (`08/19/2021`).
    ProvedMonth,
    /// The language or the site's country puts the day first.
    Day,
    /// The language or the site's country puts the month first.
    Month,
}

impl DayMonthOrder {
    pub(super) fn is_day_first(self) -> bool {
        matches!(self, Self::ProvedDay | Self::Day)
    }

    pub(super) fn is_proved(self) -> bool {
        matches!(self, Self::ProvedDay | Self::ProvedMonth)
    }

    /// The order of a document: proved by one of its dates, else the habit of its language or land.
    pub(in crate::extract) fn of_document(metadata: &Metadata, language: Option<&str>) -> Self {
        let proofs = metadata
            .dates
            .iter()
            .filter_map(|d| proved_order(&pieces(&d.value)));
        let habit = match metadata.url.as_deref().and_then(top_level_domain) {
            Some("uk" | "ie" | "au" | "nz" | "in" | "za" | "eu") => Self::Day,
            _ => Self::of_language(tag(metadata.language.as_deref(), language)),
        };
        proofs
            .reduce(|one, other| if one == other { one } else { habit })
            .unwrap_or(habit)
    }

    /// The habit of a language tag such as `en-US`: only the United States, the Philippines and
    /// English of no named country put the month first (CLDR short date formats).
    fn of_language(tag: &str) -> Self {
        match tag.to_ascii_lowercase().replace('_', "-").as_str() {
            "" | "en" | "en-us" | "en-ph" => Self::Month,
            _ => Self::Day,
        }
    }
}

fn top_level_domain(url: &str) -> Option<&str> {
    let host = url
        .split_once("://")?
        .1
        .split(['/', '?', '#', ':'])
        .next()?;
    host.rsplit('.').next()
}

/// The declared tag when it is of the language that the text is in, since only it names a land.
fn tag<'t>(declared: Option<&'t str>, told: Option<&'t str>) -> &'t str {
    let told = told.unwrap_or_default();
    declared.filter(|tag| tag.starts_with(told)).unwrap_or(told)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::{DateKind, MetadataDate};

    fn check(declared: &str, url: &str, date: &str, expected: DayMonthOrder) {
        let dated = MetadataDate {
            value: date.to_owned(),
            origin: "time",
            kind: DateKind::Unknown,
            label: String::new(),
            distance: None,
        };
        let metadata = Metadata {
            language: Some(declared.to_owned()),
            url: Some(url.to_owned()),
            dates: vec![dated],
            ..Metadata::default()
        };
        let language = declared.get(..2);
        assert_eq!(
            DayMonthOrder::of_document(&metadata, language),
            expected,
            "{declared} {url} {date}"
        );
    }

    #[test]
    fn land_and_language_have_a_habit() {
        check("en-US", "", "01/02/2021", DayMonthOrder::Month);
        check("en-GB", "", "01/02/2021", DayMonthOrder::Day);
        check(
            "en",
            "https://orvane.uk/a",
            "01/02/2021",
            DayMonthOrder::Day,
        );
        check("de", "", "01/02/2021", DayMonthOrder::Day);
    }

    #[test]
    fn a_day_past_the_twelfth_proves_the_order() {
        check("en-US", "", "19/08/2021", DayMonthOrder::ProvedDay);
        check("de", "", "08/19/2021", DayMonthOrder::ProvedMonth);
    }
}
