//! `dateline index` over generated releases, beside programs that do less with the same files.
//!
//! `README.md` in `benches/` says how to run it and holds the last figures.

mod baselines;
mod contest;
mod process;
#[path = "../releases/mod.rs"]
mod releases;
mod settings;

use std::path::Path;

fn main() {
    // Cargo passes `--bench` to every benchmark.
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| a != "--bench")
        .collect();
    if let [flag, name, folder, index] = arguments.as_slice()
        && flag == "--baseline"
    {
        return baselines::run(name, Path::new(folder), Path::new(index));
    }
    let done = settings::read(&arguments).and_then(|settings| contest::run(&settings));
    if let Err(message) = done {
        eprintln!("{message}");
        std::process::exit(2);
    }
}
