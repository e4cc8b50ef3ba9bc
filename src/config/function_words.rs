//! `function-words.toml`: the words that hold the sentences of a language together.

use std::collections::{BTreeMap, HashSet};

use super::file::ConfigFiles;
use super::problem::Problems;
use crate::text::fold::fold;

/// Function words by language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FunctionWords {
    /// Folded words by ISO 639-1 code.
    by_language: BTreeMap<String, HashSet<String>>,
}

impl FunctionWords {
    /// The file that holds them.
    pub const FILE: &str = "function-words.toml";

    pub(super) fn read(files: &ConfigFiles, problems: &mut Problems) -> Option<Self> {
        let file = files.require(Self::FILE, problems)?;
        let lists: BTreeMap<String, String> = file.read(problems)?;
        let by_language = lists.into_iter().map(|(language, list)| {
            let words = list.split_whitespace().map(|word| fold(word).into_owned());
            (language, words.collect())
        });
        Some(Self {
            by_language: by_language.collect(),
        })
    }

    /// Whether a folded word is one of the language, by its ISO 639-1 code.
    pub fn contains(&self, language: &str, word: &str) -> bool {
        let words = self.by_language.get(language);
        words.is_some_and(|words| words.contains(word))
    }
}

#[cfg(test)]
mod tests {
    use crate::config::Config;

    #[test]
    fn a_word_is_one_of_its_own_language_alone() {
        let config = Config::builtin().expect("shipped");
        let words = &config.function_words;
        assert!(words.contains("en", "the") && !words.contains("en", "war"));
        assert!(words.contains("de", "war") && words.contains("de", "fur"));
        assert!(words.contains("ru", "этот") && !words.contains("pl", "jest"));
    }
}
