//! Any bytes → documents and skips: no panic, no name twice, no document over the limit, the same
//! twice.
#![no_main]

mod subject;

use std::collections::HashSet;
use std::io::Cursor;
use std::ops::ControlFlow;

use dateline::ingest::read_options;
use dateline::source::{Found, ReadOptions, read_stream};
use libfuzzer_sys::fuzz_target;

const MAX_DOCUMENT: u64 = 1 << 20;

fn found(bytes: &[u8], options: &ReadOptions) -> Vec<Found> {
    let mut found = Vec::new();
    let mut stream = Cursor::new(bytes);
    let source = ("in/archive.bin", &mut stream as _, Some(bytes.len() as u64));
    read_stream(source, options, &mut |document| {
        found.push(document);
        ControlFlow::Continue(())
    });
    found
}

fuzz_target!(|bytes: &[u8]| {
    let options = ReadOptions {
        max_document_bytes: MAX_DOCUMENT,
        max_unpacked_bytes: 64 << 20,
        max_nesting: 4,
        ..read_options(subject::config())
    };
    let all = found(bytes, &options);
    assert!(!all.is_empty(), "no outcome");
    let mut names = HashSet::new();
    for document in &all {
        let Ok(content) = &document.content else {
            continue;
        };
        assert!(names.insert(&document.member), "{:?} twice", document.member);
        assert!(content.num_bytes() <= 2 * MAX_DOCUMENT, "too large");
        let _ = content.decode("in/archive.bin", document.member.as_deref());
    }
    assert_eq!(all, found(bytes, &options), "not the same twice");
});
