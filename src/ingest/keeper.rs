//! What was read goes to the writer, and every outcome on the account.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::documents::Step;
use super::tally::Tally;
use super::task::{Known, Reading, Task, document_key, resolved_key, source_key};
use crate::index::{DocumentMaker, IndexError, Ledger, LedgerEntry, SourceStamp, Writer};
use crate::report::{IndexReport, SkipReason, Skipped, Warning};
use crate::source::FileEntry;

/// How long documents may wait for a commit: what a killed run loses at the most.
const COMMIT_EVERY: Duration = Duration::from_secs(60);

/// Writes what was read and keeps the account.
pub struct Keeper {
    writer: Writer,
    report: IndexReport,
    tally: Tally,
    maker: DocumentMaker,
    /// Keys of the ledger that the walk met.
    met: HashSet<String>,
    /// Keys of containers of which all that the ledger knows stays.
    kept: HashSet<String>,
    /// What is known so far of the file whose documents are coming.
    file: FileSoFar,
    /// Roots whose gone files are taken out.
    roots: Vec<String>,
    /// Places that could not be looked into: what lies there is not gone.
    closed: Vec<String>,
    committed: Instant,
}

/// The documents of one file, while they come.
#[derive(Debug, Default)]
struct FileSoFar {
    num_documents: u64,
    /// Some lie in it as members.
    is_container: bool,
    /// Something could not be read for now, but perhaps the next time.
    is_passing: bool,
}

impl Keeper {
    /// Nothing written, nothing counted.
    pub fn new(writer: Writer, maker: DocumentMaker, roots: &[PathBuf]) -> Self {
        Self {
            writer,
            maker,
            kept: HashSet::new(),
            file: FileSoFar::default(),
            report: IndexReport::default(),
            tally: Tally::default(),
            met: HashSet::new(),
            roots: roots.iter().map(|root| resolved_key(root)).collect(),
            closed: Vec::new(),
            committed: Instant::now(),
        }
    }

    /// The account so far.
    pub fn report(&self) -> &IndexReport {
        &self.report
    }

    /// Puts one outcome on the account and its document into the index.
    pub fn keep(&mut self, task: &Task, step: Step<Reading>) -> Result<(), IndexError> {
        match (task, step) {
            (Task::Read { entry, .. }, Step::Document(member, result)) => {
                self.report.num_seen += 1;
                self.file.num_documents += 1;
                self.file.is_container |= member.is_some();
                match result {
                    Ok(reading) => self.put(entry.address(member.as_deref()), reading)?,
                    Err(reason) => self.skip(entry, member.as_deref(), reason),
                }
            }
            (Task::Read { entry, is_known }, Step::End) => self.end(entry, *is_known)?,
            (Task::Skip(Skipped { path, reason }), _) => {
                self.report.num_seen += 1;
                self.closed.push(resolved_key(Path::new(path)));
                self.report.skip(path.clone(), reason.clone());
            }
            (Task::Unchanged { key }, _) => {
                self.report.num_seen += 1;
                self.report.num_unchanged += 1;
                self.met.insert(key.clone());
            }
            (Task::UnchangedContainer { key, num_documents }, _) => {
                self.report.num_seen += num_documents;
                self.report.num_unchanged += num_documents;
                self.kept.insert(key.clone());
            }
        }
        if self.committed.elapsed() >= COMMIT_EVERY {
            self.writer.commit()?;
            self.committed = Instant::now();
        }
        Ok(())
    }

    fn put(&mut self, path: String, reading: Reading) -> Result<(), IndexError> {
        let report = &mut self.report;
        if matches!(reading.known, Known::Touched | Known::Same) {
            report.num_unchanged += 1;
        } else {
            report.num_indexed += 1;
            report.num_replaced += u64::from(reading.known == Known::Changed);
            self.tally.count(&reading.release);
            let warnings = reading.release.warnings.into_iter().map(|message| Warning {
                path: path.clone(),
                message,
            });
            report.warnings.extend(warnings);
        }
        if reading.known == Known::New {
            return self.writer.add(reading.prepared);
        }
        self.met.insert(reading.key);
        if reading.known == Known::Same {
            return Ok(());
        }
        self.writer.put(reading.prepared)
    }

    /// What can no longer be a release loses its document; what cannot be read for now keeps it.
    fn skip(&mut self, entry: &FileEntry, member: Option<&str>, reason: SkipReason) {
        if matches!(reason, SkipReason::Unreadable(_) | SkipReason::Panicked(_)) {
            self.file.is_passing = true;
            let key = document_key(entry, member);
            if member.is_none() {
                self.kept.insert(key.clone());
            }
            self.met.insert(key);
        }
        self.report.skip(entry.address(member), reason);
    }

    /// Notes a container that was read to its end, so that the next run need not open it again.
    fn end(&mut self, entry: &FileEntry, is_known: bool) -> Result<(), IndexError> {
        let file = std::mem::take(&mut self.file);
        if !file.is_container || file.is_passing {
            return Ok(());
        }
        let stamp = SourceStamp {
            key: source_key(&entry.absolute),
            size: entry.num_bytes,
            mtime_ns: entry.modified_ns,
            hash: file.num_documents,
        };
        let note = self.maker.prepare_container(&stamp);
        self.met.insert(stamp.key);
        if is_known {
            self.writer.put(note)
        } else {
            self.writer.add(note)
        }
    }

    /// Takes out the documents below the roots whose files the walk did not meet.
    pub fn delete_gone(&mut self, ledger: &Ledger) {
        for root in &self.roots {
            for key in ledger.keys_below(root) {
                let is_closed = self.closed.iter().any(|place| is_below(key, place));
                // Roots may lie within each other.
                if !is_closed && !self.is_kept(key) && self.met.insert(key.to_owned()) {
                    self.writer.delete(key);
                    let is_note = ledger.get(key).is_some_and(LedgerEntry::is_container);
                    self.report.num_deleted += u64::from(!is_note);
                }
            }
        }
    }

    /// Whether it is a container that stays as it is, or lies in one.
    fn is_kept(&self, key: &str) -> bool {
        self.kept.contains(key)
            || key
                .match_indices('!')
                .any(|(at, _)| self.kept.contains(&key[..at]))
    }

    /// Notes that the run was stopped before its end.
    pub fn interrupt(&mut self) {
        self.report.interrupted = true;
    }

    /// Commits, and closes the account.
    pub fn finish(mut self, started: Instant) -> Result<IndexReport, IndexError> {
        self.writer.finish()?;
        self.tally.write(&mut self.report);
        self.report.seconds = started.elapsed().as_secs_f64();
        Ok(self.report)
    }
}

fn is_below(key: &str, place: &str) -> bool {
    key.strip_prefix(place)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '!']))
}
