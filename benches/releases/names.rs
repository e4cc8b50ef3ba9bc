//! Names of persons, places, offices and programmes that are not, and of countries that are.

use super::random::Random;
use super::words::{COUNTRIES, GIVEN_NAMES};

const NUM_PERSONS: usize = 30_000;
const NUM_PLACES: usize = 4_000;
const NUM_PROGRAMMES: usize = 60_000;

const ONSETS: &[&str] = &[
    "b", "br", "c", "cl", "d", "dr", "f", "g", "gr", "h", "j", "k", "kr", "l", "m", "n", "p", "pr",
    "r", "s", "st", "str", "t", "th", "tr", "v", "w", "z",
];
const NUCLEI: &[&str] = &["a", "e", "i", "o", "u", "ai", "ea", "ie", "ou", "oe"];
const CODAS: &[&str] = &[
    "", "", "l", "ld", "m", "n", "nd", "r", "rk", "rn", "s", "sk", "t", "x",
];
const SURNAME_ENDS: &[&str] = &[
    "", "", "", "ov", "sen", "son", "ini", "ez", "escu", "berg", "mann", "ko", "ian", "wala",
    "moto",
];
const PLACE_ENDS: &[&str] = &[
    "wick", "mouth", "ford", "ton", "haven", "stad", "burg", "field", "grad", "abad", "ville",
];
const PROGRAMME_ENDS: &[&str] = &[
    "ia", "on", "ex", "um", "is", "ara", "ent", "or", "ix", "ane",
];

fn syllables(random: &mut Random, num: usize, name: &mut String) {
    for _ in 0..num {
        name.push_str(random.pick(ONSETS));
        name.push_str(random.pick(NUCLEI));
        name.push_str(random.pick(CODAS));
    }
}

fn invented(random: &mut Random, ends: &[&str]) -> String {
    let mut name = String::new();
    let num = random.within(1, 2);
    syllables(random, num, &mut name);
    name.push_str(random.pick(ends));
    capitalised(&name)
}

/// The word with a capital at its start.
pub fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars.next().map(|c| c.to_uppercase().to_string());
    first.unwrap_or_default() + chars.as_str()
}

/// A person who speaks in releases.
#[derive(Debug, Clone)]
pub struct Person {
    pub given: &'static str,
    pub surname: String,
}

impl Person {
    /// One of the persons, some far more often than others.
    pub fn any(random: &mut Random) -> Self {
        let mut own = Random::of(1, 1, random.ranked(NUM_PERSONS));
        let given = own.pick(GIVEN_NAMES);
        let surname = invented(&mut own, SURNAME_ENDS);
        Self { given, surname }
    }

    pub fn whole(&self) -> String {
        format!("{} {}", self.given, self.surname)
    }
}

/// The name of a town.
pub fn place(random: &mut Random) -> String {
    let mut own = Random::of(1, 2, random.ranked(NUM_PLACES));
    invented(&mut own, PLACE_ENDS)
}

/// The name of a programme or a product: the words that few releases share.
pub fn programme(random: &mut Random) -> String {
    let mut own = Random::of(1, 3, random.ranked(NUM_PROGRAMMES));
    invented(&mut own, PROGRAMME_ENDS)
}

/// A country with its capital and what is of it.
pub fn country(random: &mut Random) -> (&'static str, &'static str, &'static str) {
    random.pick_ranked(COUNTRIES)
}
