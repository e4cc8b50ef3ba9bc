//! The conductor of the build flow: files in, documents in the index, every outcome counted.
//!
//! Workers read, clean and extract in parallel; the calling thread walks, writes and counts, in the
//! order of the walk. So the result does not depend on the number of threads.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

mod delete;
mod import;
mod keeper;
mod migrate;
mod ordered;
mod read;
mod retag;
mod tally;
mod task;
mod train;
mod verify;

use crate::config::Config;
use crate::index::{Index, IndexError, Ledger};
use crate::release::Release;
use crate::report::{Explanation, IndexReport, SkipReason, Skipped};
use crate::source::{FileEntry, SourceError, WalkItem, walk};

pub use delete::{Doomed, delete};
pub use import::{Import, ImportForm, import};
use keeper::Keeper;
pub use migrate::migrate;
use ordered::{InFlight, map_ordered};
use read::{explain_release, read_release};
pub use retag::retag;
use task::{Outcome, Task};
pub use train::{Labels, Trained, train_topics};
pub use verify::verify;

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
    /// What is to be imported cannot be read.
    #[error("cannot read `{name}`: {source}")]
    Input {
        /// The file.
        name: String,
        /// The cause.
        source: std::io::Error,
    },
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
    take: impl FnMut(Result<Release, Skipped>) -> ControlFlow<()>,
) -> Result<(), IngestError> {
    read_each(run, |entry| read_release(entry, config), take)
}

/// Reads releases and hands on why each reads as it does, in the order of the walk.
pub fn explain(
    run: Run<'_>,
    config: &Config,
    take: impl FnMut(Result<Explanation, Skipped>) -> ControlFlow<()>,
) -> Result<(), IngestError> {
    let explained = |entry: &FileEntry| explain_release(entry, config).map(|(_, why)| why);
    read_each(run, explained, take)
}

fn read_each<T: Send>(
    run: Run<'_>,
    read: impl Fn(&FileEntry) -> Result<T, SkipReason> + Sync,
    mut take: impl FnMut(Result<T, Skipped>) -> ControlFlow<()>,
) -> Result<(), IngestError> {
    let items = walk(run.roots)?
        .take_while(|_| !run.is_stopped())
        .map(|item| match item {
            WalkItem::File(entry) => (weight(&entry), Ok(entry)),
            WalkItem::Skip(skipped) => (0, Err(skipped)),
        });
    let work = |item: &Result<FileEntry, Skipped>| match item {
        Ok(entry) => read(entry),
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
        .map(|item| {
            let task = Task::of(item, &ledger);
            (task.entry().map_or(0, weight), task)
        });
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
            on_progress(keeper.report());
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
    if run.is_stopped() {
        keeper.interrupt();
    } else {
        keeper.delete_gone(&ledger);
    }
    Ok(keeper.finish(started)?)
}

/// Half of the budget, within what the engine can use.
fn engine_memory(run: Run<'_>) -> usize {
    usize::try_from(run.memory / 2).unwrap_or(usize::MAX)
}
