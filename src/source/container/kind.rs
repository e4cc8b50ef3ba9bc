//! What a file is, told by its first bytes; its name is never asked.

use super::xml::{self, Family};
use super::{mail, table};
use crate::source::options::FieldNames;

/// How a stream is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Codec {
    Gzip,
    Zstd,
    Bzip2,
    Xz,
}

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Compressed(Codec),
    Tar,
    Zip,
    Warc,
    Mailbox,
    Mail,
    Json,
    /// Values parted by this sign.
    Table(u8),
    Xml(Family),
    /// A document.
    Plain,
}

/// Size of a block of a tar archive, in bytes.
pub(super) const TAR_BLOCK: usize = 512;

impl Kind {
    /// Tells it by the first bytes, at least [`TAR_BLOCK`] of them when there are so many.
    pub(super) fn of(head: &[u8], fields: &FieldNames) -> Self {
        if let Some(codec) = codec(head) {
            Self::Compressed(codec)
        } else if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
            Self::Zip
        } else if is_tar(head) {
            Self::Tar
        } else if head.starts_with(b"WARC/") {
            Self::Warc
        } else if mail::is_mailbox(head) {
            Self::Mailbox
        } else if mail::is_mail(head) {
            Self::Mail
        } else if is_json(head) {
            Self::Json
        } else if let Some(family) = xml::family(head) {
            Self::Xml(family)
        } else if let Some(delimiter) = table::delimiter(head, fields) {
            Self::Table(delimiter)
        } else {
            Self::Plain
        }
    }

    /// Whether it counts among the containers within each other. A single mail does not: its parts
    /// do.
    pub(super) fn is_archive(self) -> bool {
        !matches!(self, Self::Plain | Self::Mail | Self::Xml(Family::Nitf))
    }
}

/// Whether a text begins as an object of JSON does, or as a list of objects.
fn is_json(head: &[u8]) -> bool {
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let text = text.trim_ascii_start();
    let object = match text.strip_prefix(b"[") {
        Some(rest) => rest.trim_ascii_start(),
        None => text,
    };
    let Some(rest) = object.strip_prefix(b"{") else {
        return false;
    };
    let rest = rest.trim_ascii_start();
    rest.starts_with(b"\"") || rest.starts_with(b"}")
}

fn codec(head: &[u8]) -> Option<Codec> {
    // A skippable frame (RFC 8878, 3.1.2) may stand before the data.
    let is_skippable = matches!(head, [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..]);
    match head {
        [0x1f, 0x8b, 8, ..] => Some(Codec::Gzip),
        _ if head.starts_with(b"\x28\xb5\x2f\xfd") || is_skippable => Some(Codec::Zstd),
        // The second mark is that of a stream that holds nothing.
        [b'B', b'Z', b'h', b'1'..=b'9', rest @ ..]
            if rest.starts_with(b"1AY&SY") || rest.starts_with(b"\x17rE8P\x90") =>
        {
            Some(Codec::Bzip2)
        }
        _ if head.starts_with(b"\xfd7zXZ\0") => Some(Codec::Xz),
        _ => None,
    }
}

/// Whether a header of a tar archive stands here: by its mark, or for archives older than that by
/// its checksum.
fn is_tar(head: &[u8]) -> bool {
    let Some(block) = head.get(..TAR_BLOCK) else {
        return false;
    };
    &block[257..262] == b"ustar" || is_tar_header(block)
}

/// Whether a block carries the checksum that a tar header has (POSIX.1-1988, 10.1.1).
pub(super) fn is_tar_header(block: &[u8]) -> bool {
    let Some((field, name)) = block.get(148..156).zip(block.first()) else {
        return false;
    };
    let digits: Vec<u8> = field
        .iter()
        .copied()
        .skip_while(|byte| *byte == b' ')
        .take_while(u8::is_ascii_digit)
        .collect();
    let Some(expected) = std::str::from_utf8(&digits)
        .ok()
        .and_then(|digits| u32::from_str_radix(digits, 8).ok())
    else {
        return false;
    };
    let sum: u32 = block[..TAR_BLOCK].iter().map(|byte| u32::from(*byte)).sum();
    let field_sum: u32 = field.iter().map(|byte| u32::from(*byte)).sum();
    // The sum is taken with blanks in place of itself.
    *name != 0 && expected == sum - field_sum + 8 * u32::from(b' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_begins_with_an_object_or_a_list_of_objects() {
        for text in ["{\"a\": 1}", "\u{feff} [\n {\"a\"", "{}"] {
            assert!(is_json(text.as_bytes()), "{text}");
        }
        for text in ["{curly} words", "[1] A note", "[", "{ not json }"] {
            assert!(!is_json(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn a_header_without_a_mark_is_known_by_its_checksum() {
        let fields = FieldNames::default();
        let mut header = tar::Header::new_old();
        header.set_path("a/b.txt").expect("a name");
        header.set_size(5);
        header.set_cksum();
        assert_eq!(Kind::of(header.as_bytes(), &fields), Kind::Tar);
        header.as_mut_bytes()[3] ^= 1;
        assert_eq!(Kind::of(header.as_bytes(), &fields), Kind::Plain);
        assert_eq!(Kind::of(&[b'0'; 512], &fields), Kind::Plain);
    }
}
