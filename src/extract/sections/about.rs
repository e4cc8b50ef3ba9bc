//! The part about the issuer: `About Acme` as a heading, or run into its text.

use std::borrow::Cow;

use crate::text::fold::fold;

use super::line::{LineForm, MAX_HEADING_WORDS, is_heading};
use super::phrases::{ABOUT, ABOUT_BEHIND, ABOUT_UNSPACED, ABOUT_WHOLE};
use crate::text::prefix::prefix;

/// The part about the issuer, as a heading or run in.
///
/// `folded` is `head`, the beginning of `text`, folded.
pub(super) fn about(head: &str, folded: &str, text: &str) -> Option<LineForm> {
    let bare = head.trim_start_matches(|c: char| !c.is_alphanumeric());
    let folded = if bare.len() == head.len() {
        Cow::Borrowed(folded)
    } else {
        fold(bare)
    };
    let whole = folded.trim_end_matches([':', ' ', '.', '-']);
    if ABOUT_WHOLE.contains(&whole) {
        return Some(LineForm::AboutHeading(String::new()));
    }
    if let Some(name) = name_before_about(text).filter(|_| is_heading(text)) {
        return starts_as_name(name).then(|| LineForm::AboutHeading(name.to_owned()));
    }
    let name = name_behind_about(bare)?;
    if is_heading(text) || is_company_heading(text) {
        let name = name.trim_end_matches([':', ' ', '-', '–', '—', '*']);
        return (starts_as_name(name) && !name.contains(": "))
            .then(|| LineForm::AboutHeading(name.to_owned()));
    }
    let (named, rest) = run_in_name(name)?;
    (starts_as_name(named) && !rest.is_empty()).then(|| LineForm::AboutRunIn(named.to_owned()))
}

/// A heading that ends with the full stop of a company's form.
fn is_company_heading(text: &str) -> bool {
    const FORMS: &[&str] = &[
        "Inc.", "Ltd.", "Corp.", "Co.", "S.A.", "N.V.", "B.V.", "S.p.A.", "L.P.", "P.C.", "LLC.",
        "L.L.C.", "Cie.", "e.V.", "U.S.", "plc.",
    ];
    let last = text.split_whitespace().next_back().unwrap_or_default();
    FORMS.contains(&last) && is_heading(text.trim_end_matches('.'))
}

/// `Orvane туралы`, `Orvaneについて`: the name stands first.
fn name_before_about(text: &str) -> Option<&str> {
    let text = text.trim_end_matches([':', '：', ' ']);
    // All of them end with `i` or beyond ASCII, and folding leaves other ASCII letters what they are.
    if text.ends_with(|c: char| c.is_ascii() && !matches!(c, 'i' | 'I')) {
        return None;
    }
    ABOUT_BEHIND.iter().find_map(|closing| {
        let num_chars = closing.chars().count();
        let (start, _) = text.char_indices().rev().nth(num_chars - 1)?;
        let (name, last) = text.split_at(start);
        (!name.is_empty() && fold(last) == *closing).then_some(name)
    })
}

/// Bytes at the start of a text in which its first letter stands.
const MAX_FIRST_BYTES: usize = 16;

fn name_behind_about(text: &str) -> Option<&str> {
    if let Some(rest) = ABOUT_UNSPACED.iter().find_map(|o| text.strip_prefix(o)) {
        return Some(rest.trim_start());
    }
    // Folding goes letter by letter, so that an opening fits only where its first letter does.
    let folded_start = fold(prefix(text, MAX_FIRST_BYTES));
    let first = folded_start.chars().next();
    ABOUT
        .iter()
        .filter(|opening| first.is_none() || opening.chars().next() == first)
        .filter_map(|opening| {
            let num_chars = opening.chars().count();
            let end = text.char_indices().nth(num_chars).map(|(at, _)| at)?;
            let (first, rest) = text.split_at(end);
            let is_word_end = rest.starts_with(char::is_whitespace) || opening.ends_with('\'');
            (is_word_end && fold(first) == *opening).then(|| rest.trim_start())
        })
        .min_by_key(|rest| rest.len())
}

/// The name of a run-in heading: up to a colon or dash, or up to where the name comes again.
fn run_in_name(text: &str) -> Option<(&str, &str)> {
    let near = prefix(text, 90);
    let sign = [": ", " – ", " — ", " - ", "：", "\n"]
        .iter()
        .filter_map(|s| near.find(s).map(|at| (at, s.len())))
        .min();
    if let Some((at, length)) = sign {
        let (name, rest) = (&text[..at], &text[at + length..]);
        if name.split_whitespace().count() <= MAX_HEADING_WORDS {
            return Some((name, rest));
        }
    }
    let first = text
        .split_whitespace()
        .next()
        .filter(|w| w.chars().count() > 2)?;
    let again = near.get(first.len()..)?.find(&format!(" {first}"))? + first.len();
    let name = text[..again].trim_end();
    (!name.contains(". ")).then(|| (name, text[again..].trim_start()))
}

/// Articles that may stand before a name; folded.
pub(super) const ARTICLES: &[&str] = &[
    "the", "die", "der", "das", "den", "dem", "la", "le", "el", "les", "los", "las", "il", "lo",
    "gli", "het", "de", "l", "a", "o", "as", "os",
];

/// A name without the article that is written small before it: `das Institut`, `the Institute`.
pub(super) fn without_article(name: &str) -> &str {
    match name.split_once(' ') {
        Some((first, rest)) if ARTICLES.contains(&first) => rest.trim_start(),
        _ => name,
    }
}

/// A name begins with a capital, a digit or a script without case; an article may stand before it.
fn starts_as_name(name: &str) -> bool {
    let mut words = name.split_whitespace();
    let mut first = words.next().unwrap_or_default();
    if ARTICLES.contains(&fold(first).as_ref()) {
        first = words.next().unwrap_or_default();
    }
    first
        .chars()
        .find(|c| c.is_alphanumeric())
        .is_some_and(|c| !c.is_lowercase())
}
