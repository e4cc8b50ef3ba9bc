//! An index of another format or config, or a damaged one, read as far as its texts go, and replaced
//! by one made of them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use tantivy::directory::{Directory, DirectoryLock, INDEX_WRITER_LOCK};
use tantivy::schema::{Field, Schema, Value};
use tantivy::{DocAddress, TantivyDocument};

use super::damage::{ENGINE_MANAGED, managed_list};
use super::folder::{ENGINE_META, IndexFolder, TORN, read_sealed};
use super::kept::{self, KeptSegment};
use super::ledger::{Outcome, outcome_of};
use super::schema::NOTE;
use super::seal::Sums;
use super::segments::is_segment_file;
use super::{FORMAT_VERSION, Index, IndexError, MANIFEST, Manifest, SourceStamp, StoredAddress};
use crate::config::Config;
use crate::release::{Aside, Release, Source};
use crate::report::Damage;

/// How notes were called before format 3.
const OLD_NOTE: &str = "skipped";

/// An index that is to be made over. The lock of its writer is held.
pub struct OldIndex {
    folder: PathBuf,
    manifest: Option<Manifest>,
    segments: Vec<KeptSegment>,
    num_lost: u64,
    record: Field,
    aside: Option<Field>,
    _lock: DirectoryLock,
}

/// A document of an index that is to be made over.
#[derive(Debug, Clone, PartialEq)]
pub enum OldDocument {
    /// A release, whole.
    Release(Box<Release>, SourceStamp),
    /// A file with the bytes of a release that another file stands for.
    Copy(Source, SourceStamp),
    /// A file that was skipped, or a container.
    Note(Outcome, SourceStamp),
}

impl OldIndex {
    /// Opens an index of any format that keeps the texts of its releases.
    pub fn open(folder: &Path) -> Result<Self, IndexError> {
        let manifest = Manifest::read(folder)?.ok_or_else(|| super::absent(folder, MANIFEST))?;
        if !folder.join(ENGINE_META).is_file() {
            return Err(super::absent(folder, ENGINE_META));
        }
        let files = IndexFolder::open_of_any_format(folder)?;
        let lock = lock(&files)?;
        Self::open_segments(files, lock, (Some(manifest), &BTreeSet::new()))
    }

    /// Opens an index in spite of damage to it, as [`damage`](super::damage()) tells: what is wrong
    /// with words, positions and lengths is made anew with the index; segments whose texts or
    /// ledger are damaged are left out.
    ///
    /// Without the list of segments there is nothing to begin with.
    pub fn open_damaged(folder: &Path, damaged: &[Damage]) -> Result<Self, IndexError> {
        let unmendable = |detail: String| IndexError::Unmendable {
            path: folder.to_owned(),
            detail,
        };
        let names: BTreeSet<&str> = damaged.iter().map(|one| one.file.as_str()).collect();
        if let Some(list) = damaged.iter().find(|one| one.file == ENGINE_META) {
            return Err(unmendable(format!("`{ENGINE_META}`: {}", list.detail)));
        }
        let files = IndexFolder::open(folder)?;
        let lock = lock(&files)?;
        if names.contains(ENGINE_MANAGED) {
            let sums = sums_of(folder)?;
            write_managed(folder, &sums)?;
        }
        // Without it neither the format is known, which the fields then tell, nor the config.
        let manifest = if names.contains(MANIFEST) {
            None
        } else {
            Manifest::read(folder)?
        };
        let lost: BTreeSet<&str> = names
            .into_iter()
            .filter(|name| kept::ENDINGS.iter().any(|ending| name.ends_with(ending)))
            .filter_map(|name| name.split('.').next())
            .collect();
        let is_known = manifest.is_some();
        let (old, schema) = Self::open_some(files, lock, (manifest, &lost))?;
        if !is_known && schema != super::schema::schema().0 {
            return Err(unmendable(format!(
                "`{MANIFEST}` is lost, and the fields are those of another format"
            )));
        }
        Ok(old)
    }

    fn open_segments(
        files: IndexFolder,
        lock: DirectoryLock,
        known: (Option<Manifest>, &BTreeSet<&str>),
    ) -> Result<Self, IndexError> {
        Self::open_some(files, lock, known).map(|(old, _)| old)
    }

    /// Opens all segments but those that are lost.
    fn open_some(
        files: IndexFolder,
        lock: DirectoryLock,
        (manifest, lost): (Option<Manifest>, &BTreeSet<&str>),
    ) -> Result<(Self, Schema), IndexError> {
        let folder = files.folder().to_owned();
        let failed = |error| IndexError::engine(&folder, error);
        let engine = tantivy::Index::open(files).map_err(failed)?;
        let schema = engine.schema();
        let record = schema.get_field("record").map_err(failed)?;
        let note = if schema.get_field(NOTE).is_ok() {
            NOTE
        } else {
            OLD_NOTE
        };
        let mut num_lost = 0;
        let mut segments = Vec::new();
        for segment in engine.searchable_segments().map_err(failed)? {
            if lost.contains(segment.id().uuid_string().as_str()) {
                num_lost += u64::from(segment.meta().num_docs());
            } else {
                segments.push(KeptSegment::open(&segment, note).map_err(failed)?);
            }
        }
        let old = Self {
            manifest,
            segments,
            num_lost,
            record,
            aside: schema.get_field("aside").ok(),
            _lock: lock,
            folder: folder.clone(),
        };
        Ok((old, schema))
    }

    /// What it was made with; unknown when that is damaged.
    pub fn manifest(&self) -> Option<&Manifest> {
        self.manifest.as_ref()
    }

    /// The format of the index.
    pub fn format(&self) -> u32 {
        let manifest = self.manifest.as_ref();
        manifest.map_or(FORMAT_VERSION, |manifest| manifest.format)
    }

    /// Documents of segments that are left out, notes on files counted.
    pub fn num_lost(&self) -> u64 {
        self.num_lost
    }

    /// Whether the notes on skipped files and containers hold for the new index: it reads files
    /// alike, and no document is lost.
    pub fn keeps_notes(&self, config: &Config) -> bool {
        let reads_alike = |manifest: &Manifest| {
            manifest.format == FORMAT_VERSION && manifest.reading == config.reading_fingerprint()
        };
        self.num_lost == 0 && self.manifest.as_ref().is_some_and(reads_alike)
    }

    /// Where its documents are, in the order of the names of their files.
    pub fn addresses(&self) -> Result<Vec<StoredAddress>, IndexError> {
        let mut keyed = Vec::new();
        for (number, segment) in (0..).zip(&self.segments) {
            for doc in segment.documents() {
                let key = segment.source_key(doc).map_err(|error| self.io(error))?;
                keyed.push((key, DocAddress::new(number, doc)));
            }
        }
        keyed.sort_unstable();
        let addresses = keyed.into_iter();
        Ok(addresses
            .map(|(_, address)| StoredAddress(address))
            .collect())
    }

    /// One document.
    pub fn document(&self, address: StoredAddress) -> Result<OldDocument, IndexError> {
        let StoredAddress(address) = address;
        let segment = &self.segments[address.segment_ord as usize];
        let doc = address.doc_id;
        let stamp = segment.stamp(doc).map_err(|error| self.io(error))?;
        let note = segment.note(doc).map_err(|error| self.io(error))?;
        match note.map(|note| outcome_of(&note)) {
            Some(Outcome::Copy) => Ok(OldDocument::Copy(self.stored(address, self.record)?, stamp)),
            Some(outcome) => Ok(OldDocument::Note(outcome, stamp)),
            None => {
                let aside = self.aside.map(|field| self.stored(address, field));
                let release = Release {
                    aside: aside.transpose()?.unwrap_or_else(Aside::default),
                    ..self.stored(address, self.record)?
                };
                Ok(OldDocument::Release(Box::new(release), stamp))
            }
        }
    }

    fn stored<T: serde::de::DeserializeOwned>(
        &self,
        address: DocAddress,
        field: Field,
    ) -> Result<T, IndexError> {
        let corrupt = |detail: String| IndexError::Corrupt {
            path: self.folder.clone(),
            detail,
        };
        let segment = &self.segments[address.segment_ord as usize];
        let document: TantivyDocument = segment
            .document(address.doc_id)
            .map_err(|error| IndexError::engine(&self.folder, error))?;
        let json = document.get_first(field);
        let json = json.as_ref().and_then(Value::as_str);
        let json = json.ok_or_else(|| corrupt("a document has no record".to_owned()))?;
        serde_json::from_str(json).map_err(|error| corrupt(format!("a record is wrong: {error}")))
    }

    fn io(&self, error: std::io::Error) -> IndexError {
        IndexError::engine(&self.folder, error.into())
    }

    /// A new index beside the old one, in its folder. What an earlier attempt left is taken away.
    pub fn successor(&self, config: &Config) -> Result<Index, IndexError> {
        let beside = self.beside();
        if beside.exists() {
            fs::remove_dir_all(&beside).map_err(|error| IndexError::io(&beside, error))?;
        }
        Index::open_or_create(&beside, config)
    }

    fn beside(&self) -> PathBuf {
        self.folder.join(format!("{TORN}-migrate"))
    }

    /// Puts the successor in the place of the old index: one replaced file is the whole step, and a
    /// process that is killed on the way leaves the one or the other.
    pub fn replace_by(self, successor: &Index, config: &Config) -> Result<(), IndexError> {
        let folder = &self.folder;
        let beside = successor.folder().to_owned();
        let failed = |path: &Path| {
            let path = path.to_owned();
            move |error| IndexError::io(&path, error)
        };
        let sums = sums_of(&beside)?;
        for name in sums.keys() {
            let file = folder.join(name);
            fs::rename(beside.join(name), &file).map_err(failed(&file))?;
        }
        let meta = folder.join(ENGINE_META);
        fs::rename(beside.join(ENGINE_META), &meta).map_err(failed(&meta))?;
        Manifest::new(config).write(folder)?;
        write_managed(folder, &sums)?;
        remove_others(folder, &sums);
        fs::remove_dir_all(&beside).map_err(failed(&beside))
    }
}

/// Takes away the files of segments that are no longer in the index; what cannot be removed does no
/// harm.
fn remove_others(folder: &Path, sums: &Sums) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        if is_segment_file(&name) && !sums.contains_key(&name) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn lock(files: &IndexFolder) -> Result<DirectoryLock, IndexError> {
    files
        .acquire_lock(&INDEX_WRITER_LOCK)
        .map_err(|error| IndexError::engine(files.folder(), error.into()))
}

/// The sums of the committed files of an index.
fn sums_of(folder: &Path) -> Result<Sums, IndexError> {
    let meta = folder.join(ENGINE_META);
    let read = read_sealed(&meta).map_err(|error| IndexError::io(&meta, error))?;
    let (_, sums) = read.map_err(|error| IndexError::Corrupt {
        path: folder.to_owned(),
        detail: format!("`{ENGINE_META}`: {error}"),
    })?;
    Ok(sums)
}

/// Writes the engine's list of files anew, whole or not at all.
fn write_managed(folder: &Path, sums: &Sums) -> Result<(), IndexError> {
    let file = folder.join(ENGINE_MANAGED);
    let half = folder.join(format!("{TORN}-managed"));
    let written = fs::write(&half, managed_list(sums.keys().map(String::as_str)));
    let written = written.and_then(|()| fs::rename(&half, &file));
    written.map_err(|error| IndexError::io(&file, error))
}
