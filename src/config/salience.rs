//! `salience.toml`: the weights by which a country is found to be what a release is about.
//!
//! Two logistic models; a score is `1 / (1 + exp(-(bias + Σ weight · feature)))`. The features are
//! computed in `extract::place`; the weights are fitted by `examples/fit_salience.rs`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::file::{ConfigFile, ConfigFiles};
use super::lazy::Lazy;
use super::problem::{Problem, Problems, did_you_mean};

/// The number of features.
pub const NUM_FEATURES: usize = 35;

/// The names of the features, in the order of their values.
pub const FEATURES: [&str; NUM_FEATURES] = [
    "count",
    "share",
    "most",
    "first",
    "position",
    "headline",
    "headline_name",
    "subhead",
    "lead",
    "lead_name",
    "dateline",
    "dateline_only",
    "dateline_alone",
    "name",
    "demonym",
    "city",
    "region",
    "container",
    "organisation",
    "spread",
    "headline_alone",
    "num_countries",
    "lead_of_many",
    "length",
    "only_city",
    "only_demonym",
    "largest_city",
    "currency",
    "listed",
    "of",
    "in",
    "toward",
    "opening",
    "alone",
    "lead_region",
];

/// One logistic model.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// The answer is yes from this score on.
    pub least: f64,
    /// The constant term.
    pub bias: f64,
    /// The weights in the order of [`FEATURES`].
    pub weights: [f64; NUM_FEATURES],
}

/// What `salience.toml` says.
#[derive(Debug, Clone, PartialEq)]
pub struct Salience {
    /// Whether a release is about the country; its score orders the countries.
    pub about: Model,
    /// Whether a country that it is not about is named as a place at all, and not only by an
    /// adjective in passing or by a doubtful city.
    pub mentioned: Model,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    about: ModelEntry,
    mentioned: ModelEntry,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ModelEntry {
    least: f64,
    bias: f64,
    weights: BTreeMap<String, f64>,
}

impl Salience {
    pub(super) fn lazy(files: &ConfigFiles, problems: &mut Problems) -> Option<Lazy<Self>> {
        Lazy::read(&["salience.toml"], files, problems, Self::read)
    }

    fn read(files: &ConfigFiles, problems: &mut Problems) -> Option<Self> {
        let file = files.require("salience.toml", problems)?;
        let read: File = file.read(problems)?;
        Some(Self {
            about: read.about.resolve("about", file, problems),
            mentioned: read.mentioned.resolve("mentioned", file, problems),
        })
    }
}

impl ModelEntry {
    fn resolve(&self, model: &str, file: &ConfigFile, problems: &mut Problems) -> Model {
        let mut weights = [0.0; NUM_FEATURES];
        for (weight, name) in weights.iter_mut().zip(FEATURES) {
            if let Some(value) = self.weights.get(name) {
                *weight = *value;
            } else {
                let message = format!("the weight `{model}.weights.{name}` is missing");
                problems.push(problem(file, message));
            }
        }
        for name in self.weights.keys() {
            if !FEATURES.contains(&name.as_str()) {
                let help = did_you_mean(name, FEATURES).map(|n| format!("did you mean `{n}`?"));
                let message = format!("unknown weight `{model}.weights.{name}`");
                problems.push(Problem {
                    help,
                    ..problem(file, message)
                });
            }
        }
        Model {
            least: self.least,
            bias: self.bias,
            weights,
        }
    }
}

impl Model {
    /// The score of a country with these features, between 0 and 1.
    pub fn score(&self, features: &[f64; NUM_FEATURES]) -> f64 {
        let terms = self.weights.iter().zip(features).map(|(w, f)| w * f);
        let sum: f64 = self.bias + terms.sum::<f64>();
        1.0 / (1.0 + (-sum).exp())
    }

    /// Whether the score is high enough.
    pub fn accepts(&self, features: &[f64; NUM_FEATURES]) -> bool {
        self.score(features) >= self.least
    }
}

fn problem(file: &ConfigFile, message: String) -> Problem {
    Problem {
        file: file.shown.clone(),
        line: None,
        message,
        help: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_weight_is_a_problem() {
        let mut found = Problems::default();
        let mut files = ConfigFiles::builtin();
        let shipped = files.get("salience.toml").map(|f| f.text.to_string());
        let text = shipped
            .unwrap_or_default()
            .replacen("\nshare ", "\nshaer ", 1);
        files.replace("salience.toml", &text);
        Salience::read(&files, &mut found);
        let found: Vec<_> = found.into_sorted().iter().map(Problem::to_string).collect();
        assert_eq!(
            found,
            [
                "index-config/salience.toml: the weight `about.weights.share` is missing",
                "index-config/salience.toml: unknown weight `about.weights.shaer`\n  help: did you mean `share`?",
            ]
        );
    }
}
