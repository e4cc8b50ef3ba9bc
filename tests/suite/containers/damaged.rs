//! Archives that lie, are damaged or lead elsewhere, each beside a good file and with good members:
//! what is wrong is a skip with its reason, and the rest is found by a search.

use std::fs;

use crate::containers::release;
use crate::fixture::{Fixture, files_below};
use crate::pack::{bz2, gz, tar_of_bytes, xz, zip, zst};

/// Bytes that no codec packs well, as text.
fn noise(len: usize) -> Vec<u8> {
    let mut bytes = vec![0; len];
    blake3::Hasher::new().finalize_xof().fill(&mut bytes);
    for byte in &mut bytes {
        *byte = b'0' + *byte % 64;
    }
    bytes
}

/// Indexes one archive beside a good file; checks the reasons of what is skipped, by path, and the
/// numbers of the ferries that are found.
fn check(name: &str, archive: &[u8], skipped: &[(&str, &str)], ferries: &[usize]) {
    let fixture = Fixture::new();
    fixture
        .write(&format!("in/{name}"), archive)
        .write("in/zz.txt", release(999));
    let before = files_below(fixture.path()).len();
    let report = fixture.json(&["index", "in", "--json"]);
    let told = report["skipped"].as_array().expect("a list").iter();
    let mut told: Vec<(String, String)> = told
        .map(|one| {
            let text = |key: &str| one[key].as_str().expect(key).to_owned();
            (text("path"), text("reason"))
        })
        .collect();
    told.sort();
    let expected: Vec<(String, String)> = skipped
        .iter()
        .map(|(member, reason)| (format!("in/{name}{member}"), (*reason).to_owned()))
        .collect();
    assert_eq!(told, expected, "{name}");
    let seen = report["num_seen"].as_u64().expect("a number");
    let num_expected = skipped.len() + ferries.len() + 1;
    assert_eq!(seen, num_expected as u64, "{name}");
    for number in ferries.iter().chain(&[999]) {
        let query = format!("headline:{number}");
        let found = fixture.json(&["search", "--exact", &query, "--json"]);
        assert_eq!(found["total"], 1, "{name}: {query}");
    }
    fixture.ok(&["verify"]);
    let listed = fixture.ok(&["stats", "--skipped"]).stdout;
    for (member, _) in skipped {
        assert!(listed.contains(&format!("in/{name}{member}: ")), "{listed}");
    }
    assert_eq!(listed.lines().count(), skipped.len(), "{listed}");
    let again = fixture.json(&["index", "in", "--json"]);
    assert_eq!(again["num_unchanged"], seen, "{name}");
    let again = fixture.json(&["index", "in", "--json", "--retry-skipped"]);
    assert_eq!(again["skipped"], report["skipped"], "{name}");
    assert_eq!(again["num_deleted"], 0, "{name}");
    // Nothing was unpacked beside the index.
    fs::remove_dir_all(fixture.join(".dateline")).expect("the index");
    assert_eq!(files_below(fixture.path()).len(), before, "{name}");
}

#[test]
fn names_that_lead_out_of_the_archive() {
    let (one, two) = (release(1), release(2));
    let members: [(&str, &[u8]); 4] = [
        ("../../up.txt", one.as_bytes()),
        ("/etc/motd", one.as_bytes()),
        ("a/../b.txt", one.as_bytes()),
        ("ok.txt", two.as_bytes()),
    ];
    let unsafe_names = [
        ("!../../up.txt", "unsafe-name"),
        ("!/etc/motd", "unsafe-name"),
        ("!a/../b.txt", "unsafe-name"),
    ];
    check("a.zip", &zip(&members), &unsafe_names, &[2]);
}

#[test]
fn bombs() {
    let blanks = vec![b' '; 1 << 20];
    let names: Vec<String> = (0..600).map(|n| format!("{n}.txt")).collect();
    let good = release(1);
    let mut members: Vec<(&str, &[u8])> = vec![("good", good.as_bytes())];
    members.extend(names.iter().map(|name| (name.as_str(), &blanks[..])));
    let fixture = Fixture::new();
    let packed = gz(&tar_of_bytes(&members));
    assert!(packed.len() * 500 < 600 << 20, "{}", packed.len());
    fixture
        .write("in/a.tar.gz", packed)
        .write("in/b.txt", release(2));
    let report = fixture.json(&["index", "in", "--json"]);
    assert_eq!(report["num_indexed"], 2);
    assert_eq!(report["num_skipped"]["bomb"], 1);
}

#[test]
fn wrong_checksums() {
    let (one, two) = (release(1), release(2));
    for (ending, pack) in [("gz", gz as fn(&[u8]) -> Vec<u8>), ("bz2", bz2), ("xz", xz)] {
        let mut bytes = pack(one.as_bytes());
        // The checks stand in the last bytes; those of xz before its list of blocks.
        let from_end = if ending == "xz" { 40 } else { 6 };
        let at = bytes.len() - from_end;
        bytes[at] ^= 0x10;
        let fixture = Fixture::new();
        fixture
            .write(&format!("in/a.txt.{ending}"), bytes)
            .write("in/b.txt", &two);
        let report = fixture.json(&["index", "in", "--json"]);
        let reason = report["skipped"][0]["reason"].as_str().unwrap_or("none");
        assert!(
            ["checksum", "damaged"].contains(&reason),
            "{ending}: {report}"
        );
        assert_eq!(report["num_indexed"], 1, "{ending}");
    }
    let members = [("a.txt", one.as_bytes()), ("b.txt", two.as_bytes())];
    let mut archive = tar_of_bytes(&members);
    let second = 512 + one.len().next_multiple_of(512);
    archive[second + 3] ^= 0x10;
    check("a.tar", &archive, &[("", "checksum")], &[1]);
    let mut archive = zip(&members);
    // A byte of what is packed of the first member: behind its header of 30 bytes and its name.
    archive[30 + 5 + 40] ^= 0x10;
    let fixture = Fixture::new();
    fixture.write("in/a.zip", archive);
    let report = fixture.json(&["index", "in", "--json"]);
    assert_eq!(report["num_indexed"], 1, "{report}");
    assert_eq!(report["skipped"][0]["path"], "in/a.zip!a.txt");
}

#[test]
fn ends_before_the_end() {
    let (one, two) = (release(1), release(2));
    let noise = noise(40_000);
    let members: [(&str, &[u8]); 3] = [
        ("a.txt", one.as_bytes()),
        ("b.txt", &noise),
        ("c.txt", two.as_bytes()),
    ];
    let archive = tar_of_bytes(&members);
    check(
        "a.tar",
        &archive[..20_000],
        &[("!b.txt", "truncated")],
        &[1],
    );
    for (ending, packed) in [
        ("gz", gz(&archive)),
        ("xz", xz(&archive)),
        ("bz2", bz2(&archive)),
        ("zst", zst(&archive)),
    ] {
        let name = format!("a.tar.{ending}");
        let fixture = Fixture::new();
        fixture
            .write(&format!("in/{name}"), &packed[..packed.len() - 2000])
            .write("in/b.txt", release(999));
        let report = fixture.json(&["index", "in", "--json"]);
        assert_eq!(report["num_skipped"]["truncated"], 1, "{name}: {report}");
        assert!(report["num_indexed"].as_u64() >= Some(1), "{name}");
    }
    let archive = zip(&members);
    let cut = [("", "truncated"), ("!b.txt", "truncated")];
    check("a.zip", &archive[..10_000], &cut, &[1]);
}

#[test]
fn encrypted_members() {
    let (one, two) = (release(1), release(2));
    let mut archive = zip(&[("a.txt", one.as_bytes()), ("b.txt", two.as_bytes())]);
    // The flag of encryption, in the header of the member and in the directory.
    archive[6] |= 1;
    let directory = archive.windows(4).position(|bytes| bytes == b"PK\x01\x02");
    archive[directory.expect("a directory") + 8] |= 1;
    check("a.zip", &archive, &[("!a.txt", "encrypted")], &[2]);
}

#[test]
fn archives_within_archives() {
    let (one, two) = (release(1), release(2));
    let mut archive = zip(&[("one.txt", one.as_bytes())]);
    for depth in 0..8 {
        let members: [(&str, &[u8]); 2] = [("in.zip", &archive), ("two.txt", two.as_bytes())];
        archive = match depth {
            7 => zip(&members),
            _ => zip(&members[..1]),
        };
    }
    let deep = format!("!{}", ["in.zip"; 6].join("!"));
    check("a.zip", &archive, &[(&deep, "too-deep")], &[2]);
}
