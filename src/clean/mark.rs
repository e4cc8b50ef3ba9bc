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

/// What makes an element look like chrome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// It is not shown.
    Hidden,
    /// `<nav>`, `<aside>`, `<footer>`, `<button>`.
    Tag,
    /// Named as what readers wrote.
    Comments,
    /// Named as chrome, or a form.
    Name,
    /// A few short lines about the text.
    Meta,
    /// Named as what may be chrome, and not prose.
    WeakName,
}

impl Sign {
    /// The sign in words.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Hidden => "hidden",
            Self::Tag => "chrome by its tag",
            Self::Comments => "comments by their name",
            Self::Name => "chrome by its name",
            Self::Meta => "a line about the text by its name",
            Self::WeakName => "chrome by its name and no prose",
        }
    }

    /// The share of the page from which on the sign is not believed.
    fn doubted_share(self) -> f64 {
        match self {
            Self::Hidden | Self::Tag => CHROME_DOUBTED_STRICT,
            Self::Comments => COMMENTS_DOUBTED,
            Self::Name | Self::Meta | Self::WeakName => CHROME_DOUBTED,
        }
    }
}

/// Marks the pieces that stand in chrome. An element that holds most of the page is not chrome,
/// whatever it is called: then its children are looked at.
pub(super) fn mark_chrome(page: &Page<'_>, sums: &Sums, trust: Trust) -> Vec<bool> {
    let mut is_chrome = vec![false; page.pieces.len()];
    mark(page, sums, trust, 0..page.nodes.len(), &mut is_chrome);
    is_chrome
}

/// The same where an element is known to be content: it is none, whatever it stands in.
pub(super) fn mark_chrome_in(
    page: &Page<'_>,
    sums: &Sums,
    trust: Trust,
    content: usize,
) -> Vec<bool> {
    let mut is_chrome = mark_chrome(page, sums, trust);
    if let Some(node) = page.nodes.get(content) {
        is_chrome[node.first_piece..node.end_piece].fill(false);
        mark(page, sums, trust, content + 1..node.end, &mut is_chrome);
    }
    is_chrome
}

fn mark(
    page: &Page<'_>,
    sums: &Sums,
    trust: Trust,
    nodes: std::ops::Range<usize>,
    is_chrome: &mut [bool],
) {
    let total = sums.of_node(page, 0).max(1.0);
    let mut index = nodes.start;
    while let Some(node) = page.nodes.get(index).filter(|_| index < nodes.end) {
        let weight = sums.of_node(page, index);
        let sign = sign_of(page, node, weight, trust);
        if sign.is_some_and(|sign| weight < sign.doubted_share() * total) {
            is_chrome[node.first_piece..node.end_piece].fill(true);
            index = node.end.max(index + 1);
        } else {
            index += 1;
        }
    }
    for (chrome, kept) in is_chrome.iter_mut().zip(&page.is_kept) {
        *chrome &= !kept;
    }
}

/// Whether an element is a button that opens the text under it: it holds its heading.
fn opens_panel(page: &Page<'_>, node: &Node<'_>) -> bool {
    let pieces = &page.pieces[node.first_piece..node.end_piece];
    node.element.name() == "button" && matches!(pieces, [only] if only.is_heading())
}

/// What makes an element of some weight look like chrome, if anything does.
pub(super) fn sign_of(page: &Page<'_>, node: &Node<'_>, weight: f64, trust: Trust) -> Option<Sign> {
    if node.is_hidden {
        return Some(Sign::Hidden);
    }
    let is_by_tag = matches!(node.tag, Tag::Nav | Tag::Aside | Tag::Footer | Tag::Button);
    if is_by_tag && !opens_panel(page, node) {
        return Some(Sign::Tag);
    }
    if matches!(node.tag, Tag::Body | Tag::Html | Tag::Heading(1)) {
        return None;
    }
    if node.sense.is_comments {
        return Some(Sign::Comments);
    }
    if trust == Trust::TagsOnly {
        return None;
    }
    if node.sense.is_chrome || node.tag == Tag::Form {
        return Some(Sign::Name);
    }
    if !node.sense.is_meta && !node.sense.is_weak_chrome {
        return None;
    }
    let pieces = &page.pieces[node.first_piece..node.end_piece];
    let num_chars = pieces.iter().map(|p| p.num_chars).sum::<usize>();
    let is_short = pieces.len() <= 6 && num_chars <= 250;
    let is_prose = node.end_piece > page.headline_piece
        && weight >= PROSE_WEIGHT
        && weight >= PROSE_SHARE * num_chars as f64;
    match (node.sense.is_meta, node.sense.is_weak_chrome) {
        (true, _) if is_short => Some(Sign::Meta),
        (_, true) if !is_prose => Some(Sign::WeakName),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::clean::clean_html;
    use crate::config::Config;

    const LEAD: &str = "The harbour office of Larnwick said on Monday that the bridge would open to lorries in June, a month before the date it had given.";
    const NEXT: &str = "“We tested every bearing twice,” said Ilse Brandmeier, who runs the office. “The bridge is ready for the next sixty years.”";

    fn check(page: &str, expected: &[&str]) {
        let config = Config::builtin().expect("the built-in config is valid");
        let document = clean_html(page, "", &config);
        let texts: Vec<&str> = document.blocks.iter().map(|b| b.text.as_str()).collect();
        assert_eq!(texts, expected, "{page}");
    }

    #[test]
    fn the_heading_on_a_button_that_opens_the_text_under_it_stays() {
        check(
            &format!(
                "<main><p>{LEAD}</p><p>{NEXT}</p><button>Share</button><button><h3>The costs</h3></button><p>They are 14 million.</p></main>"
            ),
            &[LEAD, NEXT, "The costs", "They are 14 million."],
        );
    }
}
