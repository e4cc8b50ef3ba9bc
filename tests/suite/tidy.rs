//! The shape of the source tree: direction of imports, homes of outside crates, what lies on top.

use std::fs;
use std::path::{Path, PathBuf};

use crate::fixture::files_below;

/// Each room of `src/` with the rooms it may import: the table of ARCHITECTURE.md.
const ROOMS: &[(&str, &[&str])] = &[
    ("release", &[]),
    ("report", &["release"]),
    ("text", &[]),
    ("config", &["release", "text"]),
    ("source", &["release", "report"]),
    ("clean", &["source", "config", "text", "report"]),
    ("extract", &["clean", "config", "text", "release", "report"]),
    ("index", &["config", "release", "text", "report"]),
    (
        "ingest",
        &[
            "source", "clean", "extract", "index", "config", "release", "report",
        ],
    ),
    ("query", &["index", "config", "release", "text"]),
    ("present", &["query", "report", "release", "text"]),
];

/// Outside crates with the only rooms that may name them.
const HOMES: &[(&str, &[&str])] = &[
    ("scraper", &["clean"]),
    ("html5ever", &["clean"]),
    ("tantivy", &["index", "query"]),
    ("rayon", &["ingest"]),
    ("encoding_rs", &["source"]),
    ("brotli_decompressor", &["source"]),
    ("bzip2", &["source"]),
    ("csv", &["ingest", "present", "source"]),
    ("encoding_rs_io", &["source"]),
    ("flate2", &["source"]),
    ("httparse", &["source"]),
    ("lzma_rust2", &["source"]),
    ("mail_parser", &["source"]),
    ("quick_xml", &["source"]),
    ("tar", &["source"]),
    ("zip", &["source"]),
    ("zstd", &["source"]),
    ("toml", &["config"]),
    ("notify", &["bin"]),
    ("clap", &["bin"]),
    ("indicatif", &["bin"]),
    ("mimalloc", &["bin"]),
];

/// What may lie at the top of the repository.
const TOP: &[&str] = &[
    ".ci",
    ".git",
    ".gitattributes",
    ".gitignore",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE",
    "README.md",
    "benches",
    "build.rs",
    "clippy.toml",
    "corpus-sample",
    "deny.toml",
    "fuzz",
    "index-config",
    "rustfmt.toml",
    "src",
    "target",
    "tests",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = files_below(folder);
    files.retain(|path| path.extension().is_some_and(|e| e == "rs"));
    files
}

/// The room a file belongs to: the first part of its path below `src/`, without `.rs`.
fn room(path: &Path) -> String {
    let below = path.strip_prefix(root().join("src")).expect("below src");
    let first = below.iter().next().expect("a name").to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

/// The code of a file without its unit tests and line comments.
fn production_code(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("readable");
    let code = text
        .split("#[cfg(test)]\nmod tests")
        .next()
        .unwrap_or_default();
    let lines = code
        .lines()
        .map(|l| l.split("//").next().unwrap_or_default());
    lines.collect::<Vec<_>>().join("\n")
}

/// The words that follow `before` in a code, such as the rooms after `crate::`.
fn words_after<'c>(code: &'c str, before: &str) -> Vec<&'c str> {
    let parts = code.split(before).skip(1);
    parts
        .map(|rest| {
            rest.split(|c: char| !c.is_alphanumeric() && c != '_')
                .next()
                .unwrap_or_default()
        })
        .collect()
}

#[test]
fn imports_point_in_one_direction() {
    let mut wrong = Vec::new();
    for path in rust_files(&root().join("src")) {
        let (room, code) = (room(&path), production_code(&path));
        if room == "lib" || room == "bin" {
            continue;
        }
        let allowed = ROOMS.iter().find(|(name, _)| *name == room);
        let (_, allowed) = allowed.unwrap_or_else(|| panic!("`{room}` is not in the table"));
        assert!(
            !code.contains("use crate::{"),
            "{}: import each room by itself",
            path.display()
        );
        for used in words_after(&code, "crate::") {
            if used != room && !allowed.contains(&used) {
                wrong.push(format!("{}: {room} must not use {used}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn outside_crates_stay_at_home() {
    let mut wrong = Vec::new();
    for path in rust_files(&root().join("src")) {
        let (room, code) = (room(&path), production_code(&path));
        for (name, homes) in HOMES {
            let prefix = format!("{name}::");
            let used = code.match_indices(&prefix).any(|(at, _)| {
                !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':')
            });
            if used && !homes.contains(&room.as_str()) {
                wrong.push(format!("{}: {name} belongs in {homes:?}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_have_one_job() {
    let long: Vec<String> = rust_files(&root().join("src"))
        .iter()
        .filter_map(|path| {
            let lines = fs::read_to_string(path).expect("readable").lines().count();
            (lines > 400).then(|| format!("{}: {lines} lines, more than 400", path.display()))
        })
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn the_top_level_holds_what_was_agreed() {
    for entry in fs::read_dir(root()).expect("root") {
        let name = entry
            .expect("entry")
            .file_name()
            .to_string_lossy()
            .into_owned();
        let scratch = name.starts_with(".dateline") || name == "proptest-regressions";
        assert!(
            scratch || TOP.contains(&name.as_str()),
            "`{name}` does not belong at the top"
        );
    }
}
