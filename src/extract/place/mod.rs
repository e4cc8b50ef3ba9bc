//! Countries: which ones the release is about, which it merely mentions.
//!
//! Names are matched (`scan`), weighed against their surroundings (`sense`), gathered by country
//! (`evidence`) and scored by a logistic model whose weights are data (`salience.toml`).

mod evidence;
mod filed;
mod hit;
mod scan;
mod seat;
mod sense;
mod standing;
mod words;

use crate::config::{Config, NUM_FEATURES};
use crate::release::{Country, CountryRole, Mention, Person};

use super::Article;
use evidence::{AllEvidence, CountryEvidence, Tally, gather};

pub use filed::{FiledFrom, is_region, resolve};
pub use seat::{Published, telling};

/// A country that the article may be about, with the values of the features of `salience.toml`.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The code of the country.
    pub code: String,
    /// In the order of [`FEATURES`](crate::config::FEATURES).
    pub features: [f64; NUM_FEATURES],
}

/// The countries of a release, the most salient first.
///
/// The score is that of the text; the dateline helps a country to the role `about`, not to a rank.
/// A place name inside the mention of a person does not count.
pub fn countries(article: &Article<'_>, persons: &[Person], config: &Config) -> Vec<Country> {
    let all = gather(article, persons, config);
    let mut found: Vec<Country> = all
        .list
        .iter()
        .filter_map(|evidence| country(evidence, &all, article, config))
        .collect();
    found.sort_by(|a, b| {
        b.score
            .total_cmp(&a.score)
            .then_with(|| a.code.cmp(&b.code))
    });
    found
}

/// What a release says for one country.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Weighed {
    /// The code of the country.
    pub(super) code: String,
    /// The score by which it is what the release is about, the dateline left out.
    pub(super) score: f64,
    /// Where it is named.
    pub(super) tally: Tally,
    /// The same with the dateline, where the release was filed from there.
    pub(super) with_dateline: Option<f64>,
}

/// Every country that a release says something for, the highest score first.
pub(super) fn weighed(article: &Article<'_>, persons: &[Person], config: &Config) -> Vec<Weighed> {
    let all = gather(article, persons, config);
    let score = |features| config.salience.about.score(&features);
    let weighed = |evidence: &CountryEvidence| Weighed {
        code: config.gazetteer.code(evidence.country).to_owned(),
        score: score(all.features(evidence, None)),
        with_dateline: (all.filed_from == Some(evidence.country))
            .then(|| score(all.features(evidence, all.filed_from))),
        tally: evidence.tally(),
    };
    let mut weighed: Vec<Weighed> = all.list.iter().map(weighed).collect();
    weighed.sort_by(|a, b| b.score.total_cmp(&a.score));
    weighed
}

/// The candidates of an article with their features: what the model sees, for fitting it.
pub fn candidates(article: &Article<'_>, persons: &[Person], config: &Config) -> Vec<Candidate> {
    let all = gather(article, persons, config);
    let candidate = |evidence: &CountryEvidence| Candidate {
        code: config.gazetteer.code(evidence.country).to_owned(),
        features: all.features(evidence, all.filed_from),
    };
    all.list.iter().map(candidate).collect()
}

fn country(
    evidence: &CountryEvidence,
    all: &AllEvidence,
    article: &Article<'_>,
    config: &Config,
) -> Option<Country> {
    let features = all.features(evidence, all.filed_from);
    // Where a release was filed from says little of what matters most in it.
    let score = config.salience.about.score(&all.features(evidence, None));
    let is_about = config.salience.about.accepts(&features);
    let is_named = evidence.count() > 0 && config.salience.mentioned.accepts(&features);
    if !is_about && !is_named {
        return None;
    }
    let code = config.gazetteer.code(evidence.country);
    let mention = |&(start, end): &(usize, usize)| Mention {
        text: article.body.text[start..end].to_owned(),
        start,
        end,
    };
    Some(Country {
        code: code.to_owned(),
        name: config.countries.label(code).to_owned(),
        role: if is_about {
            CountryRole::About
        } else {
            CountryRole::Mentioned
        },
        #[allow(clippy::cast_possible_truncation)]
        score: (score * 10_000.0).round() as f32 / 10_000.0,
        mentions: evidence.body_spans.iter().map(mention).collect(),
    })
}

#[cfg(test)]
mod tests;
