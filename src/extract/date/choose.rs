//! The day of publication out of all evidence, in the order of trust that the project lays down:
//! release line, dateline, metadata, visible date, address, path, file name, lead.

use crate::clean::{DateKind, Metadata, MetadataDate};
use crate::extract::notice::is_release_line;
use crate::extract::sections::Sections;
use crate::release::{PartialDate, Precision, ReleaseDate, Source};

use super::address::{file_name_date, folder_date, folder_year};
use super::value::value_date;
use super::year::{in_year, nearest_year, spoken_years, year_by_weekday};
use super::{DateMention, DayMonthOrder, dates};

/// All that can date a release.
#[derive(Debug, Clone, Copy)]
pub(in crate::extract) struct Clues<'d> {
    /// The release or embargo line.
    pub(in crate::extract) release_line: Option<&'d str>,
    /// The text of the dateline.
    pub(in crate::extract) dateline: Option<&'d str>,
    /// What the page says of itself.
    pub(in crate::extract) metadata: &'d Metadata,
    /// Lines of the head of the document that are there to say a date.
    pub(in crate::extract) head_lines: &'d [String],
    /// The path of the file.
    pub(in crate::extract) path: &'d str,
    /// The body.
    pub(in crate::extract) body: &'d str,
    /// Which of two numbers is the day.
    pub(in crate::extract) order: DayMonthOrder,
}

impl<'d> Clues<'d> {
    /// The clues of a document that is taken apart.
    pub(in crate::extract) fn new(
        parts: &'d Sections,
        metadata: &'d Metadata,
        source: &'d Source,
        order: DayMonthOrder,
    ) -> Self {
        let dated_line = parts
            .head_lines
            .iter()
            .find(|line| is_release_line(line) && !dates(line, order).is_empty());
        Self {
            release_line: dated_line.map(String::as_str),
            dateline: parts
                .filed_from
                .as_ref()
                .map(|found| found.dateline.text.as_str()),
            metadata,
            head_lines: &parts.date_lines,
            path: source.member.as_deref().unwrap_or(&source.path),
            body: &parts.body,
            order,
        }
    }
}

/// The date with what is doubtful about it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::extract) struct Chosen {
    /// The date.
    pub(in crate::extract) date: ReleaseDate,
    /// In words.
    pub(in crate::extract) warnings: Vec<String>,
}

/// How far a kind of evidence is trusted; the first is trusted most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Trust {
    ReleaseLine,
    Dateline,
    Published,
    Visible,
    Address,
    Folder,
    FileName,
    Lead,
}

#[derive(Debug, Clone)]
struct Candidate {
    mention: DateMention,
    trust: Trust,
    basis: String,
}

impl Candidate {
    fn date(&self) -> PartialDate {
        self.mention.date
    }

    fn is_whole(&self) -> bool {
        self.date().year.is_some() && self.date().day.is_some()
    }

    fn lacks_year(&self) -> bool {
        self.date().year.is_none()
    }
}

/// Chooses the date and says why.
pub(in crate::extract) fn choose(clues: &Clues<'_>) -> Chosen {
    let mut candidates = gather(clues);
    complete_years(&mut candidates, clues);
    let Some(best) = best(&candidates) else {
        return Chosen::default();
    };
    let mut warnings = Vec::new();
    let best = settle_order(best, &candidates, &mut warnings);
    let date = ReleaseDate {
        value: Some(best.date()),
        precision: best.date().precision(),
        basis: Some(best.basis),
    };
    Chosen { date, warnings }
}

/// The candidates, the most trusted first.
fn gather(clues: &Clues<'_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut push = |mention: Option<DateMention>, trust, basis: &str| {
        found.extend(mention.map(|mention| Candidate {
            mention,
            trust,
            basis: basis.to_owned(),
        }));
    };
    let line = |text: Option<&str>| value_date(text?, clues.order);
    push(line(clues.release_line), Trust::ReleaseLine, "release line");
    push(line(clues.dateline), Trust::Dateline, "dateline");
    for dated in &clues.metadata.dates {
        if let Some(trust) = trust_of(dated) {
            push(value_date(&dated.value, clues.order), trust, dated.origin);
        }
    }
    for text in clues.head_lines {
        push(line(Some(text)), Trust::Visible, "date near the headline");
    }
    let plain = |date: Option<PartialDate>| {
        date.map(|date| DateMention {
            date,
            swapped: None,
            weekday: None,
            span: 0..0,
        })
    };
    let url = clues
        .metadata
        .url
        .as_deref()
        .map(without_query)
        .unwrap_or_default();
    push(plain(folder_date(url)), Trust::Address, "address");
    push(plain(file_name_date(url)), Trust::Address, "address");
    push(plain(folder_date(clues.path)), Trust::Folder, "path");
    push(
        plain(file_name_date(clues.path)),
        Trust::FileName,
        "file name",
    );
    push(lead_date(clues), Trust::Lead, "lead");
    found.sort_by_key(|c| c.trust);
    found
}

fn trust_of(dated: &MetadataDate) -> Option<Trust> {
    match dated.kind {
        DateKind::Published => Some(Trust::Published),
        DateKind::Unknown => Some(Trust::Visible),
        DateKind::Modified => None,
    }
}

fn without_query(url: &str) -> &str {
    url.split(['?', '#']).next().unwrap_or(url)
}

/// The first day that the lead speaks of, with the weekday that the lead names.
fn lead_date(clues: &Clues<'_>) -> Option<DateMention> {
    let lead = clues.body.split("\n\n").next().unwrap_or_default();
    dates(lead, clues.order)
        .into_iter()
        .find(|m| m.date.day.is_some())
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

/// The most trusted whole date; failing that a day, then the most precise of the rest.
fn best(candidates: &[Candidate]) -> Option<&Candidate> {
    let whole = candidates.iter().find(|c| c.is_whole());
    whole.or_else(|| {
        candidates
            .iter()
            .min_by_key(|c| match c.date().precision() {
                Precision::Day => 0,
                Precision::Month => 1,
                Precision::Year => 2,
                Precision::None => 3,
            })
    })
}

/// Decides day against month by the other candidates, or warns that nothing decides it.
fn settle_order(best: &Candidate, all: &[Candidate], warnings: &mut Vec<String>) -> Candidate {
    let mut settled = best.clone();
    let Some(swapped) = best.mention.swapped else {
        return settled;
    };
    let is_said = |date: PartialDate| {
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

    struct Case<'a> {
        dateline: Option<&'a str>,
        metadata: &'a [(&'static str, &'a str)],
        path: &'a str,
        body: &'a str,
    }

    const CASE: Case<'_> = Case {
        dateline: None,
        metadata: &[],
        path: "",
        body: "",
    };

    fn chosen(case: &Case<'_>) -> Chosen {
        let dates = case.metadata.iter().map(|(origin, value)| MetadataDate {
            value: (*value).to_owned(),
            origin,
            kind: if *origin == "modified" {
                DateKind::Modified
            } else {
                DateKind::Published
            },
        });
        let metadata = Metadata {
            dates: dates.collect(),
            ..Metadata::default()
        };
        choose(&Clues {
            release_line: None,
            dateline: case.dateline,
            metadata: &metadata,
            head_lines: &[],
            path: case.path,
            body: case.body,
            order: DayMonthOrder::DayFirst,
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
        check(
            &Case {
                metadata: &[("modified", "2021-08-19")],
                ..CASE
            },
            None,
        );
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
    fn the_lead_dates_what_nothing_else_does() {
        let body = "The minister met his guest on Aug. 19.\n\nHe left on Aug. 21.";
        check(&Case { body, ..CASE }, Some(("--08-19", "lead")));
        let path = "in/2020-08-20.txt";
        check(
            &Case { body, path, ..CASE },
            Some(("2020-08-20", "file name")),
        );
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
