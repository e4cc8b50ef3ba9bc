//! Dates in addresses and paths. Position decides, not shape: whole segments, or digits set apart.
//!
//! A slug such as `kali-linux-2026-1-release` holds no date.

use crate::release::PartialDate;

use super::plausible_year;
use super::value::compact;

/// The date that the folders of an address or path spell: `/2021/08/19/`, `/2021/08/`, `/20210819/`.
pub(super) fn folder_date(path: &str) -> Option<PartialDate> {
    let segments: Vec<&str> = path.split(['/', '\\']).collect();
    let num_folders = segments.len().saturating_sub(1);
    let starts = (0..num_folders).rev();
    let found: Vec<_> = starts
        .filter_map(|at| segments_date(&segments[at..]))
        .collect();
    found
        .iter()
        .find(|d| d.day.is_some())
        .or(found.first())
        .copied()
}

/// The date in a file name, set apart from other digits: `2021-08-19_acme.html`, `pr20210819.txt`.
pub(super) fn file_name_date(path: &str) -> Option<PartialDate> {
    let name = path.rsplit(['/', '\\']).next()?;
    let stem = name.split_once('.').map_or(name, |(stem, _)| stem);
    spelled(stem).or_else(|| day_first(stem))
}

/// A lone year among the folders, which can complete a day without a year.
pub(super) fn folder_year(path: &str) -> Option<i16> {
    let mut years = path
        .split(['/', '\\'])
        .filter(|s| s.len() == 4)
        .filter_map(year);
    years.next_back()
}

fn year(segment: &str) -> Option<i16> {
    (segment.len() == 4).then_some(())?;
    plausible_year(digits(segment)?)
}

fn digits(text: &str) -> Option<u32> {
    text.bytes().all(|b| b.is_ascii_digit()).then_some(())?;
    text.parse().ok()
}

fn small(segment: &str) -> Option<u8> {
    (1..=2).contains(&segment.len()).then_some(())?;
    u8::try_from(digits(segment)?).ok()
}

/// A month in digits or by its English name.
fn month(segment: &str) -> Option<u8> {
    if let Some(number) = small(segment) {
        return Some(number);
    }
    match super::names::name(segment)? {
        super::names::Name::Month { number, .. } => Some(number),
        _ => None,
    }
}

fn segments_date(segments: &[&str]) -> Option<PartialDate> {
    let (first, rest) = segments.split_first()?;
    if let Some(date) = spelled(first).or_else(|| day_first(first)) {
        return Some(date);
    }
    let second = rest.first()?;
    if let Some((y, m)) = first.split_once(['-', '_']).filter(|(_, m)| m.len() == 2) {
        let (year, month) = (year(y)?, small(m)?);
        return small(second)
            .and_then(|day| PartialDate::from_ymd(year, month, day))
            .or_else(|| PartialDate::from_ym(year, month));
    }
    let year = year(first)?;
    if second.len() == 4 {
        return compact(&format!("{first}{second}"));
    }
    let month = month(second)?;
    rest.get(1)
        .and_then(|day| small(day.split(['-', '_']).next()?))
        .and_then(|day| PartialDate::from_ymd(year, month, day))
        .or_else(|| PartialDate::from_ym(year, month))
}

/// A segment that is a day, its year last: `19-08-2021`. Month first is not told from it, so the day
/// has to be past the twelfth or the same as the month.
fn day_first(segment: &str) -> Option<PartialDate> {
    let parts: Vec<&str> = segment.split(['-', '_', '.']).collect();
    let [first, second, last] = parts.as_slice() else {
        return None;
    };
    let (day, month) = (small(first)?, small(second)?);
    (day > 12 || day == month).then_some(())?;
    PartialDate::from_ymd(year(last)?, month, day)
}

/// `2021-08-19`, `2021_08_19` or `20210819`, with no digit beside it.
fn spelled(text: &str) -> Option<PartialDate> {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut at = 0;
    while at < bytes.len() {
        if !is_digit(at) {
            at += 1;
            continue;
        }
        let length = bytes[at..]
            .iter()
            .take_while(|b| b.is_ascii_digit())
            .count();
        let date = match length {
            8 => compact(text.get(at..at + 8)?),
            4 => parted(text.get(at..)?),
            _ => None,
        };
        if date.is_some() {
            return date;
        }
        at += length;
    }
    None
}

/// `2021-08-19` at the start of the text, month and day of two digits.
fn parted(text: &str) -> Option<PartialDate> {
    let bytes = text.as_bytes();
    let sign = *bytes.get(4)?;
    let is_sign = matches!(sign, b'-' | b'_') && bytes.get(7) == Some(&sign);
    let ends = !bytes.get(10).is_some_and(u8::is_ascii_digit);
    (is_sign && ends).then_some(())?;
    let part = |range| text.get(range).and_then(digits);
    let month = u8::try_from(part(5..7)?).ok()?;
    let day = u8::try_from(part(8..10)?).ok()?;
    PartialDate::from_ymd(plausible_year(part(0..4)?)?, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(path: &str, folders: Option<&str>, file_name: Option<&str>) {
        let shown = |date: Option<PartialDate>| date.map(|d| d.to_string());
        assert_eq!(shown(folder_date(path)).as_deref(), folders, "{path}");
        assert_eq!(shown(file_name_date(path)).as_deref(), file_name, "{path}");
    }

    #[test]
    fn folders_spell_dates() {
        check(
            "https://acme.test/2021/08/19/new-plant",
            Some("2021-08-19"),
            None,
        );
        check(
            "https://acme.test/news/2021/aug/19/new-plant",
            Some("2021-08-19"),
            None,
        );
        check(
            "https://acme.test/2021/08/new-plant.html",
            Some("2021-08"),
            None,
        );
        check(
            "https://acme.test/c/2021-08/19/c_1.htm",
            Some("2021-08-19"),
            None,
        );
        check("archive/20210819/a.txt", Some("2021-08-19"), None);
        check("n/2021/0819/c90.html", Some("2021-08-19"), None);
        check(
            "https://acme.test/news/19-08-2021/plant",
            Some("2021-08-19"),
            None,
        );
        check("https://acme.test/news/08-09-2021/plant", None, None);
    }

    #[test]
    fn file_names_spell_dates() {
        check("in/2021-08-19_acme.html", None, Some("2021-08-19"));
        check("in/pr20210819.txt", None, Some("2021-08-19"));
        check("in/19-08-2021.txt", None, Some("2021-08-19"));
    }

    #[test]
    fn slugs_and_numbers_are_no_dates() {
        check("https://acme.test/kali-linux-2026-1-release/", None, None);
        check("in/1716869064.html", None, None);
        check("in/2021-1234-56.html", None, None);
        check("a/99/2045/13/40/b", None, None);
    }

    proptest! {
        #[test]
        fn any_path_is_read(path in "\\PC{0,80}") {
            let _ = (folder_date(&path), file_name_date(&path), folder_year(&path));
        }
    }
}
