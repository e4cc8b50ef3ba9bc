//! Dates that a reader sees: short lines near the headline, or anywhere behind a label.
//!
//! Only the look of a date is judged here; reading it is the work of `extract`.

use crate::text::fold::fold;

use super::document::BlockKind;
use super::piece::Piece;

/// The longest line that is there to say a date, in bytes.
const MAX_BYTES: usize = 80;
/// Lines looked at behind the headline and before it.
const MAX_BEHIND: usize = 24;
const MAX_BEFORE: usize = 8;
/// Labels of a date; folded.
const LABELS: &[&str] = &[
    "published",
    "posted",
    "date",
    "released",
    "updated",
    "last updated",
    "created",
    "issued",
    "veroffentlicht",
    "erstellt",
    "erschienen",
    "datum",
    "stand",
    "aktualisiert",
    "pressemitteilung vom",
    "publie",
    "mis a jour",
    "publicado",
    "fecha",
    "actualizado",
    "pubblicato",
    "data",
    "gepubliceerd",
    "опубликовано",
    "дата",
    "обновлено",
    "жарияланды",
    "发布时间",
    "發布日期",
    "日期",
];

/// The dated lines, the likeliest first: behind the headline, before it, behind a label elsewhere.
pub(super) fn visible_dates(pieces: &[Piece], titles: &[&str]) -> Vec<String> {
    let headline = headline_at(pieces, titles);
    let behind_from = headline.map_or(0, |at| at + 1);
    let behind_to = (behind_from + MAX_BEHIND).min(pieces.len());
    let before_from = behind_from.saturating_sub(MAX_BEFORE + 1);
    let is_dated = |piece: &&Piece| is_dated_line(&piece.text);
    let is_labelled = |piece: &&Piece| {
        let folded = fold(&piece.text);
        LABELS.iter().any(|label| folded.starts_with(label))
    };
    let behind = pieces[behind_from..behind_to].iter().filter(is_dated);
    let before = pieces[before_from..behind_from]
        .iter()
        .rev()
        .filter(is_dated);
    let elsewhere = pieces[behind_to..]
        .iter()
        .filter(is_dated)
        .filter(is_labelled);
    let found = behind.chain(before).chain(elsewhere);
    found.map(|piece| piece.text.clone()).collect()
}

/// The heading that repeats most of a title of the page, or else the first heading of level 1.
fn headline_at(pieces: &[Piece], titles: &[&str]) -> Option<usize> {
    let titles: Vec<_> = titles.iter().map(|t| fold(t)).collect();
    let headings = || {
        let indexed = pieces.iter().enumerate();
        indexed.filter(|(_, piece)| matches!(piece.kind, BlockKind::Heading(_)))
    };
    let num_shared = |piece: &Piece| {
        let folded = fold(&piece.text);
        let is_shared = folded.len() > 8 && titles.iter().any(|t| t.contains(folded.as_ref()));
        if is_shared { folded.len() } else { 0 }
    };
    let named = headings()
        .map(|(at, piece)| (num_shared(piece), at))
        .filter(|(shared, _)| *shared > 0)
        .max_by_key(|(shared, at)| (*shared, std::cmp::Reverse(*at)));
    let first = || headings().find(|(_, piece)| piece.kind == BlockKind::Heading(1));
    named
        .map(|(_, at)| at)
        .or_else(|| first().map(|(at, _)| at))
}

/// A short line with a year of four digits, or with two numbers parted as a date parts them.
fn is_dated_line(text: &str) -> bool {
    text.len() <= MAX_BYTES && has_date_digits(text)
}

fn has_date_digits(text: &str) -> bool {
    let runs = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|run| !run.is_empty());
    let mut num_short = 0;
    for run in runs {
        match run.len() {
            1 | 2 => num_short += 1,
            4 if (1900..=2100).contains(&run.parse().unwrap_or(0)) => return true,
            _ => {}
        }
    }
    num_short >= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lines: &[(BlockKind, &str)], expected: &[&str]) {
        let piece = |(kind, text): &(BlockKind, &str)| Piece {
            kind: *kind,
            text: (*text).to_owned(),
            num_chars: text.chars().count(),
            num_link_chars: 0,
            node: 0,
            cell: 0,
        };
        let pieces: Vec<_> = lines.iter().map(piece).collect();
        assert_eq!(
            visible_dates(&pieces, &["Orvane opens kiln | Orvane"]),
            expected
        );
    }

    #[test]
    fn dates_behind_the_headline_come_first() {
        let (p, h) = (BlockKind::Paragraph, BlockKind::Heading(2));
        let lines = [
            (p, "12.10.2019"),
            (h, "Orvane opens kiln"),
            (p, "19. August 2021"),
            (p, "The kiln fires 9000 tiles"),
        ];
        check(&lines, &["19. August 2021", "12.10.2019"]);
    }

    #[test]
    fn far_lines_need_a_label() {
        let p = BlockKind::Paragraph;
        let mut lines = vec![(p, "text"); MAX_BEHIND];
        lines.extend([(p, "Erstellt am: 01.11.2023"), (p, "Fair of 2022")]);
        check(&lines, &["Erstellt am: 01.11.2023"]);
    }
}
