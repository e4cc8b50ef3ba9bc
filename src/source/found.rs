//! A document found in a file, read but not decoded.

use super::RawDocument;
use super::claim::Claim;
use super::decode::{Undecoded, decode_as};
use crate::report::SkipReason;

/// A document of a file: the file itself, or a member of what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The name in the container, `!` between containers within each other; none when the file is
    /// the document. A label, never a path.
    pub member: Option<String>,
    /// What was read, or why nothing can be.
    pub content: Result<Content, SkipReason>,
}

/// What was read of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// The bytes of the document; of a piece of structured data its text as UTF-8.
    pub bytes: Vec<u8>,
    /// What the container says of it.
    pub envelope: Envelope,
}

/// What a container says of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Envelope {
    /// The charset that the transport names, as written.
    pub charset: Option<String>,
    /// Statements on the release.
    pub claims: Vec<Claim>,
    /// How the text is marked up, when that is known.
    pub format: Option<super::Format>,
    /// The BLAKE3 hash and the number of the bytes that the document is known by, when these are
    /// not the bytes of the text.
    pub identity: Option<(blake3::Hash, u64)>,
}

impl Envelope {
    pub(super) fn identity_of(&self, bytes: &[u8]) -> (blake3::Hash, u64) {
        let of_bytes = || (blake3::hash(bytes), bytes.len() as u64);
        self.identity.unwrap_or_else(of_bytes)
    }
}

impl Content {
    /// About the memory that it takes, in bytes.
    pub fn num_bytes(&self) -> u64 {
        self.bytes.len() as u64
    }

    /// The hash that the document is known by and the number of bytes that it is of.
    pub fn identity(&self) -> (blake3::Hash, u64) {
        self.envelope.identity_of(&self.bytes)
    }

    /// Decodes it; `path` is that of the file.
    pub fn decode(&self, path: &str, member: Option<&str>) -> Result<RawDocument, SkipReason> {
        let mut raw = decode_as(&Undecoded {
            path,
            bytes: &self.bytes,
            envelope: &self.envelope,
        })?;
        raw.member = member.map(str::to_owned);
        Ok(raw)
    }
}
