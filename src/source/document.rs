//! One document as it came from its file, decoded to text.

use super::claim::Claim;

/// How the content is marked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// A page of HTML or XHTML.
    Html,
    /// Plain text.
    Text,
}

impl Format {
    /// The name in the record: `html` or `text`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Text => "text",
        }
    }
}

/// A decoded document, not yet cleaned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawDocument {
    /// The path as given or found below a given folder, `/` between its parts.
    pub path: String,
    /// The name inside an archive, when the file is one.
    pub member: Option<String>,
    /// HTML or plain text, told by content.
    pub format: Format,
    /// The WHATWG name of the charset, lower case: `utf-8`, `windows-1251`.
    pub encoding: &'static str,
    /// What the charset is told by, in words.
    pub encoding_basis: &'static str,
    /// Size of the source in bytes.
    pub num_bytes: u64,
    /// BLAKE3 of the source bytes.
    pub hash: blake3::Hash,
    /// The decoded text, mojibake repaired, line ends as `\n`, no BOM.
    pub text: String,
    /// What the container that it was in says of it.
    pub claims: Vec<Claim>,
    /// What the decoding had to repair or guess, in words.
    pub warnings: Vec<String>,
}
