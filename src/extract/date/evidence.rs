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
    /// A line by itself that says a date, next to the headline.
    DateLine,
    /// A dated element anywhere on the page.
    Dated,
    Address,
    /// A date in a short line of the page.
    Seen,
    Folder,
    FileName,
    /// The day of the last change: a release is no younger, so it dates what nothing else does.
    Modified,
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

/// The candidates, the most trusted first.
pub(super) fn gather(clues: &Clues<'_>) -> Vec<Candidate> {
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
    for text in clues.head_lines {
        push(line(Some(text)), Trust::DateLine, "date near the headline");
    }
    for dated in &clues.metadata.dates {
        push(
            value_date(&dated.value, clues.order),
            trust_of(dated, clues.order),
            dated.origin,
        );
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

fn trust_of(dated: &MetadataDate, order: DayMonthOrder) -> Trust {
    if dated.kind == DateKind::Modified || speaks_of_change(&dated.value) {
        return Trust::Modified;
    }
    match (dated.kind, dated.origin) {
        (DateKind::Published, _) => Trust::Published,
        (_, "visible") if is_date_line(&dated.value, order) => Trust::DateLine,
        (_, "visible") => Trust::Seen,
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

/// `Updated 5 May 2021`; a line that also says when it was published is not one of change alone.
fn speaks_of_change(value: &str) -> bool {
    if !value.contains(|c: char| c.is_alphabetic()) {
        return false;
    }
    let folded = fold(value);
    let first_change = CHANGE_WORDS
        .iter()
        .filter_map(|word| folded.find(word))
        .min();
    let first_digit = folded.find(|c: char| c.is_ascii_digit());
    first_change.is_some_and(|at| first_digit.is_none_or(|digit| at < digit))
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
