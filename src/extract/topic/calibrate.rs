//! From decisions to scores between 0 and 1, and the scores from which a topic is reported.
//!
//! Platt, "Probabilistic Outputs for Support Vector Machines", 1999, on decisions over texts that
//! the deciding plane was not fitted on.

/// Rounds of Newton's method; it converges in far fewer.
const MAX_ROUNDS: usize = 50;
/// Keeps a slope finite when the decisions part all texts.
const RIDGE: f64 = 1e-3;
/// The gain in F1 for which more texts may be left without any topic.
const CLEARLY: f64 = 0.02;
/// The least scores that are tried, in twentieths.
const TRIED: std::ops::RangeInclusive<u8> = 3..=16;

/// The slope and shift of the logistic curve from decisions to scores.
pub(super) fn curve(decisions: &[(f32, bool)]) -> (f32, f32) {
    let num_of_topic = decisions.iter().filter(|(_, is)| *is).count() as f64;
    let num_others = decisions.len() as f64 - num_of_topic;
    let (high, low) = (
        (num_of_topic + 1.0) / (num_of_topic + 2.0),
        1.0 / (num_others + 2.0),
    );
    let (mut slope, mut shift) = (1.0_f64, 0.0_f64);
    for _ in 0..MAX_ROUNDS {
        // Gradient and curvature of the loss.
        let (mut by_slope, mut by_shift) = (RIDGE * slope, 0.0);
        let (mut slopes, mut shifts, mut both) = (RIDGE, 1e-9, 0.0);
        for (decision, is_of_topic) in decisions {
            let decision = f64::from(*decision);
            let score = 1.0 / (1.0 + (-(slope * decision + shift)).exp());
            let error = score - if *is_of_topic { high } else { low };
            let curvature = (score * (1.0 - score)).max(1e-9);
            by_slope += error * decision;
            by_shift += error;
            slopes += curvature * decision * decision;
            shifts += curvature;
            both += curvature * decision;
        }
        let determinant = slopes * shifts - both * both;
        let step_slope = (by_slope * shifts - by_shift * both) / determinant;
        let step_shift = (by_shift * slopes - by_slope * both) / determinant;
        // Steps are bounded: far out the curve is flat and Newton's method overshoots.
        slope = (slope - step_slope.clamp(-2.0, 2.0)).clamp(0.01, 50.0);
        shift -= step_shift.clamp(-2.0, 2.0);
        if step_slope.abs() + step_shift.abs() < 1e-9 {
            break;
        }
    }
    #[expect(clippy::cast_possible_truncation, reason = "a score needs no more")]
    let narrowed = (slope as f32, shift as f32);
    narrowed
}

/// The least scores of the first topic and of another with the best F1 over texts, each with the
/// scores of its topics and whether it is of them.
pub(super) fn least_scores(texts: &[(Vec<f32>, Vec<bool>)]) -> (f32, f32) {
    let mut best = (0.0, 1.0, 1.0);
    for first in TRIED {
        for other in first..=*TRIED.end() {
            let (first, other) = (f32::from(first) / 20.0, f32::from(other) / 20.0);
            let mut tally = Tally::default();
            for (scores, truth) in texts {
                tally.count(&accepted(scores, first, other), truth);
            }
            let f1 = tally.f1();
            // A lower least score of the first topic stays unless a higher one is clearly better:
            // texts without a topic are of no use to the one who labelled them.
            let gain = if first > best.1 { CLEARLY } else { 0.0 };
            if f1 > best.0 + gain {
                best = (f1, first, other);
            }
        }
    }
    (best.1, best.2)
}

/// Which topics are reported: the strongest from one score on, the others from another.
pub(super) fn accepted(scores: &[f32], least_first: f32, least: f32) -> Vec<bool> {
    let first = scores.iter().copied().fold(0.0, f32::max);
    let is_accepted = |score: &f32| *score >= least || (*score >= first && first >= least_first);
    scores.iter().map(is_accepted).collect()
}

/// How many topics were reported rightly, wrongly, or missed.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Tally {
    pub right: u64,
    pub reported: u64,
    pub wanted: u64,
}

impl Tally {
    pub(super) fn count(&mut self, reported: &[bool], wanted: &[bool]) {
        for (reported, wanted) in reported.iter().zip(wanted) {
            self.right += u64::from(*reported && *wanted);
            self.reported += u64::from(*reported);
            self.wanted += u64::from(*wanted);
        }
    }

    pub(super) fn f1(&self) -> f64 {
        2.0 * self.right as f64 / ((self.reported + self.wanted) as f64).max(1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_follow_how_often_a_decision_is_right() {
        // At a decision of 1, three of four are of the topic; at -1, one of four.
        let decisions: Vec<(f32, bool)> = (0..400)
            .map(|n| (if n < 200 { 1.0 } else { -1.0 }, (n % 4 < 3) == (n < 200)))
            .collect();
        let (slope, shift) = curve(&decisions);
        let score = |decision: f32| 1.0 / (1.0 + (-(slope * decision + shift)).exp());
        assert!((score(1.0) - 0.75).abs() < 0.02, "{}", score(1.0));
        assert!((score(-1.0) - 0.25).abs() < 0.02, "{}", score(-1.0));
    }

    #[test]
    fn texts_of_one_topic_each_ask_little_of_the_first_and_much_of_others() {
        let texts = vec![
            (vec![0.3, 0.2], vec![true, false]),
            (vec![0.4, 0.6], vec![false, true]),
            (vec![0.9, 0.45], vec![true, false]),
        ];
        let (first, other) = least_scores(&texts);
        assert!(first <= 0.3 && other > 0.45, "{first} {other}");
        assert_eq!(accepted(&[0.3, 0.2], first, other), [true, false]);
    }
}
