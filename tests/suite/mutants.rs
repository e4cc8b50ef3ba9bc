//! Damaged files by the hundred: a seeded generator flips bits, cuts, splices and packs pages, texts,
//! archives and charsets, and `dateline index` must give each file an outcome, without a panic,
//! without a hang and without growing.
//!
//! The test suite tries [`NUM_MUTANTS`] of them. By hand, with figures:
//! `DATELINE_MUTANTS=100000 cargo test --test suite mutants -- --nocapture`, and
//! `DATELINE_MUTANT_SEED=7` for others. A seed and a number name the same file everywhere.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::fixture::{Fixture, files_below};
use crate::pack::{bz2, gz, tar_of_bytes, xz, zip, zst};

/// Files of a run of the test suite.
const NUM_MUTANTS: u64 = 300;

/// Files in one folder.
const FOLDER: u64 = 1000;

/// After this long for each file, and a minute for the start, a run is taken to hang.
const PER_FILE: Duration = Duration::from_secs(1);

/// The largest file that is mutated, in bytes.
const MAX_SEED_BYTES: usize = 200_000;

/// Numbers out of a seed (Steele, Lea and Flood, `SplitMix64`).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end.max(1)).expect("small");
        usize::try_from(self.next() % end).expect("small")
    }
}

/// What is put into files: each is hostile to some reader.
const CHUNKS: &[&[u8]] = &[
    b"\0\0\0\0",
    b"\x1b[2J\x1b]0;owned\x07",
    "\u{202e}\u{2066}\u{200f}".as_bytes(),
    b"\xed\xa0\x80\xed\xb0\x80",
    b"\xff\xfe\xfd",
    b"<div><table><tr><td>",
    b"</p></body></html>",
    b"<![CDATA[",
    b"&#x10ffff;&#0;&nosuch;",
    b"<meta charset=utf-16>",
    b"<?xml version='1.0' encoding='shift_jis'?>",
    b"PK\x03\x04\x14\0\x01\0\x08\0",
    b"\x1f\x8b\x08\0\0\0\0\0\0\x03",
    b"\x28\xb5\x2f\xfd\x20\xff",
    b"WARC/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n",
    b"Content-Length: -1\r\n",
    b"{\"headline\": [[[[[[{\"a\":",
    b"\"\"\",,,\"",
    b"\nFrom x\nMIME-Version: 1.0\n",
    b"99999999999999999999-99-99T99:99:99+99:99",
];

/// Files to mutate: all samples and fixtures, and archives of some of them.
fn seeds() -> Vec<(String, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut seeds = Vec::new();
    for folder in ["corpus-sample", "tests/containers"] {
        for path in files_below(&root.join(folder)) {
            let name = path
                .strip_prefix(root)
                .expect("below")
                .display()
                .to_string();
            let bytes = fs::read(&path).expect("readable");
            if bytes.len() <= MAX_SEED_BYTES {
                seeds.push((name.replace('/', "_"), bytes));
            }
        }
    }
    let some: Vec<(&str, &[u8])> = seeds
        .iter()
        .step_by(17)
        .map(|(n, b)| (n.as_str(), b.as_slice()))
        .collect();
    let tar = tar_of_bytes(&some);
    let packed = [
        ("all.zip", zip(&some)),
        ("all.tar.gz", gz(&tar)),
        ("all.tar.zst", zst(&tar)),
        ("all.tar.bz2", bz2(&tar)),
        ("all.tar.xz", xz(&tar)),
        (
            "nested.zip",
            zip(&[("a.tar.gz", &gz(&tar)), ("b.zip", &zip(&some[..3]))]),
        ),
        ("all.warc", warc(&some)),
        (
            "all.warc.gz",
            some.iter().flat_map(|one| gz(&warc(&[*one]))).collect(),
        ),
        ("all.tar", tar),
    ];
    seeds.extend(packed.map(|(name, bytes)| (name.to_owned(), bytes)));
    seeds
}

fn warc(pages: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = Vec::new();
    for (name, page) in pages {
        let answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n";
        let len = answer.len() + page.len();
        let head = format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/{name}\r\nContent-Length: {len}\r\n\r\n"
        );
        for part in [head.as_bytes(), answer, page, b"\r\n\r\n"] {
            archive.extend_from_slice(part);
        }
    }
    archive
}

/// One damaged file.
fn mutant(seeds: &[(String, Vec<u8>)], seed: u64, number: u64) -> Vec<u8> {
    let mut random = Random(seed ^ number.wrapping_mul(0xd134_2543_de82_ef95));
    let mut bytes = seeds[random.below(seeds.len())].1.clone();
    for _ in 0..=random.below(3) {
        bytes = mutated(bytes, seeds, &mut random);
    }
    match random.below(12) {
        0 => gz(&bytes),
        1 => zip(&[("a.html", &bytes), ("../b.txt", &bytes[..bytes.len() / 2])]),
        2 => tar_of_bytes(&[("a/b", &bytes)]),
        _ => bytes,
    }
}

fn mutated(mut bytes: Vec<u8>, seeds: &[(String, Vec<u8>)], random: &mut Random) -> Vec<u8> {
    let at = random.below(bytes.len() + 1);
    let span = at..(at + random.below(200)).min(bytes.len());
    match random.below(8) {
        0 => flip_bits(&mut bytes, random),
        1 => bytes.truncate(at),
        2 => {
            let (_, other) = &seeds[random.below(seeds.len())];
            bytes.truncate(at);
            bytes.extend_from_slice(&other[random.below(other.len() + 1)..]);
        }
        3 => {
            let chunk = CHUNKS[random.below(CHUNKS.len())].repeat(1 + random.below(40));
            bytes.splice(at..at, chunk);
        }
        4 => {
            let copy = bytes[span].to_vec();
            bytes.splice(at..at, copy.repeat(1 + random.below(20)));
        }
        5 => bytes[span].fill(0xff),
        6 => {
            bytes.drain(span);
        }
        // The same text in another charset than it says.
        _ => bytes = other_charset(&bytes, random),
    }
    bytes
}

fn flip_bits(bytes: &mut [u8], random: &mut Random) {
    for _ in 0..=random.below(64) {
        let at = random.below(bytes.len());
        if let Some(byte) = bytes.get_mut(at) {
            *byte ^= 1 << random.below(8);
        }
    }
}

fn other_charset(bytes: &[u8], random: &mut Random) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    match random.below(3) {
        0 => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        1 => bytes
            .iter()
            .map(|byte| byte.rotate_left(u32::from(*byte > 0x7f)))
            .collect(),
        _ => text
            .chars()
            .flat_map(|c| {
                char::from(u8::try_from(u32::from(c) % 256).unwrap_or(b'?'))
                    .to_string()
                    .into_bytes()
            })
            .collect(),
    }
}

fn number_of(variable: &str, default: u64) -> u64 {
    env::var(variable).map_or(default, |value| value.parse().expect("a number"))
}

#[test]
fn every_damaged_file_has_an_outcome() {
    let (num_files, seed) = (
        number_of("DATELINE_MUTANTS", NUM_MUTANTS),
        number_of("DATELINE_MUTANT_SEED", 20_261_123),
    );
    let seeds = seeds();
    let fixture = Fixture::new();
    let mut names = BTreeSet::new();
    for number in 0..num_files {
        let name = format!("in/{}/{number:06}", number / FOLDER);
        fixture.write(&name, mutant(&seeds, seed, number));
        names.insert(name);
    }
    let report = run_watched(&fixture, num_files);
    let number = |name: &str| report[name].as_u64().expect(name);
    let skipped = report["skipped"].as_array().expect("a list");
    assert_eq!(
        number("num_seen"),
        number("num_indexed") + number("num_unchanged") + skipped.len() as u64
    );
    let reasons = &report["num_skipped"];
    println!(
        "{} seen, {} indexed, skipped: {reasons}",
        number("num_seen"),
        number("num_indexed")
    );
    assert!(
        reasons["panicked"].is_null(),
        "panics: {:?}",
        panics(skipped)
    );
    for skip in skipped {
        names.remove(file_of(skip["path"].as_str().expect("a path")));
    }
    // An equal file is known beside the one that stands for both.
    let root = fixture.path().canonicalize().expect("a folder");
    let exported = fixture.ok(&["export", "--fields", "files"]).stdout;
    for release in exported.lines() {
        let release: serde_json::Value = serde_json::from_str(release).expect("a release");
        for file in release["files"].as_array().expect("a list") {
            let key = Path::new(file_of(file["key"].as_str().expect("a key")));
            let name = key.strip_prefix(&root).expect("below the folder");
            names.remove(name.to_str().expect("a name"));
        }
    }
    let some: Vec<_> = names.iter().take(20).collect();
    assert!(
        names.is_empty(),
        "{} without an outcome: {some:?}",
        names.len()
    );
}

fn file_of(address: &str) -> &str {
    address.split('!').next().unwrap_or(address)
}

fn panics(skipped: &[serde_json::Value]) -> Vec<&serde_json::Value> {
    skipped
        .iter()
        .filter(|skip| skip["reason"] == "panicked")
        .collect()
}

/// Runs `index` over the files; one that neither ends nor stays small in time is ended.
fn run_watched(fixture: &Fixture, num_files: u64) -> serde_json::Value {
    let output = fixture.join("report.json");
    let mut command = fixture.command(&["-q", "--threads", "2", "index", "--json", "in"]);
    command
        .stdout(fs::File::create(&output).expect("a file"))
        .stderr(Stdio::null());
    let mut child = command.spawn().expect("the program runs");
    let max = Duration::from_secs(60) + PER_FILE * u32::try_from(num_files).expect("not so many");
    let sizes = watch(&mut child, max);
    let status = child.wait().expect("a status");
    assert_eq!(status.code(), Some(0), "the run failed");
    check_growth(&sizes);
    let report = fs::read_to_string(output).expect("a report");
    serde_json::from_str(&report).expect("a report")
}

/// The memory of a process in kB, taken again and again until it ends.
fn watch(child: &mut Child, max: Duration) -> Vec<u64> {
    let started = Instant::now();
    let status = PathBuf::from(format!("/proc/{}/status", child.id()));
    let mut sizes = Vec::new();
    while child.try_wait().expect("a status").is_none() {
        if started.elapsed() > max {
            child.kill().expect("ended");
            panic!("hangs: not done after {max:?}");
        }
        let text = fs::read_to_string(&status).unwrap_or_default();
        let size = text.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        sizes.extend(size.and_then(|s| s.trim().trim_end_matches(" kB").parse::<u64>().ok()));
        thread::sleep(Duration::from_millis(50));
    }
    println!(
        "{} s, most memory {} kB",
        started.elapsed().as_secs(),
        sizes.iter().max().unwrap_or(&0)
    );
    sizes
}

/// A long run takes no more memory in its last quarter than in its second, but for what it knows of
/// each file.
fn check_growth(sizes: &[u64]) {
    const MIN_SAMPLES: usize = 400;
    const PER_RUN: u64 = 100_000;
    if sizes.len() < MIN_SAMPLES {
        return;
    }
    let quarter = sizes.len() / 4;
    let most = |part: &[u64]| part.iter().copied().max().unwrap_or_default();
    let (early, late) = (
        most(&sizes[quarter..2 * quarter]),
        most(&sizes[3 * quarter..]),
    );
    println!("second quarter {early} kB, last {late} kB");
    assert!(
        late <= early + early / 2 + PER_RUN,
        "grows from {early} kB to {late} kB"
    );
}

/// Writes the files that the fuzz target of archives begins with, when it is asked for.
#[test]
fn seeds_of_the_fuzz_target_can_be_written() {
    let seeds = seeds();
    assert!(seeds.len() > 100 && seeds.iter().any(|(name, _)| name == "all.warc.gz"));
    let Ok(folder) = env::var("DATELINE_SEEDS") else {
        return;
    };
    fs::create_dir_all(&folder).expect("a folder");
    for (name, bytes) in seeds.iter().filter(|(_, bytes)| bytes.len() < 60_000) {
        fs::write(Path::new(&folder).join(name), bytes).expect("written");
    }
}
