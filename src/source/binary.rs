//! Tells files that are not text, by their first bytes and by their control characters.

/// First bytes that no text has; each with what it is, as in "it looks like …".
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"8BPS\x00", "a Photoshop picture"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b\x08", "gzip data"),
    (b"BZh91AY&SY", "bzip2 data"),
    (b"\xfd7zXZ\x00", "xz data"),
    (b"\x28\xb5\x2f\xfd", "zstd data"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an old office document",
    ),
    (b"{\\rtf", "an RTF document"),
    (b"%!PS-Adobe", "a PostScript document"),
    (b"\x7fELF", "an ELF program"),
    (b"\xca\xfe\xba\xbe", "Java or Mach-O code"),
    (b"\xcf\xfa\xed\xfe", "a Mach-O program"),
    (b"\x00asm", "WebAssembly code"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"\x1aE\xdf\xa3", "a Matroska video"),
    (b"OggS\x00", "Ogg media"),
];

/// First bytes that a text could have too: they only give the name to what is binary anyway.
const WEAK_SIGNATURES: &[(&[u8], &str)] = &[
    (b"BM", "a BMP picture"),
    (b"MZ", "a Windows program"),
    (b"ID3", "MP3 audio"),
    (b"\xff\xfb", "MP3 audio"),
    (b"\xff\xf3", "MP3 audio"),
    (b"fLaC", "FLAC audio"),
    (b"FWS", "a Flash film"),
    (b"CWS", "a Flash film"),
    (b"RIFF", "RIFF media"),
    (b"\x00\x01\x00\x00", "a font"),
    (b"\x00\x00\x01\xba", "an MPEG video"),
];

/// One control character in this many bytes is too many for text.
const BYTES_PER_CONTROL: usize = 50;

/// Damaged text may hold this many control characters, however short it is.
const NUM_CONTROLS_EXCUSED: usize = 2;

/// What the bytes are by their signature, when that leaves no doubt.
pub(super) fn signature(bytes: &[u8]) -> Option<&'static str> {
    find(SIGNATURES, bytes).or_else(|| boxed(bytes))
}

/// What the bytes look like when they hold more control characters than text does.
///
/// NULs at the end are padding and do not count. Not for UTF-16, which is full of NULs.
pub(super) fn by_controls(bytes: &[u8]) -> Option<&'static str> {
    let padding = bytes.iter().rev().take_while(|byte| **byte == 0).count();
    let text = &bytes[..bytes.len() - padding];
    // Counted in bytes, as many at a time as the machine compares at once.
    let num_in = |part: &[u8]| {
        part.iter()
            .map(|byte| u8::from(is_control(*byte)))
            .sum::<u8>()
    };
    let parts = text.chunks(usize::from(u8::MAX));
    let num_controls: usize = parts.map(|part| usize::from(num_in(part))).sum();
    (num_controls > NUM_CONTROLS_EXCUSED && num_controls > text.len() / BYTES_PER_CONTROL)
        .then(|| find(WEAK_SIGNATURES, bytes).unwrap_or("binary data"))
}

/// C0 without what text uses: tab, line ends, form feed, end of file (0x1A), escape (ISO-2022),
/// and the four frame marks of wire copy (SOH, STX, ETX, EOT; ANPA 1312).
#[expect(
    clippy::needless_bitwise_bool,
    reason = "no branches: many bytes at once"
)]
fn is_control(byte: u8) -> bool {
    (byte == 0)
        | (byte.wrapping_sub(5) <= 3)
        | (byte == 0x0b)
        | (byte.wrapping_sub(0x0e) <= 0x19 - 0x0e)
        | (byte.wrapping_sub(0x1c) <= 3)
        | (byte == 0x7f)
}

fn find(table: &[(&[u8], &'static str)], bytes: &[u8]) -> Option<&'static str> {
    table
        .iter()
        .find_map(|(start, kind)| bytes.starts_with(start).then_some(*kind))
}

/// Kinds whose name stands behind a length or at a fixed place.
fn boxed(bytes: &[u8]) -> Option<&'static str> {
    let at = |from: usize, to: usize| bytes.get(from..to);
    match (at(4, 8), at(0, 4), at(8, 12), at(257, 262)) {
        (Some(b"ftyp"), Some([0, 0, ..]), ..) => Some("an MP4 video or HEIF picture"),
        (_, Some(b"RIFF"), Some(b"WEBP"), _) => Some("a WebP picture"),
        (_, Some(b"RIFF"), Some(b"WAVE"), _) => Some("WAVE audio"),
        (_, Some(b"RIFF"), Some(b"AVI "), _) => Some("an AVI video"),
        (.., Some(b"ustar")) => Some("a tar archive"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: Option<&str>) {
        let found = signature(bytes).or_else(|| by_controls(bytes));
        assert_eq!(found, expected, "{}", bytes.escape_ascii());
    }

    #[test]
    fn signatures_name_the_kind() {
        check(b"%PDF-1.7\n1 0 obj", Some("a PDF document"));
        check(b"\xff\xd8\xff\xe0\0\x10JFIF", Some("a JPEG picture"));
        check(b"{\\rtf1\\ansi Dear editors", Some("an RTF document"));
        check(b"\0\0\0\x18ftypmp42", Some("an MP4 video or HEIF picture"));
        check(b"RIFF\x24\0\0\0WAVEfmt ", Some("WAVE audio"));
        let mut tar = vec![b'x'; 257];
        tar.extend(b"ustar\x0000");
        check(&tar, Some("a tar archive"));
    }

    #[test]
    fn a_weak_signature_needs_control_characters() {
        check(b"BMW announced today", None);
        check(b"MZ Motorr\xe4der", None);
        check(b"ID3 tags explained", None);
        check(b"ID3\x04\0\0\0\0\0\x0bTIT2\0\0", Some("MP3 audio"));
        check(b"MZ\x90\0\x03\0\0\0\x04\0\0\0", Some("a Windows program"));
    }

    #[test]
    fn control_characters_tell_binary_data() {
        check(b"\0\x01\x02\x03\x04\x05\x06\x07", Some("binary data"));
        let every_byte: Vec<u8> = (0..=255).collect();
        check(&every_byte, Some("binary data"));
    }

    #[test]
    fn text_with_the_odd_control_character_is_text() {
        check(b"", None);
        check(b"one\0two\0three", None);
        check(b"padded\0\0\0\0\0\0\0\0\0\0", None);
        check(b"\x01\x02BC-wire\x03\r\ntext\x04\x1a", None);
        check("Заявление для печати".as_bytes(), None);
        check(b"\xcf\xf0\xe8\xe2\xe5\xf2", None);
    }
}
