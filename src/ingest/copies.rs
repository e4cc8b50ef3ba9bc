//! Equal files: one of them stands for their release, the others are noted as copies of it.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use crate::index::{Ledger, Outcome};

/// How a file stands to the release of its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It stands for it.
    First,
    /// It stands for it in place of this one, which is gone: the file was moved.
    MovedFrom(String),
    /// Another file stands for it.
    Copy,
}

/// Which file stands for the release of a hash.
#[derive(Debug)]
pub struct Copies<'l> {
    ledger: &'l Ledger,
    /// By hash, as of the last commit.
    known: HashMap<u64, &'l str>,
    /// By hash, since then; `None` where the file has other bytes now, or is none any more.
    since: HashMap<u64, Option<String>>,
    /// Where copies of this run lie, by hash, then by key.
    new: BTreeMap<u64, BTreeMap<String, PathBuf>>,
    /// Hashes whose file stands for them no longer.
    left: BTreeSet<u64>,
}

impl<'l> Copies<'l> {
    /// As the ledger has it.
    pub fn new(ledger: &'l Ledger) -> Self {
        Self {
            ledger,
            known: ledger.releases().collect(),
            since: HashMap::new(),
            new: BTreeMap::new(),
            left: BTreeSet::new(),
        }
    }

    fn first(&self, hash: u64) -> Option<&str> {
        match self.since.get(&hash) {
            Some(first) => first.as_deref(),
            None => self.known.get(&hash).copied(),
        }
    }

    /// A file has these bytes now. The path is what it is shown by.
    pub fn enter(&mut self, hash: u64, key: &str, path: &str) -> Standing {
        match self.first(hash) {
            Some(first) if first == key => Standing::First,
            Some(first) if exists(first) => {
                let copies = self.new.entry(hash).or_default();
                copies.insert(key.to_owned(), PathBuf::from(path));
                Standing::Copy
            }
            Some(gone) => {
                let gone = gone.to_owned();
                self.since.insert(hash, Some(key.to_owned()));
                Standing::MovedFrom(gone)
            }
            None => {
                self.since.insert(hash, Some(key.to_owned()));
                Standing::First
            }
        }
    }

    /// A file has these bytes no longer.
    pub fn leave(&mut self, hash: u64, key: &str) {
        if self.first(hash) == Some(key) {
            self.since.insert(hash, None);
            self.left.insert(hash);
        }
        if let Some(copies) = self.new.get_mut(&hash) {
            copies.remove(key);
        }
    }

    /// Copies for which no file stands any more, by key, where they were left behind in this run.
    pub fn orphans(&self) -> BTreeSet<String> {
        let mut orphans = BTreeSet::new();
        let left = self.left.iter().filter(|hash| self.first(**hash).is_none());
        let left: BTreeSet<u64> = left.copied().collect();
        if left.is_empty() {
            return orphans;
        }
        for (key, entry) in self.ledger.iter() {
            if entry.outcome == Outcome::Copy && left.contains(&entry.hash) {
                orphans.insert(key.to_owned());
            }
        }
        for hash in &left {
            let new = self.new.get(hash).into_iter().flatten();
            orphans.extend(new.map(|(key, _)| key.clone()));
        }
        orphans
    }

    /// What a copy of this run is shown by.
    pub fn shown(&self, key: &str) -> Option<&Path> {
        let mut all = self.new.values();
        all.find_map(|copies| copies.get(key)).map(PathBuf::as_path)
    }
}

/// Whether the file of a key is there; of a member of an archive, the archive.
fn exists(key: &str) -> bool {
    let ends = key.match_indices('!').map(|(at, _)| at);
    let mut files = ends.chain([key.len()]).map(|end| Path::new(&key[..end]));
    files.any(|path| path.symlink_metadata().is_ok())
}
