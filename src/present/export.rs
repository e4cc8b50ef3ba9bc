//! Releases as JSON Lines or CSV, whole or some of their fields, in a form that `import` reads back.

use std::borrow::Cow;
use std::io;

use serde::Serialize;
use serde_json::Value;

use super::plain::is_dangerous;
use crate::release::{EXPORT_FIELDS, ExportField, Exported, FieldKind};

/// Form of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportForm {
    /// One JSON object a line.
    JsonLines,
    /// A header, then one row a release (RFC 4180, line ends as `\n`).
    Csv,
}

/// A field, or a part of one: `date.value`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportColumn {
    field: &'static ExportField,
    part: Option<&'static str>,
}

impl ExportColumn {
    /// Every field, whole.
    pub fn all() -> Vec<Self> {
        let whole = |field| Self { field, part: None };
        EXPORT_FIELDS.iter().map(whole).collect()
    }

    /// The field or part of that name.
    pub fn named(name: &str) -> Option<Self> {
        let (field, part) = match name.split_once('.') {
            Some((field, part)) => (field, Some(part)),
            None => (name, None),
        };
        let field = EXPORT_FIELDS.iter().find(|known| known.name == field)?;
        let Some(part) = part else {
            return Some(Self { field, part: None });
        };
        let part = field.parts.iter().find(|known| **known == part)?;
        Some(Self {
            field,
            part: Some(part),
        })
    }

    /// Every name of a field and of a part.
    pub fn names() -> Vec<String> {
        let names = |field: &ExportField| {
            let parts = field.parts.iter();
            let parts: Vec<_> = parts.map(|part| format!("{}.{part}", field.name)).collect();
            [vec![field.name.to_owned()], parts].concat()
        };
        EXPORT_FIELDS.iter().flat_map(names).collect()
    }

    fn name(&self) -> String {
        match self.part {
            Some(part) => format!("{}.{part}", self.field.name),
            None => self.field.name.to_owned(),
        }
    }

    /// The value as JSON.
    fn json(&self, row: &Exported) -> io::Result<String> {
        let whole = field_json(row, self.field.name)?;
        let Some(part) = self.part else {
            return Ok(whole);
        };
        let value: Value = serde_json::from_str(&whole)?;
        let part = match value {
            Value::Array(items) => items.into_iter().map(|item| part_of(item, part)).collect(),
            value => part_of(value, part),
        };
        Ok(part.to_string())
    }
}

fn part_of(value: Value, part: &str) -> Value {
    match value {
        Value::Object(mut parts) => parts.remove(part).unwrap_or_default(),
        _ => Value::Null,
    }
}

fn field_json(row: &Exported, name: &str) -> io::Result<String> {
    fn json(value: &impl Serialize) -> io::Result<String> {
        Ok(serde_json::to_string(value)?)
    }
    let release = &row.release;
    match name {
        "id" => json(&release.id),
        "source" => json(&release.source),
        "other_sources" => json(&release.other_sources),
        "headline" => json(&release.headline),
        "subhead" => json(&release.subhead),
        "body" => json(&release.body),
        "body_basis" => json(&release.body_basis),
        "dateline" => json(&release.dateline),
        "date" => json(&release.date),
        "language" => json(&release.language),
        "countries" => json(&release.countries),
        "persons" => json(&release.persons),
        "topics" => json(&release.topics),
        "quotes" => json(&release.quotes),
        "contacts" => json(&release.contacts),
        "boilerplate" => json(&release.boilerplate),
        "notices" => json(&release.notices),
        "release_number" => json(&release.release_number),
        "issuer" => json(&release.issuer),
        "warnings" => json(&release.warnings),
        "aside" => json(&row.aside),
        "files" => json(&row.files),
        _ => json(&()),
    }
}

/// Writes releases in one form.
pub struct ExportWriter<'w> {
    columns: Vec<ExportColumn>,
    sink: Sink<'w>,
}

enum Sink<'w> {
    Lines(&'w mut dyn io::Write),
    Table(Box<csv::Writer<&'w mut dyn io::Write>>),
}

impl<'w> ExportWriter<'w> {
    /// Begins; a table gets its header.
    pub fn new(
        out: &'w mut dyn io::Write,
        form: ExportForm,
        columns: Vec<ExportColumn>,
    ) -> io::Result<Self> {
        let sink = match form {
            ExportForm::JsonLines => Sink::Lines(out),
            ExportForm::Csv => {
                let mut table = csv::Writer::from_writer(out);
                table.write_record(columns.iter().map(ExportColumn::name))?;
                Sink::Table(Box::new(table))
            }
        };
        Ok(Self { columns, sink })
    }

    /// Writes one release.
    pub fn write(&mut self, row: &Exported) -> io::Result<()> {
        match &mut self.sink {
            Sink::Lines(out) => {
                let mut before = '{';
                for column in &self.columns {
                    let value = column.json(row)?;
                    write!(out, "{before}\"{}\":{}", column.name(), harmless(&value))?;
                    before = ',';
                }
                out.write_all(b"}\n")
            }
            Sink::Table(table) => {
                for column in &self.columns {
                    table.write_field(cell(column.field.kind, &column.json(row)?)?)?;
                }
                Ok(table.write_record(None::<&[u8]>)?)
            }
        }
    }

    /// Writes what is still held.
    pub fn finish(self) -> io::Result<()> {
        match self.sink {
            Sink::Lines(out) => out.flush(),
            Sink::Table(mut table) => table.flush(),
        }
    }
}

/// JSON with escapes for what a terminal obeys; such characters stand in its strings only.
fn harmless(json: &str) -> Cow<'_, str> {
    if !json.contains(is_dangerous) {
        return Cow::Borrowed(json);
    }
    let mut safe = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if is_dangerous(c) {
            let units = c.encode_utf16(&mut [0; 2]).to_vec();
            safe.extend(units.iter().map(|unit| format!("\\u{unit:04x}")));
        } else {
            safe.push(c);
        }
    }
    Cow::Owned(safe)
}

/// A cell: empty for `null`, a text as it is, anything else as JSON.
///
/// A text that is empty, that a spreadsheet could take for a formula, that a terminal could obey, or
/// that begins with a quotation mark is written as a JSON string, so that it reads back the same.
fn cell(kind: FieldKind, json: &str) -> io::Result<String> {
    if json == "null" {
        return Ok(String::new());
    }
    let is_text = kind == FieldKind::Text || json.starts_with('"');
    if !is_text {
        return Ok(harmless(json).into_owned());
    }
    let text: String = serde_json::from_str(json)?;
    let is_odd = text.is_empty()
        || text.starts_with(['"', '=', '+', '-', '@', '\t'])
        || text.contains(|c| is_dangerous(c) && !matches!(c, '\n' | '\t'));
    Ok(if is_odd {
        harmless(json).into_owned()
    } else {
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_its_json() {
        let whole = serde_json::to_value(Exported::default()).expect("json");
        for column in ExportColumn::all() {
            let json = column.json(&Exported::default()).expect("json");
            let value: Value = serde_json::from_str(&json).expect("json");
            assert_eq!(value, whole[column.field.name], "{}", column.name());
        }
    }

    #[test]
    fn every_name_is_known() {
        for name in ExportColumn::names() {
            let column = ExportColumn::named(&name).expect("a column");
            assert_eq!(column.name(), name);
        }
        for name in ["", "dates", "date.", "date.day", "id.x", "date.value.x"] {
            assert_eq!(ExportColumn::named(name), None, "{name}");
        }
    }

    #[test]
    fn cells_that_do_harm_or_would_be_lost_are_json_strings() {
        for (json, expected) in [
            ("null", ""),
            ("\"\"", "\"\""),
            ("\"Quay, \\\"open\\\"\"", "Quay, \"open\""),
            ("\"=1+1\"", "\"=1+1\""),
            ("\"\\\"So\\\"\"", "\"\\\"So\\\"\""),
            ("\"a\u{202e}b\"", "\"a\\u202eb\""),
            ("\"two\\nlines\"", "two\nlines"),
            ("\"\\u001b[2J\"", "\"\\u001b[2J\""),
        ] {
            assert_eq!(cell(FieldKind::Text, json).expect("a cell"), expected);
        }
        assert_eq!(cell(FieldKind::Json, "[1]").expect("a cell"), "[1]");
    }
}
