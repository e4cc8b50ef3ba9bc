//! `verify --repair`: what is wrong with the sources is read again, what is wrong with the index is
//! made anew from the texts in it or from the files.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::fixture::{Fixture, files_below, three_releases};
use crate::pack::tar_of_bytes;

fn export(fixture: &Fixture) -> String {
    fixture.ok(&["export"]).stdout
}

fn last_line(text: &str) -> &str {
    text.lines().last().unwrap_or_default()
}

/// Other bytes of the same length at the same time: only their hash tells.
fn change_unseen(path: &Path, change: impl Fn(&[u8]) -> Vec<u8>) {
    let time = fs::metadata(path).and_then(|found| found.modified());
    let time: SystemTime = time.expect("a time");
    let before = fs::read(path).expect("bytes");
    let after = change(&before);
    assert!(before.len() == after.len() && before != after);
    fs::write(path, after).expect("written");
    let file = fs::File::options().write(true).open(path).expect("opens");
    file.set_modified(time).expect("set");
}

fn winter(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes).replace("autumn", "winter");
    let text = text.replace("Autumn", "Winter");
    text.into_bytes()
}

#[test]
fn what_is_wrong_with_sources_is_read_again() {
    let fixture = three_releases();
    fixture.ok(&["index", "in", "-q"]);
    let run = fixture.ok(&["verify", "--repair", "in"]);
    assert_eq!(run.stdout, "the index is whole; 3 sources as indexed\n");
    change_unseen(&fixture.join("in/rail.txt"), winter);
    fs::remove_file(fixture.join("in/museum.txt")).expect("removed");
    let quay = "A New Quay\n\nThe quay is new, the port said.\n";
    fixture.write("in/new.txt", quay).write("in/empty.txt", "");
    let run = fixture.run(&["verify", "in", "--repair"]);
    assert_eq!(run.status, 1, "the missing file: {}", run.stdout);
    assert!(
        run.stdout.ends_with(
            "\nskipped: in/empty.txt: empty: there is no text in it\n\
             repaired: 3 files read again, 2 indexed, 1 skipped, 0 taken out; 1 missing\n"
        ),
        "{}",
        run.stdout
    );
    assert_eq!(
        run.stderr,
        "note: what is missing stays in the index; `--prune` takes it out\n"
    );
    for (query, total) in [("winter", 1), ("autumn", 0), ("quay", 1), ("posters", 1)] {
        let found = fixture.json(&["search", "--exact", query, "--json"]);
        assert_eq!(found["total"], total, "{query}");
    }
    let report = fixture.json(&["verify", "--repair", "--prune", "--json"]);
    assert_eq!(report["missing"].as_array().map(Vec::len), Some(1));
    assert_eq!(report["repair"]["num_deleted"], 1);
    fixture.ok(&["verify", "in"]);
    assert_eq!(fixture.json(&["search", "posters", "--json"])["total"], 0);
    let run = fixture.run(&["verify", "--prune"]);
    assert_eq!(run.status, 2, "{}", run.stdout);
    assert!(run.stderr.contains("--repair"), "{}", run.stderr);
}

#[test]
fn without_paths_files_keep_the_names_that_they_are_shown_by() {
    let fixture = three_releases();
    fixture.write(
        "in/rail-copy.txt",
        fs::read(fixture.join("in/rail.txt")).expect("bytes"),
    );
    fixture.ok(&["index", "in", "-q"]);
    change_unseen(&fixture.join("in/harvest.txt"), |bytes| {
        String::from_utf8_lossy(bytes)
            .replace("wheat", "maize")
            .into_bytes()
    });
    // The file that stands for both goes, and the other one stands for itself.
    fs::remove_file(fixture.join("in/rail.txt")).expect("removed");
    let run = fixture.ok(&["verify", "--repair", "--prune"]);
    assert!(run.stdout.contains("1 taken out"), "{}", run.stdout);
    fixture.ok(&["verify", "in"]);
    fixture.ok(&["index", "in", "--index", "fresh", "-q"]);
    let fresh = fixture.ok(&["export", "--index", "fresh"]).stdout;
    assert_eq!(export(&fixture), fresh);
}

#[test]
fn members_of_archives_are_compared_by_their_bytes() {
    let fixture = Fixture::new();
    let members: [(&str, &[u8]); 3] = [
        (
            "a.txt",
            b"Line Opens\n\nThe line opens in autumn, the ministry said.\n",
        ),
        (
            "b.txt",
            b"Quay Closes\n\nThe quay is closed, the port of Larnwick said.\n",
        ),
        ("c.txt", b""),
    ];
    fixture.write("in/all.tar", tar_of_bytes(&members));
    fixture.ok(&["index", "in", "-q"]);
    let run = fixture.ok(&["verify", "in"]);
    assert_eq!(run.stdout, "the index is whole; 4 sources as indexed\n");
    // A new time is no change.
    let archive = fixture.join("in/all.tar");
    let file = fs::File::options()
        .write(true)
        .open(&archive)
        .expect("opens");
    file.set_modified(SystemTime::UNIX_EPOCH).expect("set");
    fixture.ok(&["verify", "in"]);
    change_unseen(&archive, winter);
    let run = fixture.run(&["verify", "in", "--repair"]);
    let shown = archive.canonicalize().expect("there");
    let expected = format!("changed: {}!a.txt\n", shown.display());
    assert!(run.stdout.starts_with(&expected), "{}", run.stdout);
    assert_eq!(run.status, 0, "{}", run.stdout);
    assert_eq!(fixture.json(&["search", "winter", "--json"])["total"], 1);
    // One member goes, another comes.
    fixture.write(
        "in/all.tar",
        tar_of_bytes(&[
            members[1],
            ("d.txt", b"Ferry Sails\n\nThe ferry sails, the port said.\n"),
        ]),
    );
    let run = fixture.run(&["verify"]);
    assert_eq!(run.status, 1, "{}", run.stdout);
    let expected = format!(
        "missing: {0}!a.txt\nunindexed: {0}!d.txt\nthe index is whole; ",
        shown.display()
    );
    assert!(run.stdout.starts_with(&expected), "{}", run.stdout);
    let run = fixture.ok(&["verify", "--repair"]);
    assert_eq!(
        last_line(&run.stdout),
        "repaired: 1 file read again, 1 indexed, 0 skipped, 1 taken out; 0 missing"
    );
    let run = fixture.ok(&["verify", "in"]);
    assert_eq!(run.stdout, "the index is whole; 3 sources as indexed\n");
}

/// An index with every kind of file: several segments, deletes, notes on a copy, on skipped files and
/// on an archive.
fn archive() -> Fixture {
    let fixture = three_releases();
    let notice = |number: usize, what: &str| {
        format!("Notice {number}\n\nThe port of Larnwick said that quay {number} is {what}.\n")
    };
    for number in 0..12 {
        fixture.write(&format!("in/{number:02}.txt"), notice(number, "closed"));
    }
    let packed = notice(90, "new");
    let members: [(&str, &[u8]); 2] = [("a.txt", packed.as_bytes()), ("b.txt", b"")];
    fixture
        .write("in/copy.txt", notice(5, "closed"))
        .write("in/empty.txt", "")
        .write("in/all.tar", tar_of_bytes(&members));
    fixture.ok(&["index", "in", "-q"]);
    fixture.write("in/03.txt", notice(3, "open again"));
    fixture.ok(&["index", "in", "-q"]);
    fixture
}

fn files_of_index(fixture: &Fixture) -> Vec<PathBuf> {
    let mut files = files_below(&fixture.join(".dateline"));
    files.retain(|path| path.extension().is_none_or(|e| e != "lock"));
    files
}

#[test]
fn every_damaged_file_is_made_anew_or_the_command_that_does_is_named() {
    let fixture = archive();
    let expected = export(&fixture);
    let whole: Vec<_> = files_of_index(&fixture)
        .into_iter()
        .map(|path| (fs::read(&path).expect("bytes"), path))
        .collect();
    assert!(
        whole
            .iter()
            .any(|(_, path)| path.extension().is_some_and(|e| e == "del"))
    );
    for (bytes, path) in &whole {
        let name = path.file_name().expect("a name").to_string_lossy();
        for way in ["flipped", "cut", "removed"] {
            match way {
                "flipped" => {
                    let mut bytes = bytes.clone();
                    let at = bytes.len() / 2;
                    bytes[at] ^= 4;
                    fs::write(path, bytes).expect("written");
                }
                "cut" => fs::write(path, &bytes[..bytes.len() / 2]).expect("written"),
                _ => fs::remove_file(path).expect("removed"),
            }
            check_mended(&fixture, &format!("{name} {way}"), &expected);
            fs::remove_dir_all(fixture.join(".dateline")).expect("removed");
            for (bytes, path) in &whole {
                fs::create_dir_all(path.parent().expect("a folder")).expect("made");
                fs::write(path, bytes).expect("restored");
            }
        }
    }
}

fn check_mended(fixture: &Fixture, damage: &str, expected: &str) {
    let run = fixture.run(&["verify", "in", "--repair"]);
    if damage.starts_with("meta.json") {
        assert_eq!(run.status, 2, "{damage}: {}", run.stdout);
        assert!(
            run.stderr
                .contains("cannot be mended from its own texts: `meta.json`: ")
                && run.stderr.ends_with(
                    "\nhelp: `dateline index --rebuild PATH…` makes it anew from the files\n"
                ),
            "{damage}: {}",
            run.stderr
        );
        fixture.ok(&["index", "in", "--rebuild", "-q"]);
    } else {
        assert_eq!(run.status, 0, "{damage}: {}{}", run.stdout, run.stderr);
        let (_, ending) = damage
            .split(' ')
            .next()
            .unwrap_or_default()
            .rsplit_once('.')
            .expect("an ending");
        let is_lost = ["store", "fast", "del"].contains(&ending);
        assert_eq!(
            run.stdout.contains(" lost\n"),
            is_lost,
            "{damage}: {}",
            run.stdout
        );
        assert_eq!(
            run.stdout.contains("\nrepaired: "),
            is_lost || run.stdout.contains("unindexed: "),
            "{damage}"
        );
    }
    assert_eq!(export(fixture), expected, "{damage}");
    let run = fixture.ok(&["verify", "in"]);
    assert_eq!(
        run.stdout, "the index is whole; 20 sources as indexed\n",
        "{damage}"
    );
    let left = dateline::index::leftovers(&fixture.join(".dateline")).expect("listed");
    assert_eq!(left, Vec::<String>::new(), "{damage}");
}

#[test]
fn what_is_lost_without_its_files_is_told() {
    let fixture = archive();
    fixture.ok(&["merge"]);
    let store = files_of_index(&fixture);
    let store = store
        .iter()
        .find(|path| path.extension().is_some_and(|e| e == "store"));
    fs::remove_file(store.expect("a store")).expect("removed");
    let run = fixture.run(&["verify", "--repair"]);
    assert_eq!(run.status, 1, "{}", run.stdout);
    assert!(
        run.stdout.ends_with(
            "\n1 file of the index mended: 0 releases made over from the texts in it, 20 documents lost\n\
             the index is whole; 0 sources as indexed\n"
        ),
        "{}",
        run.stdout
    );
    assert_eq!(
        run.stderr,
        "note: `dateline index PATH…` reads the files of the lost documents again\n"
    );
}
