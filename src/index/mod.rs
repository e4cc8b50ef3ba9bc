//! The index: schema, analysis, [`Release`](crate::release::Release) ↔ document, the one writer.
//!
//! An index is its own ledger: what is known of a source file is committed together with the
//! document that it became, so a run that was killed is completed by the next one.

use std::fs;
use std::path::{Path, PathBuf};

use tantivy::directory::{Directory, DirectoryLock, INDEX_WRITER_LOCK};

mod analysis;
mod backup;
mod damage;
mod document;
mod error;
mod facet;
mod folder;
mod kept;
mod ledger;
mod lock;
mod manifest;
mod old;
mod passing;
mod persons;
mod reader;
mod schema;
mod seal;
mod segments;
mod stats;
mod stored;
mod words;
mod writer;
mod written;

pub use backup::Backup;
pub use damage::{ENGINE_MANAGED, damage, leftovers};
pub use document::{DocumentMaker, PreparedDocument, SourceStamp};
pub use error::IndexError;
pub use ledger::{FAULT, Ledger, LedgerEntry, Outcome};
pub use lock::LockHolder;
pub use manifest::{MANIFEST, Manifest};
pub use old::{OldDocument, OldIndex};
pub use persons::PersonRows;
pub use reader::Searcher;
pub use schema::{FORMAT_VERSION, NOTE};
pub use stats::IndexStats;
pub use stored::{StoredAddress, StoredCopy, StoredRelease};
pub use writer::{MIN_MEMORY, Writer};

pub(crate) use analysis::{
    MAX_DISTANCE, Piece, PieceKind, SENTENCE_START, each_term, language_of_term, normal_form,
    split, term_of_word, terms_of_query_word,
};
pub(crate) use document::{day_number, lead_and_rest, name_form, number_form};
pub(crate) use facet::{facet_path, facet_values, segment_values};
pub(crate) use schema::{Fields, WordPart};
pub(crate) use stats::date_of_day;

use crate::config::Config;
use folder::{ENGINE_META, IndexFolder, TORN};

/// An index on disk.
pub struct Index {
    folder: PathBuf,
    manifest: Manifest,
    files: IndexFolder,
    engine: tantivy::Index,
    fields: Fields,
}

impl Index {
    /// Opens an index that is there, made by this format and this config.
    pub fn open(folder: &Path, config: &Config) -> Result<Self, IndexError> {
        Self::open_checked(folder, |manifest| manifest.check(folder, config))
    }

    /// Opens an index to be made over for another config that reads files as its own did.
    pub fn open_to_retag(folder: &Path, config: &Config) -> Result<Self, IndexError> {
        Self::open_checked(folder, |manifest| manifest.check_reading(folder, config))
    }

    fn open_checked(
        folder: &Path,
        check: impl FnOnce(&Manifest) -> Result<(), IndexError>,
    ) -> Result<Self, IndexError> {
        let manifest = Manifest::read(folder)?.ok_or_else(|| absent(folder, MANIFEST))?;
        check(&manifest)?;
        if !folder.join(ENGINE_META).is_file() {
            return Err(absent(folder, ENGINE_META));
        }
        let (schema, fields) = schema::schema();
        let files = IndexFolder::open(folder)?;
        damage::check_sizes(&files)?;
        let engine = tantivy::Index::open(files.clone())
            .map_err(|error| IndexError::engine(folder, error))?;
        if engine.schema() != schema {
            return Err(IndexError::Corrupt {
                path: folder.to_owned(),
                detail: "its fields are not those of its format".to_owned(),
            });
        }
        analysis::register(engine.tokenizers());
        Ok(Self {
            folder: folder.to_owned(),
            manifest,
            files,
            engine,
            fields,
        })
    }

    /// Opens the index of a folder, or makes one when the folder is empty or not there.
    pub fn open_or_create(folder: &Path, config: &Config) -> Result<Self, IndexError> {
        match Manifest::read(folder)? {
            Some(manifest) => {
                manifest.check(folder, config)?;
                if folder.join(ENGINE_META).is_file() {
                    return Self::open(folder, config);
                }
                if holds_segments(folder) {
                    return Err(absent(folder, ENGINE_META));
                }
                // A run was killed between the manifest and the engine's own first file.
            }
            None if is_free(folder)? => {
                fs::create_dir_all(folder).map_err(|error| IndexError::io(folder, error))?;
            }
            None if holds_segments(folder) => return Err(absent(folder, MANIFEST)),
            None => {
                return Err(IndexError::NotAnIndex {
                    path: folder.to_owned(),
                });
            }
        }
        Self::create(folder, config, lock(folder)?)
    }

    /// Makes the files of a new index, unless another process has just made them.
    ///
    /// The lock is given up at the end.
    fn create(folder: &Path, config: &Config, lock: DirectoryLock) -> Result<Self, IndexError> {
        if !folder.join(ENGINE_META).is_file() {
            Manifest::new(config).write(folder)?;
            let (schema, _) = schema::schema();
            let settings = tantivy::IndexSettings::default();
            tantivy::Index::create(IndexFolder::open(folder)?, schema, settings)
                .map_err(|error| IndexError::engine(folder, error))?;
        }
        drop(lock);
        Self::open(folder, config)
    }

    /// Empties the folder of an index, whatever its format, and makes a new one there.
    ///
    /// A folder that holds something else is refused.
    pub fn rebuild(folder: &Path, config: &Config) -> Result<Self, IndexError> {
        // An index that has lost its manifest is one still.
        if !folder.join(MANIFEST).is_file() && !holds_segments(folder) {
            return Self::open_or_create(folder, config);
        }
        // Held while the files go, so that no other process is writing them.
        let lock = lock(folder)?;
        // The manifest stays until its successor is whole, so that a killed rebuild is known for
        // an index all along.
        remove_engine_files(folder)?;
        Self::create(folder, config, lock)
    }

    /// The index folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Says that the index is now as this config makes it.
    ///
    /// Called after the commit: a run that is killed between them is done again, to the same end.
    pub fn set_config(&self, config: &Config) -> Result<(), IndexError> {
        Manifest::new(config).write(&self.folder)
    }

    /// What the index was made with.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// What workers turn releases into documents with.
    pub fn document_maker(&self, config: &Config) -> DocumentMaker {
        DocumentMaker::new(self.fields.clone(), config.settings.weights.clone())
    }

    /// The one writer, with a memory budget in bytes.
    pub fn writer(&self, memory: usize) -> Result<Writer, IndexError> {
        Writer::open(self.files.passing(), self.fields.clone(), memory)
    }

    /// A view of what is committed now.
    pub fn searcher(&self) -> Result<Searcher, IndexError> {
        let failed = |error| IndexError::engine(&self.folder, error);
        let reader = self
            .engine
            .reader_builder()
            .reload_policy(tantivy::ReloadPolicy::Manual)
            .try_into()
            .map_err(failed)?;
        let reader: tantivy::IndexReader = reader;
        Searcher::new(&self.folder, reader.searcher(), self.fields.clone())
    }
}

/// Of an index that lacks this file: it was never whole, or it is damaged.
fn absent(folder: &Path, file: &str) -> IndexError {
    let path = folder.to_owned();
    if holds_segments(folder) {
        let detail = format!("`{file}`: it is missing");
        return IndexError::Corrupt { path, detail };
    }
    IndexError::Missing { path }
}

fn holds_segments(folder: &Path) -> bool {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names = entries.map(|entry| entry.file_name());
    names.any(|name| name.to_str().is_some_and(segments::is_segment_file))
}

/// The lock of the one writer; the operating system takes it back when the process dies.
fn lock(folder: &Path) -> Result<DirectoryLock, IndexError> {
    IndexFolder::open(folder)?
        .acquire_lock(&INDEX_WRITER_LOCK)
        .map_err(|error| IndexError::engine(folder, error.into()))
}

/// The manifest, locks, and what does not belong to an index stay.
fn remove_engine_files(folder: &Path) -> Result<(), IndexError> {
    let failed = |error| IndexError::io(folder, error);
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let path = entry.path();
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let is_engine_file = segments::is_segment_file(&name)
            || [ENGINE_META, damage::ENGINE_MANAGED].contains(&&*name)
            || name.starts_with(TORN);
        if path.is_file() && is_engine_file {
            fs::remove_file(&path).map_err(|error| IndexError::io(&path, error))?;
        }
    }
    Ok(())
}

/// True for a folder that is not there, or holds nothing but what a killed creation left.
fn is_free(folder: &Path) -> Result<bool, IndexError> {
    let failed = |error| IndexError::io(folder, error);
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(true),
        Err(error) => return Err(failed(error)),
    };
    for entry in entries {
        let name = entry.map_err(failed)?.file_name();
        let is_torn = name.as_encoded_bytes().starts_with(TORN.as_bytes());
        if !is_torn && name != INDEX_WRITER_LOCK.filepath.as_os_str() {
            return Ok(false);
        }
    }
    Ok(true)
}

#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;
