//! Untrusted text on its way to a terminal or a text file.

use std::borrow::Cow;

use unicode_width::UnicodeWidthChar;

/// The text on one line with nothing in it that moves a cursor or turns the direction of writing.
///
/// Runs of white space become one space; other control characters, bidirectional controls
/// (UAX #9, section 2) and invisible marks are shown as `�`.
pub fn one_line(text: &str) -> Cow<'_, str> {
    let clean = |c: char| !is_dangerous(c) && (c == ' ' || !c.is_whitespace());
    if text.chars().all(clean) && !text.contains("  ") {
        return Cow::Borrowed(text);
    }
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_whitespace() {
            if !line.ends_with(' ') {
                line.push(' ');
            }
        } else {
            line.push(if is_dangerous(c) { '\u{FFFD}' } else { c });
        }
    }
    Cow::Owned(line)
}

/// The text with its line breaks and tabs, and nothing else that moves a cursor.
pub fn many_lines(text: &str) -> Cow<'_, str> {
    let clean = |c: char| matches!(c, '\n' | '\t') || !is_dangerous(c);
    if text.chars().all(clean) {
        return Cow::Borrowed(text);
    }
    let safe = text.chars().map(|c| if clean(c) { c } else { '\u{FFFD}' });
    Cow::Owned(safe.collect())
}

/// Characters that a terminal obeys or that hide what a reader sees.
pub(super) fn is_dangerous(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{061C}' | '\u{200B}' | '\u{200E}' | '\u{200F}'
            | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E007F}')
}

/// The columns that a text takes on a terminal.
pub fn width(text: &str) -> usize {
    text.chars().filter_map(UnicodeWidthChar::width).sum()
}

/// The text cut to a width, with `…` when something is cut.
pub fn fit(text: &str, columns: usize) -> Cow<'_, str> {
    if width(text) <= columns {
        return Cow::Borrowed(text);
    }
    let mut used = 1;
    let mut short = String::new();
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used > columns {
            break;
        }
        short.push(c);
    }
    short.push('…');
    Cow::Owned(short)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(one_line(text), expected);
    }

    #[test]
    fn escape_sequences_lose_their_escape() {
        check("\u{1b}[2Jhello", "\u{FFFD}[2Jhello");
        check("\u{9b}31mred", "\u{FFFD}31mred");
        check("bell\u{7}", "bell\u{FFFD}");
    }

    #[test]
    fn direction_marks_are_shown() {
        check("abc\u{202E}fdp.exe", "abc\u{FFFD}fdp.exe");
    }

    #[test]
    fn white_space_folds_to_one_space() {
        check("a\r\n b\t\tc", "a b c");
        check("Алматы — 阿拉木图", "Алматы — 阿拉木图");
    }

    #[test]
    fn paragraphs_keep_their_breaks() {
        assert_eq!(many_lines("a\n\nb\u{1b}c"), "a\n\nb\u{FFFD}c");
    }

    #[test]
    fn wide_characters_count_two_columns() {
        assert_eq!(width("阿拉木图"), 8);
        assert_eq!(fit("阿拉木图", 5), "阿拉…");
        assert_eq!(fit("abc", 3), "abc");
    }
}
