//! A model of topics fitted on a user's labels, from the stored texts.

use std::collections::{BTreeSet, HashMap};
use std::ops::ControlFlow;

use serde::Deserialize;

use super::ordered::map_ordered;
use super::{IngestError, MEMORY_PER_BYTE, MEMORY_PER_DOCUMENT, Run};
use crate::config::{Config, Problem, TopicModel, TopicTree, did_you_mean};
use crate::extract::{self, TopicLesson, TopicLessons};
use crate::index::{Index, IndexError, StoredRelease};
use crate::report::{HeldOut, TrainReport};

/// The labels and what to do with them.
#[derive(Debug, Clone, Copy)]
pub struct Labels<'l> {
    /// The file in messages.
    pub name: &'l str,
    /// Its text: one JSON object a line.
    pub text: &'l str,
    /// The part of the texts that is held out to measure the model, 0 for none.
    pub held_out: f64,
}

/// What came of a training.
#[derive(Debug)]
pub struct Trained {
    /// The account.
    pub report: TrainReport,
    /// What is wrong with the labels, in the order of their lines; those lines are not used.
    pub problems: Vec<Problem>,
    /// The model; `None` when the labels are not enough to learn from.
    pub model: Option<TopicModel>,
}

/// Fits a model on labelled releases of an index. The same labels give the same model, whatever
/// their order and the number of threads.
pub fn train_topics(
    run: Run<'_>,
    index: &Index,
    config: &Config,
    labels: Labels<'_>,
) -> Result<Trained, IngestError> {
    let tree = &config.topics;
    let mut read = read_labels(labels, tree);
    let lessons = lessons(run, index, tree, &mut read)?;
    for label in read.labels.iter().filter(|label| !label.is_met) {
        let message = format!("no release of the index has the {}", label.target.shown());
        let problem = problem(labels.name, label.line, message, None);
        read.problems.push(problem);
    }
    read.problems.sort();
    let mut report = TrainReport {
        num_labels: read.num_lines,
        num_bad_labels: read.problems.len() as u64,
        num_releases: lessons.len() as u64,
        ..TrainReport::default()
    };
    let lessons = TopicLessons::new(lessons);
    let (learnt, left) = lessons.topics();
    let paths = |topics: Vec<usize>| {
        let path = |at: usize| tree.topics().get(at).map(|topic| topic.path.clone());
        topics.into_iter().filter_map(path).collect::<Vec<_>>()
    };
    report.topics = paths(learnt);
    report.topics_left_out = paths(left);
    let mut model = None;
    if !report.topics.is_empty() {
        if labels.held_out > 0.0 {
            report.held_out = Some(HeldOut::from(extract::measure(
                &lessons,
                tree,
                labels.held_out,
            )));
        }
        let fitted = extract::train(&lessons, tree);
        report.num_words = fitted.words().len() as u64;
        model = Some(fitted);
    }
    Ok(Trained {
        report,
        problems: read.problems,
        model,
    })
}

impl From<extract::Measured> for HeldOut {
    fn from(measured: extract::Measured) -> Self {
        let rounded = |part: f64| (part * 10_000.0).round() / 10_000.0;
        Self {
            num_fitted: measured.num_fitted,
            num_held_out: measured.num_held_out,
            precision: rounded(measured.precision),
            recall: rounded(measured.recall),
            f1: rounded(measured.f1),
            first_topic: rounded(measured.first),
        }
    }
}

/// The release that a label is of.
#[derive(Debug)]
enum Target {
    Id(String),
    Path(String),
}

impl Target {
    fn shown(&self) -> String {
        match self {
            Self::Id(id) => format!("id `{id}`"),
            Self::Path(path) => format!("path `{path}`"),
        }
    }
}

#[derive(Debug)]
struct Label {
    line: usize,
    target: Target,
    topics: Vec<usize>,
    is_met: bool,
}

#[derive(Debug, Default)]
struct ReadLabels {
    num_lines: u64,
    labels: Vec<Label>,
    problems: Vec<Problem>,
}

/// A line as written; other keys are passed over.
#[derive(Deserialize)]
struct Line {
    id: Option<String>,
    path: Option<String>,
    #[serde(default)]
    topics: Vec<String>,
}

fn problem(file: &str, line: usize, message: String, help: Option<String>) -> Problem {
    Problem {
        file: file.to_owned(),
        line: Some(line),
        message,
        help,
    }
}

fn read_labels(labels: Labels<'_>, tree: &TopicTree) -> ReadLabels {
    let mut read = ReadLabels::default();
    for (line, text) in (1..).zip(labels.text.lines()) {
        if text.trim().is_empty() {
            continue;
        }
        read.num_lines += 1;
        match read_line(text, tree) {
            Ok((target, topics)) => read.labels.push(Label {
                line,
                target,
                topics,
                is_met: false,
            }),
            Err((message, help)) => read
                .problems
                .push(problem(labels.name, line, message, help)),
        }
    }
    read
}

type Wrong = (String, Option<String>);

fn read_line(text: &str, tree: &TopicTree) -> Result<(Target, Vec<usize>), Wrong> {
    let form = || {
        Some(
            r#"a line is `{"id": "…", "topics": ["politics/election"]}`, or has `path`"#.to_owned(),
        )
    };
    let line: Line = serde_json::from_str(text).map_err(|error| (error.to_string(), form()))?;
    let target = match (line.id, line.path) {
        (Some(id), _) => Target::Id(id.trim().to_ascii_lowercase()),
        (None, Some(path)) => Target::Path(path),
        (None, None) => return Err(("neither `id` nor `path`".to_owned(), form())),
    };
    if line.topics.is_empty() {
        return Err(("no topics".to_owned(), form()));
    }
    let topics: Result<Vec<usize>, Wrong> =
        line.topics.iter().map(|path| topic(path, tree)).collect();
    Ok((target, topics?))
}

fn topic(path: &str, tree: &TopicTree) -> Result<usize, Wrong> {
    let paths = || tree.topics().iter().map(|topic| topic.path.as_str());
    paths().position(|known| known == path).ok_or_else(|| {
        let near = did_you_mean(path, paths());
        let help = near.map(|near| format!("did you mean `{near}`?"));
        (format!("unknown topic `{path}`"), help)
    })
}

/// Reads the releases that labels are of, in parallel; several labels of one release add up.
fn lessons(
    run: Run<'_>,
    index: &Index,
    tree: &TopicTree,
    read: &mut ReadLabels,
) -> Result<Vec<TopicLesson>, IngestError> {
    let mut by_name: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, label) in read.labels.iter().enumerate() {
        let (Target::Id(name) | Target::Path(name)) = &label.target;
        by_name.entry(name).or_default().push(at);
    }
    let labels = &read.labels;
    let searcher = index.searcher()?;
    let weight = (8 << 10) * MEMORY_PER_BYTE + MEMORY_PER_DOCUMENT;
    let items = searcher
        .stored_releases()?
        .into_iter()
        .map(|address| (weight, address));
    let items = items.take_while(|_| !run.is_stopped());
    let work = |address: &_| -> Result<Option<(Vec<usize>, TopicLesson)>, IndexError> {
        let stored = searcher.stored_release(*address)?;
        let met: BTreeSet<usize> = names(&stored)
            .iter()
            .filter_map(|name| by_name.get(name.as_str()))
            .flatten()
            .copied()
            .collect();
        let met: Vec<usize> = met.into_iter().collect();
        let topics: Vec<usize> = met
            .iter()
            .flat_map(|at| labels[*at].topics.clone())
            .collect();
        let lesson = || TopicLesson::new(&stored.release, &topics, tree);
        Ok((!met.is_empty()).then(|| (met.clone(), lesson())))
    };
    let (mut lessons, mut all_met, mut failure) = (Vec::new(), Vec::new(), None);
    map_ordered(
        &run.pool()?,
        run.in_flight(),
        items,
        work,
        |_, result| match result {
            Ok(Ok(found)) => {
                if let Some((met, lesson)) = found {
                    all_met.extend(met);
                    lessons.push(lesson);
                }
                ControlFlow::Continue(())
            }
            Ok(Err(error)) => {
                failure = Some(error);
                ControlFlow::Break(())
            }
            // The label of a text that cannot be read stays unmet, which is said.
            Err(_) => ControlFlow::Continue(()),
        },
    );
    if let Some(error) = failure {
        return Err(error.into());
    }
    for at in all_met {
        read.labels[at].is_met = true;
    }
    Ok(lessons)
}

/// What a label may call a release: its id, its path as it was given, its absolute path.
fn names(stored: &StoredRelease) -> [String; 3] {
    let source = &stored.release.source;
    let path = match &source.member {
        Some(member) => format!("{}!{member}", source.path),
        None => source.path.clone(),
    };
    [
        stored.release.id.as_str().to_owned(),
        path,
        stored.stamp.key.clone(),
    ]
}
