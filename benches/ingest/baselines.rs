//! What `dateline index` is held against: the same files with ever less done to them.
//!
//! Each runs in a process of its own, called by its name, over the files below a folder.

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};

use scraper::{Html, Selector};
use tantivy::schema::{FAST, Facet, FacetOptions, Field, INDEXED, STORED, Schema, TEXT};
use tantivy::time::{Date, Month};
use tantivy::{DateTime, Index, IndexWriter, TantivyDocument};

/// The memory that the engine of a baseline works with, in bytes.
const ENGINE_MEMORY: usize = 128_000_000;
/// Its threads.
const ENGINE_THREADS: usize = 1;

/// A baseline by its name; `index` is a folder that is there and empty.
pub fn run(name: &str, folder: &Path, index: &Path) {
    match name {
        "read" => each_file(folder, |_, bytes| {
            black_box(bytes);
        }),
        "parse" => each_file(folder, |_, bytes| {
            black_box(Html::parse_document(&String::from_utf8_lossy(&bytes)));
        }),
        "raw-pages" => index_raw(folder, index, page),
        "raw-text" => index_raw(folder, index, text),
        _ => panic!("`{name}` is no baseline"),
    }
}

/// The files below a folder, by name.
fn each_file(folder: &Path, mut take: impl FnMut(&Path, Vec<u8>)) {
    let mut paths: Vec<PathBuf> = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let entry = entry.expect("an entry");
            let is_folder = entry.file_type().expect("a type").is_dir();
            if is_folder { &mut folders } else { &mut paths }.push(entry.path());
        }
    }
    paths.sort();
    for path in paths {
        let bytes = fs::read(&path).expect("readable");
        take(&path, bytes);
    }
}

/// Title and body.
type Texts = (String, String);

/// The title and the text of the paragraphs.
fn page(text: &str) -> Texts {
    thread_local! {
        static SELECTORS: [Selector; 2] =
            ["title", "p"].map(|tag| Selector::parse(tag).expect("a selector"));
    }
    let html = Html::parse_document(text);
    SELECTORS.with(|[title, p]| {
        let text_of = |selector| {
            let texts = html
                .select(selector)
                .map(|found| found.text().collect::<String>());
            texts.collect::<Vec<_>>().join("\n")
        };
        (text_of(title), text_of(p))
    })
}

/// The third paragraph is the headline.
fn text(text: &str) -> Texts {
    let headline = text.split("\n\n").nth(2).unwrap_or_default();
    (headline.to_owned(), text.to_owned())
}

#[derive(Clone, Copy)]
struct Fields {
    title: Field,
    body: Field,
    host: Field,
    year: Field,
    date: Field,
}

fn index_raw(folder: &Path, index: &Path, read: fn(&str) -> Texts) {
    let mut builder = Schema::builder();
    let fields = Fields {
        title: builder.add_text_field("title", TEXT | STORED),
        body: builder.add_text_field("body", TEXT | STORED),
        host: builder.add_facet_field("host", FacetOptions::default()),
        year: builder.add_facet_field("year", FacetOptions::default()),
        date: builder.add_date_field("date", INDEXED | FAST),
    };
    let index = Index::create_in_dir(index, builder.build()).expect("a new index");
    let mut writer: IndexWriter = index
        .writer_with_num_threads(ENGINE_THREADS, ENGINE_MEMORY)
        .expect("a writer");
    each_file(folder, |path, bytes| {
        let texts = read(&String::from_utf8_lossy(&bytes));
        writer
            .add_document(document(fields, path, texts))
            .expect("a document");
    });
    writer.commit().expect("a commit");
    writer.wait_merging_threads().expect("merges end");
}

/// The facets and the date are those of the path: `host/year/number`.
fn document(fields: Fields, path: &Path, (title, body): Texts) -> TantivyDocument {
    let mut parts = path.iter().rev().skip(1).filter_map(|part| part.to_str());
    let (year, host) = (parts.next().unwrap_or("0"), parts.next().unwrap_or("none"));
    let number = year.parse().unwrap_or(1970);
    let day = Date::from_calendar_date(number, Month::January, 1).expect("a day");
    let mut document = TantivyDocument::default();
    document.add_text(fields.title, title);
    document.add_text(fields.body, body);
    document.add_facet(fields.host, Facet::from_path([host]));
    document.add_facet(fields.year, Facet::from_path([year]));
    document.add_date(fields.date, DateTime::from_utc(day.midnight().assume_utc()));
    document
}
