//! Cleaning and the choice of the date against `scraper::Html::parse_document` of the same pages.

use std::hint::black_box;
use std::path::{Path, PathBuf};

use dateline::clean::{CleanDocument, clean};
use dateline::config::Config;
use dateline::extract::{extract, probe};
use dateline::release::{ReleaseId, Source};
use dateline::source::{Format, RawDocument, decode};
use scraper::Html;

use crate::clock::timed;

const NUM_ROUNDS: usize = 10;
const STAGES: [&str; 5] = [
    "decode",
    "parse alone",
    "clean",
    "date",
    "extract, all of it",
];

/// Prints the CPU seconds of each stage and the ratios, by interleaved rounds.
pub fn print(folder: &Path, config: &Config) {
    let files = pages_below(folder);
    let num_bytes: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
    println!(
        "{} pages, {:.1} MB, {NUM_ROUNDS} rounds after one to warm up; CPU seconds of one thread",
        files.len(),
        num_bytes as f64 / 1e6
    );
    round(&files, config);
    let rounds: Vec<[f64; 5]> = (0..NUM_ROUNDS).map(|_| round(&files, config)).collect();
    for (stage, name) in STAGES.iter().enumerate() {
        let seconds: f64 = rounds.iter().map(|r| r[stage]).sum();
        println!("{name:>20}: {:8.4} s a round", seconds / NUM_ROUNDS as f64);
    }
    print_ratio(
        "(clean + date) / parse alone",
        &rounds,
        |[_, parse, clean, date, _]| (clean + date) / parse,
    );
    print_ratio(
        "(decode + clean + date) / (decode + parse alone)",
        &rounds,
        |r| (r[0] + r[2] + r[3]) / (r[0] + r[1]),
    );
}

/// The middle of the rounds, with the least and the most.
fn print_ratio(name: &str, rounds: &[[f64; 5]], ratio: impl Fn([f64; 5]) -> f64) {
    let mut ratios: Vec<f64> = rounds.iter().map(|r| ratio(*r)).collect();
    ratios.sort_by(f64::total_cmp);
    println!(
        "{name}: {:.3} (rounds: {:.3} to {:.3})",
        ratios[ratios.len() / 2],
        ratios[0],
        ratios[ratios.len() - 1]
    );
}

/// One round: every stage over every page, in seconds.
fn round(files: &[(String, Vec<u8>)], config: &Config) -> [f64; 5] {
    let (decoding, raws) = timed(|| decoded(files));
    let (parsing, ()) = timed(|| {
        for raw in &raws {
            black_box(Html::parse_document(&raw.text));
        }
    });
    let (cleaning, documents) = timed(|| raws.iter().map(|r| clean(r, config)).collect::<Vec<_>>());
    let sources: Vec<Source> = raws.iter().map(source).collect();
    let (dating, ()) = timed(|| {
        for (document, source) in documents.iter().zip(&sources) {
            black_box(probe::published(document, source));
        }
    });
    let (extracting, ()) = timed(|| extract_all(&raws, &documents, config));
    [decoding, parsing, cleaning, dating, extracting]
}

fn decoded(files: &[(String, Vec<u8>)]) -> Vec<RawDocument> {
    let decoded = files
        .iter()
        .filter_map(|(path, bytes)| decode(path, bytes).ok());
    decoded.filter(|raw| raw.format == Format::Html).collect()
}

fn extract_all(raws: &[RawDocument], documents: &[CleanDocument], config: &Config) {
    for (raw, document) in raws.iter().zip(documents) {
        let id = ReleaseId::of_hash(&raw.hash);
        black_box(extract(id, source(raw), document, config));
    }
}

fn source(raw: &RawDocument) -> Source {
    Source {
        path: raw.path.clone(),
        ..Source::default()
    }
}

/// The pages below a folder with their bytes, by name.
fn pages_below(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut paths = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder)
            .unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        for entry in entries {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                &mut folders
            } else {
                &mut paths
            }
            .push(path);
        }
    }
    paths.sort();
    let read = |path: PathBuf| {
        let bytes = std::fs::read(&path).expect("readable");
        (path.display().to_string(), bytes)
    };
    let files = paths.into_iter().map(read);
    files
        .filter(|(path, bytes)| decode(path, bytes).is_ok_and(|raw| raw.format == Format::Html))
        .collect()
}
