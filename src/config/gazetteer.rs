//! The names of countries and places, compiled for matching: one table of keys to senses.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use aho_corasick::{AhoCorasick, MatchKind};

use super::{Country, CountryTable, Lazy, Note, PlaceKind, PlaceTable};
use crate::release::PartialDate;
use crate::text::atom::name_key;
use crate::text::inflect::{cyrillic_stem, latin_stem};
use crate::text::key::{KeyHasher, KeyMap, ascii_key};

/// The place of a country in the order of `countries.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CountryId(u16);

/// What a name can mean.
#[derive(Debug, Clone, PartialEq)]
pub struct Sense {
    /// The country; meaningless for [`PlaceKind::NotAPlace`].
    pub country: CountryId,
    /// What it is.
    pub kind: PlaceKind,
    /// People in thousands, to tell cities of one name apart.
    pub thousands: u32,
    /// What else the name may mean.
    pub note: Note,
    /// The language to which the name is confined.
    pub language: Option<String>,
    /// The last month of the name.
    pub until: Option<PartialDate>,
    /// Whether the name counts in capitals only: `US`.
    pub in_capitals: bool,
    /// Whether the name counts in lower case too: a French adjective.
    pub in_lower_case: bool,
}

/// A map from keys; the config alone fills it, so that no text can make its keys collide.
type NameMap<V> = HashMap<Box<str>, V, BuildHasherDefault<KeyHasher>>;

/// Keys (see [`name_key`]) to senses.
#[derive(Debug, Clone, Default)]
pub struct Gazetteer {
    codes: Vec<String>,
    /// The official languages of each country.
    languages: Vec<Vec<String>>,
    /// Former states, each with the main one of those that followed it.
    former: Vec<(CountryId, CountryId)>,
    exact: NameMap<Vec<Sense>>,
    /// Keys whose words are brought to their stem; Latin ones carry their language in front.
    stemmed: NameMap<Vec<Sense>>,
    /// By the hash of the first atom, the most atoms of a key that begins so. Two atoms of one hash
    /// only cost a look at [`Gazetteer::exact`].
    longest: KeyMap<Longest>,
    unspaced: Option<AhoCorasick>,
    unspaced_senses: Vec<Vec<Sense>>,
}

/// The most atoms of the keys that begin with an atom.
#[derive(Debug, Clone, Copy, Default)]
struct Longest {
    any: u8,
    /// Of those names that count in lower case too.
    in_lower_case: u8,
}

impl Sense {
    /// Whether the name may begin with a small letter: an adjective of a language that writes it so.
    pub fn may_be_lower(&self) -> bool {
        self.in_lower_case || (self.kind == PlaceKind::Demonym && self.language.is_some())
    }
}

impl Gazetteer {
    /// Compiles the tables when the first name is looked for.
    pub(super) fn lazy(countries: &Lazy<CountryTable>, places: &Lazy<PlaceTable>) -> Lazy<Self> {
        let (countries, places) = (countries.clone(), places.clone());
        Lazy::new(move || Self::new(&countries, &places))
    }

    /// Compiles the tables.
    pub fn new(countries: &CountryTable, places: &PlaceTable) -> Self {
        let mut compiled = Self::default();
        let mut unspaced = Vec::new();
        let mut ids = HashMap::new();
        for (country, id) in countries.iter().zip(0..) {
            compiled.codes.push(country.code.clone());
            compiled.languages.push(country.languages.clone());
            ids.insert(country.code.as_str(), CountryId(id));
            compiled.add_country(country, CountryId(id), &mut unspaced);
        }
        let followed = |c: &Country| {
            let main = c.successors.first()?;
            Some((*ids.get(c.code.as_str())?, *ids.get(main.as_str())?))
        };
        compiled.former = countries.iter().filter_map(followed).collect();
        for place in places.iter() {
            let country = ids.get(place.code.as_str()).copied();
            let sense = Sense {
                country: country.unwrap_or(CountryId(0)),
                kind: place.kind,
                thousands: place.thousands,
                note: place.note,
                language: place.language.clone(),
                until: place.until,
                in_capitals: place.kind == PlaceKind::Postal,
                in_lower_case: starts_lower(&place.name),
            };
            compiled.add(&place.name, sense, &mut unspaced);
        }
        let (patterns, senses): (Vec<String>, Vec<Vec<Sense>>) = merged(unspaced);
        compiled.unspaced = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(&patterns)
            .ok();
        compiled.unspaced_senses = senses;
        compiled
    }

    fn add_country(
        &mut self,
        country: &Country,
        id: CountryId,
        unspaced: &mut Vec<(String, Sense)>,
    ) {
        let sense = |name: &str, kind: PlaceKind, language: Option<&str>| Sense {
            country: id,
            kind,
            thousands: 0,
            note: note_of(country, name),
            language: language.map(str::to_owned),
            until: None,
            in_capitals: is_acronym(name),
            in_lower_case: starts_lower(name),
        };
        let names = [&country.name].into_iter().chain(&country.aliases);
        for name in names {
            let kind = if country.demonyms.contains(name) {
                PlaceKind::Demonym
            } else {
                PlaceKind::Country
            };
            self.add(name, sense(name, kind, None), unspaced);
        }
        for name in &country.demonyms {
            self.add(name, sense(name, PlaceKind::Demonym, None), unspaced);
        }
        for (language, names) in &country.names {
            for name in names {
                let sense = sense(name, PlaceKind::Country, Some(language));
                self.add(name, sense, unspaced);
            }
        }
        for (language, names) in &country.adjectives {
            for name in names {
                let sense = sense(name, PlaceKind::Demonym, Some(language));
                self.add(name, sense, unspaced);
            }
        }
    }

    fn add(&mut self, name: &str, sense: Sense, unspaced: &mut Vec<(String, Sense)>) {
        if name.chars().any(is_unspaced) {
            unspaced.push((name.to_owned(), sense));
            return;
        }
        let key = name_key(name);
        if let Some(stem) = stemmed_key(&key, &sense) {
            self.note_length(&stem, &sense);
            insert(&mut self.stemmed, stem, sense.clone());
        }
        self.note_length(&key, &sense);
        insert(&mut self.exact, key, sense);
    }

    fn note_length(&mut self, key: &str, sense: &Sense) {
        let first = key.split(' ').next().unwrap_or_default();
        let num_atoms = u8::try_from(key.split(' ').count()).unwrap_or(u8::MAX);
        let longest = self.longest.entry(ascii_key(first.bytes())).or_default();
        longest.any = num_atoms.max(longest.any);
        if sense.may_be_lower() {
            longest.in_lower_case = num_atoms.max(longest.in_lower_case);
        }
    }

    /// At least the most atoms that a key beginning with this atom has; 0 when none does.
    pub fn longest_from(&self, atom: &str) -> usize {
        self.longest_by(atom, |longest| longest.any)
    }

    /// As [`Gazetteer::longest_from`], of the names that may begin with a small letter.
    pub fn longest_lower_from(&self, atom: &str) -> usize {
        self.longest_by(atom, |longest| longest.in_lower_case)
    }

    fn longest_by(&self, atom: &str, of: impl Fn(&Longest) -> u8) -> usize {
        let longest = self.longest.get(&ascii_key(atom.bytes()));
        longest.map_or(0, |longest| usize::from(of(longest)))
    }

    /// The senses of a key.
    pub fn exact(&self, key: &str) -> &[Sense] {
        self.exact.get(key).map_or(&[], Vec::as_slice)
    }

    /// The senses of a whole name in any script, as it is written.
    pub fn named(&self, name: &str) -> &[Sense] {
        if name.chars().any(is_unspaced) {
            let whole = |(start, end, senses)| (start == 0 && end == name.len()).then_some(senses);
            return self.unspaced(name).find_map(whole).unwrap_or_default();
        }
        self.exact(&name_key(name))
    }

    /// The senses of a key of stems.
    pub fn stemmed(&self, key: &str) -> &[Sense] {
        self.stemmed.get(key).map_or(&[], Vec::as_slice)
    }

    /// Names in a text of a script without spaces: byte offsets of start and end, and senses.
    pub fn unspaced<'g, 't>(
        &'g self,
        text: &'t str,
    ) -> impl Iterator<Item = (usize, usize, &'g [Sense])> + use<'g, 't> {
        let found = self.unspaced.iter();
        let found = found.flat_map(move |names| names.find_iter(text));
        found.map(move |m| {
            let senses = &self.unspaced_senses[m.pattern().as_usize()];
            (m.start(), m.end(), senses.as_slice())
        })
    }

    /// The code of a country.
    pub fn code(&self, country: CountryId) -> &str {
        let at = usize::from(country.0);
        self.codes.get(at).map_or("", String::as_str)
    }

    /// Whether a language is an official one of a country.
    pub fn speaks(&self, country: CountryId, language: &str) -> bool {
        let languages = self.languages.get(usize::from(country.0));
        languages.is_some_and(|l| l.iter().any(|l| l == language))
    }

    /// Former states, each with the main one of those that followed it.
    pub fn former_states(&self) -> &[(CountryId, CountryId)] {
        &self.former
    }

    /// The country with that code.
    pub fn id(&self, code: &str) -> Option<CountryId> {
        let at = self.codes.iter().position(|c| c == code)?;
        u16::try_from(at).ok().map(CountryId)
    }
}

/// Whether a character belongs to a script written without spaces between words.
pub fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{2FFFF}')
}

fn insert(table: &mut NameMap<Vec<Sense>>, key: String, sense: Sense) {
    let senses = table.entry(key.into_boxed_str()).or_default();
    let known = senses.iter().any(|s| {
        s.country == sense.country && s.kind == sense.kind && s.language == sense.language
    });
    if !known {
        senses.push(sense);
    }
}

/// The stemmed form of a key, when the language of the name inflects it.
fn stemmed_key(key: &str, sense: &Sense) -> Option<String> {
    let language = sense.language.as_deref()?;
    match language {
        "ru" if is_inflected(key) => Some(stem_atoms(key, cyrillic_stem)),
        "de" | "fr" | "es" if sense.kind == PlaceKind::Demonym => {
            Some(stem_atoms(key, |atom| latin_stem(atom, language)))
        }
        _ => None,
    }
}

fn stem_atoms<'k>(key: &'k str, stem: impl Fn(&'k str) -> &'k str) -> String {
    key.split(' ').map(stem).collect::<Vec<_>>().join(" ")
}

/// Russian names in `-о`, `-у`, `-и`, `-е` and short ones do not change: Конго, Перу, Чили, США.
fn is_inflected(key: &str) -> bool {
    let is_plural = key.contains(' ') || key.ends_with("ты") || key.ends_with("ны");
    let is_fixed = key.ends_with(['о', 'у', 'и', 'е', 'э']) && !is_plural;
    key.chars().count() > 3 && !is_fixed
}

fn note_of(country: &Country, name: &str) -> Note {
    let is_in = |names: &[String]| names.iter().any(|n| n == name);
    if is_in(&country.word) {
        Note::Word
    } else if is_in(&country.given) {
        Note::Given
    } else {
        Note::Plain
    }
}

/// `US`, `UK`, `DPRK`: two to five letters, all capital, no points.
fn is_acronym(name: &str) -> bool {
    (2..=5).contains(&name.chars().count()) && name.chars().all(char::is_uppercase)
}

fn starts_lower(name: &str) -> bool {
    name.chars().next().is_some_and(char::is_lowercase)
}

fn merged(mut named: Vec<(String, Sense)>) -> (Vec<String>, Vec<Vec<Sense>>) {
    named.sort_by(|a, b| a.0.cmp(&b.0));
    let mut patterns: Vec<String> = Vec::new();
    let mut senses: Vec<Vec<Sense>> = Vec::new();
    for (name, sense) in named {
        match senses.last_mut() {
            Some(last) if patterns.last() == Some(&name) => last.push(sense),
            _ => {
                patterns.push(name);
                senses.push(vec![sense]);
            }
        }
    }
    (patterns, senses)
}
