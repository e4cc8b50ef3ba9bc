//! The two charsets that UTF-8 is most often mistaken for, and what proves the mistake.

use std::sync::LazyLock;

use encoding_rs::{Encoding, WINDOWS_1251, WINDOWS_1252};

use super::sequence::Sequence;

/// UTF-8 read as windows-1252, or as ISO-8859-1.
pub(super) static WESTERN: LazyLock<Codec> =
    LazyLock::new(|| Codec::new(WINDOWS_1252, usize::MAX, proves_western));

/// UTF-8 read as windows-1251.
pub(super) static CYRILLIC: LazyLock<Codec> =
    LazyLock::new(|| Codec::new(WINDOWS_1251, 3, proves_cyrillic));

/// A single-byte charset that UTF-8 was read in.
#[derive(Debug)]
pub(super) struct Codec {
    /// Character and byte of the upper half, by character.
    bytes: Vec<(char, u8)>,
    /// So many sequences in a text that has nothing else beyond ASCII are a proof.
    pub(super) num_sequences_alone: usize,
    proof: fn(&str, &[Sequence]) -> bool,
}

impl Codec {
    fn new(
        encoding: &'static Encoding,
        num_sequences_alone: usize,
        proof: fn(&str, &[Sequence]) -> bool,
    ) -> Self {
        let mut bytes: Vec<(char, u8)> = (0x80..=0xff)
            .filter_map(|byte| {
                let bytes = [byte];
                let text = encoding.decode_without_bom_handling(&bytes).0;
                Some((text.chars().next()?, byte))
            })
            .collect();
        bytes.sort_unstable();
        Self {
            bytes,
            num_sequences_alone,
            proof,
        }
    }

    /// The byte that was read as this character; C1 controls stand for themselves.
    pub(super) fn byte(&self, c: char) -> Option<u8> {
        match self.bytes.binary_search_by_key(&c, |(known, _)| *known) {
            Ok(at) => Some(self.bytes[at].1),
            Err(_) => u8::try_from(c)
                .ok()
                .filter(|byte| (0x80..=0x9f).contains(byte)),
        }
    }

    /// The byte that was read as this character, when it can continue a sequence.
    pub(super) fn continuation(&self, c: char) -> Option<u8> {
        self.byte(c).filter(|byte| (0x80..=0xbf).contains(byte))
    }

    /// Whether the charset has no sign at this byte.
    pub(super) fn is_gap(&self, byte: u8) -> bool {
        self.bytes
            .binary_search(&(char::from(byte), byte))
            .is_ok_and(|_| (0x80..=0x9f).contains(&byte))
    }

    /// Whether a run is damage for certain, by itself.
    pub(super) fn proves(&self, text: &str, run: &[Sequence]) -> bool {
        (self.proof)(text, run)
    }
}

/// Windows-1252: a marked letter with a sign behind it, once, can be a word before a quotation
/// mark (`CAFÉ»`). Two in a row cannot, nor can a capital behind a small letter (`staÅ‚o`).
fn proves_western(text: &str, run: &[Sequence]) -> bool {
    let [only] = run else {
        return run.len() > 1;
    };
    let source = &text[only.start..only.end];
    let before = text[..only.start].chars().next_back();
    let after = text[only.end..].chars().next();
    match only.lead {
        // â€™ is quotes, dashes, bullets; â„¢ ™; âˆ’ mathematics; â†’ arrows.
        0xe2 => matches!(only.decoded, '\u{2000}'..='\u{213f}' | '\u{2190}'..='\u{22ff}'),
        // ð and a Ÿ: emoji.
        0xf0 => source.starts_with("ð\u{178}"),
        // ï» ¿: the byte order mark; ï¼ wide forms.
        0xef => matches!(
            only.decoded,
            '\u{feff}' | '\u{ff01}'..='\u{ff5e}' | '\u{fffd}'
        ),
        0xc2 | 0xc3 => !before.is_some_and(char::is_uppercase) || !can_follow_word(source),
        0xc4 | 0xc5 => {
            before.is_some_and(char::is_lowercase)
                || after.is_some_and(char::is_lowercase) && !can_follow_word(source)
        }
        _ => false,
    }
}

/// Whether the sign behind the letter is one that stands behind a word.
fn can_follow_word(source: &str) -> bool {
    source.chars().nth(1).is_some_and(|sign| {
        sign.is_whitespace()
            || matches!(sign, '‘'..='„' | '…' | '–' | '—' | '«' | '»' | '‹' | '›')
            || matches!(
                sign,
                '™' | '®' | '©' | '²' | '³' | '¹' | 'º' | 'ª' | '·' | '•' | '\u{ad}'
            )
    })
}

/// Windows-1251: `Ві` is Ukrainian and `В ` with a no-break space a Russian preposition. Three
/// letters of Cyrillic in a row, of which some sign is no capital, are no word; `вЂ™` never is.
fn proves_cyrillic(text: &str, run: &[Sequence]) -> bool {
    let is_punctuation = |sequence: &Sequence| {
        sequence.lead == 0xe2
            && matches!(sequence.decoded, '\u{2010}'..='\u{203a}' | '№' | '™' | '€')
    };
    if run.iter().any(is_punctuation) {
        return true;
    }
    let is_cyrillic = |sequence: &&Sequence| matches!(sequence.decoded, '\u{400}'..='\u{4ff}');
    let is_sign = |sequence: &&Sequence| {
        let source = &text[sequence.start..sequence.end];
        !source.chars().nth(1).is_some_and(char::is_uppercase)
    };
    run.iter().filter(is_cyrillic).count() >= 3 && run.iter().filter(is_sign).count() >= 2
}
