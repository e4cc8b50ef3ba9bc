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
}

/// Which edge a word of a term is, its hash, and its length in bytes when it is a prefix.
pub(super) fn edge_of(written: &str) -> (Edge, u64, usize) {
    if let Some(exact) = written.strip_prefix('=') {
        let capitalised = exact.starts_with(char::is_uppercase);
        let edge = if capitalised {
            Edge::Capitalised
        } else {
            Edge::Exact
        };
        return (edge, hash(fold(exact).bytes()), 0);
    }
    let beginning = written.strip_suffix('*');
    if beginning.is_some() || written.chars().any(is_unspaced) {
        let folded = fold(beginning.unwrap_or(written));
        return (Edge::Prefix, hash(folded.bytes()), folded.len());
    }
    let folded = fold(written);
    let mut letters = written.chars().filter(|c| c.is_alphabetic());
    let capitalised = letters.next().is_some_and(char::is_uppercase);
    let mut others = letters.peekable();
    if capitalised && others.peek().is_some() && others.all(char::is_uppercase) {
        return (Edge::AllCapitals, hash(folded.bytes()), 0);
    }
    let edge = if capitalised {
        Edge::Capitalised
    } else {
        Edge::Stem
    };
    (edge, stem_hash(folded.as_bytes()), 0)
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
        self.known.resize(1 << (Self::KNOWN_BITS - 6), 0);
        let (at, bit) = Self::bit(key);
        self.known[at] |= bit;
        *self.nodes.entry(key).or_insert(next)
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
            let (edge, hash, _) = edge_of(written);
            key(0, edge, hash)
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
        let (edge, hash, _) = edge_of("party");
        assert_ne!(key(0, edge, hash), key(1, edge, hash));
    }
}
