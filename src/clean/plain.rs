//! Plain text → blocks. Provisional.

use super::{Block, BlockKind, CleanDocument};

/// Splits plain text into paragraphs.
pub fn clean_text(text: &str) -> CleanDocument {
    let blocks = text
        .split("\n\n")
        .map(|p| p.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|p| !p.is_empty())
        .map(|text| Block {
            kind: BlockKind::Paragraph,
            text,
        })
        .collect();
    CleanDocument {
        blocks,
        ..CleanDocument::default()
    }
}
