//! What the words beside a name say: whether it is a place, a person or part of another name.

use std::ops::Range;

use crate::config::{Note, PlaceKind, Sense};
use crate::text::atom::{Atom, Gap};

use super::hit::Standing;
use super::scan::Scanned;
use super::words::{BEFORE_PRONOUN, CURRENCIES, FUNCTION_WORDS, LOCATIVES, ORGANISATION_WORDS};

/// What the surroundings make of a name; `None` when it is no place.
pub(super) fn standing(
    scanned: &Scanned<'_>,
    range: Range<usize>,
    senses: &[&Sense],
) -> Option<Standing> {
    if senses.iter().any(|s| s.kind == PlaceKind::NotAPlace) {
        return None;
    }
    let near = Neighbours::of(scanned, &range);
    if near.is_in_organisation() {
        return Some(Standing::InName);
    }
    if near.tells_currency() {
        return Some(Standing::OfCurrency);
    }
    let is_full_name = senses.iter().all(|s| s.in_capitals) && scanned.is_shouted;
    if is_full_name && near.before_is(BEFORE_PRONOUN) {
        return None;
    }
    if near.before_comma || near.after_region_comma {
        return Some(Standing::Sure);
    }
    match note(senses) {
        Note::Word => word_standing(&near, senses),
        Note::Given if scanned.is_shouted => Some(Standing::Doubtful),
        Note::Given if near.is_in_person() => None,
        Note::Plain | Note::Given => Some(Standing::Sure),
    }
}

fn note(senses: &[&Sense]) -> Note {
    let notes = senses.iter().map(|s| s.note);
    notes.fold(Note::Plain, |found, note| match (found, note) {
        (Note::Word, _) | (_, Note::Word) => Note::Word,
        (Note::Given, _) | (_, Note::Given) => Note::Given,
        _ => Note::Plain,
    })
}

/// A common word is a place away from the start of a sentence; a city of that name after `in`, too.
fn word_standing(near: &Neighbours<'_>, senses: &[&Sense]) -> Option<Standing> {
    let is_country = senses
        .iter()
        .any(|s| matches!(s.kind, PlaceKind::Country | PlaceKind::Demonym));
    if near.before_is(LOCATIVES) && !near.scanned.is_shouted {
        return Some(Standing::Sure);
    }
    match (is_country, near.scanned.is_shouted || near.opens_sentence()) {
        (true, true) => Some(Standing::Doubtful),
        (true, false) => Some(Standing::Sure),
        (false, _) => None,
    }
}

/// The words beside a name.
struct Neighbours<'a> {
    scanned: &'a Scanned<'a>,
    first: &'a Atom<'a>,
    before: Option<&'a Atom<'a>>,
    after: &'a [Atom<'a>],
    /// A comma and a capital before: `Bangor, Maine`.
    before_comma: bool,
    /// A comma and a capital after, where a state or country may stand.
    after_region_comma: bool,
}

impl<'a> Neighbours<'a> {
    fn of(scanned: &'a Scanned<'a>, range: &Range<usize>) -> Self {
        let atoms = &scanned.atoms;
        let first = &atoms[range.start];
        let before = range.start.checked_sub(1).and_then(|at| atoms.get(at));
        let after = atoms.get(range.end..).unwrap_or_default();
        let is_name = |atom: &Atom<'_>| atom.is_upper && !scanned.is_shouted;
        Self {
            scanned,
            first,
            before,
            after,
            before_comma: first.gap == Gap::Comma && before.is_some_and(is_name),
            after_region_comma: after
                .first()
                .is_some_and(|a| a.gap == Gap::Comma && is_name(a)),
        }
    }

    fn opens_sentence(&self) -> bool {
        matches!(self.first.gap, Gap::Start | Gap::PointSpace | Gap::Other)
    }

    fn before_is(&self, words: &[&str]) -> bool {
        self.first.gap == Gap::Space && self.before.is_some_and(|b| words.contains(&b.key.as_ref()))
    }

    /// `Texas Air Corp`: an organisation word within three capitalised words.
    fn is_in_organisation(&self) -> bool {
        let run = self
            .after
            .iter()
            .take(3)
            .take_while(|a| a.gap == Gap::Space && a.is_upper);
        run.into_iter()
            .any(|a| ORGANISATION_WORDS.binary_search(&a.key.as_ref()).is_ok())
    }

    fn tells_currency(&self) -> bool {
        let next = self.after.first();
        next.is_some_and(|a| {
            a.gap == Gap::Space && CURRENCIES.binary_search(&a.key.as_ref()).is_ok()
        })
    }

    /// `Jordan Brown`, `Mr Jordan`: a capitalised word on either side.
    fn is_in_person(&self) -> bool {
        let is_name =
            |a: &Atom<'_>| a.is_upper && !a.is_caps && !FUNCTION_WORDS.contains(&a.key.as_ref());
        let follows = self
            .after
            .first()
            .is_some_and(|a| a.gap == Gap::Space && is_name(a));
        let precedes = self.first.gap == Gap::Space && self.before.is_some_and(is_name);
        follows || precedes
    }
}
