//! What was read goes to the writer, and every outcome on the account.

use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::copies::{Copies, Standing};
use super::documents::Step;
use super::tally::Tally;
use super::task::{Known, Reading, Task, document_key, fault_key, resolved_key, source_key};
use super::upkeep::{Gone, Upkeep};
use crate::index::{DocumentMaker, IndexError, Ledger, LedgerEntry, Outcome, SourceStamp, Writer};
use crate::report::{IndexReport, SkipReason, Skipped, Warning};
use crate::source::FileEntry;

/// How long documents may wait for a commit: what a killed run loses at the most.
const COMMIT_EVERY: Duration = Duration::from_secs(60);

/// What a keeper works with.
pub struct Means<'l> {
    pub writer: Writer,
    pub maker: DocumentMaker,
    pub ledger: &'l Ledger,
    pub upkeep: Upkeep,
}

/// Writes what was read and keeps the account.
pub struct Keeper<'l> {
    means: Means<'l>,
    copies: Copies<'l>,
    report: IndexReport,
    tally: Tally,
    /// Keys of the ledger that the walk met.
    met: HashSet<String>,
    /// Keys of containers of which all that the ledger knows stays.
    kept: HashSet<String>,
    /// Keys of containers that were read to their end: what they lack is gone from them.
    read: HashSet<String>,
    /// What is known so far of the file whose documents are coming.
    file: FileSoFar,
    /// Roots whose gone files are looked for.
    roots: Vec<String>,
    /// Places that could not be looked into: what lies there is not gone.
    closed: Vec<String>,
    committed: Instant,
    num_waiting: u64,
}

/// The documents of one file, while they come.
#[derive(Debug, Default)]
struct FileSoFar {
    num_documents: u64,
    /// Some lie in it as members.
    is_container: bool,
    /// Something could not be read for now, but perhaps the next time.
    is_passing: bool,
    /// Why the file was skipped, or what is wrong with it as a container: the end tells which.
    faults: Vec<SkipReason>,
}

impl<'l> Keeper<'l> {
    /// Nothing written, nothing counted.
    pub fn new(means: Means<'l>, roots: &[PathBuf]) -> Self {
        let taken_over = means.writer.taken_over();
        Self {
            copies: Copies::new(means.ledger),
            means,
            kept: HashSet::new(),
            read: HashSet::new(),
            file: FileSoFar::default(),
            report: IndexReport {
                taken_over: taken_over.map(|holder| holder.to_string()),
                ..IndexReport::default()
            },
            tally: Tally::default(),
            met: HashSet::new(),
            roots: roots.iter().map(|root| resolved_key(root)).collect(),
            closed: Vec::new(),
            committed: Instant::now(),
            num_waiting: 0,
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
                    Ok(reading) => self.put(&entry.address(member.as_deref()), reading)?,
                    Err(reason) => self.skip(entry, member.as_deref(), &reason)?,
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
            (Task::StillSkipped { key, path, reason }, _) => {
                self.report.num_seen += 1;
                self.met.insert(key.clone());
                self.report.skip(path.clone(), (**reason).clone());
            }
            (Task::UnchangedContainer { key, num_documents }, _) => {
                self.report.num_seen += num_documents;
                self.report.num_unchanged += num_documents;
                self.kept.insert(key.clone());
            }
            (Task::Older { key }, _) => {
                self.report.num_older += 1;
                self.kept.insert(key.clone());
            }
        }
        let is_due = self.num_waiting >= self.means.upkeep.batch;
        if is_due || self.committed.elapsed() >= COMMIT_EVERY {
            self.means.writer.commit()?;
            self.committed = Instant::now();
            self.num_waiting = 0;
        }
        Ok(())
    }

    fn put(&mut self, path: &str, reading: Reading) -> Result<(), IndexError> {
        let before = self.means.ledger.get(&reading.stamp.key);
        let hash = reading.stamp.hash;
        if let Some(before) = before.filter(|before| before.hash != hash) {
            self.copies.leave(before.hash, &reading.stamp.key);
        }
        if before.is_some_and(LedgerEntry::is_container) {
            // It has no members any more.
            self.read.insert(reading.stamp.key.clone());
        }
        let standing = self.copies.enter(hash, &reading.stamp.key, path);
        if let Standing::MovedFrom(gone) = &standing {
            self.means.writer.delete(gone);
            self.met.insert(gone.clone());
            self.report.num_renamed += 1;
        }
        let was_copy = before.is_some_and(|before| before.outcome == Outcome::Copy);
        let is_copy = standing == Standing::Copy;
        let was_release = before.is_some_and(|before| before.id().is_some());
        let stays = if is_copy { was_copy } else { was_release };
        self.count(path, &reading, is_copy);
        let is_met = !self.met.insert(reading.stamp.key.clone());
        if reading.known == Known::Same && stays {
            return Ok(());
        }
        self.num_waiting += 1;
        let document = if is_copy {
            self.means
                .maker
                .prepare_copy(&reading.release.source, &reading.stamp)
        } else {
            reading.prepared
        };
        // A copy of this run may be read again as what it holds.
        if before.is_some() || is_met {
            self.means.writer.put(document)
        } else {
            self.means.writer.add(document)
        }
    }

    fn count(&mut self, path: &str, reading: &Reading, is_copy: bool) {
        let report = &mut self.report;
        if matches!(reading.known, Known::Touched | Known::Same) {
            report.num_unchanged += 1;
            return;
        }
        report.num_indexed += 1;
        report.num_replaced += u64::from(reading.known == Known::Changed);
        report.num_copies += u64::from(is_copy);
        self.tally.count(&reading.release);
        let warnings = reading.release.warnings.iter().map(|message| Warning {
            path: path.to_owned(),
            message: message.clone(),
        });
        report.warnings.extend(warnings);
    }

    /// What can no longer be a release loses its document and is noted; what cannot be read for now
    /// keeps it.
    fn skip(
        &mut self,
        entry: &FileEntry,
        member: Option<&str>,
        reason: &SkipReason,
    ) -> Result<(), IndexError> {
        let key = document_key(entry, member);
        self.report.skip(entry.address(member), reason.clone());
        if reason.is_passing() {
            self.file.is_passing = true;
            if member.is_none() {
                self.kept.insert(key.clone());
            }
        } else if member.is_none() {
            self.file.faults.push(reason.clone());
            return Ok(());
        }
        self.note_skip(entry, key, reason)
    }

    fn note_skip(
        &mut self,
        entry: &FileEntry,
        key: String,
        reason: &SkipReason,
    ) -> Result<(), IndexError> {
        let before = self.means.ledger.get(&key);
        let was_release =
            before.is_some_and(|b| matches!(b.outcome, Outcome::Indexed(_) | Outcome::Copy));
        let is_met = !self.met.insert(key.clone());
        // The note of a container has the key of the file that it is.
        let is_container = before.is_some_and(LedgerEntry::is_container);
        if reason.is_passing() && (was_release || is_container) {
            return Ok(());
        }
        if was_release {
            let hash = before.map_or(0, |before| before.hash);
            self.copies.leave(hash, &key);
            self.report.num_deleted += 1;
        }
        let stamp = SourceStamp {
            key,
            size: entry.num_bytes,
            mtime_ns: entry.modified_ns,
            hash: match (reason, before) {
                (SkipReason::Deleted, Some(before)) => before.hash,
                _ => 0,
            },
        };
        self.num_waiting += 1;
        let note = self.means.maker.prepare_skipped(reason, &stamp);
        if before.is_some() || is_met {
            self.means.writer.put(note)
        } else {
            self.means.writer.add(note)
        }
    }

    /// Notes why a file was skipped, and a container that was read to its end, so that the next run
    /// need not open it again.
    fn end(&mut self, entry: &FileEntry, is_known: bool) -> Result<(), IndexError> {
        let file = std::mem::take(&mut self.file);
        for (number, reason) in (1..).zip(&file.faults) {
            let key = if file.is_container {
                fault_key(entry, number)
            } else {
                source_key(&entry.absolute)
            };
            self.note_skip(entry, key, reason)?;
        }
        if !file.is_container || file.is_passing {
            return Ok(());
        }
        let stamp = SourceStamp {
            key: source_key(&entry.absolute),
            size: entry.num_bytes,
            mtime_ns: entry.modified_ns,
            hash: file.num_documents,
        };
        let note = self.means.maker.prepare_container(&stamp);
        if let Some(before) = self.means.ledger.get(&stamp.key) {
            // It may have been a release itself, of which a member is a copy.
            self.copies.leave(before.hash, &stamp.key);
        }
        self.met.insert(stamp.key.clone());
        self.read.insert(stamp.key);
        if is_known {
            self.means.writer.put(note)
        } else {
            self.means.writer.add(note)
        }
    }

    /// Looks for the documents below the roots whose files the walk did not meet. Members that a
    /// container no longer has are taken out, and notes on files that are gone; documents of files
    /// that are gone only when that was asked for.
    pub fn end_gone(&mut self) {
        let roots = std::mem::take(&mut self.roots);
        for root in &roots {
            for key in self.means.ledger.keys_below(root) {
                let is_closed = self.closed.iter().any(|place| is_below(key, place));
                // Roots may lie within each other.
                if is_closed || lies_in(key, &self.kept) || !self.met.insert(key.to_owned()) {
                    continue;
                }
                if let Some(entry) = self.means.ledger.get(key) {
                    self.end_one(key, entry);
                }
            }
        }
    }

    /// The same for keys that are known to be gone, or to have been among what was read.
    pub fn end_keys(&mut self, keys: &[String]) {
        for key in keys {
            if lies_in(key, &self.kept) || !self.met.insert(key.clone()) {
                continue;
            }
            if let Some(entry) = self.means.ledger.get(key) {
                self.end_one(key, entry);
            }
        }
    }

    fn end_one(&mut self, key: &str, entry: &LedgerEntry) {
        let is_pruned = self.means.upkeep.gone == Gone::Prune;
        let is_out = is_pruned || lies_in(key, &self.read);
        match &entry.outcome {
            Outcome::Indexed(_) | Outcome::Copy if is_out => {
                self.copies.leave(entry.hash, key);
                self.means.writer.delete(key);
                self.report.num_deleted += 1;
            }
            Outcome::Indexed(_) | Outcome::Copy => self.report.num_gone += 1,
            Outcome::Skipped(reason) if **reason == SkipReason::Deleted && !is_out => {}
            // The note of a container that is gone goes with its members.
            Outcome::Container(_) if !is_out => {}
            Outcome::Skipped(_) | Outcome::Container(_) => self.means.writer.delete(key),
        }
    }

    /// Copies for which no file stands any more: they are to be read again.
    pub fn orphans(&self) -> BTreeSet<String> {
        self.copies.orphans()
    }

    /// What a copy of this run is shown by.
    pub fn shown(&self, key: &str) -> Option<&Path> {
        self.copies.shown(key)
    }

    /// Puts what comes now into the index, and not on the account: it has been counted.
    pub fn recount<T>(&mut self, again: impl FnOnce(&mut Self) -> T) -> T {
        let report = self.report.clone();
        let done = again(self);
        self.report = report;
        done
    }

    /// Notes that the run was stopped before its end.
    pub fn interrupt(&mut self) {
        self.report.interrupted = true;
    }

    /// Commits, and closes the account.
    pub fn finish(mut self, started: Instant) -> Result<IndexReport, IndexError> {
        self.means.writer.finish()?;
        self.tally.write(&mut self.report);
        self.report.seconds = started.elapsed().as_secs_f64();
        Ok(self.report)
    }
}

/// Whether a key is one of these, or of a member of one.
fn lies_in(key: &str, containers: &HashSet<String>) -> bool {
    let mut ends = key.match_indices('!').map(|(at, _)| at);
    containers.contains(key) || ends.any(|at| containers.contains(&key[..at]))
}

fn is_below(key: &str, place: &str) -> bool {
    key.strip_prefix(place)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '!']))
}
