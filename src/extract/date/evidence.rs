//! All that can date a release, read and put in the order of trust.

use crate::clean::Metadata;
use crate::extract::notice::is_release_line;
use crate::extract::sections::Sections;
use crate::release::{PartialDate, Source};

use super::address::{file_name_date, folder_date};
use super::page::of_page_date;
use super::value::value_date;
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

/// How far a kind of evidence is trusted; the first is trusted most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Trust {
    SiteRule,
    ReleaseLine,
    Dateline,
    Published,
    /// Shown beside the headline.
    Shown,
    /// At one end of a short line below the headline.
    Byline,
    Address,
    /// Shown beside the headline as the day of the last change.
    ShownChange,
    /// A line by itself that says a date, elsewhere on the page.
    DateLine,
    /// A dated element elsewhere on the page.
    Dated,
    /// A date in a short line of the page.
    Seen,
    Folder,
    FileName,
    /// The day of the last change: a release is no younger, so it dates what nothing else does.
    Modified,
    /// The address of its picture, which was put there for it or long before.
    Picture,
    Lead,
}

#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// The date with its other readings.
    pub(super) mention: DateMention,
    /// How far it is trusted.
    pub(super) trust: Trust,
    /// Where it stood, in words.
    pub(super) basis: String,
    /// Pieces of text from the headline down to it; none for what is not shown.
    pub(super) distance: Option<i32>,
    /// It is a stamp with an offset from universal time.
    pub(super) is_local: bool,
    /// Its label says that it is the day of publication.
    pub(super) is_said_published: bool,
    /// It stands alone on its line.
    pub(super) is_line: bool,
}

impl Candidate {
    pub(super) fn date(&self) -> PartialDate {
        self.mention.date
    }

    /// The first day that it can be, if it has a year, as a Julian day.
    pub(super) fn first_day(&self) -> Option<i32> {
        self.date()
            .day_range()
            .map(|(first, _)| first.to_julian_day())
    }

    pub(super) fn is_whole(&self) -> bool {
        self.date().year.is_some() && self.date().day.is_some()
    }

    /// Whether it is this day, or would be with day and month exchanged.
    pub(super) fn may_be(&self, date: PartialDate) -> bool {
        let (own, other) = (self.date(), date);
        own == date || (own.year, own.month, own.day) == (other.year, other.day, other.month)
    }

    pub(super) fn is_of_change(&self) -> bool {
        matches!(self.trust, Trust::ShownChange | Trust::Modified)
    }

    pub(super) fn lacks_year(&self) -> bool {
        self.date().year.is_none()
    }
}

/// The candidates, the most trusted first; of those shown beside the headline the nearest first.
pub(super) fn gather(clues: &Clues<'_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut push = |mention: Option<DateMention>, trust, basis: &str| {
        found.extend(mention.map(|mention| Candidate {
            mention,
            trust,
            basis: basis.to_owned(),
            distance: None,
            is_local: false,
            is_said_published: false,
            is_line: false,
        }));
    };
    let line = |text: Option<&str>| value_date(text?, clues.order);
    push(line(clues.release_line), Trust::ReleaseLine, "release line");
    push(line(clues.dateline), Trust::Dateline, "dateline");
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
    found.extend(shown_above_text(clues));
    let of_page = clues.metadata.dates.iter();
    found.extend(of_page.filter_map(|dated| of_page_date(dated, clues.order)));
    found.sort_by_key(|c| (c.trust, !c.is_said_published, farness(c.distance)));
    found
}

/// Lines of the head of the document that say a date.
fn shown_above_text<'c>(clues: &'c Clues<'_>) -> impl Iterator<Item = Candidate> + 'c {
    let lines = clues.head_lines.iter();
    lines.filter_map(|text| {
        Some(Candidate {
            mention: value_date(text, clues.order)?,
            trust: Trust::Shown,
            basis: "date near the headline".to_owned(),
            distance: None,
            is_local: false,
            is_said_published: false,
            is_line: false,
        })
    })
}

/// The order of nearness: what stands above the headline more often belongs to something else.
fn farness(distance: Option<i32>) -> u32 {
    // Of the head of a document it is not known which line stood where; it is a handful of lines.
    let Some(distance) = distance else { return 3 };
    let above = if distance < 0 { 3 } else { 0 };
    distance.unsigned_abs() + above
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
