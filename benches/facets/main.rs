//! The cost of the facets, stage by stage, beside that of the parse of the same pages.
//!
//! `README.md` in `benches/` says how to run it and holds the last figures.

#[path = "../common/clock.rs"]
mod clock;
#[path = "../common/pages.rs"]
mod pages;
#[path = "../common/rounds.rs"]
mod rounds;

use std::hint::black_box;
use std::path::{Path, PathBuf};

use dateline::clean::clean;
use dateline::config::Config;
use dateline::extract::{Article, extract, place, probe};
use dateline::release::{Person, Release, ReleaseId};
use dateline::source::RawDocument;
use scraper::Html;

use clock::timed;

const NUM_ROUNDS: usize = 10;
/// A round over less text than this runs over it again: the clock of a small one is too coarse.
const NUM_BYTES_A_ROUND: usize = 16_000_000;
const STAGES: [&str; 6] = [
    "parse alone",
    "article (words)",
    "persons",
    "quotes",
    "countries",
    "topics",
];

fn main() {
    let config = Config::builtin().expect("the built-in config is valid");
    // Cargo passes `--bench` to every benchmark.
    let folder = std::env::args().skip(1).find(|a| a != "--bench");
    let folder = folder.map_or_else(pages::sample, PathBuf::from);
    print(&folder, &config);
}

/// Prints the CPU seconds of each stage and their share of the parse, by interleaved rounds.
fn print(folder: &Path, config: &Config) {
    let raws = pages::decoded(&pages::below(folder));
    let releases: Vec<Release> = raws.iter().map(|raw| release(raw, config)).collect();
    let num_bytes: usize = raws.iter().map(|raw| raw.text.len()).sum();
    let num_body_bytes: usize = releases.iter().map(|release| release.body.len()).sum();
    let num_times = NUM_BYTES_A_ROUND.div_ceil(num_bytes.max(1));
    println!(
        "{} pages, {:.1} MB with {:.1} MB of body, {num_times} times a round, {NUM_ROUNDS} rounds \
         after one to warm up; CPU seconds of one thread",
        raws.len(),
        num_bytes as f64 / 1e6,
        num_body_bytes as f64 / 1e6
    );
    let raws: Vec<&RawDocument> = vec![&raws; num_times].into_iter().flatten().collect();
    let releases: Vec<&Release> = vec![&releases; num_times].into_iter().flatten().collect();
    let one = || round(&raws, &releases, config);
    one();
    let rounds: Vec<[f64; 6]> = (0..NUM_ROUNDS).map(|_| one()).collect();
    for (stage, name) in STAGES.iter().enumerate() {
        let seconds: f64 = rounds.iter().map(|r| r[stage]).sum();
        println!("{name:>20}: {:8.4} s a round", seconds / NUM_ROUNDS as f64);
    }
    for (stage, name) in STAGES.iter().enumerate().skip(1) {
        rounds::print_ratio(&format!("{name} / parse alone"), &rounds, |r| {
            r[stage] / r[0]
        });
    }
    rounds::print_ratio("all facets / parse alone", &rounds, |r| {
        r[1..].iter().sum::<f64>() / r[0]
    });
}

/// One round: every stage over every page, in seconds.
fn round(raws: &[&RawDocument], releases: &[&Release], config: &Config) -> [f64; 6] {
    let (parsing, ()) = timed(|| {
        for raw in raws {
            black_box(Html::parse_document(&raw.text));
        }
    });
    let (reading, articles) = timed(|| releases.iter().map(|r| article(r)).collect::<Vec<_>>());
    let (naming, persons) = timed(|| {
        let persons = articles.iter().map(|a| probe::persons(a, config));
        persons.collect::<Vec<Vec<Person>>>()
    });
    let both = || articles.iter().zip(&persons);
    let (quoting, ()) = timed(|| {
        for (article, persons) in both() {
            black_box(probe::quotes(article, persons, config));
        }
    });
    let (placing, ()) = timed(|| {
        for (article, persons) in both() {
            black_box(place::countries(article, persons, config));
        }
    });
    let (sorting, ()) = timed(|| {
        for article in &articles {
            black_box(probe::topics(article, config));
        }
    });
    [parsing, reading, naming, quoting, placing, sorting]
}

fn article(release: &Release) -> Article<'_> {
    Article::new(
        release.headline.as_deref(),
        release.subhead.as_deref(),
        &release.body,
        release.dateline.as_ref(),
        release.language.as_deref().unwrap_or_default(),
        &release.aside.keywords,
    )
}

fn release(raw: &RawDocument, config: &Config) -> Release {
    let id = ReleaseId::of_hash(&raw.hash);
    extract(id, pages::source(raw), &clean(raw, config), config)
}
