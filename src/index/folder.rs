//! The folder of an index as the engine sees it: small files are sealed, what is written is summed,
//! and one that may not be written can still be read.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, INDEX_WRITER_LOCK, Lock, META_LOCK, MmapDirectory,
    WatchCallback, WatchHandle, WritePtr,
};

use super::IndexError;
use super::lock::{LockHolder, sign};
use super::passing::PassingFile;
use super::seal::{SealError, Sums, seal, unseal};
use super::segments::files_of_segments;
use super::written::{Trouble, WrittenFile};

/// How the names of files begin that are being written in place of others.
pub(super) const TORN: &str = ".tmp";

/// The engine's list of segments: what is in it is committed.
pub(super) const ENGINE_META: &str = "meta.json";

/// Whether small files must end in a seal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seals {
    Demanded,
    /// Before format 3 there were none.
    Optional,
}

/// How the large files of segments are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// Mapped into memory: here and there, again and again.
    Mapped,
    /// From front to back, once.
    Passing,
}

/// Endings of the files that a merge reads from front to back and that grow with the texts.
const LARGE: [&str; 3] = ["store", "idx", "pos"];

/// The files of an index. Clones share what they know.
#[derive(Debug, Clone)]
pub(super) struct IndexFolder {
    folder: PathBuf,
    files: MmapDirectory,
    seals: Seals,
    reading: Reading,
    /// The sums of the committed files and of those written since.
    sums: Arc<Mutex<Sums>>,
    /// The first thing that could not be written.
    trouble: Trouble,
    /// Who was killed while writing, before this process took the lock.
    killed: Arc<Mutex<Option<LockHolder>>>,
}

impl IndexFolder {
    pub(super) fn open(folder: &Path) -> Result<Self, IndexError> {
        let files = MmapDirectory::open(folder)
            .map_err(|error| IndexError::engine(folder, error.into()))?;
        Ok(Self {
            folder: folder.to_owned(),
            files,
            seals: Seals::Demanded,
            reading: Reading::Mapped,
            sums: Arc::default(),
            trouble: Trouble::default(),
            killed: Arc::default(),
        })
    }

    /// The same for an index whose format may be older than the seals.
    pub(super) fn open_of_any_format(folder: &Path) -> Result<Self, IndexError> {
        Ok(Self {
            seals: Seals::Optional,
            ..Self::open(folder)?
        })
    }

    /// The same files as a writer reads them, whose merges do not hold them in memory.
    pub(super) fn passing(&self) -> Self {
        Self {
            reading: Reading::Passing,
            ..self.clone()
        }
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Why writing failed, which the engine does not always say.
    pub(super) fn trouble(&self) -> Option<IndexError> {
        self.trouble.told().map(|(file, cause)| {
            let path = self.folder.join(file);
            IndexError::io(&path, cause)
        })
    }

    /// Who was killed while writing.
    pub(super) fn killed(&self) -> Option<LockHolder> {
        let known = self.killed.lock().unwrap_or_else(PoisonError::into_inner);
        known.clone()
    }

    fn note_sums(&self, sums: Sums) {
        let mut known = self.sums.lock().unwrap_or_else(PoisonError::into_inner);
        known.extend(sums);
    }

    /// The sums of the files that a list of segments names.
    fn sums_for(&self, content: &[u8]) -> Sums {
        let wanted = files_of_segments(content);
        let known = self.sums.lock().unwrap_or_else(PoisonError::into_inner);
        let sums = known.iter().filter(|(name, _)| wanted.contains(*name));
        sums.map(|(name, sum)| (name.clone(), sum.clone()))
            .collect()
    }

    fn replace(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        // The engine's own way makes files that nobody but their owner may read.
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let half = self.folder.join(format!("{TORN}-{name}"));
        let mut file = fs::File::create(&half)?;
        file.write_all(data)?;
        file.sync_all()?;
        fs::rename(half, self.folder.join(path))
    }
}

/// True where nobody may write, so that a reader needs no lock against a writer.
fn is_read_only(error: &LockError) -> bool {
    use io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem};
    matches!(error, LockError::IoError(cause) if matches!(cause.kind(), PermissionDenied | ReadOnlyFilesystem))
}

impl Directory for IndexFolder {
    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        match self.files.acquire_lock(lock) {
            // The lock of readers keeps the files of a commit from going while they are opened.
            Err(error) if lock.filepath == META_LOCK.filepath && is_read_only(&error) => {
                Ok(DirectoryLock::from(Box::new(())))
            }
            Ok(taken) if lock.filepath == INDEX_WRITER_LOCK.filepath => {
                let (taken, killed) = sign(&self.folder, taken);
                let mut known = self.killed.lock().unwrap_or_else(PoisonError::into_inner);
                *known = known.take().or(killed);
                Ok(taken)
            }
            result => result,
        }
    }

    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let ending = path.extension().and_then(OsStr::to_str);
        let is_large = ending.is_some_and(|ending| LARGE.contains(&ending));
        if self.reading == Reading::Mapped || !is_large {
            return self.files.get_file_handle(path);
        }
        match PassingFile::open(&self.folder, path, &self.files) {
            Ok(file) => Ok(Arc::new(file)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Err(OpenReadError::FileDoesNotExist(path.to_owned()))
            }
            Err(error) => Err(OpenReadError::wrap_io_error(error, path.to_owned())),
        }
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.files.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.files.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let inner = self.files.open_write(path).inspect_err(|error| {
            if let OpenWriteError::IoError { io_error, .. } = error {
                self.trouble.note(path, io_error);
            }
        })?;
        let file = WrittenFile::new(inner, path, (&self.sums, &self.trouble));
        Ok(BufWriter::new(Box::new(file)))
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        let sums = if path == Path::new(ENGINE_META) {
            self.sums_for(data)
        } else {
            Sums::new()
        };
        self.replace(path, &seal(data, &sums))
            .inspect_err(|error| self.trouble.note(path, error))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        let bytes = self.files.atomic_read(path)?;
        let unsealed = match unseal(bytes.clone()) {
            Err(SealError::Missing) if self.seals == Seals::Optional => return Ok(bytes),
            unsealed => unsealed,
        };
        let unsealed = unsealed.map_err(|error| {
            let damaged = io::Error::new(io::ErrorKind::InvalidData, error);
            OpenReadError::wrap_io_error(damaged, path.to_owned())
        })?;
        self.note_sums(unsealed.sums);
        Ok(unsealed.content)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.files.sync_directory()
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.files.watch(callback)
    }
}

/// Reads a sealed file of an index folder.
pub(super) fn read_sealed(file: &Path) -> io::Result<Result<(Vec<u8>, Sums), SealError>> {
    let unsealed = unseal(fs::read(file)?);
    Ok(unsealed.map(|unsealed| (unsealed.content, unsealed.sums)))
}
