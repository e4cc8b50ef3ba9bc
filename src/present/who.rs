//! Who appears with whom: text, JSON, CSV.

use std::io;

use serde::Serialize;

use super::csv::quoted;
use super::json::{WarningJson, warnings};
use super::plain::one_line;
use super::search::counted;
use super::style::{Style, paint};
use crate::query::{Appearances, Companions, PersonCount};

/// The people that a reader sees beside a person of a search; `--json` and CSV have more.
const SHOWN_COMPANIONS: usize = 3;

/// Writes the persons of a search, each with those named most often beside them, then the pairs.
pub fn write_appearances(
    out: &mut dyn io::Write,
    found: &Appearances,
    style: &Style,
) -> io::Result<()> {
    let digits = digits(found.persons.iter().map(|p| p.person.count));
    writeln!(out, "{}", paint(style.label, "persons"))?;
    for of in &found.persons {
        let name = one_line(&of.person.name);
        writeln!(out, "  {:>digits$}  {name}{}", of.person.count, beside(of))?;
    }
    write_more(out, found.num_more_persons)?;
    if !found.pairs.is_empty() {
        writeln!(out, "{}", paint(style.label, "together"))?;
        for pair in &found.pairs {
            let [one, other] = pair.names.each_ref().map(|name| one_line(name));
            writeln!(out, "  {:>digits$}  {one} · {other}", pair.count)?;
        }
        write_more(out, found.num_more_pairs)?;
    }
    let nobody = match found.num_without {
        0 => String::new(),
        n => format!(", {n} of them naming nobody"),
    };
    writeln!(out, "{}{nobody}", counted(found.total, "release"))
}

/// The most frequent companions, in parentheses.
fn beside(of: &Companions) -> String {
    let shown = of.with.iter().take(SHOWN_COMPANIONS);
    let shown: Vec<_> = shown
        .map(|with| format!("{} {}", one_line(&with.name), with.count))
        .collect();
    match of.with.len() + of.num_more {
        0 => String::new(),
        n if n > shown.len() => {
            format!("  (with {} and {} more)", shown.join(", "), n - shown.len())
        }
        _ => format!("  (with {})", shown.join(", ")),
    }
}

/// Writes the persons of one release, each with all those named beside them across the archive.
pub fn write_companions(
    out: &mut dyn io::Write,
    found: &Appearances,
    style: &Style,
) -> io::Result<()> {
    for of in &found.persons {
        let name = paint(style.label, &one_line(&of.person.name));
        writeln!(out, "{name}  {}", counted(of.person.count, "release"))?;
        let digits = digits(of.with.iter().map(|with| with.count));
        for with in &of.with {
            writeln!(out, "  {:>digits$}  {}", with.count, one_line(&with.name))?;
        }
        write_more(out, of.num_more)?;
    }
    Ok(())
}

fn write_more(out: &mut dyn io::Write, num_more: usize) -> io::Result<()> {
    match num_more {
        0 => Ok(()),
        n => writeln!(out, "  … and {n} more"),
    }
}

fn digits(counts: impl Iterator<Item = u64>) -> usize {
    counts.max().unwrap_or(0).to_string().len()
}

/// Writes edges of a graph: a row for each person, its second cell empty, and one for each pair.
pub fn write_csv(out: &mut dyn io::Write, found: &Appearances) -> io::Result<()> {
    writeln!(out, "person,with,releases")?;
    for of in &found.persons {
        writeln!(out, "{},,{}", quoted(&of.person.name), of.person.count)?;
        // The pairs of a search are rows of their own.
        let with = of.with.iter().filter(|_| found.pairs.is_empty());
        for with in with {
            let (name, other) = (quoted(&of.person.name), quoted(&with.name));
            writeln!(out, "{name},{other},{}", with.count)?;
        }
    }
    for pair in &found.pairs {
        let [one, other] = pair.names.each_ref().map(|name| quoted(name));
        writeln!(out, "{one},{other},{}", pair.count)?;
    }
    Ok(())
}

/// The object of `who --json`.
#[derive(Debug, Serialize)]
pub struct WhoJson<'r> {
    #[serde(flatten)]
    asked: Asked<'r>,
    total: u64,
    without: u64,
    persons: Vec<CompanionsJson<'r>>,
    more_persons: usize,
    pairs: Vec<PairJson<'r>>,
    more_pairs: usize,
    warnings: Vec<WarningJson<'r>>,
}

/// What was asked.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Asked<'r> {
    /// A query.
    Query(&'r str),
    /// A release, by its id.
    Id(&'r str),
}

#[derive(Debug, Serialize)]
struct CompanionsJson<'r> {
    name: &'r str,
    count: u64,
    with: Vec<PersonJson<'r>>,
    more: usize,
}

#[derive(Debug, Serialize)]
struct PersonJson<'r> {
    name: &'r str,
    count: u64,
}

#[derive(Debug, Serialize)]
struct PairJson<'r> {
    persons: &'r [String; 2],
    count: u64,
}

impl<'r> WhoJson<'r> {
    /// The answer to what was asked.
    pub fn new(asked: Asked<'r>, found: &'r Appearances) -> Self {
        let person = |of: &'r PersonCount| PersonJson {
            name: &of.name,
            count: of.count,
        };
        let companions = |of: &'r Companions| CompanionsJson {
            name: &of.person.name,
            count: of.person.count,
            with: of.with.iter().map(person).collect(),
            more: of.num_more,
        };
        let pairs = found.pairs.iter().map(|pair| PairJson {
            persons: &pair.names,
            count: pair.count,
        });
        Self {
            asked,
            total: found.total,
            without: found.num_without,
            persons: found.persons.iter().map(companions).collect(),
            more_persons: found.num_more_persons,
            pairs: pairs.collect(),
            more_pairs: found.num_more_pairs,
            warnings: warnings(&found.warnings),
        }
    }
}
