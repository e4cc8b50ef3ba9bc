//! Names of members: labels that are shown and compared, never paths that are opened.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fmt::Write as _;

use crate::report::SkipReason;

/// The longest name that is kept, in bytes; a hash stands for the rest.
const MAX_BYTES: usize = 1024;

/// Names that Windows gives to devices, whatever the ending.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul", "conin$", "conout$", "clock$"];

/// The bytes of a name as text: what is not UTF-8 becomes U+FFFD and two hexadecimal digits, as in
/// the paths of a walk.
pub(super) fn shown(bytes: &[u8]) -> String {
    let mut text = String::new();
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        for byte in chunk.invalid() {
            // Writing to a string cannot fail.
            let _ = write!(text, "\u{fffd}{byte:02x}");
        }
    }
    if text.len() <= MAX_BYTES {
        return text;
    }
    let mut end = MAX_BYTES;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    format!("{}…{}", &text[..end], &blake3::hash(bytes).to_hex()[..16])
}

/// What is wrong with a name that was made to lead a careless program astray.
pub(super) fn danger(name: &str) -> Option<SkipReason> {
    let is_drive = |part: &str| {
        let bytes = part.as_bytes();
        bytes.len() >= 2 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':'
    };
    let why = if name.contains('\0') {
        "it holds a NUL"
    } else if name.starts_with(['/', '\\']) || is_drive(name) {
        "it is an absolute path"
    } else if name.split(['/', '\\']).any(|part| part.trim_end() == "..") {
        "it leads out of the archive"
    } else if name.split(['/', '\\']).any(is_device) {
        "it is that of a device"
    } else {
        return None;
    };
    Some(SkipReason::UnsafeName(why.to_owned()))
}

fn is_device(part: &str) -> bool {
    let stem = part.split(['.', ':']).next().unwrap_or_default().trim_end();
    let stem = stem.to_ascii_lowercase();
    let is_port = |port: &str| {
        let number = stem.strip_prefix(port);
        number.is_some_and(|n| matches!(n.as_bytes(), [b'0'..=b'9']))
    };
    DEVICES.contains(&stem.as_str()) || is_port("com") || is_port("lpt")
}

/// A name without `./` before it.
pub(super) fn tidy(name: &str) -> &str {
    let mut name = name;
    while let Some(rest) = name.strip_prefix("./") {
        name = rest.trim_start_matches('/');
    }
    name
}

/// Endings of compressed files, with the ending of what is in them.
const ENDINGS: &[(&str, &str)] = &[
    (".gz", ""),
    (".zst", ""),
    (".zstd", ""),
    (".bz2", ""),
    (".xz", ""),
    (".z", ""),
    (".tgz", ".tar"),
    (".taz", ".tar"),
    (".tzst", ".tar"),
    (".tbz2", ".tar"),
    (".tbz", ".tar"),
    (".txz", ".tar"),
];

/// The name of what is in a compressed file: its own without the ending, as `gunzip` has it.
pub(super) fn unpacked(name: &str) -> String {
    let name = name.rsplit(['/', '\\', '!']).next().unwrap_or(name);
    for (ending, instead) in ENDINGS {
        let at = name.len().saturating_sub(ending.len());
        if at > 0 && name.is_char_boundary(at) && name[at..].eq_ignore_ascii_case(ending) {
            return format!("{}{instead}", &name[..at]);
        }
    }
    "content".to_owned()
}

/// The names given so far in one file, so that no two members share one. 16 bytes a member.
#[derive(Debug, Default)]
pub(super) struct Labels {
    /// By name, the last number that was put behind it; 1 for none.
    given: HashMap<u64, u64>,
}

impl Labels {
    /// The name itself, or with `#2`, `#3` … behind it when it was given before.
    pub(super) fn give(&mut self, name: String) -> String {
        let own = key(&name);
        let Some(mut number) = self.given.get(&own).copied() else {
            self.given.insert(own, 1);
            return name;
        };
        loop {
            number = number.saturating_add(1);
            let label = format!("{name}#{number}");
            if let Entry::Vacant(free) = self.given.entry(key(&label)) {
                free.insert(1);
                // The next of this name need not try the numbers up to here.
                self.given.insert(own, number);
                return label;
            }
        }
    }
}

fn key(name: &str) -> u64 {
    let hash = blake3::hash(name.as_bytes());
    let mut bytes = [0; 8];
    bytes.copy_from_slice(&hash.as_bytes()[..8]);
    u64::from_be_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_lead_astray_are_told() {
        for (name, expected) in [
            ("../../etc/passwd", "it leads out of the archive"),
            ("a/../../b.html", "it leads out of the archive"),
            ("a\\..\\b.html", "it leads out of the archive"),
            ("/etc/passwd", "it is an absolute path"),
            ("\\\\host\\share", "it is an absolute path"),
            ("C:\\a.txt", "it is an absolute path"),
            ("nul", "it is that of a device"),
            ("a/COM1.txt", "it is that of a device"),
            ("a\0.txt", "it holds a NUL"),
        ] {
            let reason = SkipReason::UnsafeName(expected.to_owned());
            assert_eq!(danger(name), Some(reason), "{name:?}");
        }
        for name in [
            "a/b.html",
            "a..b",
            "...",
            "console.txt",
            "комната/1.txt",
            "com10.txt",
        ] {
            assert_eq!(danger(name), None, "{name:?}");
        }
    }

    #[test]
    fn no_two_members_share_a_name() {
        let mut labels = Labels::default();
        let given = ["a", "a#2", "a", "a", "b"].map(|name| labels.give(name.to_owned()));
        assert_eq!(given, ["a", "a#2", "a#3", "a#4", "b"]);
    }

    #[test]
    fn a_name_loses_the_ending_of_its_compression() {
        for (name, expected) in [
            ("in/page.html.gz", "page.html"),
            ("a.zip!b/page.HTML.XZ", "page.HTML"),
            ("in/all.tgz", "all.tar"),
            ("blob", "content"),
            (".gz", "content"),
        ] {
            assert_eq!(unpacked(name), expected);
        }
    }

    #[test]
    fn names_are_text_of_bounded_length() {
        assert_eq!(shown(b"caf\xe9.txt"), "caf\u{fffd}e9.txt");
        let long = "я".repeat(5000);
        assert!(shown(long.as_bytes()).len() < 1100);
    }
}
