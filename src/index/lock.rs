//! Who writes to an index. The operating system holds the lock and takes it back when the process
//! dies; the file of the lock says who has it, for those who have to wait.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tantivy::directory::{DirectoryLock, INDEX_WRITER_LOCK};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// A process that writes, or wrote when it was killed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LockHolder {
    /// Its number on its computer.
    pub pid: u32,
    /// The computer.
    pub host: String,
    /// When it began, as RFC 3339 in universal time.
    pub since: String,
}

impl LockHolder {
    fn this_process() -> Self {
        let now = OffsetDateTime::now_utc();
        let now = now.replace_nanosecond(0).unwrap_or(now);
        Self {
            pid: std::process::id(),
            host: gethostname::gethostname().to_string_lossy().into_owned(),
            since: now.format(&Rfc3339).unwrap_or_default(),
        }
    }

    /// Who stands in the file of the lock.
    fn read(file: &Path) -> Option<Self> {
        serde_json::from_slice(&fs::read(file).ok()?).ok()
    }
}

impl fmt::Display for LockHolder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { pid, host, since } = self;
        write!(f, "process {pid} on {host}, since {since}")
    }
}

/// The lock of the one writer; given up when dropped.
struct WriterLock {
    file: PathBuf,
    _lock: DirectoryLock,
}

/// Writes into the file of a lock just taken who has it, and says who was killed while having it.
pub(super) fn sign(folder: &Path, lock: DirectoryLock) -> (DirectoryLock, Option<LockHolder>) {
    let file = lock_file(folder);
    let killed = LockHolder::read(&file);
    let text = serde_json::to_vec(&LockHolder::this_process()).unwrap_or_default();
    // A disk that is too full for these bytes is told of by the first that matter.
    let _ = fs::write(&file, text);
    let lock = WriterLock { file, _lock: lock };
    (DirectoryLock::from(Box::new(lock)), killed)
}

/// Who holds the lock of the writer, as far as it is told.
pub(super) fn holder(folder: &Path) -> Option<LockHolder> {
    LockHolder::read(&lock_file(folder))
}

fn lock_file(folder: &Path) -> PathBuf {
    folder.join(&INDEX_WRITER_LOCK.filepath)
}

impl Drop for WriterLock {
    fn drop(&mut self) {
        // Emptied while the lock is held: whoever takes it next finds nobody killed.
        let _ = fs::write(&self.file, b"");
    }
}
