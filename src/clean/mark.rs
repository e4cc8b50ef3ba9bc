//! Marks chrome: by names, tags and what is hidden, doubted where it holds most of the page.

use super::page::{Node, Page};
use super::tag::Tag;
use super::weight::Sums;

/// Of the weight of the page, what an element must hold before its being called chrome is not
/// believed.
const CHROME_DOUBTED: f64 = 0.5;
/// The same for what is hidden, and for elements that are chrome by their tag.
const CHROME_DOUBTED_STRICT: f64 = 0.9;
/// The same for what readers wrote, which often outweighs the text.
const COMMENTS_DOUBTED: f64 = 0.99;
/// Of the characters of what may be chrome, the share of prose that makes it content.
const PROSE_SHARE: f64 = 0.4;
/// The least prose, in characters, that makes it content.
const PROSE_WEIGHT: f64 = 120.0;

/// What chrome is told by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trust {
    /// Names of classes, ids and roles, and tags.
    Names,
    /// Tags and what is hidden.
    TagsOnly,
}

/// Marks the pieces that stand in chrome. An element that holds most of the page is not chrome,
/// whatever it is called: then its children are looked at.
pub(super) fn mark_chrome(page: &Page<'_>, sums: &Sums, trust: Trust) -> Vec<bool> {
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
    if node.sense.is_chrome || node.tag == Tag::Form {
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
