//! `dateline.toml`: limits, languages, field weights.

use serde::Deserialize;
use serde::de::{Deserializer, Error, Unexpected};

use super::file::ConfigFiles;
use super::problem::Problems;

/// The settings of `dateline.toml`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// What is refused, and where.
    pub limits: Limits,
    /// How the fields of JSON and of tables are called.
    pub fields: Fields,
    /// How much a term counts by the part it stands in.
    pub weights: FieldWeights,
    /// How hits are put in order.
    pub ranking: Ranking,
    /// How unknown words of a query are mended.
    pub spelling: Spelling,
}

/// How a word that no release has is mended to the nearest one that some release has.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spelling {
    /// Letters of the shortest word that is mended.
    pub min_letters: usize,
    /// Letters of the shortest word that may hold two slips.
    pub min_letters_two: usize,
    /// What a candidate gains for the natural logarithm of the number of its releases; above 0.
    #[serde(deserialize_with = "positive")]
    pub frequency: f32,
    /// What a candidate gains for the same first letter; above 0.
    #[serde(deserialize_with = "positive")]
    pub first_letter: f32,
}

/// Limits on input.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// The largest document that is read, in bytes.
    pub max_document_bytes: u64,
    /// The most that one compressed file or archive may unpack to, in bytes.
    pub max_unpacked_bytes: u64,
    /// The most that it may unpack to, as a multiple of its size.
    pub max_unpacked_ratio: u64,
    /// The most containers within each other, compression counted.
    pub max_nesting: usize,
    /// Endings of file names, without the dot, that are no releases.
    pub pass_over: Vec<String>,
}

/// What the fields of JSON and of tables are called, by the part of a release that they give; of
/// the names of a part the first that a record has counts. A dot leads into an object.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fields {
    /// What a record is known by.
    pub id: Vec<String>,
    /// The headline.
    pub headline: Vec<String>,
    /// The line below it.
    pub subhead: Vec<String>,
    /// The text, plain or HTML.
    pub body: Vec<String>,
    /// The day of publication.
    pub date: Vec<String>,
    /// The day of the last change.
    pub modified: Vec<String>,
    /// Who publishes it.
    pub issuer: Vec<String>,
    /// Keywords, tags, sections and codes.
    pub keywords: Vec<String>,
    /// The language.
    pub language: Vec<String>,
    /// The address that it was published at.
    pub url: Vec<String>,
    /// Its standing.
    pub status: Vec<String>,
    /// When an embargo ends.
    pub embargo: Vec<String>,
    /// The number of the version.
    pub revision: Vec<String>,
}

/// The weight of a match in each part of a release, relative to 1 in the body.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldWeights {
    /// Headline.
    pub headline: f32,
    /// Subhead.
    pub subhead: f32,
    /// The first paragraph of the body.
    pub lead: f32,
    /// The rest of the body.
    pub body: f32,
}

/// BM25 (Robertson and Walker, TREC-3), and what is learnt from the best hits.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ranking {
    /// How soon further occurrences of a term stop counting; above 0.
    #[serde(deserialize_with = "positive")]
    pub k1: f32,
    /// How much a long release is held to its length; above 0, at most 1.
    #[serde(deserialize_with = "share")]
    pub b: f32,
    /// What a function word counts, relative to 1 for any other; above 0, at most 1.
    #[serde(deserialize_with = "share")]
    pub function_words: f32,
    /// How much a word that a query repeats gains: `n` times count as `n` to the power of this times
    /// the idf of the word as a part of the highest, at most 1.
    #[serde(deserialize_with = "positive")]
    pub repeats: f32,
    /// What a sentence learns from its best hits.
    pub feedback: Feedback,
}

/// Pseudo-relevance feedback.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feedback {
    /// The best hits that are read.
    pub num_hits: usize,
    /// The most words that are added.
    pub num_terms: usize,
    /// The weight of the most telling added word, relative to the heaviest word of the query.
    #[serde(deserialize_with = "positive")]
    pub weight: f32,
    /// How far below the best score a hit still has a say, as a part of that score.
    #[serde(deserialize_with = "positive")]
    pub temperature: f32,
    /// Hits of fewer words than this, on average and without function words, say too little to learn from.
    pub min_words: usize,
    /// Hits of fewer words than this teach with that part of the weight that they have of the words.
    pub full_words: usize,
}

fn positive<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f32, D::Error> {
    let value = f32::deserialize(deserializer)?;
    if value.is_finite() && value > 0.0 {
        return Ok(value);
    }
    let found = Unexpected::Float(f64::from(value));
    Err(D::Error::invalid_value(found, &"a number above 0"))
}

fn share<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f32, D::Error> {
    let value = positive(deserializer)?;
    if value <= 1.0 {
        return Ok(value);
    }
    let found = Unexpected::Float(f64::from(value));
    Err(D::Error::invalid_value(found, &"a number from 0 to 1"))
}

impl Settings {
    pub(super) fn read(files: &ConfigFiles, problems: &mut Problems) -> Option<Self> {
        files.require("dateline.toml", problems)?.read(problems)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(k1: &str, b: &str) -> Result<Ranking, String> {
        let feedback = "feedback = {num_hits = 1, num_terms = 1, weight = 1.0, temperature = 0.1, min_words = 1, full_words = 1}";
        let text = format!("k1 = {k1}\nb = {b}\nfunction_words = 0.5\nrepeats = 1.0\n{feedback}\n");
        toml::from_str(&text).map_err(|error| error.message().to_owned())
    }

    #[test]
    fn a_weight_that_would_turn_the_order_round_is_refused() {
        assert!(read("1.2", "0.75").is_ok());
        for (k1, b, expected) in [
            ("0.0", "0.75", "a number above 0"),
            ("nan", "0.75", "a number above 0"),
            ("1.2", "1.5", "a number from 0 to 1"),
        ] {
            let message = read(k1, b).expect_err(k1);
            assert!(message.contains(expected), "{message}");
        }
    }
}
