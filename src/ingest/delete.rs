//! Releases taken out by the user: they stay out until the user wants them back.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::task::resolved_key;
use super::{IngestError, Run, engine_memory};
use crate::config::Config;
use crate::index::{Index, IndexError, Ledger, Outcome, Searcher, SourceStamp, StoredAddress};
use crate::report::{DeleteReport, SkipReason};

/// Files that are to lose their releases.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Doomed {
    /// The files by key, each with what the ledger knows of it.
    files: BTreeMap<String, SourceStamp>,
    /// Releases of which no file is left.
    pub num_releases: u64,
}

impl Doomed {
    /// All files of these releases.
    pub fn of_releases(
        searcher: &Searcher,
        addresses: &[StoredAddress],
    ) -> Result<Self, IndexError> {
        let mut doomed = Self {
            num_releases: addresses.len() as u64,
            ..Self::default()
        };
        for address in addresses {
            let stamp = searcher.stamp_of(*address)?;
            for copy in searcher.copies_of(stamp.hash)? {
                doomed.add(copy.stamp);
            }
            doomed.add(stamp);
        }
        Ok(doomed)
    }

    /// The files of these paths and below them; a release that another file holds too is not lost.
    pub fn below(ledger: &Ledger, paths: &[PathBuf]) -> Self {
        let mut doomed = Self::default();
        let mut hashes = BTreeSet::new();
        for root in paths.iter().map(|path| key_of(ledger, path)) {
            for key in ledger.keys_below(&root) {
                let Some(entry) = ledger.get(key) else {
                    continue;
                };
                if matches!(entry.outcome, Outcome::Indexed(_) | Outcome::Copy) {
                    hashes.insert(entry.hash);
                    doomed.add(SourceStamp {
                        key: key.to_owned(),
                        size: entry.size,
                        mtime_ns: entry.mtime_ns,
                        hash: entry.hash,
                    });
                }
            }
        }
        let others = ledger.iter().filter(|(key, entry)| {
            matches!(entry.outcome, Outcome::Indexed(_) | Outcome::Copy)
                && !doomed.files.contains_key(*key)
        });
        for (_, entry) in others {
            hashes.remove(&entry.hash);
        }
        doomed.num_releases = hashes.len() as u64;
        doomed
    }

    /// Files.
    pub fn num_files(&self) -> u64 {
        self.files.len() as u64
    }

    /// The names of the files, in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    fn add(&mut self, stamp: SourceStamp) {
        self.files.insert(stamp.key.clone(), stamp);
    }
}

/// A path as typed may be the name of a file that is gone, of a member of an archive, or one that an
/// import brought from elsewhere.
fn key_of(ledger: &Ledger, path: &Path) -> String {
    let typed = path.to_string_lossy().into_owned();
    if ledger.get(&typed).is_some() {
        return typed;
    }
    if path.exists() {
        return resolved_key(path);
    }
    match typed.split_once('!') {
        Some((file, member)) if Path::new(file).exists() => {
            format!("{}!{member}", resolved_key(Path::new(file)))
        }
        _ => resolved_key(path),
    }
}

/// Takes the releases of files out, in one commit, and notes on each file that it was deleted. A
/// release that another file holds too stands under that one.
pub fn delete(
    run: Run<'_>,
    index: &Index,
    config: &Config,
    doomed: &Doomed,
) -> Result<DeleteReport, IngestError> {
    let writer = index.writer(engine_memory(run))?;
    let searcher = index.searcher()?;
    let maker = index.document_maker(config);
    let mut done = BTreeSet::new();
    for stamp in doomed.files.values() {
        writer.put(maker.prepare_skipped(&SkipReason::Deleted, stamp))?;
        if !done.insert(stamp.hash) {
            continue;
        }
        let mut copies = searcher.copies_of(stamp.hash)?;
        copies.retain(|copy| !doomed.files.contains_key(&copy.stamp.key));
        let Some(heir) = copies.into_iter().next() else {
            continue;
        };
        let Some(mut stored) = searcher.release_with(stamp.hash)? else {
            continue;
        };
        if doomed.files.contains_key(&stored.stamp.key) {
            stored.release.source = heir.source;
            writer.put(maker.prepare(&stored.release, &heir.stamp))?;
        }
    }
    writer.finish()?;
    Ok(DeleteReport {
        num_releases: doomed.num_releases,
        num_files: doomed.num_files(),
    })
}
