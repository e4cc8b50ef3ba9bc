//! Any bytes, in any charset that a transport names → text or a reason: no panic, no NUL, no CR, no
//! byte order mark, never blank, the same twice.
#![no_main]

use dateline::source::{Content, Envelope};
use libfuzzer_sys::fuzz_target;

/// What a transport may name; the last two are no charsets.
const LABELS: &[&str] = &[
    "utf-8", "utf-16", "utf-16be", "windows-1251", "windows-1252", "koi8-r", "gbk", "gb18030", "big5",
    "shift_jis", "euc-jp", "iso-2022-jp", "euc-kr", "iso-8859-8-i", "x-user-defined", "replacement", "",
    "no-such-charset",
];

fuzz_target!(|bytes: &[u8]| {
    let Some((first, bytes)) = bytes.split_first() else {
        return;
    };
    let label = LABELS.get(usize::from(*first) % (2 * LABELS.len()));
    let content = Content {
        bytes: bytes.to_vec(),
        envelope: Envelope {
            charset: label.map(|label| (*label).to_owned()),
            ..Envelope::default()
        },
    };
    let decoded = content.decode("a.txt", None);
    assert_eq!(decoded, content.decode("a.txt", None), "not the same twice");
    if let Ok(raw) = decoded {
        assert!(!raw.text.contains(['\0', '\r']), "a NUL or CR");
        assert!(!raw.text.starts_with('\u{feff}'), "a byte order mark");
        assert!(!raw.text.trim().is_empty(), "blank");
    }
});
