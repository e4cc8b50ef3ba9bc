//! The content ladder: which element of the page holds the release, and which of its pieces are
//! not chrome. The step that answered is recorded.

use super::document::{BlockKind, ContentStep};
use super::page::{Node, Page};
use super::piece::Piece;
use super::tag::Tag;

/// The part of the page that holds the content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Content {
    /// Index of the element.
    pub node: usize,
    /// How it was found.
    pub step: ContentStep,
    /// For each piece of the page, whether it is chrome.
    pub is_chrome: Vec<bool>,
}

/// Of the weight of the page, what an element must hold before its being called chrome is not
/// believed.
const CHROME_DOUBTED: f64 = 0.5;
/// The same for what is hidden, and for elements that are chrome by their tag.
const CHROME_DOUBTED_STRICT: f64 = 0.9;
/// The same for what readers wrote, which often outweighs the text.
const COMMENTS_DOUBTED: f64 = 0.99;
/// Of the weight of the densest element, what a named one must hold to be preferred.
const NAMED_SHARE: f64 = 0.55;
/// Of the weight of an element, what one child must hold for the descent to go on.
const DESCENT_SHARE: f64 = 0.8;
/// The same below an element that is content by its name.
const NARROWING_SHARE: f64 = 0.95;
/// Content lighter than this, in characters, is compared with what is found without trust in names.
const POOR_WEIGHT: f64 = 1500.0;
/// Of the weight found without trust in names, what the content found with it must hold.
const POOR_SHARE: f64 = 0.25;
/// Of the characters of what may be chrome, the share of prose that makes it content.
const PROSE_SHARE: f64 = 0.6;
/// The least prose, in characters, that makes it content.
const PROSE_WEIGHT: f64 = 120.0;

/// Of the weight of all elements named as the body, the least that makes one a part of it.
const PART_SHARE: f64 = 0.1;

/// What chrome is told by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trust {
    /// Names of classes, ids and roles, and tags.
    Names,
    /// Tags and what is hidden.
    TagsOnly,
}

/// Finds the content of a page.
pub(super) fn find_content(page: &Page<'_>) -> Content {
    let weights: Vec<f64> = page.pieces.iter().map(weight).collect();
    let raw = Sums::of(&weights);
    let root = page
        .nodes
        .iter()
        .position(|n| n.tag == Tag::Body)
        .unwrap_or(0);
    let content = find_below(page, &weights, root, mark_chrome(page, &raw, Trust::Names));
    if content.1 >= POOR_WEIGHT {
        return content.0;
    }
    let second = find_below(
        page,
        &weights,
        root,
        mark_chrome(page, &raw, Trust::TagsOnly),
    );
    if POOR_SHARE * second.1 > content.1 {
        second.0
    } else {
        content.0
    }
}

/// The content below `root`, with its weight.
fn find_below(
    page: &Page<'_>,
    weights: &[f64],
    root: usize,
    is_chrome: Vec<bool>,
) -> (Content, f64) {
    let kept = weights
        .iter()
        .zip(&is_chrome)
        .map(|(w, out)| if *out { 0.0 } else { *w });
    let sums = Sums::of(&kept.collect::<Vec<_>>());
    let dense = descend(page, &sums, root, DESCENT_SHARE);
    let enough = NAMED_SHARE * sums.of_node(page, dense);
    let (node, step) = if sums.of_node(page, root) <= 0.0 {
        (root, ContentStep::WholeBody)
    } else if let Some(node) = named_body(page, &sums, enough) {
        (node, ContentStep::Semantic)
    } else if let Some(node) = best(page, &sums, enough, is_semantic) {
        (
            descend(page, &sums, node, NARROWING_SHARE),
            ContentStep::Semantic,
        )
    } else {
        (dense, ContentStep::Density)
    };
    let weight = sums.of_node(page, node);
    (
        Content {
            node,
            step,
            is_chrome,
        },
        weight,
    )
}

fn is_semantic(node: &Node<'_>) -> bool {
    matches!(node.tag, Tag::Article | Tag::Main) || node.sense.is_content
}

/// The element named as the body of the text; where several hold it in parts, the one around them.
fn named_body(page: &Page<'_>, sums: &Sums, enough: f64) -> Option<usize> {
    let mut outermost: Vec<usize> = Vec::new();
    for (index, node) in page.nodes.iter().enumerate() {
        let is_inside = outermost
            .last()
            .is_some_and(|last| index < page.nodes[*last].end);
        if node.sense.is_body && !is_inside && is_container(node) && sums.of_node(page, index) > 0.0
        {
            outermost.push(index);
        }
    }
    let total: f64 = outermost.iter().map(|i| sums.of_node(page, *i)).sum();
    outermost.retain(|i| sums.of_node(page, *i) >= PART_SHARE * total);
    let (first, last) = (*outermost.first()?, *outermost.last()?);
    let mut around = first;
    while page.nodes[around].end <= last {
        around = page.nodes[around].parent;
    }
    if sums.of_node(page, around) < enough {
        return None;
    }
    if outermost.len() == 1 {
        best(page, sums, enough, |n| n.sense.is_body)
    } else {
        Some(around)
    }
}

fn is_container(node: &Node<'_>) -> bool {
    !matches!(
        node.tag,
        Tag::Body | Tag::Html | Tag::Heading(_) | Tag::Inline | Tag::A
    )
}

/// How much a piece speaks for content: its characters outside links, if it reads like prose.
fn weight(piece: &Piece) -> f64 {
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
struct Sums(Vec<f64>);

impl Sums {
    fn of(weights: &[f64]) -> Self {
        let mut sums = Vec::with_capacity(weights.len() + 1);
        let mut total = 0.0;
        sums.push(total);
        for weight in weights {
            total += weight;
            sums.push(total);
        }
        Self(sums)
    }

    fn of_node(&self, page: &Page<'_>, node: usize) -> f64 {
        page.nodes
            .get(node)
            .map_or(0.0, |n| self.0[n.end_piece] - self.0[n.first_piece])
    }
}

/// Marks the pieces that stand in chrome. An element that holds most of the page is not chrome,
/// whatever it is called: then its children are looked at.
fn mark_chrome(page: &Page<'_>, sums: &Sums, trust: Trust) -> Vec<bool> {
    let mut is_chrome = vec![false; page.pieces.len()];
    let total = sums.of_node(page, 0).max(1.0);
    let mut index = 0;
    while let Some(node) = page.nodes.get(index) {
        let weight = sums.of_node(page, index);
        let doubted = doubted_share(page, node, weight, trust);
        if doubted.is_some_and(|share| weight < share * total) {
            is_chrome[node.first_piece..node.end_piece].fill(true);
            index = node.end.max(index + 1);
        } else {
            index += 1;
        }
    }
    is_chrome
}

/// The share of the page below which the element counts as chrome; `None` if it is none.
fn doubted_share(page: &Page<'_>, node: &Node<'_>, weight: f64, trust: Trust) -> Option<f64> {
    let by_tag = matches!(node.tag, Tag::Nav | Tag::Aside | Tag::Footer | Tag::Button);
    if node.is_hidden || by_tag {
        return Some(CHROME_DOUBTED_STRICT);
    }
    if matches!(node.tag, Tag::Body | Tag::Html | Tag::Heading(1)) {
        return None;
    }
    if node.sense.is_comments {
        return Some(COMMENTS_DOUBTED);
    }
    if trust == Trust::TagsOnly {
        return None;
    }
    if node.sense.is_chrome || node.sense.is_code || node.tag == Tag::Form {
        return Some(CHROME_DOUBTED);
    }
    if !node.sense.is_meta && !node.sense.is_weak_chrome {
        return None;
    }
    let pieces = &page.pieces[node.first_piece..node.end_piece];
    let num_chars = pieces.iter().map(|p| p.num_chars).sum::<usize>();
    let is_short = pieces.len() <= 6 && num_chars <= 250;
    let is_prose = weight >= PROSE_WEIGHT && weight >= PROSE_SHARE * num_chars as f64;
    ((node.sense.is_meta && is_short) || (node.sense.is_weak_chrome && !is_prose))
        .then_some(CHROME_DOUBTED)
}

/// From `root` down, as long as one child holds most of the weight.
fn descend(page: &Page<'_>, sums: &Sums, root: usize, share: f64) -> usize {
    let mut at = root;
    loop {
        let Some(node) = page.nodes.get(at) else {
            return root;
        };
        let enough = share * sums.of_node(page, at);
        let mut child = at + 1;
        while child < node.end && sums.of_node(page, child) < enough {
            child = page.nodes[child].end;
        }
        let goes_on = child < node.end
            && enough > 0.0
            && page.nodes[child].tag.is_block()
            && !matches!(
                page.nodes[child].tag,
                Tag::P | Tag::Pre | Tag::Item | Tag::List
            );
        if !goes_on {
            return at;
        }
        at = child;
    }
}

/// The heaviest of the elements that pass, if it weighs enough; among nested ones the innermost
/// that holds nearly all.
fn best(
    page: &Page<'_>,
    sums: &Sums,
    enough: f64,
    passes: impl Fn(&Node<'_>) -> bool,
) -> Option<usize> {
    const NEARLY_ALL: f64 = 0.85;
    let mut found: Option<(usize, f64)> = None;
    for (index, node) in page.nodes.iter().enumerate() {
        if !passes(node) || !is_container(node) {
            continue;
        }
        let weight = sums.of_node(page, index);
        let is_better = found.is_none_or(|(best, most)| {
            let is_inside = index < page.nodes[best].end;
            weight > most || (is_inside && weight >= NEARLY_ALL * most)
        });
        if is_better && weight > 0.0 && weight >= enough {
            found = Some((index, weight));
        }
    }
    found.map(|(index, _)| index)
}
