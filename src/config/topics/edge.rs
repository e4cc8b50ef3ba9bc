//! The edges of the trie of terms: what a word must be to follow one, as a hash.

use std::hash::Hasher;

use super::word::{is_unspaced, stem};
use crate::text::fold::fold;

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

/// A hasher for keys that are hashes already.
#[derive(Debug, Clone, Default)]
pub(super) struct KeepHash(u64);

impl Hasher for KeepHash {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().copied().fold(self.0 ^ HASH_START, hash_byte);
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
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
