//! `topic-model.txt`: topics learnt from a user's labels, written by `dateline train-topics`.
//!
//! The file is optional. What a feature of a text is, `extract` knows; here are its words, in how
//! many texts they stood, and their weight for each topic.

use std::fmt::Write as _;

use super::file::{ConfigFile, ConfigFiles};
use super::problem::{Problems, did_you_mean};
use super::topics::TopicTree;
use crate::text::key::{KeyMap, word_key};

/// What a linear model knows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TopicModel {
    /// The number of texts that it was fitted on.
    pub num_texts: u32,
    /// The score that the strongest topic of a text must reach.
    pub least_first: f32,
    /// The score that any other topic must reach.
    pub least: f32,
    /// The topics that it decides.
    pub topics: Vec<ModelTopic>,
    words: Vec<ModelWord>,
    by_key: KeyMap<u32>,
}

/// One topic of a model; its score is `1 / (1 + exp(-(slope · decision + shift)))`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ModelTopic {
    /// `politics/election`.
    pub path: String,
    /// The topic, as its place in the tree.
    pub topic: usize,
    /// How much one step of a weight counts.
    pub step: f32,
    /// Added to every decision.
    pub bias: f32,
    /// How much a decision tells.
    pub slope: f32,
    /// What decisions are moved by.
    pub shift: f32,
}

/// One feature: a word or two neighbours, folded.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ModelWord {
    /// The word, or two parted by a space.
    pub words: String,
    /// The number of texts that it stood in.
    pub num_texts: u32,
    /// The weights that are not 0, in steps, each with the place of its topic in the model.
    pub weights: Vec<(u16, i16)>,
}

impl TopicModel {
    /// The name of the file in a config folder.
    pub const FILE: &'static str = "topic-model.txt";

    /// A model with these words.
    pub fn with_words(words: Vec<ModelWord>) -> Self {
        let keys = words.iter().map(|word| key_of(&word.words));
        Self {
            by_key: keys.zip(0..).collect(),
            words,
            ..Self::default()
        }
    }

    /// The features, in the order of their places.
    pub fn words(&self) -> &[ModelWord] {
        &self.words
    }

    /// The features, for weights to be put in.
    pub fn words_mut(&mut self) -> impl Iterator<Item = &mut Vec<(u16, i16)>> {
        self.words.iter_mut().map(|word| &mut word.weights)
    }

    /// The place of the feature with that key.
    pub fn place(&self, key: u64) -> Option<u32> {
        self.by_key.get(&key).copied()
    }

    /// Whether the model decides the topic at that place of the tree.
    pub fn knows(&self, topic: usize) -> bool {
        self.topics.iter().any(|known| known.topic == topic)
    }

    /// How much a feature tells by its rarity.
    pub fn rarity(&self, place: u32) -> f32 {
        let in_texts = self.words.get(place as usize).map_or(0, |w| w.num_texts);
        ((1.0 + self.num_texts as f32) / (1.0 + in_texts as f32)).ln() + 1.0
    }

    /// The file, or nothing when there is none.
    pub(super) fn read(
        files: &ConfigFiles,
        tree: Option<&TopicTree>,
        problems: &mut Problems,
    ) -> Option<Self> {
        let file = files.get(Self::FILE)?;
        let mut model = Self::default();
        let mut is_well_formed = true;
        for (line, text) in (1..).zip(file.text.lines()) {
            if text.is_empty() || text.starts_with('#') {
                continue;
            }
            if let Err(wrong) = model.read_line(text, tree) {
                is_well_formed = false;
                let message = wrong.0;
                let help = wrong.1.or_else(|| {
                    Some("`dateline train-topics` writes this file; without it the words of topics.toml decide".to_owned())
                });
                problems.push(file.problem(line, message, help));
            }
        }
        if is_well_formed {
            model.check(file, problems);
        }
        let keys = model.words.iter().map(|word| key_of(&word.words));
        model.by_key = keys.zip(0..).collect();
        Some(model)
    }

    fn check(&self, file: &ConfigFile, problems: &mut Problems) {
        if self.num_texts == 0 || self.topics.is_empty() {
            let message = "a line `texts` and a line `topic` must be there".to_owned();
            problems.push(file.problem(1, message, None));
        }
    }

    fn read_line(&mut self, line: &str, tree: Option<&TopicTree>) -> Result<(), Wrong> {
        let fields: Vec<&str> = line.split('\t').collect();
        let malformed = || Wrong(format!("`{line}` is no line of a model"), None);
        match fields.as_slice() {
            ["texts", count, first, other] => {
                self.num_texts = count.parse().map_err(|_| malformed())?;
                self.least_first = number(first).ok_or_else(malformed)?;
                self.least = number(other).ok_or_else(malformed)?;
            }
            ["topic", path, numbers @ ..] => {
                let numbers: Option<Vec<f32>> = numbers.iter().map(|n| number(n)).collect();
                let Some([step, bias, slope, shift]) = numbers.as_deref() else {
                    return Err(malformed());
                };
                self.topics.push(ModelTopic {
                    path: (*path).to_owned(),
                    topic: tree.map_or(Ok(0), |tree| topic_at(tree, path))?,
                    step: *step,
                    bias: *bias,
                    slope: *slope,
                    shift: *shift,
                });
            }
            [count, words, weights @ ..] if !words.is_empty() => {
                let weights: Option<Vec<(u16, i16)>> =
                    weights.iter().map(|weight| self.weight(weight)).collect();
                self.words.push(ModelWord {
                    words: (*words).to_owned(),
                    num_texts: count.parse().map_err(|_| malformed())?,
                    weights: weights.ok_or_else(malformed)?,
                });
            }
            _ => return Err(malformed()),
        }
        Ok(())
    }

    /// `3:-17`: the place of a topic among those above, and the weight.
    fn weight(&self, written: &str) -> Option<(u16, i16)> {
        let (topic, weight) = written.split_once(':')?;
        let topic: u16 = topic.parse().ok()?;
        let is_there = usize::from(topic) < self.topics.len();
        is_there.then_some((topic, weight.parse().ok()?))
    }

    /// The model as its file.
    pub fn to_text(&self) -> String {
        let mut text = String::from(
            "# Topics learnt from labels, written by `dateline train-topics`; the topics below are decided by this\n\
             # file, all others by the words of topics.toml. Delete the file to go back to those alone.\n\
             # texts, their number, least score of the first topic, of another\n\
             # topic, path, step, bias, slope, shift\n\
             # number of texts with the word, word or two, weights in steps as place of the topic:weight\n",
        );
        let Self {
            num_texts,
            least_first,
            least,
            ..
        } = self;
        // Writing to a string cannot fail.
        let _ = writeln!(text, "texts\t{num_texts}\t{least_first}\t{least}");
        for topic in &self.topics {
            let ModelTopic {
                path,
                step,
                bias,
                slope,
                shift,
                ..
            } = topic;
            let _ = writeln!(text, "topic\t{path}\t{step}\t{bias}\t{slope}\t{shift}");
        }
        for word in &self.words {
            let _ = write!(text, "{}\t{}", word.num_texts, word.words);
            for (topic, weight) in &word.weights {
                let _ = write!(text, "\t{topic}:{weight}");
            }
            text.push('\n');
        }
        text
    }
}

/// What is wrong with a line, and advice.
struct Wrong(String, Option<String>);

fn topic_at(tree: &TopicTree, path: &str) -> Result<usize, Wrong> {
    let paths = || tree.topics().iter().map(|topic| topic.path.as_str());
    paths().position(|known| known == path).ok_or_else(|| {
        let near = did_you_mean(path, paths());
        let help = near.map(|near| format!("did you mean `{near}`?"));
        Wrong(format!("no topic `{path}` in topics.toml"), help)
    })
}

fn number(written: &str) -> Option<f32> {
    written.parse().ok().filter(|n: &f32| n.is_finite())
}

fn key_of(words: &str) -> u64 {
    feature_key(words.split(' ').map(word_key))
}

/// The key of a feature, from the keys of its words.
pub fn feature_key(words: impl IntoIterator<Item = u64>) -> u64 {
    words.into_iter().fold(0, |key: u64, word| {
        (key ^ word)
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
            .rotate_left(23)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Option<TopicModel>, Vec<String>) {
        let files = ConfigFiles::builtin().with(ConfigFile {
            name: TopicModel::FILE.to_owned(),
            shown: TopicModel::FILE.to_owned(),
            text: text.to_owned().into(),
        });
        let mut problems = Problems::default();
        let tree = TopicTree::read(&files, &mut problems);
        let model = TopicModel::read(&files, tree.as_ref(), &mut problems);
        let shown = problems.into_sorted();
        (model, shown.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn a_written_model_reads_the_same() {
        let text = "texts\t12\t0.25\t0.5\ntopic\tpolitics\t0.125\t-1\t2\t0.5\n3\tvote\t0:17\n2\tthe vote\n";
        let (model, problems) = read(text);
        assert_eq!(problems, [""; 0]);
        let model = model.expect("a model");
        assert_eq!(model.place(feature_key([word_key("Vote")])), Some(0));
        assert_eq!(
            model.place(feature_key([word_key("The"), word_key("VOTE")])),
            Some(1)
        );
        assert_eq!(read(&model.to_text()).0, Some(model));
    }

    #[test]
    fn wrong_lines_are_named() {
        let text = "texts\t12\t0.25\t0.5\ntopic\tpolitcs\t1\t1\t1\t1\n3\tvote\t5:1\nnonsense\n";
        let (_, problems) = read(text);
        let starts = [
            "topic-model.txt:2: no topic `politcs`",
            "topic-model.txt:3: ",
            "topic-model.txt:4: ",
        ];
        assert!(
            problems[0].contains("did you mean `politics`?"),
            "{problems:?}"
        );
        for start in starts {
            assert!(
                problems.iter().any(|p| p.starts_with(start)),
                "{problems:?}"
            );
        }
    }
}
