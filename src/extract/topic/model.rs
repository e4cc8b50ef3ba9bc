//! What a model that was fitted on a user's labels says of a text.

use crate::config::{Config, TopicModel, TopicTree};
use crate::extract::Article;
use crate::release::{Topic, TopicBasis};
use crate::text::fold::fold;

use super::calibrate::accepted;
use super::features::{self, Vector, counts, vector};
use super::rank::Ranked;

/// The decision for each topic of the model: above 0 for, below against.
pub(super) fn decisions(model: &TopicModel, vector: &Vector) -> Vec<f32> {
    let mut sums = vec![0.0; model.topics.len()];
    for (place, value) in vector {
        for (topic, weight) in &model.words()[*place as usize].weights {
            sums[usize::from(*topic)] += f32::from(*weight) * value;
        }
    }
    let topics = model.topics.iter();
    topics
        .zip(sums)
        .map(|(topic, sum)| sum * topic.step + topic.bias)
        .collect()
}

/// The score of each topic of the model, 0 for a text without any word that it knows.
pub(super) fn scores(model: &TopicModel, vector: &Vector) -> Vec<f32> {
    if vector.is_empty() {
        return vec![0.0; model.topics.len()];
    }
    let topics = model.topics.iter().zip(decisions(model, vector));
    topics
        .map(|(topic, decision)| 1.0 / (1.0 + (-(topic.slope * decision + topic.shift)).exp()))
        .collect()
}

/// The topics that the model reports, the strongest first, a topic above another left out.
pub(super) fn reported(model: &TopicModel, scores: &[f32], tree: &TopicTree) -> Vec<Ranked> {
    let is_accepted = accepted(scores, model.least_first, model.least);
    let all = model.topics.iter().zip(scores).zip(is_accepted);
    let of_model: Vec<Ranked> = all
        .filter(|(_, is_accepted)| *is_accepted)
        .map(|((topic, score), _)| Ranked {
            topic: topic.topic,
            score: *score,
        })
        .collect();
    let has_below = |ranked: &Ranked| {
        of_model
            .iter()
            .any(|r| above(tree, r.topic).any(|at| at == ranked.topic))
    };
    let mut deepest: Vec<Ranked> = of_model.iter().copied().filter(|r| !has_below(r)).collect();
    deepest.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.topic.cmp(&b.topic)));
    deepest
}

/// The topics of the model, and of those found by terms the ones that it does not know; below a
/// topic that it knows, only where it reports that one.
pub(super) fn joined(
    model: &TopicModel,
    tree: &TopicTree,
    article: &Article<'_>,
    by_terms: Vec<Ranked>,
) -> Vec<Ranked> {
    let vector = vector(model, &counts(article));
    let mut joined = reported(model, &scores(model, &vector), tree);
    let is_reported = |topic: usize| {
        let of_model = joined.iter().map(|ranked| ranked.topic);
        of_model.clone().any(|at| at == topic)
            || of_model
                .clone()
                .any(|at| above(tree, at).any(|a| a == topic))
    };
    let is_open = |ranked: &Ranked| {
        let mut known = above(tree, ranked.topic).filter(|topic| model.knows(*topic));
        !model.knows(ranked.topic) && known.all(is_reported)
    };
    let by_terms: Vec<Ranked> = by_terms.into_iter().filter(is_open).collect();
    joined.extend(by_terms);
    joined.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.topic.cmp(&b.topic)));
    joined
}

/// The topics above one, the nearest first.
fn above(tree: &TopicTree, topic: usize) -> impl Iterator<Item = usize> {
    std::iter::successors(tree.topics()[topic].parent, |at| tree.topics()[*at].parent)
}

/// Whether a topic of a release was decided by the model.
pub(in crate::extract) fn is_learnt(topic: &Topic, config: &Config) -> bool {
    let model = config.topic_model.iter().flat_map(|model| &model.topics);
    topic.basis == TopicBasis::Inferred && model.into_iter().any(|known| known.path == topic.path)
}

/// The words of a text that spoke most for a topic of the model, with what each gave.
pub(in crate::extract) fn learnt_words(
    article: &Article<'_>,
    path: &str,
    config: &Config,
) -> Vec<(String, f32)> {
    const MOST: usize = 8;
    let Some(model) = &config.topic_model else {
        return Vec::new();
    };
    let Some(topic) = model.topics.iter().position(|topic| topic.path == path) else {
        return Vec::new();
    };
    let vector = vector(model, &counts(article));
    let mut words: Vec<(String, f32)> = Vec::new();
    features::each(article, |key, parts, _| {
        let value = model.place(key).and_then(|place| {
            let at = vector
                .binary_search_by_key(&place, |(place, _)| *place)
                .ok()?;
            let weights = &model.words()[place as usize].weights;
            let (_, weight) = weights.iter().find(|(of, _)| usize::from(*of) == topic)?;
            Some(f32::from(*weight) * model.topics[topic].step * vector[at].1)
        });
        let folded: Vec<_> = parts.iter().map(|word| fold(word)).collect();
        let shown = folded.join(" ");
        if let Some(value) = value.filter(|value| *value > 0.0)
            && !words.iter().any(|(word, _)| *word == shown)
        {
            words.push((shown, value));
        }
    });
    words.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    words.truncate(MOST);
    words
}
