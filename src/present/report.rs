//! The account of an index run for a reader.

use std::io;

use super::plain::one_line;
use super::search::counted;
use super::style::{Style, paint};
use crate::report::{IndexReport, Skipped, ValueCount};

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
        write_skipped(out, skipped, style)?;
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

/// Writes a skipped file with the reason.
pub fn write_skipped(out: &mut dyn io::Write, skipped: &Skipped, style: &Style) -> io::Result<()> {
    let word = paint(style.warning, "skipped:");
    let reason = skipped.reason.to_string();
    writeln!(
        out,
        "{word} {}: {}",
        one_line(&skipped.path),
        one_line(&reason)
    )
}

/// `92 seen: 80 indexed, 5 unchanged, 7 skipped (4 empty, 3 binary); 12 warnings; 1.2 s, 77 docs/s`
fn counts(report: &IndexReport) -> String {
    let of_them = [
        (report.num_replaced, "changed"),
        (report.num_renamed, "moved"),
        (report.num_copies, "copies of others"),
    ];
    let of_them = of_them.iter().filter(|(count, _)| *count > 0);
    let of_them: Vec<_> = of_them
        .map(|(n, what)| format!("{n} of them {what}"))
        .collect();
    let changed = if of_them.is_empty() {
        String::new()
    } else {
        format!(" ({})", of_them.join(", "))
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
        parts.push(format!("{} taken out", report.num_deleted));
    }
    if report.num_gone > 0 {
        parts.push(format!(
            "{} gone, `--prune` takes them out",
            report.num_gone
        ));
    }
    if report.num_older > 0 {
        parts.push(format!("{} older, not looked at", report.num_older));
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
