//! The figures reached on real labelled data never silently go down.
//!
//! The data lies beside the project (`../shared/eval`) and is not part of it; without it, or without
//! Python for its scorer, the test says that it skips.

use std::path::Path;
use std::process::Command;

#[test]
fn no_figure_falls_below_its_floor() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let scorer = root.join("../shared/eval/run.py");
    let has_python = || Command::new("python3").arg("--version").output().is_ok();
    if !scorer.is_file() || !has_python() {
        println!("skipped: no evaluation data beside the project, or no python3 to score with");
        return;
    }
    let output = Command::new("python3")
        .arg(&scorer)
        .args([
            "--bin",
            env!("CARGO_BIN_EXE_dateline"),
            "--json",
            "--floors",
        ])
        .arg(root.join("tests/floors.json"))
        .current_dir(root)
        .output()
        .expect("the scorer runs");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{stderr}");
}
