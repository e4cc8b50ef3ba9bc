//! Analysed text on its way into the index.
//!
//! Analysis is the dear part of indexing, so workers do it in parallel; the one writer only takes
//! the finished terms apart again. A prepared text is a string of marked terms.

use std::borrow::Cow;

use tantivy::tokenizer::{Token, TokenStream, Tokenizer, TokenizerManager};

use super::language::Stemmers;
use super::split::{Piece, PieceKind, normal_form, split};

/// The name under which the tokenizer is registered.
pub const TOKENIZER: &str = "prepared";

/// The furthest that words are looked for from each other: less than the parts of a release lie
/// apart, so that nothing spans two of them.
pub const MAX_DISTANCE: u32 = 50;

/// The term that stands where a sentence opens; no word has this form.
pub const SENTENCE_START: &str = ".";

/// Before a term at the next position.
const NEXT: char = '\u{1}';
/// Before a term at the position of the last one.
const SAME: char = '\u{2}';
/// Parts of a release lie this many positions apart, so that no phrase spans two of them.
const GAP: u8 = 3;
const GAP_POSITIONS: usize = 64;

/// A piece of a text with its folded form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word<'t> {
    /// Where it stands and what it is.
    pub piece: Piece,
    /// The form in which it is compared.
    pub form: Cow<'t, str>,
}

/// The words of a text: what every field that it goes into is made of.
pub fn words(text: &str) -> Vec<Word<'_>> {
    each_word(text).collect()
}

fn each_word(text: &str) -> impl Iterator<Item = Word<'_>> {
    split(text).into_iter().map(|piece| Word {
        piece,
        form: normal_form(&text[piece.start..piece.end]),
    })
}

/// Calls back for every word of a text, in the order of the positions that the index gives them:
/// the piece, its folded form, and the term. Of words that are not wanted the term is left empty:
/// stems are most of the work.
pub fn each_term(
    text: &str,
    language: Option<&str>,
    is_wanted: impl Fn(&str) -> bool,
    take: impl FnMut(Piece, &str, &str),
) {
    let words = each_word(text).map(|word| (word.piece, word.form));
    each_term_of(words, language, is_wanted, take);
}

/// [`each_term`] of words that are split already: the one way from text to terms.
fn each_term_of(
    words: impl Iterator<Item = (Piece, impl AsRef<str>)>,
    language: Option<&str>,
    is_wanted: impl Fn(&str) -> bool,
    mut take: impl FnMut(Piece, &str, &str),
) {
    let stemmers = Stemmers::of(language);
    let mut term = String::new();
    // A mark without letters is no term, but a sentence may open with one.
    let mut opens_sentence = false;
    for (mut piece, form) in words {
        let form = form.as_ref();
        opens_sentence |= piece.opens_sentence;
        term.clear();
        let is_skipped = piece.kind == PieceKind::Word && !is_wanted(form);
        match piece.kind {
            PieceKind::Word if is_skipped => {}
            PieceKind::Word => stemmers.push_term(form, &mut term),
            PieceKind::Pair | PieceKind::Last => term.push_str(form),
        }
        if is_skipped || !term.is_empty() {
            piece.opens_sentence = std::mem::take(&mut opens_sentence);
            take(piece, form, &term);
        }
    }
}

/// Terms with their positions, as the field of a document holds them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PreparedText {
    marked: String,
    num_positions: u64,
}

impl PreparedText {
    /// Appends words, each term as often as its weight says, all at one position.
    pub fn push(&mut self, words: &[Word<'_>], language: Option<&str>, weight: usize) {
        let all = |_: &str| true;
        let words = words.iter().map(|word| (word.piece, &word.form));
        each_term_of(words, language, all, |piece, _, term| {
            self.push_term(term);
            for _ in 1..weight {
                self.push_beside(term);
            }
            if piece.opens_sentence {
                self.push_beside(SENTENCE_START);
            }
        });
    }

    /// Parts what was pushed from what will be.
    pub fn push_gap(&mut self) {
        if !self.marked.is_empty() {
            self.marked.push(char::from(GAP));
            self.num_positions += GAP_POSITIONS as u64;
        }
    }

    /// Appends one finished term.
    pub fn push_term(&mut self, term: &str) {
        self.marked.push(NEXT);
        self.marked.push_str(term);
        self.num_positions += 1;
    }

    fn push_beside(&mut self, term: &str) {
        self.marked.push(SAME);
        self.marked.push_str(term);
    }

    /// The position that the next term will have.
    pub fn num_positions(&self) -> u64 {
        self.num_positions
    }

    /// The form that the tokenizer reads.
    pub fn into_marked(self) -> String {
        self.marked
    }

    /// True when nothing was pushed.
    pub fn is_empty(&self) -> bool {
        self.marked.is_empty()
    }
}

/// Registers the analysis of every field; called when an index is created and when it is opened.
pub fn register(tokenizers: &TokenizerManager) {
    tokenizers.register(TOKENIZER, PreparedTokenizer::default());
}

#[derive(Clone, Default)]
struct PreparedTokenizer {
    token: Token,
}

struct PreparedStream<'a> {
    rest: &'a str,
    next_position: usize,
    token: &'a mut Token,
}

impl Tokenizer for PreparedTokenizer {
    type TokenStream<'a> = PreparedStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> PreparedStream<'a> {
        self.token.reset();
        PreparedStream {
            rest: text,
            next_position: 0,
            token: &mut self.token,
        }
    }
}

impl TokenStream for PreparedStream<'_> {
    fn advance(&mut self) -> bool {
        while let Some(rest) = self.rest.strip_prefix(char::from(GAP)) {
            self.next_position += GAP_POSITIONS;
            self.rest = rest;
        }
        let mut chars = self.rest.chars();
        let Some(mark) = chars.next() else {
            return false;
        };
        let term = chars.as_str();
        let end = term.bytes().position(|b| b <= GAP).unwrap_or(term.len());
        self.token.text.clear();
        self.token.text.push_str(&term[..end]);
        self.rest = &term[end..];
        if mark == NEXT {
            self.next_position += 1;
        }
        self.token.position = self.next_position.saturating_sub(1);
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(prepared: PreparedText) -> Vec<(String, usize)> {
        let mut tokenizer = PreparedTokenizer::default();
        let marked = prepared.into_marked();
        let mut stream = tokenizer.token_stream(&marked);
        let mut found = Vec::new();
        while stream.advance() {
            found.push((stream.token().text.clone(), stream.token().position));
        }
        found
    }

    #[test]
    fn terms_come_back_with_their_positions_and_weights() {
        let mut text = PreparedText::default();
        text.push(&words("Ministers met"), Some("en"), 1);
        text.push_gap();
        text.push(&words("Oil"), Some("en"), 2);
        assert_eq!(text.num_positions(), 67);
        let expected = [
            ("en:minist", 0),
            (".", 0),
            ("en:met", 1),
            ("en:oil", 66),
            ("en:oil", 66),
            (".", 66),
        ];
        let expected: Vec<_> = expected.map(|(t, p)| (t.to_owned(), p)).into();
        assert_eq!(terms(text), expected);
    }

    #[test]
    fn nothing_that_is_looked_for_spans_two_parts() {
        assert!((MAX_DISTANCE as usize) < GAP_POSITIONS);
    }

    #[test]
    fn a_mark_without_letters_opens_the_sentence_of_the_next_word() {
        let mut text = PreparedText::default();
        text.push(&words("Oil.\n\u{301} gas"), Some("en"), 1);
        let opening: Vec<_> = terms(text).into_iter().filter(|(t, _)| t == ".").collect();
        assert_eq!(opening, [(".".to_owned(), 0), (".".to_owned(), 1)]);
    }

    #[test]
    fn a_text_of_many_positions_loses_none() {
        let mut text = PreparedText::default();
        text.push(&words(&"word ".repeat(70_000)), None, 1);
        text.push(&words("last"), None, 1);
        assert_eq!(terms(text).last(), Some(&(".".to_owned(), 70_000)));
    }
}
