//! One file on its way: what the ledger knows of it, what is to be done, how it ended.

use std::path::Path;

use super::documents::Item;
use super::read::{Unread, read_release};
use crate::config::Config;
use crate::index::{DocumentMaker, Ledger, LedgerEntry, Outcome, PreparedDocument, SourceStamp};
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
    /// The walk could not read it.
    Skip(Skipped),
}

/// A release ready for the writer, with what the report says of it.
pub struct Reading {
    pub prepared: PreparedDocument,
    pub release: Release,
    /// The name in the ledger.
    pub key: String,
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
}

impl Item for Task {
    fn file(&self) -> Option<&FileEntry> {
        match self {
            Self::Read { entry, .. } => Some(entry),
            Self::Unchanged { .. } | Self::UnchangedContainer { .. } | Self::Skip(_) => None,
        }
    }
}

impl Task {
    /// What is to be done with a step of the walk.
    pub fn of(item: WalkItem, ledger: &Ledger) -> Self {
        let entry = match item {
            WalkItem::Skip(skipped) => return Self::Skip(skipped),
            WalkItem::File(entry) => entry,
        };
        let key = source_key(&entry.absolute);
<<<<<<< HEAD
        match ledger.get(&key) {
            Some(known) if known.size == entry.num_bytes && known.mtime_ns == entry.modified_ns => {
                Self::Unchanged { key }
            }
            known => {
                let known = known.cloned();
                Self::Read { entry, known }
=======
        let known = ledger.get(&key);
        let is_unchanged =
            |known: &&LedgerEntry| known.size == entry.num_bytes && known.mtime_ns == entry.modified_ns;
        match known.filter(is_unchanged).map(|known| known.outcome) {
            Some(Outcome::Container(num_documents)) => {
                Self::UnchangedContainer { key, num_documents }
>>>>>>> 080ffc3
            }
            Some(_) => Self::Unchanged { key },
            None => Self::Read {
                entry,
                is_known: known.is_some(),
            },
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
<<<<<<< HEAD
        Outcome::Indexed(Box::new(Reading {
            prepared: maker.prepare(&release, &stamp),
            is_same: known.as_ref().is_some_and(|known| known.hash == stamp.hash),
=======
        let known = match self.ledger.get(&stamp.key) {
            None => Known::New,
            Some(known) if known.hash != stamp.hash => Known::Changed,
            Some(known) if !stamp.is_unchanged(known) => Known::Touched,
            Some(_) => Known::Same,
        };
        Ok(Reading {
            prepared: self.maker.prepare(&release, &stamp),
            key: stamp.key,
            known,
>>>>>>> 080ffc3
            release,
        })
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
