//! An index of another format or config, read as far as its texts go, and replaced by one made of them.

use std::fs;
use std::path::{Path, PathBuf};

use tantivy::columnar::StrColumn;
use tantivy::directory::{Directory, DirectoryLock, INDEX_WRITER_LOCK};
use tantivy::schema::{Field, Value};
use tantivy::{DocAddress, DocId, TantivyDocument};

use super::damage::{ENGINE_MANAGED, managed_list};
use super::folder::{ENGINE_META, IndexFolder, TORN, read_sealed};
use super::ledger::{Outcome, outcome_of};
use super::schema::NOTE;
use super::seal::Sums;
use super::segments::is_segment_file;
use super::{Index, IndexError, MANIFEST, Manifest, SourceStamp, StoredAddress};
use crate::config::Config;
use crate::release::{Aside, Release, Source};

/// How notes were called before format 3.
const OLD_NOTE: &str = "skipped";

/// An index that is to be made over. The lock of its writer is held.
pub struct OldIndex {
    folder: PathBuf,
    manifest: Manifest,
    searcher: tantivy::Searcher,
    record: Field,
    aside: Option<Field>,
    note: &'static str,
    _lock: DirectoryLock,
}

/// A document of an index that is to be made over.
#[derive(Debug, Clone, PartialEq)]
pub enum OldDocument {
    /// A release, whole.
    Release(Box<Release>, SourceStamp),
    /// A file with the bytes of a release that another file stands for.
    Copy(Source, SourceStamp),
    /// A file that was skipped.
    Skipped(Outcome, SourceStamp),
}

impl OldIndex {
    /// Opens an index of any format that keeps the texts of its releases.
    pub fn open(folder: &Path) -> Result<Self, IndexError> {
        let manifest = Manifest::read(folder)?.ok_or_else(|| super::absent(folder, MANIFEST))?;
        if !folder.join(ENGINE_META).is_file() {
            return Err(super::absent(folder, ENGINE_META));
        }
        let failed = |error| IndexError::engine(folder, error);
        let files = IndexFolder::open_of_any_format(folder)?;
        let lock = files
            .acquire_lock(&INDEX_WRITER_LOCK)
            .map_err(|error| failed(error.into()))?;
        let engine = tantivy::Index::open(files).map_err(failed)?;
        let schema = engine.schema();
        let record = schema.get_field("record").map_err(failed)?;
        let reader = engine.reader_builder();
        let reader = reader.reload_policy(tantivy::ReloadPolicy::Manual);
        let reader: tantivy::IndexReader = reader.try_into().map_err(failed)?;
        let note = if schema.get_field(NOTE).is_ok() {
            NOTE
        } else {
            OLD_NOTE
        };
        Ok(Self {
            folder: folder.to_owned(),
            manifest,
            searcher: reader.searcher(),
            record,
            aside: schema.get_field("aside").ok(),
            note,
            _lock: lock,
        })
    }

    /// What it was made with.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Where its documents are, in the order of the names of their files.
    pub fn addresses(&self) -> Result<Vec<StoredAddress>, IndexError> {
        let mut keyed = Vec::new();
        for (segment, reader) in (0..).zip(self.searcher.segment_readers()) {
            for doc in reader.doc_ids_alive() {
                let address = DocAddress::new(segment, doc);
                keyed.push((self.text(address, "source")?.unwrap_or_default(), address));
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
        let stamp = self.stamp(address)?;
        let note = self.text(address, self.note)?;
        match note.map(|note| outcome_of(&note)) {
            Some(Outcome::Copy) => Ok(OldDocument::Copy(self.stored(address, self.record)?, stamp)),
            Some(outcome) => Ok(OldDocument::Skipped(outcome, stamp)),
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
        let document: TantivyDocument = self
            .searcher
            .doc(address)
            .map_err(|error| IndexError::engine(&self.folder, error))?;
        let json = document.get_first(field);
        let json = json.as_ref().and_then(Value::as_str);
        let json = json.ok_or_else(|| corrupt("a document has no record".to_owned()))?;
        serde_json::from_str(json).map_err(|error| corrupt(format!("a record is wrong: {error}")))
    }

    fn stamp(&self, address: DocAddress) -> Result<SourceStamp, IndexError> {
        let failed = |error| IndexError::engine(&self.folder, error);
        let columns = self
            .searcher
            .segment_reader(address.segment_ord)
            .fast_fields();
        let number = |name: &str| -> Result<u64, IndexError> {
            let column = columns.u64(name).map_err(failed)?;
            Ok(column.first(address.doc_id).unwrap_or_default())
        };
        let mtime = columns.i64("mtime").map_err(failed)?;
        Ok(SourceStamp {
            key: self.text(address, "source")?.unwrap_or_default(),
            size: number("size")?,
            mtime_ns: mtime.first(address.doc_id).unwrap_or_default(),
            hash: number("hash")?,
        })
    }

    fn text(&self, address: DocAddress, name: &str) -> Result<Option<String>, IndexError> {
        let failed = |error| IndexError::engine(&self.folder, error);
        let reader = self.searcher.segment_reader(address.segment_ord);
        let column = reader.fast_fields().str(name).map_err(failed)?;
        let text = column.map(|column| text_of(&column, address.doc_id));
        let text = text.transpose().map_err(|error| failed(error.into()))?;
        Ok(text.flatten())
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
        let meta = read_sealed(&beside.join(ENGINE_META)).map_err(failed(&beside))?;
        let (_, sums) = meta.map_err(|error| IndexError::Corrupt {
            path: beside.clone(),
            detail: error.to_string(),
        })?;
        for name in sums.keys() {
            let file = folder.join(name);
            fs::rename(beside.join(name), &file).map_err(failed(&file))?;
        }
        let meta = folder.join(ENGINE_META);
        fs::rename(beside.join(ENGINE_META), &meta).map_err(failed(&meta))?;
        Manifest::new(config).write(folder)?;
        let managed = managed_list(sums.keys().map(String::as_str));
        let file = folder.join(ENGINE_MANAGED);
        let half = folder.join(format!("{TORN}-managed"));
        fs::write(&half, managed).map_err(failed(&half))?;
        fs::rename(&half, &file).map_err(failed(&file))?;
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

fn text_of(column: &StrColumn, doc: DocId) -> std::io::Result<Option<String>> {
    let Some(ordinal) = column.term_ords(doc).next() else {
        return Ok(None);
    };
    let mut text = String::new();
    column.ord_to_str(ordinal, &mut text)?;
    Ok(Some(text))
}
