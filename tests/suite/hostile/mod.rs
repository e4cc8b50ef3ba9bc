//! Hostile input: cleaning and extracting are total, and linear in time, memory and stack.
//!
//! Time is not measured here (`cargo bench --bench cleaning -- --hostile` does): the sizes are such
//! that quadratic work would take many minutes.

mod cases;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use dateline::clean::{CleanDocument, clean};
use dateline::config::Config;
use dateline::extract::extract;
use dateline::release::{PartialDate, Release, ReleaseId, Source};
use dateline::source::decode;
use proptest::prelude::*;

use cases::CASES;

/// A quarter of what Rust gives a thread.
const STACK_BYTES: usize = 512 * 1024;

fn config() -> &'static Config {
    use std::sync::OnceLock;
    static CONFIG: OnceLock<Config> = OnceLock::new();
    CONFIG.get_or_init(|| Config::builtin().expect("the built-in config is valid"))
}

/// Cleans and extracts; nothing when the bytes are no text.
fn read(bytes: &[u8]) -> Option<(CleanDocument, Release)> {
    let raw = decode("archive/page.html", bytes).ok()?;
    let document = clean(&raw, config());
    let id = ReleaseId::of_hash(&raw.hash);
    let release = extract(id, Source::default(), &document, config());
    Some((document, release))
}

/// Reads on a small stack and holds what comes out against what went in.
fn check(name: &str, text: String) {
    config();
    let reading = thread::Builder::new()
        .stack_size(STACK_BYTES)
        .spawn(move || (text.len(), read(text.as_bytes())))
        .expect("a thread");
    let (num_bytes, found) = reading.join().unwrap_or_else(|_| panic!("{name}"));
    let Some((document, release)) = found else {
        return;
    };
    let blocks: usize = document.blocks.iter().map(|b| b.text.len()).sum();
    assert!(blocks <= num_bytes, "{name}: {blocks} bytes of blocks");
    assert!(release.body.len() <= 2 * num_bytes, "{name}");
    let titles = document.metadata.titles.iter().map(|t| t.value.len());
    assert!(titles.sum::<usize>() <= 100_000, "{name}: titles");
    assert!(document.metadata.dates.len() <= 100, "{name}: dates");
}

#[test]
fn hostile_documents_are_read_whole() {
    let next = AtomicUsize::new(0);
    let num_threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..num_threads {
            scope.spawn(|| {
                while let Some(case) = CASES.get(next.fetch_add(1, Ordering::Relaxed)) {
                    check(case.name, case.document(case.num));
                }
            });
        }
    });
}

/// Markup, signs and words of releases, in any order and damage.
fn shreds() -> impl Strategy<Value = String> {
    let shred = prop_oneof![
        4 => prop::sample::select(SHREDS).prop_map(str::to_owned),
        1 => "\\PC{0,12}",
        1 => "[ \\n\\t<>&;\"'=/!-]{1,4}",
    ];
    prop::collection::vec(shred, 0..60).prop_map(|shreds| shreds.concat())
}

const SHREDS: &[&str] = &[
    "<p>",
    "</p>",
    "<div class=date>",
    "</div>",
    "<a href=/x>",
    "</a>",
    "<table><tr><td>",
    "<td>",
    "</table>",
    "<h1>",
    "</h1>",
    "<title>",
    "</title>",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "<br>",
    "<b>",
    "</b>",
    "<ul><li>",
    "<pre>",
    "<script type=application/ld+json>",
    "{\"@type\":\"Article\",\"headline\":\"",
    "\"}",
    "<meta property=og:title content='",
    "<meta name=date content=\"",
    "&amp;",
    "&#x2019;",
    "&nbsp;",
    "<time datetime=",
    "FOR IMMEDIATE RELEASE",
    "EMBARGOED UNTIL ",
    "LARNWICK, April 5, 2018 – ",
    "LARNWICK (Reuters) - ",
    "5.4.2018",
    "2018年4月5日",
    "5 апреля 2018 года",
    "Ilse Brandmeier",
    "President ",
    " said ",
    "“The bridge is open,”",
    "»Ja«",
    "About Larnwick\n",
    "Contact: +49 555 0100",
    "###",
    "(MORE)",
    "- more -",
    "\n\n",
    "\n",
    " ",
    "Kazakhstan ",
    "Press release No. 12",
    "\u{c}",
    "\u{ad}",
    "\u{200b}",
    "\u{301}",
    "İ",
    "ﬀ",
    "ß",
    "\u{202e}",
    "𝟙",
    "Ⅷ",
    "港",
    "はし",
    "ä",
    "Ã¤",
    "â€™",
];

fn check_offsets(release: &Release) {
    let persons = release.persons.iter().flat_map(|p| &p.mentions);
    let countries = release.countries.iter().flat_map(|c| &c.mentions);
    for mention in persons.chain(countries) {
        let written = release.body.get(mention.start..mention.end);
        assert_eq!(written, Some(mention.text.as_str()));
    }
    for quote in &release.quotes {
        let written = release.body.get(quote.start..quote.end);
        assert!(written.is_some_and(|text| text.contains(&quote.text)));
    }
}

fn check_reading(bytes: &[u8]) {
    let Some((document, release)) = read(bytes) else {
        return;
    };
    assert!(document.blocks.iter().all(|b| !b.text.trim().is_empty()));
    check_offsets(&release);
    let dateline = release.dateline.as_ref().and_then(|d| d.date);
    for date in release.date.value.into_iter().chain(dateline) {
        assert_eq!(date.to_string().parse::<PartialDate>(), Ok(date));
    }
    assert_eq!(read(bytes), Some((document, release)), "not the same twice");
}

proptest! {
    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        check_reading(&bytes);
    }

    #[test]
    fn any_text_is_read(text in shreds()) {
        check_reading(text.as_bytes());
    }

    #[test]
    fn any_page_is_read(content in shreds()) {
        check_reading(format!("<!DOCTYPE html><html><body>{content}").as_bytes());
    }

    #[test]
    fn a_page_cut_anywhere_is_read(end in 0..PAGE.len()) {
        check_reading(&PAGE[..end]);
    }
}

/// A page of the sample: every kind of metadata and chrome.
const PAGE: &[u8] =
    include_bytes!("../../../corpus-sample/isthmus/amp/2023-03-08-women-divers-en.html");
