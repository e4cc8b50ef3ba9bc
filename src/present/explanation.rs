//! Why a release reads as it does, for a reader.

use std::io;

use super::plain::{fit, many_lines, one_line};
use super::style::{Style, paint};
use crate::report::{Choice, Explanation, Field, Removed, Site};

/// The columns that a value may take.
const VALUE_COLUMNS: usize = 100;
/// Passed-over values of one field that are shown; `--json` has all.
const SHOWN: usize = 6;

/// Writes an explanation as text: `+` marks what the record has, `-` what was passed over, `x` what
/// was taken away.
pub fn write_explanation(
    out: &mut dyn io::Write,
    explanation: &Explanation,
    style: &Style,
) -> io::Result<()> {
    let path = one_line(&explanation.path);
    writeln!(out, "{}", paint(style.headline, &path))?;
    for warning in &explanation.warnings {
        let word = paint(style.warning, "warning:");
        writeln!(out, "{word} {}", one_line(warning))?;
    }
    write_site(out, &explanation.site, style)?;
    for field in &explanation.fields {
        write_field(out, field, style)?;
    }
    if let Some(draft) = &explanation.site.draft {
        let file = one_line(&draft.file);
        writeln!(
            out,
            "\nto correct this site, write {file} in the config folder:"
        )?;
        write!(out, "{}", many_lines(&draft.text))?;
    }
    Ok(())
}

fn write_site(out: &mut dyn io::Write, site: &Site, style: &Style) -> io::Result<()> {
    let rule = site.rule.as_deref().unwrap_or("no rule");
    let known = match (&site.host, site.basis) {
        (Some(host), Some(basis)) => format!("{host} ({basis}); {rule}"),
        _ if site.rule.is_some() => rule.to_owned(),
        _ => "not known; a rule needs a page address, or a folder named after the host".to_owned(),
    };
    writeln!(out, "{}", paint(style.label, "site"))?;
    writeln!(out, "  {}", one_line(&known))
}

fn write_field(out: &mut dyn io::Write, field: &Field, style: &Style) -> io::Result<()> {
    writeln!(out, "{}", paint(style.label, &one_line(field.name)))?;
    if field.chosen.is_empty() {
        writeln!(out, "  nothing")?;
    }
    for choice in &field.chosen {
        write_choice(out, '+', choice)?;
    }
    for choice in field.passed_over.iter().take(SHOWN) {
        write_choice(out, '-', choice)?;
    }
    let rest = field.passed_over.len().saturating_sub(SHOWN);
    if rest > 0 {
        writeln!(out, "  … {rest} more passed over; --json has all")?;
    }
    for removed in &field.removed {
        write_removed(out, removed)?;
    }
    Ok(())
}

/// `+ value [basis] selector; note`
fn write_choice(out: &mut dyn io::Write, mark: char, choice: &Choice) -> io::Result<()> {
    let value = one_line(&choice.value);
    let value = fit(&value, VALUE_COLUMNS);
    let basis = one_line(&choice.basis);
    writeln!(out, "  {mark} {value} [{basis}]")?;
    if let Some(selector) = &choice.selector {
        writeln!(out, "      at {}", one_line(selector))?;
    }
    if let Some(note) = &choice.note {
        writeln!(out, "      {}", one_line(note))?;
    }
    Ok(())
}

fn write_removed(out: &mut dyn io::Write, removed: &Removed) -> io::Result<()> {
    let first = one_line(&removed.first);
    let first = fit(&first, VALUE_COLUMNS);
    let reason = one_line(&removed.reason);
    writeln!(out, "  x {} [{reason}] {first}", removed.count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Draft;

    #[test]
    fn everything_is_shown_and_nothing_moves_the_cursor() {
        let value = Choice {
            selector: Some("h1.title".to_owned()),
            ..Choice::new("Bridge\u{1b}[2J opens", "h1")
        };
        let field = Field {
            name: "headline",
            chosen: vec![value],
            passed_over: vec![Choice::new("Larnwick", "title").noted("score 1.0"); 8],
            removed: vec![Removed {
                reason: "hidden".to_owned(),
                count: 2,
                first: "Skip\nto".to_owned(),
            }],
        };
        let explanation = Explanation {
            path: "a\u{7}.html".to_owned(),
            site: Site {
                host: Some("larnwick.example".to_owned()),
                basis: Some("folder"),
                rule: None,
                draft: Some(Draft {
                    file: "sites/larnwick.example.toml".to_owned(),
                    text: "headline = ['h1.title']\n".to_owned(),
                }),
            },
            fields: vec![field, Field::new("subhead")],
            warnings: vec!["a warning".to_owned()],
        };
        let mut out = Vec::new();
        write_explanation(&mut out, &explanation, &Style::plain()).expect("memory");
        let passed = "  - Larnwick [title]\n      score 1.0\n".repeat(SHOWN);
        let expected = format!(
            "a\u{FFFD}.html\nwarning: a warning\nsite\n  larnwick.example (folder); no rule\n\
            headline\n  + Bridge\u{FFFD}[2J opens [h1]\n      at h1.title\n{passed}  \
            … 2 more passed over; --json has all\n  x 2 [hidden] Skip to\nsubhead\n  nothing\n\n\
            to correct this site, write sites/larnwick.example.toml in the config folder:\n\
            headline = ['h1.title']\n"
        );
        assert_eq!(String::from_utf8(out).expect("utf-8"), expected);
    }
}
