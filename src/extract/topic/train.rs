//! Fits a linear model on labelled texts, and measures one on texts held out.

use crate::config::{ModelTopic, ModelWord, TopicModel, TopicTree, feature_key};
use crate::text::key::word_key;

use super::calibrate::{Tally, curve, least_scores};
use super::features::{Vector, vector};
use super::fit::{Plane, fit};
use super::lessons::{Lesson, Lessons};
use super::model::{decisions, reported, scores};

/// Features of a single text are left out when there are more features than this; where there are
/// fewer, they are worth a point of accuracy.
const FEW_WORDS: usize = 65_536;
/// Every third text in turn is kept aside to find out what a decision is worth.
const NUM_FOLDS: u64 = 3;
/// The weights of a topic are stored in so many steps.
const STEPS: f32 = 500.0;

/// How a model does on texts that it was not fitted on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measured {
    /// Texts fitted on.
    pub num_fitted: u64,
    /// Texts held out.
    pub num_held_out: u64,
    /// The part of the reported topics that are right, those above them counted in.
    pub precision: f64,
    /// The part of the right topics that are reported.
    pub recall: f64,
    /// The harmonic mean of both.
    pub f1: f64,
    /// The part of the texts whose first topic is right.
    pub first: f64,
}

/// Fits a model on all texts.
pub fn train(lessons: &Lessons, tree: &TopicTree) -> TopicModel {
    let texts: Vec<&Lesson> = lessons.texts.iter().collect();
    Class { lessons, tree }.calibrated(&texts)
}

/// Fits a model on some of the texts and measures it on the others.
pub fn measure(lessons: &Lessons, tree: &TopicTree, held_out: f64) -> Measured {
    let class = Class { lessons, tree };
    let is_held = |text: &&Lesson| (draw(text, 1) % 1000) as f64 <= held_out * 1000.0 - 1.0;
    let (held, fitted): (Vec<&Lesson>, Vec<&Lesson>) = lessons.texts.iter().partition(is_held);
    let model = class.calibrated(&fitted);
    let mut tally = Tally::default();
    let mut num_first = 0_u64;
    for text in &held {
        let scores = scores(&model, &vector(&model, &text.counts));
        let found = reported(&model, &scores, tree);
        let is_right = |ranked: &super::Ranked| text.topics.contains(&ranked.topic);
        num_first += u64::from(found.first().is_some_and(is_right));
        let is_found = |topic: &ModelTopic| {
            let path = |at: usize| tree.topics()[at].path.as_str();
            found
                .iter()
                .any(|r| is_at_or_below(path(r.topic), &topic.path))
        };
        let found: Vec<bool> = model.topics.iter().map(is_found).collect();
        tally.count(&found, &truth(text, &model));
    }
    Measured {
        num_fitted: fitted.len() as u64,
        num_held_out: held.len() as u64,
        precision: tally.right as f64 / (tally.reported as f64).max(1.0),
        recall: tally.right as f64 / (tally.wanted as f64).max(1.0),
        f1: tally.f1(),
        first: num_first as f64 / (held.len() as f64).max(1.0),
    }
}

fn is_at_or_below(path: &str, above: &str) -> bool {
    path.strip_prefix(above)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// A number drawn for a text, the same on every run.
fn draw(text: &Lesson, what_for: u64) -> u64 {
    feature_key([what_for, word_key(&text.id)]) >> 17
}

/// Whether a text is of each topic of a model.
fn truth(text: &Lesson, model: &TopicModel) -> Vec<bool> {
    let topics = model.topics.iter();
    topics
        .map(|topic| text.topics.contains(&topic.topic))
        .collect()
}

#[derive(Clone, Copy)]
struct Class<'l> {
    lessons: &'l Lessons,
    tree: &'l TopicTree,
}

impl Class<'_> {
    /// A model with scores and least scores, found on texts that were kept aside in turn.
    fn calibrated(self, texts: &[&Lesson]) -> TopicModel {
        let mut model = self.fitted(texts);
        let mut aside: Vec<(Vec<f32>, Vec<bool>)> = Vec::new();
        for fold in 0..NUM_FOLDS {
            let is_aside = |text: &&&Lesson| draw(text, 2) % NUM_FOLDS == fold;
            let (kept, others): (Vec<&Lesson>, Vec<&Lesson>) = texts.iter().partition(is_aside);
            let of_others = self.fitted(&others);
            aside.extend(kept.iter().map(|text| {
                let vector = vector(&of_others, &text.counts);
                (decisions(&of_others, &vector), truth(text, &of_others))
            }));
        }
        for (at, topic) in model.topics.iter_mut().enumerate() {
            let of_topic: Vec<(f32, bool)> =
                aside.iter().map(|(d, truth)| (d[at], truth[at])).collect();
            (topic.slope, topic.shift) = curve(&of_topic);
            for (decisions, _) in &mut aside {
                let sum = topic.slope * decisions[at] + topic.shift;
                decisions[at] = 1.0 / (1.0 + (-sum).exp());
            }
        }
        (model.least_first, model.least) = least_scores(&aside);
        model
    }

    /// A model whose scores are not yet worth anything.
    fn fitted(self, texts: &[&Lesson]) -> TopicModel {
        let mut model = TopicModel::with_words(self.vocabulary(texts));
        model.num_texts = u32::try_from(texts.len()).unwrap_or(u32::MAX);
        let vectors: Vec<Vector> = texts
            .iter()
            .map(|text| vector(&model, &text.counts))
            .collect();
        let vectors: Vec<&Vector> = vectors.iter().collect();
        for (at, topic) in (0..).zip(self.lessons.topics().0) {
            let of_topic: Vec<bool> = texts
                .iter()
                .map(|text| text.topics.contains(&topic))
                .collect();
            let plane = fit(&vectors, &of_topic, model.words().len());
            let step = keep(&mut model, at, &plane);
            model.topics.push(ModelTopic {
                path: self.tree.topics()[topic].path.clone(),
                topic,
                step,
                bias: plane.bias,
                slope: 1.0,
                shift: 0.0,
            });
        }
        model
    }

    /// The words that stand in enough texts, in their alphabetical order.
    fn vocabulary(self, texts: &[&Lesson]) -> Vec<ModelWord> {
        let mut keys: Vec<u64> = texts
            .iter()
            .flat_map(|t| t.counts.iter().map(|(key, _)| *key))
            .collect();
        keys.sort_unstable();
        let num_distinct = keys.chunk_by(|a, b| a == b).count();
        let least_texts = if num_distinct > FEW_WORDS { 2 } else { 1 };
        let mut words: Vec<ModelWord> = keys
            .chunk_by(|a, b| a == b)
            .filter_map(|same| {
                let num_texts = u32::try_from(same.len()).unwrap_or(u32::MAX);
                let words = self.lessons.words.get(&same[0])?.clone();
                (num_texts >= least_texts).then(|| ModelWord {
                    words,
                    num_texts,
                    weights: Vec::new(),
                })
            })
            .collect();
        words.sort_by(|a, b| a.words.cmp(&b.words));
        words
    }
}

/// Puts the weights of a topic into a model, in steps; says how large a step is.
fn keep(model: &mut TopicModel, topic: u16, plane: &Plane) -> f32 {
    let largest = plane
        .weights
        .iter()
        .fold(0.0_f32, |most, weight| most.max(weight.abs()));
    let step = (largest / STEPS).max(f32::MIN_POSITIVE);
    for (weights, weight) in model.words_mut().zip(&plane.weights) {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "within the number of steps"
        )]
        let steps = (weight / step).round() as i16;
        if steps != 0 {
            weights.push((topic, steps));
        }
    }
    step
}
