//! What the page says of itself, with origin, in one visible order of precedence.

use std::mem;

use super::candidates::{fold_space, in_order, push, rank};
use super::dates::{DateSources, read_dates};
use super::document::{Evidence, Metadata};
use super::headline::headline_piece;
use super::jsonld::JsonLd;
use super::origins::{
    DESCRIPTION_ORIGINS, KEYWORD_ORIGINS, LANGUAGE_ORIGINS, PUBLISHER_ORIGINS, SITE_RULE,
    TITLE_ORIGINS,
};
use super::page::{Node, Page};
use super::site::first_value;
use super::tag::Tag;
use crate::config::SiteRule;

/// The longest title, in bytes.
pub(super) const MAX_TITLE_BYTES: usize = 600;

/// The headline as it stands on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Heading {
    /// Index of its piece.
    pub piece: usize,
    /// `content heading` or `bold line`.
    pub origin: &'static str,
}

/// What is known of a page from elsewhere than its elements' own metadata.
pub(super) struct Outside<'o> {
    /// Its JSON-LD.
    pub json_ld: &'o JsonLd,
    /// Days of publication in the data of its scripts.
    pub script_days: &'o [&'o str],
    /// The piece that is its headline, with what it is told by.
    pub heading: Option<Heading>,
    /// The rule of its site.
    pub rule: Option<&'o SiteRule>,
    /// Its canonical address.
    pub url: Option<String>,
}

/// The canonical address of a page, as `<link>` or `OpenGraph` gives it.
pub(super) fn page_url(page: &Page<'_>) -> Option<String> {
    let is = |node: &Node<'_>, key: &str, value: &str| {
        node.element
            .attr(key)
            .is_some_and(|v| v.trim().eq_ignore_ascii_case(value))
    };
    let links = page
        .nodes
        .iter()
        .filter(|n| n.tag == Tag::Link && is(n, "rel", "canonical"));
    let links = links.filter_map(|n| n.element.attr("href"));
    let metas = page
        .nodes
        .iter()
        .filter(|n| n.tag == Tag::Meta && is(n, "property", "og:url"));
    let metas = metas.filter_map(|n| n.element.attr("content"));
    links
        .chain(metas)
        .map(str::trim)
        .find(|url| url.contains("://"))
        .map(str::to_owned)
}

/// Reads the metadata of a page.
pub(super) fn read_metadata(page: &Page<'_>, outside: Outside<'_>) -> Metadata {
    let mut reader = Reader::default();
    if let Some(heading) = outside.heading
        && let Some(piece) = page.pieces.get(heading.piece)
    {
        reader.title(heading.origin, &piece.text);
    }
    for (index, node) in page.nodes.iter().enumerate() {
        reader.read_node(page, index, node);
    }
    reader.read_json_ld(outside.json_ld);
    if let Some(rule) = outside.rule {
        reader.read_rule(page, rule);
    }
    let titles = in_order(mem::take(&mut reader.titles));
    let dates = read_dates(
        page,
        &DateSources {
            json_ld: outside.json_ld,
            script_days: outside.script_days,
            headline: headline_piece(page, outside.heading, &titles),
            rule: outside.rule,
            url: outside.url.as_deref(),
        },
    );
    Metadata {
        titles,
        dates,
        url: outside.url,
        ..reader.finish()
    }
}

#[derive(Default)]
struct Reader {
    titles: Vec<(usize, Evidence)>,
    publishers: Vec<(usize, Evidence)>,
    keywords: Vec<(usize, Evidence)>,
    descriptions: Vec<(usize, String)>,
    languages: Vec<(usize, String)>,
    subhead: Option<String>,
}

impl Reader {
    fn read_node(&mut self, page: &Page<'_>, index: usize, node: &Node<'_>) {
        match node.tag {
            Tag::Meta => self.read_meta(node),
            Tag::Html => {
                let language = node.element.attr("lang").or_else(|| attr_xml_lang(node));
                self.languages.extend(language.map(|l| (0, l.to_owned())));
            }
            Tag::Title => self.title("title", &page.text_of(index, MAX_TITLE_BYTES)),
            Tag::Heading(1) if !node.is_hidden => {
                self.title("h1", &page.text_of(index, MAX_TITLE_BYTES));
            }
            Tag::Heading(2) if !node.is_hidden && !node.sense.is_chrome => {
                self.title("h2", &page.text_of(index, MAX_TITLE_BYTES));
            }
            _ => {}
        }
        if node.tag != Tag::Meta && has_itemprop(node, "headline") {
            self.title("itemprop headline", &item_value(page, index));
        }
    }

    fn read_meta(&mut self, node: &Node<'_>) {
        let Some(content) = node.element.attr("content") else {
            return;
        };
        if has_itemprop(node, "headline") {
            self.title("itemprop headline", content);
        }
        for name in meta_names(node) {
            let name = match name.as_str() {
                "title" => "title meta",
                name => name,
            };
            self.meta(name, content);
        }
    }

    fn meta(&mut self, name: &str, content: &str) {
        self.title(name, content);
        push(&mut self.publishers, PUBLISHER_ORIGINS, name, content);
        if rank(KEYWORD_ORIGINS, name).is_some() {
            for keyword in content.split([',', ';']) {
                push(&mut self.keywords, KEYWORD_ORIGINS, name, keyword);
            }
        }
        if let Some((rank, _)) = rank(DESCRIPTION_ORIGINS, name) {
            self.descriptions.push((rank, fold_space(content)));
        }
        if let Some((rank, _)) = rank(LANGUAGE_ORIGINS, name) {
            self.languages.push((rank + 1, content.trim().to_owned()));
        }
    }

    fn read_json_ld(&mut self, json_ld: &JsonLd) {
        for (name, value) in &json_ld.values {
            self.meta(name, value);
        }
        self.descriptions.extend(
            json_ld
                .description
                .iter()
                .map(|d| (DESCRIPTION_ORIGINS.len(), d.clone())),
        );
    }

    fn read_rule(&mut self, page: &Page<'_>, rule: &SiteRule) {
        let text = |selectors| first_value(page, selectors, MAX_TITLE_BYTES).unwrap_or_default();
        self.title(SITE_RULE, &text(&rule.headline));
        self.subhead = first_value(page, &rule.subhead, MAX_TITLE_BYTES);
        let issuer = rule.issuer_name.clone();
        let issuer = issuer.unwrap_or_else(|| text(&rule.issuer));
        push(&mut self.publishers, PUBLISHER_ORIGINS, SITE_RULE, &issuer);
    }

    fn title(&mut self, origin: &str, value: &str) {
        if value.len() <= 2 * MAX_TITLE_BYTES {
            push(&mut self.titles, TITLE_ORIGINS, origin, value);
        }
    }

    /// All but the titles, the dates and the address.
    fn finish(mut self) -> Metadata {
        self.descriptions.retain(|(_, d)| !d.is_empty());
        Metadata {
            description: self
                .descriptions
                .into_iter()
                .min_by_key(|(rank, _)| *rank)
                .map(|(_, d)| d),
            subhead: self.subhead.map(|s| fold_space(&s)),
            publishers: in_order(self.publishers),
            keywords: in_order(self.keywords),
            language: self
                .languages
                .into_iter()
                .filter(|(_, l)| !l.is_empty())
                .min_by_key(|(rank, _)| *rank)
                .map(|(_, l)| l),
            ..Metadata::default()
        }
    }
}

/// What a `<meta>` element names, in lower case.
pub(super) fn meta_names(node: &Node<'_>) -> impl Iterator<Item = String> {
    ["property", "name", "http-equiv"]
        .iter()
        .filter_map(|key| node.element.attr(key))
        .map(|name| name.trim().to_ascii_lowercase())
}

/// Whether an element is marked as a property of an item.
pub(super) fn has_itemprop(node: &Node<'_>, property: &str) -> bool {
    let properties = node.element.attr("itemprop").unwrap_or_default();
    properties.split_ascii_whitespace().any(|p| p == property)
}

/// The value of an element marked as a property of an item.
pub(super) fn item_value(page: &Page<'_>, index: usize) -> String {
    let element = page.nodes[index].element;
    let value = ["content", "datetime"].iter().find_map(|a| element.attr(a));
    value.map_or_else(|| page.text_of(index, MAX_TITLE_BYTES), str::to_owned)
}

fn attr_xml_lang<'h>(node: &Node<'h>) -> Option<&'h str> {
    node.element
        .attrs()
        .find(|(name, _)| *name == "lang" || *name == "xml:lang")
        .map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use crate::clean::{Metadata, clean_html};
    use crate::config::Config;

    fn metadata(page: &str) -> Metadata {
        let config = Config::builtin().expect("the built-in config is valid");
        clean_html(page, "", &config).metadata
    }

    #[test]
    fn what_the_page_says_of_itself() {
        let found = metadata(
            "<html lang=en-GB><head><title>Bridge | Larnwick</title><meta property=og:site_name content='Larnwick  Harbour'>
            <meta name=keywords content='bridges, lorries;harbour'><meta name=description content='It opens.'>
            <link rel=canonical href=https://larnwick.example/1></head></html>",
        );
        assert_eq!(found.language.as_deref(), Some("en-GB"));
        assert_eq!(found.url.as_deref(), Some("https://larnwick.example/1"));
        assert_eq!(found.description.as_deref(), Some("It opens."));
        assert_eq!(found.publishers[0].value, "Larnwick Harbour");
        let keywords: Vec<&str> = found.keywords.iter().map(|k| k.value.as_str()).collect();
        assert_eq!(keywords, ["bridges", "lorries", "harbour"]);
        assert_eq!(found.titles[0].origin, "title");
    }
}
