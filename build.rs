//! What the program need not do each time it starts: the hashes of the shipped config files; countries,
//! function words and the labels of topics without their TOML; its own relocation.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

fn main() {
    println!("cargo::rerun-if-changed=index-config");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo names a folder for results"));
    let config = Path::new("index-config");
    let mut hashes = String::from("&[\n");
    for folder in [config.to_owned(), config.join("sites")] {
        let mut paths: Vec<PathBuf> = fs::read_dir(&folder)
            .expect("the shipped config is there")
            .map(|entry| entry.expect("an entry").path())
            .filter(|path| path.extension().is_some_and(|ending| ending != "md"))
            .collect();
        paths.sort();
        for path in paths.iter().filter(|path| path.is_file()) {
            let name = path.strip_prefix(config).expect("below the config");
            let name = name.to_string_lossy().replace('\\', "/");
            let hash = blake3::hash(&fs::read(path).expect("readable"));
            let hash = hash.to_hex();
            writeln!(hashes, "    ({name:?}, {:?}),", hash.as_str()).expect("a string takes all");
        }
    }
    hashes.push_str("]\n");
    fs::write(out.join("hashes.rs"), hashes).expect("the folder can be written");
    fs::write(out.join("countries.json"), countries(config)).expect("the folder can be written");
    fs::write(out.join("function-words.rs"), function_words(config))
        .expect("the folder can be written");
    fs::write(out.join("topics.rs"), topics(config)).expect("the folder can be written");
    println!("cargo::rerun-if-env-changed=DATELINE_PIE");
    if std::env::var_os("DATELINE_PIE").is_none()
        && std::env::var("TARGET").as_deref() == Ok("x86_64-unknown-linux-gnu")
    {
        // A fifth of a search was the loader's, which has 42,000 addresses to write into 210 pages of
        // the program wherever it lies. At a fixed address there are none (benches/README.md).
        println!("cargo::rustc-link-arg-bin=dateline=-no-pie");
    }
}

/// The lists of function words as a slice of pairs; of a file that is no TOML an empty one.
fn function_words(config: &Path) -> String {
    let text = fs::read_to_string(config.join("function-words.toml")).expect("readable");
    let table: toml::Table = text.parse().unwrap_or_default();
    let pairs: Option<Vec<(&str, &str)>> = table
        .iter()
        .map(|(code, list)| Some((code.as_str(), list.as_str()?)))
        .collect();
    format!("&{:?}", pairs.unwrap_or_default())
}

/// The list of `[[country]]` as JSON; of a file that is no TOML an empty one, so that the program
/// reads the file itself and says what is wrong with it.
fn countries(config: &Path) -> String {
    let text = fs::read_to_string(config.join("countries.toml")).expect("readable");
    let table: toml::Table = text.parse().unwrap_or_default();
    let list = table.get("country");
    list.and_then(|list| serde_json::to_string(list).ok())
        .unwrap_or_default()
}

/// Path, label and code of each topic as a slice, a topic before those below it; of a file that is not
/// as it should be an empty one.
fn topics(config: &Path) -> String {
    let text = fs::read_to_string(config.join("topics.toml")).expect("readable");
    let table: toml::Table = text.parse().unwrap_or_default();
    let list = table.get("topic").and_then(toml::Value::as_array);
    let topic = |entry: &toml::Value| {
        let text = |key: &str| Some(entry.get(key)?.as_str()?.to_owned());
        Some((text("path")?, text("label")?, text("iptc")))
    };
    let topics: Option<Vec<_>> = list.into_iter().flatten().map(topic).collect();
    let mut topics = topics.unwrap_or_default();
    topics.sort_by_key(|(path, ..)| path.matches('/').count());
    format!("&{topics:?}")
}
