//! Tells lines of chrome by their wording, against the tables of [`phrases`](super::phrases).

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, Anchored, Input, MatchKind, StartKind};

use super::phrases::{self, Phrases};
use crate::text::fold::fold;

/// What a line opens by its wording.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Wording {
    /// The line itself is chrome.
    pub is_chrome: bool,
    /// Links to other pages follow.
    pub opens_related: bool,
    /// Nothing of the content follows.
    pub opens_end: bool,
}

/// Longer lines are text whatever they begin with, in bytes.
const MAX_LINE_BYTES: usize = 240;

/// Reads the wording of a line.
pub(super) fn wording(line: &str) -> Wording {
    if line.len() > MAX_LINE_BYTES {
        return Wording::default();
    }
    let folded = fold(line);
    let folded = folded.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©');
    let is_short = folded.chars().count() <= 60;
    Wording {
        is_chrome: LINES.matches(folded),
        opens_related: is_short && RELATED.matches(folded),
        opens_end: is_short && ENDS.matches(folded),
    }
}

struct Starts(Option<AhoCorasick>);

static LINES: LazyLock<Starts> = LazyLock::new(|| Starts::of(|p| p.lines));
static RELATED: LazyLock<Starts> = LazyLock::new(|| Starts::of(|p| p.related));
static ENDS: LazyLock<Starts> = LazyLock::new(|| Starts::of(|p| p.ends));

impl Starts {
    fn of(kind: fn(&Phrases) -> &'static [&'static str]) -> Self {
        let phrases = phrases::ALL.iter().flat_map(kind);
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .start_kind(StartKind::Anchored)
            .build(phrases);
        Self(automaton.ok())
    }

    /// Whether a phrase begins the line and ends at the end of a word.
    fn matches(&self, folded: &str) -> bool {
        let Some(automaton) = &self.0 else {
            return false;
        };
        let input = Input::new(folded).anchored(Anchored::Yes);
        automaton.find(input).is_some_and(|found| {
            let (head, tail) = folded.split_at(found.end());
            let in_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            !(in_word(head.chars().next_back()) && in_word(tail.chars().next()))
                || !head.is_ascii() && tail.starts_with(|c: char| c > '\u{2E80}')
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: &str) {
        let found = wording(line);
        let mut words = Vec::new();
        words.extend(found.is_chrome.then_some("chrome"));
        words.extend(found.opens_related.then_some("related"));
        words.extend(found.opens_end.then_some("end"));
        assert_eq!(words.join(" "), expected, "{line}");
    }

    #[test]
    fn lines_of_chrome_in_several_languages() {
        check("Read more: The ferry stops", "chrome related");
        check("» Lesen Sie auch: Die Fähre", "chrome");
        check("À lire aussi", "chrome related");
        check("Читайте также", "chrome related");
        check("© 2018 Larnwick", "chrome");
        check("相关阅读：港口", "chrome related");
        check("Kommentare (12)", "chrome end");
    }

    #[test]
    fn text_that_only_resembles_chrome() {
        check("Sharecroppers met in Larnwick", "");
        check("Readers more often ask for ferries", "");
        check("", "");
    }

    #[test]
    fn a_long_line_is_text() {
        check(&format!("Read more {}", "about the ferry ".repeat(20)), "");
    }
}
