//! Topics: given by the issuer or inferred from the words of the release.
//!
//! Every term found adds its weight, damped by how often it came already; the sums are held
//! against the length of the text and against the strongest subject. A text without terms has no
//! topic. Topics that a model was fitted for on a user's labels are decided by it alone.

mod calibrate;
mod evidence;
mod features;
mod fit;
mod lessons;
mod model;
mod rank;
mod train;

use std::collections::BTreeMap;

use crate::config::{Config, TopicTree};
use crate::release::{Topic, TopicBasis};

use super::Article;
use evidence::{evidence, terms};
pub use lessons::{Lesson, Lessons};
pub(super) use model::{is_learnt, learnt_words};
use rank::{Ranked, rank};
pub use train::{Measured, measure, train};

/// The score of a topic that the issuer names and the text does not bear out.
const ISSUER_SCORE: f32 = 0.9;

/// The topics of a release, the strongest first.
pub fn topics(article: &Article<'_>, config: &Config) -> Vec<Topic> {
    let tree = &config.topics;
    let by_terms = rank(tree, &evidence(article, tree));
    let inferred = match &config.topic_model {
        Some(model) => model::joined(model, tree, article, by_terms),
        None => by_terms,
    };
    let given = given(article, tree);
    let mut topics: Vec<(usize, f32, TopicBasis)> = Vec::new();
    for topic in &given {
        let borne_out = inferred.iter().find(|r| r.topic == *topic);
        let score = ISSUER_SCORE + (1.0 - ISSUER_SCORE) * borne_out.map_or(0.0, |r| r.score);
        topics.push((*topic, score, TopicBasis::Issuer));
    }
    for Ranked { topic, score } in inferred {
        if !given.contains(&topic) {
            topics.push((topic, score, TopicBasis::Inferred));
        }
    }
    topics.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let named = topics.into_iter().filter_map(|(at, score, basis)| {
        let topic = tree.topics().get(at)?;
        Some(Topic {
            path: topic.path.clone(),
            label: topic.label.clone(),
            score,
            basis,
        })
    });
    named.collect()
}

/// What the words of a release say for one topic.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Spoken {
    /// The path of the topic.
    pub(super) path: String,
    /// The evidence, without that of the topics below.
    pub(super) evidence: f32,
    /// The terms with the part of the evidence that each gives, the strongest first.
    pub(super) terms: Vec<(String, f32)>,
}

/// Every topic that a term of the release speaks for, the one with the most evidence first.
pub(super) fn spoken(article: &Article<'_>, config: &Config) -> Vec<Spoken> {
    let tree = &config.topics;
    let mut by_topic: BTreeMap<usize, Vec<(String, f32)>> = BTreeMap::new();
    for (topic, term, weight) in terms(article, tree) {
        by_topic.entry(topic).or_default().push((term, weight));
    }
    let named = by_topic.into_iter().filter_map(|(at, terms)| {
        Some(Spoken {
            path: tree.topics().get(at)?.path.clone(),
            evidence: terms.iter().map(|(_, weight)| weight).sum(),
            terms,
        })
    });
    let mut spoken: Vec<Spoken> = named.collect();
    spoken.sort_by(|a, b| b.evidence.total_cmp(&a.evidence));
    spoken
}

/// The topics that the issuer's keywords name, in order, once each.
fn given(article: &Article<'_>, tree: &TopicTree) -> Vec<usize> {
    let mut given = Vec::new();
    let values = article.keywords.iter().map(String::as_str);
    for keyword in values.flat_map(|v| v.split([',', ';', '|', '>', '/'])) {
        for topic in tree.of_keyword(keyword) {
            if !given.contains(topic) {
                given.push(*topic);
            }
        }
    }
    given
}

#[cfg(test)]
mod tests;
