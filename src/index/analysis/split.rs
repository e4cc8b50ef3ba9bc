//! Splits a text into the pieces that become terms.

use std::borrow::Cow;

use crate::text::fold::fold;
use crate::text::token::is_word_char;

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PieceKind {
    /// A word of a script with spaces.
    Word,
    /// Two neighbouring characters of a script without spaces.
    Pair,
    /// The last character of a run without spaces, so that one character alone can be found.
    Last,
}

/// A stretch of text that becomes one term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Byte offset of its start.
    pub start: usize,
    /// Byte offset just past its end.
    pub end: usize,
    /// What it is.
    pub kind: PieceKind,
    /// True for the first piece of a sentence.
    pub opens_sentence: bool,
}

/// What ends a sentence whatever follows: a line, and the full stops that no abbreviation has.
const CLOSED_STOPS: [char; 8] = ['\n', '。', '｡', '！', '？', '।', '॥', '။'];

/// The longest word in bytes that is told apart; a longer one is known by this many.
const MAX_WORD_BYTES: usize = 240;

/// Words after which a full stop ends no sentence, folded.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "st", "inc", "corp", "co", "ltd", "gov", "sen", "rep", "gen", "prof",
    "vs", "jr", "sr", "г", "им", "ул", "bzw",
];

/// The pieces of a text in order.
///
/// A word is a run of letters, digits and combining marks; hyphens and apostrophes part words, the
/// English possessive `'s` is dropped, and the letters of `U.S.` are one word.
pub fn split(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(text.len() / 6 + 1);
    let mut at = 0;
    while let Some(byte) = text.as_bytes().get(at) {
        if byte.is_ascii() && !byte.is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        let start = at;
        let first = text[at..].chars().next().unwrap_or_default();
        if !is_word_char(first) {
            at += first.len_utf8();
            continue;
        }
        let opens_sentence = opens_sentence(text, pieces.last(), start, first);
        let num_before = pieces.len();
        if is_unspaced(first) {
            at = run_end(text, at, is_unspaced);
            push_pairs(text, start, at, &mut pieces);
        } else {
            at = word_end(text, at);
            // Nearly every word ends with its letters.
            let goes_on = |b: &u8| matches!(b, b'.' | b'\'') || !b.is_ascii();
            let may_go_on = text.as_bytes().get(at).is_some_and(goes_on);
            if may_go_on {
                at = acronym_end(text, start, at);
            }
            pieces.push(Piece {
                start,
                end: at,
                kind: PieceKind::Word,
                opens_sentence: false,
            });
            if may_go_on {
                at = possessive_end(text, at);
            }
        }
        if let Some(piece) = pieces.get_mut(num_before) {
            piece.opens_sentence = opens_sentence;
        }
    }
    pieces
}

/// The folded form of a word, in which words are compared.
pub fn normal_form(word: &str) -> Cow<'_, str> {
    let mut folded = fold(word);
    // The second is the first byte of `ё`.
    if folded.bytes().any(|byte| matches!(byte, b'.' | 0xd1)) {
        folded = Cow::Owned(folded.replace('.', "").replace('ё', "е"));
    }
    if folded.len() > MAX_WORD_BYTES {
        let mut end = MAX_WORD_BYTES;
        while !folded.is_char_boundary(end) {
            end -= 1;
        }
        folded = Cow::Owned(folded[..end].to_owned());
    }
    folded
}

/// Scripts written without spaces, and Hangul, whose particles cling to the word.
fn is_unspaced(c: char) -> bool {
    c >= '\u{0E00}' && is_of_unspaced_script(c)
}

fn is_of_unspaced_script(c: char) -> bool {
    matches!(c,
        '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}'
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{FF66}'..='\u{FF9F}' | '\u{20000}'..='\u{3FFFF}')
        && is_word_char(c)
}

fn run_end(text: &str, start: usize, belongs: impl Fn(char) -> bool) -> usize {
    let rest = &text[start..];
    start + rest.find(|c| !belongs(c)).unwrap_or(rest.len())
}

/// The end of a word of a script with spaces.
fn word_end(text: &str, start: usize) -> usize {
    let bytes = &text.as_bytes()[start..];
    let num_ascii = bytes.iter().take_while(|byte| byte.is_ascii_alphanumeric());
    let end = start + num_ascii.count();
    match text.as_bytes().get(end) {
        Some(byte) if !byte.is_ascii() => {
            run_end(text, end, |c| is_word_char(c) && !is_unspaced(c))
        }
        _ => end,
    }
}

/// `U.S.A`: single letters joined by full stops are one word.
fn acronym_end(text: &str, start: usize, end: usize) -> usize {
    let mut end = end;
    if !is_one_letter(&text[start..end]) {
        return end;
    }
    while let Some(rest) = text[end..].strip_prefix('.') {
        let next_end = run_end(rest, 0, is_word_char);
        if !is_one_letter(&rest[..next_end]) {
            break;
        }
        end += 1 + next_end;
    }
    end
}

fn is_one_letter(word: &str) -> bool {
    // No character is longer.
    if word.len() > 4 {
        return false;
    }
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
}

fn possessive_end(text: &str, end: usize) -> usize {
    let rest = &text[end..];
    let Some(rest) = rest.strip_prefix(['\'', '’', 'ʼ']) else {
        return end;
    };
    let possessive = rest.starts_with(['s', 'S']) && !rest[1..].starts_with(is_word_char);
    if possessive {
        text.len() - rest.len() + 1
    } else {
        end
    }
}

fn push_pairs(text: &str, start: usize, end: usize, pieces: &mut Vec<Piece>) {
    let mut previous: Option<usize> = None;
    let piece = |start, end, kind| Piece {
        start,
        end,
        kind,
        opens_sentence: false,
    };
    for (offset, c) in text[start..end].char_indices() {
        let at = start + offset;
        if let Some(before) = previous {
            pieces.push(piece(before, at + c.len_utf8(), PieceKind::Pair));
        }
        previous = Some(at);
    }
    if let Some(last) = previous {
        pieces.push(piece(last, end, PieceKind::Last));
    }
}

fn opens_sentence(text: &str, last: Option<&Piece>, start: usize, first: char) -> bool {
    let Some(last) = last else { return true };
    let between = &text[last.end.min(start)..start];
    if between == " " {
        return false;
    }
    if between.contains(CLOSED_STOPS) {
        return true;
    }
    let Some(stop) = between.rfind(['.', '!', '?', '…', '؟', '۔', '։', '።', '។']) else {
        return false;
    };
    let spaced = between[stop..].contains(char::is_whitespace);
    if !spaced || first.is_lowercase() {
        return false;
    }
    let word = &text[last.start..last.end];
    let ends_by_dot = between[stop..].starts_with('.');
    !(ends_by_dot && is_abbreviation(word, first))
}

fn is_abbreviation(word: &str, next: char) -> bool {
    let folded = fold(word);
    let numbers = matches!(folded.as_ref(), "no" | "nr" | "art") && next.is_numeric();
    numbers || is_one_letter(word) || word.contains('.') || ABBREVIATIONS.contains(&folded.as_ref())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<_> = split(text)
            .iter()
            .map(|p| normal_form(&text[p.start..p.end]).into_owned())
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn words_are_parted_folded_and_rid_of_the_possessive() {
        check(
            "Kassym-Jomart Tokayev’s O'Gorman l’été 26.4%",
            &[
                "kassym", "jomart", "tokayev", "o", "gorman", "l", "ete", "26", "4",
            ],
        );
        check(
            "The U.S. and J.Smith, U.K",
            &["the", "us", "and", "j", "smith", "uk"],
        );
        check("Ёлка ёж", &["елка", "еж"]);
        check("", &[]);
    }

    #[test]
    fn scripts_without_spaces_become_pairs() {
        check("北京市 in 東", &["北京", "京市", "市", "in", "東"]);
    }

    #[test]
    fn sentences_open_after_a_stop_but_not_after_an_abbreviation() {
        let text = "Mr. Smith said no. He left. U.S. Steel rose 3.5 per cent! New\nline";
        let opening: Vec<_> = split(text)
            .iter()
            .filter(|p| p.opens_sentence)
            .map(|p| &text[p.start..p.end])
            .collect();
        assert_eq!(opening, ["Mr", "He", "U.S", "New", "line"]);
    }

    #[test]
    fn sentences_of_other_scripts_open_after_their_own_stops() {
        let num_sentences = |text: &str| split(text).iter().filter(|p| p.opens_sentence).count();
        for text in [
            "港を広げる。船が来る。",
            "هل وقع الوزير؟ نعم وقع.",
            "Министр прибыл. Порт открыт!",
            "Министр келді. Порт ашылды.",
            "मंत्री आए। बंदरगाह खुला।",
        ] {
            assert_eq!(num_sentences(text), 2, "{text}");
        }
    }

    #[test]
    fn a_word_without_end_is_cut_at_a_character() {
        let word = "ж".repeat(100_000);
        assert_eq!(split(&word).len(), 1);
        assert_eq!(normal_form(&word).len(), MAX_WORD_BYTES);
    }
}
