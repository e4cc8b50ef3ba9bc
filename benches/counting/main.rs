//! The cost of counting a facet, beside tantivy's own `FacetCollector` over the same index.
//!
//! `README.md` in `benches/` says how to run it and holds the last figures.

#[path = "../common/clock.rs"]
mod clock;
#[path = "../common/rounds.rs"]
mod rounds;

use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use dateline::config::Config;
use dateline::index::{Index, Searcher, SourceStamp};
use dateline::query::{FacetField, FacetRequest, SearchRequest, facets};
use dateline::release::{Aside, Notices, Person, Release, ReleaseDate, ReleaseId, Source};
use tantivy::collector::FacetCollector;
use tantivy::query::AllQuery;
use tantivy::schema::{Facet, FacetOptions, Schema};
use tantivy::{IndexWriter, TantivyDocument};

use clock::timed;

const NUM_RELEASES: u64 = 20_000;
const NUM_PERSONS_A_RELEASE: u64 = 3;
const NUM_VALUES: [u64; 5] = [10, 100, 1_000, 10_000, 50_000];
const NUM_SHOWN: usize = 10;
const NUM_ROUNDS: usize = 7;
/// How long a contestant works in a round.
const AT_LEAST: Duration = Duration::from_millis(200);
const MEMORY: usize = 200 << 20;

fn main() {
    let config = Config::builtin().expect("the built-in config is valid");
    println!(
        "{NUM_RELEASES} releases with {NUM_PERSONS_A_RELEASE} persons each, the first {NUM_SHOWN} shown"
    );
    for num_values in NUM_VALUES {
        let folder = std::env::temp_dir().join(format!(
            "dateline-counting-{}-{num_values}",
            std::process::id()
        ));
        let (searcher, bare) = indexes(&folder, num_values, &config);
        measure(&searcher, &bare, num_values, &config);
        std::fs::remove_dir_all(&folder).expect("the folder of the benchmark");
    }
}

/// Counts both ways in turn and prints the medians.
fn measure(searcher: &Searcher, bare: &tantivy::Searcher, num_values: u64, config: &Config) {
    let request = SearchRequest {
        facets: vec![FacetRequest::new(FacetField::Person, NUM_SHOWN)],
        limit: Some(0),
        num_snippets: 0,
        ..SearchRequest::default()
    };
    let ours = || facets(searcher, &request, config).expect("counts");
    let theirs = || {
        let mut collector = FacetCollector::for_field("person");
        collector.add_facet("/");
        let counts = bare.search(&AllQuery, &collector).expect("counts");
        let top = counts.top_k("/", NUM_SHOWN);
        top.iter().map(|(_, count)| *count).collect::<Vec<_>>()
    };
    let counted: Vec<_> = ours()[0].values.iter().map(|v| v.count).collect();
    assert_eq!(counted, theirs(), "both count the same");
    let rounds: Vec<[f64; 2]> = (0..NUM_ROUNDS)
        .map(|_| [seconds_of(&ours), seconds_of(&theirs)])
        .collect();
    let name = format!("{num_values} values: FacetCollector / dateline");
    rounds::print_ratio(&name, &rounds, |round| round[1] / round[0]);
    for (at, name) in ["dateline", "FacetCollector"].iter().enumerate() {
        let mut seconds: Vec<f64> = rounds.iter().map(|round| round[at]).collect();
        seconds.sort_by(f64::total_cmp);
        println!("{name:>20}: {:8.3} ms", seconds[NUM_ROUNDS / 2] * 1e3);
    }
}

/// CPU seconds of one call, out of so many that the ticks of the system's clock do not matter.
fn seconds_of<T>(work: &impl Fn() -> T) -> f64 {
    let start = Instant::now();
    black_box(work());
    let once = start.elapsed().max(Duration::from_nanos(1));
    let num_calls = AT_LEAST.div_duration_f64(once).ceil().max(1.0);
    // A few millions at the most.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let calls = 0..num_calls as u64;
    let (seconds, ()) = timed(|| calls.for_each(|_| drop(black_box(work()))));
    seconds / num_calls
}

/// An index of one segment whose persons follow Zipf's law, and one of the engine alone with the same
/// facet.
fn indexes(folder: &Path, num_values: u64, config: &Config) -> (Searcher, tantivy::Searcher) {
    let mut builder = Schema::builder();
    let facet = builder.add_facet_field("person", FacetOptions::default());
    let bare = tantivy::Index::create_in_ram(builder.build());
    let mut bare_writer: IndexWriter = bare
        .writer_with_num_threads(1, MEMORY)
        .expect("a bare writer");
    let index = Index::open_or_create(folder, config).expect("a new index");
    let maker = index.document_maker(config);
    let mut writer = index.writer(MEMORY).expect("a writer");
    let mut state = 1;
    for number in 0..NUM_RELEASES {
        let persons = (0..NUM_PERSONS_A_RELEASE).map(|_| person(&mut state, num_values));
        let release = release(number, persons.collect());
        let mut document = TantivyDocument::default();
        for person in &release.persons {
            document.add_facet(facet, Facet::from_path([person.name.as_str()]));
        }
        bare_writer.add_document(document).expect("added");
        let stamp = SourceStamp {
            key: release.source.path.clone(),
            size: number,
            mtime_ns: 0,
            hash: number,
        };
        writer.put(maker.prepare(&release, &stamp)).expect("put");
    }
    writer.commit().expect("commit");
    writer.finish().expect("finish");
    bare_writer.commit().expect("commit");
    let bare = bare.reader().expect("a reader").searcher();
    (index.searcher().expect("a searcher"), bare)
}

/// A person of a seeded generator (`SplitMix64`), the first ones the most frequent.
fn person(state: &mut u64, num_values: u64) -> Person {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    let uniform = ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64;
    // A whole number below `num_values`, which is small and positive.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let rank = (num_values as f64).powf(uniform) as u64;
    let name = format!("Person Number {rank:05}");
    Person {
        forms: vec![name.clone()],
        name,
        title: None,
        mentions: Vec::new(),
    }
}

fn release(number: u64, persons: Vec<Person>) -> Release {
    let path = format!("/bench/{number}.txt");
    Release {
        other_sources: Vec::new(),
        id: ReleaseId::of_bytes(path.as_bytes()),
        source: Source {
            path,
            ..Source::default()
        },
        headline: Some(format!("Release {number}")),
        subhead: None,
        body: format!("The text of release {number}."),
        body_basis: "generated".to_owned(),
        dateline: None,
        date: ReleaseDate::default(),
        language: Some("en".to_owned()),
        countries: Vec::new(),
        persons,
        topics: Vec::new(),
        quotes: Vec::new(),
        contacts: Vec::new(),
        boilerplate: Vec::new(),
        notices: Notices::default(),
        release_number: None,
        issuer: None,
        warnings: Vec::new(),
        aside: Aside::default(),
    }
}
