//! Cleaning and the choice of the date against `scraper::Html::parse_document` of the same pages.

use std::hint::black_box;
use std::path::Path;

use dateline::clean::{CleanDocument, clean};
use dateline::config::Config;
use dateline::extract::{extract, probe};
use dateline::release::{ReleaseId, Source};
use dateline::source::RawDocument;
use scraper::Html;

use crate::clock::timed;
use crate::pages::{below, decoded, source};
use crate::rounds::print_ratio;

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
    let files = below(folder);
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

fn extract_all(raws: &[RawDocument], documents: &[CleanDocument], config: &Config) {
    for (raw, document) in raws.iter().zip(documents) {
        let id = ReleaseId::of_hash(&raw.hash);
        black_box(extract(id, source(raw), document, config));
    }
}
