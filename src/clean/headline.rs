//! The headline as it stands on the page, above the text.

use std::ops::RangeInclusive;

use super::content::Content;
use super::document::{BlockKind, Evidence, Metadata};
use super::metadata::Heading;
use super::page::Page;
use super::piece::Piece;
use super::tag::Tag;
use super::titles::TitleKeys;
use super::weight::weight;
use crate::text::fold::fold;

/// Pieces looked at above the first text.
const WINDOW: usize = 24;

/// The heading nearest above the first text of the content, a headline more often than not; on a
/// page without headings, the bold line above the text.
pub(super) fn headline_of(page: &Page<'_>, content: &Content) -> Option<Heading> {
    let first = first_text(page, content)?;
    let above = first.saturating_sub(WINDOW)..first;
    let is_heading = |i: &usize| matches!(page.pieces[*i].kind, BlockKind::Heading(1 | 2));
    if let Some(piece) = above.clone().rev().find(is_heading) {
        return Some(Heading {
            piece,
            origin: "content heading",
        });
    }
    let has_h1 = page.nodes.iter().any(|n| n.tag == Tag::Heading(1));
    if has_h1 || is_bold(&page.pieces[first]) {
        return None;
    }
    let in_cell = |i: &usize| page.pieces[*i].cell == page.pieces[first].cell;
    above
        .rev()
        .take_while(in_cell)
        .find(|i| is_bold_line(&page.pieces[*i]))
        .map(|piece| Heading {
            piece,
            origin: "bold line",
        })
}

/// Index of the first piece of running text in the content.
pub(super) fn first_text(page: &Page<'_>, content: &Content) -> Option<usize> {
    let node = page.nodes.get(content.node)?;
    (node.first_piece..node.end_piece)
        .find(|index| !content.is_chrome[*index] && is_text(&page.pieces[*index]))
}

fn is_text(piece: &Piece) -> bool {
    const MIN_COLUMNS: usize = 80;
    // Han, kana and Hangul say in one character what takes two letters or more.
    let num_columns = piece.num_chars.max(piece.text.len() * 2 / 3);
    num_columns >= MIN_COLUMNS
        && 2 * piece.num_link_chars < piece.num_chars
        && !matches!(piece.kind, BlockKind::Heading(_) | BlockKind::Caption)
}

fn is_bold(piece: &Piece) -> bool {
    10 * piece.num_bold_chars > 9 * piece.num_chars
}

/// A line in bold that says more than a day or a section does.
fn is_bold_line(piece: &Piece) -> bool {
    const MAX_CHARS: usize = 250;
    const MIN_BYTES: usize = 16;
    let num_letters: usize = piece
        .text
        .chars()
        .filter(|c| c.is_alphabetic())
        .map(char::len_utf8)
        .sum();
    let num_digits = piece.text.chars().filter(char::is_ascii_digit).count();
    is_bold(piece)
        && piece.num_link_chars == 0
        && piece.num_chars <= MAX_CHARS
        && num_letters >= MIN_BYTES
        && 4 * num_digits < num_letters
        && !piece.text.ends_with(':')
}

/// Where the headline stands: the heading that bears a title of the page, failing that a line that
/// does, failing that the heading above the text, or the first `h1`.
pub(super) fn headline_piece(
    page: &Page<'_>,
    heading: Option<Heading>,
    titles: &[Evidence],
) -> Option<usize> {
    let keys = TitleKeys::of_page(titles);
    let bears = |is_wanted: &dyn Fn(&Piece) -> bool| {
        page.pieces
            .iter()
            .position(|piece| is_wanted(piece) && keys.is_headline(piece))
    };
    let level = |piece: &Piece, levels: RangeInclusive<u8>| matches!(piece.kind, BlockKind::Heading(l) if levels.contains(&l));
    bears(&|piece| level(piece, 1..=1))
        .or_else(|| bears(&|piece| level(piece, 2..=6)))
        .or_else(|| bears(&|piece| 2 * piece.num_link_chars < piece.num_chars))
        .or(heading.map(|h| h.piece))
        .or_else(|| page.pieces.iter().position(|p| level(p, 1..=1)))
}

/// Whether the page is a frame without a text: it bears the name of its site for a title, no
/// headline, and next to no prose.
pub(super) fn is_empty_frame(page: &Page<'_>, content: &Content, metadata: &Metadata) -> bool {
    const MIN_WEIGHT: f64 = 150.0;
    let Some(node) = page.nodes.get(content.node) else {
        return false;
    };
    let is_site = |title: &str| {
        let title = fold(title);
        metadata.publishers.iter().any(|p| fold(&p.value) == title)
    };
    let held: f64 = (node.first_piece..node.end_piece)
        .filter(|index| !content.is_chrome[*index])
        .map(|index| weight(&page.pieces[index]))
        .sum();
    held < MIN_WEIGHT
        && !metadata.titles.is_empty()
        && metadata.titles.iter().all(|t| is_site(&t.value))
}
