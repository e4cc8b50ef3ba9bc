//! Any text as a line of an export: refused, or a record that every output and the index can take.
#![no_main]

mod subject;

use std::sync::LazyLock;

use dateline::extract::retag;
use dateline::index::{DocumentMaker, Index, SourceStamp};
use dateline::present::Style;
use dateline::present::export::{ExportColumn, ExportForm, ExportWriter};
use dateline::present::record::write_release;
use dateline::release::{Exported, Release};
use libfuzzer_sys::fuzz_target;

static MAKER: LazyLock<DocumentMaker> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder");
    let index = Index::open_or_create(folder.path(), subject::config()).expect("an index");
    index.document_maker(subject::config())
});

fn written(row: &Exported, form: ExportForm) -> Vec<u8> {
    let mut out = Vec::new();
    let mut writer = ExportWriter::new(&mut out, form, ExportColumn::all()).expect("memory");
    writer.write(row).expect("memory");
    writer.finish().expect("memory");
    out
}

fuzz_target!(|line: &str| {
    let Ok(row) = serde_json::from_str::<Exported>(line) else {
        return;
    };
    if row.check().is_err() {
        return;
    }
    let again = written(&row, ExportForm::JsonLines);
    let back: Exported = serde_json::from_slice(&again).expect("what was written");
    assert_eq!(back, row, "another record comes back");
    let table = String::from_utf8(written(&row, ExportForm::Csv)).expect("utf-8");
    assert!(
        table
            .chars()
            .all(|c| c == '\n' || c == '\t' || !c.is_control())
    );
    let mut shown = Vec::new();
    write_release(&mut shown, &row.release, &Style::plain()).expect("memory");
    let mut release = Release {
        aside: row.aside,
        ..row.release
    };
    let hash = release.short_hash();
    let file = row.files.into_iter().next().unwrap_or_default();
    let stamp = SourceStamp::of_file(file, hash);
    MAKER.prepare(&release, &stamp);
    retag(&mut release, subject::config());
    MAKER.prepare(&release, &stamp);
});
