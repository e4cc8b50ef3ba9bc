//! Any text in the place of any file of a config: a config or problems with lines, and what is accepted can be used.
#![no_main]

mod subject;

use std::borrow::Cow;

use dateline::clean::clean;
use dateline::config::{Config, ConfigError, ConfigFile, ConfigFiles};
use dateline::extract::extract;
use dateline::release::{ReleaseId, Source};
use dateline::source::decode;
use libfuzzer_sys::fuzz_target;

/// The files that a user may write, the last two beside those that are shipped.
const NAMES: [&str; 8] = [
    "dateline.toml",
    "countries.toml",
    "persons.toml",
    "titles.toml",
    "topics.toml",
    "salience.toml",
    "sites/larnwick.example.toml",
    "topic-model.txt",
];

/// A page of the host whose rule may be the input.
const PAGE: &[u8] = b"<!DOCTYPE html><link rel=canonical href='https://larnwick.example/1'><h1>Quay Open</h1>\
    <div class=a><p>LARNWICK, Norway, 5 April 2018 - Minister Ilse Brandmeier opened the quay, she said.</p></div>";

fuzz_target!(|input: (u8, &str)| {
    let (choice, text) = input;
    let name = NAMES[usize::from(choice) % NAMES.len()];
    let file = ConfigFile {
        name: name.to_owned(),
        shown: name.to_owned(),
        text: Cow::Owned(text.to_owned()),
    };
    match Config::from_files(&ConfigFiles::builtin().with(file)) {
        Ok(config) => {
            let raw = decode("larnwick.example/1.html", PAGE).expect("a page");
            let document = clean(&raw, &config);
            let id = ReleaseId::of_hash(&raw.hash);
            let release = extract(id, Source::default(), &document, &config);
            assert!(release.body.len() <= 2 * PAGE.len());
        }
        Err(ConfigError::Invalid(problems)) => {
            assert!(!problems.is_empty(), "invalid without a problem");
            for problem in problems {
                assert!(!problem.to_string().is_empty());
            }
        }
        Err(ConfigError::Read { .. }) => unreachable!("nothing is read from a disk"),
    }
});
