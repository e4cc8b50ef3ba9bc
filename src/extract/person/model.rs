//! The linear model over possible names, and the best reading of a run under it.
//!
//! A reading cuts a run into names and other words (a semi-Markov model: Sarawagi and Cohen 2004).
//! The score of a reading is the sum over its names; another word counts nothing.

use std::ops::Range;

use super::feature::{Candidate, Role, Scene, Sink};
use super::run::{MAX_NAME_WORDS, name_ends};
use crate::config::NameModel;

impl NameModel {
    /// The best reading of a run: its names with their scores, in order.
    pub(super) fn names(&self, scene: Scene<'_>, run: &Range<usize>) -> Vec<(Range<usize>, f32)> {
        let scores = Scores::of(self, scene, run);
        // best[i]: the best score of the words of the run before i, and the name that ends there.
        let mut best = vec![(0.0_f32, None); run.len() + 1];
        for at in 0..run.len() {
            let (so_far, _) = best[at];
            if best[at + 1].0 <= so_far {
                best[at + 1] = (so_far, None);
            }
            for end in name_ends(scene.words, run, run.start + at) {
                let score = scores.name(self, scene, run, run.start + at..end);
                let slot = &mut best[end - run.start];
                if so_far + score > slot.0 {
                    *slot = (so_far + score, Some((at, score)));
                }
            }
        }
        let mut names = Vec::new();
        let mut at = run.len();
        while at > 0 {
            if let Some((start, score)) = best[at].1 {
                names.push((run.start + start..run.start + at, score));
                at = start;
            } else {
                at -= 1;
            }
        }
        names.reverse();
        names
    }
}

/// Scores of words in their roles and of edges, reckoned once a run.
struct Scores {
    roles: Vec<[f32; 4]>,
    left: Vec<f32>,
    right: Vec<f32>,
}

impl Scores {
    fn of(model: &NameModel, scene: Scene<'_>, run: &Range<usize>) -> Self {
        let left = |i| score(model, |sum| scene.left(i, sum));
        let right = |i| score(model, |sum| scene.right(i + 1, sum));
        Self {
            roles: run.clone().map(|i| roles(model, scene, run, i)).collect(),
            left: run.clone().map(left).collect(),
            right: run.clone().map(right).collect(),
        }
    }

    fn name(
        &self,
        model: &NameModel,
        scene: Scene<'_>,
        run: &Range<usize>,
        name: Range<usize>,
    ) -> f32 {
        let (first, last) = (name.start - run.start, name.end - run.start - 1);
        let candidate = Candidate {
            start: name.start,
            end: name.end,
            run_start: run.start,
            run_end: run.end,
        };
        let whole = score(model, |sum| scene.whole(candidate, sum));
        let words = if first == last {
            self.roles[first][Role::Only as usize]
        } else {
            let inner: f32 = self.roles[first + 1..last]
                .iter()
                .map(|r| r[Role::Inner as usize])
                .sum();
            self.roles[first][Role::First as usize] + inner + self.roles[last][Role::Last as usize]
        };
        let edges = self.left[first] + self.right[last];
        model.bias + words + edges + whole
    }
}

/// The scores of a word in the roles that it can have where it stands in its run.
fn roles(model: &NameModel, scene: Scene<'_>, run: &Range<usize>, index: usize) -> [f32; 4] {
    let told = scene.told(index);
    let (begins, ends) = (index == run.start, index + 1 == run.end);
    [
        (Role::Only, true),
        (Role::First, !ends),
        (Role::Inner, !begins && !ends),
        (Role::Last, !begins),
    ]
    .map(|(role, is_possible)| {
        if is_possible {
            score(model, |sum| told.features(role, sum))
        } else {
            0.0
        }
    })
}

fn score(model: &NameModel, fill: impl FnOnce(&mut Sum<'_>)) -> f32 {
    let mut sum = Sum {
        table: &model.table,
        total: 0,
    };
    fill(&mut sum);
    sum.total as f32 * model.scale
}

struct Sum<'m> {
    table: &'m [i8],
    total: i32,
}

impl Sink for Sum<'_> {
    fn take(&mut self, feature: u64) {
        self.total += i32::from(self.table[table_index(feature)]);
    }
}

/// The place of a feature in the table.
#[allow(clippy::cast_possible_truncation)] // masked to the bits of the table
pub(super) fn table_index(feature: u64) -> usize {
    (feature & ((1 << NameModel::TABLE_BITS) - 1)) as usize
}

const _: () = assert!(MAX_NAME_WORDS < 8, "a length must fit in three bits");
