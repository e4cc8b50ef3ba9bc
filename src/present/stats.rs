//! What is in an index, for a reader.

use std::io;

use super::search::counted;
use super::style::{Style, paint};
use crate::query::IndexStats;

/// Writes the numbers, one a line.
pub fn write_stats(out: &mut dyn io::Write, stats: &IndexStats, style: &Style) -> io::Result<()> {
    let mut line = |name: &str, value: &str| {
        writeln!(
            out,
            "{} {value}",
            paint(style.label, &format!("{name:<10}"))
        )
    };
    line("releases", &stats.num_releases.to_string())?;
    if stats.num_containers > 0 {
        line("containers", &stats.num_containers.to_string())?;
    }
    if let Some((first, last)) = &stats.days {
        line(
            "dates",
            &format!("{first} to {last}, {} undated", stats.num_undated),
        )?;
    } else {
        line("dates", &format!("{} undated", stats.num_undated))?;
    }
    let by_count = |counts: Vec<(String, u64)>| {
        let shown = counts.iter().map(|(value, n)| format!("{value} {n}"));
        shown.collect::<Vec<_>>().join(", ")
    };
    let mut languages: Vec<_> = stats.languages.clone().into_iter().collect();
    languages.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    line("languages", &by_count(languages))?;
    let years = stats.years.iter().map(|(year, n)| (year.to_string(), *n));
    line("years", &by_count(years.collect()))?;
    let segments = counted(stats.num_segments as u64, "segment");
    line("size", &format!("{} bytes, {segments}", stats.num_bytes))
}
