//! Fits the model of person names: writes `index-config/person-model.txt`.
//!
//! ```text
//! gzip -dk wikigold.jsonl.gz wnut17.jsonl.gz btc.jsonl.gz doj_silver.jsonl.gz
//! cargo run --release --example train_persons -- *.jsonl > index-config/person-model.txt
//! ```
//!
//! Input: one document a line, `{"id", "sents": [[tokens, labels], …]}`, person labels ending in
//! `PER` or `person`. The features are those of the program at work; the weights maximise the
//! likelihood of the labelled reading of every run (`AdaGrad`). Deterministic: the same input gives
//! the same bytes.

// Steps, shares and indexes are small whole numbers.
#![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]

use std::collections::HashMap;
use std::error::Error;

use dateline::config::Config;
use dateline::extract::person_training::{NUM_WEIGHTS, TrainingRun, training_runs};
use serde::Deserialize;

#[derive(Deserialize)]
struct Labelled {
    sents: Vec<(Vec<String>, Vec<String>)>,
}

/// How the documents of one source are used.
#[derive(Clone, Copy)]
struct Source {
    /// Sentences that make one text.
    sentences: usize,
    /// What a run counts.
    weight: f32,
    /// The share of words whose place in the lists of names is forgotten.
    forget: u64,
}

/// A text with the byte offsets of its persons.
#[derive(Default)]
struct Text {
    text: String,
    persons: Vec<(usize, usize)>,
}

struct Example {
    run: TrainingRun,
    /// Choices of the labelled reading.
    gold: Vec<usize>,
    weight: f32,
}

fn env(name: &str, default: f32) -> f32 {
    std::env::var(name)
        .ok()
        .and_then(|v| v.parse().ok())
        .unwrap_or(default)
}

fn main() -> Result<(), Box<dyn Error>> {
    let config = Config::builtin()?;
    let mut dice = Dice(0x5eed);
    let names = Names::read();
    let mut examples = Vec::new();
    for path in std::env::args().skip(1) {
        let source = source(&path);
        for (number, line) in std::fs::read_to_string(&path)?.lines().enumerate() {
            let document: Labelled = serde_json::from_str(line)?;
            for (part, sentences) in document.sents.chunks(source.sentences).enumerate() {
                let spaced = (number + part) % 2 == 1;
                for renamed in [false, true] {
                    let text = joined(sentences, spaced, renamed.then_some((&names, &mut dice)));
                    let seed = dice.next();
                    let weight = source.weight * if renamed { env("RENAMED", 0.5) } else { 1.0 };
                    let forget = source.forget;
                    let runs = training_runs(&text.text, &config.persons, |key| {
                        key.wrapping_mul(seed | 1) >> 32 & 0xff < forget
                    });
                    examples.extend(runs.into_iter().filter_map(|r| example(r, &text, weight)));
                }
            }
        }
    }
    let (weights, loss) = fit(&examples, &mut dice);
    eprintln!("{} runs, loss {loss:.4}", examples.len());
    print!("{}", written(&weights));
    Ok(())
}

fn source(path: &str) -> Source {
    let of = |sentences, weight, forget| Source {
        sentences,
        weight,
        forget,
    };
    let forget = env("FORGET", 80.0) as u64;
    if path.contains("wikigold") {
        of(12, env("W_WIKI", 3.0), forget)
    } else if path.contains("doj") {
        of(100, env("W_DOJ", 0.5), forget)
    } else if path.contains("wnut") {
        of(1, env("W_WNUT", 0.5), forget)
    } else {
        of(1, env("W_BTC", 0.5), forget)
    }
}

/// Joins tokens as a writer would; `spaced` keeps the space around hyphens.
fn joined(
    sentences: &[(Vec<String>, Vec<String>)],
    spaced: bool,
    mut renaming: Option<(&Names, &mut Dice)>,
) -> Text {
    let mut out = Text::default();
    let mut renamed = HashMap::new();
    for (tokens, labels) in sentences {
        if !out.text.is_empty() {
            out.text.push(' ');
        }
        let mut glue = true;
        let mut quoted = false;
        let mut inside = false;
        for (index, token) in tokens.iter().enumerate() {
            let is_hyphen = token == "-" && index > 0;
            let closes = token == "\"" && quoted;
            let sticks = matches!(
                token.as_str(),
                "," | "."
                    | ";"
                    | ":"
                    | "!"
                    | "?"
                    | ")"
                    | "]"
                    | "%"
                    | "'s"
                    | "'"
                    | "’s"
                    | "n't"
                    | "..."
                    | "''"
            ) || closes
                || (is_hyphen && !spaced);
            if !glue && !sticks {
                out.text.push(' ');
            }
            let label = labels[index].as_str();
            let person = label.ends_with("PER") || label.ends_with("person");
            let begins = person && (!inside || label.starts_with("B-"));
            let last = person
                && !labels
                    .get(index + 1)
                    .is_some_and(|l| l.starts_with("I-") && l[2..] == label[2..]);
            let start = out.text.len();
            match renaming.as_mut().filter(|_| person) {
                Some((names, dice)) => {
                    let new = renamed
                        .entry(token.clone())
                        .or_insert_with(|| names.instead_of(token, last, dice));
                    out.text.push_str(new);
                }
                None => out.text.push_str(token),
            }
            let end = out.text.len();
            if begins {
                out.persons.push((start, end));
            } else if let Some(open) = out.persons.last_mut().filter(|_| person) {
                open.1 = end;
            }
            inside = person;
            if token == "\"" {
                quoted = !quoted;
            }
            glue = matches!(token.as_str(), "(" | "[" | "$" | "#" | "@" | "``")
                || (token == "\"" && quoted)
                || (is_hyphen && !spaced);
        }
    }
    out
}

/// The labelled reading of a run; `None` when no choice of names gives it.
fn example(run: TrainingRun, text: &Text, weight: f32) -> Option<Example> {
    let inside = text
        .persons
        .iter()
        .filter(|(start, end)| *start < run.span.1 && *end > run.span.0);
    let mut gold = Vec::new();
    for person in inside {
        let tail = text.text[..person.1].strip_suffix(['.', ',']);
        let end = tail.map_or(person.1, str::len);
        let choice = run
            .choices
            .iter()
            .position(|c| c.span == *person || c.span == (person.0, end))?;
        gold.push(choice);
    }
    (!run.choices.is_empty()).then_some(Example { run, gold, weight })
}

fn fit(examples: &[Example], dice: &mut Dice) -> (Vec<f32>, f64) {
    let mut weights = vec![0.0_f32; NUM_WEIGHTS];
    let mut squares = vec![1e-6_f32; NUM_WEIGHTS];
    let mut sums = vec![0.0_f32; NUM_WEIGHTS];
    let epochs = env("EPOCHS", 4.0) as usize;
    let rate = env("RATE", 0.05);
    let decay = env("L2", 1e-6);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut loss = 0.0;
    for epoch in 0..epochs {
        dice.shuffle(&mut order);
        loss = 0.0;
        for &index in &order {
            let example = &examples[index];
            let (gradients, run_loss) = gradient(example, &weights);
            loss += run_loss;
            for (choice, gradient) in gradients.iter().enumerate() {
                if gradient.abs() < 1e-4 {
                    continue;
                }
                for &feature in &example.run.choices[choice].features {
                    let at = feature as usize;
                    let g = gradient * example.weight + decay * weights[at];
                    squares[at] += g * g;
                    weights[at] -= rate * g / squares[at].sqrt();
                }
            }
        }
        eprintln!("epoch {epoch}: loss {:.4}", loss / examples.len() as f64);
        if epoch > 0 {
            for (sum, weight) in sums.iter_mut().zip(&weights) {
                *sum += weight / (epochs - 1) as f32;
            }
        }
    }
    (sums, loss / examples.len() as f64)
}

/// The gradient of the loss by the score of each choice, and the loss.
fn gradient(example: &Example, weights: &[f32]) -> (Vec<f32>, f64) {
    let run = &example.run;
    let scores: Vec<f32> = run
        .choices
        .iter()
        .map(|c| c.features.iter().map(|f| weights[*f as usize]).sum())
        .collect();
    let n = run.num_words;
    let mut forward = vec![f32::NEG_INFINITY; n + 1];
    let mut backward = forward.clone();
    forward[0] = 0.0;
    backward[n] = 0.0;
    // Choices come in order of their first word.
    let mut next = 0;
    for at in 0..n {
        forward[at + 1] = log_add(forward[at + 1], forward[at]);
        while next < scores.len() && run.choices[next].first == at {
            let last = run.choices[next].last;
            forward[last] = log_add(forward[last], forward[at] + scores[next]);
            next += 1;
        }
    }
    for at in (0..n).rev() {
        backward[at] = backward[at + 1];
        while next > 0 && run.choices[next - 1].first == at {
            next -= 1;
            let last = run.choices[next].last;
            backward[at] = log_add(backward[at], backward[last] + scores[next]);
        }
    }
    let total = forward[n];
    let mut gradients: Vec<f32> = run
        .choices
        .iter()
        .zip(&scores)
        .map(|(c, s)| (forward[c.first] + s + backward[c.last] - total).exp())
        .collect();
    let mut gold_score = 0.0;
    for &choice in &example.gold {
        gradients[choice] -= 1.0;
        gold_score += scores[choice];
    }
    (gradients, f64::from((total - gold_score) * example.weight))
}

fn log_add(a: f32, b: f32) -> f32 {
    let (high, low) = if a > b { (a, b) } else { (b, a) };
    if low == f32::NEG_INFINITY {
        return high;
    }
    high + (low - high).exp().ln_1p()
}

/// The model file: a letter a weight, `O` for 0, 64 letters a line.
fn written(weights: &[f32]) -> String {
    let scale = env("SCALE", 0.05);
    let mut out = format!(
        "# Weights of person names, written by index-config/train/persons.rs; see README.md.\n{scale} {}\n",
        env("BIAS", 0.0)
    );
    for line in weights.chunks(64) {
        out.extend(line.iter().map(|weight| {
            let step = (weight / scale).round().clamp(-44.0, 46.0) as i8;
            char::from((79 + step) as u8)
        }));
        out.push('\n');
    }
    out
}

/// Names to put in place of labelled ones, so that the model learns contexts and shapes.
struct Names {
    given: Vec<String>,
    surname: Vec<String>,
}

impl Names {
    fn read() -> Self {
        let mut names = Self {
            given: Vec::new(),
            surname: Vec::new(),
        };
        for line in include_str!("../names.tsv").lines() {
            let Some((word, kind)) = line.split_once('\t') else {
                continue;
            };
            if !word.is_ascii() || word.len() < 3 {
                continue;
            }
            let word = capitalised(word);
            if kind.contains('g') {
                names.given.push(word.clone());
            }
            if kind.contains('s') {
                names.surname.push(word);
            }
        }
        names
    }

    fn instead_of(&self, token: &str, last: bool, dice: &mut Dice) -> String {
        let mut letters = token.chars();
        let plain = token.len() > 2
            && letters.next().is_some_and(char::is_uppercase)
            && letters.all(char::is_lowercase);
        if !plain || dice.next().is_multiple_of(4) {
            return token.to_owned();
        }
        let pool = if last { &self.surname } else { &self.given };
        pool[(dice.next() % pool.len() as u64) as usize].clone()
    }
}

fn capitalised(word: &str) -> String {
    let mut start = true;
    let mut out = String::new();
    for c in word.chars() {
        out.push(if start { c.to_ascii_uppercase() } else { c });
        start = c == '-' || c == '\'';
    }
    out
}

/// A small generator of numbers (`SplitMix64`).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        x ^ (x >> 31)
    }

    fn shuffle(&mut self, items: &mut [usize]) {
        for index in (1..items.len()).rev() {
            items.swap(index, (self.next() % (index as u64 + 1)) as usize);
        }
    }
}
