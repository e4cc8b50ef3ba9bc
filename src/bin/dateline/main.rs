//! Provisional: `dateline extract PATH…` for development.

use dateline::clean::clean;
use dateline::config::Config;
use dateline::extract::extract;
use dateline::release::{ReleaseId, Source};
use dateline::source::{Format, RawDocument};

fn main() {
    let config = Config::builtin().expect("builtin config");
    for root in std::env::args().skip(2).filter(|a| !a.starts_with("--")) {
        for entry in walkdir::WalkDir::new(root).sort_by_file_name() {
            let entry = entry.expect("walk");
            if !entry.file_type().is_file() {
                continue;
            }
            let bytes = std::fs::read(entry.path()).expect("read");
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let html = text.trim_start().starts_with('<');
            let raw = RawDocument {
                path: entry.path().display().to_string(),
                member: None,
                format: if html { Format::Html } else { Format::Text },
                encoding: "utf-8",
                num_bytes: bytes.len() as u64,
                hash: blake3::hash(&bytes),
                text,
                warnings: Vec::new(),
            };
            let source = Source {
                path: raw.path.clone(),
                ..Source::default()
            };
            let release = extract(
                ReleaseId::of_bytes(&bytes),
                source,
                &clean(&raw, &config),
                &config,
            );
            println!("{}", serde_json::to_string(&release).expect("json"));
        }
    }
}
