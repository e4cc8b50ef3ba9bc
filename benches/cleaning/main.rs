//! The cost of cleaning, beside that of the parse alone, and how it grows on hostile pages.
//!
//! `README.md` in `benches/` says how to run it and holds the last figures.

#[path = "../../tests/suite/hostile/cases.rs"]
mod cases;
mod clock;
mod cost;
mod growth;

use std::path::{Path, PathBuf};

use dateline::config::Config;

fn main() {
    let config = Config::builtin().expect("the built-in config is valid");
    // Cargo passes `--bench` to every benchmark.
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| a != "--bench")
        .collect();
    match arguments.first().map(String::as_str) {
        Some("--hostile") => growth::print(&config, &arguments[1..]),
        Some(folder) => cost::print(Path::new(folder), &config),
        None => cost::print(&sample(), &config),
    }
}

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus-sample")
}
