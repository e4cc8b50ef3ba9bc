//! The edges of the trie of terms: what a word must be to follow one, as a hash.

use super::word::{is_unspaced, stem};
use crate::text::fold::fold;
use crate::text::key::KeyMap;

/// What an edge asks of a word, the most demanding first.
#[derive(Debug, Clone, Copy)]
pub(super) enum Edge {
    /// `NATO`: these letters, all capital.
    AllCapitals = 1,
    /// `Labour`: this stem, capitalised; `=Games`: this form, capitalised.
    Capitalised,
    /// `=shares`: this form.
    Exact,
    /// `share`: this stem.
    Stem,
    /// `elect*`: this beginning.
    Prefix,
    /// The first bytes of one or more beginnings; leads nowhere, see [`Edges::begins`].
    Beginning,
}

/// What a word of a term asks of a word of the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked {
    pub edge: Edge,
    pub hash: u64,
    pub prefix: Option<Prefix>,
}

/// The length in bytes of a beginning, and the hash of its first [`NUM_BEGINNING`] if it has them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Prefix {
    pub num_bytes: usize,
    pub beginning: Option<u64>,
}

impl Asked {
    /// What a word asks in the notation of terms.
    pub(super) fn by(written: &str) -> Self {
        let whole = |edge: Edge, hash: u64| Self {
            edge,
            hash,
            prefix: None,
        };
        if let Some(exact) = written.strip_prefix('=') {
            let capitalised = exact.starts_with(char::is_uppercase);
            let edge = if capitalised {
                Edge::Capitalised
            } else {
                Edge::Exact
            };
            return whole(edge, hash(fold(exact).bytes()));
        }
        let beginning = written.strip_suffix('*');
        if beginning.is_some() || written.chars().any(is_unspaced) {
            let folded = fold(beginning.unwrap_or(written));
            let first = folded.as_bytes().get(..NUM_BEGINNING);
            return Self {
                edge: Edge::Prefix,
                hash: hash(folded.bytes()),
                prefix: Some(Prefix {
                    num_bytes: folded.len(),
                    beginning: first.map(|bytes| hash(bytes.iter().copied())),
                }),
            };
        }
        let folded = fold(written);
        let mut letters = written.chars().filter(|c| c.is_alphabetic());
        let capitalised = letters.next().is_some_and(char::is_uppercase);
        let mut others = letters.peekable();
        if capitalised && others.peek().is_some() && others.all(char::is_uppercase) {
            return whole(Edge::AllCapitals, hash(folded.bytes()));
        }
        let edge = if capitalised {
            Edge::Capitalised
        } else {
            Edge::Stem
        };
        whole(edge, stem_hash(folded.as_bytes()))
    }
}

/// FNV-1a, 64 bits: one byte at a time, so every prefix of a word has its hash on the way.
pub(super) const HASH_START: u64 = 0xcbf2_9ce4_8422_2325;

pub(super) fn hash_byte(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
}

pub(super) fn hash(bytes: impl IntoIterator<Item = u8>) -> u64 {
    bytes.into_iter().fold(HASH_START, hash_byte)
}

pub(super) fn stem_hash(word: &[u8]) -> u64 {
    let (head, tail) = stem(word);
    hash(head.iter().chain(tail).copied())
}

pub(super) fn key(from: u32, edge: Edge, hash: u64) -> u64 {
    let salt = (u64::from(from) << 3) | edge as u64;
    let mixed = hash ^ salt.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 29)
}

/// How many bytes of a prefix are looked up before the rest of it.
pub(super) const NUM_BEGINNING: usize = 4;

/// The edges of a trie, by [`key`].
#[derive(Debug, Clone, Default)]
pub(super) struct Edges {
    nodes: KeyMap<u32>,
    /// A bit for every key by its upper bits: most words lead nowhere and are told by it.
    known: Vec<u64>,
}

impl Edges {
    /// Bits of [`Edges::known`], as a power of two.
    const KNOWN_BITS: u32 = 18;

    pub(super) fn get(&self, key: u64) -> Option<u32> {
        let (at, bit) = Self::bit(key);
        if self.known.get(at)? & bit == 0 {
            return None;
        }
        self.nodes.get(&key).copied()
    }

    /// The node of a key, which becomes `next` when it has none.
    pub(super) fn get_or_insert(&mut self, key: u64, next: u32) -> u32 {
        self.note(key);
        *self.nodes.entry(key).or_insert(next)
    }

    /// Whether a prefix of [`NUM_BEGINNING`] bytes or more may leave the node and begin with them.
    pub(super) fn begins(&self, from: u32, hash: u64) -> bool {
        let (at, bit) = Self::bit(key(from, Edge::Beginning, hash));
        self.known.get(at).is_some_and(|known| known & bit != 0)
    }

    /// Notes the first [`NUM_BEGINNING`] bytes of a prefix that leaves the node.
    pub(super) fn note_beginning(&mut self, from: u32, hash: u64) {
        self.note(key(from, Edge::Beginning, hash));
    }

    fn note(&mut self, key: u64) {
        self.known.resize(1 << (Self::KNOWN_BITS - 6), 0);
        let (at, bit) = Self::bit(key);
        self.known[at] |= bit;
    }

    fn bit(key: u64) -> (usize, u64) {
        let bits = key >> (u64::BITS - Self::KNOWN_BITS);
        ((bits >> 6) as usize, 1 << (bits & 63))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(one: &str, other: &str, are_same: bool) {
        let edge = |written| {
            let asked = Asked::by(written);
            key(0, asked.edge, asked.hash)
        };
        assert_eq!(edge(one) == edge(other), are_same, "{one} {other}");
    }

    #[test]
    fn notations_of_the_same_words_meet() {
        check("parties", "party", true);
        check("Élection", "Elections", true);
        check("=party", "party", false);
        check("party*", "party", false);
        check("Party", "party", false);
        check("AIDS", "Aids", false);
    }

    #[test]
    fn the_same_word_leads_elsewhere_from_another_node() {
        let asked = Asked::by("party");
        let key = |from| key(from, asked.edge, asked.hash);
        assert_ne!(key(0), key(1));
    }
}
