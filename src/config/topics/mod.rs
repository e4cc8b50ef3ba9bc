//! `topics.toml`: the tree of topics with their terms.
//!
//! The top level is that of the IPTC Media Topics (17 subjects). The terms of a topic speak for it
//! and, through it, for its parent. How a text is scored is the business of `extract`.

use std::collections::{BTreeMap, HashMap};

use crate::text::fold::fold;

use super::file::ConfigFiles;
use super::lazy::Lazy;
use super::problem::Problems;

mod edge;
mod lexicon;
mod read;
mod term;
mod terms;
mod word;

pub use lexicon::{Evidence, Lexicon, TermMatch};
use terms::LanguageTerms;
pub use word::LookupText;

/// One topic of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicEntry {
    /// `politics/election`.
    pub path: String,
    /// The label in English.
    pub label: String,
    /// The code of the IPTC Media Topic, where one fits: `medtop:20000574`.
    pub iptc: Option<String>,
    /// The place of the parent in the tree; a parent stands before its children.
    pub parent: Option<usize>,
}

/// What `topics.toml` says: the tree of topics with their terms.
#[derive(Debug, Clone, Default)]
pub struct TopicTree {
    topics: Vec<TopicEntry>,
    by_path: HashMap<String, usize>,
    terms: BTreeMap<String, LanguageTerms>,
    keywords: HashMap<String, Vec<usize>>,
}

impl TopicTree {
    pub(super) fn lazy(files: &ConfigFiles, problems: &mut Problems) -> Option<Lazy<Self>> {
        Lazy::read(&["topics.toml"], files, problems, Self::read)
    }

    pub(super) fn read(files: &ConfigFiles, problems: &mut Problems) -> Option<Self> {
        let file = files.require("topics.toml", problems)?;
        let tree = read::tree(file, problems);
        // The terms of the shipped file are known to be right, and most commands need none of them.
        if !file.is_shipped() {
            read::check_terms(&tree, file, problems);
        }
        Some(tree)
    }

    /// Every topic; a topic stands before those below it.
    pub fn topics(&self) -> &[TopicEntry] {
        &self.topics
    }

    /// The topic of that path.
    pub fn get(&self, path: &str) -> Option<&TopicEntry> {
        self.by_path.get(path).and_then(|at| self.topics.get(*at))
    }

    /// The label of the topic of that path.
    pub fn label(&self, path: &str) -> Option<&str> {
        self.get(path).map(|topic| topic.label.as_str())
    }

    /// The topics right below a path.
    pub fn children(&self, path: &str) -> impl Iterator<Item = &TopicEntry> {
        let parent = self.by_path.get(path).copied();
        self.topics
            .iter()
            .filter(move |topic| parent.is_some() && topic.parent == parent)
    }

    /// The topic that a user means: by path, by the last part of a path, or by label, whatever
    /// the case; the first in the order of the file when several fit.
    ///
    /// ```
    /// let config = dateline::config::Config::builtin()?;
    /// let topic = config.topics.find("Election").map(|t| t.path.as_str());
    /// assert_eq!(topic, Some("politics/election"));
    /// # Ok::<(), dateline::config::ConfigError>(())
    /// ```
    pub fn find(&self, typed: &str) -> Option<&TopicEntry> {
        let typed = fold(typed.trim());
        let typed = typed.trim_matches('/');
        let slug = typed.replace(' ', "-");
        let by = |fits: &dyn Fn(&TopicEntry) -> bool| self.topics.iter().find(|t| fits(t));
        by(&|t| t.path == slug)
            .or_else(|| by(&|t| t.path.rsplit('/').next() == Some(&slug)))
            .or_else(|| by(&|t| fold(&t.label) == typed))
    }

    /// The terms of a language, by its ISO 639-1 code.
    pub fn lexicon(&self, language: &str) -> Option<&Lexicon> {
        self.terms.get(language).map(LanguageTerms::lexicon)
    }

    /// The terms of every language, in order of the codes.
    pub fn lexicons(&self) -> impl Iterator<Item = &Lexicon> {
        self.terms.values().map(LanguageTerms::lexicon)
    }

    /// The topics that a keyword or section of an issuer stands for, as places in the tree.
    pub fn of_keyword(&self, keyword: &str) -> &[usize] {
        self.keywords
            .get(&keyword_key(keyword))
            .map_or(&[], Vec::as_slice)
    }
}

/// The form in which keywords are compared: folded, words parted by one space, `&` read as `and`.
fn keyword_key(keyword: &str) -> String {
    let folded = fold(keyword).replace('&', " and ");
    let words = folded.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests;
