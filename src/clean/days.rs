//! Days that the page shows or carries in its address, as written; `extract` reads them.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use time::OffsetDateTime;

use super::candidates::without_repeats;
use super::page::Page;
use crate::text::fold::fold;

/// What begins a line that says when a page was published or changed, wherever it stands; folded.
const DAY_LABELS: &[&str] = &[
    "published",
    "posted",
    "date",
    "released",
    "updated",
    "last updated",
    "created",
    "issued",
    "veroffentlicht",
    "erstellt",
    "erschienen",
    "datum",
    "stand",
    "aktualisiert",
    "pressemitteilung vom",
    "publie",
    "mis a jour",
    "publicado",
    "fecha",
    "actualizado",
    "pubblicato",
    "data",
    "gepubliceerd",
    "опубликовано",
    "дата",
    "обновлено",
    "жарияланды",
    "发布时间",
    "發布日期",
    "日期",
];

/// Indices of the short lines with a day: near the headline, those below it before those above; then
/// at the end of the page, behind a label anywhere, and alone on their line anywhere. Lines with a
/// whole day come before those with a month or a year.
pub(super) fn shown_days(page: &Page<'_>, headline: usize) -> Vec<usize> {
    const BELOW: usize = 12;
    const ABOVE: usize = 8;
    const MAX_DAYS: usize = 12;
    let num_pieces = page.pieces.len();
    let text = |index: usize| page.pieces[index].text.as_str();
    let headline = headline.min(num_pieces);
    let below = headline..(headline + BELOW).min(num_pieces);
    let above = (headline.saturating_sub(ABOVE)..headline).rev();
    // Releases set by hand often end with the day.
    let tail = (num_pieces.saturating_sub(BELOW)..num_pieces).rev();
    let near = below
        .chain(above)
        .chain(tail)
        .filter(|i| shows_day(text(*i)));
    let anywhere = (0..num_pieces)
        .filter(|i| shows_day(text(*i)) && (is_lone_day(text(*i)) || is_labelled(text(*i))));
    let mut days = without_repeats(near.chain(anywhere.take(MAX_DAYS)));
    days.sort_by_key(|i| num_numbers(text(*i)) < 2);
    days.truncate(MAX_DAYS);
    days
}

fn is_labelled(line: &str) -> bool {
    let folded = fold(line);
    DAY_LABELS.iter().any(|label| folded.starts_with(label))
}

/// Nothing but a day: at most four words of which two are numbers, or one of three numbers.
fn is_lone_day(line: &str) -> bool {
    const MAX_WORDS: usize = 4;
    const MAX_BYTES: usize = 40;
    let num_words = line.split_whitespace().take(MAX_WORDS + 1).count();
    line.len() <= MAX_BYTES && num_words <= MAX_WORDS && num_numbers(line) >= 2
}

fn num_numbers(line: &str) -> usize {
    line.split(|c: char| !c.is_ascii_digit())
        .filter(|n| !n.is_empty())
        .count()
}

/// Whether a short line holds a year, or numbers set as a day (`12.3.04`, `12/03/2004`).
fn shows_day(line: &str) -> bool {
    const MAX_CHARS: usize = 80;
    let is_short = line.len() <= MAX_CHARS || line.chars().nth(MAX_CHARS).is_none();
    if !is_short || !line.bytes().any(|b| b.is_ascii_digit()) {
        return false;
    }
    let numbers: Vec<&str> = line
        .split(|c: char| !c.is_ascii_digit())
        .filter(|n| !n.is_empty())
        .collect();
    let has_year = numbers
        .iter()
        .any(|n| n.len() == 4 && (n.starts_with("19") || n.starts_with("20")));
    let has_more = numbers.len() > 1 || line.chars().any(char::is_alphabetic);
    let is_copyright = line.contains('©') || line.to_ascii_lowercase().contains("copyright");
    let is_short_day = line.split_whitespace().any(|word| {
        let parts: Vec<&str> = word
            .trim_matches([',', ';', '(', ')', '|'])
            .split(['.', '/', '-'])
            .collect();
        parts.len() == 3
            && parts
                .iter()
                .all(|p| (1..=4).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit()))
    });
    (has_year && has_more && !is_copyright) || is_short_day
}

/// Keys under which the data of scripts carry the day of publication.
const PUBLISHED_KEYS: &[&str] = &[
    "datePublished",
    "date_published",
    "displayDate",
    "firstPublished",
    "first_published_at",
    "pubDate",
    "pubdate",
    "publicationDate",
    "publication_date",
    "publishDate",
    "publish_date",
    "publishedAt",
    "published_at",
    "publishedDate",
    "published_date",
];

static PUBLISHED: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::new(PUBLISHED_KEYS).ok());

/// The days that the data of a script give as those of publication, at most two.
pub(super) fn published_days(script: &str) -> impl Iterator<Item = &str> {
    const MAX_DAYS: usize = 2;
    let found = PUBLISHED
        .iter()
        .flat_map(move |keys| keys.find_iter(script));
    found
        .filter_map(|key| day_value(&script[key.end()..]))
        .take(MAX_DAYS)
}

/// The value after a key: `":"2018-04-05T10:30:00Z"`, with or without escapes.
fn day_value(after: &str) -> Option<&str> {
    const MAX_BYTES: usize = 40;
    let value = behind_quotes(after).trim_start().strip_prefix([':', '='])?;
    let value = behind_quotes(value.trim_start());
    let end = value
        .bytes()
        .take(MAX_BYTES)
        .position(|b| matches!(b, b'"' | b'\'' | b'\\' | b'&'))?;
    let is_day = value.starts_with(|c: char| c.is_ascii_digit()) && end >= 8;
    is_day.then(|| value.get(..end)).flatten()
}

/// What comes behind quotes, escaped as in a string or in an attribute.
fn behind_quotes(text: &str) -> &str {
    let text = text.trim_start_matches(['\\', '"', '\'']);
    ["&quot;", "&#34;"]
        .iter()
        .find_map(|quote| text.strip_prefix(quote))
        .unwrap_or(text)
}

/// Whether the value of an attribute, as written, is data that its page takes up: an object or list.
pub(super) fn is_page_data(value: &str) -> bool {
    let value = value.trim_start_matches(['"', '\'']).trim_start();
    value.starts_with(['{', '['])
}

/// The day on which a shop system took in a picture for an article, which it writes behind the
/// address as seconds since 1970: `/cdn/shop/articles/bridge.jpg?v=1522922400`.
pub(super) fn upload_day(url: &str) -> Option<String> {
    const NUM_DIGITS: usize = 10;
    let (path, query) = url.split_once('?')?;
    let is_article = path.contains("/cdn/shop/articles/")
        || (path.contains("//cdn.shopify.com/") && path.contains("/articles/"));
    let seconds = query.split('&').find_map(|part| part.strip_prefix("v="))?;
    let is_stamp = seconds.len() == NUM_DIGITS && seconds.bytes().all(|b| b.is_ascii_digit());
    let seconds = (is_article && is_stamp).then(|| seconds.parse().ok())??;
    let taken_in = OffsetDateTime::from_unix_timestamp(seconds).ok()?.date();
    let (year, month, day) = taken_in.to_calendar_date();
    Some(format!("{year}-{:02}-{day:02}", u8::from(month)))
}

/// The date segment of an address: `2018/04/05`, `2018-04-05`, `20180405`, or a year and month.
pub(super) fn date_of_url(url: &str) -> Option<String> {
    let path = url.split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split(['/', '-', '_', '.']).collect();
    let is_number = |s: &str, len: usize| s.len() == len && s.bytes().all(|b| b.is_ascii_digit());
    let is_year = |s: &str| is_number(s, 4) && (s.starts_with("19") || s.starts_with("20"));
    parts.iter().enumerate().find_map(|(at, part)| {
        let month = parts
            .get(at + 1)
            .filter(|m| (is_number(m, 2) || is_number(m, 1)) && matches!(m.parse(), Ok(1..=12)));
        let day = parts
            .get(at + 2)
            .filter(|d| (is_number(d, 2) || is_number(d, 1)) && matches!(d.parse(), Ok(1..=31)));
        if is_number(part, 8) && is_year(&part[..4]) {
            return Some((*part).to_owned());
        }
        match (is_year(part), month, day) {
            (true, Some(month), Some(day)) => Some(format!("{part}-{month:0>2}-{day:0>2}")),
            (true, Some(month), None) if month.len() == 2 => Some(format!("{part}-{month}")),
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_show_a_day() {
        for line in [
            "Monday, April 5, 2018",
            "5.4.2018",
            "Larnwick, 12/03/04",
            "2018年4月5日",
            "Stand: 5. April 2018",
        ] {
            assert!(shows_day(line), "{line}");
        }
        for line in [
            "© 2018 Larnwick",
            "2018",
            "Room 12",
            "Call 555 0101",
            "1.2 million",
        ] {
            assert!(!shows_day(line), "{line}");
        }
    }

    #[test]
    fn days_in_the_data_of_scripts() {
        let days = |script: &'static str| published_days(script).collect::<Vec<_>>();
        assert_eq!(
            days(r#"x = {"publishedAt":"2018-04-05T10:30:00Z", "n": 1}"#),
            ["2018-04-05T10:30:00Z"]
        );
        assert_eq!(
            days(r#"y = "{\"pubDate\":\"2018-04-05\"}""#),
            ["2018-04-05"]
        );
        assert_eq!(
            days("{&quot;datePublished&quot;:&quot;2018-04-05&quot;}"),
            ["2018-04-05"]
        );
        assert!(days("if (datePublished == null) { publishDate(1) }").is_empty());
    }

    #[test]
    fn the_day_on_which_a_shop_took_in_a_picture() {
        let check = |url: &str, expected: Option<&str>| {
            assert_eq!(upload_day(url).as_deref(), expected, "{url}");
        };
        let shop = "https://larnwick.example/cdn/shop";
        check(
            &format!("{shop}/articles/quay.jpg?v=1522922400&width=9"),
            Some("2018-04-05"),
        );
        check(&format!("{shop}/files/logo.png?v=1522922400"), None);
        check(&format!("{shop}/articles/quay.jpg?v=15229"), None);
        check(&format!("{shop}/articles/quay.jpg?v=+522922400"), None);
        check(
            "https://larnwick.example/articles/quay.jpg?v=1522922400",
            None,
        );
    }

    #[test]
    fn the_day_of_an_address() {
        let check = |url: &str, expected: Option<&str>| {
            assert_eq!(date_of_url(url).as_deref(), expected, "{url}");
        };
        check(
            "https://larnwick.example/news/2018/04/05/bridge",
            Some("2018-04-05"),
        );
        check(
            "https://larnwick.example/2018-4-5-bridge",
            Some("2018-04-05"),
        );
        check("https://larnwick.example/20180405.html", Some("20180405"));
        check("https://larnwick.example/2018/04/bridge", Some("2018-04"));
        check("https://larnwick.example/linux-2018-1-release", None);
        check("https://larnwick.example/bridge?day=2018-04-05", None);
    }
}
