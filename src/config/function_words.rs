//! `function-words.toml`: the words that hold the sentences of a language together.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::sync::OnceLock;

use super::file::ConfigFiles;
use super::problem::Problems;
use crate::text::fold::fold;

/// The shipped lists by language, in order; `build.rs` takes them out of their file.
const SHIPPED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/function-words.rs"));

/// Function words by language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FunctionWords {
    /// By ISO 639-1 code.
    by_language: BTreeMap<String, List>,
}

/// The words of a language, taken apart when the first of them is asked for.
#[derive(Debug, Clone, Default)]
struct List {
    text: Cow<'static, str>,
    /// Folded.
    words: OnceLock<HashSet<String>>,
}

impl PartialEq for List {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for List {}

impl List {
    fn words(&self) -> &HashSet<String> {
        let folded = |word| fold(word).into_owned();
        self.words
            .get_or_init(|| self.text.split_whitespace().map(folded).collect())
    }
}

impl FunctionWords {
    /// The file that holds them.
    pub const FILE: &str = "function-words.toml";

    pub(super) fn read(files: &ConfigFiles, problems: &mut Problems) -> Option<Self> {
        let file = files.require(Self::FILE, problems)?;
        if file.is_shipped() && !SHIPPED.is_empty() {
            let lists = SHIPPED.iter();
            return Some(Self::of(
                lists.map(|(code, text)| ((*code).to_owned(), Cow::Borrowed(*text))),
            ));
        }
        let lists: BTreeMap<String, String> = file.read(problems)?;
        let lists = lists.into_iter();
        Some(Self::of(lists.map(|(code, text)| (code, Cow::Owned(text)))))
    }

    fn of(lists: impl Iterator<Item = (String, Cow<'static, str>)>) -> Self {
        let words = OnceLock::new;
        Self {
            by_language: lists
                .map(|(code, text)| {
                    (
                        code,
                        List {
                            text,
                            words: words(),
                        },
                    )
                })
                .collect(),
        }
    }

    /// Whether a folded word is one of the language, by its ISO 639-1 code.
    pub fn contains(&self, language: &str, word: &str) -> bool {
        let list = self.by_language.get(language);
        list.is_some_and(|list| list.words().contains(word))
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
