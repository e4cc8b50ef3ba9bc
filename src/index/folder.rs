//! The folder of an index as the engine sees it: one that may not be written can still be read.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, FileSlice, Lock, META_LOCK, MmapDirectory, WatchCallback,
    WatchHandle, WritePtr,
};

use super::IndexError;

/// How the names of files begin that are being written in place of others.
pub(super) const TORN: &str = ".tmp";

/// The files of an index, mapped into memory.
#[derive(Debug, Clone)]
pub(super) struct IndexFolder {
    folder: PathBuf,
    files: MmapDirectory,
}

impl IndexFolder {
    pub(super) fn open(folder: &Path) -> Result<Self, IndexError> {
        let files = MmapDirectory::open(folder)
            .map_err(|error| IndexError::engine(folder, error.into()))?;
        Ok(Self {
            folder: folder.to_owned(),
            files,
        })
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
            result => result,
        }
    }

    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.files.get_file_handle(path)
    }

    fn open_read(&self, path: &Path) -> Result<FileSlice, OpenReadError> {
        self.files.open_read(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.files.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.files.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        self.files.open_write(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.files.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        // The engine's own way makes files that nobody but their owner may read.
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let half = self.folder.join(format!("{TORN}-{name}"));
        let mut file = fs::File::create(&half)?;
        file.write_all(data)?;
        file.sync_all()?;
        fs::rename(half, self.folder.join(path))
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.files.sync_directory()
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.files.watch(callback)
    }
}
