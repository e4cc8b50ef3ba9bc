//! The day of publication out of all evidence, in the order of trust that the project lays down:
//! release line, dateline, metadata, visible date, address, path, file name, change, lead.

use crate::release::{Precision, ReleaseDate};

use super::address::folder_year;
use super::entries::{drop_entries, newest_entry};
use super::evidence::{Candidate, Clues, Trust, gather};
use super::stamp::settle_published;
use super::weekday;
use super::year::{in_year, nearest_year, spoken_years, year_by_weekday};

/// The date with what is doubtful about it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::extract) struct Chosen {
    /// The date.
    pub(in crate::extract) date: ReleaseDate,
    /// In words.
    pub(in crate::extract) warnings: Vec<String>,
}

/// Chooses the date and says why.
pub(in crate::extract) fn choose(clues: &Clues<'_>) -> Chosen {
    let mut candidates = gather(clues);
    drop_entries(&mut candidates);
    drop_stamps_after_change(&mut candidates);
    complete_years(&mut candidates, clues);
    let mut warnings = Vec::new();
    let Some(best) = best(&candidates) else {
        return Chosen::default();
    };
    let best = settle_order(best, &candidates, &mut warnings);
    let date = ReleaseDate {
        value: Some(best.date()),
        precision: best.date().precision(),
        basis: Some(best.basis),
    };
    Chosen { date, warnings }
}

/// Takes out stamps of publication that are later than one of change, when another is not: some
/// systems write the local time and call it universal.
fn drop_stamps_after_change(candidates: &mut Vec<Candidate>) {
    let days = |trust| {
        let of_trust = candidates
            .iter()
            .filter(move |c| c.trust == trust && c.is_whole());
        of_trust.filter_map(Candidate::first_day).min()
    };
    let (Some(published), Some(changed)) = (days(Trust::Published), days(Trust::Modified)) else {
        return;
    };
    if published <= changed {
        let is_later = |c: &Candidate| c.first_day().is_some_and(|day| day > changed);
        candidates.retain(|c| c.trust != Trust::Published || !is_later(c));
    }
}

/// Gives days without a year their year where the evidence has one.
fn complete_years(candidates: &mut [Candidate], clues: &Clues<'_>) {
    if !candidates.iter().any(Candidate::lacks_year) {
        return;
    }
    let whole: Vec<_> = candidates
        .iter()
        .filter(|c| c.is_whole())
        .cloned()
        .collect();
    let folder = folder_year(clues.metadata.url.as_deref().unwrap_or_default())
        .map(|year| (year, "address"))
        .or_else(|| folder_year(clues.path).map(|year| (year, "path")));
    let years = spoken_years(clues.body);
    for candidate in candidates.iter_mut().filter(|c| c.lacks_year()) {
        let day = candidate.date();
        let near = whole.iter().find_map(|other| {
            nearest_year(day, other.date()).map(|year| (year, other.basis.as_str()))
        });
        let by_weekday = candidate
            .mention
            .weekday
            .or_else(|| lone_weekday(clues.body))
            .and_then(|weekday| year_by_weekday(day, weekday, &years))
            .map(|year| (year, "weekday and the years of the body"));
        let Some((year, reason)) = near.or(folder).or(by_weekday) else {
            continue;
        };
        if in_year(day, year).is_some() {
            candidate.mention.date.year = Some(year);
            candidate.basis = format!("{}, year from {reason}", candidate.basis);
        }
    }
}

/// The weekday of the lead, when it names one and no other.
fn lone_weekday(body: &str) -> Option<u8> {
    let lead = body.split("\n\n").next().unwrap_or_default();
    let mut days = lead
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| w.len() > 4)
        .filter_map(weekday);
    let first = days.next()?;
    days.all(|day| day == first).then_some(first)
}

/// The most trusted whole date; failing that a day, then the most precise of the rest.
fn best(candidates: &[Candidate]) -> Option<&Candidate> {
    let whole = candidates.iter().find(|c| c.is_whole());
    let whole = whole.map(|first| match first.trust {
        Trust::Published => settle_published(first, candidates),
        _ => borne_out(first, candidates),
    });
    whole.or_else(|| {
        candidates.iter().min_by_key(|c| {
            let vagueness = match c.date().precision() {
                Precision::Day => 0,
                Precision::Month => 1,
                Precision::Year => 2,
                Precision::None => 3,
            };
            // Months and years in lines of the page are names of archives and events.
            (vagueness, matches!(c.trust, Trust::DateLine | Trust::Seen))
        })
    })
}

/// For a day that is only shown, the first shown day that other evidence gives too.
///
/// A page also shows today, and the days of events and of other pages.
fn borne_out<'c>(first: &'c Candidate, all: &'c [Candidate]) -> &'c Candidate {
    let is_shown = |c: &Candidate| matches!(c.trust, Trust::Shown | Trust::DateLine | Trust::Dated);
    if !is_shown(first) {
        return first;
    }
    let bears_out = |other: &Candidate, shown: &Candidate| match other.trust {
        // One line is read in more than one way, and does not bear itself out.
        Trust::Dated | Trust::Seen => {
            first.trust == Trust::DateLine && other.distance != shown.distance
        }
        Trust::Address | Trust::Lead => true,
        _ => false,
    };
    let is_borne_out = |c: &&Candidate| {
        is_shown(c) && c.is_whole() && all.iter().any(|o| bears_out(o, c) && o.date() == c.date())
    };
    all.iter()
        .find(is_borne_out)
        .unwrap_or_else(|| newest_entry(first, all))
}

/// Decides day against month by the other candidates, or warns that nothing decides it.
fn settle_order(best: &Candidate, all: &[Candidate], warnings: &mut Vec<String>) -> Candidate {
    let mut settled = best.clone();
    let Some(swapped) = best.mention.swapped else {
        return settled;
    };
    let is_said = |date| {
        all.iter()
            .any(|c| c.mention.swapped.is_none() && c.date() == date)
    };
    if is_said(best.date()) {
        return settled;
    }
    if is_said(swapped) {
        settled.mention.date = swapped;
        return settled;
    }
    warnings.push(format!(
        "the date may be {} or {swapped}: day and month cannot be told apart",
        best.date()
    ));
    settled
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::{DateKind, Metadata, MetadataDate};
    use crate::extract::date::DayMonthOrder;

    struct Case<'a> {
        dateline: Option<&'a str>,
        metadata: &'a [(&'static str, &'a str)],
        url: &'a str,
        path: &'a str,
        body: &'a str,
    }

    const CASE: Case<'_> = Case {
        dateline: None,
        metadata: &[],
        url: "",
        path: "",
        body: "",
    };

    fn chosen(case: &Case<'_>) -> Chosen {
        let dates = case.metadata.iter().map(|(origin, value)| MetadataDate {
            value: (*value).to_owned(),
            origin,
            kind: match *origin {
                "modified" => DateKind::Modified,
                "visible" | "shown" => DateKind::Unknown,
                _ => DateKind::Published,
            },
            label: String::new(),
            distance: None,
        });
        let metadata = Metadata {
            dates: dates.collect(),
            url: Some(case.url.to_owned()),
            ..Metadata::default()
        };
        choose(&Clues {
            release_line: None,
            dateline: case.dateline,
            metadata: &metadata,
            head_lines: &[],
            path: case.path,
            body: case.body,
            order: DayMonthOrder::Day,
        })
    }

    fn check(case: &Case<'_>, expected: Option<(&str, &str)>) {
        let date = chosen(case).date;
        let found = date
            .value
            .map(|v| (v.to_string(), date.basis.unwrap_or_default()));
        let found = found.as_ref().map(|(v, b)| (v.as_str(), b.as_str()));
        assert_eq!(found, expected);
    }

    #[test]
    fn nothing_dates_nothing() {
        check(&CASE, None);
    }

    #[test]
    fn the_dateline_comes_before_the_metadata() {
        let metadata = [("json-ld datePublished", "2021-08-20T10:00:00Z")];
        let case = Case {
            dateline: Some("OSLO, 19 August 2021 –"),
            metadata: &metadata,
            ..CASE
        };
        check(&case, Some(("2021-08-19", "dateline")));
    }

    #[test]
    fn a_day_without_a_year_takes_it_from_evidence_only() {
        let dateline = Some("LONDON, Tuesday, Jan. 14 /CNW/ -");
        check(&Case { dateline, ..CASE }, Some(("--01-14", "dateline")));
        let body = "Sales of 1996 rose by a third.";
        let basis = "dateline, year from weekday and the years of the body";
        check(
            &Case {
                dateline,
                body,
                ..CASE
            },
            Some(("1997-01-14", basis)),
        );
        let told = Case {
            dateline: Some("LONDON, Jan. 14 -"),
            body: "The mill opened on Tuesday.\n\nSales of 1996 rose.",
            ..CASE
        };
        check(&told, Some(("1997-01-14", basis)));
        let path = "wire/1998/a.txt";
        check(
            &Case {
                dateline,
                path,
                ..CASE
            },
            Some(("1998-01-14", "dateline, year from path")),
        );
    }

    #[test]
    fn the_address_tells_the_day_of_the_newsroom() {
        let metadata = [("json-ld datePublished", "2021-08-20T01:10:00Z")];
        let path = "";
        let case = Case {
            metadata: &metadata,
            path,
            url: "https://orvane.test/2021/08/19/kiln",
            ..CASE
        };
        check(&case, Some(("2021-08-19", "address")));
        let case = Case {
            url: "https://orvane.test/2021/08/12/kiln",
            ..case
        };
        check(&case, Some(("2021-08-20", "json-ld datePublished")));
    }

    #[test]
    fn a_day_of_change_dates_what_nothing_else_does() {
        let metadata = [
            ("modified", "2021-08-19"),
            ("visible", "Updated 20 May 2020"),
        ];
        check(
            &Case {
                metadata: &metadata,
                ..CASE
            },
            Some(("2021-08-19", "modified")),
        );
        let metadata = [("modified", "2021-08-19"), ("visible", "20 May 2020")];
        check(
            &Case {
                metadata: &metadata,
                ..CASE
            },
            Some(("2020-05-20", "visible")),
        );
    }

    #[test]
    fn a_stamp_later_than_the_day_of_change_is_mistaken() {
        let late = ("json-ld datePublished", "2021-08-20T07:25:06Z");
        let right = ("article:published_time", "2021-08-19T21:25:06+00:00");
        let changed = ("modified", "2021-08-19T21:25:45+00:00");
        let basis = "article:published_time";
        let metadata = [late, right, changed];
        let case = Case {
            metadata: &metadata,
            ..CASE
        };
        check(&case, Some(("2021-08-19", basis)));
        // A release that was written before its day is no contradiction.
        let metadata = [late, changed];
        let case = Case {
            metadata: &metadata,
            ..CASE
        };
        check(&case, Some(("2021-08-20", "json-ld datePublished")));
    }

    #[test]
    fn the_lead_dates_what_nothing_else_does() {
        let body = "The minister met his guest on Aug. 19.\n\nHe left on Aug. 21.";
        check(&Case { body, ..CASE }, Some(("--08-19", "lead")));
        let path = "in/2020-08-20.txt";
        check(
            &Case { path, body, ..CASE },
            Some(("2020-08-20", "file name")),
        );
    }

    #[test]
    fn a_shown_day_that_the_lead_gives_too_comes_before_others() {
        let metadata = [("shown", "29.11.2021"), ("shown", "19.08.2021")];
        let case = Case {
            metadata: &metadata,
            ..CASE
        };
        check(&case, Some(("2021-11-29", "shown")));
        let case = Case {
            body: "(19 August 2021) The mill opened.",
            ..case
        };
        check(&case, Some(("2021-08-19", "shown")));
    }

    #[test]
    fn an_ambiguous_order_is_settled_or_told() {
        let metadata = [("date", "03/04/2021")];
        let case = Case {
            metadata: &metadata,
            ..CASE
        };
        assert_eq!(chosen(&case).warnings.len(), 1);
        check(&case, Some(("2021-04-03", "date")));
        let case = Case {
            path: "n/2021/03/04/a.html",
            ..case
        };
        assert_eq!(chosen(&case).warnings.len(), 0);
        check(&case, Some(("2021-03-04", "date")));
    }
}
