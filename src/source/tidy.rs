//! Line ends and characters that no text means.

use encoding_rs::WINDOWS_1252;

use super::decode::counted;

/// Every line end as `\n`, no byte order mark at the start, no NULs; C1 controls become the signs
/// of windows-1252 that they stand for, as in HTML (WHATWG, numeric character reference end state).
pub(super) fn tidy(text: String, warnings: &mut Vec<String>) -> String {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let Some(first) = next_untidy(&text, start) else {
        return if start == 0 {
            text
        } else {
            text[start..].to_owned()
        };
    };
    let mut tidied = String::with_capacity(text.len());
    let (mut num_nuls, mut num_signs) = (0, 0);
    let mut copied = start;
    let mut found = Some(first);
    while let Some((at, c)) = found {
        tidied.push_str(&text[copied..at]);
        copied = at + c.len_utf8();
        match c {
            '\r' if text.as_bytes().get(copied) == Some(&b'\n') => {}
            '\0' => num_nuls += 1,
            '\u{80}'..='\u{9f}' => {
                num_signs += 1;
                tidied.push(sign(c));
            }
            _ => tidied.push('\n'),
        }
        found = next_untidy(&text, copied);
    }
    tidied.push_str(&text[copied..]);
    if num_nuls > 0 {
        warnings.push(format!("removed {}", counted(num_nuls, "NUL")));
    }
    if num_signs > 0 {
        let controls = counted(num_signs, "control character");
        warnings.push(format!("read {controls} as `windows-1252`"));
    }
    tidied
}

/// The next character that is not tidy, with its place.
fn next_untidy(text: &str, start: usize) -> Option<(usize, char)> {
    let mut at = start;
    loop {
        at = next_suspect(text.as_bytes(), at)?;
        let c = text[at..].chars().next()?;
        if is_untidy(c) {
            return Some((at, c));
        }
        at += c.len_utf8();
    }
}

/// The next byte with which a character begins that may not be tidy.
fn next_suspect(bytes: &[u8], start: usize) -> Option<usize> {
    /// Looked at together, as many as the machine compares at once.
    const AT_ONCE: usize = 64;
    let rest = &bytes[start..];
    let (parts, _) = rest.as_chunks::<AT_ONCE>();
    let has_suspect = |part: &[u8; AT_ONCE]| {
        let suspects = part.iter().map(|byte| u8::from(is_suspect(*byte)));
        suspects.fold(0, std::ops::BitOr::bitor) != 0
    };
    let tidy = AT_ONCE * parts.iter().take_while(|part| !has_suspect(part)).count();
    let first = rest[tidy..].iter().position(|byte| is_suspect(*byte))?;
    Some(start + tidy + first)
}

#[expect(
    clippy::needless_bitwise_bool,
    reason = "no branches: many bytes at once"
)]
fn is_suspect(byte: u8) -> bool {
    (byte == 0)
        | (byte == b'\r')
        | (byte == 0x0b)
        | (byte == 0x0c)
        | (byte == 0xc2)
        | (byte == 0xe2)
}

fn is_untidy(c: char) -> bool {
    matches!(
        c,
        '\0' | '\r' | '\u{b}' | '\u{c}' | '\u{80}'..='\u{9f}' | '\u{2028}' | '\u{2029}'
    )
}

/// The sign at the place of a C1 control; five places have none and keep it.
fn sign(c: char) -> char {
    let byte = u8::try_from(c).unwrap_or(b'?');
    let bytes = [byte];
    let decoded = WINDOWS_1252.decode_without_bom_handling(&bytes).0;
    decoded.chars().next().unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str, warned: &[&str]) {
        let mut warnings = Vec::new();
        assert_eq!(tidy(text.to_owned(), &mut warnings), expected);
        assert_eq!(warnings, warned);
    }

    #[test]
    fn line_ends() {
        check("a\r\nb\rc\nd\r\r\ne", "a\nb\nc\nd\n\ne", &[]);
        check("a\u{c}b\u{2028}c\u{2029}d", "a\nb\nc\nd", &[]);
    }

    #[test]
    fn marks_and_nuls() {
        check("\u{feff}\u{feff}a\u{feff}b", "a\u{feff}b", &[]);
        check("a\0b\0", "ab", &["removed 2 NULs"]);
        check("\r\0\n", "\n\n", &["removed 1 NUL"]);
    }

    #[test]
    fn controls_of_c1_are_signs() {
        check(
            "\u{93}it\u{92}s\u{94}\u{81}",
            "“it’s”\u{81}",
            &["read 4 control characters as `windows-1252`"],
        );
    }

    #[test]
    fn tidy_text_stays() {
        check("one\n\ttwo — three\u{a0}", "one\n\ttwo — three\u{a0}", &[]);
    }
}
