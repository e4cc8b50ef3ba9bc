//! What a run would do, for a reader.

use std::io;

use super::plain::one_line;
use super::style::{Style, paint};
use crate::report::Preview;

/// Writes a line for each file that would be read or is gone, then the counts.
pub fn write_preview(out: &mut dyn io::Write, preview: &Preview, style: &Style) -> io::Result<()> {
    for (word, paths) in [
        ("new", &preview.new),
        ("changed", &preview.changed),
        ("gone", &preview.gone),
        ("closed", &preview.closed),
    ] {
        for path in paths {
            let word = paint(style.label, &format!("{word}:"));
            writeln!(out, "{word} {}", one_line(path))?;
        }
    }
    let (new, changed, gone) = (preview.new.len(), preview.changed.len(), preview.gone.len());
    write!(
        out,
        "would read {new} new and {changed} changed; {} unchanged, {} skipped before, {gone} gone",
        preview.num_unchanged, preview.num_skipped
    )?;
    if preview.num_older > 0 {
        write!(out, ", {} older", preview.num_older)?;
    }
    writeln!(out)
}
