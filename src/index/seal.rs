//! Checksums: every small file of an index ends in a seal, and that of the engine's list of segments
//! holds the sums of the segments' files too, so that they are committed with them.
//!
//! ```text
//! … the content …
//! {"files":{"0a1b.store":{"num_bytes":6148,"blake3":"…"}}}
//! blake3 <the hash of all before this line>
//! ```

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// How the last line of a sealed file begins.
const MARK: &[u8] = b"blake3 ";

/// The length of the last line: the mark, 64 digits and a line end.
const LAST_LINE: usize = 7 + 64 + 1;

/// What a file must be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct FileSum {
    /// Its size.
    pub(super) num_bytes: u64,
    /// The hash of its bytes in hexadecimal.
    pub(super) blake3: String,
}

/// What files must be, by name.
pub(super) type Sums = BTreeMap<String, FileSum>;

#[derive(Debug, Default, Serialize, Deserialize)]
struct Trailer {
    files: Sums,
}

/// A sealed file, opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unsealed {
    /// What was sealed.
    pub(super) content: Vec<u8>,
    /// The sums of other files.
    pub(super) sums: Sums,
}

/// Why a seal does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum SealError {
    /// There is none: the file is cut short, or of a format before seals.
    #[error("it has no checksum at its end")]
    Missing,
    /// The bytes are not those that were sealed.
    #[error("its bytes are not those of its checksum")]
    Wrong,
}

/// The content with a seal behind it.
pub(super) fn seal(content: &[u8], sums: &Sums) -> Vec<u8> {
    let mut sealed = content.to_vec();
    if !sealed.ends_with(b"\n") {
        sealed.push(b'\n');
    }
    let trailer = Trailer {
        files: sums.clone(),
    };
    let trailer = serde_json::to_vec(&trailer).expect("plain data with string keys");
    sealed.extend_from_slice(&trailer);
    sealed.push(b'\n');
    let hash = blake3::hash(&sealed);
    sealed.extend_from_slice(MARK);
    sealed.extend_from_slice(hash.to_hex().as_bytes());
    sealed.push(b'\n');
    sealed
}

/// The content without its seal, if the seal is right.
pub(super) fn unseal(mut sealed: Vec<u8>) -> Result<Unsealed, SealError> {
    let at = sealed.len().checked_sub(LAST_LINE);
    let at = at.ok_or(SealError::Missing)?;
    let last = sealed.split_off(at);
    if !last.starts_with(MARK) || !sealed.ends_with(b"\n") {
        return Err(SealError::Missing);
    }
    let hash = blake3::hash(&sealed);
    if last[MARK.len()..LAST_LINE - 1] != *hash.to_hex().as_bytes() || !last.ends_with(b"\n") {
        return Err(SealError::Wrong);
    }
    sealed.pop();
    let line = memchr::memrchr(b'\n', &sealed).map_or(0, |end| end + 1);
    let trailer = sealed.split_off(line);
    let trailer: Trailer = serde_json::from_slice(&trailer).map_err(|_| SealError::Wrong)?;
    Ok(Unsealed {
        content: sealed,
        sums: trailer.files,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sums() -> Sums {
        let sum = FileSum {
            num_bytes: 3,
            blake3: "00".into(),
        };
        [("a.store".to_owned(), sum)].into()
    }

    #[test]
    fn a_seal_opens_to_what_was_sealed() {
        for content in [&b""[..], b"\n", b"{}", b"{}\n", b"two\nlines\n"] {
            let unsealed = unseal(seal(content, &sums())).expect("sealed");
            assert_eq!(unsealed.sums, sums());
            let content = String::from_utf8_lossy(content).trim_end().to_owned();
            let found = String::from_utf8(unsealed.content).expect("utf-8");
            assert_eq!(found.trim_end(), content);
        }
    }

    #[test]
    fn no_byte_can_change_or_go() {
        let sealed = seal(b"{\"segments\": []}\n", &sums());
        for at in 0..sealed.len() {
            for bit in 0..8 {
                let mut changed = sealed.clone();
                changed[at] ^= 1 << bit;
                assert!(unseal(changed).is_err(), "bit {bit} of byte {at}");
            }
            assert!(unseal(sealed[..at].to_vec()).is_err(), "cut at {at}");
            assert!(unseal(sealed[at + 1..].to_vec()).is_err(), "begun at {at}");
        }
    }
}
