//! How long a search takes, beside the engine alone over the same releases.
//!
//! `README.md` in `benches/` says how to run it and holds the last figures.

#[allow(dead_code, reason = "the benchmark of a whole run uses pages too")]
#[path = "../releases/mod.rs"]
mod releases;

mod bare;

use std::fs;
use std::hint::black_box;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use bare::Bare;
use dateline::config::Config;
use dateline::index::{Index, Searcher, SourceStamp};
use dateline::ingest::{Run, Upkeep, extract};
use dateline::query::{FacetField, FacetRequest, SearchRequest, search};
use releases::Form;

const SEED: u64 = 7;
const MEMORY: usize = 200 << 20;
const NUM_QUERIES: usize = 300;
const NUM_ROUNDS: usize = 5;
const NUM_PROCESSES: usize = 200;
const FACETS: [FacetField; 3] = [FacetField::Country, FacetField::Person, FacetField::Topic];

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|a| a != "--bench");
    let num_releases = match arguments.next().as_deref() {
        None => 20_000,
        Some(number) => number.parse().expect("a number of releases"),
    };
    let config = Config::builtin().expect("the built-in config is valid");
    let folder = std::env::temp_dir().join(format!("dateline-latency-{}", std::process::id()));
    let (searcher, bare, texts) = indexes(&folder, num_releases, &config);
    println!(
        "{num_releases} releases, {NUM_QUERIES} queries, the best of {NUM_ROUNDS} rounds each"
    );
    for num_words in 1..=3 {
        let queries = queries(&texts, num_words);
        measure(&queries, (&searcher, &config), &bare);
    }
    let sentences = queries(&texts, 8);
    print_sentences(&sentences, &searcher, &config);
    print_processes(&folder, &queries(&texts, 2));
    fs::remove_dir_all(&folder).expect("the folder of the benchmark");
}

/// Both indexes, and the text of every hundredth release to make queries of.
fn indexes(folder: &Path, num_releases: usize, config: &Config) -> (Searcher, Bare, Vec<String>) {
    let source = folder.join("in");
    releases::write_to(&source, Form::Plain, SEED, 0..num_releases).expect("written");
    let index = Index::open_or_create(&folder.join("index"), config).expect("a new index");
    fs::create_dir_all(folder.join("bare")).expect("a folder");
    let bare = bare::Maker::new(&folder.join("bare"));
    let maker = index.document_maker(config);
    let mut writer = index.writer(MEMORY).expect("a writer");
    let mut texts = Vec::new();
    let run = Run {
        roots: &[source],
        num_threads: 2,
        memory: MEMORY as u64,
        stop: &AtomicBool::new(false),
        upkeep: Upkeep::default(),
    };
    let mut number = 0;
    extract(run, config, |release| {
        let release = release.expect("a generated release is no faulty one");
        number += 1;
        let stamp = SourceStamp {
            key: release.source.path.clone(),
            size: number,
            mtime_ns: 0,
            hash: number,
        };
        bare.add(&release);
        if number % 100 == 0 {
            texts.push(release.body.clone());
        }
        writer.add(maker.prepare(&release, &stamp)).expect("added");
        ControlFlow::Continue(())
    })
    .expect("read");
    writer.commit().expect("a commit");
    writer.finish().expect("finished");
    (index.searcher().expect("a searcher"), bare.finish(), texts)
}

/// Words that stand near each other in some release, as a reader remembers them.
fn queries(texts: &[String], num_words: usize) -> Vec<Vec<String>> {
    let of = |at: usize| {
        let words = texts[at % texts.len()].split_whitespace();
        let words: Vec<_> = words
            .filter(|word| word.len() > 3 && word.chars().all(char::is_alphabetic))
            .collect();
        let start = (at * 37) % words.len().saturating_sub(num_words).max(1);
        let chosen = words.iter().skip(start).take(num_words);
        chosen.map(|word| word.to_lowercase()).collect()
    };
    (0..NUM_QUERIES).map(of).collect()
}

fn request(query: String) -> SearchRequest {
    SearchRequest {
        query,
        facets: FACETS.map(|field| FacetRequest::new(field, 10)).to_vec(),
        ..SearchRequest::default()
    }
}

/// Times both in turn, query by query.
fn measure(queries: &[Vec<String>], (searcher, config): (&Searcher, &Config), bare: &Bare) {
    let mut own = vec![f64::MAX; queries.len()];
    let mut without = own.clone();
    let mut engine = vec![f64::MAX; queries.len()];
    let mut num_hits = 0;
    for _ in 0..NUM_ROUNDS {
        for (at, words) in queries.iter().enumerate() {
            let request = request(words.join(" "));
            let (seconds, answer) = timed(|| search(searcher, &request, config).expect("answer"));
            own[at] = own[at].min(seconds);
            num_hits += answer.total;
            let request = SearchRequest {
                num_snippets: 0,
                ..request
            };
            let (seconds, answer) = timed(|| search(searcher, &request, config).expect("answer"));
            without[at] = without[at].min(seconds);
            black_box(answer);
            let (seconds, counts) = timed(|| bare.search(words));
            engine[at] = engine[at].min(seconds);
            black_box(counts);
        }
    }
    let mean = num_hits as f64 / (NUM_ROUNDS * queries.len()) as f64;
    println!("{} words, {mean:.0} hits on average", queries[0].len());
    for (name, percent) in [("p50", 50), ("p99", 99)] {
        let [own, without, engine] = [&own, &without, &engine].map(|t| percentile(t, percent));
        println!(
            "  {name}: {:.3} ms, without passages {:.3} ms, the engine alone {:.3} ms; ratios {:.2}, {:.2}",
            own * 1e3,
            without * 1e3,
            engine * 1e3,
            own / engine,
            without / engine
        );
    }
}

/// Sentences learn from their best hits.
fn print_sentences(queries: &[Vec<String>], searcher: &Searcher, config: &Config) {
    let mut times = vec![f64::MAX; queries.len()];
    for _ in 0..NUM_ROUNDS {
        for (at, words) in queries.iter().enumerate() {
            let request = request(format!("what was said of the {}", words.join(" ")));
            let (seconds, answer) = timed(|| search(searcher, &request, config).expect("answer"));
            times[at] = times[at].min(seconds);
            black_box(answer);
        }
    }
    println!(
        "sentences, with feedback: p50 {:.2} ms, p99 {:.2} ms",
        percentile(&times, 50) * 1e3,
        percentile(&times, 99) * 1e3
    );
}

/// The CPU of the whole process, as the system counts it for children that have ended.
fn print_processes(folder: &Path, queries: &[Vec<String>]) {
    let before = children_ticks();
    for words in queries.iter().take(NUM_PROCESSES) {
        let output = Command::new(env!("CARGO_BIN_EXE_dateline"))
            // Where no `index-config/` lies, as for most users.
            .current_dir(folder)
            .args(["search", "--index", "index"])
            .args(words)
            .output()
            .expect("it runs");
        assert!(output.status.code().is_some_and(|code| code < 2));
    }
    if let (Some(before), Some(after)) = (before, children_ticks()) {
        // Linux counts in hundredths of a second.
        let mean = (after - before) as f64 * 10.0 / NUM_PROCESSES as f64;
        println!("whole process: {mean:.1} ms of CPU on average");
    }
}

/// User and system time of children, in ticks: the 16th and 17th field of `stat`.
fn children_ticks() -> Option<u64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    let (_, fields) = stat.rsplit_once(')')?;
    let mut fields = fields.split_whitespace().skip(13);
    let user: u64 = fields.next()?.parse().ok()?;
    let system: u64 = fields.next()?.parse().ok()?;
    Some(user + system)
}

/// Seconds by the clock: Linux counts the CPU of a thread in steps longer than a search. What else runs
/// is kept out by the best of the rounds.
fn timed<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let start = Instant::now();
    let result = work();
    (start.elapsed().as_secs_f64(), result)
}

/// The value below which so many of a hundred lie.
fn percentile(times: &[f64], percent: usize) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[(sorted.len() * percent / 100).min(sorted.len() - 1)]
}
