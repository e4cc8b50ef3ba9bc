//! The content ladder seen from outside: what each step of it offers, for an explanation.

use super::content::{
    Content, DESCENT_SHARE, NAMED_SHARE, NARROWING_SHARE, best, descend, find_claimed, is_semantic,
    kept, named_body,
};
use super::document::ContentStep;
use super::page::Page;
use super::tag::Tag;
use super::weight::{Sums, weight};

/// An element that may hold the content.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Rung {
    /// Index of the element.
    pub node: usize,
    /// The step that offers it; `None` for text beside the content.
    pub step: Option<ContentStep>,
    /// Its share of the weight of the page, chrome left out.
    pub share: f64,
    /// The same with what was taken for chrome.
    pub raw_share: f64,
}

/// What the steps offer that was not chosen, in their order, then the heaviest parts elsewhere.
pub(super) fn others(page: &Page<'_>, content: &Content, claim: Option<&str>) -> Vec<Rung> {
    let weights: Vec<f64> = page.pieces.iter().map(weight).collect();
    let view = View::of(page, &weights, content);
    let sums = &view.kept;
    let root = page.nodes.iter().position(|n| n.tag == Tag::Body);
    let root = root.unwrap_or(0);
    let claimed = claim.and_then(|claim| find_claimed(page, &weights, claim));
    let narrowed = |node| descend(page, sums, node, NARROWING_SHARE);
    let offers = [
        (
            ContentStep::JsonLdBody,
            claimed.map(|(found, _)| found.node),
        ),
        (ContentStep::Semantic, named_body(page, sums, 0.0)),
        (
            ContentStep::Semantic,
            best(page, sums, 0.0, is_semantic).map(narrowed),
        ),
        (
            ContentStep::Density,
            Some(descend(page, sums, root, DESCENT_SHARE)),
        ),
        (ContentStep::WholeBody, Some(root)),
    ];
    let mut rungs: Vec<Rung> = Vec::new();
    for (step, node) in offers {
        if let Some(node) = node.filter(|n| *n != content.node && !is_in(&rungs, *n)) {
            rungs.push(view.rung(node, Some(step)));
        }
    }
    for node in beside(page, &view.raw, content.node) {
        if !is_in(&rungs, node) {
            rungs.push(view.rung(node, None));
        }
    }
    rungs
}

/// The share of the weight of the page that the content holds.
pub(super) fn share(page: &Page<'_>, content: &Content) -> f64 {
    let weights: Vec<f64> = page.pieces.iter().map(weight).collect();
    View::of(page, &weights, content)
        .rung(content.node, None)
        .share
}

/// The least share of the densest part that a named element must hold.
pub(super) const fn least_named_share() -> f64 {
    NAMED_SHARE
}

fn is_in(rungs: &[Rung], node: usize) -> bool {
    rungs.iter().any(|r| r.node == node)
}

struct View<'v> {
    page: &'v Page<'v>,
    raw: Sums,
    kept: Sums,
}

impl<'v> View<'v> {
    fn of(page: &'v Page<'v>, weights: &[f64], content: &Content) -> Self {
        Self {
            page,
            raw: Sums::of(weights),
            kept: Sums::of(&kept(weights, &content.is_chrome)),
        }
    }

    fn rung(&self, node: usize, step: Option<ContentStep>) -> Rung {
        let of = |sums: &Sums| sums.of_node(self.page, node) / sums.of_node(self.page, 0).max(1.0);
        Rung {
            node,
            step,
            share: of(&self.kept),
            raw_share: of(&self.raw),
        }
    }
}

/// The heaviest elements beside the content, by all of their text.
fn beside(page: &Page<'_>, raw: &Sums, content: usize) -> Vec<usize> {
    const MAX_PARTS: usize = 3;
    const MIN_WEIGHT: f64 = 200.0;
    let mut found: Vec<usize> = Vec::new();
    let mut at = content;
    while let Some(parent) = page.nodes.get(at).map(|n| n.parent).filter(|p| *p != at) {
        let mut child = parent + 1;
        while child < page.nodes[parent].end {
            if child != at && raw.of_node(page, child) >= MIN_WEIGHT {
                found.push(child);
            }
            child = page.nodes[child].end;
        }
        at = parent;
    }
    found.sort_by(|a, b| raw.of_node(page, *b).total_cmp(&raw.of_node(page, *a)));
    found.truncate(MAX_PARTS);
    found
        .into_iter()
        .map(|node| descend(page, raw, node, DESCENT_SHARE))
        .collect()
}
