//! Where a dateline was filed from: its place and region → the code of a country.

use crate::config::{Config, Country, PlaceKind, Sense};
use crate::release::PartialDate;

/// The place part of a dateline.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FiledFrom<'d> {
    /// The city, in any case: `PARIS`, `Nur-Sultan`. It may carry its region after a comma.
    pub place: &'d str,
    /// The state or country after the comma: `Texas`, `N.H.`, `Saint Vincent and the Grenadines`.
    pub region: Option<&'d str>,
    /// When it was filed, as far as it is known: a place of 1985 may lie in a former state.
    pub date: Option<PartialDate>,
}

/// The country that a release was filed from; `None` when the tables do not know the place.
///
/// ```
/// use dateline::config::Config;
/// use dateline::extract::place::{FiledFrom, resolve};
///
/// let config = Config::builtin().unwrap();
/// let filed = |place, region| resolve(&FiledFrom { place, region, date: None }, &config);
/// assert_eq!(filed("PARIS", None).as_deref(), Some("FR"));
/// assert_eq!(filed("PARIS", Some("Texas")).as_deref(), Some("US"));
/// assert_eq!(filed("加州桑尼維爾", None).as_deref(), Some("US"));
/// ```
pub fn resolve(filed: &FiledFrom<'_>, config: &Config) -> Option<String> {
    let (place, region) = match filed.region {
        Some(region) => (filed.place, Some(region)),
        None => match filed.place.rsplit_once(',') {
            Some((place, region)) => (place, Some(region)),
            None => (filed.place, None),
        },
    };
    // `Bogotá, D.C.` is the name of one place and does not lie in the District of Columbia.
    let whole = |region| format!("{place} {region}");
    let country = match region {
        Some(region) => by_place(&whole(region), config)
            .or_else(|| by_region(place, region, config))
            .or_else(|| by_place(place, config)),
        None => by_place(place, config).or_else(|| by_opening(place, config)),
    }?;
    let code = config.gazetteer.code(country.country);
    let former = filed.date.and_then(|date| former_state(code, date, config));
    Some(former.map_or(code, |state| state.code.as_str()).to_owned())
}

/// Whether the name is that of a country or of a region of one, and no city's.
pub fn is_region(name: &str, config: &Config) -> bool {
    senses(name, config).any(|s| matches!(s.kind, PlaceKind::Country | PlaceKind::Region))
}

fn senses<'c>(name: &str, config: &'c Config) -> impl Iterator<Item = &'c Sense> {
    let senses = config.gazetteer.named(name.trim()).iter();
    senses.filter(|s| !matches!(s.kind, PlaceKind::NotAPlace | PlaceKind::Demonym))
}

/// The region's country; of two (Georgia), the one in which the place lies.
fn by_region<'c>(place: &str, region: &str, config: &'c Config) -> Option<&'c Sense> {
    let regions = || senses(region, config).filter(|s| s.kind != PlaceKind::City);
    let places: Vec<_> = senses(place, config).map(|s| s.country).collect();
    let around = regions().find(|s| places.contains(&s.country));
    around.or_else(|| regions().min_by_key(|s| s.kind))
}

/// The most likely place of that name: a country, a capital, else the city with the most people.
fn by_place<'c>(place: &str, config: &'c Config) -> Option<&'c Sense> {
    senses(place, config)
        .filter(|s| !matches!(s.kind, PlaceKind::Abbreviation | PlaceKind::Postal))
        .min_by_key(|s| (s.kind, std::cmp::Reverse(s.thousands)))
}

/// Chinese writes the province or state before the city without a sign: `加州桑尼維爾`.
fn by_opening<'c>(place: &str, config: &'c Config) -> Option<&'c Sense> {
    let is_han = |c: char| matches!(c, '\u{3400}'..='\u{9FFF}');
    if !place.chars().all(is_han) {
        return None;
    }
    let ends = place.char_indices().map(|(at, _)| at).skip(2);
    let openings: Vec<&str> = ends.map(|end| &place[..end]).collect();
    openings.iter().rev().find_map(|o| by_place(o, config))
}

/// The former state to which a place of today's country belonged at a date.
fn former_state<'c>(code: &str, date: PartialDate, config: &'c Config) -> Option<&'c Country> {
    let (_, last_day) = date.day_range()?;
    let day = |text: &Option<String>| {
        let date: PartialDate = text.as_deref()?.parse().ok()?;
        date.day_range().map(|(first, _)| first)
    };
    config.countries.iter().find(|state| {
        state.successors.iter().any(|s| s == code)
            && day(&state.places_until).is_some_and(|end| last_day <= end)
            && day(&state.since).is_none_or(|start| last_day >= start)
    })
}
