//! One file → [`RawDocument`].

use std::fs::File;
use std::io::{self, Read};

use super::{FileEntry, RawDocument, binary, decode};
use crate::report::SkipReason;

/// What is read before the rest, in bytes: enough to know a picture or an archive by.
const HEAD: u64 = 512;

/// Reads and decodes a file of at most so many bytes; a larger one is refused unread.
pub fn read(entry: &FileEntry, max_bytes: u64) -> Result<RawDocument, SkipReason> {
    if entry.num_bytes > max_bytes {
        return Err(SkipReason::TooLarge(entry.num_bytes));
    }
    let bytes =
        bytes_of(entry, max_bytes).map_err(|cause| SkipReason::Unreadable(cause.to_string()))??;
    decode(&entry.path, &bytes)
}

fn bytes_of(entry: &FileEntry, max_bytes: u64) -> io::Result<Result<Vec<u8>, SkipReason>> {
    let mut file = File::open(&entry.absolute)?;
    let mut bytes = Vec::new();
    file.by_ref().take(HEAD).read_to_end(&mut bytes)?;
    if let Some(kind) = binary::signature(&bytes) {
        return Ok(Err(SkipReason::Binary(kind.to_owned())));
    }
    // One byte more than allowed tells that the file has grown since it was listed.
    let limit = max_bytes.saturating_add(1);
    file.by_ref()
        .take(limit.saturating_sub(bytes.len() as u64))
        .read_to_end(&mut bytes)?;
    if bytes.len() as u64 > max_bytes {
        let num_bytes = file.metadata()?.len().max(bytes.len() as u64);
        return Ok(Err(SkipReason::TooLarge(num_bytes)));
    }
    Ok(Ok(bytes))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn entry(folder: &tempfile::TempDir, bytes: &[u8]) -> FileEntry {
        let absolute = folder.path().join("file");
        fs::write(&absolute, bytes).expect("write");
        FileEntry {
            path: "shown/file".to_owned(),
            absolute,
            num_bytes: bytes.len() as u64,
            modified_ns: 0,
        }
    }

    #[test]
    fn a_file_is_read_whole() {
        let folder = tempfile::tempdir().expect("folder");
        let text = "word ".repeat(1000);
        let raw = read(&entry(&folder, text.as_bytes()), 5000).expect("text");
        assert_eq!((raw.path.as_str(), raw.text), ("shown/file", text));
    }

    #[test]
    fn a_file_over_the_limit_is_not_opened() {
        let gone = FileEntry {
            path: "gone".to_owned(),
            absolute: "/nowhere/gone".into(),
            num_bytes: 11,
            modified_ns: 0,
        };
        assert_eq!(read(&gone, 10), Err(SkipReason::TooLarge(11)));
        assert!(matches!(read(&gone, 11), Err(SkipReason::Unreadable(_))));
    }

    #[test]
    fn a_file_that_grew_is_held_to_the_limit() {
        let folder = tempfile::tempdir().expect("folder");
        for len in [30, 700] {
            let mut grown = entry(&folder, &vec![b'x'; len]);
            grown.num_bytes = 5;
            assert_eq!(read(&grown, 20), Err(SkipReason::TooLarge(len as u64)));
        }
    }

    #[test]
    fn a_picture_is_known_by_its_head() {
        let folder = tempfile::tempdir().expect("folder");
        let picture = entry(&folder, b"\x89PNG\r\n\x1a\n....");
        assert_eq!(
            read(&picture, 100),
            Err(SkipReason::Binary("a PNG picture".to_owned()))
        );
    }
}
