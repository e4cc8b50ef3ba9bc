//! `person-model.txt`: the weights by which names of persons are told, fitted by `train/persons`.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::file::{ConfigFile, ConfigFiles};
use super::problem::Problems;

/// The letter of the weight 0 in the file; `!` (33) to `}` (125) are -46 to 46.
const ZERO_LETTER: u8 = 79;

/// The weights of hashed features; what a feature is, `extract` knows.
#[derive(Debug, Clone)]
pub struct NameModel {
    /// How much one step of a weight counts, in natural logarithms of odds.
    pub scale: f32,
    /// Added to every name: above 0 finds more, below 0 errs less.
    pub bias: f32,
    /// One weight for each value of the low bits of a hash.
    pub table: Vec<i8>,
}

impl NameModel {
    /// Weights are kept by the low bits of a feature's hash.
    pub const TABLE_BITS: u32 = 19;

    /// Reads a model file: `scale bias` on a line, then one letter a weight. What is missing is 0.
    fn parse(text: &str) -> Self {
        let mut lines = text.lines().filter(|line| !line.starts_with('#'));
        let (scale, bias) = lines.next().and_then(two_numbers).unwrap_or_default();
        let letters = lines.flat_map(str::bytes);
        let mut table: Vec<i8> = letters
            .map(|letter| letter.wrapping_sub(ZERO_LETTER).cast_signed())
            .collect();
        table.resize(1 << Self::TABLE_BITS, 0);
        Self { scale, bias, table }
    }
}

fn two_numbers(line: &str) -> Option<(f32, f32)> {
    let (first, second) = line.split_once(' ')?;
    Some((first.parse().ok()?, second.parse().ok()?))
}

/// The file, read when the first name is looked for: a search needs none.
#[derive(Debug, Clone, Default)]
pub(super) struct LazyModel {
    text: Cow<'static, str>,
    model: OnceLock<NameModel>,
}

impl LazyModel {
    /// Takes the file; its form is judged by its first line.
    pub(super) fn read(files: &ConfigFiles, problems: &mut Problems) -> Option<Self> {
        let file = files.require("person-model.txt", problems)?;
        if !has_numbers(file) {
            let message = "a line of two numbers, scale and bias, must come first".to_owned();
            let help = "`train/persons` writes this file".to_owned();
            problems.push(file.problem(1, message, Some(help)));
        }
        Some(Self {
            text: file.text.clone(),
            model: OnceLock::new(),
        })
    }

    /// The weights.
    pub(super) fn get(&self) -> &NameModel {
        self.model.get_or_init(|| NameModel::parse(&self.text))
    }
}

fn has_numbers(file: &ConfigFile) -> bool {
    let first = file.text.lines().find(|line| !line.starts_with('#'));
    first.and_then(two_numbers).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_weights_around_zero() {
        let model = NameModel::parse("# comment\n0.5 -1.25\nNO\nP\n");
        assert_eq!((model.scale, model.bias), (0.5, -1.25));
        assert_eq!(model.table[..4], [-1, 0, 1, 0]);
        assert_eq!(model.table.len(), 1 << NameModel::TABLE_BITS);
    }

    #[test]
    fn a_file_without_numbers_is_a_problem() {
        let files = ConfigFiles::builtin().with(ConfigFile {
            name: "person-model.txt".to_owned(),
            shown: "person-model.txt".to_owned(),
            text: Cow::Borrowed("# nothing\nOOO\n"),
        });
        let mut problems = Problems::default();
        LazyModel::read(&files, &mut problems);
        assert_eq!(problems.into_sorted().len(), 1);
    }
}
