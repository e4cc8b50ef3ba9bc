//! Tables: CSV (RFC 4180) and values parted by tabs, semicolons or bars, with a row of names.

use std::io::Read;
use std::ops::ControlFlow;

use serde_json::{Map, Value};

use super::gauge::reason_of;
use super::limited::Limited;
use super::record::of_object;
use super::{Flow, Opener, Place};
use crate::report::SkipReason;
use crate::source::charset;
use crate::source::options::FieldNames;

/// Signs that part the fields of a row.
const DELIMITERS: &[u8] = b",\t;|";

/// The sign that parts the fields, when the first line names a body and something else.
pub(super) fn delimiter(head: &[u8], fields: &FieldNames) -> Option<u8> {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let end = memchr::memchr2(b'\n', b'\r', head)?;
    let line = std::str::from_utf8(&head[..end]).ok()?;
    let known = fields.all();
    let is_named =
        |name: &str, names: &[String]| names.iter().any(|n| n.eq_ignore_ascii_case(name));
    DELIMITERS.iter().copied().find(|delimiter| {
        let names = line.split(char::from(*delimiter));
        let names: Vec<&str> = names.map(|n| n.trim().trim_matches('"')).collect();
        let num_known = names
            .iter()
            .filter(|name| known.iter().any(|names| is_named(name, names)))
            .count();
        num_known >= 2 && names.iter().any(|name| is_named(name, &fields.body))
    })
}

/// Hands on each row of a table as a release.
pub(super) fn open(
    opener: &mut Opener<'_>,
    place: &Place,
    (delimiter, reader): (u8, &mut dyn Read),
) -> Flow {
    let max = opener.options.max_document_bytes;
    let limited = Limited::new(reader, max);
    let mut rows = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(false)
        .from_reader(limited);
    let mut row = csv::ByteRecord::new();
    let mut names: Option<Vec<String>> = None;
    let mut number = 0;
    loop {
        match rows.read_byte_record(&mut row) {
            Ok(true) => {}
            Ok(false) => return ControlFlow::Continue(()),
            // What follows cannot be told apart any more: a quote is not closed, or reading failed.
            Err(error) => return opener.skip(place, row_reason(error)),
        }
        rows.get_mut().renew();
        let cells = row.iter().map(text_of);
        let Some(names) = &names else {
            let fields = &opener.options.fields;
            names = Some(cells.map(|name| spelt(name.trim(), fields)).collect());
            continue;
        };
        number += 1;
        let pairs = names.iter().cloned().zip(cells.map(Value::String));
        let object = Value::Object(pairs.collect::<Map<_, _>>());
        match of_object(&object, &opener.options.fields) {
            Ok(mut record) => {
                let bytes = row.as_slice();
                record.identity = Some((blake3::hash(bytes), bytes.len() as u64));
                record.hand_on(opener, place, number)?;
            }
            Err(reason) => opener.skip_numbered(place, number, reason)?,
        }
    }
}

/// The name of a column as the config spells it: tables write `Headline` and `HEADLINE` too.
fn spelt(name: &str, fields: &FieldNames) -> String {
    let mut known = fields.all().into_iter().flatten();
    let known = known.find(|known| known.eq_ignore_ascii_case(name));
    known.map_or(name, String::as_str).to_owned()
}

/// A cell; each may be in a charset of its own, as where tables were put together.
fn text_of(cell: &[u8]) -> String {
    let cell = cell.strip_prefix(b"\xef\xbb\xbf").unwrap_or(cell);
    match std::str::from_utf8(cell) {
        Ok(text) => text.to_owned(),
        Err(_) => charset::decode(cell, None).text,
    }
}

fn row_reason(error: csv::Error) -> SkipReason {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => reason_of(&error),
        _ => SkipReason::Damaged("a row cannot be read".to_owned()),
    }
}
