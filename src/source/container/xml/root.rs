//! Which family of XML a file is of, told by its first element.

/// A family of XML files that hold releases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::source::container) enum Family {
    /// RSS, RDF included.
    Rss,
    Atom,
    NewsMlG2,
    /// `NewsML` 1.0 to 1.2.
    NewsMl,
    Nitf,
}

/// The family, when the first element is of one.
pub(in crate::source::container) fn family(head: &[u8]) -> Option<Family> {
    let decoded;
    let text = if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
        let (encoding, len) = encoding_rs::Encoding::for_bom(head)?;
        decoded = encoding
            .decode_without_bom_handling(&head[len..])
            .0
            .into_owned();
        decoded.as_bytes()
    } else {
        head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head)
    };
    let tag = first_tag(text)?;
    let name = tag.split(|byte| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/'));
    let name = name.into_iter().next()?;
    let (prefix, local) = match memchr::memrchr(b':', name) {
        Some(at) => (&name[..at], &name[at + 1..]),
        None => (&b""[..], name),
    };
    match local {
        b"rss" => Some(Family::Rss),
        b"RDF" if holds(tag, b"purl.org/rss") || holds(tag, b"my.netscape.com/rdf") => {
            Some(Family::Rss)
        }
        b"feed" if prefix.is_empty() || holds(tag, b"w3.org/2005/Atom") => Some(Family::Atom),
        b"entry" if holds(tag, b"w3.org/2005/Atom") => Some(Family::Atom),
        b"newsItem" | b"newsMessage" => Some(Family::NewsMlG2),
        b"NewsML" | b"NewsItem" => Some(Family::NewsMl),
        b"nitf" => Some(Family::Nitf),
        _ => None,
    }
}

fn holds(tag: &[u8], words: &[u8]) -> bool {
    let end = memchr::memchr(b'>', tag).unwrap_or(tag.len());
    memchr::memmem::find(&tag[..end], words).is_some()
}

/// What follows the `<` of the first element, behind declaration, comments and doctype.
fn first_tag(mut text: &[u8]) -> Option<&[u8]> {
    loop {
        text = text.trim_ascii_start();
        let rest = text.strip_prefix(b"<")?;
        let end: &[u8] = if rest.starts_with(b"?") {
            b"?>"
        } else if rest.starts_with(b"!--") {
            b"-->"
        } else if rest.starts_with(b"!") {
            return first_tag(behind_doctype(rest)?);
        } else {
            return Some(rest);
        };
        let at = memchr::memmem::find(rest, end)?;
        text = &rest[at + end.len()..];
    }
}

/// What follows a doctype; it may hold declarations between brackets.
fn behind_doctype(rest: &[u8]) -> Option<&[u8]> {
    let end = memchr::memchr(b'>', rest)?;
    match memchr::memchr(b'[', rest) {
        Some(at) if at < end => {
            let close = at + memchr::memchr(b']', &rest[at..])?;
            let end = close + memchr::memchr(b'>', &rest[close..])?;
            Some(&rest[end + 1..])
        }
        _ => Some(&rest[end + 1..]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_element_tells_the_family() {
        for (head, expected) in [
            (
                "<?xml version='1.0'?>\n<!-- a --><rss version='2.0'>",
                Some(Family::Rss),
            ),
            (
                "<rdf:RDF xmlns='http://purl.org/rss/1.0/' xmlns:rdf='x'>",
                Some(Family::Rss),
            ),
            ("<rdf:RDF xmlns:rdf='x' xmlns:foaf='y'>", None),
            (
                "<feed xmlns='http://www.w3.org/2005/Atom'>",
                Some(Family::Atom),
            ),
            (
                "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/'",
                Some(Family::NewsMlG2),
            ),
            (
                "<!DOCTYPE NewsML SYSTEM 'x.dtd' [<!ENTITY a '>'>]><NewsML>",
                Some(Family::NewsMl),
            ),
            ("\u{feff}<nitf>", Some(Family::Nitf)),
            ("<!DOCTYPE html><html>", None),
            ("<html>", None),
            ("<!-- not closed", None),
            ("rss", None),
        ] {
            assert_eq!(family(head.as_bytes()), expected, "{head}");
        }
        let utf16: Vec<u8> = "\u{feff}<rss>"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(family(&utf16), Some(Family::Rss));
    }
}
