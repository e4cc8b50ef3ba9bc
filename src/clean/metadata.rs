//! What the page says of itself, with origin, in one visible order of precedence.

use super::document::{DateKind, Evidence, Metadata, MetadataDate};
use super::jsonld::JsonLd;
use super::page::{Node, Page};
use super::tag::Tag;

/// Where a headline may stand, the most trusted first. `None` names what is not a `<meta>`.
const TITLE_ORIGINS: &[&str] = &[
    "content heading",
    "json-ld headline",
    "h1",
    "itemprop headline",
    "og:title",
    "twitter:title",
    "citation_title",
    "dc.title",
    "dcterms.title",
    "parsely-title",
    "sailthru.title",
    "title meta",
    "h2",
    "title",
];

/// Where a date may stand, the most trusted first, with the kind of date it is.
const DATE_ORIGINS: &[(&str, DateKind)] = &[
    ("json-ld datePublished", DateKind::Published),
    ("article:published_time", DateKind::Published),
    ("og:published_time", DateKind::Published),
    ("og:article:published_time", DateKind::Published),
    ("itemprop datePublished", DateKind::Published),
    ("dcterms.issued", DateKind::Published),
    ("dc.date.issued", DateKind::Published),
    ("dc.date.created", DateKind::Published),
    ("dcterms.created", DateKind::Published),
    ("dcterms.date", DateKind::Published),
    ("dc.date", DateKind::Published),
    ("citation_publication_date", DateKind::Published),
    ("citation_date", DateKind::Published),
    ("citation_online_date", DateKind::Published),
    ("parsely-pub-date", DateKind::Published),
    ("sailthru.date", DateKind::Published),
    ("publishdate", DateKind::Published),
    ("publish-date", DateKind::Published),
    ("publish_date", DateKind::Published),
    ("publication_date", DateKind::Published),
    ("publicationdate", DateKind::Published),
    ("pubdate", DateKind::Published),
    ("published", DateKind::Published),
    ("article.published", DateKind::Published),
    ("article.created", DateKind::Published),
    ("datepublished", DateKind::Published),
    ("datecreated", DateKind::Published),
    ("created", DateKind::Published),
    ("rnews:datepublished", DateKind::Published),
    ("cxenseparse:recs:publishtime", DateKind::Published),
    ("displaydate", DateKind::Published),
    ("originalpublicationdate", DateKind::Published),
    ("json-ld dateCreated", DateKind::Published),
    ("itemprop dateCreated", DateKind::Published),
    ("time pubdate", DateKind::Published),
    ("date", DateKind::Unknown),
    ("time", DateKind::Unknown),
    ("dated element", DateKind::Unknown),
    ("visible", DateKind::Unknown),
    ("url", DateKind::Unknown),
    ("json-ld dateModified", DateKind::Modified),
    ("article:modified_time", DateKind::Modified),
    ("og:updated_time", DateKind::Modified),
    ("itemprop dateModified", DateKind::Modified),
    ("dcterms.modified", DateKind::Modified),
    ("dc.date.modified", DateKind::Modified),
    ("last-modified", DateKind::Modified),
    ("lastmod", DateKind::Modified),
    ("modified", DateKind::Modified),
];

const PUBLISHER_ORIGINS: &[&str] = &[
    "json-ld publisher",
    "og:site_name",
    "article:publisher",
    "dc.publisher",
    "dcterms.publisher",
    "citation_publisher",
    "publisher",
    "application-name",
    "apple-mobile-web-app-title",
    "copyright",
];

const KEYWORD_ORIGINS: &[&str] = &[
    "json-ld keywords",
    "json-ld articleSection",
    "article:section",
    "article:tag",
    "keywords",
    "news_keywords",
    "parsely-section",
    "parsely-tags",
    "sailthru.tags",
    "dc.subject",
    "dcterms.subject",
    "subject",
];

const DESCRIPTION_ORIGINS: &[&str] = &[
    "og:description",
    "description",
    "dc.description",
    "dcterms.description",
    "dcterms.abstract",
    "twitter:description",
];

const LANGUAGE_ORIGINS: &[&str] = &[
    "dc.language",
    "dcterms.language",
    "content-language",
    "language",
    "og:locale",
];

/// The longest date text, in bytes.
const MAX_DATE_BYTES: usize = 80;
/// The longest title, in bytes.
const MAX_TITLE_BYTES: usize = 600;
/// Dates kept of one origin.
const MAX_DATES: usize = 8;

/// Reads the metadata of a page.
pub(super) fn read_metadata(page: &Page<'_>, json_ld: &JsonLd) -> Metadata {
    let mut reader = Reader::default();
    for (index, node) in page.nodes.iter().enumerate() {
        reader.read_node(page, index, node);
    }
    reader.read_json_ld(json_ld);
    reader.finish()
}

#[derive(Default)]
struct Reader {
    titles: Vec<(usize, Evidence)>,
    dates: Vec<(usize, MetadataDate)>,
    publishers: Vec<(usize, Evidence)>,
    keywords: Vec<(usize, Evidence)>,
    descriptions: Vec<(usize, String)>,
    languages: Vec<(usize, String)>,
    url: Option<String>,
    og_url: Option<String>,
}

impl Reader {
    fn read_node(&mut self, page: &Page<'_>, index: usize, node: &Node<'_>) {
        match node.tag {
            Tag::Meta => self.read_meta(node),
            Tag::Link => self.read_link(node),
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
            Tag::Time => {
                let origin = if node.element.attr("pubdate").is_some() {
                    "time pubdate"
                } else {
                    "time"
                };
                match node.element.attr("datetime") {
                    Some(value) if !value.trim().is_empty() => self.date(origin, value),
                    _ => self.date(origin, &page.text_of(index, MAX_DATE_BYTES)),
                }
            }
            _ => {}
        }
        if let Some(property) = node.element.attr("itemprop") {
            self.read_itemprop(page, index, node, property);
        } else if node.sense.is_meta || node.sense.is_date {
            let text = page.text_of(index, MAX_DATE_BYTES);
            if node.sense.is_date && text.bytes().any(|b| b.is_ascii_digit()) {
                self.date("dated element", &text);
            }
        }
    }

    fn read_meta(&mut self, node: &Node<'_>) {
        let Some(content) = node.element.attr("content") else {
            return;
        };
        for key in ["property", "name", "itemprop", "http-equiv"] {
            let Some(name) = node.element.attr(key) else {
                continue;
            };
            let name = name.trim().to_ascii_lowercase();
            let name = match name.as_str() {
                "title" => "title meta",
                name => name,
            };
            self.meta(name, content);
        }
    }

    fn meta(&mut self, name: &str, content: &str) {
        self.title(name, content);
        self.date(name, content);
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
        if name == "og:url" {
            self.og_url.get_or_insert_with(|| content.trim().to_owned());
        }
    }

    fn read_link(&mut self, node: &Node<'_>) {
        let is_canonical = node
            .element
            .attr("rel")
            .is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"));
        if let (true, Some(href)) = (is_canonical, node.element.attr("href")) {
            self.url.get_or_insert_with(|| href.trim().to_owned());
        }
    }

    fn read_itemprop(&mut self, page: &Page<'_>, index: usize, node: &Node<'_>, property: &str) {
        if node.tag == Tag::Meta {
            return;
        }
        for property in property.split_ascii_whitespace() {
            let origin = match property {
                "headline" => "itemprop headline",
                "datePublished" => "itemprop datePublished",
                "dateCreated" => "itemprop dateCreated",
                "dateModified" => "itemprop dateModified",
                _ => continue,
            };
            let value = ["content", "datetime"]
                .iter()
                .find_map(|a| node.element.attr(a));
            let value = value.map_or_else(|| page.text_of(index, MAX_TITLE_BYTES), str::to_owned);
            self.title(origin, &value);
            self.date(origin, &value);
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

    fn title(&mut self, origin: &str, value: &str) {
        if value.len() <= 2 * MAX_TITLE_BYTES {
            push(&mut self.titles, TITLE_ORIGINS, origin, value);
        }
    }

    fn date(&mut self, origin: &str, value: &str) {
        // The itemprop of a `<meta>` comes by its bare name.
        let origin = match origin {
            "datemodified" => "itemprop datemodified",
            name => name,
        };
        let found = DATE_ORIGINS
            .iter()
            .enumerate()
            .find(|(_, (name, _))| name.eq_ignore_ascii_case(origin));
        let Some((rank, (origin, kind))) = found else {
            return;
        };
        let value = fold_space(value);
        let num_same = self
            .dates
            .iter()
            .filter(|(r, _)| *r == rank)
            .take(MAX_DATES)
            .count();
        if value.is_empty() || value.len() > MAX_DATE_BYTES || num_same == MAX_DATES {
            return;
        }
        self.dates.push((
            rank,
            MetadataDate {
                value,
                origin,
                kind: *kind,
            },
        ));
    }

    fn finish(mut self) -> Metadata {
        let url = self.url.filter(|u| u.contains("://")).or(self.og_url);
        if let Some(date) = url.as_deref().and_then(date_of_url) {
            let rank = DATE_ORIGINS
                .iter()
                .position(|(name, _)| *name == "url")
                .unwrap_or(0);
            self.dates.push((
                rank,
                MetadataDate {
                    value: date,
                    origin: "url",
                    kind: DateKind::Unknown,
                },
            ));
        }
        self.dates.sort_by_key(|(rank, _)| *rank);
        self.descriptions.retain(|(_, d)| !d.is_empty());
        Metadata {
            titles: in_order(self.titles),
            dates: self.dates.into_iter().map(|(_, date)| date).collect(),
            description: self
                .descriptions
                .into_iter()
                .min_by_key(|(rank, _)| *rank)
                .map(|(_, d)| d),
            publishers: in_order(self.publishers),
            keywords: in_order(self.keywords),
            language: self
                .languages
                .into_iter()
                .filter(|(_, l)| !l.is_empty())
                .min_by_key(|(rank, _)| *rank)
                .map(|(_, l)| l),
            url,
        }
    }
}

fn attr_xml_lang<'h>(node: &Node<'h>) -> Option<&'h str> {
    node.element
        .attrs()
        .find(|(name, _)| *name == "lang" || *name == "xml:lang")
        .map(|(_, value)| value)
}

fn rank(origins: &'static [&'static str], name: &str) -> Option<(usize, &'static str)> {
    let rank = origins
        .iter()
        .position(|origin| origin.eq_ignore_ascii_case(name))?;
    Some((rank, origins[rank]))
}

fn push(
    found: &mut Vec<(usize, Evidence)>,
    origins: &'static [&'static str],
    name: &str,
    value: &str,
) {
    const MAX_VALUES: usize = 64;
    let Some((rank, origin)) = rank(origins, name) else {
        return;
    };
    let value = fold_space(value);
    if !value.is_empty() && found.len() < MAX_VALUES {
        found.push((rank, Evidence { value, origin }));
    }
}

fn in_order(mut found: Vec<(usize, Evidence)>) -> Vec<Evidence> {
    found.sort_by_key(|(rank, _)| *rank);
    let mut values: Vec<Evidence> = Vec::with_capacity(found.len());
    for (_, evidence) in found {
        if !values.contains(&evidence) {
            values.push(evidence);
        }
    }
    values
}

fn fold_space(value: &str) -> String {
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The date segment of an address: `2018/04/05`, `2018-04-05`, `20180405`, or a year and month.
fn date_of_url(url: &str) -> Option<String> {
    let path = url.split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split(['/', '-', '_', '.']).collect();
    let is_number = |s: &str, len: usize| s.len() == len && s.bytes().all(|b| b.is_ascii_digit());
    let is_year = |s: &str| is_number(s, 4) && (s.starts_with("19") || s.starts_with("20"));
    parts.iter().enumerate().find_map(|(at, part)| {
        let month = parts
            .get(at + 1)
            .filter(|m| (is_number(m, 2) || is_number(m, 1)) && matches!(m.parse(), Ok(1..=12)));
        let day = parts
            .get(at + 2)
            .filter(|d| (is_number(d, 2) || is_number(d, 1)) && matches!(d.parse(), Ok(1..=31)));
        if is_number(part, 8) && is_year(&part[..4]) {
            return Some((*part).to_owned());
        }
        match (is_year(part), month, day) {
            (true, Some(month), Some(day)) => Some(format!("{part}-{month:0>2}-{day:0>2}")),
            (true, Some(month), None) if month.len() == 2 => Some(format!("{part}-{month}")),
            _ => None,
        }
    })
}
