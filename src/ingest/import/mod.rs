//! Releases out of an export into an index.

use std::collections::{HashMap, HashSet};
use std::io::{self, BufRead};
use std::ops::ControlFlow;

mod rows;

use rows::{Lines, Row, Table};

use super::ordered::map_ordered;
use super::{IngestError, MEMORY_PER_DOCUMENT, Run, engine_memory};
use crate::config::Config;
use crate::index::{
    DocumentMaker, Index, IndexError, Ledger, PreparedDocument, SourceStamp, Writer,
};
use crate::release::{Exported, Release, SourceFile};
use crate::report::{ImportProblem, ImportReport};

/// What a line takes in memory on its way, as a multiple of its size.
const MEMORY_PER_BYTE: u64 = 6;

/// Form of what is imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportForm {
    /// One JSON object a line.
    JsonLines,
    /// A header, then one row a release.
    Csv,
}

/// What to import.
pub struct Import<'i> {
    /// How it is called in messages.
    pub name: &'i str,
    /// Its form.
    pub form: ImportForm,
    /// Its content.
    pub reader: &'i mut dyn BufRead,
}

/// Puts the releases of an export into the index, in one commit. What the index held of the same
/// files is replaced; a release that it holds of another file is noted as a copy.
///
/// A line that is no record is a problem of the report and the others are imported. A run that is
/// stopped, or fails, leaves the index as it was.
pub fn import(
    run: Run<'_>,
    index: &Index,
    config: &Config,
    input: Import<'_>,
) -> Result<ImportReport, IngestError> {
    let unreadable = |source| IngestError::Input {
        name: input.name.to_owned(),
        source,
    };
    let mut importer = Importer::new(index.writer(engine_memory(run))?, index)?;
    let maker = index.document_maker(config);
    let rows: Box<dyn Iterator<Item = io::Result<Row>>> = match input.form {
        ImportForm::JsonLines => Box::new(Lines {
            reader: input.reader,
            line: 0,
        }),
        ImportForm::Csv => Box::new(Table::new(input.reader).map_err(unreadable)?),
    };
    let mut broken = None;
    let items = rows
        .take_while(|_| !run.is_stopped())
        .map_while(|row| row.map_err(|error| broken = Some(error)).ok())
        .map(|row| {
            let num_bytes = row.json.as_ref().map_or(0, String::len) as u64;
            (num_bytes * MEMORY_PER_BYTE + MEMORY_PER_DOCUMENT, row)
        });
    let mut failure = None;
    let work = |row: &Row| prepare(row, &maker);
    map_ordered(&run.pool()?, run.in_flight(), items, work, |row, result| {
        let result = result.unwrap_or_else(|panic| Err(panic.0));
        match importer.keep(row.line, result) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                failure = Some(error);
                ControlFlow::Break(())
            }
        }
    });
    if let Some(error) = failure {
        return Err(error.into());
    }
    if let Some(error) = broken {
        return Err(unreadable(error));
    }
    if run.is_stopped() {
        importer.report.interrupted = true;
        return Ok(importer.report);
    }
    importer.writer.finish()?;
    Ok(importer.report)
}

/// A release on its way into the index: as the first of its bytes, and as a copy.
struct Prepared {
    hash: u64,
    keys: Vec<String>,
    /// The release, then the notes on the other files.
    standing: Vec<PreparedDocument>,
    /// The notes on all its files, for when another file stands for the release.
    copies: Vec<PreparedDocument>,
}

fn prepare(row: &Row, maker: &DocumentMaker) -> Result<Prepared, String> {
    let json = row.json.as_ref().map_err(Clone::clone)?;
    let row: Exported = serde_json::from_str(json).map_err(|error| reason(&error))?;
    row.check().map_err(|error| error.to_string())?;
    let files = files_of(&row);
    let mut release = Release {
        aside: row.aside,
        ..row.release
    };
    let hash = release.short_hash();
    let others = std::mem::take(&mut release.other_sources);
    let sources = std::iter::once(&release.source).chain(&others);
    let keys = files.iter().map(|file| file.key.clone()).collect();
    let stamps = files
        .into_iter()
        .map(|file| SourceStamp::of_file(file, hash));
    let stamps: Vec<_> = stamps.collect();
    let copies = sources.zip(&stamps);
    let copies: Vec<_> = copies
        .map(|(s, stamp)| maker.prepare_copy(s, stamp))
        .collect();
    let mut standing = vec![maker.prepare(&release, &stamps[0])];
    standing.extend(copies.iter().skip(1).cloned());
    Ok(Prepared {
        hash,
        keys,
        standing,
        copies,
    })
}

/// What is wrong, without the position in a text that the user does not see as such.
fn reason(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let (what, _) = message.rsplit_once(" at line ").unwrap_or((&message, ""));
    format!("it is no record: {what}")
}

/// The files of a row; one that tells none gets a name of its own.
fn files_of(row: &Exported) -> Vec<SourceFile> {
    if !row.files.is_empty() {
        return row.files.clone();
    }
    let sources = std::iter::once(&row.release.source).chain(&row.release.other_sources);
    let file = |source: &crate::release::Source| SourceFile {
        key: match (&source.member, source.path.is_empty()) {
            (_, true) => format!("import:{}", row.release.id),
            (Some(member), _) => format!("{}!{member}", source.path),
            (None, _) => source.path.clone(),
        },
        size: source.bytes,
        mtime_ns: 0,
    };
    sources.map(file).collect()
}

struct Importer {
    writer: Writer,
    report: ImportReport,
    /// The files that the index knows, and those imported so far.
    known: HashSet<String>,
    /// Which file stands for the release of a hash.
    standing: HashMap<u64, String>,
}

impl Importer {
    fn new(writer: Writer, index: &Index) -> Result<Self, IndexError> {
        // Read under the writer's lock, so that no other run can have outdated it.
        let ledger = Ledger::read(&index.searcher()?)?;
        let standing = ledger.releases().map(|(hash, key)| (hash, key.to_owned()));
        Ok(Self {
            writer,
            report: ImportReport::default(),
            standing: standing.collect(),
            known: ledger.iter().map(|(key, _)| key.to_owned()).collect(),
        })
    }

    fn keep(&mut self, line: u64, prepared: Result<Prepared, String>) -> Result<(), IndexError> {
        self.report.num_read += 1;
        let prepared = match prepared {
            Ok(prepared) => prepared,
            Err(message) => {
                self.report.problems.push(ImportProblem { line, message });
                return Ok(());
            }
        };
        self.report.num_imported += 1;
        let is_known = |key: &String| self.known.contains(key);
        let is_replaced = prepared.keys.iter().any(is_known);
        let stands = self.standing.get(&prepared.hash);
        let is_copy = stands.is_some_and(|key| !prepared.keys.contains(key));
        self.report.num_replaced += u64::from(is_replaced && !is_copy);
        self.report.num_copies += u64::from(is_copy);
        if !is_copy {
            self.standing
                .insert(prepared.hash, prepared.keys[0].clone());
        }
        let documents = if is_copy {
            prepared.copies
        } else {
            prepared.standing
        };
        for (key, document) in prepared.keys.into_iter().zip(documents) {
            if self.known.insert(key) {
                self.writer.add(document)?;
            } else {
                self.writer.put(document)?;
            }
        }
        Ok(())
    }
}
