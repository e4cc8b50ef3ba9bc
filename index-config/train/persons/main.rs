//! Fits the model of person names: writes `index-config/person-model.txt`.
//!
//! ```text
//! gzip -dk wikigold.jsonl.gz wnut17.jsonl.gz btc.jsonl.gz doj_silver.jsonl.gz
//! cargo run --release --example train_persons -- \
//!     wikigold.jsonl wnut17.jsonl btc.jsonl doj_silver.jsonl > index-config/person-model.txt
//! ```
//!
//! Input: one document a line, `{"id", "sents": [[tokens, labels], …]}`, person labels ending in
//! `PER` or `person`. Every text is read twice, the second time with other names in place of the
//! labelled ones, so that the model learns contexts and shapes; tables of results, drawn from
//! templates of our own, are added. The features are those of the program at work. Deterministic:
//! the same input gives the same bytes.

// Steps, shares and indexes are small whole numbers.
#![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]

mod detokenise;
mod dice;
mod fit;
mod rename;
mod tables;
mod templates;

use std::error::Error;

use dateline::config::Config;
use dateline::extract::person_training::training_runs;
use detokenise::{Sentence, Spacing, joined};
use dice::Dice;
use fit::{Example, fit, written};
use rename::Names;
use serde::Deserialize;

#[derive(Deserialize)]
struct Labelled {
    sents: Vec<(Vec<String>, Vec<String>)>,
}

/// A text with the byte offsets of its persons.
#[derive(Default)]
pub struct Text {
    text: String,
    persons: Vec<(usize, usize)>,
}

/// How the documents of one source are used.
#[derive(Clone, Copy)]
struct Source {
    /// The number of sentences that make one text.
    num_sentences: usize,
    /// What a run counts.
    weight: f32,
}

/// Of 256 words that are listed names, the number whose listing is hidden from the model.
const NUM_FORGOTTEN: u64 = 100;

/// How often each text is read with other names, and what its runs then count.
const NUM_COPIES: usize = 2;
const COPY_WEIGHT: f32 = 0.4;

/// What is drawn from our own templates.
const NUM_TABLES: usize = 300;
const NUM_FILLINGS: usize = 20;
const TEMPLATE_WEIGHT: f32 = 0.5;

fn main() -> Result<(), Box<dyn Error>> {
    let config = Config::builtin()?;
    let names = Names::read(places(&config));
    let mut dice = Dice(0x5eed);
    let mut examples = Vec::new();
    let mut add = |text: &Text, weight: f32, dice: &mut Dice| {
        let seed = dice.roll() | 1;
        let forgets = |key: u64| (key.wrapping_mul(seed) >> 32 & 0xff) < NUM_FORGOTTEN;
        let runs = training_runs(&text.text, &config.persons, forgets);
        examples.extend(
            runs.into_iter()
                .filter_map(|run| Example::of(run, text, weight)),
        );
    };
    for path in std::env::args().skip(1) {
        let source = source(&path);
        for (number, line) in std::fs::read_to_string(&path)?.lines().enumerate() {
            let document: Labelled = serde_json::from_str(line)?;
            let sentences: Vec<Sentence> = document.sents.iter().map(Sentence::of).collect();
            for (part, sentences) in sentences.chunks(source.num_sentences).enumerate() {
                let spacing = Spacing::in_turn(number + part);
                add(&joined(sentences, spacing), source.weight, &mut dice);
                for _ in 0..NUM_COPIES {
                    let renamed = names.renamed(sentences, spacing, &mut dice);
                    let weight = source.weight * COPY_WEIGHT;
                    add(&joined(&renamed, spacing), weight, &mut dice);
                }
            }
        }
    }
    for _ in 0..NUM_TABLES {
        add(
            &tables::table(&names, &mut dice),
            TEMPLATE_WEIGHT,
            &mut dice,
        );
    }
    for _ in 0..NUM_FILLINGS {
        for template in templates::templates() {
            let text = templates::filled(template, &names, &mut dice);
            add(&text, TEMPLATE_WEIGHT, &mut dice);
        }
    }
    let weights = fit(&examples, &mut dice);
    print!("{}", written(&weights));
    Ok(())
}

/// Countries, cities and regions, to stand where no person does.
fn places(config: &Config) -> Vec<String> {
    let countries = config.countries.iter().map(|c| c.name.clone());
    let towns = config.places.iter().filter(|p| p.thousands > 400);
    let mut places: Vec<String> = countries.collect();
    places.extend(towns.map(|p| p.name.clone()).step_by(3));
    places.extend(config.countries.iter().map(|c| c.name.clone()));
    places
}

fn source(path: &str) -> Source {
    let of = |num_sentences, weight| Source {
        num_sentences,
        weight,
    };
    if path.contains("wikigold") {
        of(12, 3.0)
    } else if path.contains("doj") {
        of(100, 0.5)
    } else {
        of(1, 0.5)
    }
}
