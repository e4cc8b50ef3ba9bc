//! Plain text → blocks: paragraphs by blank lines, indents and wrapping; lists and tables by line.

use super::document::{Block, BlockKind, CleanDocument, ContentStep};
use super::pages::join_pages;
use super::wrap::{Wrapping, join_lines, num_columns};

/// Splits plain text into paragraphs, list items and rows.
pub fn clean_text(text: &str) -> CleanDocument {
    let lines: Vec<&str> = text
        .split(['\n', '\u{0B}', '\u{2028}', '\u{2029}'])
        .map(str::trim_end)
        .collect();
    let wrapping = Wrapping::of(&lines);
    let mut splitter = Splitter {
        wrapping: &wrapping,
        blocks: Vec::new(),
        open: Vec::new(),
        kind: BlockKind::Paragraph,
    };
    for line in lines {
        splitter.push(line);
    }
    splitter.close();
    CleanDocument {
        blocks: join_pages(splitter.blocks, &wrapping),
        step: ContentStep::PlainText,
        ..CleanDocument::default()
    }
}

/// The blocks, where most of the text is preformatted its lines read as those of a plain text.
pub(super) fn unfolded(blocks: Vec<Block>) -> Vec<Block> {
    const MIN_LINES: usize = 5;
    let num_bytes: usize = blocks.iter().map(|b| b.text.len()).sum();
    let is_text = |block: &Block| {
        block.kind == BlockKind::Preformatted
            && 2 * block.text.len() > num_bytes
            && block.text.lines().count() >= MIN_LINES
    };
    let Some(at) = blocks.iter().position(is_text) else {
        return blocks;
    };
    let mut unfolded = blocks;
    let lines = clean_text(&unfolded[at].text).blocks;
    unfolded.splice(at..=at, lines);
    unfolded
}

struct Splitter<'t, 'w> {
    wrapping: &'w Wrapping<'t>,
    blocks: Vec<Block>,
    /// Lines of the block that is being read.
    open: Vec<&'t str>,
    kind: BlockKind,
}

impl<'t> Splitter<'t, '_> {
    fn push(&mut self, line: &'t str) {
        let page_break = line.starts_with('\u{0C}');
        let line = line.trim_start_matches('\u{0C}');
        if page_break {
            self.close();
            self.blocks.push(Block {
                kind: BlockKind::Preformatted,
                text: "\u{0C}".to_owned(),
            });
        }
        if line.trim().is_empty() || is_rule(line) {
            return self.close();
        }
        if let Some(row) = table_row(line) {
            self.close();
            self.blocks.push(Block {
                kind: BlockKind::TableRow,
                text: row,
            });
        } else if let Some(item) = list_item(line) {
            self.close();
            self.kind = BlockKind::ListItem;
            self.open.push(item);
        } else {
            if self
                .open
                .last()
                .is_some_and(|last| !self.wrapping.continues(last, line))
            {
                self.close();
            }
            self.open.push(line);
        }
    }

    fn close(&mut self) {
        let text = join_lines(&self.open, self.wrapping);
        if !text.is_empty() {
            self.blocks.push(Block {
                kind: self.kind,
                text,
            });
        }
        self.open.clear();
        self.kind = BlockKind::Paragraph;
    }
}

/// A line drawn across the page; end marks (`###`, `* * *`) are none.
fn is_rule(line: &str) -> bool {
    const MIN_CHARS: usize = 5;
    let line = line.trim();
    line.len() >= MIN_CHARS
        && line
            .chars()
            .all(|c| matches!(c, '-' | '=' | '_' | '~' | '─' | '═' | '—'))
}

/// The cells of a row, when the line has columns: parts set off by tabs or wide gaps.
fn table_row(line: &str) -> Option<String> {
    const GAP: &str = "    ";
    const MAX_COLUMNS: usize = 160;
    let line = line.trim();
    if !(line.contains('\t') || line.contains(GAP)) || num_columns(line) > MAX_COLUMNS {
        return None;
    }
    let folded = |cell: &str| cell.split_whitespace().collect::<Vec<_>>().join(" ");
    let cells: Vec<String> = line
        .split('\t')
        .flat_map(|part| part.split(GAP))
        .map(folded)
        .filter(|c| !c.is_empty())
        .collect();
    let has_text = cells
        .iter()
        .filter(|c| c.chars().any(char::is_alphanumeric))
        .count()
        > 1;
    has_text.then(|| cells.join("\t"))
}

/// The text of a list item without its bullet; a number stays.
fn list_item(line: &str) -> Option<&str> {
    let line = line.trim();
    let (mark, rest) = line.split_once(char::is_whitespace)?;
    let rest = rest.trim_start();
    let has_text =
        || rest.chars().filter(|c| c.is_alphabetic()).nth(2).is_some() && !rest.ends_with(" -");
    if matches!(
        mark,
        "•" | "*"
            | "-"
            | "–"
            | "—"
            | "·"
            | "o"
            | "▪"
            | "■"
            | "●"
            | "○"
            | "◦"
            | "‣"
            | "§"
            | "+"
            | ">"
    ) {
        return has_text().then_some(rest);
    }
    let number = mark.strip_prefix('(').unwrap_or(mark);
    let is_number = number.strip_suffix(['.', ')']).is_some_and(|n| {
        let is_letter =
            n.len() == 1 && n.bytes().all(|b| b.is_ascii_lowercase()) && mark.ends_with(')');
        (n.len() <= 2 && !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit())) || is_letter
    });
    (is_number && has_text()).then_some(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found = clean_text(text);
        let texts: Vec<&str> = found.blocks.iter().map(|b| b.text.as_str()).collect();
        assert_eq!(texts, expected);
    }

    #[test]
    fn every_line_a_paragraph() {
        check(
            "ASTANA – The minister opened the plant on Monday, the press service said.\nHe thanked the engineers.\nThe plant makes 300 buses a year.\n",
            &[
                "ASTANA – The minister opened the plant on Monday, the press service said.",
                "He thanked the engineers.",
                "The plant makes 300 buses a year.",
            ],
        );
    }

    #[test]
    fn wrapped_lines_join_and_blank_lines_part() {
        check(
            "Harbour Bridge Reopens\n\nThe harbour bridge was opened to traffic again this morning after\neleven months of work on its bearings. Lorries may cross from next\nweek.\n\nThe works cost 14 million.\n",
            &[
                "Harbour Bridge Reopens",
                "The harbour bridge was opened to traffic again this morning after eleven months of work on its bearings. Lorries may cross from next week.",
                "The works cost 14 million.",
            ],
        );
    }

    #[test]
    fn an_indent_or_a_short_line_parts_wrapped_paragraphs() {
        check(
            "   The harbour bridge was opened to traffic again this morning after\neleven months of work on its bearings, said the city on Tuesday in a\nnote.\n   Lorries may cross from next week when the second set of bearings is\nready, and not before that day.\n",
            &[
                "The harbour bridge was opened to traffic again this morning after eleven months of work on its bearings, said the city on Tuesday in a note.",
                "Lorries may cross from next week when the second set of bearings is ready, and not before that day.",
            ],
        );
    }

    #[test]
    fn lines_of_a_contact_block_stay_apart() {
        check(
            "Contact: Ilse Brandmeier\nHarbour Office\nPhone: 555 0101\n\nThe harbour bridge was opened to traffic again this morning after\neleven months of work on its bearings. Lorries may cross from next\nweek.\n",
            &[
                "Contact: Ilse Brandmeier",
                "Harbour Office",
                "Phone: 555 0101",
                "The harbour bridge was opened to traffic again this morning after eleven months of work on its bearings. Lorries may cross from next week.",
            ],
        );
    }

    #[test]
    fn page_joins_go_and_the_sentence_is_whole() {
        check(
            "The harbour bridge was opened to traffic again this morning after\neleven months of work on its bearings, and the mayor, who had\n\n(MORE)\n\nBRIDGE/Page 2\n\npromised it for June, cut the ribbon before a small crowd of\nneighbours.\n\n###\n",
            &[
                "The harbour bridge was opened to traffic again this morning after eleven months of work on its bearings, and the mayor, who had promised it for June, cut the ribbon before a small crowd of neighbours.",
                "###",
            ],
        );
    }

    #[test]
    fn hyphens_at_line_ends() {
        check(
            "The new development replaces the old one, and the city calls the develop-\nment a long-\nterm plan for the whole of the northern harbour and for its docks\nas well.\n",
            &[
                "The new development replaces the old one, and the city calls the development a long-term plan for the whole of the northern harbour and for its docks as well.",
            ],
        );
    }

    #[test]
    fn lists_and_tables_stay_lines() {
        let found = clean_text(
            "Results\n\n• Sales rose\n• Costs fell\n1. First\n\nYear\tSales\n2020    11      12\n- 30 -\n",
        );
        let kinds: Vec<_> = found
            .blocks
            .iter()
            .map(|b| (b.kind, b.text.as_str()))
            .collect();
        assert_eq!(
            kinds,
            [
                (BlockKind::Paragraph, "Results"),
                (BlockKind::ListItem, "Sales rose"),
                (BlockKind::ListItem, "Costs fell"),
                (BlockKind::ListItem, "1. First"),
                (BlockKind::TableRow, "Year\tSales"),
                (BlockKind::TableRow, "2020\t11\t12"),
                (BlockKind::Paragraph, "- 30 -"),
            ]
        );
    }

    /// Found by the fuzzer.
    #[test]
    fn cells_keep_no_wide_blanks() {
        check(
            "NEWS RELEASE          /   Mesa Ditch Alliance\n",
            &["NEWS RELEASE\t/ Mesa Ditch Alliance"],
        );
    }

    #[test]
    fn chinese_lines_join_without_a_blank() {
        check(
            "港口大桥经过十一个月的施工之后今天上午重新开放通车市长\n出席了仪式并感谢工程师们卡车将从下周起获准通行另外\n工程耗资一千四百万。\n",
            &[
                "港口大桥经过十一个月的施工之后今天上午重新开放通车市长出席了仪式并感谢工程师们卡车将从下周起获准通行另外工程耗资一千四百万。",
            ],
        );
    }
}
