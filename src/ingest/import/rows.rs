//! The lines of an export as JSON, whatever its form.

use std::io::{self, BufRead, Read};

use crate::release::{EXPORT_FIELDS, ExportField, FieldKind};

/// The longest line of JSON in bytes: the record of the largest document of the default limit, each
/// of its bytes escaped. A longer one is a problem of its line.
pub const MAX_LINE_BYTES: u64 = 256 << 20;

/// One line or row, with the number of the line on which it begins.
pub struct Row {
    pub line: u64,
    /// The record as JSON, or what is wrong with the row.
    pub json: Result<String, String>,
}

/// The lines of a file of JSON Lines; blank ones are left out.
pub struct Lines<R> {
    pub reader: R,
    pub line: u64,
}

impl<R: BufRead> Lines<R> {
    fn next_line(&mut self) -> io::Result<Option<Row>> {
        loop {
            let mut bytes = Vec::new();
            let mut limited = self.reader.by_ref().take(MAX_LINE_BYTES);
            let num_read = limited.read_until(b'\n', &mut bytes)?;
            if num_read == 0 {
                return Ok(None);
            }
            self.line += 1;
            let line = self.line;
            let is_cut = num_read as u64 == MAX_LINE_BYTES && !bytes.ends_with(b"\n");
            if is_cut {
                drop(bytes);
                self.skip_line()?;
                let json = Err(format!("it is longer than {MAX_LINE_BYTES} bytes"));
                return Ok(Some(Row { line, json }));
            }
            if bytes.trim_ascii().is_empty() {
                continue;
            }
            let json = String::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned());
            return Ok(Some(Row { line, json }));
        }
    }

    /// Reads on to the end of the line without keeping it.
    fn skip_line(&mut self) -> io::Result<()> {
        loop {
            let held = self.reader.fill_buf()?;
            let end = memchr::memchr(b'\n', held);
            let num_used = end.map_or(held.len(), |at| at + 1);
            if held.is_empty() {
                return Ok(());
            }
            self.reader.consume(num_used);
            if end.is_some() {
                return Ok(());
            }
        }
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = io::Result<Row>;

    fn next(&mut self) -> Option<Self::Item> {
        self.next_line().transpose()
    }
}

/// The rows of a table whose header names fields of an export.
pub struct Table<R> {
    reader: csv::Reader<R>,
    columns: Vec<Option<&'static ExportField>>,
    is_over: bool,
}

impl<R: Read> Table<R> {
    /// Reads the header. Columns that are no field of an export are not read.
    pub fn new(reader: R) -> io::Result<Self> {
        let mut reader = csv::Reader::from_reader(reader);
        let field = |name: &str| EXPORT_FIELDS.iter().find(|field| field.name == name);
        let columns: Vec<_> = reader.headers()?.iter().map(field).collect();
        if !columns.is_empty() && columns.iter().all(Option::is_none) {
            let message = "its first line names no field of an export";
            return Err(io::Error::new(io::ErrorKind::InvalidData, message));
        }
        Ok(Self {
            reader,
            columns,
            is_over: false,
        })
    }

    fn json(&self, record: &csv::StringRecord) -> String {
        let mut json = String::from("{");
        for (cell, field) in record.iter().zip(&self.columns) {
            let Some(field) = field.filter(|_| !cell.is_empty()) else {
                continue;
            };
            if json.len() > 1 {
                json.push(',');
            }
            json.push('"');
            json.push_str(field.name);
            json.push_str("\":");
            if field.kind == FieldKind::Json || cell.starts_with('"') {
                json.push_str(cell);
            } else {
                json.push_str(&serde_json::Value::from(cell).to_string());
            }
        }
        json.push('}');
        json
    }
}

impl<R: Read> Iterator for Table<R> {
    type Item = io::Result<Row>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_over {
            return None;
        }
        let mut record = csv::StringRecord::new();
        let line = self.reader.position().line();
        match self.reader.read_record(&mut record) {
            Ok(false) => None,
            Ok(true) => {
                let line = record.position().map_or(line, csv::Position::line);
                let json = Ok(self.json(&record));
                Some(Ok(Row { line, json }))
            }
            Err(error) if error.is_io_error() => {
                self.is_over = true;
                Some(Err(error.into()))
            }
            Err(error) => {
                let json = Err(error.to_string());
                Some(Ok(Row { line, json }))
            }
        }
    }
}
