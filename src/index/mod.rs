//! The index: schema, analysis, [`Release`](crate::release::Release) ↔ document, the one writer.
//!
//! An index is its own ledger: what is known of a source file is committed together with the
//! document that it became, so a run that was killed is completed by the next one.

use std::fs;
use std::path::{Path, PathBuf};

use tantivy::directory::{Directory, DirectoryLock, INDEX_WRITER_LOCK};

mod analysis;
mod document;
mod error;
mod facet;
mod folder;
mod ledger;
mod manifest;
mod persons;
mod reader;
mod schema;
mod stats;
mod stored;
mod writer;

pub use document::{DocumentMaker, PreparedDocument, SourceStamp};
pub use error::IndexError;
pub use ledger::{Ledger, LedgerEntry, Outcome};
pub use manifest::{MANIFEST, Manifest};
pub use persons::PersonRows;
pub use reader::Searcher;
pub use schema::FORMAT_VERSION;
pub use stats::IndexStats;
pub use stored::{StoredAddress, StoredRelease};
pub use writer::{MIN_MEMORY, Writer};

pub(crate) use analysis::{
    Piece, PieceKind, normal_form, split, term_of_word, terms_of_query_word,
};
pub(crate) use document::{day_number, lead_and_rest, name_form, number_form};
pub(crate) use facet::{facet_values, segment_values};
pub(crate) use schema::{Fields, WordPart};
pub(crate) use stats::date_of_day;

use crate::config::Config;
use folder::IndexFolder;
use manifest::HALF_MANIFEST;

/// The file by which the engine knows its index.
const ENGINE_META: &str = "meta.json";

/// An index on disk.
pub struct Index {
    folder: PathBuf,
    manifest: Manifest,
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
        let missing = || IndexError::Missing {
            path: folder.to_owned(),
        };
        let manifest = Manifest::read(folder)?.ok_or_else(missing)?;
        check(&manifest)?;
        if !folder.join(ENGINE_META).is_file() {
            return Err(missing());
        }
        let (schema, fields) = schema::schema();
        let engine = tantivy::Index::open(IndexFolder::open(folder)?)
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
                // A run was killed between the manifest and the engine's own first file.
            }
            None if is_free(folder)? => {
                fs::create_dir_all(folder).map_err(|error| IndexError::io(folder, error))?;
            }
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
        if !folder.join(MANIFEST).is_file() {
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
        Writer::open(&self.folder, &self.engine, self.fields.clone(), memory)
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

/// The lock of the one writer; the operating system takes it back when the process dies.
fn lock(folder: &Path) -> Result<DirectoryLock, IndexError> {
    IndexFolder::open(folder)?
        .acquire_lock(&INDEX_WRITER_LOCK)
        .map_err(|error| IndexError::engine(folder, error.into()))
}

fn remove_engine_files(folder: &Path) -> Result<(), IndexError> {
    let failed = |error| IndexError::io(folder, error);
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let path = entry.path();
        let keep = entry.file_name() == MANIFEST || path.extension().is_some_and(|e| e == "lock");
        if path.is_file() && !keep {
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
        if name != HALF_MANIFEST && name != INDEX_WRITER_LOCK.filepath.as_os_str() {
            return Ok(false);
        }
    }
    Ok(true)
}

#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;
