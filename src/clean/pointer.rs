//! A selector that finds an element again, for the rule of a site.

use super::page::Page;
use super::site::{first_match, place_of_type};
use crate::config::Selector;

/// Ancestors that are tried as the first part of a selector.
const MAX_ANCESTORS: usize = 16;

/// A selector whose first match is the element: the shortest that says most on other pages of the
/// site too, by names before numbers and places.
pub(super) fn pointer(page: &Page<'_>, index: usize) -> Option<String> {
    let own = compounds(page, index);
    let finds = |selector: &String| {
        let parsed: Result<Selector, _> = selector.parse();
        parsed.is_ok_and(|parsed| first_match(page, &[parsed]) == Some(index))
    };
    if let Some(found) = own.iter().find(|s| finds(s)) {
        return Some(found.clone());
    }
    let ancestors = ancestors(page, index);
    let below = |ancestor: &usize| {
        let outer = compounds(page, *ancestor);
        let pairs = outer
            .iter()
            .flat_map(|outer| own.iter().map(move |own| format!("{outer} {own}")));
        pairs.collect::<Vec<String>>()
    };
    let near = ancestors.iter().take(MAX_ANCESTORS);
    if let Some(found) = near.flat_map(below).find(|s| finds(s)) {
        return Some(found);
    }
    let mut path = placed(page, index);
    for ancestor in ancestors {
        let mut rooted = compounds(page, ancestor)
            .into_iter()
            .map(|outer| format!("{outer} > {path}"));
        if let Some(found) = rooted.find(|s| finds(s)) {
            return Some(found);
        }
        path = format!("{} > {path}", placed(page, ancestor));
    }
    Some(path).filter(finds)
}

/// The elements around one, the nearest first.
fn ancestors(page: &Page<'_>, index: usize) -> Vec<usize> {
    let above = |at: &usize| Some(page.nodes[*at].parent).filter(|parent| parent != at);
    std::iter::successors(above(&index), above).collect()
}

/// What one element can be called, what says most on other pages first.
fn compounds(page: &Page<'_>, index: usize) -> Vec<String> {
    let element = page.nodes[index].element;
    let tag = element.name();
    let mut found = Vec::new();
    for key in ["property", "name", "itemprop"] {
        let value = element.attr(key).filter(|value| is_plain_value(value));
        found.extend(value.map(|value| format!("{tag}[{key}=\"{value}\"]")));
    }
    let classes = element.attr("class").unwrap_or_default();
    let classes: Vec<&str> = classes
        .split_ascii_whitespace()
        .filter(|name| is_name(name))
        .collect();
    let id = element.attr("id").filter(|id| is_name(id));
    let (numbered, named): (Vec<&str>, Vec<&str>) = classes.iter().partition(|c| has_digit(c));
    found.extend(named.iter().map(|class| format!("{tag}.{class}")));
    found.extend(
        id.filter(|id| !has_digit(id))
            .map(|id| format!("{tag}#{id}")),
    );
    if classes.len() > 1 {
        found.push(format!("{tag}.{}", classes.join(".")));
    }
    let role = element.attr("role").filter(|role| is_name(role));
    found.extend(role.map(|role| format!("{tag}[role={role}]")));
    found.push(tag.to_owned());
    found.extend(numbered.iter().map(|class| format!("{tag}.{class}")));
    found.extend(
        id.filter(|id| has_digit(id))
            .map(|id| format!("{tag}#{id}")),
    );
    found
}

/// The element by its place among its siblings.
fn placed(page: &Page<'_>, index: usize) -> String {
    let place = place_of_type(page, index);
    format!("{}:nth-of-type({place})", page.nodes[index].element.name())
}

fn has_digit(name: &str) -> bool {
    name.bytes().any(|b| b.is_ascii_digit())
}

fn is_name(name: &str) -> bool {
    const MAX_BYTES: usize = 48;
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    !name.is_empty() && name.len() <= MAX_BYTES && name.chars().all(is_plain)
}

fn is_plain_value(value: &str) -> bool {
    const MAX_BYTES: usize = 60;
    let is_odd = |c: char| c.is_control() || matches!(c, '"' | '\'' | '[' | ']' | '\\');
    !value.is_empty() && value.len() <= MAX_BYTES && !value.contains(is_odd)
}

#[cfg(test)]
mod tests {
    use scraper::Html;

    use super::*;

    fn check(html: &str, text: &str, expected: &str) {
        let html = Html::parse_document(html);
        let page = Page::of(&html);
        let index = (0..page.nodes.len())
            .rfind(|index| page.text_of(*index, 100) == text)
            .expect("the element is there");
        assert_eq!(pointer(&page, index).as_deref(), Some(expected));
    }

    #[test]
    fn names_come_before_numbers_and_places() {
        check("<div class='p12 text' id=t7>a</div>", "a", "div.text");
        check("<div id=post-12>a</div>", "a", "div");
        check("<div>a</div><div id=post-12>b</div>", "b", "div#post-12");
        check("<p>a<p itemprop=text>b", "b", "p[itemprop=\"text\"]");
    }

    #[test]
    fn what_has_no_name_is_found_by_what_is_around_it() {
        check("<p>a<main><p>b</main>", "b", "main p");
        check("<p>a<main><p>b<p>c</main>", "c", "main > p:nth-of-type(2)");
        let table = "<table><tr><td>a<td>b</table><table><tr><td>c<td><div>d</div></table>";
        check(table, "d", "div");
        check(
            &format!("{table}<table><tr><td>e<td>f</table>"),
            "f",
            "body > table:nth-of-type(3) > tbody:nth-of-type(1) > tr:nth-of-type(1) > td:nth-of-type(2)",
        );
    }

    #[test]
    fn names_that_no_selector_can_write_are_left_out() {
        check("<p>a<p class='md:w-1/2 x'>b", "b", "p.x");
        check("<p>a<p class='md:w-1/2'>b", "b", "body > p:nth-of-type(2)");
    }
}
