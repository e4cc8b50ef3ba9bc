//! For the trainer of the model only: runs with the features of every possible name.

use super::feature::{Candidate, Role, Scene, Sink};
use super::memory::Memory;
use super::model::table_index;
use super::run::{name_ends, runs};
use super::word::words;
use crate::config::{NameModel, PersonTable, WordClass};
use crate::extract::Words;

/// The number of weights.
pub const NUM_WEIGHTS: usize = 1 << NameModel::TABLE_BITS;

/// A possible name of a run.
#[derive(Debug, Clone)]
pub struct Choice {
    /// Its first word, counted in the run.
    pub first: usize,
    /// The word past its last, counted in the run.
    pub last: usize,
    /// Byte offsets in the text.
    pub span: (usize, usize),
    /// Indexes of weights.
    pub features: Vec<u32>,
}

/// A run with every name that it may hold.
#[derive(Debug, Clone)]
pub struct TrainingRun {
    /// The number of its words.
    pub num_words: usize,
    /// Byte offsets in the text.
    pub span: (usize, usize),
    /// Its possible names.
    pub choices: Vec<Choice>,
}

/// The runs of a text with the features of every possible name.
///
/// Words whose key `forgets` accepts are treated as if no list of names or towns held them, so that the
/// model learns to do without.
pub fn training_runs(
    text: &str,
    table: &PersonTable,
    forgets: impl Fn(u64) -> bool,
) -> Vec<TrainingRun> {
    let mut words = words(&Words::of(text), table, "");
    let listed = WordClass::GIVEN
        .with(WordClass::SURNAME)
        .with(WordClass::TOWN)
        .with(WordClass::PLACE_PHRASE);
    for word in words.iter_mut().filter(|word| forgets(word.key)) {
        word.classes = word.classes.without(listed);
    }
    let memory = Memory::of([words.as_slice()]);
    let scene = Scene {
        words: &words,
        memory: &memory,
    };
    let runs = runs(&words).into_iter().map(|run| {
        let choices = run.clone().flat_map(|start| {
            name_ends(&words, &run, start)
                .map(|end| Candidate {
                    start,
                    end,
                    run_start: run.start,
                    run_end: run.end,
                })
                .collect::<Vec<_>>()
        });
        TrainingRun {
            num_words: run.len(),
            span: (words[run.start].start, words[run.end - 1].end),
            choices: choices.map(|name| choice(scene, name)).collect(),
        }
    });
    runs.collect()
}

fn choice(scene: Scene<'_>, name: Candidate) -> Choice {
    let mut list = List(Vec::with_capacity(96));
    for index in name.start..name.end {
        let role = match (index == name.start, index + 1 == name.end) {
            (true, true) => Role::Only,
            (true, false) => Role::First,
            (false, true) => Role::Last,
            (false, false) => Role::Inner,
        };
        scene.told(index).features(role, &mut list);
    }
    scene.left(name.start, &mut list);
    scene.right(name.end, &mut list);
    scene.whole(name, &mut list);
    Choice {
        first: name.start - name.run_start,
        last: name.end - name.run_start,
        span: (scene.words[name.start].start, scene.words[name.end - 1].end),
        features: list.0,
    }
}

struct List(Vec<u32>);

impl Sink for List {
    #[allow(clippy::cast_possible_truncation)] // an index is below 1 << NameModel::TABLE_BITS
    fn take(&mut self, feature: u64) {
        self.0.push(table_index(feature) as u32);
    }
}
