//! Labelled texts as a model is fitted on them.

use crate::config::TopicTree;
use crate::extract::Article;
use crate::release::Release;
use crate::text::fold::fold;
use crate::text::key::KeyMap;

use super::features;

/// One text, ready to be learnt from.
#[derive(Debug, Clone)]
pub struct Lesson {
    /// Orders the texts and draws who is held out.
    pub(super) id: String,
    /// How often each feature counts, by key.
    pub(super) counts: Vec<(u64, f32)>,
    /// The topics with all above them, as places in the tree.
    pub(super) topics: Vec<usize>,
    words: Vec<(u64, String)>,
}

impl Lesson {
    /// Reads a release that is of these topics, given as places in the tree.
    pub fn new(release: &Release, topics: &[usize], tree: &TopicTree) -> Self {
        let article = Article::of_release(release);
        let mut words = Vec::new();
        features::each(&article, |key, parts, _| {
            let folded = parts.iter().map(|word| fold(word).replace(' ', ""));
            words.push((key, folded.collect::<Vec<_>>().join(" ")));
        });
        words.sort_unstable();
        words.dedup();
        let above =
            |topic: &usize| std::iter::successors(Some(*topic), |at| tree.topics()[*at].parent);
        let mut topics: Vec<usize> = topics.iter().flat_map(above).collect();
        topics.sort_unstable();
        topics.dedup();
        Self {
            id: release.id.as_str().to_owned(),
            counts: features::counts(&article),
            topics,
            words,
        }
    }
}

/// Labelled texts in the order of their ids, with the words that their features are.
#[derive(Debug, Clone, Default)]
pub struct Lessons {
    pub(super) texts: Vec<Lesson>,
    pub(super) words: KeyMap<String>,
}

impl Lessons {
    /// Puts texts in order, whatever order they come in.
    pub fn new(mut texts: Vec<Lesson>) -> Self {
        texts.sort_by(|a, b| a.id.cmp(&b.id));
        let mut words = KeyMap::default();
        for text in &mut texts {
            words.extend(std::mem::take(&mut text.words));
        }
        Self { texts, words }
    }

    /// The topics that can be learnt, as places in the tree: two texts or more are of each, and
    /// not all are. Then those that cannot.
    pub fn topics(&self) -> (Vec<usize>, Vec<usize>) {
        let mut all: Vec<usize> = self.texts.iter().flat_map(|t| t.topics.clone()).collect();
        all.sort_unstable();
        let groups = all.chunk_by(|a, b| a == b);
        let (learnt, left): (Vec<&[usize]>, Vec<&[usize]>) =
            groups.partition(|same| (2..self.texts.len()).contains(&same.len()));
        let firsts = |groups: Vec<&[usize]>| groups.iter().map(|same| same[0]).collect();
        (firsts(learnt), firsts(left))
    }
}
