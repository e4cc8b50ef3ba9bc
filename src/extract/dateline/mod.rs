//! The dateline: where, when and by which wire a release was filed, and where its lead begins.
//!
//! Read: the forms of the AP and Reuters style books, of the commercial wires, of East Asian and of
//! post-Soviet agencies, and a line of its own (`Brussels, 16 July 2021`). Prose is let be: a form
//! without a date or a wire needs a place that shouts or that is known to stand alone.

mod parts;
mod place;
mod tables;

use crate::release::Dateline;
use crate::text::prefix::prefix;

use super::date::{DayMonthOrder, dates};
use parts::Parts;

/// A dateline at the start of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FiledFrom {
    /// What the record shows.
    pub(super) dateline: Dateline,
    /// The state or country as written: `N.C.`, `Saint Vincent and the Grenadines`.
    pub(super) region: Option<String>,
    /// The place shouts, is known to stand alone or has its state behind it.
    pub(super) is_sure: bool,
    /// Byte offset in the paragraph of the first word of the lead.
    pub(super) lead_start: usize,
}

/// A dateline is never longer than this many bytes.
pub(super) const MAX_BYTES: usize = 240;
/// Nor does it hold more ends of parts than this.
const MAX_ENDS: usize = 8;

/// How a dateline ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// A dash of any kind.
    Dash,
    /// A full stop or colon.
    Stop,
    /// The end of the paragraph.
    Line,
}

/// The end of a possible dateline: `[..at]` is the dateline, `[next..]` the text.
#[derive(Debug, Clone, Copy)]
struct Ending {
    end: End,
    at: usize,
    next: usize,
}

/// Reads the dateline that a paragraph begins with. Looks at its first 240 bytes only.
pub(super) fn filed_from(paragraph: &str, order: DayMonthOrder) -> Option<FiledFrom> {
    let window = prefix(paragraph, MAX_BYTES);
    let read = |ending: &Ending| filing(paragraph, *ending, order);
    if let Some(found) = agency_opening(window, order) {
        return Some(found);
    }
    let (lines, inner): (Vec<_>, Vec<_>) = endings(window, paragraph.len())
        .into_iter()
        .partition(|ending| ending.end == End::Line);
    let inner = inner.iter().filter_map(read).next_back();
    let is_dated = |found: &FiledFrom| found.dateline.date.is_some();
    // `Astana – 19 August 2021` is one dateline and not a place before its lead.
    inner
        .clone()
        .filter(is_dated)
        .or_else(|| lines.iter().find_map(read))
        .or(inner)
}

/// Every place where a dateline could end, in order.
fn endings(window: &str, num_bytes: usize) -> Vec<Ending> {
    let mut found = Vec::new();
    let mut skip_to = 0;
    for (at, c) in window.char_indices() {
        if at < skip_to || found.len() == MAX_ENDS {
            continue;
        }
        let rest = &window[at..];
        let end = match c {
            '–' | '—' | '―' | '−' | '-' | '_' if is_parting_dash(&window[..at], rest) => {
                End::Dash
            }
            '.' | ':' | '。' | '：' if is_stop(rest, c) => End::Stop,
            _ => continue,
        };
        let is_end_mark = |c: char| {
            c.is_whitespace()
                || if end == End::Dash {
                    is_dash(c)
                } else {
                    ".:。：".contains(c)
                }
        };
        let next = at + rest.find(|c| !is_end_mark(c)).unwrap_or(rest.len());
        found.push(Ending { end, at, next });
        skip_to = next;
    }
    if num_bytes <= window.len() {
        found.push(Ending {
            end: End::Line,
            at: num_bytes,
            next: num_bytes,
        });
    }
    found
}

fn is_dash(c: char) -> bool {
    matches!(c, '–' | '—' | '―' | '−' | '-' | '_')
}

/// A hyphen parts only when it is doubled or stands apart (`Jan 5 -`); a long dash always does.
fn is_parting_dash(before: &str, rest: &str) -> bool {
    let mut chars = rest.chars();
    let first = chars.next();
    let second = chars.next();
    if !matches!(first, Some('-' | '_')) {
        return true;
    }
    let is_apart =
        before.ends_with(|c: char| c.is_whitespace() || matches!(c, ')' | '/' | '）' | '.'));
    second == first || (is_apart && second.is_none_or(char::is_whitespace))
}

fn is_stop(rest: &str, c: char) -> bool {
    !c.is_ascii() || rest[1..].starts_with(char::is_whitespace)
}

/// Reads `[..ending.at]` as a dateline, when it is one and the text goes on as a lead does.
fn filing(paragraph: &str, ending: Ending, order: DayMonthOrder) -> Option<FiledFrom> {
    let text = paragraph[..ending.at].trim();
    let lead = &paragraph[ending.next..];
    let parts = Parts::read(text, order)?;
    if !parts.is_believable(ending.end, lead) {
        return None;
    }
    let is_sure = parts.is_sure();
    let (place, region) = parts
        .place
        .map_or((None, None), |p| (Some(p.name), p.region));
    // `BOQUETE (Panama)`: whether it is a place or a wire, the gazetteer tells.
    let region = region.or_else(|| parts.wire.clone().filter(|_| !parts.is_known_wire));
    Some(FiledFrom {
        dateline: Dateline {
            text: paragraph[..ending.next].trim().to_owned(),
            place,
            country: None,
            date: parts.date.map(|m| m.date),
            wire: parts.wire,
        },
        region,
        is_sure,
        lead_start: ending.next,
    })
}

/// `新华社北京8月19日电`: agency, place and date without a sign between them.
fn agency_opening(window: &str, order: DayMonthOrder) -> Option<FiledFrom> {
    if !window.contains(['电', '電']) {
        return None;
    }
    let mention = dates(window, order).into_iter().next()?;
    let after = window.get(mention.span.end..)?;
    let rest = after
        .strip_prefix('电')
        .or_else(|| after.strip_prefix('電'))?;
    let before = window.get(..mention.span.start)?;
    let split = before.char_indices().nth(3).map(|(at, _)| at)?;
    let wire = tables::wire(before.get(..split)?)?;
    let place = before.get(split..)?.trim();
    (place.chars().count() <= 12).then_some(())?;
    let lead = rest.trim_start_matches([' ', '\u{3000}', '：', '（']);
    let lead_start = window.len() - lead.len();
    Some(FiledFrom {
        dateline: Dateline {
            text: window[..lead_start].trim().to_owned(),
            place: (!place.is_empty()).then(|| place.to_owned()),
            country: None,
            date: Some(mention.date),
            wire: Some(wire.to_owned()),
        },
        region: None,
        is_sure: true,
        lead_start,
    })
}

#[cfg(test)]
mod tests;
