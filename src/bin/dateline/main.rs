//! Provisional: `dateline extract PATH…` for development.

use std::path::PathBuf;

use dateline::clean::clean;
use dateline::config::Config;
use dateline::extract::extract;
use dateline::release::{ReleaseId, Source};
use dateline::source::{WalkItem, read, walk};

fn main() {
    let config = Config::builtin().expect("builtin config");
    let roots: Vec<PathBuf> = std::env::args_os()
        .skip(2)
        .filter(|arg| !arg.as_encoded_bytes().starts_with(b"--"))
        .map(PathBuf::from)
        .collect();
    for item in walk(&roots).expect("roots") {
        let entry = match item {
            WalkItem::File(entry) => entry,
            WalkItem::Skip(skipped) => {
                eprintln!("{}: {}", skipped.path, skipped.reason);
                continue;
            }
        };
        let raw = match read(&entry, config.settings.limits.max_document_bytes) {
            Ok(raw) => raw,
            Err(reason) => {
                eprintln!("{}: {reason}", entry.path);
                continue;
            }
        };
        let source = Source {
            path: raw.path.clone(),
            member: raw.member.clone(),
            format: raw.format.name().to_owned(),
            encoding: raw.encoding.to_owned(),
            bytes: raw.num_bytes,
            hash: raw.hash.to_hex().to_string(),
        };
        let id = ReleaseId::from_text(&source.hash[..16]);
        let release = extract(id, source, &clean(&raw), &config);
        println!("{}", serde_json::to_string(&release).expect("json"));
    }
}
