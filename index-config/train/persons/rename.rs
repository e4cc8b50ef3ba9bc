//! Other names in place of the labelled ones: of all regions, in the shapes that names have.

use std::collections::HashMap;

use crate::detokenise::{Label, Sentence, Spacing};
use crate::dice::Dice;

/// The listed names and places, capitalised.
pub struct Names {
    given: Vec<String>,
    surname: Vec<String>,
    cyrillic_given: Vec<String>,
    cyrillic_surname: Vec<String>,
    places: Vec<String>,
}

/// Second halves of East Asian given names, which are set small behind a hyphen.
const SYLLABLES: &[&str] = &[
    "an", "bo", "cheng", "chi", "chul", "fai", "fang", "feng", "ha", "han", "hee", "ho", "hoon",
    "hua", "hui", "hye", "hyun", "il", "in", "jae", "jin", "ju", "jun", "kai", "kei", "ki", "kit",
    "kwan", "lai", "lam", "lee", "li", "ling", "lun", "man", "mei", "mi", "min", "ming", "moon",
    "na", "ping", "po", "sang", "shan", "shih", "sik", "sook", "soo", "su", "suk", "sun", "tai",
    "tak", "tat", "wah", "wai", "wen", "wing", "woo", "yan", "yee", "yin", "ying", "yong", "young",
    "yuan", "yuk", "yun", "zhi",
];

/// Particles before a surname.
const PARTICLES: &[&str] = &[
    "al", "bin", "da", "de", "de la", "del", "der", "di", "dos", "el", "van", "van der", "von",
    "Al", "Ben", "El", "Abu", "Ould",
];

impl Names {
    /// Reads the lists of the config.
    pub fn read(places: Vec<String>) -> Self {
        let mut names = Self {
            given: Vec::new(),
            surname: Vec::new(),
            cyrillic_given: Vec::new(),
            cyrillic_surname: Vec::new(),
            places,
        };
        for line in include_str!("../../names.tsv").lines() {
            let Some((word, kind)) = line.split_once('\t') else {
                continue;
            };
            let (given, surname) = if word.is_ascii() {
                (&mut names.given, &mut names.surname)
            } else {
                (&mut names.cyrillic_given, &mut names.cyrillic_surname)
            };
            if word.chars().count() < 3 {
                continue;
            }
            if kind.contains('g') {
                given.push(capitalised(word));
            }
            if kind.contains('s') {
                surname.push(capitalised(word));
            }
        }
        names
    }

    /// A given name.
    pub fn given(&self, dice: &mut Dice) -> String {
        dice.pick(&self.given).clone()
    }

    /// A surname.
    pub fn surname(&self, dice: &mut Dice) -> String {
        dice.pick(&self.surname).clone()
    }

    /// A given name in Cyrillic letters.
    pub fn cyrillic_given(&self, dice: &mut Dice) -> String {
        dice.pick(&self.cyrillic_given).clone()
    }

    /// A surname in Cyrillic letters.
    pub fn cyrillic_surname(&self, dice: &mut Dice) -> String {
        dice.pick(&self.cyrillic_surname).clone()
    }

    /// A place.
    pub fn place(&self, dice: &mut Dice) -> &str {
        dice.pick::<String>(&self.places)
    }

    /// A full name with this surname, of any shape.
    pub fn full(&self, surname: &str, dice: &mut Dice) -> String {
        let persons = Persons {
            names: self,
            spacing: Spacing::Closed,
            surnames: HashMap::new(),
        };
        persons.full(&[self.given(dice), surname.to_owned()], surname, dice)
    }

    /// The sentences of one text with other persons; one surname becomes one other throughout.
    pub fn renamed(
        &self,
        sentences: &[Sentence],
        spacing: Spacing,
        dice: &mut Dice,
    ) -> Vec<Sentence> {
        let mut persons = Persons {
            names: self,
            spacing,
            surnames: HashMap::new(),
        };
        let renamed = sentences.iter().map(|sentence| {
            let mut tokens = Vec::new();
            let mut person: Vec<String> = Vec::new();
            let old = sentence.tokens.iter().cloned();
            let end = std::iter::once((String::new(), Label::Outside));
            for (token, label) in old.chain(end) {
                if label != Label::Inside && !person.is_empty() {
                    tokens.extend(persons.other(&person, dice));
                    person.clear();
                }
                if label == Label::Outside {
                    tokens.push((token, label));
                } else {
                    person.push(token);
                }
            }
            tokens.pop();
            Sentence { tokens }
        });
        renamed.collect()
    }
}

/// The new persons of one text.
struct Persons<'n> {
    names: &'n Names,
    spacing: Spacing,
    surnames: HashMap<String, String>,
}

impl Persons<'_> {
    fn other(&mut self, person: &[String], dice: &mut Dice) -> Vec<(String, Label)> {
        let plain = person.last().is_some_and(|word| is_plain(word));
        let name = match person {
            [.., last] if plain => {
                let names = self.names;
                let surname = self.surnames.entry(last.clone());
                let surname = surname.or_insert_with(|| names.surname(dice)).clone();
                if person.len() == 1 {
                    surname
                } else {
                    self.full(person, &surname, dice)
                }
            }
            _ => person.join(" "),
        };
        let mut label = Label::Begins;
        let words = name.split(' ').map(|word| {
            let labelled = (word.to_owned(), label);
            label = Label::Inside;
            labelled
        });
        words.collect()
    }

    fn full(&self, person: &[String], surname: &str, dice: &mut Dice) -> String {
        let names = self.names;
        let hyphen = match self.spacing {
            Spacing::Closed => "-",
            Spacing::Open => " - ",
        };
        let given = names.given(dice);
        match dice.below(100) {
            0..10 => format!("{}. {surname}", &given[..1]),
            10..13 => format!("{}. {}. {surname}", &given[..1], &names.given(dice)[..1]),
            13..18 => format!("{given} {}. {surname}", &names.given(dice)[..1]),
            18..26 => format!("{given} {} {surname}", names.given(dice)),
            26..36 => format!("{given} {surname} {}", names.surname(dice)),
            36..39 => format!(
                "{given} {} {surname} {}",
                names.given(dice),
                names.surname(dice)
            ),
            39..46 => format!("{given} {} {surname}", dice.pick(PARTICLES)),
            46 => format!("{given} al{hyphen}{surname}"),
            47 => format!(
                "{given} {} {} Al {surname}",
                dice.pick(&["bin", "ibn", "bint", "Ben"]),
                names.given(dice)
            ),
            48..52 => format!("{given} {surname}{hyphen}{}", names.surname(dice)),
            52..55 => format!("{given}{hyphen}{} {surname}", names.given(dice)),
            55..65 => {
                let first = capitalised(dice.pick::<&str>(SYLLABLES));
                let east = format!("{surname} {first}{hyphen}{}", dice.pick(SYLLABLES));
                if dice.below(3) == 0 {
                    format!("{given} {east}")
                } else {
                    east
                }
            }
            65..67 => format!("{given} {surname} Jr."),
            _ => self.same_shape(person, surname, dice),
        }
    }

    fn same_shape(&self, person: &[String], surname: &str, dice: &mut Dice) -> String {
        let last = person.len() - 1;
        let words = person.iter().enumerate().map(|(index, word)| {
            if index == last {
                surname.to_owned()
            } else if is_plain(word) {
                self.names.given(dice)
            } else {
                word.clone()
            }
        });
        words.collect::<Vec<_>>().join(" ")
    }
}

/// Whether a word is one capital and small letters, two at least.
fn is_plain(word: &str) -> bool {
    let mut letters = word.chars();
    word.len() > 2
        && letters.next().is_some_and(char::is_uppercase)
        && letters.all(char::is_lowercase)
}

fn capitalised(word: &str) -> String {
    let mut start = true;
    let mut out = String::new();
    for c in word.chars() {
        out.extend(
            c.to_uppercase()
                .filter(|_| start)
                .chain((!start).then_some(c)),
        );
        start = c == '-' || c == '\'';
    }
    out
}
