//! Hits as CSV (RFC 4180, line ends as `\n`): a header, then one row a hit.

use std::io;

use crate::query::Hit;

/// The columns.
const HEADER: &str = "id,source,score,headline,date,countries,persons,topics,snippet";

/// Writes the header row.
pub fn write_header(out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "{HEADER}")
}

/// Writes one hit; lists are joined with `; `, passages with ` … `.
pub fn write_hit(out: &mut dyn io::Write, hit: &Hit) -> io::Result<()> {
    let date = hit.date.map(|d| d.to_string()).unwrap_or_default();
    let snippets = hit.snippets.iter().map(|s| s.text.as_str());
    let snippet = snippets.collect::<Vec<_>>().join(" … ");
    let cells = [
        quoted(&hit.id),
        quoted(&hit.source),
        hit.score.to_string(),
        quoted(hit.headline.as_deref().unwrap_or_default()),
        quoted(&date),
        quoted(&hit.countries.join("; ")),
        quoted(&hit.persons.join("; ")),
        quoted(&hit.topics.join("; ")),
        quoted(&snippet),
    ];
    writeln!(out, "{}", cells.join(","))
}

/// A cell that stays a cell: quoted where it must be, control characters made visible.
pub(super) fn quoted(text: &str) -> String {
    let text = super::plain::many_lines(text);
    if text.contains(['"', ',', '\n', '\t']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_with_marks_are_quoted() {
        assert_eq!(quoted("a, \"b\""), "\"a, \"\"b\"\"\"");
        assert_eq!(quoted("plain"), "plain");
        assert_eq!(quoted("\u{1b}[2J"), "\u{FFFD}[2J");
    }

    #[test]
    fn a_hit_is_one_row() {
        let hit = Hit {
            id: "00ff".into(),
            source: "a/b.txt".into(),
            score: 1.5,
            headline: Some("Profit, up".into()),
            date: "2021-08".parse().ok(),
            countries: vec!["KZ".into(), "RU".into()],
            explanation: None,
            persons: Vec::new(),
            topics: Vec::new(),
            snippets: Vec::new(),
        };
        let mut out = Vec::new();
        write_hit(&mut out, &hit).expect("writes to memory");
        let row = "00ff,a/b.txt,1.5,\"Profit, up\",2021-08,KZ; RU,,,\n";
        assert_eq!(String::from_utf8(out).expect("utf-8"), row);
    }
}
