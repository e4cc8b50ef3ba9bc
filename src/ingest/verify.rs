//! The index held against its sources.

use std::fs::{self, File};
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::ordered::map_ordered;
use super::task::{resolved_key, source_key};
use super::{IngestError, MEMORY_PER_DOCUMENT, Run};
use crate::index::{Index, Ledger, LedgerEntry, Outcome};
use crate::report::VerifyReport;
use crate::source::{FileEntry, WalkItem, walk};

/// How a source is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Right,
    Missing,
    Changed,
    Unreadable,
}

/// Looks at every source below the roots of the run, or at every source when there are none, and for
/// files below the roots that the index does not know. Files are read and their hashes compared; of
/// a member of an archive it is the archive's size and time that are.
pub fn verify(run: Run<'_>, index: &Index) -> Result<VerifyReport, IngestError> {
    let ledger = Ledger::read(&index.searcher()?)?;
    let mut report = VerifyReport::default();
    let mut keys: Vec<&str> = if run.roots.is_empty() {
        ledger.iter().map(|(key, _)| key).collect()
    } else {
        let roots = run.roots.iter().map(|root| resolved_key(root));
        roots
            .flat_map(|root| ledger.keys_below(&root))
            .collect::<Vec<_>>()
    };
    keys.sort_unstable();
    keys.dedup();
    let known = keys.into_iter().filter_map(|key| {
        let entry = ledger.get(key)?;
        // What the user has deleted is not to be found again.
        (!entry.is_deleted()).then_some((MEMORY_PER_DOCUMENT, (key, entry)))
    });
    let known = known.take_while(|_| !run.is_stopped());
    let work = |(key, entry): &(&str, &LedgerEntry)| state(key, entry);
    map_ordered(
        &run.pool()?,
        run.in_flight(),
        known,
        work,
        |(key, _), state| {
            report.num_sources += 1;
            let found = match state.unwrap_or(State::Unreadable) {
                State::Right => return ControlFlow::Continue(()),
                State::Missing => &mut report.missing,
                State::Changed => &mut report.changed,
                State::Unreadable => &mut report.unreadable,
            };
            found.push(key.to_owned());
            ControlFlow::Continue(())
        },
    );
    report.unindexed = unindexed(run, &ledger)?
        .into_iter()
        .map(|entry| entry.path)
        .collect();
    Ok(report)
}

/// Files below the roots of which the ledger knows nothing.
fn unindexed(run: Run<'_>, ledger: &Ledger) -> Result<Vec<FileEntry>, IngestError> {
    let files = walk(run.roots)?.filter_map(|item| match item {
        WalkItem::File(entry) => Some(entry),
        WalkItem::Skip(_) => None,
    });
    let unknown = files.filter(|entry| {
        let key = source_key(&entry.absolute);
        ledger.get(&key).is_none() && !ledger.has_members(&key)
    });
    Ok(unknown.collect())
}

fn state(key: &str, entry: &LedgerEntry) -> State {
    let is_skipped = matches!(entry.outcome, Outcome::Skipped(_));
    let Some(path) = file_of(key) else {
        // A file that was no release and is gone is missed by nobody.
        return if is_skipped {
            State::Right
        } else {
            State::Missing
        };
    };
    let is_whole = path.as_os_str() == key;
    let checked = FileEntry::of_file(&path).and_then(|file| {
        let is_same = file.num_bytes == entry.size;
        let is_old = is_same && file.modified_ns == entry.mtime_ns;
        let by_hash = is_whole && matches!(entry.outcome, Outcome::Indexed(_) | Outcome::Copy);
        if by_hash && is_same {
            return Ok(short_hash_of(&path)? == entry.hash);
        }
        Ok(is_old)
    });
    match checked {
        Ok(true) => State::Right,
        Ok(false) => State::Changed,
        // What cannot be read now could not be read then.
        Err(_) if is_skipped => State::Right,
        Err(_) => State::Unreadable,
    }
}

/// The file of a key: the key itself, or what stands before one of its `!`.
pub(super) fn file_of(key: &str) -> Option<PathBuf> {
    let ends = key.match_indices('!').map(|(at, _)| at);
    let mut ends: Vec<_> = ends.chain([key.len()]).collect();
    ends.reverse();
    let files = ends.into_iter().map(|end| Path::new(&key[..end]));
    files
        .filter(|path| path.is_absolute())
        .find(|path| fs::symlink_metadata(path).is_ok())
        .map(Path::to_owned)
}

fn short_hash_of(path: &Path) -> io::Result<u64> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(File::open(path)?)?;
    Ok(LedgerEntry::short_hash(&hasher.finalize()))
}
