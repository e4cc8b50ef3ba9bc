//! Any bytes → a document: no panic, no empty block, no white space left unfolded, the same twice.
#![no_main]

mod subject;

use dateline::clean::{BlockKind, clean};
use dateline::source::decode;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(raw) = decode("archive/2018/page.html", bytes) else {
        return;
    };
    let document = clean(&raw, subject::config());
    assert_eq!(
        document,
        clean(&raw, subject::config()),
        "not the same twice"
    );
    for block in &document.blocks {
        assert!(!block.text.trim().is_empty(), "an empty block");
        let is_folded = block.kind == BlockKind::Preformatted || !block.text.contains("  ");
        assert!(is_folded, "white space in {:?}", block.text);
    }
});
