//! The cost of cleaning, beside that of the parse alone, and how it grows on hostile pages.
//!
//! `README.md` in `benches/` says how to run it and holds the last figures.

#[path = "../../tests/suite/hostile/cases.rs"]
mod cases;
#[path = "../common/clock.rs"]
mod clock;
mod cost;
mod growth;
#[path = "../common/pages.rs"]
mod pages;
#[path = "../common/rounds.rs"]
mod rounds;

use std::path::Path;

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
        None => cost::print(&pages::sample(), &config),
    }
}
