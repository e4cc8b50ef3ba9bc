//! `persons.toml` and its neighbours: the authority file of persons, the words and the model of names.

use std::collections::HashMap;

use serde::Deserialize;

use super::countries::CountryTable;
use super::east_asian::EastAsian;
use super::file::{ConfigFile, ConfigFiles, Lined};
use super::lazy::Lazy;
use super::lexicon::{Lexicon, WordClass};
use super::name_model::{LazyModel, NameModel};
use super::places::{PlaceKind, PlaceTable};
use super::problem::Problems;
use crate::text::fold::fold;

/// What `persons.toml`, `titles.toml` and `names.tsv` say.
#[derive(Debug, Clone)]
pub struct PersonTable {
    authorities: Lazy<Authorities>,
    lexicon: Lazy<Lexicon>,
    model: LazyModel,
}

/// What `persons.toml` says.
#[derive(Debug, Clone, Default)]
struct Authorities {
    persons: Vec<Authority>,
    /// Places in `persons` by form.
    forms: HashMap<String, usize>,
}

/// A person of the authority file.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Authority {
    /// The name that stands for every form.
    pub name: String,
    /// Other spellings, other scripts, former names.
    #[serde(default)]
    pub forms: Vec<String>,
    /// Offices, as they should be shown.
    #[serde(default)]
    pub offices: Vec<String>,
}

impl PersonTable {
    /// The canonical name of a form: `Zelensky` spelt in any listed way, in any case.
    ///
    /// `None` when the form is not listed; a canonical name is a form of itself.
    pub fn canonical(&self, form: &str) -> Option<&str> {
        self.authority(form).map(|person| person.name.as_str())
    }

    /// The entry of a form.
    pub fn authority(&self, form: &str) -> Option<&Authority> {
        let index = self.authorities.forms.get(&form_key(form))?;
        self.authorities.persons.get(*index)
    }

    /// Every person of the authority file, in its order.
    pub fn persons(&self) -> &[Authority] {
        &self.authorities.persons
    }

    /// The weights by which names are told.
    pub fn model(&self) -> &NameModel {
        self.model.get()
    }

    /// What is known of a word, by [`word_key`](crate::text::key::word_key).
    pub fn classes(&self, key: u64) -> WordClass {
        self.lexicon.classes(key)
    }

    /// Whether a German word is a title by its ending.
    pub fn ends_as_title(&self, word: &str) -> bool {
        self.lexicon.ends_as_title(word)
    }

    /// The words around Chinese and Japanese names.
    pub fn east_asian(&self) -> &EastAsian {
        self.lexicon.east_asian()
    }

    /// The place of several words whose name begins words of these keys.
    pub fn place_phrase(&self, keys: impl Iterator<Item = u64>) -> Option<(usize, WordClass)> {
        self.lexicon.place_phrase(keys)
    }

    /// Learns the names of places: they tell what is no person.
    pub(super) fn with_places(
        self,
        countries: &Lazy<CountryTable>,
        places: &Lazy<PlaceTable>,
    ) -> Self {
        let (words, countries, places) = (self.lexicon, countries.clone(), places.clone());
        Self {
            lexicon: Lazy::new(move || with_places(&words, &countries, &places)),
            ..self
        }
    }

    pub(super) fn read(files: &ConfigFiles, problems: &mut Problems) -> Option<Self> {
        let authorities = Lazy::read(&["persons.toml"], files, problems, Authorities::read);
        let lexicon = Lexicon::lazy(files, problems);
        let model = LazyModel::read(files, problems);
        Some(Self {
            authorities: authorities?,
            lexicon: lexicon?,
            model: model?,
        })
    }
}

impl Authorities {
    fn read(files: &ConfigFiles, problems: &mut Problems) -> Option<Self> {
        let file = files.require("persons.toml", problems)?;
        let mut authorities = Self::default();
        for entry in file.read_entries::<Authority>("person", problems) {
            authorities.add(entry, file, problems);
        }
        Some(authorities)
    }

    fn add(&mut self, entry: Lined<Authority>, file: &ConfigFile, problems: &mut Problems) {
        let Lined {
            line,
            value: person,
        } = entry;
        let index = self.persons.len();
        for form in std::iter::once(&person.name).chain(&person.forms) {
            let key = form_key(form);
            if key.is_empty() {
                problems.push(file.problem(line, "a name or form is empty".to_owned(), None));
                continue;
            }
            let holder = *self.forms.entry(key).or_insert(index);
            if let Some(other) = self.persons.get(holder) {
                let message = format!("`{form}` is a form of `{}` already", other.name);
                let help = "a form may belong to one person only".to_owned();
                problems.push(file.problem(line, message, Some(help)));
            }
        }
        self.persons.push(person);
    }
}

/// The words with the names of places among them.
fn with_places(words: &Lexicon, countries: &CountryTable, places: &PlaceTable) -> Lexicon {
    let mut words = words.clone();
    for country in countries.iter() {
        let names = country.every_name().filter(|name| name.chars().count() > 2);
        for name in names {
            words.add_place(name, WordClass::COUNTRY);
        }
    }
    let towns = [PlaceKind::Capital, PlaceKind::Region, PlaceKind::City];
    for place in places.iter().filter(|p| towns.contains(&p.kind)) {
        words.add_place(&place.name, WordClass::TOWN);
    }
    words
}

/// The form without regard to case, accents, points and the kind of hyphen.
fn form_key(form: &str) -> String {
    let folded = fold(form).replace(['.', '-'], " ");
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;
    use crate::config::Config;

    fn read(persons: &str) -> (Option<PersonTable>, Vec<String>) {
        let files = ConfigFiles::builtin().with(ConfigFile {
            name: "persons.toml".to_owned(),
            shown: "persons.toml".to_owned(),
            text: Cow::Owned(persons.to_owned()),
        });
        let mut problems = Problems::default();
        let table = PersonTable::read(&files, &mut problems);
        let shown = problems.into_sorted().into_iter().map(|p| p.to_string());
        (table, shown.collect())
    }

    #[test]
    fn spellings_and_scripts_become_the_canonical_name() {
        let config = Config::builtin().expect("the shipped config is valid");
        for form in [
            "Volodymyr Zelenskyy",
            "VOLODYMYR ZELENSKIY",
            "Володимир Зеленський",
        ] {
            assert_eq!(
                config.persons.canonical(form),
                Some("Volodymyr Zelenskyy"),
                "{form}"
            );
        }
        assert_eq!(config.persons.canonical("Zelenskyy"), None);
    }

    #[test]
    fn points_and_hyphens_do_not_part_forms() {
        let (table, problems) = read("[[person]]\nname = \"J.-P. Tremont\"\n");
        assert_eq!(problems, Vec::<String>::new());
        let table = table.expect("valid");
        assert_eq!(table.canonical("J P Tremont"), Some("J.-P. Tremont"));
    }

    #[test]
    fn a_form_of_two_persons_is_a_problem_with_its_line() {
        let (_, problems) = read(
            "[[person]]\nname = \"Ann Orla\"\nforms = [\"A. Orla\"]\n\n[[person]]\nname = \"Amy Orla\"\nforms = [\"A Orla\"]\n",
        );
        assert_eq!(
            problems,
            [
                "persons.toml:5: `A Orla` is a form of `Ann Orla` already\n  help: a form may belong to one person only"
            ]
        );
    }

    #[test]
    fn an_unknown_key_and_an_empty_name_are_problems() {
        let (_, problems) =
            read("[[person]]\nname = \"Ann Orla\"\nform = []\n\n[[person]]\nname = \" \"\n");
        assert_eq!(problems.len(), 2, "{problems:?}");
        assert!(
            problems[0].contains("persons.toml:3: unknown field `form`"),
            "{problems:?}"
        );
        assert!(
            problems[1].contains("a name or form is empty"),
            "{problems:?}"
        );
    }
}
