//! Place, date and wire of a dateline, and whether they make one.

use crate::extract::date::{DateMention, DayMonthOrder, dates, is_weekday};

use super::place::{Place, folded_words, read_place};
use super::{End, is_dash, tables};

/// What stands between the commas and brackets of a dateline.
pub(super) struct Parts {
    /// Where.
    pub(super) place: Option<Place>,
    /// When.
    pub(super) date: Option<DateMention>,
    /// By which wire.
    pub(super) wire: Option<String>,
    /// The wire is one of the table.
    pub(super) is_known_wire: bool,
    /// A colon stands in it: `Last updated: 20 January 2025`.
    is_labelled: bool,
}

impl Parts {
    /// Reads a text that may be a dateline without its end.
    pub(super) fn read(text: &str, order: DayMonthOrder) -> Option<Self> {
        let mut found = dates(text, order);
        if found.is_empty() {
            // Wires also write the month small (`Caracas, march 11`), which in prose is no month.
            found = dates(&with_capitals(text), order);
        }
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
            is_labelled: text.contains(':'),
        })
    }

    /// Whether the place shouts, is known to stand alone or has its state behind it.
    pub(super) fn is_sure(&self) -> bool {
        let is_sure = |place: &Place| place.is_shouting || place.is_known;
        self.place.as_ref().is_some_and(is_sure)
    }

    /// Whether the parts and what follows them make a dateline and not the start of a sentence.
    pub(super) fn is_believable(&self, end: End, lead: &str) -> bool {
        let has_year = self.date.as_ref().is_some_and(|m| m.date.year.is_some());
        let has_day = self.date.as_ref().is_some_and(|m| m.date.day.is_some());
        let Some(place) = &self.place else {
            return has_year && has_day && end == End::Dash && opens_sentence(lead);
        };
        let is_sure = self.is_sure();
        let by_itself = has_day || self.is_known_wire || (self.wire.is_some() && is_sure);
        match end {
            End::Line => has_day && (is_sure || !self.is_labelled),
            End::Stop => {
                (opens_sentence(lead) && has_day && (has_year || place.is_shouting))
                    || (self.is_known_wire && has_day)
            }
            End::Dash if self.is_known_wire => true,
            End::Dash if !opens_sentence(lead) => false,
            End::Dash => {
                by_itself || (is_sure && !shouts_on(lead) && (place.is_known || is_lead(lead)))
            }
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
            let parts = chunk.split([',', ';', '|', '、', '，', '،', PART]);
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
            | "року"
            | "жыл"
    ) || folded.split(' ').all(is_weekday)
}

fn wire_of(folded: &str) -> Option<&'static str> {
    tables::wire(folded)
}

/// The text goes on as a sentence begins: a capital, a digit, a quote, or a script without case.
fn opens_sentence(lead: &str) -> bool {
    let first = lead.chars().next();
    first.is_none_or(|c| !c.is_lowercase() && !matches!(c, ',' | ';' | ')' | '.'))
}

/// The text with a capital behind each comma; as long as it was, since only ASCII letters change.
fn with_capitals(text: &str) -> String {
    let mut is_first = false;
    text.chars()
        .map(|c| {
            let shown = if is_first { c.to_ascii_uppercase() } else { c };
            is_first = c == ',' || (is_first && c == ' ');
            shown
        })
        .collect()
}

/// Long enough for a lead: the rest of a headline is shorter.
fn is_lead(lead: &str) -> bool {
    lead.chars().count() >= 60 || lead.ends_with(['.', '!', '?', '。', '"', '”'])
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
