//! The pages that a benchmark runs over.

use std::path::{Path, PathBuf};

use dateline::release::Source;
use dateline::source::{Format, RawDocument, decode};

/// The pages below a folder with their bytes, by name.
pub fn below(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut paths = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder)
            .unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        for entry in entries {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                &mut folders
            } else {
                &mut paths
            }
            .push(path);
        }
    }
    paths.sort();
    let read = |path: PathBuf| {
        let bytes = std::fs::read(&path).expect("readable");
        (path.display().to_string(), bytes)
    };
    let files = paths.into_iter().map(read);
    files
        .filter(|(path, bytes)| decode(path, bytes).is_ok_and(|raw| raw.format == Format::Html))
        .collect()
}

/// The pages of a folder that comes with the crate.
pub fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus-sample")
}

/// The text of each page.
pub fn decoded(files: &[(String, Vec<u8>)]) -> Vec<RawDocument> {
    let decoded = files
        .iter()
        .filter_map(|(path, bytes)| decode(path, bytes).ok());
    decoded.filter(|raw| raw.format == Format::Html).collect()
}

/// Where a page came from.
pub fn source(raw: &RawDocument) -> Source {
    Source {
        path: raw.path.clone(),
        ..Source::default()
    }
}
