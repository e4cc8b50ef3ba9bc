//! What single values of a query mean.

use super::node::{DateRange, Node};
use crate::query::field::TextField;
use crate::release::PartialDate;

/// A word, or what an asterisk makes of it.
pub fn word(field: Option<TextField>, text: String) -> Node {
    if !text.ends_with('*') {
        return Node::Word { field, text };
    }
    match text.trim_end_matches('*') {
        "" => Node::All,
        start => Node::Prefix {
            field,
            text: start.to_owned(),
        },
    }
}

/// A date or a range of dates; an open end is left out: `2021-08..`.
pub fn date(text: &str) -> Result<DateRange, String> {
    let wrong = || {
        format!(
            "`{text}` is not a date; write 2021, 2021-08, 2021-08-19 or two of them with `..` between"
        )
    };
    let (since, until) = text.split_once("..").unwrap_or((text, text));
    let end = |text: &str| -> Result<Option<PartialDate>, String> {
        if text.is_empty() {
            return Ok(None);
        }
        let date: PartialDate = text.parse().map_err(|_| wrong())?;
        let days = date.day_range();
        days.map(|_| Some(date))
            .ok_or_else(|| format!("`{text}` has no year"))
    };
    let range = DateRange {
        since: end(since)?,
        until: end(until)?,
    };
    let first = range.since.and_then(PartialDate::day_range);
    let last = range.until.and_then(PartialDate::day_range);
    match (first, last) {
        (None, None) => Err(wrong()),
        (Some((first, _)), Some((_, last))) if last < first => {
            Err(format!("`{text}` ends before it begins"))
        }
        _ => Ok(range),
    }
}
