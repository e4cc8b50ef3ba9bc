//! A file of the index while it is written: summed, and what goes wrong is kept.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::directory::{AntiCallToken, TerminatingWrite, WritePtr};

use super::seal::{FileSum, Sums};

/// The first thing that could not be written. Clones share it.
#[derive(Debug, Clone, Default)]
pub(super) struct Trouble(Arc<Mutex<Option<(PathBuf, io::ErrorKind, String)>>>);

impl Trouble {
    /// Keeps it, unless there was trouble before.
    pub(super) fn note(&self, path: &Path, error: &io::Error) {
        let mut first = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        first.get_or_insert_with(|| (path.to_owned(), error.kind(), error.to_string()));
    }

    /// The file and the cause.
    pub(super) fn told(&self) -> Option<(PathBuf, io::Error)> {
        let first = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (path, kind, cause) = first.clone()?;
        Some((path, io::Error::new(kind, cause)))
    }
}

/// A file that knows its sum when it is whole.
pub(super) struct WrittenFile {
    inner: WritePtr,
    path: PathBuf,
    hasher: blake3::Hasher,
    num_bytes: u64,
    sums: Arc<Mutex<Sums>>,
    trouble: Trouble,
}

impl WrittenFile {
    pub(super) fn new(
        inner: WritePtr,
        path: &Path,
        (sums, trouble): (&Arc<Mutex<Sums>>, &Trouble),
    ) -> Self {
        Self {
            inner,
            path: path.to_owned(),
            hasher: blake3::Hasher::new(),
            num_bytes: 0,
            sums: Arc::clone(sums),
            trouble: trouble.clone(),
        }
    }
}

impl Write for WrittenFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let num_written = self.inner.write(bytes);
        let num_written = num_written.inspect_err(|error| self.trouble.note(&self.path, error))?;
        self.hasher.update(&bytes[..num_written]);
        self.num_bytes += num_written as u64;
        Ok(num_written)
    }

    fn flush(&mut self) -> io::Result<()> {
        let flushed = self.inner.flush();
        flushed.inspect_err(|error| self.trouble.note(&self.path, error))
    }
}

impl TerminatingWrite for WrittenFile {
    fn terminate_ref(&mut self, token: AntiCallToken) -> io::Result<()> {
        let ended = self.inner.terminate_ref(token);
        ended.inspect_err(|error| self.trouble.note(&self.path, error))?;
        let sum = FileSum {
            num_bytes: self.num_bytes,
            blake3: self.hasher.finalize().to_hex().to_string(),
        };
        let name = self.path.to_string_lossy().into_owned();
        let mut sums = self.sums.lock().unwrap_or_else(PoisonError::into_inner);
        sums.insert(name, sum);
        Ok(())
    }
}
