//! What a check of an index found, for a reader.

use std::io;

use super::plain::one_line;
use super::search::counted;
use super::style::{Style, paint};
use crate::report::{RepairReport, VerifyReport};

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
        match &report.repair {
            Some(repair) if !repair.interrupted => write_restored(out, &files, repair)?,
            _ => {
                return writeln!(
                    out,
                    "{files} of the index damaged; the sources were not looked at"
                );
            }
        }
    }
    let sources = counted(report.num_sources, "source");
    if report.num_problems() == 0 {
        writeln!(out, "the index is whole; {sources} as indexed")?;
    } else {
        writeln!(
            out,
            "the index is whole; {sources}: {} missing, {} changed, {} unreadable; {} unindexed",
            report.missing.len(),
            report.changed.len(),
            report.unreadable.len(),
            report.unindexed.len(),
        )?;
    }
    match &report.repair {
        Some(repair) if report.num_problems() > 0 => write_repaired(out, repair, style),
        _ => Ok(()),
    }
}

/// What became of a damaged index.
fn write_restored(out: &mut dyn io::Write, files: &str, repair: &RepairReport) -> io::Result<()> {
    write!(out, "{files} of the index mended")?;
    if let Some(num_releases) = repair.num_restored {
        let releases = counted(num_releases, "release");
        write!(out, ": {releases} made over from the texts in it")?;
    }
    if repair.num_lost > 0 {
        write!(out, ", {} lost", counted(repair.num_lost, "document"))?;
    }
    writeln!(out)
}

/// What became of sources with which something was wrong.
fn write_repaired(out: &mut dyn io::Write, repair: &RepairReport, style: &Style) -> io::Result<()> {
    for skipped in &repair.skipped {
        let word = paint(style.warning, "skipped:");
        let what = format!("{}: {}", skipped.path, skipped.reason);
        writeln!(out, "{word} {}", one_line(&what))?;
    }
    writeln!(
        out,
        "repaired: {} read again, {} indexed, {} skipped, {} taken out; {} missing",
        counted(repair.num_read, "file"),
        repair.num_indexed,
        repair.skipped.len(),
        repair.num_deleted,
        repair.num_missing,
    )
}
