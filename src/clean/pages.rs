//! Page joins of wire and typed texts: `(MORE)`, `-more-`, form feeds and the slug of the next
//! page are taken out, and the sentence they cut is made whole.

use super::document::{Block, BlockKind};
use super::wrap::{Wrapping, ends_sentence, push_line};

/// Takes the page joins out of the blocks of a text.
pub(super) fn join_pages(blocks: Vec<Block>, wrapping: &Wrapping<'_>) -> Vec<Block> {
    let mut joined: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut is_after_break = false;
    for block in blocks {
        if is_page_break(&block.text) || (is_after_break && is_page_slug(&block.text)) {
            is_after_break = true;
            continue;
        }
        match joined.last_mut() {
            Some(last) if is_after_break && is_cut(last, &block) => {
                push_line(&mut last.text, &block.text, wrapping);
            }
            _ => joined.push(block),
        }
        is_after_break = false;
    }
    joined
}

/// `(MORE)`, `-more-`, `- more -`, `--more--`, `...more`, a form feed.
fn is_page_break(text: &str) -> bool {
    const MAX_BYTES: usize = 24;
    if text == "\u{0C}" {
        return true;
    }
    let has_mark = text.starts_with(['(', '-', '.', '*', '—', '–', '/', '['])
        || text.ends_with(['-', ')', '—', '–']);
    let word = text.trim_matches(|c: char| !c.is_alphanumeric());
    let words = [
        "more",
        "more to follow",
        "more follows",
        "continued",
        "mehr",
        "suite",
        "mas",
        "sigue",
    ];
    text.len() <= MAX_BYTES && has_mark && words.iter().any(|w| word.eq_ignore_ascii_case(w))
}

/// The line that heads the next page: `BRIDGE/Page 2`, `2-2-2`, `Page 2 of 3`, `Add 1`, `- 2 -`.
fn is_page_slug(text: &str) -> bool {
    const MAX_CHARS: usize = 60;
    let text = text.trim().to_lowercase();
    let has_digit = text.bytes().any(|b| b.is_ascii_digit());
    let is_number = has_digit && text.len() <= 12 && !text.chars().any(char::is_alphabetic);
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .collect();
    let is_short = text.chars().count() <= MAX_CHARS && !ends_sentence(&text);
    let named = words
        .iter()
        .any(|w| matches!(*w, "page" | "add" | "seite" | "pagina" | "стр" | "p"));
    let slugged = text
        .rsplit(['/', '-'])
        .next()
        .is_some_and(|tail| tail.trim().parse::<u8>().is_ok())
        && words.len() <= 4;
    is_number || (is_short && has_digit && (named || slugged))
}

/// Whether a page break cut a sentence of `last` that `next` goes on with.
fn is_cut(last: &Block, next: &Block) -> bool {
    let goes_on = next
        .text
        .chars()
        .next()
        .is_some_and(|c| c.is_lowercase() || c.is_numeric());
    let is_text = |b: &Block| matches!(b.kind, BlockKind::Paragraph | BlockKind::ListItem);
    is_text(last)
        && next.kind == BlockKind::Paragraph
        && !ends_sentence(&last.text)
        && (goes_on || last.text.len() > 60)
}
