//! Bytes → [`RawDocument`]: pure, and total on any bytes.

use super::found::Envelope;
use super::{RawDocument, binary, charset, format, mojibake, tidy};
use crate::report::SkipReason;

/// Decodes a document, repairs what is proven damage and tells its format.
///
/// Bytes that are no text are refused: [`SkipReason::Binary`] or [`SkipReason::Empty`]. The path is
/// only copied into the result.
///
/// ```
/// use dateline::source::{Format, decode};
///
/// let raw = decode("a.txt", b"<html><body>caf\xe9</body></html>")?;
/// assert_eq!((raw.format, raw.encoding), (Format::Html, "windows-1252"));
/// assert!(raw.text.contains("café"));
/// # Ok::<(), dateline::report::SkipReason>(())
/// ```
pub fn decode(path: &str, bytes: &[u8]) -> Result<RawDocument, SkipReason> {
    decode_as(&Undecoded {
        path,
        bytes,
        envelope: &Envelope::default(),
    })
}

/// Bytes with what is known of them.
pub(super) struct Undecoded<'u> {
    pub(super) path: &'u str,
    pub(super) bytes: &'u [u8],
    pub(super) envelope: &'u Envelope,
}

/// The same, with what a container says of the bytes.
pub(super) fn decode_as(undecoded: &Undecoded<'_>) -> Result<RawDocument, SkipReason> {
    let (bytes, envelope) = (undecoded.bytes, undecoded.envelope);
    if let Some(kind) = binary_kind(bytes) {
        return Err(SkipReason::Binary(kind.to_owned()));
    }
    let decoded = charset::decode(bytes, envelope.charset.as_deref());
    let mut warnings = decoded.warnings;
    let text = repaired(decoded.text, &mut warnings);
    let text = tidy::tidy(text, &mut warnings);
    if is_blank(&text) {
        return Err(SkipReason::Empty);
    }
    let (hash, num_bytes) = envelope.identity_of(bytes);
    Ok(RawDocument {
        path: undecoded.path.to_owned(),
        member: None,
        format: envelope.format.unwrap_or_else(|| format::tell(&text)),
        encoding: charset::name(decoded.encoding),
        encoding_basis: decoded.basis,
        num_bytes,
        hash,
        text,
        claims: envelope.claims.clone(),
        warnings,
    })
}

fn binary_kind(bytes: &[u8]) -> Option<&'static str> {
    binary::signature(bytes).or_else(|| {
        if charset::is_utf16(bytes) {
            None
        } else {
            binary::by_controls(bytes)
        }
    })
}

fn repaired(text: String, warnings: &mut Vec<String>) -> String {
    match mojibake::repair(&text) {
        None => text,
        Some(repaired) => {
            let damaged = counted(repaired.num_repairs, "damaged character");
            warnings.push(format!("repaired {damaged}: UTF-8 read in another charset"));
            repaired.text
        }
    }
}

/// `1 NUL`, `2 NULs`.
pub(super) fn counted(num: usize, noun: &str) -> String {
    let plural = if num == 1 { "" } else { "s" };
    format!("{num} {noun}{plural}")
}

/// Whether there is nothing to read: white space, controls, marks without width.
fn is_blank(text: &str) -> bool {
    text.chars().all(|c| {
        c.is_whitespace()
            || c.is_control()
            || matches!(
                c,
                '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fffd}'
            )
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::source::Format;

    fn text_of(bytes: &[u8]) -> String {
        decode("x", bytes).expect("text").text
    }

    fn reason(bytes: &[u8]) -> SkipReason {
        decode("x", bytes).expect_err("no text")
    }

    #[test]
    fn nothing_to_read_is_empty() {
        for bytes in [
            &b""[..],
            b"\n \t\r\n",
            b"\xef\xbb\xbf",
            b"\xff\xfe",
            b"\0\0",
            "\u{200b}\u{feff}\u{a0}".as_bytes(),
            b"\xff\xfe \0\n\0",
        ] {
            assert_eq!(reason(bytes), SkipReason::Empty, "{}", bytes.escape_ascii());
        }
    }

    #[test]
    fn what_is_no_text_is_named() {
        assert_eq!(
            reason(b"%PDF-1.4 text").to_string(),
            "binary: it looks like a PDF document"
        );
        assert_eq!(reason(&[0, 7, 2, 8, 0, 1, 2, 3]).name(), "binary");
    }

    #[test]
    fn the_record_of_the_source_is_complete() {
        let bytes = b"Content-Type: text/plain; charset=koi8-r\r\n\r\n\xf0\xd2\xc9\xd7\xc5\xd4";
        let raw = decode("a/b.txt", bytes).expect("text");
        assert_eq!(raw.path, "a/b.txt");
        assert_eq!(raw.member, None);
        assert_eq!((raw.format, raw.encoding), (Format::Text, "koi8-r"));
        assert_eq!(raw.encoding_basis, "declared");
        assert_eq!(raw.num_bytes, bytes.len() as u64);
        assert_eq!(raw.hash, blake3::hash(bytes));
        assert!(raw.text.ends_with("\n\nПривет"), "{}", raw.text);
        assert_eq!(raw.warnings, [""; 0]);
    }

    #[test]
    fn the_name_of_the_file_does_not_tell_the_format() {
        let page = decode("page.txt", b"<html><body>Acme</body></html>").expect("page");
        assert_eq!(page.format, Format::Html);
        let text = decode("text.html", b"Acme <b> Inc.").expect("text");
        assert_eq!(text.format, Format::Text);
    }

    #[test]
    fn damage_and_its_repair_are_reported() {
        let raw = decode("x", "the worldâ€™s\r\nlargest\0".as_bytes()).expect("text");
        assert_eq!(raw.text, "the world’s\nlargest");
        assert_eq!(
            raw.warnings,
            [
                "repaired 1 damaged character: UTF-8 read in another charset",
                "removed 1 NUL"
            ]
        );
    }

    #[test]
    fn a_byte_order_mark_goes_even_when_damaged() {
        assert_eq!(text_of("ï»¿Café".as_bytes()), "Café");
        assert_eq!(text_of(b"\xef\xbb\xbf\xef\xbb\xbfAcme"), "Acme");
    }

    #[test]
    fn utf_16_is_text_though_half_of_it_is_nul() {
        let bytes: Vec<u8> = "Acme opens\r\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let raw = decode("x", &bytes).expect("text");
        assert_eq!(
            (raw.text.as_str(), raw.encoding),
            ("Acme opens\n", "utf-16le")
        );
    }

    /// Bytes of the kinds that meet at the borders of the rules.
    fn bytes() -> impl Strategy<Value = Vec<u8>> {
        prop_oneof![
            proptest::collection::vec(any::<u8>(), 0..300),
            proptest::collection::vec(
                prop_oneof![
                    Just(b"\xef\xbb\xbf".to_vec()),
                    Just(b"\xff\xfe".to_vec()),
                    Just(b"<meta charset=".to_vec()),
                    Just(b"gbk>".to_vec()),
                    Just(b"<?xml encoding='".to_vec()),
                    Just(b"Content-Type: x; charset=".to_vec()),
                    Just(b"<!--".to_vec()),
                    Just(b"\x1b$B".to_vec()),
                    Just("вЂ™â€™".as_bytes().to_vec()),
                    Just(b"\r\n\0".to_vec()),
                    "[ -~]{0,20}".prop_map(String::into_bytes),
                    proptest::collection::vec(0x80_u8..=0xff, 0..20),
                ],
                0..12
            )
            .prop_map(|parts| parts.concat()),
        ]
    }

    proptest! {
        #[test]
        fn any_bytes_end_in_one_outcome(bytes in bytes()) {
            match decode("x", &bytes) {
                Ok(raw) => {
                    prop_assert!(!raw.text.contains(['\r', '\0']));
                    let is_marked = raw.text.starts_with('\u{feff}');
                    prop_assert!(!is_marked);
                    prop_assert!(!is_blank(&raw.text));
                }
                Err(reason) => {
                    prop_assert!(matches!(reason, SkipReason::Empty | SkipReason::Binary(_)));
                }
            }
        }

        #[test]
        fn utf_8_text_reads_as_it_is(text in "[a-zà-ÿа-яё一-龥 .,\n]{1,200}") {
            prop_assume!(!is_blank(&text) && mojibake::repair(&text).is_none());
            let raw = decode("x", text.as_bytes()).expect("text");
            prop_assert_eq!((raw.text, raw.encoding), (text, "utf-8"));
        }
    }
}
