//! Hits and facet counts for a reader.

use std::io;

use super::plain::{fit, one_line, width};
use super::score::write_score;
use super::style::{Style, paint};
use crate::query::{FacetCounts, Hit, SearchResponse, Snippet};

/// Values of a facet that a hit shows; `show` and `--json` have them all.
const SHOWN_VALUES: usize = 5;

/// The widest bar of a histogram, in columns.
const BAR_COLUMNS: u64 = 40;

/// Writes what follows the hits: the facets, and how many there are in all.
///
/// `first` is the number of the first hit, counted from 1, `num_shown` how many were written.
pub fn write_rest(
    out: &mut dyn io::Write,
    response: &SearchResponse,
    (first, num_shown): (usize, usize),
    style: &Style,
) -> io::Result<()> {
    for facet in &response.facets {
        write_facet(out, facet, style)?;
        writeln!(out)?;
    }
    let releases = counted(response.total, "release");
    let undated = match response.num_undated {
        0 => String::new(),
        n => format!(", {n} of them undated"),
    };
    if num_shown as u64 == response.total || num_shown == 0 {
        writeln!(out, "{releases}{undated}")
    } else {
        let last = first + num_shown - 1;
        writeln!(out, "{releases}{undated}; {first} to {last} shown")
    }
}

/// `1 release`, `2 releases`.
pub fn counted(count: u64, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

/// Writes one hit as a block of lines and a blank line.
pub fn write_hit(
    out: &mut dyn io::Write,
    number: usize,
    hit: &Hit,
    style: &Style,
) -> io::Result<()> {
    let headline = hit.headline.as_deref().unwrap_or("(no headline)");
    let date = hit
        .date
        .map_or_else(|| "undated".to_owned(), |d| d.to_string());
    let headline = paint(style.headline, &one_line(headline));
    writeln!(out, "{number}. {headline}  {}", paint(style.faint, &date))?;
    let facets = [&hit.countries, &hit.persons, &hit.topics]
        .into_iter()
        .filter(|values| !values.is_empty())
        .map(|values| listed(values))
        .collect::<Vec<_>>();
    if !facets.is_empty() {
        writeln!(out, "   {}", paint(style.label, &facets.join(" · ")))?;
    }
    for snippet in &hit.snippets {
        writeln!(out, "   {}", highlighted(snippet, style))?;
    }
    let place = format!("{}  {}", hit.id, one_line(&hit.source));
    writeln!(out, "   {}", paint(style.faint, &place))?;
    if let Some(explanation) = &hit.explanation {
        write_score(out, hit.score, explanation)?;
    }
    writeln!(out)
}

/// The first values and the number of the others.
fn listed(values: &[String]) -> String {
    let first = &values[..values.len().min(SHOWN_VALUES)];
    let shown = one_line(&first.join(", ")).into_owned();
    match values.len() - first.len() {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

/// The passage on one line, what matched set off when there is colour.
fn highlighted(snippet: &Snippet, style: &Style) -> String {
    let mut line = String::new();
    let mut at = 0;
    for range in &snippet.highlights {
        let parts = (
            snippet.text.get(at..range.start),
            snippet.text.get(range.clone()),
        );
        let (Some(before), Some(matched)) = parts else {
            continue;
        };
        line.push_str(&one_line(before));
        line.push_str(&paint(style.highlight, &one_line(matched)));
        at = range.end;
    }
    line.push_str(&one_line(snippet.text.get(at..).unwrap_or_default()));
    line
}

/// Writes the values of one facet with their counts; dates with a bar.
pub fn write_facet(out: &mut dyn io::Write, facet: &FacetCounts, style: &Style) -> io::Result<()> {
    let name = facet.field.name();
    writeln!(out, "{}", paint(style.label, name))?;
    let most = facet.values.iter().map(|v| v.count).max().unwrap_or(0);
    let digits = most.to_string().len();
    let values: Vec<String> = facet
        .values
        .iter()
        .map(|v| one_line(&v.value).into_owned())
        .collect();
    let columns = values.iter().map(|v| width(v)).max().unwrap_or(0).min(60);
    for (count, value) in facet.values.iter().zip(&values) {
        let value = fit(value, columns);
        let pad = " ".repeat(columns - width(&value));
        let tail = if is_histogram(facet) {
            bar(count.count, most)
        } else if count.label == count.value {
            String::new()
        } else {
            one_line(&count.label).into_owned()
        };
        let line = format!("  {:>digits$}  {value}{pad}  {tail}", count.count);
        writeln!(out, "{}", line.trim_end())?;
    }
    if facet.num_more > 0 {
        writeln!(out, "  … and {} more", facet.num_more)?;
    }
    if facet.num_without > 0 {
        writeln!(
            out,
            "  {} without a {} ({name}:none)",
            facet.num_without,
            facet.field.singular()
        )?;
    }
    Ok(())
}

fn is_histogram(facet: &FacetCounts) -> bool {
    facet.field.is_time()
}

fn bar(count: u64, most: u64) -> String {
    let columns = (count * BAR_COLUMNS).div_ceil(most.max(1));
    "█".repeat(usize::try_from(columns).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{FacetCount, FacetField};

    fn text(write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> String {
        let mut out = Vec::new();
        write(&mut out).expect("writes to memory");
        String::from_utf8(out).expect("utf-8")
    }

    fn hit() -> Hit {
        Hit {
            id: "00ff00ff00ff00ff".into(),
            source: "wire/a.txt".into(),
            score: 2.0,
            headline: Some("Talks\u{1b}[2J held".into()),
            date: "2021-08-19".parse().ok(),
            countries: vec!["KZ".into()],
            persons: vec!["Askar Mamin".into()],
            topics: Vec::new(),
            snippets: vec![Snippet {
                text: "the talks were".into(),
                highlights: std::iter::once(4..9).collect(),
            }],
            explanation: None,
        }
    }

    #[test]
    fn a_hit_is_a_block_of_harmless_lines() {
        let found = text(|out| write_hit(out, 3, &hit(), &Style::plain()));
        let expected = "3. Talks\u{FFFD}[2J held  2021-08-19\n   KZ · Askar Mamin\n   the talks were\n   00ff00ff00ff00ff  wire/a.txt\n\n";
        assert_eq!(found, expected);
    }

    #[test]
    fn many_values_are_counted_beyond_the_first() {
        let values: Vec<String> = ('a'..='h').map(String::from).collect();
        assert_eq!(listed(&values), "a, b, c, d, e and 3 more");
        assert_eq!(listed(&values[..5]), "a, b, c, d, e");
    }

    #[test]
    fn highlights_are_painted_in_colour() {
        let line = highlighted(&hit().snippets[0], &Style::coloured());
        assert!(line.starts_with("the \u{1b}["), "{line:?}");
        assert!(line.contains("talks\u{1b}[0m were"), "{line:?}");
    }

    #[test]
    fn dates_are_counted_with_a_bar() {
        let count = |value: &str, count| FacetCount {
            value: value.into(),
            label: value.into(),
            count,
        };
        let facet = FacetCounts {
            field: FacetField::Year,
            values: vec![count("2020", 2), count("2021", 40)],
            num_more: 1,
            num_without: 7,
        };
        let found = text(|out| write_facet(out, &facet, &Style::plain()));
        let expected = format!(
            "year\n   2  2020  ██\n  40  2021  {}\n  … and 1 more\n  7 without a year (year:none)\n",
            "█".repeat(40)
        );
        assert_eq!(found, expected);
    }
}
