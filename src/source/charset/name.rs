//! The names of charsets in the record.

use encoding_rs::Encoding;

/// The WHATWG name of a charset in lower case.
pub(in crate::source) fn name(encoding: &'static Encoding) -> &'static str {
    const NAMES: [&str; 39] = [
        "big5",
        "euc-jp",
        "euc-kr",
        "gb18030",
        "gbk",
        "ibm866",
        "iso-2022-jp",
        "iso-8859-2",
        "iso-8859-3",
        "iso-8859-4",
        "iso-8859-5",
        "iso-8859-6",
        "iso-8859-7",
        "iso-8859-8",
        "iso-8859-8-i",
        "iso-8859-10",
        "iso-8859-13",
        "iso-8859-14",
        "iso-8859-15",
        "iso-8859-16",
        "koi8-r",
        "koi8-u",
        "macintosh",
        "shift_jis",
        "utf-8",
        "utf-16be",
        "utf-16le",
        "windows-1250",
        "windows-1251",
        "windows-1252",
        "windows-1253",
        "windows-1254",
        "windows-1255",
        "windows-1256",
        "windows-1257",
        "windows-1258",
        "windows-874",
        "x-mac-cyrillic",
        "x-user-defined",
    ];
    let own = encoding.name();
    NAMES
        .into_iter()
        .find(|name| name.eq_ignore_ascii_case(own))
        .unwrap_or(own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_charset_has_its_name_in_lower_case() {
        for label in [
            "utf-8",
            "gb18030",
            "x-mac-cyrillic",
            "utf-16be",
            "iso-8859-8-i",
            "big5",
        ] {
            assert_eq!(Encoding::for_label(label.as_bytes()).map(name), Some(label));
        }
    }
}
