//! Lines broken at a fixed width, as typewriters, mail and wires break them, and how they rejoin.

use std::collections::HashSet;

use memchr::memmem;

/// Lines wider than this were not broken for their width, in columns.
const MAX_WIDTH: usize = 120;
/// Texts narrower than this were not broken for their width, in columns.
const MIN_WIDTH: usize = 40;

/// How a text is broken into lines.
#[derive(Debug, Default)]
pub(super) struct Wrapping<'t> {
    /// Columns at which lines were broken; `None` when every line is a paragraph.
    width: Option<usize>,
    /// Words of the text, to tell a hyphen of the break from one of the word.
    words: HashSet<&'t str>,
}

impl<'t> Wrapping<'t> {
    /// Measures a text.
    pub fn of(lines: &[&'t str]) -> Self {
        let full: Vec<(&str, usize)> = lines
            .iter()
            .filter(|l| !l.trim().is_empty())
            .map(|l| (*l, num_columns(l)))
            .collect();
        let mut widths: Vec<usize> = full.iter().map(|(_, width)| *width).collect();
        let num_long = widths.iter().filter(|w| **w > MAX_WIDTH).count();
        widths.retain(|w| *w <= MAX_WIDTH);
        widths.sort_unstable();
        let width = widths.get(widths.len() * 19 / 20).copied().unwrap_or(0);
        // A pair of lines within a paragraph shows wrapping by an end without a stop.
        let inner = full.iter().filter(|(_, own)| 10 * own > 7 * width);
        let (mut num_inner, mut num_stopped) = (0, 0);
        for (line, _) in inner {
            num_inner += 1;
            num_stopped += usize::from(ends_sentence(line));
        }
        let is_wrapped =
            width >= MIN_WIDTH && num_long * 4 < full.len() && num_stopped * 10 < num_inner * 7;
        // Only the words of lines that end in a hyphen are looked for.
        let words = if is_wrapped && lines.iter().any(|l| l.trim_end().ends_with('-')) {
            lines
                .iter()
                .flat_map(|l| l.split(|c: char| !c.is_alphabetic() && c != '-'))
                .collect()
        } else {
            HashSet::new()
        };
        Self {
            width: is_wrapped.then_some(width),
            words,
        }
    }

    /// Whether `next` goes on with the paragraph of `line`, with no blank line between.
    pub fn continues(&self, line: &str, next: &str) -> bool {
        let Some(width) = self.width else {
            return false;
        };
        let own = num_columns(line.trim_end());
        let is_indented = indent(next) > indent(line) + 1;
        let hangs = indent(next) > 0 && indent(line) == 0 && is_indented;
        if own > MAX_WIDTH || hangs && ends_sentence(line) || is_indented {
            return false;
        }
        if ends_in_hyphen(line) && next.trim_start().starts_with(char::is_lowercase) {
            return true;
        }
        let first = next.split_whitespace().next().unwrap_or_default();
        // The next word would have fitted: the line was ended on purpose.
        own + 1 + num_columns(first).min(12) + width / 8 > width && !is_mark(next)
    }
}

/// Whether a line ends inside a word.
fn ends_in_hyphen(line: &str) -> bool {
    line.strip_suffix('-')
        .is_some_and(|head| head.ends_with(char::is_alphabetic))
}

/// Release lines and end marks stand alone.
fn is_mark(line: &str) -> bool {
    !line.chars().any(char::is_alphabetic)
}

/// Joins the lines of a paragraph, white space folded.
pub(super) fn join_lines(lines: &[&str], wrapping: &Wrapping<'_>) -> String {
    let mut text = String::with_capacity(lines.iter().map(|l| l.len() + 1).sum());
    for line in lines {
        push_line(&mut text, line, wrapping);
    }
    text
}

/// Goes on with a paragraph by a line, white space folded.
pub(super) fn push_line(text: &mut String, line: &str, wrapping: &Wrapping<'_>) {
    let line = line.trim();
    if line.is_empty() {
        return;
    }
    let first = line.find(char::is_whitespace).unwrap_or(line.len());
    let (first, rest) = line.split_at(first);
    push_word(text, first, wrapping);
    if is_folded(rest) {
        return text.push_str(rest);
    }
    for word in rest.split_whitespace() {
        text.push(' ');
        text.push_str(word);
    }
}

/// Whether a text of ASCII has single blanks and no other white space.
fn is_folded(text: &str) -> bool {
    let is_shown = |b: u8| (b' '..0x7f).contains(&b);
    text.bytes().all(is_shown) && memmem::find(text.as_bytes(), b"  ").is_none()
}

/// Appends the first word of a line to what came before.
fn push_word(text: &mut String, word: &str, wrapping: &Wrapping<'_>) {
    let Some(last) = text.chars().next_back() else {
        return text.push_str(word);
    };
    let next = word.chars().next().unwrap_or(' ');
    let head = text
        .strip_suffix('-')
        .and_then(|t| t.rsplit(|c: char| !c.is_alphabetic()).next());
    match head {
        Some(head) if !head.is_empty() && next.is_lowercase() => {
            let tail: String = word.chars().take_while(|c| c.is_alphabetic()).collect();
            if wrapping.words.contains(format!("{head}{tail}").as_str()) {
                text.pop();
            }
        }
        _ if is_wide(last) && is_wide(next) => {}
        _ => text.push(' '),
    }
    text.push_str(word);
}

pub(super) fn ends_sentence(line: &str) -> bool {
    let line = line
        .trim_end()
        .trim_end_matches(['"', '”', '»', '’', '\'', ')', '」', '』']);
    line.ends_with(['.', '!', '?', '…', '。', '！', '？', ':'])
}

fn indent(line: &str) -> usize {
    line.chars()
        .take_while(|c| c.is_whitespace())
        .map(|c| if c == '\t' { 4 } else { 1 })
        .sum()
}

/// The columns that a line takes on a terminal: wide characters take two.
pub(super) fn num_columns(line: &str) -> usize {
    if line.is_ascii() {
        line.len()
    } else {
        line.chars().map(|c| 1 + usize::from(is_wide(c))).sum()
    }
}

/// Characters of scripts written without blanks between words: Han, kana and their punctuation.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FF60}' | '\u{20000}'..='\u{3FFFF}')
}
