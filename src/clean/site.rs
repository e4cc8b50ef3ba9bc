//! Rules for known sites, held against the page.

use super::page::{Node, Page};
use crate::config::{Compound, Selector, SiteRule, SiteRules};

/// The rule for the site that a page is of, by its address or by a folder of its path.
pub(super) fn rule_for<'r>(
    rules: &'r SiteRules,
    url: Option<&str>,
    path: &str,
) -> Option<&'r SiteRule> {
    if rules.is_empty() {
        return None;
    }
    let host = url.and_then(|url| url.split_once("://")?.1.split(['/', '?', '#', ':']).next());
    let folders = path
        .rsplit('/')
        .skip(1)
        .filter(|folder| folder.contains('.'));
    host.into_iter()
        .chain(folders)
        .find_map(|host| rules.of_host(host))
}

/// The first element that a selector finds, the selectors in their order.
pub(super) fn first_match(page: &Page<'_>, selectors: &[Selector]) -> Option<usize> {
    selectors
        .iter()
        .find_map(|s| (0..page.nodes.len()).find(|index| matches(page, *index, s)))
}

/// Every element that a selector finds.
pub(super) fn all_matches(page: &Page<'_>, selectors: &[Selector]) -> Vec<usize> {
    (0..page.nodes.len())
        .filter(|index| selectors.iter().any(|s| matches(page, *index, s)))
        .collect()
}

/// Whether an element is what the last part says, inside elements that are what the others say.
fn matches(page: &Page<'_>, index: usize, selector: &Selector) -> bool {
    let mut parts = selector.parts.iter().rev();
    if !parts
        .next()
        .is_some_and(|part| is(&page.nodes[index], part))
    {
        return false;
    }
    let mut at = index;
    parts.all(|part| {
        while page.nodes[at].parent != at {
            at = page.nodes[at].parent;
            if is(&page.nodes[at], part) {
                return true;
            }
        }
        false
    })
}

fn is(node: &Node<'_>, part: &Compound) -> bool {
    let class = || {
        node.element
            .attr("class")
            .unwrap_or_default()
            .split_ascii_whitespace()
    };
    part.tag
        .as_deref()
        .is_none_or(|tag| tag == node.element.name())
        && part
            .classes
            .iter()
            .all(|wanted| class().any(|name| name == wanted))
        && part.attributes.iter().all(|(key, wanted)| {
            let found = node.element.attr(key);
            found.is_some() && (wanted.is_none() || found == wanted.as_deref())
        })
}
