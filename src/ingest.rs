//! The conductor of the build flow: files in, documents in the index, every outcome counted.
//!
//! Workers read, clean and extract in parallel; the calling thread walks, writes and counts, in the
//! order of the walk. So the result does not depend on the number of threads.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

mod copies;
mod delete;
mod documents;
mod import;
mod keeper;
mod migrate;
mod ordered;
mod preview;
mod read;
mod repair;
mod retag;
mod tally;
mod task;
mod train;
mod upkeep;
mod verify;

use crate::config::Config;
use crate::index::{Index, IndexError, Ledger, Searcher};
use crate::release::Release;
use crate::report::{Explanation, IndexReport, SkipReason, Skipped};
use crate::source::{FileEntry, ReadOptions, SourceError, WalkItem, walk};

pub use delete::{Doomed, delete};
use documents::{Item, Means, Step, map_documents};
pub use import::{Import, ImportForm, import};
use keeper::Keeper;
pub use migrate::migrate;
use ordered::InFlight;
pub use preview::preview;
pub use read::read_options;
use read::{Unread, explain_release, read_release};
pub use repair::{repair, restore};
pub use retag::retag;
use task::{Task, Workshop};
pub use train::{Labels, Trained, train_topics};
pub use upkeep::{Gone, KnownSkips, Upkeep};
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
    /// What else an index run does.
    pub upkeep: Upkeep,
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

    /// The means to read documents with: a large container under way doubles what is in flight.
    fn means<'m>(&'m self, pool: &'m rayon::ThreadPool, options: &'m ReadOptions) -> Means<'m> {
        let limit = self.in_flight();
        let max_weight = limit.max_weight / 2;
        Means {
            pool,
            limit: InFlight {
                max_weight,
                ..limit
            },
            options,
            stop: self.stop,
        }
    }

    fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

/// The memory that a file needs on its way, in bytes. Of a container no more is in memory than of
/// the largest document.
fn weight(entry: &FileEntry, options: &ReadOptions) -> u64 {
    let num_bytes = entry.num_bytes.min(options.max_document_bytes);
    num_bytes.saturating_mul(MEMORY_PER_BYTE) + MEMORY_PER_DOCUMENT
}

/// Reads releases and hands them on in the order of the walk, without an index.
pub fn extract(
    run: Run<'_>,
    config: &Config,
    take: impl FnMut(Result<Release, Skipped>) -> ControlFlow<()>,
) -> Result<(), IngestError> {
    read_each((run, config), |unread| read_release(unread, config), take)
}

/// Reads releases and hands on why each reads as it does, in the order of the walk.
pub fn explain(
    run: Run<'_>,
    config: &Config,
    take: impl FnMut(Result<Explanation, Skipped>) -> ControlFlow<()>,
) -> Result<(), IngestError> {
    let explained = |unread: Unread<'_>| explain_release(unread, config).map(|(_, why)| why);
    read_each((run, config), explained, take)
}

impl Item for WalkItem {
    fn file(&self) -> Option<&FileEntry> {
        match self {
            Self::File(entry) => Some(entry),
            Self::Skip(_) => None,
        }
    }
}

fn read_each<T: Send>(
    (run, config): (Run<'_>, &Config),
    read: impl Fn(Unread<'_>) -> Result<T, SkipReason> + Sync,
    mut take: impl FnMut(Result<T, Skipped>) -> ControlFlow<()>,
) -> Result<(), IngestError> {
    let options = read_options(config);
    let items = walk(run.roots)?
        .take_while(|_| !run.is_stopped())
        .map(|item| (item.file().map_or(0, |file| weight(file, &options)), item));
    let work = |item: &WalkItem, member: Option<&str>, content: &_| {
        let entry = item.file().expect("documents come from files");
        let unread = Unread {
            entry,
            member,
            content,
        };
        read(unread)
    };
    let pool = run.pool()?;
    map_documents(
        run.means(&pool, &options),
        items,
        work,
        |item, step| match (item, step) {
            (WalkItem::File(entry), Step::Document(member, result)) => {
                let path = entry.address(member.as_deref());
                take(result.map_err(|reason| Skipped { path, reason }))
            }
            (WalkItem::Skip(skipped), _) => take(Err(skipped.clone())),
            (WalkItem::File(_), Step::End) => ControlFlow::Continue(()),
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
    let writer = index.writer(engine_memory(run))?;
    let searcher = index.searcher()?;
    let ledger = Ledger::read(&searcher)?;
    let maker = index.document_maker(config);
    let pass = Pass {
        run,
        options: &read_options(config),
        workshop: Workshop {
            config,
            maker: &maker,
            ledger: &ledger,
            upkeep: run.upkeep,
        },
    };
    let means = keeper::Means {
        writer,
        maker: maker.clone(),
        ledger: &ledger,
        upkeep: run.upkeep,
    };
    let mut keeper = Keeper::new(means, run.roots);
    let tasks = walk(run.roots)?.map(|item| Task::of(item, &ledger, run.upkeep));
    pass.keep(tasks, &mut keeper, &mut on_progress)?;
    if run.is_stopped() {
        keeper.interrupt();
    } else {
        keeper.end_gone();
        settle_orphans(&pass, &mut keeper, &searcher)?;
    }
    Ok(keeper.finish(started)?)
}

/// Reads what it is given and hands it to the keeper.
struct Pass<'p> {
    run: Run<'p>,
    options: &'p ReadOptions,
    workshop: Workshop<'p>,
}

impl Pass<'_> {
    fn keep(
        &self,
        tasks: impl Iterator<Item = Task>,
        keeper: &mut Keeper<'_>,
        mut on_progress: impl FnMut(&IndexReport),
    ) -> Result<(), IngestError> {
        let items = tasks.take_while(|_| !self.run.is_stopped()).map(|task| {
            (
                task.file().map_or(0, |file| weight(file, self.options)),
                task,
            )
        });
        let work = |task: &Task, member: Option<&str>, content: &_| {
            self.workshop.read(task, member, content)
        };
        let pool = self.run.pool()?;
        let mut failure = None;
        map_documents(
            self.run.means(&pool, self.options),
            items,
            work,
            |task, step| {
                let kept = keeper.keep(task, step);
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
        failure.map_or(Ok(()), |error| Err(error.into()))
    }
}

/// Reads the copies for which no file stands any more: one of each now does.
fn settle_orphans(
    pass: &Pass<'_>,
    keeper: &mut Keeper<'_>,
    searcher: &Searcher,
) -> Result<(), IngestError> {
    let orphans = orphans(keeper, searcher)?;
    keeper.recount(|keeper| pass.keep(orphans.into_iter(), keeper, |_| ()))
}

/// Copies for which no file stands any more, to be read as the release that they hold.
fn orphans(keeper: &Keeper<'_>, searcher: &Searcher) -> Result<Vec<Task>, IndexError> {
    let mut tasks = Vec::new();
    let mut last = None;
    for key in keeper.orphans() {
        let Some(file) = verify::file_of(&key) else {
            continue;
        };
        // The members of one archive are read together.
        if last.as_ref() == Some(&file) {
            continue;
        }
        let member = key.len() - file.as_os_str().len();
        let shown = match keeper.shown(&key) {
            Some(shown) => {
                let shown = shown.to_string_lossy();
                shown[..shown.len().saturating_sub(member)].to_owned()
            }
            None => searcher
                .stored_copy_of(&key)?
                .map(|copy| copy.source.path)
                .unwrap_or_default(),
        };
        if let Ok(entry) = FileEntry::of_file(&file) {
            let entry = FileEntry {
                path: shown,
                ..entry
            };
            tasks.push(Task::Read {
                entry,
                is_known: true,
            });
        }
        last = Some(file);
    }
    Ok(tasks)
}

/// Half of the budget, within what the engine can use.
fn engine_memory(run: Run<'_>) -> usize {
    usize::try_from(run.memory / 2).unwrap_or(usize::MAX)
}
