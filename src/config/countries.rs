//! `countries.toml`: every country and former state with its names, aliases and demonyms.

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use serde::Deserialize;

use super::file::{ConfigFile, ConfigFiles, Lined};
use super::lazy::Lazy;
use super::problem::{Problems, did_you_mean};
use crate::text::atom::name_key;

/// A name that was in force until a day.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormerName {
    /// The name.
    pub name: String,
    /// The last day on which it was the official name, `2018-04-19`.
    pub until: String,
}

/// One country or former state.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Country {
    /// ISO 3166-1 alpha-2, or ISO 3166-3's former code; `XK` for Kosovo.
    pub code: String,
    /// The English short name.
    pub name: String,
    /// Other names in English.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Adjectives and nouns for its people, in English, plurals included.
    #[serde(default)]
    pub demonyms: Vec<String>,
    /// Capitals and seats of government.
    #[serde(default)]
    pub capitals: Vec<String>,
    /// The official languages by ISO 639-1 code.
    #[serde(default)]
    pub languages: Vec<String>,
    /// Those of the names that are also common words: `Turkey`, `Polish`.
    #[serde(default)]
    pub word: Vec<String>,
    /// Those of the names that are also names of persons: `Jordan`, `Chad`.
    #[serde(default)]
    pub given: Vec<String>,
    /// Names in other languages, by ISO 639-1 code.
    #[serde(default)]
    pub names: BTreeMap<String, Vec<String>>,
    /// Adjectives and nouns for its people in other languages, in their base form.
    #[serde(default)]
    pub adjectives: BTreeMap<String, Vec<String>>,
    /// Names that it has given up; they still mean it.
    #[serde(default)]
    pub former_names: Vec<FormerName>,
    /// The first day of a former state.
    pub since: Option<String>,
    /// The last day on which the places of its successors were its own, where that is so.
    pub places_until: Option<String>,
    /// The last day of a former state.
    pub until: Option<String>,
    /// The states that followed a former one, the main one first.
    #[serde(default)]
    pub successors: Vec<String>,
}

impl Country {
    /// Every name in every language, the short name first.
    pub(super) fn every_name(&self) -> impl Iterator<Item = &str> {
        let own = [&self.code, &self.name].into_iter();
        own.chain(&self.aliases)
            .chain(&self.demonyms)
            .chain(self.former_names.iter().map(|f| &f.name))
            .chain(self.names.values().flatten())
            .chain(self.adjectives.values().flatten())
            .map(String::as_str)
    }
}

/// What `countries.toml` says.
#[derive(Debug, Clone, Default)]
pub struct CountryTable {
    countries: Vec<Country>,
    by_code: HashMap<String, usize>,
    /// Made when a name is first looked for.
    by_name: OnceLock<HashMap<String, usize>>,
}

impl CountryTable {
    pub(super) fn lazy(files: &ConfigFiles, problems: &mut Problems) -> Option<Lazy<Self>> {
        Lazy::read(&["countries.toml"], files, problems, Self::read)
    }

    pub(super) fn read(files: &ConfigFiles, problems: &mut Problems) -> Option<Self> {
        let file = files.require("countries.toml", problems)?;
        let entries: Vec<Lined<Country>> = file.read_entries("country", problems);
        let mut table = Self::default();
        let mut successors = Vec::new();
        for entry in entries {
            let of_entry = entry.value.successors.iter().cloned();
            successors.extend(of_entry.map(|successor| (entry.line, successor)));
            table.add(entry, file, problems);
        }
        for (line, successor) in successors {
            if !table.by_code.contains_key(&successor) {
                let message = format!("the successor `{successor}` is not in this file");
                problems.push(file.problem(line, message, None));
            }
        }
        Some(table)
    }

    fn add(&mut self, entry: Lined<Country>, file: &ConfigFile, problems: &mut Problems) {
        let country = entry.value;
        let code = country.code.clone();
        if code.len() != 2 || !code.bytes().all(|b| b.is_ascii_uppercase()) {
            let message = format!("`{code}` is not a country code of two capital letters");
            problems.push(file.problem(entry.line, message, None));
            return;
        }
        if self.by_code.contains_key(&code) {
            let message = format!("the country `{code}` is here twice");
            problems.push(file.problem(entry.line, message, None));
            return;
        }
        self.by_code.insert(code, self.countries.len());
        self.countries.push(country);
    }

    fn by_name(&self) -> &HashMap<String, usize> {
        self.by_name.get_or_init(|| {
            let mut by_name = HashMap::new();
            for (at, country) in self.countries.iter().enumerate() {
                for name in country.every_name() {
                    by_name.entry(name_key(name)).or_insert(at);
                }
            }
            by_name
        })
    }

    /// The country with that code, in capitals.
    pub fn get(&self, code: &str) -> Option<&Country> {
        self.by_code.get(code).map(|at| &self.countries[*at])
    }

    /// The country that a user means by a code, a name, an alias or a demonym in any language.
    ///
    /// ```
    /// let config = dateline::config::Config::builtin().unwrap();
    /// assert_eq!(config.countries.find("kazakh").unwrap().code, "KZ");
    /// ```
    pub fn find(&self, typed: &str) -> Option<&Country> {
        let typed = typed.trim();
        self.get(&typed.to_ascii_uppercase()).or_else(|| {
            let at = self.by_name().get(&name_key(typed))?;
            self.countries.get(*at)
        })
    }

    /// The nearest code or English name to one that [`find`](Self::find) does not know.
    pub fn suggest(&self, typed: &str) -> Option<&str> {
        let key = name_key(typed);
        let names = self.by_name().keys().map(String::as_str);
        let near = did_you_mean(&key, names)?;
        let at = self.by_name().get(near)?;
        self.countries.get(*at).map(|c| c.name.as_str())
    }

    /// The English short name, or the code itself when the config does not know it.
    pub fn label<'c>(&'c self, code: &'c str) -> &'c str {
        self.get(code).map_or(code, |c| c.name.as_str())
    }

    /// Every country in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &Country> {
        self.countries.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Config, ConfigError, ConfigFiles, Problem};
    use super::*;

    fn problems(text: &str) -> Vec<String> {
        let mut found = Problems::default();
        let mut files = ConfigFiles::builtin();
        files.replace("countries.toml", text);
        CountryTable::read(&files, &mut found);
        found.into_sorted().iter().map(Problem::to_string).collect()
    }

    #[test]
    fn a_country_is_found_by_code_name_alias_and_demonym() -> Result<(), ConfigError> {
        let table = Config::builtin()?.countries;
        for (typed, code) in [
            ("kz", "KZ"),
            ("Kazakhstan", "KZ"),
            ("казахстанский", "KZ"),
            ("u.s.", "US"),
            ("Côte d'Ivoire", "CI"),
            ("Türkiye", "TR"),
            ("soviet union", "SU"),
            ("Swaziland", "SZ"),
            ("Congo", "CD"),
            ("Великобритания", "GB"),
            ("中国", "CN"),
        ] {
            assert_eq!(
                table.find(typed).map(|c| c.code.as_str()),
                Some(code),
                "{typed}"
            );
        }
        assert_eq!(table.find("Atlantis"), None);
        assert_eq!(table.suggest("Kazakstann"), Some("Kazakhstan"));
        assert_eq!(table.label("ZZ"), "ZZ");
        Ok(())
    }

    #[test]
    fn the_build_has_read_what_the_file_says() {
        let mut files = ConfigFiles::builtin();
        let text = files.get("countries.toml").expect("it ships").text.clone();
        let at_build = CountryTable::read(&files, &mut Problems::default()).expect("a table");
        // Another text, though it says the same, is read itself.
        files.replace("countries.toml", &format!("{text}\n"));
        let by_text = CountryTable::read(&files, &mut Problems::default()).expect("a table");
        assert_eq!(at_build.countries, by_text.countries);
        assert_eq!(at_build.by_name(), by_text.by_name());
        for file in ConfigFiles::builtin().iter() {
            let hash = blake3::hash(file.text.as_bytes()).to_hex();
            assert_eq!(file.hash(), hash.as_str(), "{}", file.name);
        }
    }

    #[test]
    fn wrong_entries_are_named_with_their_line() {
        let text = "[[country]]\ncode = \"FR\"\nname = \"France\"\n\n[[country]]\ncode = \"FR\"\nname = \"Gaul\"\n\n[[country]]\ncode = \"SU\"\nname = \"Soviet Union\"\nsuccessors = [\"XX\"]\n";
        assert_eq!(
            problems(text),
            [
                "index-config/countries.toml:5: the country `FR` is here twice",
                "index-config/countries.toml:9: the successor `XX` is not in this file",
            ]
        );
        let wrong_key = "[[country]]\ncode = \"FR\"\nname = \"France\"\ndemonym = [\"French\"]\n";
        assert!(problems(wrong_key)[0].contains("did you mean `demonyms`?"));
    }
}
