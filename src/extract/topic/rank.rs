//! Which topics the evidence is enough for.

use crate::config::TopicTree;

use super::evidence::Found;

/// A topic with its strength between 0 and 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ranked {
    /// The place in the tree.
    pub topic: usize,
    /// The strength.
    pub score: f32,
}

/// The score that a topic must reach to be reported.
const LEAST_SCORE: f32 = 0.25;
/// The part of the strongest subject's evidence that another one must reach.
const LEAST_SHARE: f32 = 0.4;
/// The part of a topic's evidence that a topic below must hold to be reported in its stead.
const CHILD_SHARE: f32 = 0.22;
/// The part of the evidence of the best topic below that its siblings must reach.
const SIBLING_SHARE: f32 = 0.5;
/// The evidence at which the score of a short text is one half: two usual terms in the lead.
const HALF: f32 = 6.0;
/// The length in words up to which a text is short.
const SHORT: f32 = 60.0;

/// The topics that are well supported, the strongest first, each as deep as its evidence goes.
pub(super) fn rank(tree: &TopicTree, found: &Found) -> Vec<Ranked> {
    let sums = with_topics_below(tree, &found.by_topic);
    let at_top = |at: &usize| tree.topics()[*at].parent.is_none();
    let strongest = (0..sums.len())
        .filter(at_top)
        .map(|at| sums[at])
        .fold(0.0, f32::max);
    if strongest <= 0.0 {
        return Vec::new();
    }
    let length = (found.num_words as f32 / SHORT).max(1.0).sqrt();
    let score = |evidence: f32| evidence / (evidence + HALF * length);
    let mut ranked = Vec::new();
    for top in (0..sums.len()).filter(at_top) {
        if score(sums[top]) >= LEAST_SCORE && sums[top] >= LEAST_SHARE * strongest {
            descend(tree, &sums, top, &mut |topic, part| {
                ranked.push(Ranked {
                    topic,
                    score: score(sums[top]) * part,
                });
            });
        }
    }
    ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.topic.cmp(&b.topic)));
    ranked
}

/// Adds to each topic the evidence of those below it; they stand behind it in the tree.
fn with_topics_below(tree: &TopicTree, by_topic: &[f32]) -> Vec<f32> {
    let mut sums = by_topic.to_vec();
    for (at, topic) in tree.topics().iter().enumerate().rev() {
        if let Some(parent) = topic.parent
            && let Some(sum) = sums.get(at).copied()
        {
            sums[parent] += sum;
        }
    }
    sums
}

/// Yields the topics below that hold enough of the evidence, or else the topic itself.
///
/// The best one below has the strength of the whole, another the part that it has of the best.
fn descend(tree: &TopicTree, sums: &[f32], topic: usize, keep: &mut impl FnMut(usize, f32)) {
    let below = |at: &usize| tree.topics()[*at].parent == Some(topic);
    let best = (0..sums.len())
        .filter(below)
        .map(|at| sums[at])
        .fold(0.0, f32::max);
    if best <= 0.0 || best < CHILD_SHARE * sums[topic] {
        return keep(topic, 1.0);
    }
    let least = (CHILD_SHARE * sums[topic]).max(SIBLING_SHARE * best);
    for at in (0..sums.len()).filter(below) {
        if sums[at] >= least {
            keep(at, sums[at] / best);
        }
    }
}
