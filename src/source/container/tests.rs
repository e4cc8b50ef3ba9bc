use std::io::Write;

use super::*;
use crate::source::read::read;
use crate::source::{FieldNames, FileEntry};

const PAGE: &[u8] =
    b"<html><body><h1>Lock Opens</h1><p>The lock at Larnwick opens in June.</p></body></html>";
const TEXT: &[u8] = b"Ferry Sails\n\nThe ferry of Larnwick sails again.\n";

fn options() -> ReadOptions {
    ReadOptions {
        max_document_bytes: 1 << 20,
        max_unpacked_bytes: 1 << 30,
        max_unpacked_ratio: 500,
        max_nesting: 4,
        pass_over: vec!["css".to_owned()],
        fields: FieldNames::default(),
    }
}

/// Each document by its name, with its number of bytes or the name of the reason to skip it.
fn found_with(name: &str, bytes: &[u8], options: &ReadOptions) -> Vec<(String, String)> {
    let folder = tempfile::tempdir().expect("folder");
    let absolute = folder.path().join("file");
    std::fs::write(&absolute, bytes).expect("write");
    let entry = FileEntry {
        path: name.to_owned(),
        absolute,
        num_bytes: bytes.len() as u64,
        modified_ns: 0,
    };
    let mut found = Vec::new();
    read(&entry, options, &mut |document| {
        let outcome = match &document.content {
            Ok(content) => format!("{} bytes", content.num_bytes()),
            Err(reason) => reason.name().to_owned(),
        };
        found.push((entry.address(document.member.as_deref()), outcome));
        Flow::Continue(())
    });
    found
}

fn check(name: &str, bytes: &[u8], expected: &[(&str, &str)]) {
    let found = found_with(name, bytes, &options());
    let found: Vec<_> = found
        .iter()
        .map(|(n, o)| (n.as_str(), o.as_str()))
        .collect();
    assert_eq!(found, expected);
}

fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).expect("write");
    encoder.finish().expect("finish")
}

fn bz2(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::default());
    encoder.write_all(bytes).expect("write");
    encoder.finish().expect("finish")
}

fn zst(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = zstd::stream::write::Encoder::new(Vec::new(), 3).expect("encoder");
    encoder.include_checksum(true).expect("option");
    encoder.write_all(bytes).expect("write");
    encoder.finish().expect("finish")
}

fn xz(bytes: &[u8]) -> Vec<u8> {
    let options = lzma_rust2::XzOptions::with_preset(3);
    let mut encoder = lzma_rust2::XzWriter::new(Vec::new(), options).expect("encoder");
    encoder.write_all(bytes).expect("write");
    encoder.finish().expect("finish")
}

fn tar(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = ::tar::Builder::new(Vec::new());
    for (name, bytes) in members {
        let mut header = ::tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        // The crate's own setter refuses the names that have to be tried.
        if name.len() < 100 {
            header.as_mut_bytes()[..name.len()].copy_from_slice(name.as_bytes());
            header.set_cksum();
            builder.append(&header, *bytes).expect("append");
        } else {
            builder
                .append_data(&mut header, name, *bytes)
                .expect("append");
        }
    }
    builder.into_inner().expect("finish")
}

fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ::zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        let options = ::zip::write::SimpleFileOptions::default();
        writer.start_file(*name, options).expect("start");
        writer.write_all(bytes).expect("write");
    }
    writer.finish().expect("finish").into_inner()
}

type Pack = fn(&[u8]) -> Vec<u8>;

const CODECS: &[(&str, Pack)] = &[("gz", gz), ("bz2", bz2), ("zst", zst), ("xz", xz)];

#[test]
fn a_compressed_document_has_the_name_without_the_ending() {
    for (ending, pack) in CODECS {
        let name = format!("in/page.html.{ending}");
        let member = format!("{name}!page.html");
        let size = format!("{} bytes", PAGE.len());
        check(&name, &pack(PAGE), &[(&member, &size)]);
        let twice = [pack(PAGE), pack(TEXT)].concat();
        let size = format!("{} bytes", PAGE.len() + TEXT.len());
        check(&name, &twice, &[(&member, &size)]);
    }
}

#[test]
fn members_of_archives_come_in_their_order() {
    let long = format!("{}/long.txt", "part/".repeat(40));
    let members: &[(&str, &[u8])] = &[("b/page.html", PAGE), ("./a.txt", TEXT), (&long, TEXT)];
    let in_tar = format!("all.tar!{long}");
    let expected = |archive: &str| -> Vec<(String, String)> {
        let sizes = [PAGE.len(), TEXT.len(), TEXT.len()].map(|n| format!("{n} bytes"));
        let names = ["b/page.html", "a.txt", &long].map(|n| format!("{archive}!{n}"));
        names.into_iter().zip(sizes).collect()
    };
    assert_eq!(
        found_with("all.tar", &tar(members), &options()),
        expected("all.tar")
    );
    assert!(in_tar.len() > 200, "a long name is tried");
    for (ending, pack) in CODECS {
        let name = format!("all.tar.{ending}");
        let found = found_with(&name, &pack(&tar(members)), &options());
        assert_eq!(found, expected(&name));
    }
    assert_eq!(
        found_with("all.zip", &zip(members), &options()),
        expected("all.zip")
    );
}

#[test]
fn archives_within_archives_are_opened_to_a_limit() {
    let inner = gz(&tar(&[("a.txt", TEXT)]));
    let outer = zip(&[("b.tar.gz", &inner), ("c.txt", TEXT)]);
    let text = format!("{} bytes", TEXT.len());
    check(
        "d.zip",
        &outer,
        &[("d.zip!b.tar.gz!a.txt", &text), ("d.zip!c.txt", &text)],
    );
    check(
        "e.tar",
        &tar(&[("d.zip", &outer), ("f.txt", TEXT)]),
        &[
            ("e.tar!d.zip!b.tar.gz!a.txt", &text),
            ("e.tar!d.zip!c.txt", &text),
            ("e.tar!f.txt", &text),
        ],
    );
    check(
        "g.zip",
        &zip(&[("e.tar", &tar(&[("d.zip", &outer)])), ("h.txt", TEXT)]),
        &[
            ("g.zip!e.tar!d.zip!b.tar.gz", "too-deep"),
            ("g.zip!e.tar!d.zip!c.txt", &text),
            ("g.zip!h.txt", &text),
        ],
    );
}

#[test]
fn dangerous_names_are_skipped_and_the_rest_is_read() {
    let members: &[(&str, &[u8])] = &[
        ("../../up.txt", TEXT),
        ("/etc/motd", TEXT),
        ("NUL.txt", TEXT),
        ("ok.txt", TEXT),
        ("ok.txt", PAGE),
        ("style.css", TEXT),
    ];
    let (text, page) = (
        format!("{} bytes", TEXT.len()),
        format!("{} bytes", PAGE.len()),
    );
    check(
        "a.tar",
        &tar(members),
        &[
            ("a.tar!../../up.txt", "unsafe-name"),
            ("a.tar!/etc/motd", "unsafe-name"),
            ("a.tar!NUL.txt", "unsafe-name"),
            ("a.tar!ok.txt", &text),
            ("a.tar!ok.txt#2", &page),
            ("a.tar!style.css", "passed-over"),
        ],
    );
    let found = found_with("a.zip", &zip(&members[..4]), &options());
    let outcomes: Vec<_> = found.iter().map(|(_, o)| o.as_str()).collect();
    assert_eq!(
        outcomes,
        ["unsafe-name", "unsafe-name", "unsafe-name", &text]
    );
}

#[test]
fn a_truncated_stream_gives_what_lies_before_the_end() {
    // Text that does not pack well.
    let mut noise = vec![0; 40_000];
    blake3::Hasher::new().finalize_xof().fill(&mut noise);
    for byte in &mut noise {
        *byte = b'0' + *byte % 64;
    }
    let members: &[(&str, &[u8])] = &[("a.txt", TEXT), ("b.txt", &noise), ("c.txt", TEXT)];
    let text = format!("{} bytes", TEXT.len());
    for (ending, pack) in CODECS {
        let name = format!("all.tar.{ending}");
        let whole = pack(&tar(members));
        let found = found_with(&name, &whole[..whole.len() / 2], &options());
        let last = found.last().expect("some").1.as_str();
        assert_eq!(last, "truncated", "{name}: {found:?}");
        assert!(found.len() <= 2, "{name}: {found:?}");
    }
    let whole = tar(members);
    check(
        "all.tar",
        &whole[..20_000],
        &[("all.tar!a.txt", &text), ("all.tar!b.txt", "truncated")],
    );
    let whole = zip(members);
    check(
        "all.zip",
        &whole[..10_000],
        &[
            ("all.zip!a.txt", &text),
            ("all.zip!b.txt", "truncated"),
            ("all.zip", "truncated"),
        ],
    );
}

#[test]
fn a_changed_byte_is_told_by_its_checksum() {
    for (ending, pack) in CODECS {
        let mut bytes = pack(TEXT);
        let at = if *ending == "xz" {
            bytes.len() - 40
        } else {
            bytes.len() - 3
        };
        bytes[at] ^= 0x10;
        let found = found_with(&format!("a.txt.{ending}"), &bytes, &options());
        let outcome = found[0].1.as_str();
        assert!(
            ["checksum", "damaged"].contains(&outcome),
            "{ending}: {found:?}"
        );
    }
    let mut bytes = tar(&[("a.txt", TEXT), ("b.txt", TEXT), ("c.txt", TEXT)]);
    bytes[1024 + 5] ^= 0x10;
    let text = format!("{} bytes", TEXT.len());
    check(
        "a.tar",
        &bytes,
        &[
            ("a.tar!a.txt", &text),
            ("a.tar", "checksum"),
            ("a.tar!c.txt", &text),
        ],
    );
    let mut bytes = zip(&[("a.txt", TEXT), ("b.txt", TEXT)]);
    bytes[30 + 5 + 10] ^= 0x10;
    let found = found_with("a.zip", &bytes, &options());
    assert!(
        ["checksum", "damaged"].contains(&found[0].1.as_str()),
        "{found:?}"
    );
    assert_eq!(found[1], ("a.zip!b.txt".to_owned(), text));
}

#[test]
fn bombs_are_told_from_archives() {
    let zeros = vec![b' '; 40 << 20];
    let small = ReadOptions {
        max_unpacked_ratio: 100,
        ..options()
    };
    let names =
        |found: Vec<(String, String)>| found.into_iter().map(|(_, o)| o).collect::<Vec<_>>();
    for (ending, pack) in CODECS {
        let found = found_with(&format!("a.txt.{ending}"), &pack(&zeros), &options());
        assert_eq!(names(found), ["too-large"], "{ending}");
        let packed = pack(&tar(&[("a", &zeros), ("b", TEXT)]));
        let found = found_with("a.tar", &packed, &small);
        assert_eq!(names(found), ["too-large", "bomb"], "{ending}");
    }
    let members: Vec<(String, &[u8])> = (0..30)
        .map(|n| (n.to_string(), &zeros[..1 << 20]))
        .collect();
    let members: Vec<_> = members.iter().map(|(n, b)| (n.as_str(), *b)).collect();
    let found = names(found_with("a.zip", &zip(&members), &small));
    let num = |name: &str| found.iter().filter(|o| *o == name).count();
    assert_eq!((num("1048576 bytes"), num("bomb")), (16, 14));
}

#[test]
fn what_is_no_archive_of_documents_is_named() {
    let office: &[(&str, &[u8])] = &[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", b"<w/>"),
    ];
    check("a.docx", &zip(office), &[("a.docx", "binary")]);
    check("a.zip", &zip(&[]), &[("a.zip", "empty")]);
    check("a.gz", &gz(b""), &[("a.gz!a", "0 bytes")]);
    check("a.bin", b"\x7fELF....", &[("a.bin", "binary")]);
}

#[test]
fn links_and_devices_are_not_followed() {
    let mut builder = ::tar::Builder::new(Vec::new());
    for kind in [
        ::tar::EntryType::Symlink,
        ::tar::EntryType::Link,
        ::tar::EntryType::Char,
    ] {
        let mut header = ::tar::Header::new_gnu();
        header.set_entry_type(kind);
        header.set_size(0);
        header.set_path("a").expect("name");
        header.set_link_name("/etc/passwd").expect("name");
        header.set_cksum();
        builder.append(&header, &b""[..]).expect("append");
    }
    let bytes = builder.into_inner().expect("finish");
    let expected = ["a.tar!a", "a.tar!a#2", "a.tar!a#3"].map(|n| (n, "not-a-file"));
    check("a.tar", &bytes, &expected);
}

#[test]
fn an_encrypted_member_is_skipped_and_the_rest_is_read() {
    let mut bytes = zip(&[("a.txt", TEXT), ("b.txt", TEXT)]);
    // The flag of encryption, in the header of the member and in the directory.
    bytes[6] |= 1;
    let at = memchr::memmem::find(&bytes, b"PK\x01\x02").expect("a directory");
    bytes[at + 8] |= 1;
    let text = format!("{} bytes", TEXT.len());
    check(
        "a.zip",
        &bytes,
        &[("a.zip!a.txt", "encrypted"), ("a.zip!b.txt", &text)],
    );
}
