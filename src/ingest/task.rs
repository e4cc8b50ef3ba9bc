//! One file on its way: what the ledger knows of it, what is to be done, how it ended.

use std::path::Path;
use std::sync::Arc;

use super::documents::Item;
use super::read::{Unread, read_release};
use super::upkeep::{KnownSkips, Upkeep};
use crate::config::Config;
use crate::index::{
    DocumentMaker, FAULT, Ledger, LedgerEntry, Outcome, PreparedDocument, SourceStamp,
};
use crate::release::Release;
use crate::report::{SkipReason, Skipped};
use crate::source::{Content, FileEntry, WalkItem};

/// A step of the walk with what the ledger knows of it.
pub enum Task {
    /// The file may have changed: read it.
    Read {
        entry: FileEntry,
        /// The ledger knows it, as a document or as a container.
        is_known: bool,
    },
    /// The file is as it was.
    Unchanged { key: String },
    /// The container is as it was, with so many documents.
    UnchangedContainer { key: String, num_documents: u64 },
    /// The file was skipped and is as it was.
    StillSkipped {
        key: String,
        path: String,
        reason: Arc<SkipReason>,
    },
    /// The file has not changed since the time that was given.
    Older { key: String },
    /// The walk could not read it.
    Skip(Skipped),
}

/// A release ready for the writer, with what the report says of it.
pub struct Reading {
    pub prepared: PreparedDocument,
    pub release: Release,
    /// What is known of its file.
    pub stamp: SourceStamp,
    /// What the index knows of a document of this name.
    pub known: Known,
}

/// What the index knows of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// Nothing.
    New,
    /// Other bytes.
    Changed,
    /// These bytes, but the file has another time.
    Touched,
    /// All of it.
    Same,
}

/// What workers read documents with.
#[derive(Debug, Clone, Copy)]
pub struct Workshop<'w> {
    pub config: &'w Config,
    pub maker: &'w DocumentMaker,
    pub ledger: &'w Ledger,
    pub upkeep: Upkeep,
}

impl Item for Task {
    fn file(&self) -> Option<&FileEntry> {
        match self {
            Self::Read { entry, .. } => Some(entry),
            Self::Unchanged { .. }
            | Self::UnchangedContainer { .. }
            | Self::StillSkipped { .. }
            | Self::Older { .. }
            | Self::Skip(_) => None,
        }
    }
}

impl Task {
    /// What is to be done with a step of the walk.
    pub fn of(item: WalkItem, ledger: &Ledger, upkeep: Upkeep) -> Self {
        let entry = match item {
            WalkItem::Skip(skipped) => return Self::Skip(skipped),
            WalkItem::File(entry) => entry,
        };
        let key = source_key(&entry.absolute);
        if upkeep
            .since_ns
            .is_some_and(|since| entry.modified_ns < since)
        {
            return Self::Older { key };
        }
        let known = ledger.get(&key);
        let is_unchanged = |known: &&LedgerEntry| {
            known.size == entry.num_bytes && known.mtime_ns == entry.modified_ns
        };
        let retries = upkeep.skipped == KnownSkips::Retry;
        match known.filter(is_unchanged) {
            Some(known) if ledger.is_orphan(known) => {}
            Some(known) => match &known.outcome {
                Outcome::Container(_) if retries && ledger.has_skips_in(&key) => {}
                Outcome::Container(num_documents) => {
                    let num_documents = *num_documents;
                    return Self::UnchangedContainer { key, num_documents };
                }
                Outcome::Skipped(reason) if retries || reason.is_passing() => {}
                Outcome::Skipped(reason) => {
                    return Self::StillSkipped {
                        reason: Arc::clone(reason),
                        path: entry.path,
                        key,
                    };
                }
                Outcome::Indexed(_) | Outcome::Copy => return Self::Unchanged { key },
            },
            None => {}
        }
        Self::Read {
            is_known: known.is_some(),
            entry,
        }
    }
}

impl Workshop<'_> {
    /// Reads one document; runs on a worker.
    pub fn read(
        &self,
        task: &Task,
        member: Option<&str>,
        content: &Content,
    ) -> Result<Reading, SkipReason> {
        let entry = task.file().expect("documents come from files");
        let unread = Unread {
            entry,
            member,
            content,
        };
        let release = read_release(unread, self.config)?;
        let stamp = SourceStamp {
            key: document_key(entry, member),
            size: entry.num_bytes,
            mtime_ns: entry.modified_ns,
            hash: release.short_hash(),
        };
        let known = self.ledger.get(&stamp.key);
        if known.is_some_and(|known| self.stays_deleted(known, &stamp)) {
            return Err(SkipReason::Deleted);
        }
        let known = match known.filter(|known| known.is_document()) {
            None => Known::New,
            Some(known) if known.hash != stamp.hash => Known::Changed,
            Some(known) if !stamp.is_unchanged(known) => Known::Touched,
            Some(_) => Known::Same,
        };
        Ok(Reading {
            prepared: self.maker.prepare(&release, &stamp),
            stamp,
            known,
            release,
        })
    }
}

impl Workshop<'_> {
    /// What the user has deleted comes back with other bytes, or when it is asked for.
    fn stays_deleted(&self, known: &LedgerEntry, stamp: &SourceStamp) -> bool {
        self.upkeep.skipped == KnownSkips::Trust && known.is_deleted() && known.hash == stamp.hash
    }
}

/// The name of a document in the ledger: the path of its file, and behind `!` that of the member.
pub fn document_key(entry: &FileEntry, member: Option<&str>) -> String {
    let key = source_key(&entry.absolute);
    match member {
        Some(member) => format!("{key}!{member}"),
        None => key,
    }
}

/// The name in the ledger of what is wrong with a container itself; the first fault has the number 1.
///
/// The container's own name is that of its note. No document has this one: that of a member that is an
/// absolute path is skipped.
pub fn fault_key(entry: &FileEntry, number: usize) -> String {
    format!("{}{FAULT}{number}", source_key(&entry.absolute))
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
