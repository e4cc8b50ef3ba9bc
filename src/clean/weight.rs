//! How much the pieces of a page speak for content, and what the elements hold of it.

use super::document::BlockKind;
use super::page::Page;
use super::piece::Piece;

/// How much a piece speaks for content: its characters outside links, if it reads like prose.
pub(super) fn weight(piece: &Piece) -> f64 {
    const SHORT: usize = 40;
    const LONG: usize = 100;
    let num_chars = if piece.text.len() > 2 * piece.num_chars {
        2 * piece.num_chars
    } else {
        piece.num_chars
    };
    let own = piece.num_chars.saturating_sub(piece.num_link_chars) as f64;
    let is_head = matches!(piece.kind, BlockKind::Heading(level) if level < 3 || num_chars < LONG);
    if is_head || piece.kind == BlockKind::Caption || 2 * piece.num_link_chars > piece.num_chars {
        return 0.0;
    }
    let is_sentence = piece.text.ends_with([
        '.', '!', '?', '"', '”', '»', '…', '。', '！', '？', ':', ';',
    ]);
    match num_chars {
        n if n < SHORT => 0.0,
        n if n >= LONG || is_sentence => own,
        _ => own / 4.0,
    }
}

/// Sums of weights over runs of pieces.
pub(super) struct Sums(Vec<f64>);

impl Sums {
    pub fn of(weights: &[f64]) -> Self {
        let mut sums = Vec::with_capacity(weights.len() + 1);
        let mut total = 0.0;
        sums.push(total);
        for weight in weights {
            total += weight;
            sums.push(total);
        }
        Self(sums)
    }

    /// The weight of what an element holds.
    pub fn of_node(&self, page: &Page<'_>, node: usize) -> f64 {
        page.nodes
            .get(node)
            .map_or(0.0, |n| self.0[n.end_piece] - self.0[n.first_piece])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(kind: BlockKind, text: &str, num_link_chars: usize, expected: f64) {
        let num_chars = text.chars().count();
        let piece = Piece {
            kind,
            text: text.to_owned(),
            num_chars,
            num_link_chars,
            num_bold_chars: 0,
            node: 0,
            cell: 0,
            number: None,
        };
        assert!(
            (weight(&piece) - expected).abs() < 0.01,
            "{text}: {}",
            weight(&piece)
        );
    }

    #[test]
    fn prose_weighs_its_characters_outside_links() {
        check(
            BlockKind::Paragraph,
            "The bridge opens to lorries in June, said the office.",
            0,
            53.0,
        );
        check(
            BlockKind::Paragraph,
            "The bridge opens to lorries in June, said the office.",
            10,
            43.0,
        );
        check(
            BlockKind::Paragraph,
            "港口大桥经过十一个月的施工之后今天上午重新开放通车。",
            0,
            26.0,
        );
    }

    #[test]
    fn headings_links_and_short_lines_weigh_nothing() {
        check(
            BlockKind::Heading(2),
            "The bridge opens to lorries in June, said the office.",
            0,
            0.0,
        );
        check(
            BlockKind::Paragraph,
            "The bridge opens to lorries in June, said the office.",
            30,
            0.0,
        );
        check(BlockKind::Paragraph, "Contact us", 0, 0.0);
    }
}
