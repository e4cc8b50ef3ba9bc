//! Fits the weights of `index-config/salience.toml`.
//!
//! ```text
//! cargo run --example fit_salience -- ABOUT_FOLDER… -- MENTIONED_FOLDER… > index-config/salience.toml
//! ```
//!
//! A folder has the documents in `files/` and their countries in `gold.jsonl`, one object a line:
//! `{"id": file stem, "countries": [codes]}`. The model is fitted on the documents of one half (by
//! the hash of their id), judged on the other, and the other way round; then fitted on all of them for the weights printed.
//! The figures go to stderr. Same documents, same weights.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;

use dateline::clean::clean;
use dateline::config::{Config, FEATURES, NUM_FEATURES};
use dateline::extract::{Article, extract, place};
use dateline::release::{ReleaseId, Source};
use dateline::source::{Format, RawDocument};

/// The strength of the pull of every weight towards 0.
const RIDGE: f64 = 1.0;
/// Steps of Newton's method; it has converged long before.
const NUM_STEPS: usize = 20;
/// What a document whose dateline is withheld weighs beside one as it is.
const COPY_WEIGHT: f64 = 0.05;
/// The constant and the features.
const WIDTH: usize = NUM_FEATURES + 1;

struct Row {
    document: usize,
    is_gold: bool,
    /// A constant 1, then the features.
    values: [f64; WIDTH],
}

#[derive(Default)]
struct Data {
    rows: Vec<Row>,
    documents: Vec<Document>,
}

struct Document {
    /// The number of its gold countries.
    num_gold: usize,
    is_first_half: bool,
    /// Whether it stands here a second time, its dateline withheld: many releases have none. Such a
    /// copy is fitted on and not judged.
    is_copy: bool,
}

fn main() -> Result<(), Box<dyn Error>> {
    let config = Config::builtin()?;
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut models = arguments.split(|a| a == "--");
    let (Some(about), Some(mentioned), None) = (models.next(), models.next(), models.next()) else {
        return Err("usage: fit_salience ABOUT_FOLDER… -- MENTIONED_FOLDER…".into());
    };
    println!(
        "# How countries are weighed: score = 1 / (1 + exp(-(bias + Σ weight · feature))), yes from `least` on."
    );
    println!("# Fitted by train/salience.rs; what each feature is: src/extract/place/evidence.rs.");
    println!();
    println!("# Is the release about the country?");
    fit_model("about", about, &config)?;
    println!();
    println!(
        "# If not: is the country named as a place, and not only by an adjective or a doubtful city?"
    );
    fit_model("mentioned", mentioned, &config)
}

fn fit_model(name: &str, folders: &[String], config: &Config) -> Result<(), Box<dyn Error>> {
    let mut data = Data::default();
    for folder in folders {
        read_folder(Path::new(folder), config, &mut data)?;
    }
    let halves = |is_first: bool| move |d: &Document| d.is_first_half == is_first;
    for is_first in [true, false] {
        let fitted = fit(&data, halves(is_first));
        let least = best_threshold(&data, &fitted, halves(is_first));
        let here = f1(&data, &fitted, least, halves(is_first));
        let there = f1(&data, &fitted, least, halves(!is_first));
        eprintln!("{name}: F1 {here:.4} on the half it is fitted on, {there:.4} on the other");
    }
    let fitted = fit(&data, |_| true);
    let least = best_threshold(&data, &fitted, |_| true);
    eprintln!(
        "{name}: F1 {:.4} fitted on all",
        f1(&data, &fitted, least, |_| true)
    );
    print(name, &fitted, least);
    Ok(())
}

fn read_folder(folder: &Path, config: &Config, data: &mut Data) -> Result<(), Box<dyn Error>> {
    let gold = std::fs::read_to_string(folder.join("gold.jsonl"))?;
    for line in gold.lines() {
        let entry: serde_json::Value = serde_json::from_str(line)?;
        let id = entry["id"].as_str().ok_or("a gold entry has no id")?;
        let codes = entry["countries"].as_array().into_iter().flatten();
        let codes: BTreeSet<String> = codes
            .filter_map(|c| c.as_str())
            .map(|c| today(c, config))
            .collect();
        let text = std::fs::read_to_string(folder.join("files").join(format!("{id}.txt")))?;
        add_document(id, text, &codes, config, data);
    }
    Ok(())
}

/// The code of the state that followed a former one.
fn today(code: &str, config: &Config) -> String {
    let successor = config
        .countries
        .get(code)
        .and_then(|c| c.successors.first());
    successor.map_or(code, String::as_str).to_owned()
}

fn add_document(id: &str, text: String, gold: &BTreeSet<String>, config: &Config, data: &mut Data) {
    let hash = blake3::hash(text.as_bytes());
    let raw = RawDocument {
        path: id.to_owned(),
        member: None,
        format: Format::Text,
        encoding: "utf-8",
        encoding_basis: "the bytes are valid",
        num_bytes: text.len() as u64,
        hash,
        text,
        claims: Vec::new(),
        warnings: Vec::new(),
    };
    let release = extract(
        ReleaseId::of_bytes(id.as_bytes()),
        Source::default(),
        &clean(&raw, config),
        config,
    );
    let is_first_half = blake3::hash(id.as_bytes()).as_bytes()[0] < 128;
    let dateline = release.dateline.as_ref();
    for dateline in [Some(dateline), dateline.map(|_| None)]
        .into_iter()
        .flatten()
    {
        let article = Article::new(
            release.headline.as_deref(),
            release.subhead.as_deref(),
            &release.body,
            dateline,
            release.language.as_deref().unwrap_or("en"),
            &[],
        );
        let document = data.documents.len();
        data.documents.push(Document {
            num_gold: gold.len(),
            is_first_half,
            is_copy: dateline.is_none() && release.dateline.is_some(),
        });
        for candidate in place::candidates(&article, &release.persons, config) {
            let mut values = [1.0; WIDTH];
            values[1..].copy_from_slice(&candidate.features);
            data.rows.push(Row {
                document,
                is_gold: gold.contains(&today(&candidate.code, config)),
                values,
            });
        }
    }
}

/// Logistic regression with a ridge, by Newton's method.
fn fit(data: &Data, is_used: impl Fn(&Document) -> bool) -> [f64; WIDTH] {
    let mut weights = [0.0; WIDTH];
    for _ in 0..NUM_STEPS {
        let mut gradient = [0.0; WIDTH];
        let mut hessian = [[0.0; WIDTH]; WIDTH];
        for at in 1..WIDTH {
            gradient[at] = -RIDGE * weights[at];
            hessian[at][at] = RIDGE;
        }
        hessian[0][0] = 1e-9;
        for row in data
            .rows
            .iter()
            .filter(|r| is_used(&data.documents[r.document]))
        {
            let is_copy = data.documents[row.document].is_copy;
            let weight = if is_copy { COPY_WEIGHT } else { 1.0 };
            let score = score(&weights, &row.values);
            let error = weight * (f64::from(u8::from(row.is_gold)) - score);
            for i in 0..WIDTH {
                gradient[i] += error * row.values[i];
                let curve = weight * score * (1.0 - score) * row.values[i];
                for (cell, value) in hessian[i].iter_mut().zip(row.values) {
                    *cell += curve * value;
                }
            }
        }
        let step = solve(hessian, gradient);
        for (weight, step) in weights.iter_mut().zip(step) {
            *weight += step;
        }
    }
    weights
}

/// Solves a positive definite system by elimination.
fn solve(mut matrix: [[f64; WIDTH]; WIDTH], mut right: [f64; WIDTH]) -> [f64; WIDTH] {
    for pivot in 0..WIDTH {
        let pivot_row = matrix[pivot];
        for row in pivot + 1..WIDTH {
            let factor = matrix[row][pivot] / pivot_row[pivot];
            for (cell, above) in matrix[row].iter_mut().zip(pivot_row).skip(pivot) {
                *cell -= factor * above;
            }
            right[row] -= factor * right[pivot];
        }
    }
    let mut solution = [0.0; WIDTH];
    for row in (0..WIDTH).rev() {
        let known: f64 = (row + 1..WIDTH)
            .map(|at| matrix[row][at] * solution[at])
            .sum();
        solution[row] = (right[row] - known) / matrix[row][row];
    }
    solution
}

fn score(weights: &[f64; WIDTH], values: &[f64; WIDTH]) -> f64 {
    let sum: f64 = weights.iter().zip(values).map(|(w, v)| w * v).sum();
    1.0 / (1.0 + (-sum).exp())
}

/// Micro F1 over documents; a gold country that is no candidate counts as missed.
fn f1(data: &Data, weights: &[f64; WIDTH], about: f64, is_used: impl Fn(&Document) -> bool) -> f64 {
    let is_judged = |d: &&Document| is_used(d) && !d.is_copy;
    let num_gold: usize = data
        .documents
        .iter()
        .filter(is_judged)
        .map(|d| d.num_gold)
        .sum();
    let mut found: BTreeMap<bool, usize> = BTreeMap::new();
    for row in data
        .rows
        .iter()
        .filter(|r| is_judged(&&data.documents[r.document]))
    {
        if score(weights, &row.values) >= about {
            *found.entry(row.is_gold).or_default() += 1;
        }
    }
    let hits = found.get(&true).copied().unwrap_or_default() as f64;
    let num_found: usize = found.values().sum();
    2.0 * hits / (num_gold + num_found).max(1) as f64
}

/// The threshold of the best F1, in steps of a hundredth; the middle one of several.
fn best_threshold(
    data: &Data,
    weights: &[f64; WIDTH],
    is_used: impl Fn(&Document) -> bool + Copy,
) -> f64 {
    let steps = (20..=70).map(|step| f64::from(step) / 100.0);
    let tried: Vec<(f64, f64)> = steps.map(|t| (t, f1(data, weights, t, is_used))).collect();
    let best = tried.iter().map(|t| t.1).fold(0.0, f64::max);
    let good: Vec<f64> = tried
        .iter()
        .filter(|t| t.1 >= best - 1e-9)
        .map(|t| t.0)
        .collect();
    good.get(good.len() / 2).copied().unwrap_or(0.5)
}

fn print(name: &str, weights: &[f64; WIDTH], least: f64) {
    println!("[{name}]");
    println!("least = {least:.2}");
    println!("bias = {:.4}", weights[0]);
    println!();
    println!("[{name}.weights]");
    for (feature, weight) in FEATURES.iter().zip(&weights[1..]) {
        println!("{feature} = {weight:.4}");
    }
}
