//! Words with their place and shape: split once a release, shared by every facet extractor.

use super::key::ascii_key;

/// How a word is capitalised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// `tokayev`, and any word of a script without case.
    Lower,
    /// `Tokayev`, `McCain`, `Jean-Paul`.
    Capitalised,
    /// Two letters or more, all capital: `NATO`.
    AllCapitals,
    /// One capital letter: `J`.
    Initial,
    /// Begins with a digit.
    Number,
}

/// One word of a text.
///
/// A word is a run of letters, digits and combining marks; an apostrophe or hyphen between letters
/// stays inside (`O'Gorman`, `Kassym-Jomart`). Everything else parts words. Text of a script
/// without spaces (Chinese, Japanese, Thai) comes as one long run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'t> {
    /// The word as it stands.
    pub text: &'t str,
    /// Byte offset of its start.
    pub start: usize,
    /// Byte offset just past its end.
    pub end: usize,
    /// How it is capitalised.
    pub shape: Shape,
    /// Its [`word_key`](super::key::word_key), where all of it is ASCII letters and digits.
    pub plain_key: Option<u64>,
}

/// Splits a text into words.
pub fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut words = Vec::with_capacity(text.len() / 6);
    let mut at = 0;
    while let Some(first) = text.as_bytes().get(at) {
        if first.is_ascii() && !first.is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        match plain_word(text, at).or_else(|| mixed_word(text, at)) {
            Some(word) => {
                at = word.end;
                words.push(word);
            }
            None => at += text[at..].chars().next().map_or(1, char::len_utf8),
        }
    }
    words
}

/// The word of ASCII letters and digits that begins here and ends before anything but a joiner.
fn plain_word(text: &str, start: usize) -> Option<Token<'_>> {
    let rest = &text.as_bytes()[start..];
    let length = rest.iter().position(|b| !b.is_ascii_alphanumeric());
    let length = length.unwrap_or(rest.len());
    let parts = |b: &u8| b.is_ascii() && !matches!(b, b'\'' | b'-');
    if length == 0 || !rest.get(length).is_none_or(parts) {
        return None;
    }
    let word = &rest[..length];
    Some(Token {
        text: &text[start..start + length],
        start,
        end: start + length,
        shape: plain_shape(word),
        plain_key: Some(ascii_key(word.iter().map(u8::to_ascii_lowercase))),
    })
}

/// The word of any letters that begins here.
fn mixed_word(text: &str, start: usize) -> Option<Token<'_>> {
    let mut chars = text[start..].char_indices().peekable();
    let (_, first) = chars.next().filter(|(_, c)| is_word_char(*c))?;
    let mut end = start + first.len_utf8();
    while let Some(&(at, c)) = chars.peek() {
        let next = start + at + c.len_utf8();
        let joins = is_word_char(c)
            || (is_joiner(c) && text[next..].chars().next().is_some_and(char::is_alphabetic));
        if !joins {
            break;
        }
        end = next;
        chars.next();
    }
    let word = &text[start..end];
    Some(Token {
        text: word,
        start,
        end,
        shape: shape(word),
        plain_key: None,
    })
}

/// Whether a character is part of a word: a letter, a digit or a combining mark.
pub fn is_word_char(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphanumeric(),
        // Quotes, dashes and blanks, the most frequent beyond ASCII.
        '\u{2000}'..='\u{206F}' | '×' | '÷' => false,
        // Latin, Cyrillic and Han letters, told without the tables of Unicode.
        '\u{C0}'..='\u{24F}'
        | '\u{400}'..='\u{481}'
        | '\u{48A}'..='\u{52F}'
        | '\u{4E00}'..='\u{9FFF}' => true,
        _ => c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c),
    }
}

fn is_joiner(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '-' | '‐' | '‑')
}

/// As [`shape`], of ASCII letters and digits.
fn plain_shape(word: &[u8]) -> Shape {
    match word {
        [b'a'..=b'z', ..] | [] => Shape::Lower,
        [b'0'..=b'9', ..] => Shape::Number,
        [_, others @ ..] if others.iter().any(u8::is_ascii_lowercase) => Shape::Capitalised,
        [_, others @ ..] if others.iter().any(u8::is_ascii_uppercase) => Shape::AllCapitals,
        _ => Shape::Initial,
    }
}

fn shape(word: &str) -> Shape {
    let mut chars = word.chars();
    let Some(first) = chars.next() else {
        return Shape::Lower;
    };
    if first.is_ascii_lowercase() {
        return Shape::Lower;
    }
    if first.is_numeric() {
        return Shape::Number;
    }
    if !first.is_uppercase() {
        return Shape::Lower;
    }
    let mut letters = chars.filter(|c| c.is_alphabetic()).peekable();
    if letters.peek().is_none() {
        return Shape::Initial;
    }
    if letters.all(|c| !c.is_lowercase()) {
        Shape::AllCapitals
    } else {
        Shape::Capitalised
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_words_are_those_of_unicode() {
        let is_part =
            |c: char| c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c);
        for c in '\0'..=char::MAX {
            assert_eq!(is_word_char(c), is_part(c), "{c:?}");
        }
    }

    fn check(text: &str, expected: &[(&str, Shape)]) {
        let found: Vec<_> = tokens(text).iter().map(|t| (t.text, t.shape)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn words_keep_inner_joiners_and_shapes() {
        check(
            "NUR-SULTAN – Tim O'Gorman, J. said 'no' 26%",
            &[
                ("NUR-SULTAN", Shape::AllCapitals),
                ("Tim", Shape::Capitalised),
                ("O'Gorman", Shape::Capitalised),
                ("J", Shape::Initial),
                ("said", Shape::Lower),
                ("no", Shape::Lower),
                ("26", Shape::Number),
            ],
        );
    }

    #[test]
    fn offsets_point_into_the_text() {
        let text = "Қазақстан — «Астана»";
        for token in tokens(text) {
            assert_eq!(&text[token.start..token.end], token.text);
        }
    }
}
