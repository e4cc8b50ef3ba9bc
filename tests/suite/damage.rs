//! Every file of an index, damaged in every way: named by `verify`, no panic anywhere.

use std::fs;
use std::path::{Path, PathBuf};

use crate::fixture::{Fixture, Run, files_below, three_releases};

/// A way to damage a file.
#[derive(Debug, Clone, Copy)]
enum Way {
    /// One bit at this part of its length.
    Bit(usize),
    /// Cut to this part of its length.
    Cut(usize),
    Removed,
}

const WAYS: &[Way] = &[
    Way::Bit(0),
    Way::Bit(30),
    Way::Bit(70),
    Way::Bit(100),
    Way::Cut(0),
    Way::Cut(50),
    Way::Removed,
];

impl Way {
    fn apply(self, path: &Path, bytes: &[u8]) {
        match self {
            Self::Bit(part) => {
                let mut bytes = bytes.to_vec();
                let at = (bytes.len() - 1) * part / 100;
                bytes[at] ^= 4;
                fs::write(path, bytes).expect("written");
            }
            Self::Cut(part) => {
                fs::write(path, &bytes[..bytes.len() * part / 100]).expect("written");
            }
            Self::Removed => fs::remove_file(path).expect("removed"),
        }
    }
}

/// The files that hold something: those of locks do not.
fn files(fixture: &Fixture) -> Vec<PathBuf> {
    let mut files = files_below(&fixture.join(".dateline"));
    files.retain(|path| path.extension().is_none_or(|e| e != "lock"));
    files
}

fn name(path: &Path) -> String {
    let name = path.file_name().expect("a name");
    name.to_string_lossy().into_owned()
}

/// An index with deletes, so that every kind of file is there.
fn archive() -> Fixture {
    let fixture = three_releases();
    for number in 0..12 {
        let text =
            format!("Notice {number}\n\nThe port of Larnwick said that quay {number} is closed.\n");
        fixture.write(&format!("in/{number:02}.txt"), text);
    }
    fixture.ok(&["index", "in", "-q"]);
    fixture.ok(&["delete", "--path", "in/03.txt", "--yes"]);
    let names: Vec<_> = files(&fixture).iter().map(|path| name(path)).collect();
    for ending in [
        "store",
        "fast",
        "fieldnorm",
        "idx",
        "pos",
        "term",
        "del",
        "json",
    ] {
        let is_there = names.iter().any(|name| name.ends_with(ending));
        assert!(is_there, "no file of {ending} in {names:?}");
    }
    fixture
}

fn check_no_panic(args: &[&str], run: &Run) {
    assert!((0..=2).contains(&run.status), "{args:?}: {}", run.status);
    assert!(
        !run.stderr.contains("fault of its own"),
        "{args:?}: {}",
        run.stderr
    );
}

#[test]
fn every_damage_is_named_and_nothing_panics() {
    let fixture = archive();
    let index = fixture.join(".dateline");
    for path in files(&fixture) {
        let bytes = fs::read(&path).expect("bytes");
        let name = name(&path);
        for way in WAYS {
            way.apply(&path, &bytes);
            let found = dateline::index::damage(&index).expect("checked");
            let names: Vec<_> = found.iter().map(|damage| damage.file.as_str()).collect();
            assert_eq!(names, [name.as_str()], "{way:?}");
            for args in [
                &["search", "railway", "--facets", "country,person,topic"][..],
                &["stats"],
                &["export"],
            ] {
                check_no_panic(args, &fixture.run(args));
            }
            fs::write(&path, &bytes).expect("restored");
        }
    }
    assert_eq!(dateline::index::damage(&index).expect("checked"), []);
}

#[test]
fn verify_says_which_file_is_damaged_and_how() {
    let fixture = archive();
    let store = files(&fixture)
        .into_iter()
        .find(|path| path.extension().is_some_and(|e| e == "store"))
        .expect("a store");
    let bytes = fs::read(&store).expect("bytes");
    let name = name(&store);
    for (way, detail) in [
        (
            Way::Bit(50),
            "its bytes are not those of its checksum".to_owned(),
        ),
        (
            Way::Cut(50),
            format!("it has {} bytes, not {}", bytes.len() / 2, bytes.len()),
        ),
        (Way::Removed, "it is missing".to_owned()),
    ] {
        way.apply(&store, &bytes);
        let run = fixture.run(&["verify"]);
        assert_eq!(run.status, 1, "{}", run.stderr);
        let expected = format!(
            "damaged: {name}: {detail}\n1 file of the index damaged; the sources were not looked at\n"
        );
        assert_eq!(run.stdout, expected);
        let report = fixture.json(&["verify", "--json"]);
        assert_eq!(report["damaged"][0]["file"], name);
        // A writer does not build on it.
        if !matches!(way, Way::Bit(_)) {
            let run = fixture.run(&["index", "in"]);
            assert_eq!(run.status, 2);
            assert!(run.stderr.contains(&name), "{}", run.stderr);
            assert!(run.stderr.contains("dateline verify"), "{}", run.stderr);
        }
        fs::write(&store, &bytes).expect("restored");
    }
    let run = fixture.ok(&["verify"]);
    assert_eq!(run.stdout, "the index is whole; 14 sources as indexed\n");
}

#[test]
fn verify_finds_what_is_missing_changed_and_unindexed() {
    let fixture = three_releases();
    fixture.write("in/empty.txt", "");
    fixture.ok(&["index", "in", "-q"]);
    fs::remove_file(fixture.join("in/museum.txt")).expect("removed");
    // The same size and the same time: only the bytes tell.
    let rail = fixture.join("in/rail.txt");
    let time = fs::metadata(&rail)
        .expect("metadata")
        .modified()
        .expect("time");
    let text = fs::read_to_string(&rail)
        .expect("text")
        .replace("autumn", "winter");
    fs::write(&rail, text).expect("written");
    let file = fs::File::options().write(true).open(&rail).expect("open");
    file.set_modified(time).expect("time");
    fixture.write(
        "in/new.txt",
        "A New Quay\n\nThe quay is new, the port said.\n",
    );
    let run = fixture.run(&["verify"]);
    let folder = fixture.join("in").canonicalize().expect("folder");
    let folder = folder.display();
    assert_eq!(run.status, 1);
    assert!(
        run.stdout.starts_with(&format!(
            "missing: {folder}/museum.txt\nchanged: {folder}/rail.txt\nthe index is whole; "
        )),
        "{}",
        run.stdout
    );
    let run = fixture.run(&["verify", "in"]);
    assert_eq!(run.status, 1);
    assert!(
        run.stdout.contains("\nunindexed: in/new.txt\n"),
        "{}",
        run.stdout
    );
    let run = fixture.run(&["verify", "nowhere"]);
    assert_eq!(run.status, 2, "{}", run.stdout);
}
