//! JSON-LD: the few properties of the article that cleaning uses.

use serde_json::Value;

use super::prune::pruned_text;
use super::signs::unsigned;

/// Types whose properties are read: articles of all kinds.
const ARTICLE_TYPES: &[&str] = &[
    "article",
    "newsarticle",
    "blogposting",
    "report",
    "pressrelease",
    "reportagenewsarticle",
    "scholarlyarticle",
    "techarticle",
    "socialmediaposting",
    "webpage",
    "liveblogposting",
    "analysisnewsarticle",
    "opinionnewsarticle",
    "governmentservice",
    "advertisercontentarticle",
];

/// The longest script that is read, in bytes; no article comes near it.
const MAX_BYTES: usize = 4 * 1024 * 1024;
/// Objects read of one page.
const MAX_OBJECTS: usize = 512;

/// What the scripts say of the article.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct JsonLd {
    /// Values by origin: `json-ld headline`, `json-ld datePublished`, …
    pub values: Vec<(&'static str, String)>,
    /// The description.
    pub description: Option<String>,
    /// The text of the article.
    pub article_body: Option<String>,
}

impl JsonLd {
    /// Reads the scripts; one that is no JSON is passed over.
    pub fn of(scripts: &[&str]) -> Self {
        let mut found = Self::default();
        let mut num_left = MAX_OBJECTS;
        for script in scripts.iter().filter(|s| s.len() <= MAX_BYTES) {
            let script = script
                .trim()
                .trim_start_matches("<!--")
                .trim_end_matches("-->");
            let script = script
                .trim()
                .trim_start_matches("//<![CDATA[")
                .trim_end_matches("//]]>")
                .trim_end_matches(';');
            if let Some(value) = parse(script) {
                found.read(&value, &mut num_left);
            }
        }
        found
    }

    /// Depth-first over lists, `@graph` and `mainEntity`; `serde_json` has bounded the depth.
    fn read(&mut self, value: &Value, num_left: &mut usize) {
        let mut pending = vec![value];
        while let Some(value) = pending.pop() {
            match value {
                Value::Array(items) => pending.extend(items.iter().rev()),
                Value::Object(object) => {
                    if *num_left == 0 {
                        return;
                    }
                    *num_left -= 1;
                    pending.extend(
                        object
                            .get("@graph")
                            .into_iter()
                            .chain(object.get("mainEntity")),
                    );
                    if is_article(value) {
                        self.read_article(value);
                    }
                }
                _ => {}
            }
        }
    }

    fn read_article(&mut self, article: &Value) {
        const PROPERTIES: &[(&str, &str)] = &[
            ("headline", "json-ld headline"),
            ("datePublished", "json-ld datePublished"),
            ("dateCreated", "json-ld dateCreated"),
            ("dateModified", "json-ld dateModified"),
            ("publisher", "json-ld publisher"),
            ("keywords", "json-ld keywords"),
            ("articleSection", "json-ld articleSection"),
        ];
        for (property, origin) in PROPERTIES {
            for text in texts(&article[*property]) {
                self.values.push((origin, decode(text)));
            }
        }
        if let Some(text) = article["description"].as_str() {
            self.description.get_or_insert_with(|| decode(text));
        }
        if let Some(text) = article["articleBody"].as_str()
            && self
                .article_body
                .as_ref()
                .is_none_or(|known| known.len() < text.len())
        {
            self.article_body = Some(decode(text));
        }
    }
}

/// Raw line breaks inside strings are common and not JSON; they are blanks to us.
fn parse(script: &str) -> Option<Value> {
    serde_json::from_str(script).ok().or_else(|| {
        let mended: String = script
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        serde_json::from_str(&mended).ok()
    })
}

fn is_article(value: &Value) -> bool {
    texts(&value["@type"]).iter().any(|name| {
        let name = name.rsplit('/').next().unwrap_or(name);
        ARTICLE_TYPES
            .iter()
            .any(|known| known.eq_ignore_ascii_case(name))
    })
}

/// The strings of a value: itself, its items, or the `name` of an object.
fn texts(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(items) => items
            .iter()
            .filter_map(|item| item.as_str().or_else(|| item["name"].as_str()))
            .collect(),
        Value::Object(object) => object
            .get("name")
            .and_then(Value::as_str)
            .into_iter()
            .collect(),
        _ => Vec::new(),
    }
}

/// Character references, which JSON-LD should not hold but often does.
fn decode(text: &str) -> String {
    if !text.contains('&') && !text.contains('<') {
        return text.to_owned();
    }
    let fragment = scraper::Html::parse_fragment(&pruned_text(text));
    let text = fragment.root_element().text().flat_map(str::chars);
    text.filter_map(unsigned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(script: &str) -> Vec<(&'static str, String)> {
        JsonLd::of(&[script]).values
    }

    #[test]
    fn articles_are_found_in_lists_and_graphs() {
        let expected = [("json-ld headline", "Bridge opens".to_owned())];
        assert_eq!(
            values(r#"[{"@type": "NewsArticle", "headline": "Bridge opens"}]"#),
            expected
        );
        assert_eq!(
            values(
                r#"{"@graph": [{"@type": "Person", "name": "x"}, {"@type": ["Report"], "headline": "Bridge opens"}]}"#
            ),
            expected
        );
        assert_eq!(
            values(r#"{"@type": "http://schema.org/Article", "headline": "Bridge opens"}"#),
            expected
        );
    }

    #[test]
    fn names_of_publishers_and_lists_of_keywords_are_read() {
        let found = values(
            r#"{"@type": "Article", "publisher": {"name": "Larnwick"}, "keywords": ["quay", "ferry"]}"#,
        );
        let texts: Vec<&str> = found.iter().map(|(_, value)| value.as_str()).collect();
        assert_eq!(texts, ["Larnwick", "quay", "ferry"]);
    }

    #[test]
    fn raw_line_breaks_and_references_are_mended() {
        let found = values("{\"@type\": \"Article\", \"headline\": \"Quay &amp; ferry\nopen\"}");
        assert_eq!(found[0].1, "Quay & ferry open");
    }

    #[test]
    fn what_is_no_json_says_nothing() {
        assert_eq!(JsonLd::of(&["{", "", "[[[[", "null"]), JsonLd::default());
        assert_eq!(
            JsonLd::of(&["[".repeat(100_000).as_str()]),
            JsonLd::default()
        );
    }
}
