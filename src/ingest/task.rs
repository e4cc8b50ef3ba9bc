//! One file on its way: what the ledger knows of it, what is to be done, how it ended.

use std::path::Path;

use super::read::read_release;
use crate::config::Config;
use crate::index::{DocumentMaker, Ledger, LedgerEntry, PreparedDocument, SourceStamp};
use crate::release::Release;
use crate::report::{SkipReason, Skipped};
use crate::source::{FileEntry, WalkItem};

/// A step of the walk with what the ledger knows of it.
pub enum Task {
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
pub enum Outcome {
    Indexed(Box<Reading>),
    Unchanged,
    Skipped(SkipReason),
}

/// A release ready for the writer, with what the report says of it.
pub struct Reading {
    pub prepared: PreparedDocument,
    pub release: Release,
    /// The bytes are those that the index knows; only the file's time has changed.
    pub is_same: bool,
}

impl Task {
    /// What is to be done with a step of the walk.
    pub fn of(item: WalkItem, ledger: &Ledger) -> Self {
        let entry = match item {
            WalkItem::Skip(skipped) => return Self::Skip(skipped),
            WalkItem::File(entry) => entry,
        };
        let key = source_key(&entry.absolute);
        match ledger.get(&key) {
            Some(known) if known.size == entry.num_bytes && known.mtime_ns == entry.modified_ns => {
                Self::Unchanged { key }
            }
            known => {
                let known = known.cloned();
                Self::Read { entry, known }
            }
        }
    }

    /// The file that has to be read.
    pub fn entry(&self) -> Option<&FileEntry> {
        match self {
            Self::Read { entry, .. } => Some(entry),
            Self::Unchanged { .. } | Self::Skip(_) => None,
        }
    }

    /// Does it; runs on a worker.
    pub fn run(&self, config: &Config, maker: &DocumentMaker) -> Outcome {
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
            hash: release.short_hash(),
        };
        Outcome::Indexed(Box::new(Reading {
            prepared: maker.prepare(&release, &stamp),
            is_same: known.as_ref().is_some_and(|known| known.hash == stamp.hash),
            release,
        }))
    }
}

/// The name of a file in the ledger; two files never share one.
pub fn source_key(path: &Path) -> String {
    if let Some(key) = path.to_str() {
        return key.to_owned();
    }
    let hash = blake3::hash(path.as_os_str().as_encoded_bytes()).to_hex();
    format!("{}#{hash}", path.to_string_lossy())
}

/// The key of a root or a place, links resolved as the walk resolves them.
pub fn resolved_key(path: &Path) -> String {
    let resolved = path.canonicalize().or_else(|_| std::path::absolute(path));
    source_key(resolved.as_deref().unwrap_or(path))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    #[test]
    fn names_that_are_not_utf_8_have_keys_of_their_own() {
        let key = |bytes: &[u8]| source_key(Path::new(OsStr::from_bytes(bytes)));
        assert_eq!(key("/in/пресс.txt".as_bytes()), "/in/пресс.txt");
        assert_ne!(key(b"/in/\xe8.txt"), key(b"/in/\xe9.txt"));
    }
}
