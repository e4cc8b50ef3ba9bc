//! Character references (`&amp;`, `&#8217;`) as HTML reads them (13.2.5.72 and following).

use std::str::Chars;

use html5ever::data::{C1_REPLACEMENTS, NAMED_ENTITIES};
use memchr::memchr;

/// Where a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Within {
    /// In an element.
    Text,
    /// In the value of an attribute, where addresses hold `&copy=1`.
    Attribute,
}

/// The text with its references resolved; `None` for one that has none.
pub(super) fn dereferenced(text: &str, within: Within) -> Option<String> {
    let mut at = memchr(b'&', text.as_bytes())?;
    let mut resolved = String::with_capacity(text.len());
    let mut copied = 0;
    loop {
        resolved.push_str(&text[copied..at]);
        let rest = &text[at + 1..];
        let num_bytes = match rest.as_bytes().first() {
            Some(b'#') => push_numeric(rest, &mut resolved),
            Some(c) if c.is_ascii_alphanumeric() => push_named(rest, within, &mut resolved),
            _ => None,
        };
        // What is no reference stays, and may hold one.
        let num_bytes = num_bytes.unwrap_or_else(|| {
            resolved.push('&');
            0
        });
        copied = at + 1 + num_bytes;
        match memchr(b'&', &text.as_bytes()[copied..]) {
            Some(offset) => at = copied + offset,
            None => break,
        }
    }
    resolved.push_str(&text[copied..]);
    Some(resolved)
}

/// The longest name that the text begins with; the bytes of it.
fn push_named(rest: &str, within: Within, resolved: &mut String) -> Option<usize> {
    let mut found = None;
    for (start, c) in rest.char_indices() {
        let end = start + c.len_utf8();
        // The table holds the beginnings of names too.
        match NAMED_ENTITIES.get(&rest[..end]) {
            Some((0, _)) => {}
            Some(chars) => found = Some((end, *chars)),
            None => break,
        }
    }
    let (end, (first, second)) = found?;
    let next = rest.as_bytes().get(end);
    let is_open = !rest[..end].ends_with(';');
    let goes_on = next.is_some_and(|next| *next == b'=' || next.is_ascii_alphanumeric());
    if within == Within::Attribute && is_open && goes_on {
        return None;
    }
    let chars = [first, second].into_iter().filter(|code| *code != 0);
    resolved.extend(chars.filter_map(char::from_u32));
    Some(end)
}

/// `#8217;` and `#x2019`, the bytes of it.
fn push_numeric(rest: &str, resolved: &mut String) -> Option<usize> {
    let digits = &rest[1..];
    let (base, digits) = match digits.strip_prefix(['x', 'X']) {
        Some(digits) => (16, digits),
        None => (10, digits),
    };
    let after = digits.trim_start_matches(|c: char| c.is_digit(base));
    let digits = &digits[..digits.len() - after.len()];
    if digits.is_empty() {
        return None;
    }
    resolved.push(numbered(digits.chars(), base));
    let after = after.strip_prefix(';').unwrap_or(after);
    Some(rest.len() - after.len())
}

/// The character of a number; the replacement character for one that has none.
fn numbered(digits: Chars<'_>, base: u32) -> char {
    const LAST: u32 = 0x0010_FFFF;
    let digits = digits.filter_map(|digit| digit.to_digit(base));
    // Past the last character any number is as good as another.
    let number = digits.fold(0_u32, |n, digit| n.min(LAST + 1) * base + digit);
    let control = number
        .checked_sub(0x80)
        .and_then(|at| C1_REPLACEMENTS.get(at as usize));
    match (control, number) {
        (Some(Some(sign)), _) => *sign,
        (_, 0) => char::REPLACEMENT_CHARACTER,
        _ => char::from_u32(number).unwrap_or(char::REPLACEMENT_CHARACTER),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, in_text: &str, in_attribute: &str) {
        let read = |within| dereferenced(text, within).unwrap_or_else(|| text.to_owned());
        assert_eq!(read(Within::Text), in_text, "{text}");
        assert_eq!(read(Within::Attribute), in_attribute, "{text}");
    }

    #[test]
    fn names() {
        check("a &amp; b&lt;c", "a & b<c", "a & b<c");
        check("&notit; &notin;", "¬it; ∉", "&notit; ∉");
        check("?a=1&copy=2&copy", "?a=1©=2©", "?a=1&copy=2©");
        check("&NotEqualTilde;", "\u{2242}\u{338}", "\u{2242}\u{338}");
        check(
            "&unknown; & &; &é",
            "&unknown; & &; &é",
            "&unknown; & &; &é",
        );
        check("&amp;lt;", "&lt;", "&lt;");
    }

    #[test]
    fn numbers() {
        check("&#8217;&#x2019;&#X2019", "’’’", "’’’");
        check("&#146;&#129;", "’\u{81}", "’\u{81}");
        check(
            "&#0;&#xD800;&#99999999999;",
            "\u{fffd}\u{fffd}\u{fffd}",
            "\u{fffd}\u{fffd}\u{fffd}",
        );
        check("&#; &#x; &#xg", "&#; &#x; &#xg", "&#; &#x; &#xg");
    }
}
