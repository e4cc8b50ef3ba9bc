//! The answer of a web server, as a web archive keeps it (RFC 9110, RFC 9112).

use std::io::Read;

use super::gauge::{Gauge, reason_of};
use crate::report::SkipReason;

/// Lines of the head that are read; an answer with more is damaged.
const MAX_HEADERS: usize = 256;

/// Kinds of media that hold no text to read.
const NO_TEXT: &[&str] = &["image/", "audio/", "video/", "font/"];

/// Media of text that is part of a page and none itself.
const PARTS_OF_PAGES: &[&str] = &[
    "text/css",
    "text/javascript",
    "application/javascript",
    "application/x-javascript",
    "application/ecmascript",
    "application/wasm",
];

/// The page of an answer.
#[derive(Debug)]
pub(super) struct Answer {
    /// As written in `Content-Type`.
    pub(super) charset: Option<String>,
    /// As written in `Last-Modified`.
    pub(super) modified: Option<String>,
    /// The page, put together and unpacked.
    pub(super) body: Vec<u8>,
}

impl Answer {
    /// Reads an answer whose page has at most so many bytes.
    pub(super) fn read(block: &[u8], gauge: &Gauge, max: u64) -> Result<Self, SkipReason> {
        let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
        let mut response = httparse::Response::new(&mut headers);
        let mut config = httparse::ParserConfig::default();
        config
            .allow_obsolete_multiline_headers_in_responses(true)
            .allow_spaces_after_header_name_in_responses(true)
            .ignore_invalid_headers_in_responses(true);
        let parsed = config.parse_response(&mut response, block);
        let Ok(httparse::Status::Complete(end)) = parsed else {
            let what = "the head of the answer cannot be read".to_owned();
            return Err(SkipReason::Damaged(what));
        };
        let status = response.code.unwrap_or_default();
        if !(200..300).contains(&status) {
            return Err(SkipReason::HttpStatus(status));
        }
        let value = |name: &str| {
            let found = response
                .headers
                .iter()
                .find(|h| h.name.eq_ignore_ascii_case(name));
            found.map(|h| String::from_utf8_lossy(h.value).trim().to_owned())
        };
        let media = value("content-type").unwrap_or_default();
        check_media(&media)?;
        let is_chunked = value("transfer-encoding")
            .is_some_and(|coding| coding.to_ascii_lowercase().contains("chunked"));
        let raw = &block[end..];
        // Some archives keep the body put together and the header as it was.
        let joined = if is_chunked { joined_chunks(raw) } else { None };
        let body = joined.as_deref().unwrap_or(raw);
        let codings = value("content-encoding").unwrap_or_default();
        let body = unpacked(body, &codings.to_ascii_lowercase(), (gauge, max))?;
        Ok(Self {
            charset: charset_of(&media),
            modified: value("last-modified"),
            body,
        })
    }
}

fn check_media(media: &str) -> Result<(), SkipReason> {
    let essence = media.split(';').next().unwrap_or_default().trim();
    let essence = essence.to_ascii_lowercase();
    let is_none = NO_TEXT.iter().any(|kind| essence.starts_with(kind))
        || PARTS_OF_PAGES.contains(&essence.as_str());
    if is_none {
        return Err(SkipReason::NoRelease(format!(
            "its media type is `{essence}`"
        )));
    }
    Ok(())
}

/// The charset of a media type: `text/html; charset="windows-1251"`.
fn charset_of(media: &str) -> Option<String> {
    let parameters = media.split(';').skip(1);
    let pairs = parameters.filter_map(|parameter| parameter.split_once('='));
    let (_, value) = { pairs }.find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))?;
    let value = value.trim().trim_matches(['"', '\'']);
    (!value.is_empty()).then(|| value.to_owned())
}

/// The body out of its chunks (RFC 9112, 7.1); none when it does not come in chunks. What follows a
/// chunk that is cut short is left out.
fn joined_chunks(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let end = memchr::memchr(b'\n', rest);
        let line = end.map_or(rest, |end| &rest[..end]);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let size = line.split(|byte| *byte == b';').next()?.trim_ascii();
        let size = std::str::from_utf8(size)
            .ok()
            .and_then(|size| usize::from_str_radix(size, 16).ok());
        let (Some(size), Some(end)) = (size, end) else {
            return (!body.is_empty()).then_some(body);
        };
        let data = &rest[end + 1..];
        if size == 0 {
            return Some(body);
        }
        if size >= data.len() {
            body.extend_from_slice(data);
            return Some(body);
        }
        body.extend_from_slice(&data[..size]);
        rest = &data[size..];
        rest = rest.strip_prefix(b"\r").unwrap_or(rest);
        rest = rest.strip_prefix(b"\n").unwrap_or(rest);
    }
}

/// The body unpacked; codings are named in the order in which they were applied.
fn unpacked(
    body: &[u8],
    codings: &str,
    (gauge, max): (&Gauge, u64),
) -> Result<Vec<u8>, SkipReason> {
    let mut body = body.to_vec();
    for coding in codings.split(',').rev() {
        // Unpacked already when it was archived, or never packed.
        let Some(decoder) = decoder(coding.trim(), &body)? else {
            continue;
        };
        let mut plain = Vec::new();
        gauge
            .reading(decoder)
            .take(max.saturating_add(1))
            .read_to_end(&mut plain)
            .map_err(|error| reason_of(&error))?;
        if plain.len() as u64 > max {
            return Err(SkipReason::TooLarge(plain.len() as u64));
        }
        body = plain;
    }
    Ok(body)
}

/// What unpacks a coding (RFC 9110, 8.4.1), when the body is in it.
fn decoder<'b>(coding: &str, body: &'b [u8]) -> Result<Option<Box<dyn Read + 'b>>, SkipReason> {
    Ok(Some(match coding {
        "gzip" | "x-gzip" if body.starts_with(b"\x1f\x8b") => {
            Box::new(flate2::read::MultiGzDecoder::new(body))
        }
        // Some servers send bare deflate data under this name.
        "deflate" if is_zlib(body) => Box::new(flate2::read::ZlibDecoder::new(body)),
        "deflate" => Box::new(flate2::read::DeflateDecoder::new(body)),
        "br" => Box::new(brotli_decompressor::Decompressor::new(body, 4096)),
        "zstd" if body.starts_with(b"\x28\xb5\x2f\xfd") => {
            let decoder = zstd::stream::read::Decoder::new(body);
            Box::new(decoder.map_err(|error| reason_of(&error))?)
        }
        _ => return Ok(None),
    }))
}

/// The head of a zlib stream (RFC 1950, 2.2).
fn is_zlib(body: &[u8]) -> bool {
    matches!(body, [first, second, ..]
        if first & 0x0f == 8 && (u16::from(*first) << 8 | u16::from(*second)) % 31 == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_joined() {
        let joined =
            |body: &[u8]| joined_chunks(body).map(|b| String::from_utf8_lossy(&b).into_owned());
        assert_eq!(
            joined(b"4\r\nWiki\r\n5;x=1\r\npedia\r\n0\r\n\r\n").as_deref(),
            Some("Wikipedia")
        );
        assert_eq!(
            joined(b"4\r\nWiki\r\nff\r\ncut").as_deref(),
            Some("Wikicut")
        );
        assert_eq!(joined(b"<html>not chunked</html>"), None);
    }

    #[test]
    fn the_charset_stands_in_the_media_type() {
        assert_eq!(
            charset_of("text/html; Charset=\"koi8-r\"").as_deref(),
            Some("koi8-r")
        );
        assert_eq!(charset_of("text/html"), None);
    }
}
