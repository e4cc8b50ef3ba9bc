//! Containers through the program: addresses, incremental runs, what is skipped, large archives.

use std::fs;

use crate::fixture::Fixture;
use crate::pack::{gz, tar_of_bytes};

mod damaged;
mod formats;
mod web;

/// A short release about a country, with a number in it.
pub fn release(number: usize) -> String {
    format!(
        "Ferry Number {number} Sails Again\n\nDAKAR, Senegal, 4 May 2021 – Ferry {number} of the harbour office \
         sails again, the government of Senegal said. The island of Foulou waited for it for {number} days.\n"
    )
}

/// A tar archive of texts.
fn tar(members: &[(&str, &str)]) -> Vec<u8> {
    let members: Vec<_> = members.iter().map(|(n, t)| (*n, t.as_bytes())).collect();
    tar_of_bytes(&members)
}

/// Runs `index … --json` and gives the numbers seen, indexed, unchanged, skipped, deleted.
fn counts(fixture: &Fixture, args: &[&str]) -> [u64; 5] {
    let report = fixture.json(&[&["index", "--json"], args].concat());
    let number = |name: &str| report[name].as_u64().expect(name);
    let num_skipped = report["skipped"].as_array().expect("a list").len() as u64;
    let counts = [
        number("num_seen"),
        number("num_indexed"),
        number("num_unchanged"),
        num_skipped,
        number("num_deleted"),
    ];
    assert_eq!(
        counts[0],
        counts[1] + counts[2] + counts[3],
        "outcomes add up"
    );
    counts
}

fn total(fixture: &Fixture, query: &str) -> u64 {
    let found = fixture.json(&["search", "--exact", query, "--json"]);
    found["total"].as_u64().expect("total")
}

#[test]
fn members_have_an_address_in_record_and_hit() {
    let fixture = Fixture::new();
    let (one, two) = (release(1), release(2));
    fixture.write(
        "in/all.tar.gz",
        gz(&tar(&[("2021/one.txt", &one), ("two.txt", &two)])),
    );
    let records = fixture.ok(&["extract", "in"]).stdout;
    let records: Vec<serde_json::Value> = records
        .lines()
        .map(|line| serde_json::from_str(line).expect("a record"))
        .collect();
    let source = |at: usize| {
        (
            &records[at]["source"]["path"],
            &records[at]["source"]["member"],
        )
    };
    assert_eq!(source(0), (&"in/all.tar.gz".into(), &"2021/one.txt".into()));
    assert_eq!(source(1), (&"in/all.tar.gz".into(), &"two.txt".into()));
    assert_eq!(counts(&fixture, &["in"]), [2, 2, 0, 0, 0]);
    let shown = fixture.json(&["search", "\"number 2\"", "--json"]);
    assert_eq!(shown["hits"][0]["source"], "in/all.tar.gz!two.txt");
}

#[test]
fn an_archive_is_opened_again_only_when_it_has_changed() {
    let fixture = Fixture::new();
    let texts: Vec<String> = (0..5).map(release).collect();
    fixture.write(
        "in/a.tar",
        tar(&[("0", &texts[0]), ("1", &texts[1]), ("empty", " ")]),
    );
    assert_eq!(counts(&fixture, &["in"]), [3, 2, 0, 1, 0]);
    assert_eq!(counts(&fixture, &["in"]), [3, 0, 3, 0, 0]);
    // Member 0 goes, 1 stays, 2 comes.
    fixture.write(
        "in/a.tar",
        tar(&[("1", &texts[1]), ("2", &texts[2]), ("3", &texts[3])]),
    );
    assert_eq!(counts(&fixture, &["in"]), [3, 2, 1, 0, 1]);
    assert_eq!(
        (
            total(&fixture, "\"number 0\""),
            total(&fixture, "\"number 2\"")
        ),
        (0, 1)
    );
    assert_eq!(counts(&fixture, &["in"]), [3, 0, 3, 0, 0]);
    fs::remove_file(fixture.join("in/a.tar")).expect("removed");
    assert_eq!(counts(&fixture, &["in", "--prune"]), [0, 0, 0, 0, 3]);
    assert_eq!(total(&fixture, "ferry"), 0);
    let stats = fixture.json(&["stats", "--json"]);
    assert_eq!(
        (&stats["num_releases"], &stats["num_containers"]),
        (&0.into(), &0.into())
    );
}

#[test]
fn a_file_may_turn_into_an_archive_and_back() {
    let fixture = Fixture::new();
    fixture.write("in/a", release(1));
    assert_eq!(counts(&fixture, &["in"]), [1, 1, 0, 0, 0]);
    fixture.write("in/a", tar(&[("one", &release(1)), ("two", &release(2))]));
    assert_eq!(counts(&fixture, &["in"])[..2], [2, 2]);
    assert_eq!(total(&fixture, "ferry"), 2);
    fixture.write("in/a", release(3));
    assert_eq!(counts(&fixture, &["in"]), [1, 1, 0, 0, 2]);
    assert_eq!(total(&fixture, "ferry"), 1);
}

#[test]
fn a_large_archive_is_the_same_at_any_number_of_threads() {
    let fixture = Fixture::new();
    let texts: Vec<(String, String)> = (0..200).map(|n| (format!("{n}.txt"), release(n))).collect();
    let members: Vec<(&str, &str)> = texts
        .iter()
        .map(|(n, t)| (n.as_str(), t.as_str()))
        .collect();
    fixture.write("in/a.txt", release(900));
    fixture.write("in/b.tar.gz", gz(&tar(&members)));
    fixture.write("in/c.txt", release(901));
    let one = fixture.ok(&["--threads", "1", "extract", "in"]).stdout;
    let four = fixture.ok(&["--threads", "4", "extract", "in"]).stdout;
    assert_eq!(one.lines().count(), 202);
    assert!(
        one == four,
        "the order is that of the walk and of the archive"
    );
    assert_eq!(counts(&fixture, &["in"]), [202, 202, 0, 0, 0]);
}

#[test]
fn a_skipped_member_is_named_without_its_control_characters() {
    let fixture = Fixture::new();
    let mut bytes = tar(&[("a.txt", &release(1)), ("b.txt", " ")]);
    // The name of the second member, and the sum over its header.
    let at = bytes.len() - 2048;
    let header = &mut bytes[at..at + 512];
    assert_eq!(&header[..5], b"b.txt");
    header[..5].copy_from_slice(b"\x1b[2Jb");
    let mut sealed = tar::Header::from_byte_slice(header).clone();
    sealed.set_cksum();
    header.copy_from_slice(sealed.as_bytes());
    fixture.write("in/a.tar", bytes);
    let run = fixture.ok(&["index", "in"]);
    assert!(run.stderr.contains("in/a.tar!"), "{}", run.stderr);
    assert!(
        !run.stderr.contains('\x1b'),
        "{}",
        run.stderr.escape_debug()
    );
    let run = fixture.ok(&["extract", "in"]);
    assert!(
        !run.stderr.contains('\x1b'),
        "{}",
        run.stderr.escape_debug()
    );
}
