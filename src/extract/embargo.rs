//! When an embargo ends, as its line says it.

use crate::text::fold::fold;

use super::date::{DayMonthOrder, dates};

/// `2021-08-19T09:00` out of `EMBARGOED UNTIL 9:00 a.m. ET, August 19, 2021`, in the zone as written.
pub(super) fn embargo_end(line: &str, order: DayMonthOrder) -> Option<String> {
    let mention = dates(line, order)
        .into_iter()
        .find(|m| m.date.day.is_some())?;
    let around = [&line[..mention.span.start], &line[mention.span.end..]];
    let time = around.iter().find_map(|text| clock_time(text));
    Some(match time {
        Some((hour, minute)) => format!("{}T{hour:02}:{minute:02}", mention.date),
        None => mention.date.to_string(),
    })
}

/// `9:00 a.m.`, `10 am`, `14.30`, `00:01 GMT`, `0900 hrs`, `noon`, `midnight`.
fn clock_time(text: &str) -> Option<(u8, u8)> {
    let folded = fold(text);
    let words: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .collect();
    for (at, word) in words.iter().enumerate() {
        match *word {
            "noon" => return Some((12, 0)),
            "midnight" => return Some((0, 0)),
            _ => {}
        }
        let digits = word.trim_end_matches(|c: char| c.is_alphabetic());
        let suffix = &word[digits.len()..];
        let next = words.get(at + 1).copied().unwrap_or_default();
        let (hour, minute, behind) = match (digits.len(), next.parse::<u8>()) {
            (4, _) => (
                digits.get(..2)?.parse().ok()?,
                digits.get(2..)?.parse().ok()?,
                next,
            ),
            (1 | 2, Ok(minute)) if next.len() == 2 && suffix.is_empty() => (
                digits.parse().ok()?,
                minute,
                words.get(at + 2).copied().unwrap_or_default(),
            ),
            (1 | 2, _) => (
                digits.parse::<u8>().ok()?,
                0,
                if suffix.is_empty() { next } else { suffix },
            ),
            _ => continue,
        };
        let is_told = digits.len() == 4
            || next.parse::<u8>().is_ok()
            || matches!(behind, "a" | "am" | "p" | "pm" | "h" | "uhr" | "hrs");
        if let Some(time) = is_told
            .then(|| half_of_day(hour, behind))
            .flatten()
            .filter(|_| minute < 60)
        {
            return Some((time, minute));
        }
    }
    None
}

fn half_of_day(hour: u8, behind: &str) -> Option<u8> {
    match behind {
        "p" | "pm" if hour < 12 => Some(hour + 12),
        "a" | "am" if hour == 12 => Some(0),
        _ => (hour < 24).then_some(hour),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<(u8, u8)>) {
        assert_eq!(clock_time(text), expected, "{text}");
    }

    #[test]
    fn times_of_day_in_many_forms() {
        check("until 9:00 a.m. ET", Some((9, 0)));
        check("until 𝟗", None);
        check("10 pm", Some((22, 0)));
        check("12:30 am", Some((0, 30)));
        check("0900 hrs", Some((9, 0)));
        check("14.30 Uhr", Some((14, 30)));
        check("12 noon", Some((12, 0)));
        check("at 25:00", None);
        check("of 5 kilns", None);
    }
}
