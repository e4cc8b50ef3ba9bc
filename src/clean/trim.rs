//! From the pieces of the content to its blocks: what is still chrome goes.

use std::collections::HashSet;

use super::attachment::{is_attachment, leads_off};
use super::cards::drop_cards;
use super::content::Content;
use super::document::{Block, BlockKind, ContentStep, Metadata};
use super::lines::{Wording, wording};
use super::metadata::page_url;
use super::page::Page;
use super::piece::Piece;
use super::site::host_of;
use super::titles::TitleKeys;

/// A step that drops pieces.
type Step = fn(&Page<'_>, &mut Vec<&Piece>, &TitleKeys);

/// The steps in their order, each with what it drops.
const STEPS: &[(&str, Step)] = &[
    ("data of a script", |_, pieces, _| {
        pieces.retain(|p| !is_data(p));
    }),
    (
        "the headline and what stands before it",
        |_, pieces, titles| {
            drop_before_headline(pieces, titles);
        },
    ),
    ("teasers of other pages", |page, pieces, _| {
        drop_cards(page, pieces);
    }),
    ("links to other pages", |page, pieces, _| {
        drop_links(page, pieces);
    }),
    ("chrome by its wording", |page, pieces, _| {
        drop_worded(page, pieces);
    }),
    ("captions and repeated text", |_, pieces, _| {
        drop_repeated(pieces);
    }),
    ("headings without a text", |_, pieces, _| {
        drop_last_headings(pieces);
    }),
];

/// The blocks of the content.
pub(super) fn content_blocks(
    page: &Page<'_>,
    content: &Content,
    metadata: &Metadata,
) -> Vec<Block> {
    let block = |p: &&Piece| Block {
        kind: p.kind,
        text: p.shown_text(),
    };
    let pieces = content_pieces(page, content, metadata, None);
    pieces.iter().map(block).collect()
}

/// Is told what a step drops, with the pieces before it and after it.
pub(super) type Watch<'w> = &'w mut dyn FnMut(&'static str, &[&Piece], &[&Piece]);

/// The pieces of the content.
pub(super) fn content_pieces<'p>(
    page: &'p Page<'_>,
    content: &Content,
    metadata: &Metadata,
    mut watch: Option<Watch<'_>>,
) -> Vec<&'p Piece> {
    let titles = TitleKeys::of(metadata);
    let mut indices = lead_before(page, content, &titles);
    if let Some(node) = page.nodes.get(content.node) {
        indices.extend((node.first_piece..node.end_piece).filter(|i| !content.is_chrome[*i]));
    }
    if !page.is_kept.is_empty() {
        indices.extend((0..page.pieces.len()).filter(|i| page.is_kept[*i]));
        indices.sort_unstable();
        indices.dedup();
    }
    let mut pieces: Vec<&Piece> = indices.into_iter().map(|i| &page.pieces[i]).collect();
    let is_compared = watch.is_some() || !page.is_kept.is_empty();
    for (what, step) in STEPS {
        let before = if is_compared {
            pieces.clone()
        } else {
            Vec::new()
        };
        step(page, &mut pieces, &titles);
        if !page.is_kept.is_empty() {
            restore_kept(page, &before, &mut pieces);
        }
        if let Some(watch) = &mut watch {
            watch(what, &before, &pieces);
        }
    }
    pieces
}

/// Puts back what the rule of the site keeps.
fn restore_kept<'p>(page: &'p Page<'_>, before: &[&'p Piece], after: &mut Vec<&'p Piece>) {
    let left: HashSet<*const Piece> = after.iter().map(|p| std::ptr::from_ref(*p)).collect();
    let kept = page.pieces.iter().zip(&page.is_kept);
    let kept: HashSet<*const Piece> = kept
        .filter(|(_, is_kept)| **is_kept)
        .map(|(piece, _)| std::ptr::from_ref(piece))
        .collect();
    let stays = |p: &&&Piece| {
        let p = std::ptr::from_ref(**p);
        left.contains(&p) || kept.contains(&p)
    };
    *after = before.iter().filter(stays).copied().collect();
}

/// The pieces of the standfirst, where it stands between the headline and the content.
pub(super) fn standfirst(page: &Page<'_>, content: &Content, metadata: &Metadata) -> Vec<usize> {
    lead_before(page, content, &TitleKeys::of(metadata))
}

fn lead_before(page: &Page<'_>, content: &Content, titles: &TitleKeys) -> Vec<usize> {
    /// Pieces looked at before the content.
    const WINDOW: usize = 24;
    let node = page.nodes.get(content.node);
    // Who names the element of the text means no other.
    let Some(node) = node.filter(|_| content.step != ContentStep::SiteRule) else {
        return Vec::new();
    };
    let before = node.first_piece.saturating_sub(WINDOW)..node.first_piece;
    let Some(headline) = before
        .clone()
        .rev()
        .find(|i| titles.is_headline(&page.pieces[*i]))
    else {
        return Vec::new();
    };
    let is_lead = |index: &usize| {
        let piece = &page.pieces[*index];
        let is_named = is_named_lead(page, piece);
        let is_prose =
            piece.num_chars >= 80 && piece.text.ends_with(['.', '!', '?', '”', '"', '…', '。']);
        (is_named || (is_prose && !content.is_chrome[*index]))
            && piece.num_chars >= 30
            && 5 * piece.num_link_chars < piece.num_chars
            && !matches!(piece.kind, BlockKind::Caption)
    };
    (headline + 1..node.first_piece).filter(is_lead).collect()
}

/// Whether the element of a piece, or the one around it, is named a standfirst.
fn is_named_lead(page: &Page<'_>, piece: &Piece) -> bool {
    let own = &page.nodes[piece.node];
    let outer = &page.nodes[own.parent];
    let strong = |sense: super::names::Sense| sense.is_chrome;
    (own.sense.is_lead || outer.sense.is_lead) && !strong(own.sense) && !strong(outer.sense)
}

/// What stands before the headline inside the content is kicker, date or menu; the headline itself
/// is known from the metadata.
fn drop_before_headline(pieces: &mut Vec<&Piece>, titles: &TitleKeys) {
    const WINDOW: usize = 40;
    let head = pieces.iter().take(WINDOW);
    let headline = head
        .clone()
        .rposition(|p| matches!(p.kind, BlockKind::Heading(1 | 2)) && titles.is_headline(p));
    if let Some(at) = headline {
        let prose: usize = pieces[..at]
            .iter()
            .filter(|p| p.is_prose())
            .map(|p| p.num_chars)
            .sum();
        // Text above a second-level heading is the text's own.
        let max_prose = if pieces[at].kind == BlockKind::Heading(1) {
            300
        } else {
            100
        };
        if prose < max_prose {
            pieces.drain(..=at);
        }
    }
    pieces.retain(|p| !titles.is_headline(p));
}

/// Drops lists, rows and lines that are mostly links, but for documents that go with the text.
fn drop_links(page: &Page<'_>, pieces: &mut Vec<&Piece>) {
    let is_list = |p: &Piece| matches!(p.kind, BlockKind::ListItem | BlockKind::TableRow);
    let url = page_url(page);
    let site = url.as_deref().and_then(host_of);
    let mut kept = vec![true; pieces.len()];
    let mut start = 0;
    for run in pieces.chunk_by(|a, b| is_list(a) && is_list(b)) {
        let num_chars: usize = run.iter().map(|p| p.num_chars).sum();
        let num_link_chars: usize = run.iter().map(|p| p.num_link_chars).sum();
        let is_links = if is_list(run[0]) {
            10 * num_link_chars > 7 * num_chars
        } else {
            10 * num_link_chars > 9 * num_chars && num_chars < 200
        };
        let end = start + run.len();
        let heads_text = run[0].is_heading()
            && (pieces.get(end).is_some_and(|next| next.is_prose())
                || leads_off(page, run[0], site));
        kept[start..end].fill(!is_links || num_link_chars == 0 || heads_text);
        for (kept, piece) in kept[start..end].iter_mut().zip(run) {
            *kept = *kept || is_attachment(page, piece);
        }
        start += run.len();
    }
    retain_by(pieces, &kept);
}

/// Drops lines by their wording, the links that such a line opens, and what comes after the end.
fn drop_worded(page: &Page<'_>, pieces: &mut Vec<&Piece>) {
    let num_chars: usize = pieces.iter().map(|p| p.num_chars).sum();
    let mut kept = vec![true; pieces.len()];
    let mut is_in_related = false;
    let mut num_seen = 0;
    for (index, piece) in pieces.iter().enumerate() {
        num_seen += piece.num_chars;
        let Wording {
            is_chrome,
            opens_related,
            opens_end,
        } = wording(&piece.text);
        let is_heading = piece.is_heading();
        if opens_end && (is_heading || piece.num_chars <= 40) && 3 * num_seen > num_chars {
            kept[index..].fill(false);
            break;
        }
        if opens_related && !piece.is_prose() {
            let rest = &pieces[index + 1..];
            let leads_to_file = rest.first().is_some_and(|p| is_attachment(page, p));
            let leads_to_links = leads_to_links(rest);
            is_in_related = leads_to_links && !leads_to_file;
            kept[index] = !leads_to_links && !is_chrome;
        } else if is_in_related && !is_heading && !piece.is_prose() {
            kept[index] = 2 * piece.num_link_chars < piece.num_chars && !is_chrome;
        } else {
            is_in_related = false;
            kept[index] = !is_chrome || piece.num_chars > 120;
        }
    }
    retain_by(pieces, &kept);
}

/// Whether the next pieces are links, or nothing.
fn leads_to_links(rest: &[&Piece]) -> bool {
    rest.first()
        .is_none_or(|p| 2 * p.num_link_chars > p.num_chars || p.is_heading())
}

/// Drops long text that came before: copies for other screens, pull quotes.
fn drop_repeated(pieces: &mut Vec<&Piece>) {
    const LONG_CHARS: usize = 60;
    let mut seen: HashSet<&str> = HashSet::new();
    pieces.retain(|p| {
        p.kind != BlockKind::Caption && (p.num_chars < LONG_CHARS || seen.insert(&p.text))
    });
}

/// Drops headings at the end.
fn drop_last_headings(pieces: &mut Vec<&Piece>) {
    while pieces.last().is_some_and(|p| p.is_heading()) {
        pieces.pop();
    }
}

/// Data that a script should have taken away: an object written out.
fn is_data(piece: &Piece) -> bool {
    piece.text.starts_with("{\"") && piece.text.ends_with('}')
}

fn retain_by(pieces: &mut Vec<&Piece>, kept: &[bool]) {
    let mut kept = kept.iter();
    pieces.retain(|_| kept.next().copied().unwrap_or(true));
}
