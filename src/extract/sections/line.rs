//! What a line is by its form alone; where it stands is judged elsewhere.

use crate::extract::date::{DayMonthOrder, dates};
use crate::extract::issuer::source_name;
use crate::text::fold::fold;
use crate::text::prefix::prefix;

use super::about::about;
use super::marks::{
    BYLINES, CREDIT_LABELS, DATE_LABELS, DESKS, END_MARKS, END_WORDS, GENRES, PAGE_SLUGS,
    SUBJECT_LABELS,
};
use super::phrases::{
    CONTACT_LABELS, CONTACT_STEMS, CONTACTS, LEGAL, LEGAL_OPENINGS, MEDIA, NOTES,
};
use super::reach::{has_address, has_mail, has_reach, has_telephone};

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
    /// `Media contact:`, alone or with a name behind it.
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
pub(super) const MAX_HEADING_WORDS: usize = 12;

/// The form of a line, or `None` for what can only be running text or an ordinary heading.
pub(super) fn line_form(text: &str) -> Option<LineForm> {
    if text.chars().nth(24).is_none() {
        let squeezed: String = text
            .chars()
            .filter(|c| !c.is_whitespace())
            .flat_map(char::to_lowercase)
            .collect();
        if END_MARKS.contains(&squeezed.as_str()) {
            return Some(LineForm::EndMark);
        }
        let word = squeezed.trim_matches(['*', '/', '(', ')', '（', '）']);
        if END_WORDS.contains(&word) || squeezed == "*****" {
            return Some(LineForm::EndWord);
        }
        if PAGE_SLUGS.contains(&squeezed.as_str()) {
            return Some(LineForm::PageSlug);
        }
    }
    let head = prefix(text, 200);
    let folded_head = fold(head);
    let folded = folded_head.trim_matches(|c: char| !c.is_alphanumeric() && c != '(' && c != ')');
    if LEGAL_OPENINGS
        .iter()
        .any(|opening| folded.starts_with(opening))
    {
        return Some(LineForm::Legal);
    }
    if folded.starts_with("copyright")
        && text.len() < 200
        && text.contains(|c: char| c.is_ascii_digit())
    {
        return Some(LineForm::Legal);
    }
    if source_name(text).is_some() && is_heading(text.trim_end_matches('.')) {
        return Some(LineForm::Media);
    }
    if MEDIA.iter().any(|opening| folded.starts_with(opening))
        && (has_address(text) || text.len() < 120)
    {
        return Some(LineForm::Media);
    }
    about(head, &folded_head, text).or_else(|| labelled(folded, text))
}

/// Notes, legal notices and contacts: a label alone, or a label with its text behind a colon.
fn labelled(folded: &str, text: &str) -> Option<LineForm> {
    let (label, rest) = folded.split_once([':', '：']).unwrap_or((folded, ""));
    let label = label.trim_end_matches([' ', '.', '-', '/']);
    let is_alone = rest.trim().is_empty() && is_heading(text);
    if NOTES.contains(&label) {
        return Some(LineForm::Notes);
    }
    if LEGAL.contains(&label) && (is_alone || !rest.is_empty()) {
        return Some(LineForm::Legal);
    }
    if CONTACTS.contains(&label) {
        if is_alone {
            return Some(LineForm::ContactHeading);
        }
        if has_reach(text) && !rest.is_empty() {
            return Some(LineForm::Contact);
        }
        // `Contact: Jane Doe`: how she is reached stands on the next lines.
        return (!rest.is_empty() && is_heading(text)).then_some(LineForm::ContactHeading);
    }
    let is_stem = CONTACT_STEMS.iter().any(|stem| label.starts_with(stem));
    if is_stem && is_alone && label.split_whitespace().count() <= 4 && text.ends_with([':', '：'])
    {
        return Some(LineForm::ContactHeading);
    }
    if is_stem && label.split_whitespace().count() <= 5 && !rest.is_empty() && has_reach(text) {
        return Some(LineForm::Contact);
    }
    let asks_to_contact =
        text.len() < 400 && asks_to_contact(folded) && (has_mail(text) || has_telephone(text));
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
    if !opens.iter().any(|o| folded.starts_with(o)) {
        return false;
    }
    let opening = folded.split([':', ',', ';']).next().unwrap_or_default();
    opens.contains(&opening.trim())
        || folded.split_whitespace().take(6).any(|w| {
            matches!(
                w,
                "contact" | "call" | "phone" | "telephone" | "email" | "e-mail"
            )
        })
}

pub(super) fn is_heading(text: &str) -> bool {
    text.chars().count() <= MAX_HEADING_CHARS
        && text.split_whitespace().count() <= MAX_HEADING_WORDS
        && !text.ends_with(['.', '?', '!', ';', ','])
}

/// `PRESS RELEASE`, perhaps said again: what the text calls itself.
pub(in crate::extract) fn is_genre(text: &str) -> bool {
    if text.len() > 120 {
        return false;
    }
    let folded = fold(text);
    let words: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|w| !w.is_empty())
        .collect();
    let joined = words.join(" ");
    GENRES.iter().any(|genre| {
        if !joined.starts_with(genre) {
            return false;
        }
        let rest = joined.replace(genre, "");
        rest.len() < joined.len() && rest.trim().is_empty()
    })
}

/// A line that opens as the name of a press office does.
pub(super) fn is_desk(text: &str) -> bool {
    let folded = fold(text);
    DESKS.iter().any(|desk| {
        folded
            .strip_prefix(desk)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ',', ':']))
    })
}

/// A headline without the label of a letter before it: `OBJET : …`, `Subject: …`.
pub(super) fn without_label(text: &str) -> &str {
    let Some((label, rest)) = text.split_once([':', '：']) else {
        return text;
    };
    let is_label = SUBJECT_LABELS.contains(&fold(label.trim()).as_ref());
    if is_label && !rest.trim().is_empty() {
        rest.trim_start()
    } else {
        text
    }
}

/// `By Jane Doe`, at most eight words and no sentence.
pub(super) fn is_byline(text: &str) -> bool {
    let folded = fold(text);
    let opens = BYLINES.iter().find_map(|b| folded.strip_prefix(b));
    let is_short = text.split_whitespace().count() <= 8 && !text.ends_with('.');
    let names = text
        .split_whitespace()
        .nth(1)
        .is_some_and(|w| w.starts_with(char::is_uppercase));
    opens.is_some() && is_short && names
}

/// `Masons at work (Photo: G. Penrose)`: a caption that ends with who took the picture.
pub(super) fn is_credited(text: &str) -> bool {
    const MAX_WORDS: usize = 6;
    let Some((caption, name)) = text.rsplit_once([':', '：']) else {
        return false;
    };
    let label = caption
        .trim_end()
        .rsplit(|c: char| !c.is_alphabetic())
        .next();
    let is_name = (1..=MAX_WORDS).contains(&name.split_whitespace().count());
    is_name
        && text.chars().count() <= 200
        && !text.ends_with('.')
        && label.is_some_and(|label| CREDIT_LABELS.contains(&fold(label).as_ref()))
}

/// A line that is there to say a date: nothing but the date, its weekday, time and label.
pub(in crate::extract) fn is_date_line(text: &str, order: DayMonthOrder) -> bool {
    if text.chars().count() > 80 {
        return false;
    }
    let found = dates(text, order);
    let [mention] = found.as_slice() else {
        return false;
    };
    if mention.date.day.is_none() {
        return mention.span == (0..text.len());
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
        && !after.chars().any(|c| c.is_uppercase() && after.len() > 40)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&LineForm>) {
        assert_eq!(line_form(text).as_ref(), expected, "{text}");
    }

    fn check_heading(text: &str, name: &str) {
        check(text, Some(&LineForm::AboutHeading(name.to_owned())));
    }

    #[test]
    fn captions_end_with_who_took_the_picture() {
        for (text, expected) in [
            ("Masons at work on ropes (Photo: G. Penrose)", true),
            ("Der neue Ofen. Foto: Orvane/Jo Marsh", true),
            ("Фото: пресс-служба", true),
            (
                "She has but one wish for the photo: that it be kept in the hall for all to see",
                false,
            ),
            ("Kilns lit: Orvane", false),
            ("Photo:", false),
        ] {
            assert_eq!(is_credited(text), expected, "{text}");
        }
    }

    #[test]
    fn about_headings_in_many_languages() {
        check_heading("About Orvane Ltd.:", "Orvane Ltd.");
        check_heading("ABOUT ORVANE", "ORVANE");
        check_heading("À propos de Orvane", "Orvane");
        check_heading("À propos d'Orvane", "Orvane");
        check_heading("Über Orvane", "Orvane");
        check_heading("О компании «Орван»", "«Орван»");
        check_heading("Компания туралы", "");
        check_heading("Acerca de Orvane", "Orvane");
        check_heading("关于奥凡公司", "奥凡公司");
        check_heading("About us", "");
    }

    #[test]
    fn about_may_run_into_its_text() {
        let run_in = LineForm::AboutRunIn("Orvane".to_owned());
        check(
            "About Orvane: Orvane Ltd. makes kilns in nine countries and ships them to all.",
            Some(&run_in),
        );
        check(
            "About Orvane Orvane Ltd. makes kilns in nine countries and ships them to all the world.",
            Some(&run_in),
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
        check("# # #", Some(&LineForm::EndMark));
        check("- 30 -", Some(&LineForm::EndMark));
        check("ENDS", Some(&LineForm::EndWord));
        check("(MORE)", Some(&LineForm::PageSlug));
        check("Media Contact:", Some(&LineForm::ContactHeading));
        check(
            "Contact: Jo Marsh, +1 555 0100 200",
            Some(&LineForm::Contact),
        );
        check("Pressekontakt", Some(&LineForm::ContactHeading));
        check("Safe Harbor Statement", Some(&LineForm::Legal));
        check("Notes to Editors:", Some(&LineForm::Notes));
    }

    #[test]
    fn a_genre_is_no_headline() {
        for text in [
            "PRESS RELEASE",
            "*** MEDIA RELEASE *** MEDIA RELEASE ***",
            "Communiqué de presse",
            "新闻稿",
        ] {
            assert!(is_genre(text), "{text}");
        }
        for text in ["Press release law passed", "News from Orvane", ""] {
            assert!(!is_genre(text), "{text}");
        }
    }

    #[test]
    fn date_lines_say_nothing_else() {
        for (text, expected) in [
            ("Thursday, April 5, 2018", true),
            ("Date: 5 April 2018, 10:30", true),
            ("Veröffentlicht am 05.04.2018", true),
            ("The plant opened on April 5, 2018", false),
            ("April 2018", true),
            ("In April 2018", false),
        ] {
            assert_eq!(is_date_line(text, DayMonthOrder::Day), expected, "{text}");
        }
    }
}
