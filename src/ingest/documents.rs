//! Files → documents in parallel, each file's in the order in which they lie in it.
//!
//! A worker reads a file and works on its first documents. A file that holds more goes back to the
//! calling thread, which has it read again as a stream, past those that are done, and spreads the
//! rest over the workers. So small containers are read in parallel with each other, the members of
//! a large one in parallel too, and no more is in memory than what is under way.

use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::sync_channel;

use super::ordered::{InFlight, map_ordered, panic_message};
use super::{MEMORY_PER_BYTE, MEMORY_PER_DOCUMENT};
use crate::report::SkipReason;
use crate::source::{Content, FileEntry, Found, ReadOptions, read};

/// The documents that a worker takes from one file at the most.
const MAX_AT_ONCE: usize = 16;

/// The bytes of documents that a worker takes from one file, but for the last of them.
const MAX_BYTES_AT_ONCE: u64 = 1 << 20;

/// What happens to an item.
#[derive(Debug)]
pub enum Step<R> {
    /// A document of its file ended so; with the name in the container, if it lies in one.
    Document(Option<String>, Result<R, SkipReason>),
    /// All documents of the item have come.
    End,
}

/// The means of [`map_documents`].
#[derive(Debug, Clone, Copy)]
pub struct Means<'m> {
    /// The workers.
    pub pool: &'m rayon::ThreadPool,
    /// What may be under way at once; a large container doubles it while it is read.
    pub limit: InFlight,
    /// How far files are opened.
    pub options: &'m ReadOptions,
    /// Set to true to end within a container; what was worked on until then is handed on.
    pub stop: &'m AtomicBool,
}

/// An item on its way.
pub trait Item: Send + Sync {
    /// The file to read, if there is one.
    fn file(&self) -> Option<&FileEntry>;
}

/// Runs `work` for every document of the items, with its name in the container, and hands the
/// results to `take` in order: each item's documents, then its end. After `take` breaks, no further
/// document is read.
///
/// A panic, of `work` or of the reading, becomes the result of its document.
pub fn map_documents<I: Item, R: Send>(
    means: Means<'_>,
    items: impl Iterator<Item = (u64, I)>,
    work: impl Fn(&I, Option<&str>, &Content) -> Result<R, SkipReason> + Sync,
    mut take: impl FnMut(&I, Step<R>) -> ControlFlow<()>,
) {
    let work = &work;
    let start = |item: &I| match item.file() {
        Some(file) => begin(file, means.options, |member, content| {
            work(item, member, content)
        }),
        None => Begun::nothing(),
    };
    map_ordered(means.pool, means.limit, items, start, |item, begun| {
        // What panics is caught nearer to where it does.
        let begun = begun.unwrap_or_else(|panic| Begun::panicked(panic.0));
        let num_done = begun.done.len();
        for (member, result) in begun.done {
            take(&item, Step::Document(member, result))?;
        }
        if let (Some(file), false) = (item.file(), begun.is_whole) {
            let work = |member: Option<&str>, content: &Content| work(&item, member, content);
            let take = |member, result| take(&item, Step::Document(member, result));
            go_on(means, (file, num_done), work, take)?;
        }
        take(&item, Step::End)
    });
}

type Done<R> = (Option<String>, Result<R, SkipReason>);

/// The first documents of a file.
struct Begun<R> {
    done: Vec<Done<R>>,
    /// There are no more.
    is_whole: bool,
}

impl<R> Begun<R> {
    fn nothing() -> Self {
        Self {
            done: Vec::new(),
            is_whole: true,
        }
    }

    fn panicked(message: String) -> Self {
        Self {
            done: vec![(None, Err(SkipReason::Panicked(message)))],
            is_whole: true,
        }
    }
}

fn begin<R>(
    file: &FileEntry,
    options: &ReadOptions,
    work: impl Fn(Option<&str>, &Content) -> Result<R, SkipReason>,
) -> Begun<R> {
    let mut begun = Begun::nothing();
    let mut num_bytes = 0;
    let caught = catch_unwind(AssertUnwindSafe(|| {
        read(file, options, &mut |found| {
            if begun.done.len() >= MAX_AT_ONCE || num_bytes >= MAX_BYTES_AT_ONCE {
                begun.is_whole = false;
                return ControlFlow::Break(());
            }
            num_bytes += found.content.as_ref().map_or(0, Content::num_bytes);
            begun.done.push(worked(found, &work));
            ControlFlow::Continue(())
        });
    }));
    if let Err(payload) = caught {
        let message = panic_message(&*payload).0;
        begun.done.push((None, Err(SkipReason::Panicked(message))));
    }
    begun
}

fn worked<R>(
    found: Found,
    work: impl Fn(Option<&str>, &Content) -> Result<R, SkipReason>,
) -> Done<R> {
    let Found { member, content } = found;
    let result = content.and_then(|content| {
        catch_unwind(AssertUnwindSafe(|| work(member.as_deref(), &content)))
            .unwrap_or_else(|payload| Err(SkipReason::Panicked(panic_message(&*payload).0)))
    });
    (member, result)
}

/// Reads a file past its first documents, on a thread of its own.
fn go_on<R: Send>(
    means: Means<'_>,
    (file, num_done): (&FileEntry, usize),
    work: impl Fn(Option<&str>, &Content) -> Result<R, SkipReason> + Sync,
    mut take: impl FnMut(Option<String>, Result<R, SkipReason>) -> ControlFlow<()>,
) -> ControlFlow<()> {
    std::thread::scope(|scope| {
        let (sender, receiver) = sync_channel(1);
        scope.spawn(move || {
            let mut num_before = num_done;
            let caught = catch_unwind(AssertUnwindSafe(|| {
                read(file, means.options, &mut |found| {
                    if num_before > 0 {
                        num_before -= 1;
                        return ControlFlow::Continue(());
                    }
                    // Nobody listens any more once a result was refused.
                    match sender.send(found) {
                        Ok(()) => ControlFlow::Continue(()),
                        Err(_) => ControlFlow::Break(()),
                    }
                });
            }));
            if let Err(payload) = caught {
                let reason = SkipReason::Panicked(panic_message(&*payload).0);
                let _ = sender.send(Found {
                    member: None,
                    content: Err(reason),
                });
            }
        });
        let is_stopped = || means.stop.load(Ordering::Relaxed);
        let items = receiver.into_iter().take_while(|_| !is_stopped());
        let items = items.map(|found| (weight(&found), found));
        let work = |found: &Found| match &found.content {
            Ok(content) => work(found.member.as_deref(), content),
            Err(reason) => Err(reason.clone()),
        };
        let mut flow = ControlFlow::Continue(());
        map_ordered(means.pool, means.limit, items, work, |found, result| {
            let result = result.unwrap_or_else(|panic| Err(SkipReason::Panicked(panic.0)));
            flow = take(found.member, result);
            flow
        });
        // A container that was left half-way has no end.
        if is_stopped() {
            flow = ControlFlow::Break(());
        }
        flow
    })
}

/// The memory that a document needs on its way, in bytes.
fn weight(found: &Found) -> u64 {
    let num_bytes = found.content.as_ref().map_or(0, Content::num_bytes);
    num_bytes.saturating_mul(MEMORY_PER_BYTE) + MEMORY_PER_DOCUMENT
}
