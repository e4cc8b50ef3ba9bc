//! The content ladder: which element of the page holds the release, and which of its pieces are
//! not chrome. The step that answered is recorded.

use super::claimed::claimed_pieces;
use super::document::ContentStep;
use super::mark::{Trust, mark_chrome, mark_chrome_in};
use super::page::{Node, Page};
use super::tag::Tag;
use super::weight::{Sums, weight};

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

/// Of the weight of the densest element, what a named one must hold to be preferred.
pub(super) const NAMED_SHARE: f64 = 0.7;
/// Of the weight of an element, what one child must hold for the descent to go on.
pub(super) const DESCENT_SHARE: f64 = 0.8;
/// The same below an element that is content by its name.
pub(super) const NARROWING_SHARE: f64 = 0.95;
/// Content lighter than this, in characters, is compared with what is found without trust in names.
const POOR_WEIGHT: f64 = 1500.0;
/// Of the weight found without trust in names, what the content found with it must hold.
const POOR_SHARE: f64 = 0.25;
/// Of the weight of all elements named as the body, the least that makes one a part of it.
const PART_SHARE: f64 = 0.1;
/// The least weight of one that stands above the heaviest: an introduction set apart.
const INTRODUCTION_WEIGHT: f64 = 100.0;

/// Of the weight of the content found without it, what the claim of JSON-LD must hold.
const CLAIMED_SHARE: f64 = 0.6;

/// Finds the content of a page; `claim` is the text that JSON-LD gives as that of the article.
pub(super) fn find_content(page: &Page<'_>, claim: Option<&str>) -> Content {
    let weights: Vec<f64> = page.pieces.iter().map(weight).collect();
    let (general, heft) = find_unclaimed(page, &weights);
    let claimed = claim.and_then(|claim| find_claimed(page, &weights, claim));
    match claimed {
        // A claim may be of a part only.
        Some((content, claimed)) if claimed >= CLAIMED_SHARE * heft => content,
        _ => general,
    }
}

/// The content in an element that is known to hold it; what is chrome inside is told as elsewhere.
pub(super) fn content_in(page: &Page<'_>, node: usize, claim: Option<&str>) -> Content {
    let weights: Vec<f64> = page.pieces.iter().map(weight).collect();
    let raw = Sums::of(&weights);
    let held = |is_chrome: &[bool]| Sums::of(&kept(&weights, is_chrome)).of_node(page, node);
    let mut is_chrome = mark_chrome_in(page, &raw, Trust::Names, node);
    let heft = held(&is_chrome);
    if heft < POOR_WEIGHT {
        let second = mark_chrome_in(page, &raw, Trust::TagsOnly, node);
        if POOR_SHARE * held(&second) > heft {
            is_chrome = second;
        }
    }
    if let Some(is_claimed) = claim.and_then(|claim| claimed_pieces(page, claim)) {
        let is_unclaimed: Vec<bool> = is_claimed.iter().map(|claimed| !claimed).collect();
        if held(&is_unclaimed) >= CLAIMED_SHARE * heft {
            for (chrome, unclaimed) in is_chrome.iter_mut().zip(is_unclaimed) {
                *chrome &= unclaimed;
            }
        }
    }
    let step = ContentStep::SiteRule;
    Content {
        node,
        step,
        is_chrome,
    }
}

/// The weights without those of chrome.
pub(super) fn kept(weights: &[f64], is_chrome: &[bool]) -> Vec<f64> {
    let kept = weights.iter().zip(is_chrome);
    kept.map(|(w, out)| if *out { 0.0 } else { *w }).collect()
}

/// Finds the content by names and density, with its weight.
fn find_unclaimed(page: &Page<'_>, weights: &[f64]) -> (Content, f64) {
    let raw = Sums::of(weights);
    let root = page
        .nodes
        .iter()
        .position(|n| n.tag == Tag::Body)
        .unwrap_or(0);
    let first = find_below(page, weights, root, mark_chrome(page, &raw, Trust::Names));
    if first.1 >= POOR_WEIGHT {
        return first;
    }
    let is_chrome = mark_chrome(page, &raw, Trust::TagsOnly);
    let second = find_below(page, weights, root, is_chrome);
    if POOR_SHARE * second.1 > first.1 {
        second
    } else {
        first
    }
}

/// The element around the text that JSON-LD claims, with its weight; what is claimed is no chrome.
pub(super) fn find_claimed(
    page: &Page<'_>,
    weights: &[f64],
    claim: &str,
) -> Option<(Content, f64)> {
    let is_claimed = claimed_pieces(page, claim)?;
    let claimed = weights
        .iter()
        .zip(&is_claimed)
        .map(|(w, claimed)| if *claimed { *w } else { 0.0 });
    let claimed = Sums::of(&claimed.collect::<Vec<_>>());
    let mut is_chrome = mark_chrome(page, &Sums::of(weights), Trust::Names);
    for (chrome, claimed) in is_chrome.iter_mut().zip(&is_claimed) {
        *chrome &= !claimed;
    }
    let node = descend(page, &claimed, 0, NARROWING_SHARE);
    let weight = claimed.of_node(page, node);
    let step = ContentStep::JsonLdBody;
    (weight > 0.0).then_some((
        Content {
            node,
            step,
            is_chrome,
        },
        weight,
    ))
}

/// The content below `root`, with its weight.
fn find_below(
    page: &Page<'_>,
    weights: &[f64],
    root: usize,
    is_chrome: Vec<bool>,
) -> (Content, f64) {
    let sums = Sums::of(&kept(weights, &is_chrome));
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

pub(super) fn is_semantic(node: &Node<'_>) -> bool {
    matches!(node.tag, Tag::Article | Tag::Main) || node.sense.is_content
}

/// The element named as the body of the text; where several hold it in parts, the one around them.
pub(super) fn named_body(page: &Page<'_>, sums: &Sums, enough: f64) -> Option<usize> {
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
    let weight = |i: &usize| sums.of_node(page, *i);
    let heaviest = outermost
        .iter()
        .copied()
        .max_by(|a, b| weight(a).total_cmp(&weight(b)))?;
    outermost.retain(|i| {
        weight(i) >= PART_SHARE * total || (*i < heaviest && weight(i) >= INTRODUCTION_WEIGHT)
    });
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

pub(super) fn is_container(node: &Node<'_>) -> bool {
    !matches!(
        node.tag,
        Tag::Body | Tag::Html | Tag::Heading(_) | Tag::Inline | Tag::A
    )
}

/// From `root` down, as long as one child holds most of the weight.
pub(super) fn descend(page: &Page<'_>, sums: &Sums, root: usize, share: f64) -> usize {
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
pub(super) fn best(
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
