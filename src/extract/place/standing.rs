//! What the words beside a name say: whether it is a place, a person or part of another name.

use std::ops::Range;

use crate::config::{Note, PlaceKind, Sense};
use crate::text::atom::{Atom, Gap};

use super::hit::Standing;
use super::scan::Scanned;

/// Words that make a name before them part of the name of an organisation, newspaper or work.
const ORGANISATION_WORDS: &[&str] = &[
    "ab",
    "ag",
    "airlines",
    "airways",
    "bancorp",
    "bancshares",
    "bank",
    "brands",
    "brewing",
    "broadcasting",
    "capital",
    "chemical",
    "co",
    "communications",
    "companies",
    "company",
    "corp",
    "corporation",
    "daily",
    "electric",
    "energy",
    "enterprises",
    "entertainment",
    "equipment",
    "express",
    "financial",
    "foods",
    "gazette",
    "general",
    "globe",
    "group",
    "herald",
    "holding",
    "holdings",
    "hospital",
    "hotel",
    "inc",
    "industries",
    "instruments",
    "insurance",
    "journal",
    "life",
    "ltd",
    "magazine",
    "mining",
    "motors",
    "nv",
    "observer",
    "oil",
    "partners",
    "petroleum",
    "plc",
    "post",
    "press",
    "products",
    "railway",
    "realty",
    "resources",
    "sa",
    "savings",
    "standard",
    "steel",
    "stores",
    "systems",
    "technologies",
    "technology",
    "telegraph",
    "telephone",
    "times",
    "tribune",
    "trust",
    "university",
    "utilities",
];

/// Words that make a name before them tell a currency.
const CURRENCIES: &[&str] = &[
    "crown",
    "crowns",
    "currency",
    "dlr",
    "dlrs",
    "dollar",
    "dollars",
    "franc",
    "francs",
    "krona",
    "krone",
    "kroner",
    "kronor",
    "lira",
    "lire",
    "mark",
    "marks",
    "peso",
    "pesos",
    "pound",
    "pounds",
    "rial",
    "riyal",
    "riyals",
    "rouble",
    "roubles",
    "ruble",
    "rubles",
    "rupee",
    "rupees",
    "rupiah",
    "shilling",
    "shillings",
    "sterling",
    "won",
    "yen",
];

/// Words that introduce a place.
const LOCATIVES: &[&str] = &[
    "in", "at", "near", "from", "around", "outside", "to", "of", "and", "between", "via", "through",
];

/// Capitalised words beside a name that do not make it a person: the start of a sentence, mostly.
const FUNCTION_WORDS: &[&str] = &[
    "a",
    "after",
    "against",
    "all",
    "also",
    "although",
    "an",
    "and",
    "as",
    "at",
    "because",
    "before",
    "both",
    "but",
    "by",
    "during",
    "for",
    "from",
    "has",
    "he",
    "if",
    "in",
    "is",
    "it",
    "its",
    "last",
    "like",
    "meanwhile",
    "near",
    "nor",
    "of",
    "on",
    "or",
    "our",
    "over",
    "she",
    "since",
    "that",
    "the",
    "their",
    "then",
    "they",
    "this",
    "to",
    "today",
    "under",
    "until",
    "was",
    "we",
    "when",
    "where",
    "while",
    "will",
    "with",
    "within",
    "yesterday",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Words before `us` in shouted text that make it a pronoun.
const BEFORE_PRONOUN: &[&str] = &[
    "about", "contact", "for", "follow", "give", "help", "join", "let", "tell", "to", "with",
];

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_in_order() {
        assert!(CURRENCIES.is_sorted());
        assert!(ORGANISATION_WORDS.is_sorted());
    }
}
