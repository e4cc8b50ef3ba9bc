//! Bytes → text: which charset they are in, and what had to be replaced.
//!
//! In order of trust: the byte order mark; UTF-16 by its NULs; bytes that are valid UTF-8, or
//! nearly; the declared charset, when the bytes agree with it, that of the transport before that of
//! the document (WHATWG HTML, determining the character encoding); detection by chardetng.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8};

mod label;
mod name;
mod plausible;
mod utf16;
mod utf8;

pub(super) use name::name;
use utf8::Utf8Tally;

/// A declared charset may leave one character in this many unreadable.
const CHARS_PER_ERROR: usize = 50;

/// How much the detector is fed, in bytes.
const DETECTION_WINDOW: usize = 1 << 20;

/// Text with the charset it was in.
#[derive(Debug)]
pub(super) struct Decoded {
    /// The text, without a byte order mark.
    pub(super) text: String,
    pub(super) encoding: &'static Encoding,
    /// What the charset is told by.
    pub(super) basis: &'static str,
    /// What was replaced or guessed, in words.
    pub(super) warnings: Vec<String>,
}

/// Decodes any bytes; what cannot be read becomes U+FFFD. `transport` is the charset that a header
/// of HTTP or of a mail names.
pub(super) fn decode(bytes: &[u8], transport: Option<&str>) -> Decoded {
    if let Some((encoding, len)) = Encoding::for_bom(bytes) {
        return finish(encoding, &bytes[len..], "byte order mark");
    }
    if let Some(encoding) = utf16::order(bytes) {
        return finish(encoding, bytes, "every second byte is NUL");
    }
    let declared = transport
        .and_then(|label| Encoding::for_label(label.as_bytes()))
        .or_else(|| label::declared(bytes));
    let encoding = choose(bytes, declared);
    let (basis, note) = match declared {
        Some(declared) if declared == encoding => ("declared", None),
        _ if bytes.is_ascii() => ("the bytes are ASCII", None),
        Some(declared) => (
            "the bytes, against what is declared",
            Some(format!(
                "`{}` is declared, but the bytes are `{}`",
                name(declared),
                name(encoding)
            )),
        ),
        None if encoding == UTF_8 => ("the bytes are valid", None),
        None => (
            "a guess by the bytes",
            Some(format!(
                "no charset is declared, `{}` is a guess",
                name(encoding)
            )),
        ),
    };
    let mut decoded = finish(encoding, bytes, basis);
    decoded.warnings.splice(0..0, note);
    decoded
}

/// The charset that a document declares near its start.
pub(super) fn declared(head: &[u8]) -> Option<&'static Encoding> {
    label::declared(head)
}

/// Whether the bytes are UTF-16, with a byte order mark or without.
pub(super) fn is_utf16(bytes: &[u8]) -> bool {
    match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding != UTF_8,
        None => utf16::order(bytes).is_some(),
    }
}

fn finish(encoding: &'static Encoding, bytes: &[u8], basis: &'static str) -> Decoded {
    let text = encoding.decode_without_bom_handling(bytes).0.into_owned();
    let mut warnings = Vec::new();
    let num_lost = num_replaced(encoding, bytes, &text);
    if num_lost > 0 {
        warnings.push(format!(
            "lost {num_lost} of the characters: their bytes are not `{}`",
            name(encoding)
        ));
    }
    Decoded {
        text,
        encoding,
        basis,
        warnings,
    }
}

/// The replacement characters that the bytes did not hold themselves.
fn num_replaced(encoding: &'static Encoding, bytes: &[u8], text: &str) -> usize {
    let num_seen = text.matches('\u{fffd}').count();
    if num_seen == 0 {
        return 0;
    }
    let own: Cow<'_, [u8]> = encoding.encode("\u{fffd}").0;
    let is_own = encoding == UTF_8 && own.len() == 3;
    let num_own = if is_own {
        memchr::memmem::find_iter(bytes, own.as_ref()).count()
    } else {
        0
    };
    num_seen.saturating_sub(num_own)
}

fn choose(bytes: &[u8], declared: Option<&'static Encoding>) -> &'static Encoding {
    if bytes.is_ascii() {
        return escape_coded(bytes, declared);
    }
    let utf8 = Utf8Tally::of(bytes);
    if utf8.is_nearly_sound() {
        return UTF_8;
    }
    let declared = declared.filter(|encoding| *encoding != UTF_8);
    if let Some(declared) = declared.filter(|encoding| agrees(encoding, bytes)) {
        return declared;
    }
    let detected = detect(bytes);
    match declared {
        Some(declared) if num_errors(declared, bytes) < num_errors(detected, bytes) => declared,
        _ => detected,
    }
}

/// ISO-2022-JP writes Japanese in ASCII bytes, between escapes.
fn escape_coded(bytes: &[u8], declared: Option<&'static Encoding>) -> &'static Encoding {
    let is_escaped = || {
        [b"\x1b$B", b"\x1b$@"]
            .iter()
            .any(|escape| memchr::memmem::find(bytes, *escape).is_some())
    };
    if declared == Some(ISO_2022_JP) || is_escaped() {
        ISO_2022_JP
    } else {
        UTF_8
    }
}

/// Whether the bytes read well in the charset that they are declared in.
fn agrees(encoding: &'static Encoding, bytes: &[u8]) -> bool {
    let text = encoding.decode_without_bom_handling(bytes).0;
    let num_wide = text.chars().filter(|c| !c.is_ascii()).count();
    let num_lost = text.matches('\u{fffd}').count();
    num_lost * CHARS_PER_ERROR <= num_wide
        && (!plausible::is_paired(encoding) || plausible::has_pairs(bytes))
        && (!plausible::is_latin(encoding) || plausible::is_latin_text(&text))
}

fn num_errors(encoding: &'static Encoding, bytes: &[u8]) -> usize {
    let text = encoding.decode_without_bom_handling(bytes).0;
    text.matches('\u{fffd}').count()
}

fn detect(bytes: &[u8]) -> &'static Encoding {
    let head = &bytes[..bytes.len().min(DETECTION_WINDOW)];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(head, head.len() == bytes.len());
    detector.guess(None, Utf8Detection::Deny)
}

#[cfg(test)]
mod tests;
