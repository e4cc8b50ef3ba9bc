//! The conductor of the build flow: files in, documents in the index, every outcome counted.
//!
//! Workers read, clean and extract in parallel; the calling thread walks, writes and counts, in the
//! order of the walk. So the result does not depend on the number of threads.

use std::collections::HashSet;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

mod ordered;
mod read;
mod tally;

use crate::config::Config;
use crate::index::{
    DocumentMaker, Index, IndexError, Ledger, LedgerEntry, PreparedDocument, SourceStamp, Writer,
};
use crate::release::Release;
use crate::report::{IndexReport, SkipReason, Skipped, Warning};
use crate::source::{FileEntry, SourceError, WalkItem, walk};

use ordered::{InFlight, map_ordered};
use read::read_release;
use tally::Tally;

/// How long documents may wait for a commit: what a killed run loses at the most.
const COMMIT_EVERY: Duration = Duration::from_secs(60);

/// What reading a page may take in memory, as a multiple of its size: text, tree, blocks, record.
const MEMORY_PER_BYTE: u64 = 16;

/// What a document takes besides.
const MEMORY_PER_DOCUMENT: u64 = 64 << 10;

/// What to read and with what means.
#[derive(Debug, Clone, Copy)]
pub struct Run<'r> {
    /// Files and folders.
    pub roots: &'r [PathBuf],
    /// Worker threads.
    pub num_threads: usize,
    /// Memory to work in, in bytes; half of it is the engine's.
    pub memory: u64,
    /// Set to true to end the run early, with what is done committed.
    pub stop: &'r AtomicBool,
}

/// Why a run cannot begin or go on. What was committed stays.
#[derive(Debug, thiserror::Error)]
pub enum IngestError {
    /// The roots cannot be walked.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// The index cannot be read or written.
    #[error(transparent)]
    Index(#[from] IndexError),
    /// The operating system gives no threads.
    #[error("cannot start {num_threads} threads: {cause}")]
    Threads {
        /// The number asked for.
        num_threads: usize,
        /// The cause.
        cause: String,
    },
}

impl Run<'_> {
    fn pool(&self) -> Result<rayon::ThreadPool, IngestError> {
        rayon::ThreadPoolBuilder::new()
            .num_threads(self.num_threads)
            .build()
            .map_err(|error| IngestError::Threads {
                num_threads: self.num_threads,
                cause: error.to_string(),
            })
    }

    fn in_flight(&self) -> InFlight {
        InFlight {
            max_items: 64 * self.num_threads,
            max_weight: self.memory / 2,
        }
    }

    fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

/// The memory that a file needs on its way, in bytes.
fn weight(entry: &FileEntry) -> u64 {
    entry.num_bytes.saturating_mul(MEMORY_PER_BYTE) + MEMORY_PER_DOCUMENT
}

/// Reads releases and hands them on in the order of the walk, without an index.
pub fn extract(
    run: Run<'_>,
    config: &Config,
    mut take: impl FnMut(Result<Release, Skipped>) -> ControlFlow<()>,
) -> Result<(), IngestError> {
    let items = walk(run.roots)?
        .take_while(|_| !run.is_stopped())
        .map(|item| match item {
            WalkItem::File(entry) => (weight(&entry), Ok(entry)),
            WalkItem::Skip(skipped) => (0, Err(skipped)),
        });
    let work = |item: &Result<FileEntry, Skipped>| match item {
        Ok(entry) => read_release(entry, config),
        Err(skipped) => Err(skipped.reason.clone()),
    };
    map_ordered(
        &run.pool()?,
        run.in_flight(),
        items,
        work,
        |item, result| {
            let result = result.unwrap_or_else(|panic| Err(SkipReason::Panicked(panic.0)));
            let path = match item {
                Ok(entry) => entry.path,
                Err(skipped) => skipped.path,
            };
            take(result.map_err(|reason| Skipped { path, reason }))
        },
    );
    Ok(())
}

/// Brings the index up to date with the files of the roots.
///
/// `on_progress` is called after each outcome with the report so far.
pub fn index(
    run: Run<'_>,
    index: &Index,
    config: &Config,
    mut on_progress: impl FnMut(&IndexReport),
) -> Result<IndexReport, IngestError> {
    let started = Instant::now();
    // The ledger is read under the writer's lock, so that no other run can have outdated it.
    let mut keeper = Keeper::new(index.writer(engine_memory(run))?, run.roots);
    let ledger = Ledger::read(&index.searcher()?)?;
    let maker = index.document_maker(config);
    let mut failure = None;
    let items = walk(run.roots)?
        .take_while(|_| !run.is_stopped())
        .map(|item| task(item, &ledger));
    let work = |task: &Task| task.run(config, &maker);
    map_ordered(
        &run.pool()?,
        run.in_flight(),
        items,
        work,
        |task, result| {
            let outcome =
                result.unwrap_or_else(|panic| Outcome::Skipped(SkipReason::Panicked(panic.0)));
            let kept = keeper.keep(task, outcome);
            on_progress(&keeper.report);
            match kept {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    failure = Some(error);
                    ControlFlow::Break(())
                }
            }
        },
    );
    if let Some(error) = failure {
        return Err(error.into());
    }
    keeper.report.interrupted = run.is_stopped();
    if !keeper.report.interrupted {
        keeper.delete_gone(&ledger);
    }
    Ok(keeper.finish(started)?)
}

/// Half of the budget, within what the engine can use.
fn engine_memory(run: Run<'_>) -> usize {
    usize::try_from(run.memory / 2).unwrap_or(usize::MAX)
}

/// A step of the walk with what the ledger knows of it.
enum Task {
    /// The file may have changed: read it.
    Read {
        entry: FileEntry,
        known: Option<LedgerEntry>,
    },
    /// The file is as it was.
    Unchanged { key: String },
    /// The walk could not read it.
    Skip(Skipped),
}

/// How a task ended.
enum Outcome {
    Indexed(Box<Reading>),
    Unchanged,
    Skipped(SkipReason),
}

/// A release ready for the writer, with what the report says of it.
struct Reading {
    prepared: PreparedDocument,
    release: Release,
    /// The bytes are those that the index knows; only the file's time has changed.
    is_same: bool,
}

fn task(item: WalkItem, ledger: &Ledger) -> (u64, Task) {
    let entry = match item {
        WalkItem::Skip(skipped) => return (0, Task::Skip(skipped)),
        WalkItem::File(entry) => entry,
    };
    let key = source_key(&entry.absolute);
    match ledger.get(&key) {
        Some(known) if known.size == entry.num_bytes && known.mtime_ns == entry.modified_ns => {
            (0, Task::Unchanged { key })
        }
        known => {
            let known = known.copied();
            (weight(&entry), Task::Read { entry, known })
        }
    }
}

/// The name of a file in the ledger; two files never share one.
fn source_key(path: &Path) -> String {
    path.to_str().map_or_else(
        || {
            let bytes = path.as_os_str().as_encoded_bytes();
            format!(
                "{}#{}",
                path.to_string_lossy(),
                blake3::hash(bytes).to_hex()
            )
        },
        str::to_owned,
    )
}

impl Task {
    fn run(&self, config: &Config, maker: &DocumentMaker) -> Outcome {
        let (entry, known) = match self {
            Self::Skip(skipped) => return Outcome::Skipped(skipped.reason.clone()),
            Self::Unchanged { .. } => return Outcome::Unchanged,
            Self::Read { entry, known } => (entry, known),
        };
        let release = match read_release(entry, config) {
            Ok(release) => release,
            Err(reason) => return Outcome::Skipped(reason),
        };
        let stamp = SourceStamp {
            key: source_key(&entry.absolute),
            size: entry.num_bytes,
            mtime_ns: entry.modified_ns,
            hash: short_hash(&release),
        };
        Outcome::Indexed(Box::new(Reading {
            prepared: maker.prepare(&release, &stamp),
            is_same: known.is_some_and(|known| known.hash == stamp.hash),
            release,
        }))
    }
}

/// The first 64 bits of the hash in the record.
fn short_hash(release: &Release) -> u64 {
    let digits = release.source.hash.get(..16).unwrap_or_default();
    u64::from_str_radix(digits, 16).unwrap_or_default()
}

/// Writes what was read and keeps the account.
struct Keeper {
    writer: Writer,
    report: IndexReport,
    tally: Tally,
    /// Keys of the ledger that the walk met.
    met: HashSet<String>,
    /// Roots whose gone files are taken out, and places that could not be looked into.
    roots: Vec<String>,
    unknown: Vec<String>,
    committed: Instant,
}

impl Keeper {
    fn new(writer: Writer, roots: &[PathBuf]) -> Self {
        Self {
            writer,
            report: IndexReport::default(),
            tally: Tally::default(),
            met: HashSet::new(),
            roots: roots.iter().map(|root| resolved_key(root)).collect(),
            unknown: Vec::new(),
            committed: Instant::now(),
        }
    }

    fn keep(&mut self, task: Task, outcome: Outcome) -> Result<(), IndexError> {
        self.report.num_seen += 1;
        match (task, outcome) {
            (Task::Read { entry, known }, Outcome::Indexed(reading)) => {
                self.put(&entry, known.is_some(), *reading)?;
            }
            (Task::Read { entry, known }, Outcome::Skipped(reason)) => {
                self.skip(entry, known.is_some(), reason);
            }
            (Task::Skip(Skipped { path, .. }), Outcome::Skipped(reason)) => {
                self.unknown.push(resolved_key(Path::new(&path)));
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
        let is_lasting = !matches!(reason, SkipReason::Unreadable(_) | SkipReason::Panicked(_));
        if is_known && !is_lasting {
            self.met.insert(source_key(&entry.absolute));
        }
        self.report.skip(entry.path, reason);
    }

    /// Takes out the documents below the roots whose files the walk did not meet.
    fn delete_gone(&mut self, ledger: &Ledger) {
        for root in &self.roots {
            for key in ledger.keys_below(root) {
                let is_unknown = self.unknown.iter().any(|place| is_below(key, place));
                // Roots may lie within each other.
                if !is_unknown && self.met.insert(key.to_owned()) {
                    self.writer.delete(key);
                    self.report.num_deleted += 1;
                }
            }
        }
    }

    fn finish(mut self, started: Instant) -> Result<IndexReport, IndexError> {
        self.writer.finish()?;
        self.tally.write(&mut self.report);
        self.report.seconds = started.elapsed().as_secs_f64();
        Ok(self.report)
    }
}

/// The key of a root or a place, links resolved as the walk resolves them.
fn resolved_key(path: &Path) -> String {
    let resolved = path.canonicalize().or_else(|_| std::path::absolute(path));
    source_key(resolved.as_deref().unwrap_or(path))
}

fn is_below(key: &str, place: &str) -> bool {
    key.strip_prefix(place)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '!']))
}
