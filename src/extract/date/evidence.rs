//! All that can date a release, read and put in the order of trust.

use crate::clean::{DateKind, Metadata, MetadataDate};
use crate::extract::notice::is_release_line;
use crate::extract::sections::{Sections, is_date_line};
use crate::release::{PartialDate, Source};
use crate::text::fold::fold;

use super::address::{file_name_date, folder_date};
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
    ReleaseLine,
    Dateline,
    Published,
    /// Shown beside the headline.
    Shown,
    /// A line by itself that says a date, elsewhere on the page.
    DateLine,
    /// A dated element elsewhere on the page.
    Dated,
    Address,
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
}

impl Candidate {
    pub(super) fn date(&self) -> PartialDate {
        self.mention.date
    }

    pub(super) fn is_whole(&self) -> bool {
        self.date().year.is_some() && self.date().day.is_some()
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
    found.sort_by_key(|c| (c.trust, c.distance.map(farness)));
    found
}

/// Lines of the head of the document that say a date.
fn shown_above_text<'c>(clues: &'c Clues<'_>) -> impl Iterator<Item = Candidate> + 'c {
    // The head is a handful of lines; which of them stood where is no longer known.
    const DISTANCE: i32 = 3;
    let lines = clues.head_lines.iter();
    lines.filter_map(|text| {
        Some(Candidate {
            mention: value_date(text, clues.order)?,
            trust: Trust::Shown,
            basis: "date near the headline".to_owned(),
            distance: Some(DISTANCE),
        })
    })
}

fn of_page_date(dated: &MetadataDate, order: DayMonthOrder) -> Option<Candidate> {
    let mention = value_date(&dated.value, order)?;
    Some(Candidate {
        trust: trust_of(dated, &mention, order),
        basis: dated.origin.to_owned(),
        distance: dated.distance,
        mention,
    })
}

/// The order of nearness: what stands above the headline more often belongs to something else.
fn farness(distance: i32) -> u32 {
    let above = if distance < 0 { 3 } else { 0 };
    distance.unsigned_abs() + above
}

fn trust_of(dated: &MetadataDate, mention: &DateMention, order: DayMonthOrder) -> Trust {
    let before = dated.value.get(..mention.span.start).unwrap_or_default();
    if dated.kind == DateKind::Modified || speaks_of_change(&dated.label, before) {
        return Trust::Modified;
    }
    let is_near = dated.distance.is_some_and(|d| (-3..=8).contains(&d));
    match (dated.kind, dated.origin) {
        (DateKind::Published, _) => Trust::Published,
        (_, "picture address") => Trust::Picture,
        (_, "visible") if is_date_line(&dated.value, order) => match is_near {
            true => Trust::Shown,
            false => Trust::DateLine,
        },
        (_, "visible") => Trust::Seen,
        _ if is_near => Trust::Shown,
        _ => Trust::Dated,
    }
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

/// Whether what stands before a date says that it is one of change: its label (`Last updated:`) and
/// the part of its value before it; of several such words the last counts.
fn speaks_of_change(label: &str, before: &str) -> bool {
    let said = format!("{label} {before}");
    let said = fold(&said);
    let last = |words: &[&str]| words.iter().filter_map(|word| said.rfind(word)).max();
    last(CHANGE_WORDS).is_some_and(|at| last(PUBLISH_WORDS).is_none_or(|other| other < at))
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
