//! UTF-16 without a byte order mark.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// How much is looked at, in bytes.
const WINDOW: usize = 1 << 14;

/// The byte order of a text in UTF-16, or `None` when it does not read as one.
///
/// Read in the wrong order, a space is U+2000 and a line end U+0A00: so the order that gives more
/// of the signs which every script uses is the right one. NULs are the reason to try at all: no
/// other text holds as many, and hardly a text in UTF-16 is without.
pub(super) fn order(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(WINDOW)];
    let has_nul = memchr::memchr(0, head).is_some();
    if !has_nul || !bytes.len().is_multiple_of(2) || is_single_byte(head) {
        return None;
    }
    let little = Reading::of(head, u16::from_le_bytes);
    let big = Reading::of(head, u16::from_be_bytes);
    if little.num_signs >= big.num_signs {
        little.is_text().then_some(UTF_16LE)
    } else {
        big.is_text().then_some(UTF_16BE)
    }
}

#[derive(Debug, Default)]
struct Reading {
    len: usize,
    /// Letters, digits and punctuation of ASCII, white space, punctuation of China and Japan.
    num_signs: usize,
    /// Controls, unpaired surrogates, private use and what no version of Unicode assigns.
    num_odd: usize,
}

impl Reading {
    fn of(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Self {
        let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
        let mut reading = Self::default();
        for decoded in char::decode_utf16(units) {
            reading.len += 1;
            match decoded {
                Ok('\t' | '\n' | '\r' | ' '..='~' | '\u{3000}'..='\u{3002}' | '\u{ff0c}') => {
                    reading.num_signs += 1;
                }
                Ok(c) if !is_odd(c) => {}
                _ => reading.num_odd += 1,
            }
        }
        reading
    }

    fn is_text(&self) -> bool {
        self.num_signs * 50 >= self.len && self.num_odd * 50 <= self.len
    }
}

/// Whether the bytes are plain letters with a stray NUL: read in pairs these would be Chinese.
fn is_single_byte(bytes: &[u8]) -> bool {
    let num_letters = bytes
        .iter()
        .filter(|byte| byte.is_ascii_alphabetic() || **byte == b' ')
        .count();
    let num_nuls = memchr::memchr_iter(0, bytes).count();
    num_letters * 5 >= bytes.len() * 3 && num_nuls * 4 < bytes.len()
}

fn is_odd(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{fdd0}'..='\u{fdef}' | '\u{fff0}'..='\u{ffff}')
        || c > '\u{3ffff}'
        || u32::from(c) & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn both_orders_in_many_scripts() {
        for text in [
            "Acme opens a plant in Astana.\r\n",
            "Hi",
            "Пресс-релиз министерства",
            "外交部发言人答记者问\n今天",
            "報道発表、本日\n",
            "Ανακοίνωση τύπου",
            "🎉 News",
        ] {
            assert_eq!(
                order(&units(text, u16::to_le_bytes)),
                Some(UTF_16LE),
                "{text}"
            );
            assert_eq!(
                order(&units(text, u16::to_be_bytes)),
                Some(UTF_16BE),
                "{text}"
            );
        }
    }

    #[test]
    fn other_bytes_are_not_utf_16() {
        for bytes in [
            &b""[..],
            b"plain text",
            b"text padded by NULs\0\0\0\0\0\0\0",
            b"\0\x01\x02\x03\x04\x05\x06\x07",
            b"a\0b",
            &[0; 64],
            b"A text with one NUL\0 in the middle of it.",
            b"A text with one NUL.\0 in the middle of it",
            b"Un texte d\xe9clar\xe9 \xe0 l'\xe9t\xe9 avec un \0 NUL dedans.",
        ] {
            assert_eq!(order(bytes), None, "{}", bytes.escape_ascii());
        }
    }
}
