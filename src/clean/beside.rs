//! The small lines beside the content of a page: between its headline and the text, and behind it.
//!
//! What they are is for `extract` to say.

use super::content::Content;
use super::document::Block;
use super::headline::first_text;
use super::metadata::Heading;
use super::page::{Node, Page};
use super::piece::Piece;
use super::tag::Tag;

/// Pieces looked at before the text.
const ABOVE: usize = 16;
/// Pieces looked at behind the content.
const BELOW: usize = 40;
/// Longer lines are text or chrome, in characters.
const MAX_CHARS: usize = 120;

/// Short lines behind the headline and before the first text that are no part of the content.
pub(super) fn lines_above(
    page: &Page<'_>,
    content: &Content,
    heading: Option<Heading>,
) -> Vec<Block> {
    let (Some(heading), Some(node)) = (heading, page.nodes.get(content.node)) else {
        return Vec::new();
    };
    let Some(first) = first_text(page, content) else {
        return Vec::new();
    };
    let start = (heading.piece + 1).max(first.saturating_sub(ABOVE));
    let content_pieces = node.first_piece..node.end_piece;
    let beside = (start..first)
        .filter(|i| content.is_chrome[*i] || !content_pieces.contains(i))
        .map(|i| &page.pieces[i]);
    short_lines(page, beside, |node| node.tag == Tag::Aside)
}

/// Short lines behind the last piece of the content, but for what is chrome by its names.
pub(super) fn lines_below(page: &Page<'_>, content: &Content) -> Vec<Block> {
    let Some(node) = page.nodes.get(content.node) else {
        return Vec::new();
    };
    let last = (node.first_piece..node.end_piece).rfind(|i| !content.is_chrome[*i]);
    let start = last.map_or(node.end_piece, |last| last + 1);
    let beside = page.pieces.iter().skip(start).take(BELOW);
    short_lines(page, beside, |node| node.sense.is_chrome)
}

/// The short lines that stand in no chrome and are not mostly links; an address of mail is one.
fn short_lines<'p>(
    page: &Page<'_>,
    pieces: impl Iterator<Item = &'p Piece>,
    is_chrome: fn(&Node<'_>) -> bool,
) -> Vec<Block> {
    let is_line = |p: &&Piece| {
        let is_link = 2 * p.num_link_chars >= p.num_chars && !p.text.contains('@');
        p.num_chars <= MAX_CHARS && !is_link && !stands_in_chrome(page, p.node, is_chrome)
    };
    let block = |p: &Piece| Block {
        kind: p.kind,
        text: p.text.clone(),
    };
    pieces.filter(is_line).map(block).collect()
}

/// Whether an element stands in one that is hidden or chrome by its tag, or by `is_chrome`.
fn stands_in_chrome(page: &Page<'_>, mut index: usize, is_chrome: fn(&Node<'_>) -> bool) -> bool {
    loop {
        let node = &page.nodes[index];
        let by_tag = matches!(node.tag, Tag::Nav | Tag::Footer | Tag::Form | Tag::Button);
        if node.is_hidden || by_tag || is_chrome(node) {
            return true;
        }
        if node.parent == index {
            return false;
        }
        index = node.parent;
    }
}

#[cfg(test)]
mod tests {
    use crate::clean::clean_html;
    use crate::config::Config;

    const TEXT: &str = "The harbour office of Larnwick said on Monday that the bridge would open to lorries in June, a month before the date it had given.";

    #[test]
    fn lines_on_either_side_of_the_text_are_kept_apart() {
        let config = Config::builtin().expect("the built-in config is valid");
        let page = format!(
            "<title>Bridge opens</title><nav><p>Home</p></nav><main><h1>Bridge opens</h1>
            <div class=meta><p>LH/18/12</p><p><a href=/x>All our news of this year</a></p></div>
            <div class=article-body><p>{TEXT}</p><p>{TEXT} It did.</p></div>
            <aside><h2>Press contact</h2><p><a href=mailto:jo@larnwick.example>jo@larnwick.example</a></p></aside></main>
            <footer><p>Larnwick, Quay 1</p></footer>"
        );
        let document = clean_html(&page, "", &config);
        let texts = |blocks: &[super::Block]| -> Vec<String> {
            blocks.iter().map(|b| b.text.clone()).collect()
        };
        assert_eq!(texts(&document.above), ["LH/18/12"]);
        assert_eq!(
            texts(&document.below),
            ["Press contact", "jo@larnwick.example"]
        );
    }
}
