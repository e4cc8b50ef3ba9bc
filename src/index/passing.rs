//! A file that a merge reads from front to back: a window of it is in memory, not the whole. Mapped
//! files would be counted as memory of the process as far as they were ever read, so that the most
//! memory of a run grew with its index.

use std::fmt;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use tantivy::HasLen;
use tantivy::directory::{Directory, FileHandle, MmapDirectory, OwnedBytes};

/// How much is read ahead, in bytes, when reads follow one another.
const WINDOW: usize = 256 * 1024;

/// The most bytes between two reads that follow one another.
const MAX_GAP: usize = 4 * 1024;

/// An open file, its length, and what was read of it last.
pub(super) struct PassingFile {
    path: PathBuf,
    len: usize,
    /// Maps the file while a piece is read that is larger than the window.
    files: MmapDirectory,
    last: Mutex<Last>,
}

struct Last {
    file: File,
    start: usize,
    bytes: OwnedBytes,
}

impl PassingFile {
    /// Opens a file of a folder.
    pub(super) fn open(folder: &Path, path: &Path, files: &MmapDirectory) -> io::Result<Self> {
        let file = File::open(folder.join(path))?;
        let len = usize::try_from(file.metadata()?.len()).map_err(io::Error::other)?;
        Ok(Self {
            path: path.to_owned(),
            len,
            files: files.clone(),
            last: Mutex::new(Last {
                file,
                start: 0,
                bytes: OwnedBytes::empty(),
            }),
        })
    }

    fn map(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        let handle = self.files.get_file_handle(&self.path);
        handle.map_err(io::Error::other)?.read_bytes(range)
    }
}

impl Last {
    /// What is in memory of a range, if all of it is.
    fn held(&self, range: &Range<usize>) -> Option<OwnedBytes> {
        let start = range.start.checked_sub(self.start)?;
        let end = range.end.checked_sub(self.start)?;
        (end <= self.bytes.len()).then(|| self.bytes.slice(start..end))
    }

    /// Reads a range, and more when it comes soon after what was read last.
    fn read(&mut self, range: Range<usize>, len: usize) -> io::Result<OwnedBytes> {
        let end = self.start + self.bytes.len();
        let is_next = range.end > end && range.start >= self.start && range.start <= end + MAX_GAP;
        let until = if is_next {
            range.start + WINDOW
        } else {
            range.end
        };
        let mut bytes = vec![0; until.min(len) - range.start];
        self.file.seek(SeekFrom::Start(range.start as u64))?;
        self.file.read_exact(&mut bytes)?;
        self.start = range.start;
        self.bytes = OwnedBytes::new(bytes);
        Ok(self.bytes.slice(0..range.len()))
    }
}

impl FileHandle for PassingFile {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        if range.start > range.end || range.end > self.len {
            let detail = format!("{range:?} of `{}`", self.path.display());
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, detail));
        }
        if range.is_empty() {
            return Ok(OwnedBytes::empty());
        }
        if range.len() > WINDOW {
            return self.map(range);
        }
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        match last.held(&range) {
            Some(bytes) => Ok(bytes),
            None => last.read(range, self.len),
        }
    }
}

impl HasLen for PassingFile {
    fn len(&self) -> usize {
        self.len
    }
}

impl fmt::Debug for PassingFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("PassingFile").field(&self.path).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_read_is_what_stands_there() {
        let folder = tempfile::tempdir().expect("a folder");
        let content: Vec<u8> = (0..=250).cycle().take(3 * WINDOW).collect();
        std::fs::write(folder.path().join("a"), &content).expect("written");
        let files = MmapDirectory::open(folder.path()).expect("opened");
        let file = PassingFile::open(folder.path(), Path::new("a"), &files).expect("opened");
        let check = |range: Range<usize>| {
            let bytes = file.read_bytes(range.clone()).expect("read");
            assert_eq!(bytes.as_slice(), &content[range.clone()], "{range:?}");
        };
        // One after the other, with gaps, back, to the end, all, nothing.
        for start in (0..2 * WINDOW).step_by(1000) {
            check(start..start + 900);
        }
        check(10..20);
        check(WINDOW - 5..WINDOW + 5);
        check(content.len() - 8..content.len());
        check(content.len() - 4..content.len());
        check(0..content.len());
        check(0..WINDOW);
        check(7..7);
        assert!(file.read_bytes(5..content.len() + 1).is_err());
    }

    #[test]
    fn reads_that_follow_one_another_read_ahead_and_others_do_not() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("a"), vec![1; 4 * WINDOW]).expect("written");
        let files = MmapDirectory::open(folder.path()).expect("opened");
        let file = PassingFile::open(folder.path(), Path::new("a"), &files).expect("opened");
        let held_after = |range: Range<usize>| {
            file.read_bytes(range).expect("read");
            file.last.lock().expect("whole").bytes.len()
        };
        assert_eq!(held_after(0..8), WINDOW);
        assert_eq!(held_after(WINDOW - 4..WINDOW + 4), WINDOW);
        assert_eq!(held_after(3 * WINDOW..3 * WINDOW + 8), 8);
        assert_eq!(held_after(100..120), 20);
        assert_eq!(held_after(130..140), WINDOW);
    }
}
