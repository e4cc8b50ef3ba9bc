//! Which sense of a name is meant: by the state or country that follows it, by what else the text
//! names, else by the kind of place and the number of its people.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::{CountryId, Gazetteer, PlaceKind, Sense};

use super::hit::{Hit, Hits, Lead, Standing};

/// A name with the sense that it has.
#[derive(Debug, Clone)]
pub(super) struct Meant<'g> {
    /// The name.
    pub(super) hit: Hit<'g>,
    /// What it means.
    pub(super) country: CountryId,
    /// The kind of place.
    pub(super) kind: PlaceKind,
    /// The people of a city, in thousands.
    pub(super) thousands: u32,
    /// Whether it stands in a list of countries: `Iran, Iraq and Oman`.
    pub(super) is_listed: bool,
}

/// How often the text names each country beyond doubt.
#[derive(Debug, Default)]
struct Counts {
    by_country: BTreeMap<CountryId, Count>,
}

#[derive(Debug, Default, Clone, Copy)]
struct Count {
    /// Names, demonyms and places.
    all: usize,
    /// Places other than the capital.
    local: usize,
}

impl Counts {
    fn of(hits: &[Hit<'_>]) -> Self {
        let mut counts = Self::default();
        for hit in hits.iter().filter(|h| h.standing == Standing::Sure) {
            let Some(first) = hit.senses.first() else {
                continue;
            };
            if hit.senses.iter().any(|s| s.country != first.country) {
                continue;
            }
            let count = counts.by_country.entry(first.country).or_default();
            count.all += 1;
            count.local += usize::from(is_local(first.kind));
        }
        counts
    }

    fn get(&self, country: CountryId) -> Count {
        self.by_country.get(&country).copied().unwrap_or_default()
    }
}

fn is_local(kind: PlaceKind) -> bool {
    matches!(
        kind,
        PlaceKind::City | PlaceKind::Region | PlaceKind::Abbreviation | PlaceKind::Postal
    )
}

/// Gives every name its sense; names that cannot be told are left out.
/// `filed_from` is the country of the dateline, where the names of its own places are meant, with
/// the key of its place.
pub(super) fn tell<'g>(
    hits: &Hits<'g>,
    (filed_from, filed_place): (Option<CountryId>, &str),
    gazetteer: &Gazetteer,
) -> Vec<Meant<'g>> {
    let mut counts = Counts::of(&hits.hits);
    if let Some(country) = filed_from {
        let count = counts.by_country.entry(country).or_default();
        count.all += 1;
        count.local += 1;
    }
    let mut by_container = told_by_containers(&hits.hits, &counts);
    if let Some(country) = filed_from {
        // `PARIS, Texas` tells every `Paris` of the text, as a container in the text does.
        let is_elsewhere = |hit: &&Hit<'_>| {
            let is_city = |s: &&Sense| matches!(s.kind, PlaceKind::Capital | PlaceKind::City);
            hit.key == filed_place
                && hit
                    .senses
                    .iter()
                    .all(|s| is_city(s) || s.country != country)
                && by_text(hit, &counts).is_some_and(|(meant, ..)| meant != country)
                && !gazetteer
                    .former_states()
                    .iter()
                    .any(|(former, _)| *former == country)
        };
        if let Some(hit) = hits.hits.iter().find(is_elsewhere) {
            by_container.insert(hit.key.as_str(), (country, PlaceKind::City, 0));
        }
    }
    let mut found: Vec<Meant<'g>> = Vec::with_capacity(hits.hits.len());
    for (at, hit) in hits.hits.iter().enumerate() {
        let place = hits.hits.get(at.wrapping_sub(1));
        if place.is_some_and(|place| is_other_capital(hit, place)) {
            continue;
        }
        let sense = match place.filter(|place| contains(hit, place)) {
            Some(place) => as_container(hit, place, &counts),
            None => match by_container.get(hit.key.as_str()) {
                Some(told) => Some(*told),
                None => by_text(hit, &counts),
            },
        };
        if let Some((country, kind, thousands)) = sense {
            found.push(Meant {
                hit: hit.clone(),
                country,
                kind,
                thousands,
                is_listed: false,
            });
        }
    }
    drop_doubtful(&mut found);
    mark_lists(&mut found);
    to_former_state(&mut found, filed_from, gazetteer);
    found
}

/// What names mean by the state or country after one of their mentions: `Paris, Texas` makes every
/// `Paris` of the text that one, as a text uses a name in one sense only.
fn told_by_containers<'h>(
    hits: &'h [Hit<'_>],
    counts: &Counts,
) -> BTreeMap<&'h str, (CountryId, PlaceKind, u32)> {
    let mut told = BTreeMap::new();
    for (hit, next) in hits.iter().zip(hits.iter().skip(1)) {
        if contains(next, hit)
            && let Some(sense) = in_container(hit, next, counts)
        {
            told.entry(hit.key.as_str()).or_insert(sense);
        }
    }
    told
}

/// Whether `D.C.` follows a city other than the one of that district: `Bogotá, D.C.`
fn is_other_capital(container: &Hit<'_>, place: &Hit<'_>) -> bool {
    container.key == "d c" && place.key != "washington" && is_next(container, place)
}

fn is_next(container: &Hit<'_>, place: &Hit<'_>) -> bool {
    container.part == place.part
        && container.lead == Lead::Comma
        && container.first_atom == place.end_atom
}

/// Whether a name follows another after a comma: `Bangor, Maine`.
fn contains(container: &Hit<'_>, place: &Hit<'_>) -> bool {
    !is_other_capital(container, place)
        && is_next(container, place)
        && container
            .senses
            .iter()
            .any(|s| is_local(s.kind) && s.kind != PlaceKind::City || s.kind == PlaceKind::Country)
}

/// Country, kind and people in thousands of the sense meant.
type Told = Option<(CountryId, PlaceKind, u32)>;

fn told(sense: &Sense) -> (CountryId, PlaceKind, u32) {
    (sense.country, sense.kind, sense.thousands)
}

/// `Paris, Texas` is where Texas is; `Iran, Iraq` are two countries.
fn in_container(hit: &Hit<'_>, container: &Hit<'_>, counts: &Counts) -> Told {
    let inside = |s: &&&Sense| container.senses.iter().any(|c| c.country == s.country);
    if let Some(sense) = hit.senses.iter().find(inside) {
        return Some(told(sense));
    }
    let is_country = |s: &&Sense| s.kind == PlaceKind::Country;
    let is_list = hit.senses.iter().any(is_country) && container.senses.iter().any(is_country);
    let state = container.senses.iter().find(|s| {
        let is_state = matches!(
            s.kind,
            PlaceKind::Region | PlaceKind::Abbreviation | PlaceKind::Postal
        );
        is_state && !is_list
    });
    match state {
        Some(state) => Some((state.country, PlaceKind::City, 0)),
        None => by_text(hit, counts),
    }
}

/// `Atlanta, Georgia`: the state, because Atlanta lies there.
fn as_container(hit: &Hit<'_>, place: &Hit<'_>, counts: &Counts) -> Told {
    let around = |s: &&&Sense| place.senses.iter().any(|p| p.country == s.country);
    match hit.senses.iter().find(around) {
        Some(sense) => Some(told(sense)),
        None => by_text(hit, counts),
    }
}

/// How many times more people the larger of two cities must have to be meant without more ado.
const CLEARLY_LARGER: u32 = 3;
/// A city so much larger is meant even in a text about the country of the other.
const FAR_LARGER: u32 = 10;

fn by_text(hit: &Hit<'_>, counts: &Counts) -> Told {
    let mut senses: Vec<&Sense> = hit.senses.clone();
    senses.sort_by_key(|s| (s.kind, std::cmp::Reverse(s.thousands)));
    let (first, rest) = senses.split_first()?;
    let other = rest.iter().find(|s| s.country != first.country);
    let Some(other) = other else {
        return Some(told(first));
    };
    let (mine, theirs) = (counts.get(first.country), counts.get(other.country));
    let meant = match (first.kind, other.kind) {
        (PlaceKind::Country, PlaceKind::Region) if mine.all == 0 && theirs.local > 0 => other,
        (PlaceKind::Country | PlaceKind::Demonym, _) => first,
        _ if first.thousands >= other.thousands.saturating_mul(FAR_LARGER) => first,
        _ if mine.all == 0 && theirs.local > 0 => other,
        _ if mine.all > 0 && theirs.all == 0 => first,
        (PlaceKind::City, PlaceKind::City)
            if first.thousands < other.thousands.saturating_mul(CLEARLY_LARGER) =>
        {
            return None;
        }
        _ => first,
    };
    Some(told(meant))
}

/// A doubtful name counts when the text names its country elsewhere.
fn drop_doubtful(found: &mut Vec<Meant<'_>>) {
    let sure: BTreeSet<CountryId> = found
        .iter()
        .filter(|m| m.hit.standing == Standing::Sure)
        .map(|m| m.country)
        .collect();
    found.retain(|m| m.hit.standing != Standing::Doubtful || sure.contains(&m.country));
}

/// Marks the neighbours that a comma or `and` parts and that are countries.
fn mark_lists(found: &mut [Meant<'_>]) {
    for at in 1..found.len() {
        let (before, this) = (&found[at - 1], &found[at]);
        let distance = this.hit.first_atom.checked_sub(before.hit.end_atom);
        let is_next = match this.hit.lead {
            Lead::Comma => distance == Some(0),
            Lead::And => distance.is_some_and(|d| d <= 2),
            _ => false,
        };
        let are_countries = before.kind == PlaceKind::Country && this.kind == PlaceKind::Country;
        if is_next && are_countries && before.hit.part == this.hit.part {
            found[at - 1].is_listed = true;
            found[at].is_listed = true;
        }
    }
}

/// In a text that speaks of the Soviet Union and never of Russia, Moscow is the Soviet capital; so
/// with every former state and the main one of those that followed it.
///
/// A dateline that a former state filed does the same.
fn to_former_state(found: &mut [Meant<'_>], filed_from: Option<CountryId>, gazetteer: &Gazetteer) {
    let is_name = |m: &&Meant<'_>| matches!(m.kind, PlaceKind::Country | PlaceKind::Demonym);
    let named: BTreeSet<CountryId> = found.iter().filter(is_name).map(|m| m.country).collect();
    for (former, now) in gazetteer.former_states() {
        let is_spoken_of = named.contains(former) || filed_from == Some(*former);
        if is_spoken_of && !named.contains(now) {
            for meant in found.iter_mut().filter(|m| m.country == *now) {
                meant.country = *former;
            }
        }
    }
}

/// The former state for which a text takes a country, if it does so, see [`to_former_state`].
pub(super) fn as_former_state(
    country: CountryId,
    found: &[Meant<'_>],
    gazetteer: &Gazetteer,
) -> CountryId {
    let names = |id: CountryId| found.iter().any(|m| m.country == id);
    let states = gazetteer.former_states().iter();
    let mut states = states.filter(|(former, now)| *now == country && names(*former));
    match states.next() {
        Some((former, _)) if !names(country) => *former,
        _ => country,
    }
}
