//! Web archives, written by the test: WARC 1.0 and 1.1, whole and compressed by the record.

use std::io::Write;

use crate::containers::formats::records_of;
use crate::fixture::Fixture;
use crate::pack::gz;

/// A record of a web archive.
fn record(version: &str, kind: &str, uri: &str, block: &[u8]) -> Vec<u8> {
    let media = match kind {
        "response" => "application/http; msgtype=response",
        "conversion" => "text/plain",
        _ => "application/warc-fields",
    };
    let mut bytes = format!(
        "WARC/{version}\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2021-06-01T00:00:00Z\r\n\
         WARC-Record-ID: <urn:uuid:{uri}>\r\nContent-Type: {media}\r\nContent-Length: {}\r\n\r\n",
        block.len()
    )
    .into_bytes();
    bytes.extend_from_slice(block);
    bytes.extend_from_slice(b"\r\n\r\n");
    bytes
}

/// An answer with such headers.
fn answer(headers: &str, body: &[u8]) -> Vec<u8> {
    [
        format!("HTTP/1.1 200 OK\r\n{headers}\r\n\r\n").as_bytes(),
        body,
    ]
    .concat()
}

fn page(headline: &str) -> String {
    format!(
        "<html><head><title>{headline}</title></head><body><h1>{headline}</h1><p>LARNWICK, 4 May 2021 – {headline}, the \
         harbour office of Larnwick said on Tuesday. The works took eleven months and were paid by the town.</p></body></html>"
    )
}

fn brotli(bytes: &[u8]) -> Vec<u8> {
    // One uncompressed meta-block (RFC 7932, 9.2) and an empty last one.
    let len = u32::try_from(bytes.len() - 1).expect("short");
    assert!(len < 1 << 16, "four nibbles of length");
    // WBITS 16 (one zero bit), ISLAST 0, MNIBBLES 4 (two zero bits), MLEN - 1, ISUNCOMPRESSED 1.
    let head = (len << 4) | (1 << 20);
    let mut packed = head.to_le_bytes()[..3].to_vec();
    packed.extend_from_slice(bytes);
    packed.push(3);
    packed
}

fn archive() -> Vec<Vec<u8>> {
    let latin: Vec<u8> = page("Caf\u{e9} Opens on the Quay")
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap_or(b'-'))
        .collect();
    let chunked = page("Lock Opens to Barges Again");
    let (first, second) = chunked.as_bytes().split_at(100);
    let chunks = [
        format!("{:x}\r\n", first.len()).as_bytes(),
        first,
        b"\r\n",
        format!("{:X};note=1\r\n", second.len()).as_bytes(),
        second,
        b"\r\n0\r\n\r\n",
    ]
    .concat();
    let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    zlib.write_all(page("Tugs Sail Under a New Flag").as_bytes())
        .expect("packed");
    let zlib = zlib.finish().expect("packed");
    let html = "Content-Type: text/html";
    vec![
        record("1.0", "warcinfo", "crawl", b"software: none\r\n"),
        record("1.0", "request", "https://larnwick.example/cafe", b"GET /cafe HTTP/1.1\r\n\r\n"),
        record("1.0", "response", "https://larnwick.example/cafe", &answer("Content-Type: text/html; charset=ISO-8859-1", &latin)),
        record("1.1", "response", "<https://larnwick.example/lock>", &answer(&format!("{html}\r\nTransfer-Encoding: chunked"), &chunks)),
        record("1.1", "response", "https://larnwick.example/gz", &answer(&format!("{html}\r\nContent-Encoding: gzip"), &gz(page("Ferry Sails to Foulou Daily").as_bytes()))),
        record("1.1", "response", "https://larnwick.example/br", &answer(&format!("{html}\r\nContent-Encoding: br"), &brotli(page("Gulls of the Harbour Are Counted").as_bytes()))),
        record("1.1", "response", "https://larnwick.example/zlib", &answer(&format!("{html}\r\nContent-Encoding: deflate"), &zlib)),
        record("1.1", "response", "https://larnwick.example/logo", &answer("Content-Type: image/png", b"\x89PNG\r\n")),
        record("1.1", "response", "https://larnwick.example/gone", b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<html>No</html>"),
        record("1.1", "revisit", "https://larnwick.example/lock", b"HTTP/1.1 304 Not Modified\r\n\r\n"),
        record("1.1", "conversion", "https://larnwick.example/text", b"Quay of Larnwick Is Paved\n\nThe quay of Larnwick is paved, the harbour office said.\n"),
    ]
}

const HEADLINES: [&str; 6] = [
    "Café Opens on the Quay",
    "Lock Opens to Barges Again",
    "Ferry Sails to Foulou Daily",
    "Gulls of the Harbour Are Counted",
    "Tugs Sail Under a New Flag",
    "Quay of Larnwick Is Paved",
];

fn check(bytes: &[u8], headlines: &[&str], skipped: &[&str]) {
    let fixture = Fixture::new();
    fixture.write("crawl.warc", bytes);
    let (records, said) = records_of(&fixture, "crawl.warc");
    let found: Vec<_> = records
        .iter()
        .map(|r| r["headline"].as_str().unwrap_or_default())
        .collect();
    assert_eq!(found, headlines, "{said:?}");
    assert_eq!(said.len(), skipped.len(), "{said:?}");
    for (line, part) in said.iter().zip(skipped) {
        assert!(line.contains(part), "`{line}` has no `{part}`");
    }
}

const SKIPPED: [&str; 3] = [
    "crawl.warc!https://larnwick.example/logo: no release: its media type is `image/png`",
    "crawl.warc!https://larnwick.example/gone: http status 404",
    "crawl.warc!https://larnwick.example/lock#2: revisit",
];

#[test]
fn pages_of_a_web_archive_are_read_as_they_were_sent() {
    check(&archive().concat(), &HEADLINES, &SKIPPED);
}

#[test]
fn a_web_archive_compressed_by_the_record_is_the_same() {
    let records: Vec<Vec<u8>> = archive().iter().map(|record| gz(record)).collect();
    check(&records.concat(), &HEADLINES, &SKIPPED);
}

#[test]
fn a_damaged_record_does_not_keep_the_next_from_being_read() {
    let mut records: Vec<Vec<u8>> = archive().iter().map(|record| gz(record)).collect();
    // The checksum at the end of the third record.
    let at = records[2].len() - 6;
    records[2][at] ^= 0xff;
    let fixture = Fixture::new();
    fixture.write("crawl.warc.gz", records.concat());
    let (found, said) = records_of(&fixture, "crawl.warc.gz");
    assert!(said[0].contains("wrong checksum"), "{said:?}");
    let headlines: Vec<_> = found
        .iter()
        .map(|r| r["headline"].as_str().unwrap_or_default())
        .collect();
    assert!(headlines.ends_with(&HEADLINES[1..]), "{headlines:?}");
    assert_eq!(said.len(), 1 + SKIPPED.len(), "{said:?}");
}

#[test]
fn a_web_archive_cut_short_gives_what_lies_before_the_end() {
    let bytes = archive().concat();
    let cut = archive()[..4].concat().len() + 500;
    check(&bytes[..cut], &HEADLINES[..2], &["truncated"]);
}

#[test]
fn the_address_and_the_charset_of_a_page_are_evidence() {
    let fixture = Fixture::new();
    fixture.write("crawl.warc", archive().concat());
    let (records, _) = records_of(&fixture, "crawl.warc");
    assert_eq!(
        records[0]["source"]["member"],
        "https://larnwick.example/cafe"
    );
    assert_eq!(records[0]["source"]["encoding"], "windows-1252");
    assert_eq!(records[1]["dateline"]["place"], "Larnwick");
}
