//! The charset that a document declares for itself.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How far a declaration of a page is looked for, in bytes; the standard asks for 1,024.
const PAGE_WINDOW: usize = 1 << 16;

/// How far header lines are looked for, in bytes.
const HEADER_WINDOW: usize = 4096;

/// The first declaration that names a known charset: header lines at the top, as saved messages and
/// pages have, then the XML declaration, then `<meta>`.
///
/// As in the WHATWG standard a declared UTF-16 means UTF-8, since the declaration could be read.
pub(super) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let page = &bytes[..bytes.len().min(PAGE_WINDOW)];
    in_headers(&bytes[..bytes.len().min(HEADER_WINDOW)])
        .or_else(|| in_xml_declaration(page))
        .or_else(|| in_meta(page))
}

fn in_headers(bytes: &[u8]) -> Option<&'static Encoding> {
    const FIELDS: [&[u8]; 3] = [b"content-type:", b"charset:", b"encoding:"];
    bytes
        .split(|byte| matches!(byte, b'\n' | b'\r'))
        .find_map(|line| {
            let field = FIELDS.into_iter().find(|field| starts_with(line, field))?;
            let value = &line[field.len()..];
            match value_of(value, b"charset") {
                Some(label) => known(label),
                None if field[0] == b'c' && field[1] == b'o' => None,
                None => known(unquoted(value)),
            }
        })
}

fn in_xml_declaration(bytes: &[u8]) -> Option<&'static Encoding> {
    let bytes = bytes.trim_ascii_start();
    if !starts_with(bytes, b"<?xml") {
        return None;
    }
    let end = memchr::memchr(b'>', bytes)?;
    known(value_of(&bytes[..end], b"encoding")?)
}

fn in_meta(bytes: &[u8]) -> Option<&'static Encoding> {
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'<', &bytes[at..]) {
        let tag = &bytes[at + found..];
        at += found + 1;
        if tag.starts_with(b"<!--") {
            // As in a browser, an unclosed comment hides all that follows.
            at += memchr::memmem::find(tag, b"-->")?;
        } else if starts_with(tag, b"<meta") {
            let end = memchr::memchr(b'>', tag).unwrap_or(tag.len());
            let label = value_of(&tag[..end], b"charset").and_then(known);
            if label.is_some() {
                return label;
            }
            at += end.saturating_sub(1);
        }
    }
    None
}

/// The word behind `name =`, quoted or not.
fn value_of<'a>(text: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    (0..text.len()).find_map(|at| {
        let rest = &text[at..];
        let value = starts_with(rest, name)
            .then(|| rest[name.len()..].trim_ascii_start())?
            .strip_prefix(b"=")?;
        Some(unquoted(value))
    })
}

fn unquoted(value: &[u8]) -> &[u8] {
    let value = value.trim_ascii_start();
    let value = value.strip_prefix(b"\\").unwrap_or(value);
    let value = match value {
        [b'"' | b'\'', rest @ ..] => rest,
        _ => value,
    };
    let is_label = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_:.+".contains(byte);
    let len = value.iter().take_while(|byte| is_label(byte)).count();
    &value[..len]
}

fn starts_with(text: &[u8], prefix: &[u8]) -> bool {
    text.get(..prefix.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

fn known(label: &[u8]) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label_no_replacement(label)?;
    if encoding == UTF_16LE || encoding == UTF_16BE {
        Some(UTF_8)
    } else if encoding == encoding_rs::X_USER_DEFINED {
        Some(WINDOWS_1252)
    } else {
        Some(encoding)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        let found = declared(text.as_bytes()).map(Encoding::name);
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn meta_elements() {
        check("<meta charset=utf-8>", Some("UTF-8"));
        check("<META CHARSET = 'KOI8-R' />", Some("KOI8-R"));
        check(
            "<html><meta name=x content=y><meta http-equiv=\"Content-Type\" \
             content=\"text/html; charset=Windows-1251\">",
            Some("windows-1251"),
        );
        check(
            "<meta name=charset content=x><meta charset=big5>",
            Some("Big5"),
        );
        check("<meta charset=nonsense><meta charset=gb2312>", Some("GBK"));
    }

    #[test]
    fn labels_mean_what_the_standard_says() {
        check("<meta charset=iso-8859-1>", Some("windows-1252"));
        check("<meta charset=ks_c_5601-1987>", Some("EUC-KR"));
        check("<meta charset=utf-16>", Some("UTF-8"));
        check("<meta charset=x-user-defined>", Some("windows-1252"));
        check("<meta charset=hz-gb-2312>", None);
    }

    #[test]
    fn comments_hide_declarations() {
        check(
            "<!-- <meta charset=koi8-r> --><meta charset=big5>",
            Some("Big5"),
        );
        check("<!-- <meta charset=koi8-r>", None);
        // The shortest comment: its dashes serve for both ends.
        check("<!--><meta charset=koi8-r>-->", Some("KOI8-R"));
    }

    #[test]
    fn xml_declarations() {
        check(
            "<?xml version='1.0' encoding='ISO-8859-5'?><a/>",
            Some("ISO-8859-5"),
        );
        check(
            "\n<?xml version=\"1.0\"?><meta charset=koi8-r>",
            Some("KOI8-R"),
        );
        check("text <?xml version='1.0' encoding='koi8-r'?>", None);
    }

    #[test]
    fn header_lines() {
        check(
            "Subject: News\r\nContent-Type: text/plain; charset=\"koi8-r\"\r\n\r\ntext",
            Some("KOI8-R"),
        );
        check("Charset: Shift_JIS\n\ntext", Some("Shift_JIS"));
        check(
            "Content-Type: text/html\n\n<meta charset=euc-jp>",
            Some("EUC-JP"),
        );
        check("The charset: we use is charset koi8-r", None);
    }

    #[test]
    fn a_declaration_far_down_counts_but_not_without_end() {
        let far = |len: usize| format!("{}<meta charset=koi8-r>", "<i> ".repeat(len / 4));
        check(&far(60_000), Some("KOI8-R"));
        check(&far(70_000), None);
    }
}
