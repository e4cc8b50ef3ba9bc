//! Words in the form in which terms and texts meet: folded, parted at hyphens, lightly stemmed.

use super::edge::hash;
use crate::text::fold::fold;
use crate::text::token::{Shape, Token};

/// Which capitals a word shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Capitals {
    None,
    First,
    All,
}

/// One word of a [`LookupText`].
///
/// A character of a script without spaces is a word that reaches to the end of its run, so that
/// the beginning of every such word can be looked up.
#[derive(Debug, Clone, Copy)]
pub(super) struct LookupWord {
    pub start: usize,
    pub end: usize,
    pub capitals: Capitals,
    pub unspaced: bool,
    /// The [`hash`] of its bytes; of a script without spaces nothing.
    pub hash: u64,
    /// Byte offset of the token in the source text.
    pub source_start: usize,
}

/// A text made ready for [`super::Lexicon`].
#[derive(Debug, Clone, Default)]
pub struct LookupText {
    folded: String,
    words: Vec<LookupWord>,
}

/// How far a word of a script without spaces is looked at, in bytes.
const UNSPACED_REACH: usize = 36;

impl LookupText {
    /// Folds the words of a text.
    pub fn of(tokens: &[Token<'_>]) -> Self {
        let mut text = Self {
            folded: String::with_capacity(tokens.len() * 7),
            words: Vec::with_capacity(tokens.len() + tokens.len() / 8),
        };
        let shouted = is_shouted(tokens);
        for token in tokens {
            text.push(token, shouted);
        }
        text
    }

    /// The length of the text in words; four characters of an unspaced script count as two words.
    pub fn num_words(&self) -> usize {
        let unspaced = self.words.iter().filter(|w| w.unspaced).count();
        self.words.len() - unspaced + unspaced / 2
    }

    pub(super) fn words(&self) -> &[LookupWord] {
        &self.words
    }

    /// The words of a span as they were looked up: folded, possessives off.
    pub fn shown(&self, (start, end): (usize, usize)) -> String {
        let words = self.words.iter();
        let inside = words.filter(|w| start <= w.start && w.start < end);
        let mut shown = String::new();
        let mut covered = start;
        for word in inside.filter(|w| !w.unspaced || w.start == start) {
            let word_end = if word.unspaced { end } else { word.end };
            if covered > start && !word.unspaced {
                shown.push(' ');
            }
            shown.push_str(self.folded.get(word.start..word_end).unwrap_or_default());
            covered = word_end;
        }
        shown
    }

    pub(super) fn word_bytes(&self, word: &LookupWord) -> &[u8] {
        self.folded
            .as_bytes()
            .get(word.start..word.end)
            .unwrap_or_default()
    }

    fn push(&mut self, token: &Token<'_>, shouted: bool) {
        let capitals = match token.shape {
            Shape::Lower | Shape::Number => Capitals::None,
            Shape::AllCapitals if !shouted => Capitals::All,
            _ => Capitals::First,
        };
        if let Some(key) = token.plain_key {
            self.push_plain(token, key, capitals);
            return;
        }
        let folded = fold(token.text);
        let word = folded.strip_suffix("'s").unwrap_or(&folded);
        for part in word.split(['-', '\'']).filter(|p| !p.is_empty()) {
            let start = self.folded.len();
            self.folded.push_str(part);
            if part.is_ascii() || !part.chars().any(is_unspaced) {
                self.words.push(LookupWord {
                    start,
                    end: self.folded.len(),
                    capitals,
                    unspaced: false,
                    hash: hash(part.bytes()),
                    source_start: token.start,
                });
            } else {
                self.push_unspaced(start, token.start);
            }
        }
    }

    /// A word of ASCII letters and digits is one part; its key is the hash of its folded bytes.
    fn push_plain(&mut self, token: &Token<'_>, key: u64, capitals: Capitals) {
        let start = self.folded.len();
        self.folded.push_str(token.text);
        self.folded[start..].make_ascii_lowercase();
        self.words.push(LookupWord {
            start,
            end: self.folded.len(),
            capitals,
            unspaced: false,
            hash: key,
            source_start: token.start,
        });
    }

    fn push_unspaced(&mut self, start: usize, source_start: usize) {
        let run_end = self.folded.len();
        for (at, _) in self.folded[start..].char_indices() {
            let mut end = (start + at + UNSPACED_REACH).min(run_end);
            while !self.folded.is_char_boundary(end) {
                end -= 1;
            }
            self.words.push(LookupWord {
                start: start + at,
                end,
                capitals: Capitals::None,
                unspaced: true,
                hash: 0,
                source_start,
            });
        }
    }
}

/// Whether a text of several words is set in capitals, so that they tell nothing.
fn is_shouted(tokens: &[Token<'_>]) -> bool {
    let lettered = tokens.iter().filter(|t| t.shape != Shape::Number);
    let (mut num_words, mut num_lower) = (0, 0);
    for token in lettered {
        num_words += 1;
        num_lower += usize::from(matches!(token.shape, Shape::Lower | Shape::Capitalised));
    }
    num_words > 2 && num_lower * 4 <= num_words
}

/// Whether a character belongs to a script that is written without spaces between words.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{0E00}'..='\u{0EFF}'       // Thai, Lao
        | '\u{3040}'..='\u{30FF}'     // kana
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' // Han
        | '\u{20000}'..='\u{2FA1F}')
}

/// Takes the plural ending off a folded word, after Harman's S stemmer ("How effective is
/// suffixing?", 1991), with `-sses`, `-ches`, `-shes`, `-xes` and `-zes` added.
pub(super) fn stem(word: &[u8]) -> (&[u8], &'static [u8]) {
    let num = word.len();
    if num < 4 || !word.ends_with(b"s") || word == b"news" {
        return (word, b"");
    }
    let short = |by: usize| word.get(..num - by).unwrap_or(word);
    let ends = |endings: &[&[u8]]| endings.iter().any(|e| word.ends_with(e));
    if ends(&[b"us", b"ss"]) {
        (word, b"")
    } else if num > 4 && ends(&[b"ies"]) && !ends(&[b"eies", b"aies"]) {
        (short(3), b"y")
    } else if ends(&[b"sses", b"ches", b"shes", b"xes", b"zzes"]) {
        (short(2), b"")
    } else {
        (short(1), b"")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::token::tokens;

    fn check(text: &str, expected: &[&str]) {
        let text = LookupText::of(&tokens(text));
        let found: Vec<_> = text
            .words()
            .iter()
            .map(|w| std::str::from_utf8(text.word_bytes(w)).expect("utf-8"))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn words_are_folded_and_parted() {
        check(
            "The President’s play-off, l’économie",
            &["the", "president", "play", "off", "l", "economie"],
        );
        check("央行AI", &["央行ai", "行ai", "ai", "i"]);
    }

    #[test]
    fn plurals_meet_their_singular() {
        for (plural, singular) in [
            ("shares", "share"),
            ("parties", "party"),
            ("losses", "loss"),
            ("matches", "match"),
            ("news", "news"),
            ("virus", "virus"),
        ] {
            let joined = |word: &str| {
                let (head, tail) = stem(word.as_bytes());
                [head, tail].concat()
            };
            assert_eq!(joined(plural), joined(singular), "{plural}");
        }
        assert_ne!(stem(b"news").0, stem(b"new").0);
    }

    #[test]
    fn a_shouted_text_shows_no_abbreviations() {
        let capitals = |text: &str| {
            let text = LookupText::of(&tokens(text));
            text.words().iter().map(|w| w.capitals).max()
        };
        assert_eq!(capitals("WHO warns of a virus"), Some(Capitals::All));
        assert_eq!(capitals("MAN WHO WALKED HOME"), Some(Capitals::First));
    }
}
