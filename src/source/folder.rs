//! What a folder holds, and how its paths are shown.

use std::cmp::Ordering;
use std::ffi::{OsStr, OsString};
use std::fmt::Write as _;
use std::fs::{self, DirEntry, FileType};
use std::io;
use std::path::{MAIN_SEPARATOR, Path};

/// The file by which a folder is known to be an index of dateline.
const INDEX_MANIFEST: &str = "dateline-index.json";

/// What a path leads to, links followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// Neither, or nothing that can be looked at; the cause in words.
    Unreadable(String),
}

impl Kind {
    /// The bytes of a name to sort by: a folder's end in `/`, so that `a-b` comes before `a/b`.
    pub(super) fn order<'a>(&self, name: &'a [u8]) -> impl Iterator<Item = u8> + 'a {
        let end = (*self == Self::Folder).then_some(b'/');
        name.iter().copied().chain(end)
    }
}

/// An entry of a folder.
#[derive(Debug)]
pub(super) struct Child {
    pub(super) name: OsString,
    pub(super) kind: Kind,
    pub(super) is_link: bool,
}

impl Child {
    /// Compares by [`Kind::order`].
    pub(super) fn cmp(&self, other: &Self) -> Ordering {
        let (name, other_name) = (self.name.as_encoded_bytes(), other.name.as_encoded_bytes());
        let len = name.len().min(other_name.len());
        let start = name[..len].cmp(&other_name[..len]);
        start.then_with(|| {
            let rest = self.kind.order(&name[len..]);
            rest.cmp(other.kind.order(&other_name[len..]))
        })
    }
}

/// All of a folder that is not hidden, in no order.
pub(super) fn children(folder: &Path) -> io::Result<Vec<Child>> {
    fs::read_dir(folder)?
        .filter(|entry| {
            entry
                .as_ref()
                .map_or(true, |entry| !is_hidden(&entry.file_name()))
        })
        .map(|entry| Ok(child(&entry?)))
        .collect()
}

fn child(entry: &DirEntry) -> Child {
    let is_link = entry.file_type().is_ok_and(|kind| kind.is_symlink());
    let file_type = if is_link {
        fs::metadata(entry.path()).map(|target| target.file_type())
    } else {
        entry.file_type()
    };
    Child {
        name: entry.file_name(),
        kind: file_type.map_or_else(|cause| Kind::Unreadable(cause.to_string()), kind_of),
        is_link,
    }
}

/// The kind by the type: a pipe or a device could block for ever, so it is not read.
pub(super) fn kind_of(file_type: FileType) -> Kind {
    if file_type.is_dir() {
        Kind::Folder
    } else if file_type.is_file() {
        Kind::File
    } else {
        Kind::Unreadable("neither a file nor a folder".to_owned())
    }
}

/// Whether a name begins with a dot.
pub(super) fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

/// Whether the folder holds an index of dateline.
pub(super) fn is_index(folder: &Path) -> bool {
    folder.join(INDEX_MANIFEST).is_file()
}

/// The path of a root as it is shown, without a `/` at its end.
pub(super) fn shown_path(path: &Path) -> String {
    let mut shown = shown_name(path.as_os_str());
    if MAIN_SEPARATOR != '/' {
        shown = shown.replace(MAIN_SEPARATOR, "/");
    }
    while shown.len() > 1 && shown.ends_with('/') {
        shown.pop();
    }
    shown
}

/// The shown path of a child.
pub(super) fn join(folder: &str, name: &OsStr) -> String {
    let slash = if folder.ends_with('/') { "" } else { "/" };
    format!("{folder}{slash}{}", shown_name(name))
}

/// Reversible, so that two names never look the same.
fn shown_name(name: &OsStr) -> String {
    let mut shown = String::new();
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        shown.push_str(&chunk.valid().replace('\u{fffd}', "\u{fffd}\u{fffd}"));
        for byte in chunk.invalid() {
            // Writing to a string cannot fail.
            let _ = write!(shown, "\u{fffd}{byte:02X}");
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_root_is_shown_as_given_without_its_last_slash() {
        for (path, shown) in [
            ("corpus", "corpus"),
            ("corpus//", "corpus"),
            ("./a/../b", "./a/../b"),
            ("/", "/"),
            (".", "."),
        ] {
            assert_eq!(shown_path(Path::new(path)), shown);
        }
    }

    #[test]
    fn children_of_the_top_folder_have_one_slash() {
        assert_eq!(join("/", OsStr::new("a")), "/a");
        assert_eq!(join("x", OsStr::new("a")), "x/a");
    }

    #[cfg(unix)]
    #[test]
    fn names_that_are_not_utf_8_never_look_like_another() {
        use std::os::unix::ffi::OsStrExt;
        let shown = |bytes: &[u8]| shown_name(OsStr::from_bytes(bytes));
        assert_eq!(shown(b"caf\xe9.txt"), "caf\u{fffd}E9.txt");
        assert_eq!(
            shown("caf\u{fffd}E9.txt".as_bytes()),
            "caf\u{fffd}\u{fffd}E9.txt"
        );
        assert_ne!(shown(b"\xe8"), shown(b"\xe9"));
        assert_eq!(shown("Пресс.txt".as_bytes()), "Пресс.txt");
    }

    #[test]
    fn a_folder_sorts_as_if_its_name_ended_in_a_slash() {
        let order =
            |kind: Kind, name: &'static str| kind.order(name.as_bytes()).collect::<Vec<_>>();
        assert!(order(Kind::File, "a-b") < order(Kind::Folder, "a"));
        assert!(order(Kind::Folder, "a") < order(Kind::File, "a0"));
    }
}
