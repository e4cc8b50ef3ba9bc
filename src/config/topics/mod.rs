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
#[derive(Debug, Clone)]
pub struct TopicTree {
    topics: Vec<TopicEntry>,
    by_path: HashMap<String, usize>,
    words: Lazy<TopicWords>,
}

/// What speaks for the topics; a search asks for none of it.
#[derive(Debug, Clone, Default)]
struct TopicWords {
    /// By ISO 639-1 code.
    terms: BTreeMap<String, LanguageTerms>,
    keywords: HashMap<String, Vec<usize>>,
}

/// Path, label and code of each shipped topic in the order of the tree, as `build.rs` finds them.
const SHIPPED: &[(&str, &str, Option<&str>)] = include!(concat!(env!("OUT_DIR"), "/topics.rs"));

impl TopicTree {
    pub(super) fn lazy(files: &ConfigFiles, problems: &mut Problems) -> Option<Lazy<Self>> {
        if files.are_shipped(&["topics.toml"]) && !SHIPPED.is_empty() {
            return Some(Lazy::new(Self::shipped));
        }
        Lazy::read(&["topics.toml"], files, problems, Self::read)
    }

    /// The tree of the shipped file, of which the terms are not read yet.
    fn shipped() -> Self {
        let mut tree = Self {
            topics: Vec::with_capacity(SHIPPED.len()),
            by_path: HashMap::with_capacity(SHIPPED.len()),
            words: Lazy::of_shipped(|files, problems| {
                let file = files.require("topics.toml", problems)?;
                Some(read::words(file, problems))
            }),
        };
        for (path, label, iptc) in SHIPPED {
            let above = path.rsplit_once('/').map(|(above, _)| above);
            let parent = above.and_then(|above| tree.by_path.get(above).copied());
            tree.by_path.insert((*path).to_owned(), tree.topics.len());
            tree.topics.push(TopicEntry {
                path: (*path).to_owned(),
                label: (*label).to_owned(),
                iptc: iptc.map(str::to_owned),
                parent,
            });
        }
        tree
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
        self.words.terms.get(language).map(LanguageTerms::lexicon)
    }

    /// The terms of every language, in order of the codes.
    pub fn lexicons(&self) -> impl Iterator<Item = &Lexicon> {
        self.words.terms.values().map(LanguageTerms::lexicon)
    }

    /// The topics that a keyword or section of an issuer stands for, as places in the tree.
    pub fn of_keyword(&self, keyword: &str) -> &[usize] {
        self.words
            .keywords
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
