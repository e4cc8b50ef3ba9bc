//! Keys of words: a number that is equal for words that fold alike, made without allocating.

use std::hash::{BuildHasherDefault, Hasher};

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// The 64-bit key of a word: FNV-1a over its lower-case letters without accents.
///
/// Two words have one key when they differ only in case and accents (`ERDOĞAN`, `Erdogan`);
/// Cyrillic `й` and `ё` stay letters of their own. Typographic apostrophes and hyphens count as
/// the plain ones.
///
/// ```
/// use dateline::text::key::word_key;
/// assert_eq!(word_key("ERDOĞAN"), word_key("Erdogan"));
/// assert_ne!(word_key("Йод"), word_key("Иод"));
/// ```
pub fn word_key(word: &str) -> u64 {
    if word.is_ascii() {
        return ascii_key(word.bytes().map(|b| b.to_ascii_lowercase()));
    }
    let mut key = FNV_OFFSET;
    for c in word.chars() {
        if c.is_ascii() {
            push(&mut key, c.to_ascii_lowercase());
        } else {
            push_folded(&mut key, c);
        }
    }
    key
}

const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0000_0100_0000_01b3;

fn push(key: &mut u64, c: char) {
    let mut rest = u32::from(c);
    while {
        *key = (*key ^ u64::from(rest & 0xff)).wrapping_mul(FNV_PRIME);
        rest >>= 8;
        rest > 0
    } {}
}

fn push_folded(key: &mut u64, c: char) {
    for lower in c.to_lowercase() {
        match lower {
            'й' | 'ё' => push(key, lower),
            '’' | 'ʼ' => push(key, '\''),
            '‐' | '‑' => push(key, '-'),
            'ß' => {
                push(key, 's');
                push(key, 's');
            }
            'ø' => push(key, 'o'),
            'ł' => push(key, 'l'),
            'đ' => push(key, 'd'),
            'ı' => push(key, 'i'),
            'æ' => {
                push(key, 'a');
                push(key, 'e');
            }
            'œ' => {
                push(key, 'o');
                push(key, 'e');
            }
            _ => decompose_canonical(lower, |part| {
                if !is_combining_mark(part) {
                    push(key, part);
                }
            }),
        }
    }
}

/// The key of a word of plain ASCII letters, as its letters come in lower case.
pub fn ascii_key(letters: impl Iterator<Item = u8>) -> u64 {
    letters.fold(FNV_OFFSET, |key, letter| {
        (key ^ u64::from(letter)).wrapping_mul(FNV_PRIME)
    })
}

/// A hasher for keys that are hashes already: takes them as they are.
#[derive(Debug, Clone, Copy, Default)]
pub struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(FNV_PRIME);
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

/// A map from the keys of words.
pub type KeyMap<V> = std::collections::HashMap<u64, V, BuildHasherDefault<KeyHasher>>;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold;

    #[test]
    fn words_that_fold_alike_share_a_key() {
        for (a, b) in [
            ("Łódź", "LODZ"),
            ("Straße", "strasse"),
            ("Tоқаев", "tОҚАЕВ"),
            ("O’Neill", "o'neill"),
            ("İstanbul", "istanbul"),
        ] {
            assert_eq!(word_key(a), word_key(b), "{a} {b}");
        }
    }

    #[test]
    fn the_key_of_a_word_is_that_of_its_folded_form() {
        for word in ["Kassym‑Jomart", "Élysée", "Ærø", "Сүлейменов", "Чёрный"]
        {
            assert_eq!(word_key(word), word_key(&fold(word)), "{word}");
        }
    }

    #[test]
    fn letters_that_part_words_part_keys() {
        assert_ne!(word_key("Чёрный"), word_key("Черный"));
        assert_ne!(word_key("ab"), word_key("ba"));
    }
}
