//! `index-config/` → one validated, immutable [`Config`].
//!
//! Reading reports every problem of every file at once, each with file and line. The shipped files
//! are compiled in and are the only defaults.

use std::path::{Path, PathBuf};

mod countries;
mod east_asian;
mod file;
mod function_words;
mod gazetteer;
mod lazy;
mod lexicon;
mod name_model;
mod persons;
mod places;
mod problem;
mod salience;
mod selector;
mod settings;
mod sites;
mod topic_model;
mod topics;

pub use countries::{Country, CountryTable, FormerName};
pub use east_asian::EastAsian;
pub use file::{ConfigFile, ConfigFiles, Lined};
pub use function_words::FunctionWords;
pub use gazetteer::{CountryId, Gazetteer, Sense, is_unspaced};
pub use lazy::Lazy;
pub use lexicon::WordClass;
pub use name_model::NameModel;
pub use persons::{Authority, PersonTable};
pub use places::{Note, Place, PlaceKind, PlaceTable};
pub use problem::{Problem, Problems, did_you_mean};
pub use salience::{FEATURES, Model, NUM_FEATURES, Salience};
pub use selector::{Compound, Selector, SelectorError};
pub use settings::{Feedback, FieldWeights, Limits, Ranking, Settings, Spelling};
pub use sites::{SiteRule, SiteRules};
pub use topic_model::{ModelTopic, ModelWord, TopicModel, feature_key};
pub use topics::{
    Evidence as TopicEvidence, Lexicon, LookupText, TermMatch, TopicEntry, TopicTree,
};

/// Why a config cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A file or the folder cannot be read.
    #[error("cannot read config `{}`: {source}", path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// The cause.
        source: std::io::Error,
    },
    /// The files are read but wrong.
    #[error("the config has {} {}", .0.len(), if .0.len() == 1 { "problem" } else { "problems" })]
    Invalid(Vec<Problem>),
}

/// All knowledge that a user may correct, validated.
#[derive(Debug, Clone)]
pub struct Config {
    /// Limits, languages, weights.
    pub settings: Settings,
    /// Countries and former states.
    pub countries: Lazy<CountryTable>,
    /// Cities and regions.
    pub places: Lazy<PlaceTable>,
    /// How the salience of a country is weighed.
    pub salience: Lazy<Salience>,
    /// The names of countries and places, compiled for matching.
    pub gazetteer: Lazy<Gazetteer>,
    /// Persons, titles, given names.
    pub persons: PersonTable,
    /// Topics.
    pub topics: Lazy<TopicTree>,
    /// Topics learnt from labels, when the folder holds any.
    pub topic_model: Option<TopicModel>,
    /// Words that say little in a query.
    pub function_words: FunctionWords,
    /// Rules for known sites.
    pub sites: SiteRules,
    fingerprint: String,
    reading_fingerprint: String,
}

impl Config {
    /// The config compiled in.
    pub fn builtin() -> Result<Self, ConfigError> {
        Self::from_files(&ConfigFiles::builtin())
    }

    /// The config of a folder.
    pub fn from_folder(folder: &Path) -> Result<Self, ConfigError> {
        Self::from_files(&ConfigFiles::from_folder(folder)?)
    }

    /// Validates the files; every problem is reported at once.
    pub fn from_files(files: &ConfigFiles) -> Result<Self, ConfigError> {
        let mut problems = Problems::default();
        let settings = Settings::read(files, &mut problems);
        let countries = CountryTable::lazy(files, &mut problems);
        let places = PlaceTable::lazy(files, countries.as_ref(), &mut problems);
        let salience = Salience::lazy(files, &mut problems);
        let persons = PersonTable::read(files, &mut problems);
        let topics = TopicTree::lazy(files, &mut problems);
        let topic_model = files
            .get(TopicModel::FILE)
            .and_then(|_| TopicModel::read(files, topics.as_deref(), &mut problems));
        let sites = SiteRules::read(files, &mut problems);
        let function_words = FunctionWords::read(files, &mut problems).unwrap_or_default();
        let problems = problems.into_sorted();
        match (settings, countries, places, salience, persons, topics) {
            (
                Some(settings),
                Some(countries),
                Some(places),
                Some(salience),
                Some(persons),
                Some(topics),
            ) if problems.is_empty() => {
                let limits = format!("{:?}", settings.limits);
                let kept = format!("{limits} {:?}", settings.weights);
                let gazetteer = Gazetteer::lazy(&countries, &places);
                let persons = persons.with_places(&countries, &places);
                Ok(Self {
                    settings,
                    countries,
                    places,
                    salience,
                    gazetteer,
                    persons,
                    topics,
                    topic_model,
                    function_words,
                    sites,
                    fingerprint: fingerprint(files, is_indexed, &kept),
                    reading_fingerprint: fingerprint(files, is_of_site, &limits),
                })
            }
            _ => Err(ConfigError::Invalid(problems)),
        }
    }

    /// 16 hexadecimal digits that change with what an index holds: any file, but of `dateline.toml`
    /// only limits and weights, and not the function words, since ranking is done by the search.
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// 16 hexadecimal digits that change with what a file is read as: the rules of sites, the limits.
    pub fn reading_fingerprint(&self) -> &str {
        &self.reading_fingerprint
    }
}

fn is_of_site(name: &str) -> bool {
    name.starts_with("sites/")
}

fn is_indexed(name: &str) -> bool {
    name != "dateline.toml" && name != FunctionWords::FILE
}

/// The fingerprint of some of the files and of settings in words.
fn fingerprint(files: &ConfigFiles, is_meant: fn(&str) -> bool, settings: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(settings.as_bytes());
    for file in files.iter().filter(|file| is_meant(&file.name)) {
        hasher.update(&(file.name.len() as u64).to_le_bytes());
        hasher.update(file.name.as_bytes());
        hasher.update(file.hash().as_bytes());
    }
    hasher.finalize().to_hex()[..16].to_owned()
}
