//! The account of an index run for a reader.

use std::io;

use super::plain::one_line;
use super::search::counted;
use super::style::{Style, paint};
use crate::report::{IndexReport, ValueCount};

/// Skipped files that are named before the rest is only counted; `--json` and `-v` name all.
const NAMED_SKIPS: usize = 20;

/// How much of the account is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// The counts, the first skipped files, the top values.
    Summary,
    /// Every skipped file and every warning.
    Everything,
}

/// Writes the account as text.
pub fn write_report(
    out: &mut dyn io::Write,
    report: &IndexReport,
    detail: Detail,
    style: &Style,
) -> io::Result<()> {
    write_skips(out, report, detail, style)?;
    if detail == Detail::Everything {
        for warning in &report.warnings {
            let path = one_line(&warning.path);
            let message = one_line(&warning.message);
            writeln!(
                out,
                "{} {path}: {message}",
                paint(style.warning, "warning:")
            )?;
        }
    }
    writeln!(out, "{}", counts(report))?;
    for (name, values) in [
        ("countries", &report.top_countries),
        ("persons", &report.top_persons),
        ("topics", &report.top_topics),
    ] {
        if !values.is_empty() {
            let name = paint(style.label, &format!("{name:<9}"));
            writeln!(out, "  {name} {}", one_line(&top(values)))?;
        }
    }
    Ok(())
}

fn write_skips(
    out: &mut dyn io::Write,
    report: &IndexReport,
    detail: Detail,
    style: &Style,
) -> io::Result<()> {
    let named = match detail {
        Detail::Summary => NAMED_SKIPS,
        Detail::Everything => usize::MAX,
    };
    for skipped in report.skipped.iter().take(named) {
        let path = one_line(&skipped.path);
        let reason = skipped.reason.to_string();
        writeln!(
            out,
            "{} {path}: {}",
            paint(style.warning, "skipped:"),
            one_line(&reason)
        )?;
    }
    let rest = report.skipped.len().saturating_sub(named);
    if rest > 0 {
        writeln!(
            out,
            "… and {} more skipped; -v names them all",
            counted(rest as u64, "file")
        )?;
    }
    Ok(())
}

/// `92 seen: 80 indexed, 5 unchanged, 7 skipped (4 empty, 3 binary); 12 warnings; 1.2 s, 77 docs/s`
fn counts(report: &IndexReport) -> String {
    let changed = match report.num_replaced {
        0 => String::new(),
        n => format!(" ({n} of them changed)"),
    };
    let by_reason = report.num_skipped.iter();
    let reasons = match by_reason
        .map(|(name, n)| format!("{n} {name}"))
        .collect::<Vec<_>>()
    {
        reasons if reasons.is_empty() => String::new(),
        reasons => format!(" ({})", reasons.join(", ")),
    };
    let mut parts = vec![format!(
        "{} seen: {} indexed{changed}, {} unchanged, {} skipped{reasons}",
        report.num_seen,
        report.num_indexed,
        report.num_unchanged,
        report.skipped.len()
    )];
    if report.num_deleted > 0 {
        parts.push(format!(
            "{} deleted, their files are gone",
            report.num_deleted
        ));
    }
    if !report.warnings.is_empty() {
        parts.push(counted(report.warnings.len() as u64, "warning"));
    }
    let rate = report.docs_per_second();
    parts.push(format!("{:.1} s, {rate:.0} docs/s", report.seconds));
    parts.join("; ")
}

fn top(values: &[ValueCount]) -> String {
    let shown = values.iter().map(|v| format!("{} {}", v.value, v.count));
    shown.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::SkipReason;

    #[test]
    fn the_counts_add_up_in_words() {
        let mut report = IndexReport {
            num_seen: 5,
            num_indexed: 2,
            num_replaced: 1,
            num_unchanged: 1,
            seconds: 2.0,
            ..IndexReport::default()
        };
        report.skip("a.txt".into(), SkipReason::Empty);
        report.skip("b\u{1b}.pdf".into(), SkipReason::Binary("a PDF".into()));
        let mut out = Vec::new();
        write_report(&mut out, &report, Detail::Summary, &Style::plain()).expect("memory");
        let expected = "skipped: a.txt: empty: there is no text in it\n\
            skipped: b\u{FFFD}.pdf: binary: it looks like a PDF\n\
            5 seen: 2 indexed (1 of them changed), 1 unchanged, 2 skipped (1 binary, 1 empty); 2.0 s, 2 docs/s\n";
        assert_eq!(String::from_utf8(out).expect("utf-8"), expected);
    }
}
