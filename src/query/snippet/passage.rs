//! Chooses the passages that show best what matched.

use std::ops::Range;

use super::highlight::Mark;
use crate::index::{Piece, split};

/// The length of a passage in bytes, at most, unless one word is longer.
const MAX_BYTES: usize = 260;

/// A long sentence is entered this many words before what matched.
const WORDS_BEFORE: usize = 8;

/// A stretch of a text to show.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    /// Byte offset of its start.
    pub start: usize,
    /// Byte offset just past its end.
    pub end: usize,
    /// True when the sentence began before.
    pub opens_inside: bool,
    /// True when the sentence goes on after.
    pub ends_inside: bool,
    /// What matched in it.
    pub marks: Vec<Mark>,
}

/// The best passages, the best first, none overlapping another.
pub fn best_passages(text: &str, marks: &[Mark], num_passages: usize) -> Vec<Passage> {
    let pieces = split(text);
    let mut candidates: Vec<_> = starts(&pieces, marks)
        .into_iter()
        .map(|start| passage_at(text, &pieces, start, marks))
        .filter(|passage| !passage.marks.is_empty())
        .map(|passage| (worth(&passage), passage))
        .collect();
    candidates.sort_by(|(a_worth, a), (b_worth, b)| {
        b_worth.total_cmp(a_worth).then(a.start.cmp(&b.start))
    });
    let mut best: Vec<Passage> = Vec::new();
    for (_, passage) in candidates {
        if best.len() == num_passages {
            break;
        }
        let apart = |other: &Passage| passage.end <= other.start || other.end <= passage.start;
        if best.iter().all(apart) {
            best.push(passage);
        }
    }
    best
}

/// The passage that a text begins with, `None` when there is no word.
pub fn first_passage(text: &str) -> Option<Passage> {
    let pieces = split(text);
    (!pieces.is_empty()).then(|| passage_at(text, &pieces, 0, &[]))
}

/// The pieces at which passages may begin: the sentences that hold a mark, and shortly before marks.
fn starts(pieces: &[Piece], marks: &[Mark]) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut sentence = 0;
    let mut at = 0usize;
    for mark in marks {
        while at < pieces.len() && pieces[at].start <= mark.start {
            if pieces[at].opens_sentence {
                sentence = at;
            }
            at += 1;
        }
        let on_mark = at.saturating_sub(1);
        let start = if mark.end - pieces.get(sentence).map_or(0, |p| p.start) <= MAX_BYTES {
            sentence
        } else {
            on_mark.saturating_sub(WORDS_BEFORE).max(sentence)
        };
        if starts.last() != Some(&start) {
            starts.push(start);
        }
    }
    starts
}

fn passage_at(text: &str, pieces: &[Piece], start: usize, marks: &[Mark]) -> Passage {
    let opening = pieces[start];
    // No further than a passage reaches: a paragraph may be a whole file, with marks all over.
    let reach = text.len().min(opening.start + MAX_BYTES);
    let paragraph_end = memchr::memchr(b'\n', &text.as_bytes()[opening.start..reach])
        .map_or(text.len(), |at| opening.start + at);
    let fits =
        |piece: &&Piece| piece.end <= paragraph_end && piece.end - opening.start <= MAX_BYTES;
    let rest = &pieces[start..];
    let num_pieces = rest.iter().take_while(fits).count().max(1);
    // Whole sentences where at least one fits, else as many words as fit.
    let is_cut = rest
        .get(num_pieces)
        .is_some_and(|next| !next.opens_sentence);
    let whole = (1..num_pieces).rev().find(|at| rest[*at].opens_sentence);
    let num_pieces = match whole {
        Some(whole) if is_cut && covers_marks(&rest[..whole], &rest[..num_pieces], marks) => whole,
        _ => num_pieces,
    };
    let ends_inside = rest
        .get(num_pieces)
        .is_some_and(|next| !next.opens_sentence);
    let last = rest[num_pieces - 1];
    let end = if ends_inside {
        last.end
    } else {
        sentence_end(
            text,
            last.end,
            rest.get(num_pieces).map_or(text.len(), |p| p.start),
        )
    };
    Passage {
        start: opening.start,
        end,
        opens_inside: !opening.opens_sentence,
        ends_inside,
        marks: within(marks, opening.start..end).to_vec(),
    }
}

/// True when the shorter stretch shows all that the longer one does.
fn covers_marks(shorter: &[Piece], longer: &[Piece], marks: &[Mark]) -> bool {
    let (Some(first), Some(short), Some(long)) = (shorter.first(), shorter.last(), longer.last())
    else {
        return false;
    };
    within(marks, short.end..long.end).is_empty()
        && !within(marks, first.start..short.end).is_empty()
}

fn within(marks: &[Mark], range: Range<usize>) -> &[Mark] {
    let from = marks.partition_point(|mark| mark.start < range.start);
    let to = marks.partition_point(|mark| mark.end <= range.end);
    marks.get(from..to).unwrap_or_default()
}

/// The end of the marks that close a sentence: `.`, `!`, `”`.
fn sentence_end(text: &str, from: usize, to: usize) -> usize {
    let after = &text[from..to];
    let closing = after.find(char::is_whitespace).unwrap_or(after.len());
    let is_closing = |c: char| !c.is_alphanumeric() && !matches!(c, '(' | '[' | '“' | '«' | '„');
    let closing = &after[..closing];
    from + closing.find(|c| !is_closing(c)).unwrap_or(closing.len())
}

/// Different words count in full, the same word again only a little.
fn worth(passage: &Passage) -> f32 {
    let mut seen: Vec<usize> = Vec::new();
    let mut worth = 0.0;
    for mark in &passage.marks {
        if seen.contains(&mark.meant.word) {
            worth += 0.1 * mark.meant.worth;
        } else {
            seen.push(mark.meant.word);
            worth += mark.meant.worth;
        }
    }
    worth
}
