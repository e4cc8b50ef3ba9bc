//! The config that is compiled in is the one that lies in the repository.

use std::collections::BTreeMap;
use std::path::Path;

use crate::fixture::{Fixture, files_below};

/// The config files of a folder by name.
fn config_files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let is_config = |name: &str| {
        let is_known = [".toml", ".tsv", ".txt"]
            .iter()
            .any(|end| name.ends_with(end));
        is_known && (!name.contains('/') || name.starts_with("sites/"))
    };
    let mut files = BTreeMap::new();
    for path in files_below(folder) {
        let name = path
            .strip_prefix(folder)
            .expect("below")
            .to_string_lossy()
            .replace('\\', "/");
        if is_config(&name) {
            files.insert(name, std::fs::read(&path).expect("readable"));
        }
    }
    files
}

#[test]
fn init_writes_the_config_of_the_repository() {
    let fixture = Fixture::new();
    fixture.ok(&["init", "written"]);
    let shipped = config_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("index-config"));
    let written = config_files(&fixture.join("written"));
    assert!(
        shipped.keys().eq(written.keys()),
        "{:?} {:?}",
        shipped.keys(),
        written.keys()
    );
    for (name, text) in shipped {
        assert!(written[&name] == text, "{name} differs");
    }
}

#[test]
fn a_written_config_is_the_built_in_one() {
    let fixture = Fixture::new();
    let fingerprint = |text: &str| text.split("fingerprint ").nth(1).map(str::to_owned);
    let built_in = fixture.ok(&["check"]).stdout;
    fixture.ok(&["init"]);
    let written = fixture.ok(&["check"]).stdout;
    assert!(
        written.starts_with("index-config: no problems"),
        "{written}"
    );
    assert!(fingerprint(&built_in).is_some());
    assert_eq!(fingerprint(&built_in), fingerprint(&written));
}
