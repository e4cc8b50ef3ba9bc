//! Finds in a text what the query matched in it.

use super::shown::ShownText;
use crate::index::{Piece, each_term};
use crate::query::plan::{Meant, Place, PlacesRule, WindowPlaces, WordMeaning, chosen, windows};

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

/// What matched in a text, in order, not overlapping.
pub fn marks(text: &ShownText<'_>, language: Option<&str>, meaning: &WordMeaning) -> Vec<Mark> {
    if meaning.is_empty() {
        return Vec::new();
    }
    let phrases = meaning.phrases().iter();
    let mut marker = Marker {
        text,
        meaning,
        pieces: Vec::new(),
        sentences: Vec::new(),
        phrase_places: phrases.map(|p| vec![Vec::new(); p.offsets.len()]).collect(),
        marks: Vec::new(),
    };
    let may_match = |word: &str| meaning.may_match(word);
    each_term(text.text, language, may_match, |piece, word, term| {
        marker.take(piece, word, term);
    });
    marker.mark_phrases();
    merge(marker.marks)
}

struct Marker<'a> {
    text: &'a ShownText<'a>,
    meaning: &'a WordMeaning,
    /// By position.
    pieces: Vec<Piece>,
    /// The positions at which sentences open.
    sentences: Vec<u32>,
    /// By phrase and slot, less the offset of the slot.
    phrase_places: Vec<Vec<Vec<i64>>>,
    marks: Vec<Mark>,
}

/// A place of an operand with the pieces that stand in it.
type Found = (Place, Vec<usize>, Meant);

impl Marker<'_> {
    fn take(&mut self, piece: Piece, word: &str, term: &str) {
        let position = self.pieces.len();
        self.pieces.push(piece);
        if piece.opens_sentence {
            self.sentences.extend(u32::try_from(position));
        }
        let meant = self.meaning.singles(term, word);
        let meant = meant.filter(|meant| self.text.shows(meant.part, &(piece.start..piece.end)));
        self.marks.extend(meant.map(|meant| Mark {
            start: piece.start,
            end: piece.end,
            meant,
        }));
        for (phrase, slot, offset) in self.meaning.slots_of(term) {
            // Positions are far below the largest number.
            let place = i64::try_from(position).unwrap_or(i64::MAX) - i64::from(*offset);
            self.phrase_places[*phrase][*slot].push(place);
        }
    }

    fn mark_phrases(&mut self) {
        let rules = self.meaning.rules();
        let mut of_rules: Vec<Vec<Vec<Found>>> = rules
            .iter()
            .map(|rule| vec![Vec::new(); rule.num_operands])
            .collect();
        for (number, phrase) in self.meaning.phrases().iter().enumerate() {
            let found = self.windows_of(number);
            match phrase.operand {
                Some((rule, operand)) => of_rules[rule][operand].extend(found),
                None => found.iter().for_each(|found| self.mark(found)),
            }
        }
        for (rule, mut operands) in rules.iter().zip(of_rules) {
            for found in &mut operands {
                found.sort_by_key(|(place, ..)| *place);
            }
            let places = operands
                .iter()
                .map(|found| found.iter().map(|f| f.0).collect());
            let places: Vec<Vec<Place>> = places.collect();
            let kept = match &rule.rule {
                // The others may stand in another part of the release.
                PlacesRule::AtLeast(_) => places.iter().map(|p| vec![true; p.len()]).collect(),
                chain @ PlacesRule::Chain(_) => {
                    chosen(&places, chain, &self.sentences).unwrap_or_default()
                }
            };
            for (found, kept) in operands.iter().zip(kept) {
                let kept = found.iter().zip(kept).filter(|(_, kept)| *kept);
                kept.for_each(|(found, _)| self.mark(found));
            }
        }
    }

    /// Where a phrase stands, in the part that it is looked for in.
    fn windows_of(&self, number: usize) -> Vec<Found> {
        let phrase = &self.meaning.phrases()[number];
        let mut found = Vec::new();
        let mut window = WindowPlaces::of(phrase.offsets.clone());
        let mut inside = Vec::new();
        windows(&self.phrase_places[number], phrase.slop, |slot, place| {
            if slot == 0 {
                inside.clear();
            }
            inside.extend(usize::try_from(place + i64::from(phrase.offsets[slot])));
            if let Some(place) = window.take(slot, place) {
                found.push((place, inside.clone(), phrase.meant));
            }
        });
        found.retain(|(_, inside, meant)| {
            let pieces = || inside.iter().filter_map(|at| self.pieces.get(*at));
            let start = pieces().map(|piece| piece.start).min();
            let end = pieces().map(|piece| piece.end).max();
            let range = start.zip(end).map(|(start, end)| start..end);
            range.is_some_and(|range| self.text.shows(meant.part, &range))
        });
        found
    }

    fn mark(&mut self, (_, inside, meant): &Found) {
        let pieces = inside.iter().filter_map(|at| self.pieces.get(*at));
        self.marks.extend(pieces.map(|piece| Mark {
            start: piece.start,
            end: piece.end,
            meant: *meant,
        }));
    }
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
