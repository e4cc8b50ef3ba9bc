//! Finds in a text what the query matched in it.

use crate::index::{Piece, PieceKind, normal_form, split, term_of_word};
use crate::query::plan::{Meant, WordMeaning, windows};

/// A stretch that matched.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mark {
    /// Byte offset of its start.
    pub start: usize,
    /// Byte offset just past its end.
    pub end: usize,
    /// What matched.
    pub meant: Meant,
}

impl Mark {
    fn new(piece: Piece, meant: Meant) -> Self {
        Self {
            start: piece.start,
            end: piece.end,
            meant,
        }
    }
}

/// What matched in a text, in order, not overlapping.
pub fn marks(text: &str, language: Option<&str>, meaning: &WordMeaning) -> Vec<Mark> {
    if meaning.is_empty() {
        return Vec::new();
    }
    let mut marks = Vec::new();
    let mut phrase_places: Vec<Vec<Vec<i64>>> = meaning
        .phrases()
        .iter()
        .map(|phrase| vec![Vec::new(); phrase.offsets.len()])
        .collect();
    let pieces = split(text);
    let mut term = String::new();
    for (position, piece) in (0..).zip(&pieces) {
        let word = normal_form(&text[piece.start..piece.end]);
        term.clear();
        match piece.kind {
            PieceKind::Word => term_of_word(&word, language, &mut term),
            PieceKind::Pair | PieceKind::Last => term.push_str(&word),
        }
        let single = meaning.single(&term, &word);
        marks.extend(single.map(|meant| Mark::new(*piece, meant)));
        for (phrase, slot, offset) in meaning.slots_of(&term) {
            phrase_places[*phrase][*slot].push(position - i64::from(*offset));
        }
    }
    for (phrase, places) in meaning.phrases().iter().zip(&phrase_places) {
        windows(places, phrase.slop, |slot, place| {
            let position = place + i64::from(phrase.offsets[slot]);
            let piece = usize::try_from(position).ok().and_then(|at| pieces.get(at));
            marks.extend(piece.map(|piece| Mark::new(*piece, phrase.meant)));
        });
    }
    merge(marks)
}

/// Puts marks in order and joins those that overlap, as pairs of characters do.
fn merge(mut marks: Vec<Mark>) -> Vec<Mark> {
    marks.sort_by_key(|mark| (mark.start, mark.end));
    let mut merged: Vec<Mark> = Vec::with_capacity(marks.len());
    for mark in marks {
        match merged.last_mut() {
            Some(last) if mark.start < last.end => last.end = last.end.max(mark.end),
            _ => merged.push(mark),
        }
    }
    merged
}
