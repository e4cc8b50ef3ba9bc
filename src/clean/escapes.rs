//! Entities that were escaped twice or more: `&amp;amp;`, `&amp;quot;`, `&amp;amp;#8217;`.

use std::borrow::Cow;

use memchr::memmem;

/// The longest entity after its `&`, in bytes.
const MAX_ENTITY_BYTES: usize = 10;

/// Takes all layers but the last off. Escaped tags (`&amp;lt;p&amp;gt;`) stay: pages that explain
/// markup write them so.
pub(super) fn escape_once(page: &str) -> Cow<'_, str> {
    const ESCAPED: &str = "&amp;";
    let mut once = String::new();
    let mut copied = 0;
    for at in memmem::find_iter(page.as_bytes(), ESCAPED) {
        let rest = &page[at + ESCAPED.len()..];
        let inner = rest.trim_start_matches("amp;");
        let num_skipped = rest.len() - inner.len();
        let end = at + ESCAPED.len() + num_skipped;
        if is_entity(inner) {
            once.push_str(&page[copied..=at]);
            copied = end;
        } else if num_skipped > 0 {
            once.push_str(&page[copied..at + ESCAPED.len()]);
            copied = end;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(page);
    }
    once.push_str(&page[copied..]);
    Cow::Owned(once)
}

/// Whether the text goes on as an entity does after its `&`.
fn is_entity(text: &str) -> bool {
    let bytes = text.as_bytes();
    let head = &bytes[..bytes.len().min(MAX_ENTITY_BYTES)];
    let Some(end) = memchr::memchr(b';', head) else {
        return false;
    };
    let name = &head[..end];
    match name.strip_prefix(b"#") {
        Some(number) => {
            let digits = number.strip_prefix(b"x").unwrap_or(number);
            !digits.is_empty() && digits.iter().all(u8::is_ascii_hexdigit)
        }
        None => name.len() > 2 && name.iter().all(u8::is_ascii_alphabetic),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(page: &str, expected: &str) {
        assert_eq!(escape_once(page), expected);
    }

    #[test]
    fn layers_go_but_the_last() {
        check("Quay &amp;amp; Sons", "Quay &amp; Sons");
        check("Quay &amp;amp;amp; Sons", "Quay &amp; Sons");
        check("&amp;quot;Ja&amp;amp;quot;", "&quot;Ja&quot;");
        check("it&amp;#8217;s &amp;amp;#x2019;", "it&#8217;s &#x2019;");
        check(
            "Larn&eacute; R&amp;amp;D &amp;amp;",
            "Larn&eacute; R&amp;D &amp;",
        );
    }

    #[test]
    fn what_is_escaped_once_stays() {
        check("Quay &amp; Sons &amp", "Quay &amp; Sons &amp");
        check("&amp;lt;p&amp;gt;", "&amp;lt;p&amp;gt;");
        check("&amp;;&amp;#;&amp;é;", "&amp;;&amp;#;&amp;é;");
        check("a &amp; b; c", "a &amp; b; c");
    }
}
