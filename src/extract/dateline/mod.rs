//! The dateline: where, when and by which wire a release was filed, and where its lead begins.
//!
//! Read: the forms of the AP and Reuters style books, of the commercial wires, of East Asian and of
//! post-Soviet agencies, and a line of its own (`Brussels, 16 July 2021`). Prose is let be: a form
//! without a date or a wire needs a place that shouts or that is known to stand alone.

mod place;
mod tables;

use crate::release::Dateline;

use super::date::{DateMention, DayMonthOrder, dates};
use place::{Place, folded_words, read_place};

/// A dateline at the start of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FiledFrom {
    /// What the record shows.
    pub(super) dateline: Dateline,
    /// The state or country as written: `N.C.`, `Saint Vincent and the Grenadines`.
    pub(super) region: Option<String>,
    /// Byte offset in the paragraph of the first word of the lead.
    pub(super) lead_start: usize,
}

/// A dateline is never longer than this many bytes.
const MAX_BYTES: usize = 240;
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
    let window = &paragraph[..paragraph.floor_char_boundary(MAX_BYTES)];
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
    let is_apart = before.ends_with(|c: char| c.is_whitespace() || matches!(c, ')' | '/' | '）'));
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
    let country = parts
        .place
        .as_ref()
        .and_then(|p| p.country)
        .map(str::to_owned);
    let (place, region) = parts
        .place
        .map_or((None, None), |p| (Some(p.name), p.region));
    Some(FiledFrom {
        dateline: Dateline {
            text: paragraph[..ending.next].trim().to_owned(),
            place,
            country,
            date: parts.date.map(|m| m.date),
            wire: parts.wire,
        },
        region,
        lead_start: ending.next,
    })
}

/// What stands between the commas and brackets of a dateline.
struct Parts {
    place: Option<Place>,
    date: Option<DateMention>,
    wire: Option<String>,
    is_known_wire: bool,
}

impl Parts {
    fn read(text: &str, order: DayMonthOrder) -> Option<Self> {
        let mut found = dates(text, order);
        if found.len() > 1 {
            return None;
        }
        let date = found.pop();
        let (mut rest, marks) = without_marks(text, date.as_ref());
        let mut wire = None;
        let mut is_known_wire = false;
        for mark in marks {
            let folded = folded_words(&mark);
            if folded.is_empty() {
                continue;
            }
            if wire.is_some() || folded.split(' ').count() > 5 {
                return None;
            }
            let known = wire_of(&folded);
            if known.is_none() && rest.trim_matches([' ', ',', PART, TAKEN]).is_empty() {
                // `(New York)`: the place stands in the brackets.
                rest = mark;
                continue;
            }
            is_known_wire = known.is_some();
            wire = known.map(str::to_owned).or(Some(mark.trim().to_owned()));
        }
        let (mut items, has_one_place) = items(&rest);
        if let Some(known) = items.last().and_then(|item| wire_of(&folded_words(item))) {
            items.pop();
            wire.get_or_insert_with(|| known.to_owned());
            is_known_wire = true;
        } else if !has_one_place {
            return None;
        }
        let place = if items.is_empty() {
            None
        } else {
            Some(read_place(&items)?)
        };
        (place.is_some() || date.is_some()).then_some(Self {
            place,
            date,
            wire,
            is_known_wire,
        })
    }

    /// Whether the parts and what follows them make a dateline and not the start of a sentence.
    fn is_believable(&self, end: End, lead: &str) -> bool {
        let has_year = self.date.as_ref().is_some_and(|m| m.date.year.is_some());
        let has_day = self.date.as_ref().is_some_and(|m| m.date.day.is_some());
        let Some(place) = &self.place else {
            return has_year && has_day && end == End::Dash && opens_sentence(lead);
        };
        let is_sure = place.is_shouting || place.is_known;
        let by_itself = has_day || self.is_known_wire || (self.wire.is_some() && is_sure);
        match end {
            End::Line => has_day,
            End::Stop => {
                (opens_sentence(lead) && has_day && (has_year || place.is_shouting))
                    || (self.is_known_wire && has_day)
            }
            End::Dash if self.is_known_wire => true,
            End::Dash if !opens_sentence(lead) => false,
            End::Dash => by_itself || (is_sure && !shouts_on(lead)),
        }
    }
}

/// Stands for a sign that parts.
const PART: char = '\u{1}';
/// Stands for a date or mark taken out.
const TAKEN: char = '\u{2}';

/// The parts that are left, and whether they all stand on one side of what was taken out.
fn items(rest: &str) -> (Vec<&str>, bool) {
    let chunks: Vec<Vec<&str>> = rest
        .split(TAKEN)
        .map(|chunk| {
            let parts = chunk.split([',', ';', '|', '、', '，', PART]);
            parts.filter(|item| !is_filler(item)).collect()
        })
        .filter(|chunk: &Vec<&str>| !chunk.is_empty())
        .collect();
    let num_chunks = chunks.len();
    (chunks.concat(), num_chunks <= 1)
}

/// The text without its date and without what stands in brackets or between slashes, and the latter.
fn without_marks(text: &str, date: Option<&DateMention>) -> (String, Vec<String>) {
    let mut rest = String::with_capacity(text.len());
    let mut marks = Vec::new();
    let mut open: Option<(char, String)> = None;
    let mut last_letters = 0;
    for (at, c) in text.char_indices() {
        if let Some(mention) = date.filter(|m| m.span.contains(&at)) {
            if at == mention.span.start && open.is_none() {
                rest.push(TAKEN);
            }
            continue;
        }
        match (&mut open, c) {
            (None, '(' | '（' | '[') => open = Some((')', String::new())),
            (None, '/') => open = Some(('/', String::new())),
            (Some((closing, mark)), c) => {
                if c == *closing || (*closing == ')' && matches!(c, '）' | ']')) {
                    marks.push(std::mem::take(mark));
                    rest.push(TAKEN);
                    open = None;
                } else {
                    mark.push(c);
                }
            }
            // A full stop behind a long word parts (`ASTANA. 19 August`), behind a short one it abbreviates.
            (None, '.') if last_letters >= 4 => rest.push(PART),
            (None, c) if is_dash(c) && c != '-' => rest.push(PART),
            (None, c) => rest.push(c),
        }
        last_letters = if c.is_alphabetic() {
            last_letters + 1
        } else {
            0
        };
    }
    if let Some((_, mark)) = open {
        rest.push_str(&mark);
    }
    (rest.replace("--", "\u{1}").replace(" - ", "\u{1}"), marks)
}

/// Between the parts of a date: an empty part, `le`, `den`, a weekday, `г.`.
fn is_filler(item: &str) -> bool {
    let folded = folded_words(item);
    matches!(
        folded.as_str(),
        "" | "le"
            | "den"
            | "am"
            | "the"
            | "el"
            | "il"
            | "г"
            | "года"
            | "года г"
            | "r"
            | "р"
            | "жыл"
    ) || folded.split(' ').all(super::date::is_weekday)
}

fn wire_of(folded: &str) -> Option<&'static str> {
    tables::wire(folded)
}

/// The text goes on as a sentence begins: a capital, a digit, a quote, or a script without case.
fn opens_sentence(lead: &str) -> bool {
    let first = lead.chars().next();
    first.is_none_or(|c| !c.is_lowercase() && !matches!(c, ',' | ';' | ')' | '.'))
}

/// The first two words shout: a headline goes on, not a lead.
fn shouts_on(lead: &str) -> bool {
    let mut words = lead.split_whitespace().take(2);
    let shouts = |word: Option<&str>| {
        word.is_some_and(|w| {
            w.chars().filter(|c| c.is_alphabetic()).count() > 2
                && !w.chars().any(char::is_lowercase)
        })
    };
    shouts(words.next()) && shouts(words.next())
}

/// `新华社北京8月19日电`: agency, place and date without a sign between them.
fn agency_opening(window: &str, order: DayMonthOrder) -> Option<FiledFrom> {
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
        lead_start,
    })
}

#[cfg(test)]
mod tests;
