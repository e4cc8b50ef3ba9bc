//! Halves of characters in JSON: `\ud83d` without the other half stands for no character, and a
//! reader of JSON refuses the whole value for it, though programs write such (RFC 8259, 8.2).

use serde_json::Value;

/// What is put in the place of a half, as six bytes of JSON like it.
const REPLACEMENT: &[u8; 6] = b"\\ufffd";

/// Reads JSON, with U+FFFD for halves of characters.
pub(super) fn parse(json: &[u8]) -> Result<Value, serde_json::Error> {
    serde_json::from_slice(json).or_else(|error| match whole(json) {
        Some(mended) => serde_json::from_slice(&mended),
        None => Err(error),
    })
}

/// The same JSON without halves of characters; nothing where there are none.
fn whole(json: &[u8]) -> Option<Vec<u8>> {
    let mut mended: Option<Vec<u8>> = None;
    let mut at = 0;
    while let Some(offset) = memchr::memchr(b'\\', &json[at..]) {
        let start = at + offset;
        at = match (unit_at(json, start), unit_at(json, start + 6)) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => start + 12,
            (Some(0xd800..=0xdfff), _) => {
                let mended = mended.get_or_insert_with(|| json.to_vec());
                mended[start..start + 6].copy_from_slice(REPLACEMENT);
                start + 6
            }
            // Of any other escape, the next byte is no beginning of one.
            _ => (start + 2).min(json.len()),
        };
    }
    mended
}

/// The number of an escape `\uXXXX`.
fn unit_at(json: &[u8], start: usize) -> Option<u16> {
    let digits = json.get(start..start + 6)?.strip_prefix(b"\\u")?;
    if !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(json: &str, expected: Option<&str>) {
        let found = parse(json.as_bytes()).ok();
        assert_eq!(found.as_ref().and_then(Value::as_str), expected, "{json}");
    }

    #[test]
    fn halves_of_characters_are_replaced_and_whole_ones_stay() {
        check(r#""\ud83d\ude00""#, Some("\u{1f600}"));
        check(r#""a\ud83db""#, Some("a\u{fffd}b"));
        check(r#""a\ude00""#, Some("a\u{fffd}"));
        check(r#""\ud83d\ud83d\ude00""#, Some("\u{fffd}\u{1f600}"));
        check(r#""\ud83d\n""#, Some("\u{fffd}\n"));
        check(r#""\\ud83d""#, Some("\\ud83d"));
        check(r#""\\\ud83d""#, Some("\\\u{fffd}"));
        check(r#""\ud83"#, None);
        check(r#""\ud8zz""#, None);
        check("\"\\", None);
    }
}
