//! Whether bytes can be meant in the charset that they are declared in.

use encoding_rs::{
    EUC_KR, Encoding, GB18030, GBK, ISO_8859_2, ISO_8859_3, ISO_8859_4, ISO_8859_10, ISO_8859_13,
    ISO_8859_14, ISO_8859_15, ISO_8859_16, MACINTOSH, WINDOWS_1250, WINDOWS_1252, WINDOWS_1254,
    WINDOWS_1257,
};

/// Whether the charset is for a Latin script, written in single bytes. These accept any bytes, so
/// that they fit without an error proves nothing.
pub(super) fn is_latin(encoding: &'static Encoding) -> bool {
    [
        WINDOWS_1250,
        WINDOWS_1252,
        WINDOWS_1254,
        WINDOWS_1257,
        ISO_8859_2,
        ISO_8859_3,
        ISO_8859_4,
        ISO_8859_10,
        ISO_8859_13,
        ISO_8859_14,
        ISO_8859_15,
        ISO_8859_16,
        MACINTOSH,
    ]
    .contains(&encoding)
}

/// Whether letters with marks stand among plain ones, as they do in every Latin script.
///
/// Another script read as Latin gives them in long runs: `Ïðåññ`. More than half of them in runs of
/// four is no language.
pub(super) fn is_latin_text(text: &str) -> bool {
    const LONG_RUN: usize = 4;
    let mut num_marked = 0;
    let mut num_in_runs = 0;
    for run in text.split(|c: char| c.is_ascii()) {
        let len = run.chars().count();
        num_marked += len;
        num_in_runs += if len >= LONG_RUN { len } else { 0 };
    }
    num_in_runs * 2 <= num_marked
}

/// Whether the charset writes its common characters in two high bytes.
pub(super) fn is_paired(encoding: &'static Encoding) -> bool {
    [GBK, GB18030, EUC_KR].contains(&encoding)
}

/// Whether some high byte stands beside another, or before a digit as in four bytes of GB18030.
///
/// An English page that is declared Chinese has the quotes of windows-1252, and each would eat the
/// letter behind it: `It抯`.
pub(super) fn has_pairs(bytes: &[u8]) -> bool {
    bytes
        .windows(2)
        .any(|pair| pair[0] >= 0x80 && (pair[1] >= 0x80 || pair[1].is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marked_letters_stand_among_plain_ones() {
        for text in [
            "",
            "plain",
            "Čeněk přišel",
            "ŽLUŤOUČKÝ KŮŇ",
            "« Été »",
            "naïve — “quoted”",
        ] {
            assert!(is_latin_text(text), "{text}");
        }
    }

    #[test]
    fn another_script_gives_runs() {
        for text in ["Ïðåññ-ðåëèç", "ÐÒÅÓÓ-ÒÅÌÉÚ", "ÖÐ¹úÍâ½»²¿"] {
            assert!(!is_latin_text(text), "{text}");
        }
    }
}
