//! All terms of one language as one trie of hashed words, walked once over a text.
//!
//! An edge is the hash of a word together with the node it leaves; a wrong match would need two
//! words with the same 64-bit hash. The longest phrase wins; of phrases of the same length the one
//! that asks for more (capitals, an exact form) wins over its stem, and a stem over a `*`.

use unicode_normalization::char::is_combining_mark;

use super::edge::{Asked, Edge, Edges, HASH_START, NUM_BEGINNING, hash_byte, key, stem_hash};
use super::term::{MAX_PREFIX, MAX_WORDS, TermError};
use super::word::{Capitals, LookupText, LookupWord};

/// What a matched term speaks for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evidence {
    /// The topic, as its place in the tree.
    pub topic: usize,
    /// How strongly, above 0 and up to 10.
    pub weight: f32,
}

/// A term found in a text.
#[derive(Debug, Clone, Copy)]
pub struct TermMatch<'l> {
    /// Tells distinct terms apart.
    pub term: u32,
    /// What it speaks for; empty for an excluded phrase.
    pub evidence: &'l [Evidence],
    /// Byte offset in the source text of its first word.
    pub start: usize,
    /// Where it stands in the [`LookupText`], for [`LookupText::shown`].
    pub span: (usize, usize),
}

/// The terms of one language.
#[derive(Debug, Clone)]
pub struct Lexicon {
    edges: Edges,
    nodes: Vec<Node>,
}

#[derive(Debug, Clone, Default)]
struct Node {
    /// Bit `n` says that a prefix of `n` bytes leaves this node.
    prefix_lengths: u64,
    ends_term: bool,
    evidence: Vec<Evidence>,
}

impl Default for Lexicon {
    fn default() -> Self {
        Self {
            edges: Edges::default(),
            nodes: vec![Node::default()],
        }
    }
}

impl Lexicon {
    /// Adds evidence to a term; says whether the term did not yet speak for that topic.
    pub(super) fn add(&mut self, words: &str, evidence: Evidence) -> Result<bool, TermError> {
        let node = self.insert(words)?;
        let known = node.evidence.iter().any(|e| e.topic == evidence.topic);
        if !known {
            node.evidence.push(evidence);
        }
        Ok(!known)
    }

    /// Adds a phrase that hides the words inside it; says whether it is a term of that topic.
    pub(super) fn exclude(&mut self, words: &str, topic: usize) -> Result<bool, TermError> {
        let node = self.insert(words)?;
        Ok(node.evidence.iter().any(|e| e.topic == topic))
    }

    /// The terms of a text in order; no two overlap.
    pub fn matches(&self, text: &LookupText) -> Vec<TermMatch<'_>> {
        let words = text.words();
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(word) = words.get(at) {
            let Some(longest) = self.longest(text, at, 0) else {
                at += 1;
                continue;
            };
            if let Some(node) = self.nodes.get(longest.node as usize) {
                found.push(TermMatch {
                    term: longest.node,
                    evidence: &node.evidence,
                    start: word.source_start,
                    span: (word.start, longest.end),
                });
            }
            while words.get(at).is_some_and(|w| w.start < longest.end) {
                at += 1;
            }
        }
        found
    }

    /// The longest term that begins with the word at `at`; the depth is bounded by the tree's.
    fn longest(&self, text: &LookupText, at: usize, from: u32) -> Option<Longest> {
        let word = text.words().get(at)?;
        let mut best: Option<Longest> = None;
        self.steps(text.word_bytes(word), word, from, |node, num_bytes| {
            let end = word.start + num_bytes;
            let covered = if word.unspaced { end } else { word.end };
            let mut next = at + 1;
            while text.words().get(next).is_some_and(|w| w.start < covered) {
                next += 1;
            }
            let deeper = self.longest(text, next, node);
            let here = self.ends(node).then_some(Longest { node, end: covered });
            if let Some(candidate) = deeper.or(here)
                && best.is_none_or(|b| candidate.end > b.end)
            {
                best = Some(candidate);
            }
        });
        best
    }

    fn ends(&self, node: u32) -> bool {
        self.nodes.get(node as usize).is_some_and(|n| n.ends_term)
    }

    /// Calls `visit` with every node that the word leads to, and the bytes of the word it took.
    fn steps(&self, bytes: &[u8], word: &LookupWord, from: u32, mut visit: impl FnMut(u32, usize)) {
        let mut follow = |edge: Edge, hash: u64, num_bytes: usize| {
            if let Some(node) = self.edges.get(key(from, edge, hash)) {
                visit(node, num_bytes);
            }
        };
        if !word.unspaced {
            let exact = word.hash;
            let stemmed = match bytes.last() {
                Some(b's') => stem_hash(bytes),
                _ => exact,
            };
            if word.capitals == Capitals::All {
                follow(Edge::AllCapitals, exact, bytes.len());
            }
            if word.capitals >= Capitals::First {
                follow(Edge::Capitalised, exact, bytes.len());
                if stemmed != exact {
                    follow(Edge::Capitalised, stemmed, bytes.len());
                }
            }
            follow(Edge::Exact, exact, bytes.len());
            follow(Edge::Stem, stemmed, bytes.len());
        }
        for (node, num_bytes) in self.prefixes(bytes, from).into_iter().rev() {
            visit(node, num_bytes);
        }
    }

    /// The nodes that the beginnings of a word lead to, with their lengths, the shortest first.
    fn prefixes(&self, bytes: &[u8], from: u32) -> Vec<(u32, usize)> {
        let node = self.nodes.get(from as usize);
        let lengths = node.map_or(0, |n| n.prefix_lengths);
        let longest = MAX_PREFIX.min(lengths.checked_ilog2().map_or(0, |bit| bit as usize));
        let mut found = Vec::new();
        let mut hash = HASH_START;
        for (num_bytes, byte) in (1..=longest).zip(bytes) {
            hash = hash_byte(hash, *byte);
            if num_bytes == NUM_BEGINNING && !self.edges.begins(from, hash) {
                break;
            }
            if lengths & (1 << num_bytes) != 0
                && let Some(node) = self.edges.get(key(from, Edge::Prefix, hash))
            {
                found.push((node, num_bytes));
            }
        }
        found
    }

    fn insert(&mut self, words: &str) -> Result<&mut Node, TermError> {
        let mut at = 0;
        let mut num_words = 0;
        let parts_words =
            |c: char| !(c.is_alphanumeric() || c == '=' || c == '*' || is_combining_mark(c));
        for written in words.split(parts_words).filter(|w| !w.is_empty()) {
            num_words += 1;
            at = self.insert_word(at, written, words)?;
        }
        match num_words {
            0 => return Err(TermError::NoWord(words.to_owned())),
            1..=MAX_WORDS => {}
            _ => return Err(TermError::TooLong(words.to_owned())),
        }
        let node = &mut self.nodes[at as usize];
        node.ends_term = true;
        Ok(node)
    }

    fn insert_word(&mut self, from: u32, written: &str, term: &str) -> Result<u32, TermError> {
        let bare = written.strip_prefix('=').unwrap_or(written);
        let bare = bare.strip_suffix('*').unwrap_or(bare);
        if bare.contains(['=', '*']) || (written.starts_with('=') && written.ends_with('*')) {
            return Err(TermError::Misplaced(term.to_owned()));
        }
        let Asked { edge, hash, prefix } = Asked::by(written);
        if prefix.is_some_and(|p| p.num_bytes > MAX_PREFIX) {
            return Err(TermError::PrefixTooLong(term.to_owned()));
        }
        if hash == HASH_START {
            return Err(TermError::NoWord(term.to_owned()));
        }
        if let Some(prefix) = prefix {
            self.nodes[from as usize].prefix_lengths |= 1 << prefix.num_bytes;
            if let Some(beginning) = prefix.beginning {
                self.edges.note_beginning(from, beginning);
            }
        }
        let next = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
        let node = self.edges.get_or_insert(key(from, edge, hash), next);
        if node == next {
            self.nodes.push(Node::default());
        }
        Ok(node)
    }
}

#[derive(Debug, Clone, Copy)]
struct Longest {
    node: u32,
    /// Byte offset just past it in the folded text.
    end: usize,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::token::tokens;

    fn lexicon() -> Lexicon {
        let mut lexicon = Lexicon::default();
        let terms = [
            "interest rate",
            "interest",
            "elect*",
            "=shares",
            "Labour",
            "labour",
            "NATO",
            "play-off",
            "央行",
            "利率",
            "выбор* президент*",
            "=Bears",
        ];
        for (topic, term) in terms.iter().enumerate() {
            let evidence = Evidence { topic, weight: 1.0 };
            assert_eq!(lexicon.add(term, evidence), Ok(true), "{term}");
        }
        assert_eq!(lexicon.exclude("interest group", 0), Ok(false));
        assert_eq!(lexicon.exclude("interest", 1), Ok(true));
        lexicon
    }

    fn check(text: &str, expected: &[Option<usize>]) {
        let lexicon = lexicon();
        let lookup = LookupText::of(&tokens(text));
        let found: Vec<_> = lexicon
            .matches(&lookup)
            .iter()
            .map(|m| m.evidence.first().map(|e| e.topic))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn the_longest_phrase_wins() {
        check("Interest rates, and interest", &[Some(0), Some(1)]);
        check("an interest in interest rate cuts", &[Some(1), Some(0)]);
    }

    #[test]
    fn an_excluded_phrase_hides_its_words() {
        check("interest groups", &[None]);
    }

    #[test]
    fn prefixes_and_exact_forms() {
        check("electors re-elected", &[Some(2), Some(2)]);
        check("shares share shared", &[Some(3)]);
        check("О выборах президента", &[Some(10)]);
    }

    #[test]
    fn capitals_written_in_the_term_are_asked_of_the_text() {
        check("Labour and labour", &[Some(4), Some(5)]);
        check("NATO, nato and play-offs", &[Some(6), Some(7)]);
        check("Bears bears Bear", &[Some(11)]);
    }

    #[test]
    fn scripts_without_spaces_are_searched_at_every_character() {
        check("中国央行下调利率。", &[Some(8), Some(9)]);
    }

    #[test]
    fn terms_without_a_word_are_refused() {
        let mut lexicon = Lexicon::default();
        for term in ["", " ", "*", "=", "-"] {
            assert_eq!(
                lexicon.exclude(term, 0),
                Err(TermError::NoWord(term.to_owned()))
            );
        }
        for term in ["ry*k", "=elect*", "a=b", "ab**"] {
            let misplaced = TermError::Misplaced(term.to_owned());
            assert_eq!(lexicon.exclude(term, 0), Err(misplaced));
        }
        assert!(lexicon.exclude("a b c d e f g", 0).is_err());
        assert!(lexicon.exclude(&format!("{}*", "a".repeat(64)), 0).is_err());
    }
}
