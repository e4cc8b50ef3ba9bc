//! What the index knows of each source file, read back for an incremental run.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, SegmentReader, TantivyError};

use super::schema::NOTE;
use super::{IndexError, Searcher};
use crate::release::ReleaseId;
use crate::report::{SkipReason, Skipped};

/// What the note of a copy says.
pub(super) const COPY: &str = "copy";

/// What the note of a container says; its hash is the number of its documents.
pub(super) const CONTAINER: &str = "container";

/// What stands in the key of a fault of a container itself between its name and the fault's number.
pub const FAULT: &str = "!/";

/// What was seen of a source file when it was indexed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerEntry {
    /// Size of the file in bytes.
    pub size: u64,
    /// Modification time in nanoseconds since 1970.
    pub mtime_ns: i64,
    /// The first 64 bits of the BLAKE3 hash of the document's bytes.
    pub hash: u64,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of a source file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is in the index; its id as a number.
    Indexed(u64),
    /// Its bytes are those of a release that another file stands for.
    Copy,
    /// It was skipped.
    Skipped(Arc<SkipReason>),
    /// It is a container that was read to its end, with so many documents, the skipped ones counted.
    Container(u64),
}

impl LedgerEntry {
    /// The first 64 bits of a hash.
    pub fn short_hash(hash: &blake3::Hash) -> u64 {
        let bytes = hash.as_bytes();
        u64::from_be_bytes([
            bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5], bytes[6], bytes[7],
        ])
    }

    /// Whether this is the note of a container.
    pub fn is_container(&self) -> bool {
        matches!(self.outcome, Outcome::Container(_))
    }

    /// Whether it holds a release, alone or as a copy.
    pub fn is_document(&self) -> bool {
        matches!(self.outcome, Outcome::Indexed(_) | Outcome::Copy)
    }

    /// Whether the user has taken it out.
    pub fn is_deleted(&self) -> bool {
        matches!(&self.outcome, Outcome::Skipped(reason) if **reason == SkipReason::Deleted)
    }

    /// The id of the release that the file became.
    pub fn id(&self) -> Option<ReleaseId> {
        match self.outcome {
            Outcome::Indexed(key) => Some(ReleaseId::from_text(&format!("{key:016x}"))),
            Outcome::Copy | Outcome::Skipped(_) | Outcome::Container(_) => None,
        }
    }
}

/// The ledger of a whole index, by source key.
///
/// About 100 bytes a file on top of its path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    entries: HashMap<String, LedgerEntry>,
    /// What stands before a `!` in a key.
    archives: HashSet<String>,
    /// The same of members that were skipped.
    archives_with_skips: HashSet<String>,
    /// Hashes of copies for which no file stands: a run was killed between.
    orphans: HashSet<u64>,
}

impl Ledger {
    /// Reads the ledger out of an index.
    pub fn read(searcher: &Searcher) -> Result<Self, IndexError> {
        let mut ledger = Self::default();
        for segment in searcher.engine().segment_readers() {
            let failed = |error| IndexError::engine(searcher.folder(), error);
            let notes = Notes::read(segment).map_err(failed)?;
            let columns = Columns::open(segment, notes).map_err(failed)?;
            read_segment(segment, &columns, &mut ledger.entries).map_err(failed)?;
        }
        ledger.look_through();
        Ok(ledger)
    }

    /// Notes what is asked of all entries at once.
    fn look_through(&mut self) {
        let mut standing = HashSet::new();
        for (key, entry) in &self.entries {
            let is_skip = matches!(entry.outcome, Outcome::Skipped(_));
            for (at, _) in key.match_indices('!') {
                let archive = &key[..at];
                if !self.archives.contains(archive) {
                    self.archives.insert(archive.to_owned());
                }
                if is_skip && !self.archives_with_skips.contains(archive) {
                    self.archives_with_skips.insert(archive.to_owned());
                }
            }
            match entry.outcome {
                Outcome::Copy => {
                    self.orphans.insert(entry.hash);
                }
                Outcome::Indexed(_) => {
                    standing.insert(entry.hash);
                }
                Outcome::Skipped(_) | Outcome::Container(_) => {}
            }
        }
        self.orphans.retain(|hash| !standing.contains(hash));
    }

    /// The files that were skipped, in the order of their names.
    pub fn skipped(&self) -> Vec<Skipped> {
        let mut skipped: Vec<_> = self
            .iter()
            .filter_map(|(key, entry)| match &entry.outcome {
                Outcome::Skipped(reason) => Some(Skipped {
                    path: without_fault(key).to_owned(),
                    reason: SkipReason::clone(reason),
                }),
                Outcome::Indexed(_) | Outcome::Copy | Outcome::Container(_) => None,
            })
            .collect();
        skipped.sort_by(|a, b| a.path.cmp(&b.path));
        skipped
    }

    /// Whether it is a copy for which no file stands.
    pub fn is_orphan(&self, entry: &LedgerEntry) -> bool {
        entry.outcome == Outcome::Copy && self.orphans.contains(&entry.hash)
    }

    /// Whether members of this archive were skipped.
    pub fn has_skips_in(&self, archive: &str) -> bool {
        self.archives_with_skips.contains(archive)
    }

    /// What is known of a source.
    pub fn get(&self, source_key: &str) -> Option<&LedgerEntry> {
        self.entries.get(source_key)
    }

    /// Every source with what is known of it, in no order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &LedgerEntry)> {
        self.entries
            .iter()
            .map(|(key, entry)| (key.as_str(), entry))
    }

    /// The sources that are the root itself, lie below it, or are members of it; sorted.
    pub fn keys_below(&self, root: &str) -> Vec<&str> {
        let root = root.trim_end_matches('/');
        let mut keys: Vec<_> = self
            .entries
            .keys()
            .map(String::as_str)
            .filter(|key| {
                key.strip_prefix(root)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '!']))
            })
            .collect();
        keys.sort_unstable();
        keys
    }

    /// Whether members of this archive are known.
    pub fn has_members(&self, archive: &str) -> bool {
        self.archives.contains(archive)
    }

    /// The hash of each release with the file that stands for it.
    pub fn releases(&self) -> impl Iterator<Item = (u64, &str)> {
        let is_release = |entry: &LedgerEntry| matches!(entry.outcome, Outcome::Indexed(_));
        let releases = self.iter().filter(move |(_, entry)| is_release(entry));
        releases.map(|(key, entry)| (entry.hash, key))
    }

    /// Sources known.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// True when no source is known.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

/// The container of which the key names a fault, or the key.
fn without_fault(key: &str) -> &str {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    match key.rsplit_once(FAULT) {
        Some((container, number)) if is_number(number) => container,
        _ => key,
    }
}

struct Columns {
    size: Column<u64>,
    mtime: Column<i64>,
    hash: Column<u64>,
    id_key: Column<u64>,
    notes: Notes,
}

impl Columns {
    fn open(segment: &SegmentReader, notes: Notes) -> Result<Self, TantivyError> {
        let fast = segment.fast_fields();
        Ok(Self {
            size: fast.u64("size")?,
            mtime: fast.i64("mtime")?,
            hash: fast.u64("hash")?,
            id_key: fast.u64("id_key")?,
            notes,
        })
    }

    fn entry(&self, doc: DocId) -> LedgerEntry {
        let hash = self.hash.first(doc).unwrap_or_default();
        let outcome = match self.id_key.first(doc) {
            Some(id) => Outcome::Indexed(id),
            None => match self.notes.outcome(doc) {
                Outcome::Container(_) => Outcome::Container(hash),
                outcome => outcome,
            },
        };
        LedgerEntry {
            size: self.size.first(doc).unwrap_or_default(),
            mtime_ns: self.mtime.first(doc).unwrap_or_default(),
            hash,
            outcome,
        }
    }
}

/// What the notes of a segment say.
struct Notes {
    column: Option<StrColumn>,
    /// By ordinal.
    outcomes: Vec<Outcome>,
}

impl Notes {
    fn read(segment: &SegmentReader) -> Result<Self, TantivyError> {
        let mut outcomes = Vec::new();
        let column = segment.fast_fields().str(NOTE)?;
        if let Some(column) = &column {
            let mut notes = column.dictionary().stream()?;
            while notes.advance() {
                outcomes.push(outcome_of(&String::from_utf8_lossy(notes.key())));
            }
        }
        Ok(Self { column, outcomes })
    }

    fn outcome(&self, doc: DocId) -> Outcome {
        let ordinal = self.column.as_ref().and_then(|c| c.term_ords(doc).next());
        let ordinal = ordinal.and_then(|ordinal| usize::try_from(ordinal).ok());
        let found = ordinal.and_then(|ordinal| self.outcomes.get(ordinal));
        found.cloned().unwrap_or_else(|| outcome_of(""))
    }
}

/// A note that says nothing known is one of a file to be read again.
pub(super) fn outcome_of(note: &str) -> Outcome {
    if note == COPY {
        return Outcome::Copy;
    }
    if note == CONTAINER {
        return Outcome::Container(0);
    }
    let reason = serde_json::from_str(note);
    let unknown = |_| SkipReason::Unreadable("the note on it cannot be read".to_owned());
    Outcome::Skipped(Arc::new(reason.unwrap_or_else(unknown)))
}

fn read_segment(
    segment: &SegmentReader,
    columns: &Columns,
    entries: &mut HashMap<String, LedgerEntry>,
) -> Result<(), TantivyError> {
    let fast = segment.fast_fields();
    let Some(sources) = fast.str("source")? else {
        return Ok(());
    };
    // Ordinals are in order of the keys, so one pass over the dictionary names them all.
    let mut docs = vec![None; sources.num_terms()];
    for doc in segment.doc_ids_alive() {
        if let Some(ord) = sources.ords().first(doc)
            && let Some(slot) = usize::try_from(ord).ok().and_then(|ord| docs.get_mut(ord))
        {
            *slot = Some(doc);
        }
    }
    entries.reserve(docs.len());
    let mut keys = sources.dictionary().stream()?;
    let mut ord = 0;
    while keys.advance() {
        if let Some(doc) = docs.get(ord).copied().flatten() {
            let key = String::from_utf8_lossy(keys.key()).into_owned();
            entries.insert(key, columns.entry(doc));
        }
        ord += 1;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_below_a_root_are_those_of_whole_path_parts() {
        let entry = LedgerEntry {
            size: 1,
            mtime_ns: 2,
            hash: 3,
            outcome: Outcome::Copy,
        };
        let keys = ["/a/b", "/a/b/c", "/a/bc", "/a/b!d", "/z"];
        let ledger = Ledger {
            entries: keys.map(|k| (k.to_owned(), entry.clone())).into(),
            ..Ledger::default()
        };
        assert_eq!(ledger.keys_below("/a/b"), ["/a/b", "/a/b!d", "/a/b/c"]);
        assert_eq!(ledger.keys_below("/a/b/"), ["/a/b", "/a/b!d", "/a/b/c"]);
        assert_eq!(ledger.keys_below("/").len(), 5);
    }

    #[test]
    fn an_entry_keeps_the_id_of_its_release() {
        let id = ReleaseId::of_bytes(b"invented");
        let key = LedgerEntry::short_hash(&blake3::hash(b"invented"));
        let entry = LedgerEntry {
            size: 8,
            mtime_ns: 0,
            hash: key,
            outcome: Outcome::Indexed(key),
        };
        assert_eq!(entry.id(), Some(id));
    }
}
