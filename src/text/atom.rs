//! Words taken apart at hyphens and apostrophes and folded: the unit in which names are matched.
//!
//! `Guinea-Bissau` and `Guinea Bissau` are the same two atoms, `Kazakhstan's` is `kazakhstan` and
//! `s`, `U.S.` is `u` and `s` with a point between.

use std::borrow::Cow;

use super::fold::fold;
use super::token::{Shape, Token, tokens};

/// What stands between an atom and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Gap {
    /// The atom is the first of its text.
    Start,
    /// A hyphen or an apostrophe inside a word.
    Joint,
    /// A point and nothing else: `U.S`.
    Point,
    /// White space within a paragraph.
    Space,
    /// A point and white space: the end of an abbreviation or of a sentence.
    PointSpace,
    /// A comma and white space.
    Comma,
    /// Anything else: brackets, quotes, a new paragraph.
    Other,
}

/// One part of a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Atom<'t> {
    /// The folded text.
    pub key: Cow<'t, str>,
    /// Byte offset of its start.
    pub start: usize,
    /// Byte offset just past its end.
    pub end: usize,
    /// What stands before it.
    pub gap: Gap,
    /// Whether its first letter is a capital, or of a script without case.
    pub is_upper: bool,
    /// Whether it has a letter, and no lower-case one.
    pub is_caps: bool,
}

/// Takes the words of a text apart.
pub fn atoms<'t>(text: &'t str, tokens: &[Token<'t>]) -> Vec<Atom<'t>> {
    let mut found: Vec<Atom<'t>> = Vec::with_capacity(tokens.len());
    for token in tokens {
        if token.plain_key.is_some() {
            found.push(plain_atom(text, token, found.last().map(|a| a.end)));
            continue;
        }
        let mut start = token.start;
        for part in token.text.split(is_joint) {
            let end = start + part.len();
            if !part.is_empty() {
                found.push(atom(text, start, end, found.last().map(|a| a.end)));
            }
            let joint = text[end..token.end].chars().next();
            start = end + joint.map_or(0, char::len_utf8);
        }
    }
    found
}

/// The key of a name: its atoms, parted by one space.
pub fn name_key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for atom in atoms(name, &tokens(name)) {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(&atom.key);
    }
    key
}

/// A word of ASCII letters and digits is one atom, whose shape tells its case.
fn plain_atom<'t>(text: &'t str, token: &Token<'t>, before: Option<usize>) -> Atom<'t> {
    let key = if token.text.bytes().any(|b| b.is_ascii_uppercase()) {
        Cow::Owned(token.text.to_ascii_lowercase())
    } else {
        Cow::Borrowed(token.text)
    };
    Atom {
        key,
        start: token.start,
        end: token.end,
        gap: before.map_or(Gap::Start, |before| gap(&text[before..token.start])),
        is_upper: token.shape != Shape::Lower,
        is_caps: matches!(token.shape, Shape::AllCapitals | Shape::Initial),
    }
}

fn atom(text: &str, start: usize, end: usize, before: Option<usize>) -> Atom<'_> {
    let word = &text[start..end];
    let first = word.chars().next();
    Atom {
        key: fold(word),
        start,
        end,
        gap: before.map_or(Gap::Start, |before| gap(&text[before..start])),
        is_upper: first.is_some_and(|c| c.is_uppercase() || !c.is_lowercase()),
        is_caps: first.is_some_and(char::is_uppercase) && !word.chars().any(char::is_lowercase),
    }
}

fn gap(between: &str) -> Gap {
    // Nearly every gap, told without looking for marks.
    match between {
        " " => return Gap::Space,
        ", " => return Gap::Comma,
        ". " => return Gap::PointSpace,
        _ => {}
    }
    let space = between.trim_matches(|c: char| !c.is_whitespace());
    if space.bytes().filter(|b| *b == b'\n').count() > 1 {
        return Gap::Other;
    }
    match between.trim() {
        "" => Gap::Space,
        mark if mark.chars().all(is_joint) && space.is_empty() => Gap::Joint,
        "." if space.is_empty() => Gap::Point,
        "." => Gap::PointSpace,
        "," | ".," => Gap::Comma,
        _ => Gap::Other,
    }
}

fn is_joint(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '-' | '‐' | '‑')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_apart_at_their_joints() {
        let text = "Kazakhstan’s U.S.-led Guinea-Bissau, St. Louis";
        let found: Vec<_> = atoms(text, &tokens(text))
            .into_iter()
            .map(|a| (a.key.into_owned(), a.gap))
            .collect();
        let expected = [
            ("kazakhstan", Gap::Start),
            ("s", Gap::Joint),
            ("u", Gap::Space),
            ("s", Gap::Point),
            ("led", Gap::Other),
            ("guinea", Gap::Space),
            ("bissau", Gap::Joint),
            ("st", Gap::Comma),
            ("louis", Gap::PointSpace),
        ];
        assert_eq!(found, expected.map(|(k, g)| (k.to_owned(), g)));
    }

    #[test]
    fn a_name_has_one_key_however_it_is_joined() {
        assert_eq!(name_key("Côte d’Ivoire"), "cote d ivoire");
        assert_eq!(name_key("U.S.A."), "u s a");
        assert_eq!(name_key("Timor-Leste"), name_key("Timor Leste"));
    }
}
