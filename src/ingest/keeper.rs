//! What was read goes to the writer, and every outcome on the account.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::tally::Tally;
use super::task::{Outcome, Reading, Task, resolved_key, source_key};
use crate::index::{IndexError, Ledger, Writer};
use crate::report::{IndexReport, SkipReason, Skipped, Warning};
use crate::source::FileEntry;

/// How long documents may wait for a commit: what a killed run loses at the most.
const COMMIT_EVERY: Duration = Duration::from_secs(60);

/// Writes what was read and keeps the account.
pub struct Keeper {
    writer: Writer,
    report: IndexReport,
    tally: Tally,
    /// Keys of the ledger that the walk met.
    met: HashSet<String>,
    /// Roots whose gone files are taken out.
    roots: Vec<String>,
    /// Places that could not be looked into: what lies there is not gone.
    closed: Vec<String>,
    committed: Instant,
}

impl Keeper {
    /// Nothing written, nothing counted.
    pub fn new(writer: Writer, roots: &[PathBuf]) -> Self {
        Self {
            writer,
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
    pub fn keep(&mut self, task: Task, outcome: Outcome) -> Result<(), IndexError> {
        self.report.num_seen += 1;
        match (task, outcome) {
            (Task::Read { entry, known }, Outcome::Indexed(reading)) => {
                self.put(&entry, known.is_some(), *reading)?;
            }
            (Task::Read { entry, known }, Outcome::Skipped(reason)) => {
                self.skip(entry, known.is_some(), reason);
            }
            (Task::Skip(Skipped { path, .. }), Outcome::Skipped(reason)) => {
                self.closed.push(resolved_key(Path::new(&path)));
                self.report.skip(path, reason);
            }
            (Task::Unchanged { key }, _) => {
                self.report.num_unchanged += 1;
                self.met.insert(key);
            }
            // A skipped step is never indexed, and only an unchanged one ends unchanged.
            (Task::Skip(_) | Task::Read { .. }, _) => {}
        }
        if self.committed.elapsed() >= COMMIT_EVERY {
            self.writer.commit()?;
            self.committed = Instant::now();
        }
        Ok(())
    }

    fn put(
        &mut self,
        entry: &FileEntry,
        is_known: bool,
        reading: Reading,
    ) -> Result<(), IndexError> {
        let report = &mut self.report;
        if reading.is_same {
            report.num_unchanged += 1;
        } else {
            report.num_indexed += 1;
            report.num_replaced += u64::from(is_known);
            self.tally.count(&reading.release);
            let warnings = reading.release.warnings.into_iter().map(|message| Warning {
                path: entry.path.clone(),
                message,
            });
            report.warnings.extend(warnings);
        }
        if is_known {
            self.met.insert(source_key(&entry.absolute));
            self.writer.put(reading.prepared)
        } else {
            self.writer.add(reading.prepared)
        }
    }

    /// A file that can no longer be a release loses its document; one that cannot be read for now
    /// keeps it.
    fn skip(&mut self, entry: FileEntry, is_known: bool, reason: SkipReason) {
        let is_passing = matches!(reason, SkipReason::Unreadable(_) | SkipReason::Panicked(_));
        if is_known && is_passing {
            self.met.insert(source_key(&entry.absolute));
        }
        self.report.skip(entry.path, reason);
    }

    /// Takes out the documents below the roots whose files the walk did not meet.
    pub fn delete_gone(&mut self, ledger: &Ledger) {
        for root in &self.roots {
            for key in ledger.keys_below(root) {
                let is_closed = self.closed.iter().any(|place| is_below(key, place));
                // Roots may lie within each other.
                if !is_closed && self.met.insert(key.to_owned()) {
                    self.writer.delete(key);
                    self.report.num_deleted += 1;
                }
            }
        }
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
