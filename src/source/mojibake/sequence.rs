//! Characters that stand for the bytes of one UTF-8 sequence.

use super::codec::Codec;

/// One character of the text before the damage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sequence {
    /// Byte offset of the first character in the damaged text.
    pub(super) start: usize,
    /// Byte offset just past the last one.
    pub(super) end: usize,
    /// The first byte of the sequence, C2 to F4.
    pub(super) lead: u8,
    /// What the bytes mean.
    pub(super) decoded: char,
}

impl Sequence {
    /// The sequence that begins at this byte offset of the text, when there is one.
    pub(super) fn at(text: &str, start: usize, codec: &Codec) -> Option<Self> {
        let mut chars = text[start..].chars();
        let lead_char = chars.next()?;
        let lead = codec.byte(lead_char)?;
        let len = match lead {
            0xc2..=0xdf => 2,
            0xe0..=0xef => 3,
            0xf0..=0xf4 => 4,
            _ => return None,
        };
        let mut bytes = [lead, 0, 0, 0];
        let mut end = start + lead_char.len_utf8();
        for at in 1..len {
            let next = chars.next();
            let Some(byte) = next.and_then(|next| codec.continuation(next)) else {
                let is_quote = at == 2 && bytes[..2] == [0xe2, 0x80] && codec.is_gap(0x9d);
                return is_quote.then(|| Self::lost_quote(start, end, next));
            };
            bytes[at] = byte;
            end += next.map_or(0, char::len_utf8);
        }
        // Refuses overlong forms, surrogates and what lies beyond Unicode.
        let decoded = std::str::from_utf8(&bytes[..len]).ok()?.chars().next()?;
        Some(Self {
            start,
            end,
            lead,
            decoded,
        })
    }

    /// `”` is E2 80 9D, and many programs drop the last byte or put U+FFFD in its place, since
    /// windows-1252 has no sign there. No other sign of prose is lost in that way behind `â€`.
    fn lost_quote(start: usize, end: usize, next: Option<char>) -> Self {
        let mark = next.filter(|next| *next == '\u{fffd}');
        Self {
            start,
            end: end + mark.map_or(0, char::len_utf8),
            lead: 0xe2,
            decoded: '”',
        }
    }
}
