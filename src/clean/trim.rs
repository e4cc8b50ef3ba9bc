//! From the pieces of the content to its blocks: what is still chrome goes.

use super::content::Content;
use super::document::{Block, BlockKind, Metadata};
use super::page::Page;

/// The blocks of the content.
pub(super) fn content_blocks(
    page: &Page<'_>,
    content: &Content,
    _metadata: &Metadata,
) -> Vec<Block> {
    let Some(node) = page.nodes.get(content.node) else {
        return Vec::new();
    };
    let mut blocks = Vec::new();
    for index in node.first_piece..node.end_piece {
        let piece = &page.pieces[index];
        if content.is_chrome[index] || piece.kind == BlockKind::Caption {
            continue;
        }
        if piece.num_link_chars * 10 > piece.num_chars * 9 && piece.kind == BlockKind::ListItem {
            continue;
        }
        blocks.push(Block {
            kind: piece.kind,
            text: piece.text.clone(),
        });
    }
    blocks
}
