//! The place of a query that a warning is about, marked below it.

use std::ops::Range;

use super::plain::{is_dangerous, width};

/// The columns of a query that are shown around the place.
const MAX_COLUMNS: usize = 72;

/// The columns that are shown before a place deep in a long query.
const COLUMNS_BEFORE: usize = 24;

/// Two lines: the query, or the stretch of it around the place, and carets below the place.
///
/// A place that is no stretch of the query, and a query of no visible character, give nothing.
pub fn caret_lines(query: &str, span: &Range<usize>) -> Option<[String; 2]> {
    let (before, marked) = (query.get(..span.start)?, query.get(span.clone())?);
    let before = visible(before);
    let cut = before.char_indices().rev().map(|(at, _)| at);
    let cut = cut
        .take_while(|at| width(&before[*at..]) <= COLUMNS_BEFORE)
        .last();
    let (opening, before) = match cut {
        Some(cut) if cut > 0 => ("…", &before[cut..]),
        _ => ("", before.as_str()),
    };
    let rest = format!("{}{}", visible(marked), visible(&query[span.end..]));
    let free = MAX_COLUMNS.saturating_sub(width(opening) + width(before));
    let shown = super::plain::fit(&rest, free);
    let num_carets = width(&visible(marked)).clamp(1, width(&shown).max(1));
    let indent = width(opening) + width(before);
    let line = format!("{opening}{before}{shown}");
    (!line.trim().is_empty()).then(|| {
        [
            line,
            format!("{}{}", " ".repeat(indent), "^".repeat(num_carets)),
        ]
    })
}

/// The text with one harmless character for each of its own.
fn visible(text: &str) -> String {
    let harmless = |c: char| match c {
        c if c.is_whitespace() => ' ',
        c if is_dangerous(c) => '\u{FFFD}',
        c => c,
    };
    text.chars().map(harmless).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(query: &str, marked: &str, expected: &[&str]) {
        let start = query.find(marked).expect("the place");
        let lines = caret_lines(query, &(start..start + marked.len()));
        assert_eq!(lines.map(Vec::from).unwrap_or_default(), expected);
    }

    #[test]
    fn carets_stand_below_the_place() {
        check("oil (gas", "(", &["oil (gas", "    ^"]);
        check("a contry:KZ", "contry:", &["a contry:KZ", "  ^^^^^^^"]);
        check("東京 \"gas", "\"", &["東京 \"gas", "     ^"]);
        check("a\n\u{1b}[2J(b", "(", &["a \u{FFFD}[2J(b", "      ^"]);
    }

    #[test]
    fn of_a_long_query_the_stretch_around_the_place_is_shown() {
        let query = format!("{}(gas {}", "oil ".repeat(50), "tar ".repeat(50));
        let start = query.find('(').expect("the place");
        let [line, carets] = caret_lines(&query, &(start..start + 1)).expect("lines");
        assert!(line.starts_with("…oil") && line.ends_with('…'), "{line}");
        assert!(width(&line) <= MAX_COLUMNS, "{line}");
        assert_eq!(line.chars().nth(carets.chars().count() - 1), Some('('));
    }

    proptest! {
        #[test]
        fn every_place_of_every_query_can_be_shown(query in "\\PC{0,100}", a in 0usize..100, b in 0usize..100) {
            if let Some([line, carets]) = caret_lines(&query, &(a.min(b)..a.max(b))) {
                prop_assert!(width(&line) <= MAX_COLUMNS);
                prop_assert!(width(&carets) <= MAX_COLUMNS + 1);
            }
        }
    }
}
