use std::fs;
use std::path::{Path, PathBuf};

use super::{SourceError, WalkItem, walk};

/// A temporary folder with these files, each holding its own name.
fn tree(files: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("temporary folder");
    for file in files {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().expect("parent")).expect("create folder");
        fs::write(path, file).expect("write");
    }
    folder
}

/// What the walk of these roots below the folder gives, paths relative to it, skips with a `!`.
fn walked(folder: &Path, roots: &[&str]) -> Vec<String> {
    let roots: Vec<PathBuf> = roots.iter().map(|root| folder.join(root)).collect();
    let prefix = format!("{}/", folder.display());
    walk(&roots)
        .expect("roots")
        .map(|item| match item {
            WalkItem::File(entry) => entry.path.replace(&prefix, ""),
            WalkItem::Skip(skipped) => {
                assert_eq!(skipped.reason.name(), "unreadable");
                format!("!{}", skipped.path.replace(&prefix, ""))
            }
        })
        .collect()
}

#[cfg(unix)]
fn link(target: impl AsRef<Path>, from: &Path) {
    std::os::unix::fs::symlink(target, from).expect("symlink");
}

#[test]
fn files_come_in_the_byte_order_of_their_paths() {
    let files = ["r/a/z", "r/a-b", "r/a.txt", "r/a0", "r/B", "r/b/c/d", "r/é"];
    let folder = tree(&files);
    let mut expected: Vec<String> = files.iter().map(ToString::to_string).collect();
    expected.sort();
    assert_eq!(walked(folder.path(), &["r"]), expected);
}

#[test]
fn the_order_of_the_roots_does_not_matter() {
    let folder = tree(&["b/1", "a/2", "c.txt", "a-b/3"]);
    let expected = ["a-b/3", "a/2", "b/1", "c.txt"];
    assert_eq!(walked(folder.path(), &["b", "c.txt", "a", "a-b"]), expected);
    assert_eq!(walked(folder.path(), &["a", "a-b", "c.txt", "b"]), expected);
}

#[test]
fn hidden_entries_come_only_as_roots() {
    let folder = tree(&["r/.git/x", "r/.hidden", "r/shown", "r/.git/.deep"]);
    assert_eq!(walked(folder.path(), &["r"]), ["r/shown"]);
    assert_eq!(walked(folder.path(), &["r/.git"]), ["r/.git/x"]);
    assert_eq!(
        walked(folder.path(), &["r", "r/.hidden"]),
        ["r/shown", "r/.hidden"]
    );
}

#[test]
fn an_index_is_not_walked() {
    let folder = tree(&["r/idx/dateline-index.json", "r/idx/store", "r/a"]);
    assert_eq!(walked(folder.path(), &["r"]), ["r/a"]);
    let root = folder.path().join("r/idx");
    assert!(matches!(
        walk(&[root]),
        Err(SourceError::IsIndex { path }) if path.ends_with("idx")
    ));
}

#[test]
fn a_missing_root_is_an_error_that_names_it() {
    let folder = tree(&["a"]);
    let roots = [folder.path().join("a"), folder.path().join("nowhere")];
    let error = walk(&roots).expect_err("there is no such root");
    assert!(matches!(&error, SourceError::NotFound { path } if path.ends_with("nowhere")));
    assert!(error.to_string().starts_with("no file or folder `"));
}

#[test]
fn overlapping_roots_give_each_file_once() {
    let folder = tree(&["r/a/1", "r/a/2", "r/b"]);
    let all = ["r/a/1", "r/a/2", "r/b"];
    assert_eq!(walked(folder.path(), &["r", "r/a", "r/b", "r"]), all);
    assert_eq!(
        walked(folder.path(), &["r/a/../a/2", "r/a/2"]),
        ["r/a/../a/2"]
    );
}

#[cfg(unix)]
#[test]
fn links_are_followed_and_loops_end() {
    let folder = tree(&["r/a/1", "out/2", "out/sub/3"]);
    let root = folder.path().join("r");
    link("..", &root.join("a/up"));
    link("../out", &root.join("z"));
    link("self", &root.join("self"));
    link("../out/2", &root.join("two"));
    link("gone", &root.join("broken"));
    assert_eq!(
        walked(folder.path(), &["r"]),
        [
            "r/a/1",
            "!r/a/up",
            "!r/broken",
            "!r/self",
            "r/two",
            "r/z/sub/3"
        ]
    );
}

#[cfg(unix)]
#[test]
fn a_link_beside_its_target_does_not_double_it() {
    let folder = tree(&["r/m", "r/.h", "r/d/x"]);
    let root = folder.path().join("r");
    link("m", &root.join("first"));
    link("m", &root.join("z"));
    link(".h", &root.join("of-hidden"));
    link("d", &root.join("e"));
    link("d/x", &root.join("c"));
    assert_eq!(walked(folder.path(), &["r"]), ["r/c", "r/m", "r/of-hidden"]);
}

#[cfg(unix)]
#[test]
fn a_farm_of_links_is_walked_in_linear_time() {
    let folder = tree(&["r/d40/leaf"]);
    for level in 0..40 {
        let here = folder.path().join(format!("r/d{level:02}"));
        fs::create_dir_all(&here).expect("create folder");
        for name in ["a", "b"] {
            link(format!("../d{:02}", level + 1), &here.join(name));
        }
    }
    assert_eq!(walked(folder.path(), &["r/d00"]).len(), 1);
}

#[cfg(unix)]
#[test]
fn what_is_neither_file_nor_folder_is_skipped() {
    let folder = tree(&["r/a"]);
    let socket = folder.path().join("r/s");
    let _listener = std::os::unix::net::UnixListener::bind(socket).expect("socket");
    assert_eq!(walked(folder.path(), &["r"]), ["r/a", "!r/s"]);
}

#[cfg(unix)]
#[test]
fn an_unreadable_folder_is_skipped_and_the_walk_goes_on() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tree(&["r/closed/x", "r/open"]);
    let closed = folder.path().join("r/closed");
    let set = |mode| {
        fs::set_permissions(&closed, fs::Permissions::from_mode(mode)).expect("permissions");
    };
    set(0o000);
    let found = walked(folder.path(), &["r"]);
    let is_root = fs::read_dir(&closed).is_ok();
    set(0o755);
    let expected = if is_root {
        ["r/closed/x", "r/open"]
    } else {
        ["!r/closed", "r/open"]
    };
    assert_eq!(found, expected);
}

#[test]
fn an_entry_tells_size_and_time() {
    let folder = tree(&["r/four"]);
    let file = folder.path().join("r/four");
    let time = std::time::UNIX_EPOCH + std::time::Duration::new(1_600_000_000, 500);
    fs::File::options()
        .write(true)
        .open(&file)
        .and_then(|file| file.set_modified(time))
        .expect("set the time");
    let items: Vec<_> = walk(&[folder.path().join("r")]).expect("root").collect();
    let [WalkItem::File(entry)] = items.as_slice() else {
        panic!("one file: {items:?}");
    };
    assert_eq!(entry.num_bytes, 6);
    assert_eq!(entry.modified_ns, 1_600_000_000_000_000_500);
    assert_eq!(entry.absolute, fs::canonicalize(&file).expect("canonical"));
}
