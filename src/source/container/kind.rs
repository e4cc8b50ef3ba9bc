//! What a file is, told by its first bytes; its name is never asked.

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
    /// A document.
    Plain,
}

/// Size of a block of a tar archive, in bytes.
pub(super) const TAR_BLOCK: usize = 512;

impl Kind {
    /// Tells it by the first bytes, at least [`TAR_BLOCK`] of them when there are so many.
    pub(super) fn of(head: &[u8]) -> Self {
        if let Some(codec) = codec(head) {
            Self::Compressed(codec)
        } else if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
            Self::Zip
        } else if is_tar(head) {
            Self::Tar
        } else {
            Self::Plain
        }
    }
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
        .take_while(|byte| byte.is_ascii_digit())
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
    fn a_header_without_a_mark_is_known_by_its_checksum() {
        let mut header = tar::Header::new_old();
        header.set_path("a/b.txt").expect("a name");
        header.set_size(5);
        header.set_cksum();
        assert_eq!(Kind::of(header.as_bytes()), Kind::Tar);
        header.as_mut_bytes()[3] ^= 1;
        assert_eq!(Kind::of(header.as_bytes()), Kind::Plain);
        assert_eq!(Kind::of(&[b'0'; 512]), Kind::Plain);
    }
}
