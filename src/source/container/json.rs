//! JSON Lines, lists of JSON, and single objects of JSON, ninjs among them.

use std::io::Read;
use std::ops::ControlFlow;

use serde_json::Value;

use super::gauge::reason_of;
use super::lines::{Line, Lines};
use super::record::{no_release, of_object};
use super::surrogates::parse;
use super::{Flow, Opener, Place};
use crate::report::SkipReason;

/// Hands on the releases of JSON.
///
/// When the first line is an object, each line is a release (jsonlines.org), however large the
/// file. Otherwise the file is one value and held to the size of a document: a list of releases, an
/// object that holds such a list, or one release.
pub(super) fn open(opener: &mut Opener<'_>, place: &Place, reader: &mut dyn Read) -> Flow {
    let max = opener.options.max_document_bytes;
    let mut lines = Lines::new(reader, max);
    // The hash of a single object is that of its file, blank lines before it counted.
    let mut blank = Vec::new();
    let first = loop {
        match lines.next() {
            Ok(Some(Line::Whole(line))) if is_blank(&line) => {
                blank.extend_from_slice(&line);
                if blank.len() as u64 > max {
                    return opener.skip_document(place, SkipReason::TooLarge(max));
                }
            }
            Ok(Some(Line::Whole(line))) => break line,
            Ok(Some(Line::TooLong(num_bytes))) => {
                return opener.skip_document(place, SkipReason::TooLarge(num_bytes));
            }
            Ok(None) => return opener.skip_document(place, SkipReason::Empty),
            Err(error) => return opener.skip_document(place, reason_of(&error)),
        }
    };
    match parse(without_mark(&first)) {
        Ok(value) if value.is_object() && lines.is_more() => {
            let number = lines.number();
            open_lines(opener, place, (vec![(number, Line::Whole(first))], lines))
        }
        // What is wrong within a line does not become right with the next, so it is one line of many
        // if the next one is whole.
        Err(error) if !error.is_eof() && first.starts_with(b"{") => {
            let number = lines.number();
            match lines.next() {
                Ok(Some(Line::Whole(second))) if is_object(&second) => {
                    let begun = vec![
                        (lines.number(), Line::Whole(second)),
                        (number, Line::Whole(first)),
                    ];
                    open_lines(opener, place, (begun, lines))
                }
                Err(error) => opener.skip_document(place, reason_of(&error)),
                _ => opener.skip_document(place, damaged(&error)),
            }
        }
        _ => open_whole(opener, place, ([blank, first].concat(), lines)),
    }
}

fn is_object(line: &[u8]) -> bool {
    parse(line).is_ok_and(|value| value.is_object())
}

fn is_blank(line: &[u8]) -> bool {
    line.iter().all(u8::is_ascii_whitespace)
}

fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

/// Hands on the releases of lines; those that were read already come with their numbers, the first
/// one last.
fn open_lines(
    opener: &mut Opener<'_>,
    place: &Place,
    (mut begun, mut lines): (Vec<(u64, Line)>, Lines<'_>),
) -> Flow {
    let mut has_release = false;
    loop {
        let (number, next) = if let Some((number, line)) = begun.pop() {
            (number, Ok(Some(line)))
        } else {
            let next = lines.next();
            (lines.number(), next)
        };
        match next {
            Ok(Some(Line::Whole(line))) if is_blank(&line) => {}
            Ok(Some(Line::Whole(line))) => match read_line(opener, &line) {
                Ok(record) => {
                    has_release = true;
                    record.hand_on(opener, place, number)?;
                }
                // Data of another kind is no list of releases of which each is wanting.
                Err(reason @ SkipReason::NoRelease(_)) if !has_release => {
                    return opener.skip_document(place, reason);
                }
                Err(reason) => opener.skip_numbered(place, number, reason)?,
            },
            Ok(Some(Line::TooLong(num_bytes))) => {
                opener.skip_numbered(place, number, SkipReason::TooLarge(num_bytes))?;
            }
            Ok(None) => return ControlFlow::Continue(()),
            Err(error) => return opener.skip(place, reason_of(&error)),
        }
    }
}

fn read_line(opener: &Opener<'_>, line: &[u8]) -> Result<super::record::Record, SkipReason> {
    let line = without_mark(line);
    let value = parse(line).map_err(|error| damaged(&error))?;
    let mut record = of_object(&value, &opener.options.fields)?;
    record.identity = Some((blake3::hash(line), line.len() as u64));
    Ok(record)
}

/// What is wrong with JSON, without its words: these may be long.
fn damaged(error: &serde_json::Error) -> SkipReason {
    if error.is_eof() {
        return SkipReason::Truncated;
    }
    let place = format!("line {} column {}", error.line(), error.column());
    SkipReason::Damaged(format!("it is not JSON at {place}"))
}

fn open_whole(
    opener: &mut Opener<'_>,
    place: &Place,
    (mut bytes, mut lines): (Vec<u8>, Lines<'_>),
) -> Flow {
    if let Err(reason) = lines.read_rest(&mut bytes) {
        return opener.skip_document(place, reason);
    }
    let json = without_mark(&bytes);
    let value = match parse(json) {
        Ok(value) => value,
        Err(error) => return opener.skip_document(place, damaged(&error)),
    };
    if let Some(items) = list_of(&value, opener) {
        for (number, item) in (1..).zip(items) {
            match of_object(item, &opener.options.fields) {
                Ok(mut record) => {
                    let json = item.to_string();
                    record.identity = Some((blake3::hash(json.as_bytes()), json.len() as u64));
                    record.hand_on(opener, place, number)?;
                }
                Err(reason) => opener.skip_numbered(place, number, reason)?,
            }
        }
        return ControlFlow::Continue(());
    }
    match of_object(&value, &opener.options.fields) {
        Ok(mut record) => {
            record.identity = Some((blake3::hash(&bytes), bytes.len() as u64));
            record.hand_on_alone(opener, place)
        }
        Err(SkipReason::NoRelease(_)) if !value.is_object() => {
            let why = no_release("it is a list in which nothing is a release");
            opener.skip_document(place, why)
        }
        Err(reason) => opener.skip_document(place, reason),
    }
}

/// The list of releases that a value is, or that an object without a body of its own holds.
fn list_of<'v>(value: &'v Value, opener: &Opener<'_>) -> Option<&'v Vec<Value>> {
    let fields = &opener.options.fields;
    let is_record = |item: &Value| of_object(item, fields).is_ok();
    let of_records = |value: &'v Value| {
        let items = value.as_array()?;
        items.iter().any(is_record).then_some(items)
    };
    match value {
        Value::Array(_) => of_records(value),
        Value::Object(_) if is_record(value) => None,
        Value::Object(map) => map.values().find_map(of_records),
        _ => None,
    }
}
