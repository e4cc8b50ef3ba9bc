//! What a line is by its form alone; where it stands is judged elsewhere.

use crate::extract::date::{DayMonthOrder, dates};
use crate::text::fold::fold;

use super::phrases::{
    ABOUT, ABOUT_UNSPACED, ABOUT_WHOLE, BYLINES, CONTACT_LABELS, CONTACTS, DATE_LABELS, END_MARKS,
    END_WORDS, LEGAL, LEGAL_OPENINGS, MEDIA, NOTES, PAGE_SLUGS,
};

/// A part that a line opens or is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum LineForm {
    /// `About Acme`, alone on its line; the name when it has one.
    AboutHeading(String),
    /// `About Acme: Acme makes …`; the name.
    AboutRunIn(String),
    /// `Notes to editors`, alone or with its text behind a colon.
    Notes,
    /// `Forward-looking statements`, or a paragraph that begins as they do.
    Legal,
    /// `Media contact:`, alone.
    ContactHeading,
    /// `Contact: Jane Doe, 555 0100`, or a line of a contact block.
    Contact,
    /// `###`, `-30-`.
    EndMark,
    /// `END`.
    EndWord,
    /// `(MORE)`.
    PageSlug,
    /// `View source version on …`.
    Media,
}

/// A heading is at most this long, in characters.
const MAX_HEADING_CHARS: usize = 100;
const MAX_HEADING_WORDS: usize = 12;

/// The form of a line, or `None` for what can only be running text or an ordinary heading.
pub(super) fn line_form(text: &str) -> Option<LineForm> {
    let squeezed: String = text
        .chars()
        .take(32)
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect();
    if text.chars().count() <= 24 {
        if END_MARKS.contains(&squeezed.as_str()) {
            return Some(LineForm::EndMark);
        }
        if END_WORDS.contains(&squeezed.as_str()) {
            return Some(LineForm::EndWord);
        }
        if PAGE_SLUGS.contains(&squeezed.as_str()) {
            return Some(LineForm::PageSlug);
        }
    }
    let head = &text[..text.floor_char_boundary(200)];
    let folded = fold(head);
    let folded = folded.trim_matches(|c: char| !c.is_alphanumeric() && c != '(' && c != ')');
    if LEGAL_OPENINGS
        .iter()
        .any(|opening| folded.starts_with(opening))
    {
        return Some(LineForm::Legal);
    }
    if head.starts_with("SOURCE") && is_heading(text.trim_end_matches('.')) {
        return Some(LineForm::Media);
    }
    if MEDIA.iter().any(|opening| folded.starts_with(opening))
        && (has_address(text) || text.len() < 120)
    {
        return Some(LineForm::Media);
    }
    about(head, text).or_else(|| labelled(folded, text))
}

/// Notes, legal notices and contacts: a label alone, or a label with its text behind a colon.
fn labelled(folded: &str, text: &str) -> Option<LineForm> {
    let (label, rest) = folded.split_once(':').unwrap_or((folded, ""));
    let label = label.trim_end_matches([' ', '.', '-', '/']);
    let is_alone = rest.trim().is_empty() && is_heading(text);
    if NOTES.contains(&label) {
        return Some(LineForm::Notes);
    }
    if LEGAL.contains(&label) && (is_alone || !rest.is_empty()) {
        return Some(LineForm::Legal);
    }
    if CONTACTS.contains(&label) {
        return match is_alone {
            true => Some(LineForm::ContactHeading),
            false => (has_reach(text) && !rest.is_empty()).then_some(LineForm::Contact),
        };
    }
    let asks_to_contact = text.len() < 400 && has_reach(text) && asks_to_contact(folded);
    let is_contact_line = text.len() < 200 && CONTACT_LABELS.contains(&label) && !rest.is_empty();
    (asks_to_contact || is_contact_line).then_some(LineForm::Contact)
}

/// `For more information, please contact …`.
fn asks_to_contact(folded: &str) -> bool {
    let opens = [
        "for more information",
        "for further information",
        "for additional information",
        "for media inquiries",
        "for media enquiries",
        "media inquiries",
        "media enquiries",
        "for interview",
    ];
    opens.iter().any(|o| folded.starts_with(o))
}

fn is_heading(text: &str) -> bool {
    text.chars().count() <= MAX_HEADING_CHARS
        && text.split_whitespace().count() <= MAX_HEADING_WORDS
        && !text.ends_with(['.', '?', '!', ';', ','])
}

/// The part about the issuer, as a heading or run in.
fn about(head: &str, text: &str) -> Option<LineForm> {
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
    let near = &text[..text.floor_char_boundary(90)];
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

/// `By Jane Doe`, at most eight words and no sentence.
pub(super) fn is_byline(text: &str) -> bool {
    let folded = fold(text);
    let opens = BYLINES.iter().find_map(|b| folded.strip_prefix(b));
    let is_short = text.split_whitespace().count() <= 8 && !text.ends_with('.');
    let names = text
        .split_whitespace()
        .skip(1)
        .next()
        .is_some_and(|w| w.starts_with(char::is_uppercase));
    opens.is_some() && is_short && names
}

/// A line that is there to say a date: nothing but the date, its weekday, time and label.
pub(super) fn is_date_line(text: &str, order: DayMonthOrder) -> bool {
    if text.chars().count() > 80 {
        return false;
    }
    let found = dates(text, order);
    let [mention] = found.as_slice() else {
        return false;
    };
    if mention.date.day.is_none() {
        return false;
    }
    let before = fold(&text[..mention.span.start]).into_owned();
    let before = before.trim_matches(|c: char| !c.is_alphanumeric());
    let label = before
        .rsplit_once([' ', ',', ':'])
        .filter(|(_, day)| crate::extract::date::is_weekday(day))
        .map_or(before, |(l, _)| l);
    let label = label.trim_matches(|c: char| !c.is_alphanumeric());
    let is_label =
        label.is_empty() || DATE_LABELS.contains(&label) || crate::extract::date::is_weekday(label);
    let after = &text[mention.span.end..];
    is_label
        && after.split_whitespace().count() <= 5
        && !after.chars().any(|c| c.is_uppercase() && after.len() > 30)
}

/// A telephone number, an address of mail or web.
pub(super) fn has_reach(text: &str) -> bool {
    has_mail(text) || has_address(text) || has_telephone(text)
}

pub(super) fn has_mail(text: &str) -> bool {
    text.split_whitespace().any(|word| {
        word.split_once('@')
            .is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
    })
}

fn has_address(text: &str) -> bool {
    let folded = text.to_ascii_lowercase();
    folded.contains("http://") || folded.contains("https://") || folded.contains("www.")
}

/// At least seven digits in a row of digits and the signs of telephone numbers.
pub(super) fn has_telephone(text: &str) -> bool {
    let mut num_digits = 0;
    let mut has_sign = false;
    for c in text.chars() {
        match c {
            '0'..='9' => num_digits += 1,
            '+' | '(' | ')' | '-' | '.' | '/' | ' ' | '\u{a0}' | '–' => {
                has_sign |= num_digits > 0 || c == '+'
            }
            _ => {
                num_digits = 0;
                has_sign = false;
            }
        }
        if num_digits >= 7 && has_sign {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<LineForm>) {
        assert_eq!(line_form(text), expected, "{text}");
    }

    fn heading(name: &str) -> Option<LineForm> {
        Some(LineForm::AboutHeading(name.to_owned()))
    }

    #[test]
    fn about_headings_in_many_languages() {
        check("About Orvane Ltd.:", heading("Orvane Ltd."));
        check("ABOUT ORVANE", heading("ORVANE"));
        check("À propos de Orvane", heading("Orvane"));
        check("À propos d'Orvane", heading("Orvane"));
        check("Über Orvane", heading("Orvane"));
        check("О компании «Орван»", heading("«Орван»"));
        check("Компания туралы", heading(""));
        check("Acerca de Orvane", heading("Orvane"));
        check("关于奥凡公司", heading("奥凡公司"));
        check("About us", heading(""));
    }

    #[test]
    fn about_may_run_into_its_text() {
        let run_in = |name: &str| Some(LineForm::AboutRunIn(name.to_owned()));
        check(
            "About Orvane: Orvane Ltd. makes kilns in nine countries and ships them to all.",
            run_in("Orvane"),
        );
        check(
            "About Orvane Orvane Ltd. makes kilns in nine countries and ships them to all the world.",
            run_in("Orvane"),
        );
    }

    #[test]
    fn ordinary_lines_have_no_form() {
        for text in [
            "About half of the kilns were sold",
            "Over the years",
            "About 500 people came to the fair, and most of them stayed for the night.",
            "More kilns",
            "Contact with the enemy",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn marks_and_labels() {
        check("# # #", Some(LineForm::EndMark));
        check("- 30 -", Some(LineForm::EndMark));
        check("ENDS", Some(LineForm::EndWord));
        check("(MORE)", Some(LineForm::PageSlug));
        check("Media Contact:", Some(LineForm::ContactHeading));
        check(
            "Contact: Jo Marsh, +1 555 0100 200",
            Some(LineForm::Contact),
        );
        check("Pressekontakt", Some(LineForm::ContactHeading));
        check("Safe Harbor Statement", Some(LineForm::Legal));
        check("Notes to Editors:", Some(LineForm::Notes));
    }

    #[test]
    fn date_lines_say_nothing_else() {
        for (text, expected) in [
            ("Thursday, April 5, 2018", true),
            ("Date: 5 April 2018, 10:30", true),
            ("Veröffentlicht am 05.04.2018", true),
            ("The plant opened on April 5, 2018", false),
            ("April 2018", false),
        ] {
            assert_eq!(
                is_date_line(text, DayMonthOrder::DayFirst),
                expected,
                "{text}"
            );
        }
    }
}
