//! What a check of an index found, for a reader.

use std::io;

use super::plain::one_line;
use super::search::counted;
use super::style::{Style, paint};
use crate::report::VerifyReport;

/// Writes each problem on a line, then how many there are.
pub fn write_verify(
    out: &mut dyn io::Write,
    report: &VerifyReport,
    style: &Style,
) -> io::Result<()> {
    let mut line = |word: &str, what: &str| {
        let word = paint(style.warning, &format!("{word}:"));
        writeln!(out, "{word} {}", one_line(what))
    };
    for damage in &report.damaged {
        line("damaged", &format!("{}: {}", damage.file, damage.detail))?;
    }
    for (word, sources) in [
        ("missing", &report.missing),
        ("changed", &report.changed),
        ("unreadable", &report.unreadable),
        ("unindexed", &report.unindexed),
    ] {
        for source in sources {
            line(word, source)?;
        }
    }
    if !report.damaged.is_empty() {
        let files = counted(report.damaged.len() as u64, "file");
        return writeln!(
            out,
            "{files} of the index damaged; the sources were not looked at"
        );
    }
    let sources = counted(report.num_sources, "source");
    if report.num_problems() == 0 {
        return writeln!(out, "the index is whole; {sources} as indexed");
    }
    writeln!(
        out,
        "the index is whole; {sources}: {} missing, {} changed, {} unreadable; {} unindexed",
        report.missing.len(),
        report.changed.len(),
        report.unreadable.len(),
        report.unindexed.len(),
    )
}
