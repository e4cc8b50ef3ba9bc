//! Rules for known sites, held against the page.

use super::page::{Node, Page};
use crate::config::{Compound, Selector, SiteRule, SiteRules};

/// Where a page comes from, as far as it says so itself or the folders it lies in do.
pub(super) fn hosts<'p>(
    url: Option<&'p str>,
    path: &'p str,
) -> impl Iterator<Item = (&'p str, &'static str)> {
    let of_url = url.and_then(host_of).map(|host| (host, "page address"));
    let folders = path.rsplit('/').skip(1).filter(|f| is_host(f));
    of_url
        .into_iter()
        .chain(folders.map(|folder| (folder, "folder")))
}

/// The rule for the site that a page is of, by its address or by a folder of its path.
pub(super) fn rule_for<'r>(
    rules: &'r SiteRules,
    url: Option<&str>,
    path: &str,
) -> Option<&'r SiteRule> {
    if rules.is_empty() {
        return None;
    }
    hosts(url, path).find_map(|(host, _)| rules.of_host(host))
}

/// The host of an address, without user and port.
pub(super) fn host_of(url: &str) -> Option<&str> {
    let authority = url.split_once("://")?.1.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?;
    Some(host).filter(|host| is_host(host))
}

/// Whether a name reads like that of a host: `www.larnwick.example`, not `v1.2` or `notes (old).d`.
fn is_host(name: &str) -> bool {
    const MAX_BYTES: usize = 253;
    let is_label = |label: &str| {
        !label.is_empty()
            && label
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let top = name.rsplit('.').next().unwrap_or_default();
    name.len() <= MAX_BYTES
        && name.contains('.')
        && name.split('.').all(is_label)
        && top.len() > 1
        && top.bytes().any(|b| b.is_ascii_alphabetic())
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

/// What a rule that names one element finds: its value for machines, or else its text.
pub(super) fn first_value(
    page: &Page<'_>,
    selectors: &[Selector],
    max_bytes: usize,
) -> Option<String> {
    let node = first_match(page, selectors)?;
    let value = ["content", "datetime"]
        .iter()
        .find_map(|key| page.nodes[node].element.attr(key))
        .filter(|value| !value.trim().is_empty() && value.len() <= max_bytes);
    let value = value.map_or_else(|| page.text_of(node, max_bytes), str::to_owned);
    Some(value).filter(|value| !value.is_empty())
}

/// Whether an element is what the last part says, inside elements that are what the others say.
///
/// The nearest element that fits is taken for each part but those that must be parents, so the
/// cost is that of one way up the tree.
fn matches(page: &Page<'_>, index: usize, selector: &Selector) -> bool {
    let mut chains = selector.parts.chunk_by(|_, next| next.is_child).rev();
    let own = chains.next();
    let Some(mut at) = own.and_then(|chain| top_of(page, index, chain)) else {
        return false;
    };
    chains.all(|chain| {
        loop {
            let parent = page.nodes[at].parent;
            if parent == at {
                return false;
            }
            at = parent;
            if let Some(top) = top_of(page, at, chain) {
                at = top;
                return true;
            }
        }
    })
}

/// The uppermost element of a chain of children that ends at `index`.
fn top_of(page: &Page<'_>, index: usize, chain: &[Compound]) -> Option<usize> {
    let (last, above) = chain.split_last()?;
    let mut at = Some(index).filter(|at| is(page, *at, last))?;
    for part in above.iter().rev() {
        let parent = page.nodes[at].parent;
        at = Some(parent).filter(|p| *p != at && is(page, *p, part))?;
    }
    Some(at)
}

fn is(page: &Page<'_>, index: usize, part: &Compound) -> bool {
    let node = &page.nodes[index];
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
        && part
            .nth_of_type
            .is_none_or(|nth| nth == place_of_type(page, index))
}

/// The place of an element among those of its tag below the same parent, counted from 1.
pub(super) fn place_of_type(page: &Page<'_>, index: usize) -> usize {
    let Node {
        element, parent, ..
    } = page.nodes[index];
    let mut place = 1;
    let mut sibling = parent + 1;
    while sibling < index {
        let other = &page.nodes[sibling];
        place += usize::from(other.element.name() == element.name());
        sibling = other.end;
    }
    place
}

#[cfg(test)]
mod tests {
    use scraper::Html;

    use super::*;

    #[test]
    fn hosts_of_addresses_and_folders() {
        let check = |url: Option<&str>, path: &str, expected: &[&str]| {
            let found: Vec<&str> = hosts(url, path).map(|(host, _)| host).collect();
            assert_eq!(found, expected, "{url:?} {path}");
        };
        let url = Some("https://me@press.larnwick.example:8080/a?b=1");
        check(url, "in/a.html", &["press.larnwick.example"]);
        let path = "archive/www.larnwick.example/v1.2/2021.08/a.example.html";
        check(None, path, &["www.larnwick.example"]);
        check(Some("/relative"), "notes (old).d/a.html", &[]);
    }

    fn found(html: &str, selector: &str) -> Vec<String> {
        let html = Html::parse_document(html);
        let page = Page::of(&html);
        let selector = selector.parse().expect("valid");
        all_matches(&page, &[selector])
            .into_iter()
            .map(|node| page.text_of(node, 100))
            .collect()
    }

    #[test]
    fn selectors_find_by_descent_child_and_place() {
        let html = "<main><p>a<div><p>b<section><p>c</section></div><p>d</main><p>e";
        assert_eq!(found(html, "main p"), ["a", "b", "c", "d"]);
        assert_eq!(found(html, "main > p"), ["a", "d"]);
        assert_eq!(found(html, "main > div p"), ["b", "c"]);
        assert_eq!(found(html, "main > p:nth-of-type(2)"), ["d"]);
        assert_eq!(found(html, "body > main > div > section > p"), ["c"]);
        assert_eq!(found(html, "body > div p"), [""; 0]);
    }

    #[test]
    fn a_value_for_machines_comes_before_the_text() {
        let html = Html::parse_document("<time datetime=2018-04-05>Thursday</time><time> </time>");
        let page = Page::of(&html);
        let value = |selector: &str| {
            let selectors = [selector.parse().expect("valid")];
            first_value(&page, &selectors, 100)
        };
        assert_eq!(value("time").as_deref(), Some("2018-04-05"));
        assert_eq!(value("time:nth-of-type(2)"), None);
    }
}
