//! From the text of `topics.toml` to a [`TopicTree`], every fault with its line.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use super::terms::{ListKind, TermList};
use super::{TopicEntry, TopicTree, TopicWords, keyword_key};
use crate::config::file::{ConfigFile, Lined};
use crate::config::lazy::Lazy;
use crate::config::problem::{Problems, did_you_mean};

/// A `[[topic]]` as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenTopic {
    path: String,
    label: String,
    iptc: Option<String>,
    factor: Option<f32>,
    #[serde(default)]
    keywords: Option<Spanned<String>>,
    #[serde(default)]
    terms: BTreeMap<Spanned<String>, WrittenTerms>,
}

/// The terms of one language, by strength.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenTerms {
    strong: Option<Spanned<String>>,
    usual: Option<Spanned<String>>,
    weak: Option<Spanned<String>>,
    excludes: Option<Spanned<String>>,
}

/// The weight of a term without a `^` of its own, by the list that it stands in.
const STRONG: f32 = 4.0;
const USUAL: f32 = 2.0;
const WEAK: f32 = 1.0;
/// Between what a factor must lie; outside, a topic would be switched off or drown all others.
const LEAST_FACTOR: f32 = 0.1;
const MOST_FACTOR: f32 = 10.0;

/// Builds the tree; what is wrong becomes a problem and is left out. The terms are not yet looked
/// into: [`check_terms`] does that.
pub(super) fn tree(file: &ConfigFile, problems: &mut Problems) -> TopicTree {
    let reader = Reader::of(file, problems);
    TopicTree {
        topics: reader.topics,
        by_path: reader.by_path,
        words: Lazy::of(reader.words),
    }
}

/// What speaks for the topics.
pub(super) fn words(file: &ConfigFile, problems: &mut Problems) -> TopicWords {
    Reader::of(file, problems).words
}

/// The topic cannot be placed; the problem is reported.
struct WrongPath;

struct Reader<'f> {
    file: &'f ConfigFile,
    problems: &'f mut Problems,
    topics: Vec<TopicEntry>,
    by_path: HashMap<String, usize>,
    words: TopicWords,
    /// What the weights of each topic are multiplied by.
    factors: Vec<f32>,
}

impl<'f> Reader<'f> {
    /// Reads the whole file.
    fn of(file: &'f ConfigFile, problems: &'f mut Problems) -> Self {
        let mut entries = file.read_entries::<WrittenTopic>("topic", problems);
        // A parent may stand below its children in the file; in the tree it stands before them.
        entries.sort_by_key(|entry| entry.value.path.matches('/').count());
        let mut reader = Self {
            file,
            problems,
            topics: Vec::new(),
            by_path: HashMap::new(),
            words: TopicWords::default(),
            factors: Vec::new(),
        };
        let known: Vec<String> = entries.iter().map(|e| e.value.path.clone()).collect();
        for entry in &entries {
            reader.topic(entry, &known);
        }
        reader
    }

    fn topic(&mut self, entry: &Lined<WrittenTopic>, known: &[String]) {
        let written = &entry.value;
        let Ok(parent) = self.parent(entry, known) else {
            return;
        };
        let topic = self.topics.len();
        if self.by_path.insert(written.path.clone(), topic).is_some() {
            let message = format!("the topic `{}` is given twice", written.path);
            self.problem(entry.line, message, None);
        }
        self.topics.push(TopicEntry {
            path: written.path.clone(),
            label: written.label.clone(),
            iptc: written.iptc.clone(),
            parent,
        });
        self.check_iptc(entry);
        let factor = self.factor(entry, parent);
        self.factors.push(factor);
        self.keywords(topic, written);
        for (language, terms) in &written.terms {
            if is_language(language.get_ref()) {
                self.terms(topic, language.get_ref(), terms);
            } else {
                let message = format!("`{}` is not a language", language.get_ref());
                let help = "use a code of two letters: `en`, `ru`, `kk`".to_owned();
                let line = self.file.line_at(language.span().start);
                self.problem(line, message, Some(help));
            }
        }
    }

    /// The place of the parent, `None` at the top.
    fn parent(
        &mut self,
        entry: &Lined<WrittenTopic>,
        known: &[String],
    ) -> Result<Option<usize>, WrongPath> {
        let path = entry.value.path.as_str();
        if !is_path(path) {
            let message = format!("`{path}` is not a topic path");
            let help = "lower-case words joined by `-`, levels by `/`: `politics/election`";
            self.problem(entry.line, message, Some(help.to_owned()));
            return Err(WrongPath);
        }
        let Some((above, _)) = path.rsplit_once('/') else {
            return Ok(None);
        };
        let parent = self.by_path.get(above).copied();
        if parent.is_none() {
            let others = known.iter().map(String::as_str).filter(|p| *p != path);
            let help = did_you_mean(above, others).map(|near| format!("did you mean `{near}`?"));
            let message = format!("the topic `{path}` is below `{above}`, which is not a topic");
            self.problem(entry.line, message, help);
        }
        parent.map(Some).ok_or(WrongPath)
    }

    /// The factor of a topic: its own, or that of the topic above.
    fn factor(&mut self, entry: &Lined<WrittenTopic>, parent: Option<usize>) -> f32 {
        let above = parent.and_then(|at| self.factors.get(at)).copied();
        let factor = entry.value.factor.or(above).unwrap_or(1.0);
        if (LEAST_FACTOR..=MOST_FACTOR).contains(&factor) {
            return factor;
        }
        let message = format!("the factor `{factor}` is not between 0.1 and 10");
        self.problem(entry.line, message, None);
        1.0
    }

    fn check_iptc(&mut self, entry: &Lined<WrittenTopic>) {
        let Some(code) = &entry.value.iptc else {
            return;
        };
        let digits = code.strip_prefix("medtop:").unwrap_or_default();
        if digits.len() != 8 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            let message = format!("`{code}` is not a code of the IPTC Media Topics");
            let help = "write `medtop:` and eight digits".to_owned();
            self.problem(entry.line, message, Some(help));
        }
    }

    /// The last part of the path, the label and the code are keywords of their own: news items name
    /// subjects by their code.
    fn keywords(&mut self, topic: usize, written: &WrittenTopic) {
        let last = written.path.rsplit('/').next().unwrap_or_default();
        let mut keys = vec![keyword_key(last), keyword_key(&written.label)];
        if let Some(list) = &written.keywords {
            keys.extend(list.get_ref().split(',').map(keyword_key));
        }
        keys.extend(written.iptc.as_deref().map(keyword_key));
        for key in keys.into_iter().filter(|key| !key.is_empty()) {
            let topics = self.words.keywords.entry(key).or_default();
            if !topics.contains(&topic) {
                topics.push(topic);
            }
        }
    }

    fn terms(&mut self, topic: usize, language: &str, written: &WrittenTerms) {
        let lists = [
            (&written.strong, ListKind::Speaks(STRONG)),
            (&written.usual, ListKind::Speaks(USUAL)),
            (&written.weak, ListKind::Speaks(WEAK)),
            (&written.excludes, ListKind::Excludes),
        ];
        let factor = self.factors.get(topic).copied().unwrap_or(1.0);
        let of_language = self.words.terms.entry(language.to_owned()).or_default();
        for (list, kind) in lists {
            let Some(list) = list else { continue };
            of_language.push(TermList {
                topic,
                kind,
                factor,
                terms: list.get_ref().clone(),
                span: list.span(),
            });
        }
    }

    fn problem(&mut self, line: usize, message: String, help: Option<String>) {
        self.problems.push(self.file.problem(line, message, help));
    }
}

/// Makes the lexicon of every language and reports each wrong term with its line.
pub(super) fn check_terms(tree: &TopicTree, file: &ConfigFile, problems: &mut Problems) {
    for terms in tree.words.terms.values() {
        terms.check(|list, term, message| {
            let line = file.line_at(offset_of(&file.text, &list.span, term));
            problems.push(file.problem(line, message, None));
        });
    }
}

/// Where the last term of a list that is written so begins, in bytes.
fn offset_of(text: &str, span: &Range<usize>, written: &str) -> usize {
    let raw = text.get(span.clone()).unwrap_or_default();
    let mut at = 0;
    let mut found = 0;
    for part in raw.split(',') {
        let term = part.trim_start_matches(['"', '\'']).trim_start();
        if term.trim_end_matches(['"', '\'']).trim_end() == written {
            found = at + part.len() - term.len();
        }
        at += part.len() + 1;
    }
    span.start + found
}

fn is_path(path: &str) -> bool {
    path.split('/').all(|part| {
        !part.is_empty()
            && part
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    })
}

fn is_language(code: &str) -> bool {
    code.len() == 2 && code.bytes().all(|b| b.is_ascii_lowercase())
}
