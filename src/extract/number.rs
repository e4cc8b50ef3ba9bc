//! The issuer's own number of a release: `SG/SM/20001`, `IP/21/3541`, `No. 123/2021`, `21-123`.

use crate::clean::Metadata;
use crate::text::fold::fold;

use super::sections::Sections;

/// Labels before a number; folded.
const LABELS: &[&str] = &[
    "press release number",
    "press release no",
    "press release nr",
    "press release",
    "release number",
    "release no",
    "news release number",
    "news release no",
    "news release",
    "media release no",
    "media release",
    "no",
    "nr",
    "number",
    "pressemitteilung nr",
    "pressemitteilung nummer",
    "pressemitteilung",
    "medienmitteilung nr",
    "communique de presse no",
    "communique no",
    "communique de presse n",
    "comunicado de prensa no",
    "comunicado no",
    "comunicado n",
    "nota de prensa no",
    "пресс-релиз no",
    "reference",
    "ref",
    "release id",
    "n",
    "第",
    "boletin",
    "boletin no",
    "release",
    "релиз",
    "сообщение",
    "хабарлама",
    "пресс-релиз",
    "新闻稿第",
    "comunicato stampa n",
    "persbericht nr",
];

/// A line with a number is at most this long, in bytes.
const MAX_BYTES: usize = 90;

/// Whether a line is there to give the number, or to label one on the next line.
pub(super) fn is_number_line(text: &str) -> bool {
    number_in(text).is_some() || is_number_label(text)
}

/// `Press Release Number:` with nothing behind it.
pub(super) fn is_number_label(text: &str) -> bool {
    let folded = fold(text);
    let label = folded.trim().trim_end_matches([':', '.', ' ']);
    text.trim_end().ends_with(':') && label.contains("number") && LABELS.contains(&label)
}

/// The number of a line that gives one and says nothing else.
pub(super) fn number_in(text: &str) -> Option<&str> {
    let text = text.trim();
    if text.len() > MAX_BYTES {
        return None;
    }
    let start = text
        .char_indices()
        .find(|(_, c)| c.is_ascii_digit())
        .map(|(at, _)| at)?;
    let before_word = text[..start].trim_end_matches(|c: char| !c.is_whitespace());
    let word_start = before_word.len();
    let word_start = text[..start]
        .rfind(['#', '№', ':', '第'])
        .map_or(word_start, |at| {
            word_start.max(at + text[at..].chars().next().map_or(1, char::len_utf8))
        });
    let rest = &text[word_start..];
    let end = rest
        .find(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '号' | '號'))
        .unwrap_or(rest.len());
    let number = rest[..end].trim_end_matches(['.', ':', ')']);
    let label = fold(&text[..word_start]).into_owned();
    let label = label
        .replace('.', "")
        .replace(['№', '#', 'º', '°'], "no")
        .replace("noo", "no");
    let label =
        label.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '.' | '(' | '-'));
    let is_last = rest[end..]
        .trim_matches(|c: char| !c.is_alphanumeric() || matches!(c, '号' | '號'))
        .is_empty();
    let named = label.strip_suffix(" no").unwrap_or(label);
    let is_labelled = LABELS.contains(&label) || LABELS.contains(&named);
    let ends_as_label =
        LABELS.iter().any(|l| l.len() > 8 && label.ends_with(l)) && number.contains('/');
    let fits = is_last
        && (((is_labelled || ends_as_label) && is_number(number))
            || (label.is_empty() && is_self_evident(number)));
    fits.then_some(number)
}

/// Digits with the signs of numbers between them, perhaps letters; not a year alone.
fn is_number(text: &str) -> bool {
    let is_clean = text
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '.' | '_' | '–'));
    is_clean && text.chars().any(|c| c.is_ascii_digit()) && text.len() <= 32
}

/// `SG/SM/20001`, `IP/21/3541`, `MEMO/08/12`: capitals and digits between slashes; `21-123` alone on its line.
fn is_self_evident(text: &str) -> bool {
    let mut parts = text.split('/');
    let first = parts.next().unwrap_or_default();
    let is_code = |part: &str| {
        !part.is_empty()
            && part
                .chars()
                .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, '.' | '-'))
    };
    let is_coded = first.len() >= 2
        && first.chars().all(|c| c.is_ascii_uppercase())
        && text.contains('/')
        && parts.all(is_code);
    let is_paired = text.split_once('-').is_some_and(|(year, number)| {
        year.len() == 2
            && (2..=5).contains(&number.len())
            && text.bytes().all(|b| b.is_ascii_digit() || b == b'-')
    });
    (is_coded && text.chars().any(|c| c.is_ascii_digit())) || is_paired
}

/// The numbers of a release with where they stood, the most trusted first.
pub(super) fn numbers<'d>(
    metadata: &'d Metadata,
    parts: &'d Sections,
) -> impl Iterator<Item = (String, &'static str)> + 'd {
    let head = || release_number(parts.head_lines.iter().map(String::as_str));
    let dated = || number_beside_date(metadata.dates.iter().map(|d| d.value.as_str()));
    let in_head = std::iter::once_with(head).flatten();
    let beside_date = std::iter::once_with(dated).flatten();
    in_head
        .map(|number| (number, "line of the head"))
        .chain(beside_date.map(|number| (number, "beside the date")))
}

/// The number out of the lines of the head, a label on its own line taken with the next.
fn release_number<'l>(lines: impl Iterator<Item = &'l str>) -> Option<String> {
    let mut is_awaited = false;
    for line in lines {
        let number =
            number_in(line).or_else(|| Some(line.trim()).filter(|l| is_awaited && is_number(l)));
        if let Some(number) = number {
            return Some(number.to_owned());
        }
        is_awaited = is_number_label(line);
    }
    None
}

/// The number in a line that dates a page: `14 July 2021 · Release No. 21-148 · Print version`.
fn number_beside_date<'l>(lines: impl Iterator<Item = &'l str>) -> Option<String> {
    lines
        .filter(|line| line.len() <= 2 * MAX_BYTES)
        .flat_map(|line| line.split(['·', '|', '•', '\n']))
        .find_map(labelled_number)
        .map(str::to_owned)
}

/// A label of the kind of text and a number, with other words before or behind them.
fn labelled_number(text: &str) -> Option<&str> {
    const MAX_WORDS: usize = 4;
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_coded = |number: &&str| number.contains(['-', '/']);
    let windows = (0..words.len()).flat_map(|start| {
        let end = words.len().min(start + MAX_WORDS);
        (start + 2..=end).map(move |end| (start, end))
    });
    windows
        .filter_map(|(start, end)| {
            let window = words.get(start..end)?;
            let (number, label) = window.split_last()?;
            let joined = [label.join(" ").as_str(), number].join(" ");
            let found = number_in(&joined)?;
            (label
                .iter()
                .all(|w| !w.contains(|c: char| c.is_ascii_digit()))
                && found == *number)
                .then_some(*number)
        })
        .find(is_coded)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(number_in(text), expected, "{text}");
    }

    #[test]
    fn a_space_of_several_bytes_parts_words_too() {
        assert_eq!(number_in("Nr.\u{a0}21-123"), Some("21-123"));
        assert_eq!(number_in("»Ja« 5 апреля 2018\u{a0}года''"), None);
        assert_eq!(number_in("\u{3000}第\u{3000}5号"), number_in(" 第 5号"));
    }

    #[test]
    fn numbers_with_and_without_labels() {
        check("SG/SM/20001", Some("SG/SM/20001"));
        check("IP/21/3541", Some("IP/21/3541"));
        check("Press Release Number: 18-413", Some("18-413"));
        check("Press release No. 123/2021", Some("123/2021"));
        check("21-123", Some("21-123"));
        check("Pressemitteilung Nr. 12/2021", Some("12/2021"));
        check("Пресс-релиз № 12", Some("12"));
        check("Release No: 45", Some("45"));
        check(
            "Orvane Office – Press release IP/21/7703",
            Some("IP/21/7703"),
        );
    }

    #[test]
    fn other_lines_have_none() {
        for text in [
            "August 19, 2021",
            "Prices rose by 5",
            "555-0100",
            "2021",
            "No 10 more kilns",
            "",
            "9/11",
            "No 7 seeds",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn a_number_may_stand_beside_the_date() {
        for (line, expected) in [
            ("14 July 2021 · Release No. 18-413 · Print", Some("18-413")),
            (
                "FOR RELEASE Monday, June 13, 2016 Release 18-413",
                Some("18-413"),
            ),
            (
                "Comunicado N.º 12/2019 Delmont, 23 de mayo de 2019",
                Some("12/2019"),
            ),
            ("Posted on 12/05/2019 by Jo", None),
            ("14 July 2021, no 10 kilns", None),
        ] {
            let found = number_beside_date([line].into_iter());
            assert_eq!(found.as_deref(), expected, "{line}");
        }
    }

    #[test]
    fn a_label_may_stand_above_its_number() {
        let lines = ["Press Release Number:", "18-413"];
        assert_eq!(release_number(lines.into_iter()).as_deref(), Some("18-413"));
    }
}
