//! The part about the issuer: `About Acme` as a heading, or run into its text.

use crate::text::fold::fold;

use super::line::{LineForm, MAX_HEADING_WORDS, is_heading};
use super::phrases::{ABOUT, ABOUT_UNSPACED, ABOUT_WHOLE};
use crate::text::prefix::prefix;

/// The part about the issuer, as a heading or run in.
pub(super) fn about(head: &str, text: &str) -> Option<LineForm> {
    let bare = head.trim_start_matches(|c: char| !c.is_alphanumeric());
    let folded = fold(bare);
    let whole = folded.trim_end_matches([':', ' ', '.', '-']);
    if ABOUT_WHOLE.contains(&whole) {
        return Some(LineForm::AboutHeading(String::new()));
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

fn name_behind_about(text: &str) -> Option<&str> {
    if let Some(rest) = ABOUT_UNSPACED.iter().find_map(|o| text.strip_prefix(o)) {
        return Some(rest.trim_start());
    }
    ABOUT
        .iter()
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

/// A name begins with a capital, a digit or a script without case; `the` may stand before it.
fn starts_as_name(name: &str) -> bool {
    let mut words = name.split_whitespace();
    let mut first = words.next().unwrap_or_default();
    if matches!(
        fold(first).as_ref(),
        "the" | "die" | "der" | "das" | "la" | "le" | "el" | "les" | "l"
    ) {
        first = words.next().unwrap_or_default();
    }
    first
        .chars()
        .find(|c| c.is_alphanumeric())
        .is_some_and(|c| !c.is_lowercase())
}
