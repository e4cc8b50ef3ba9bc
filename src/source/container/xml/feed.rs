//! Items of RSS and entries of Atom.

use super::Around;
use super::element::Element;
use crate::source::container::record::Record;
use crate::source::document::Format;

/// An item of RSS 0.9x, 1.0 or 2.0, with Dublin Core and `content:encoded`.
pub(super) fn of_item(item: &Element, around: &Around) -> Record {
    let mut record = Record {
        id: Some(item.text_at("guid")).filter(|id| !id.trim().is_empty()),
        ..Record::default()
    };
    if record.id.is_none() {
        record.id = item.attr("about").map(str::to_owned);
    }
    record.claim("rss title", &item.text_at("title"));
    record.claim("rss pubDate", &item.text_at("pubDate"));
    // The `date` of Dublin Core.
    record.claim("rss dc:date", &item.text_at("date"));
    record.claim("rss link", &item.text_at("link"));
    for name in ["category", "subject"] {
        for category in item.all(name) {
            record.claim("rss category", &category.text());
        }
    }
    record.claim("rss publisher", &item.text_at("publisher"));
    record.claim("rss channel title", around.text("title"));
    record.claim("rss language", &item.text_at("language"));
    record.claim("rss language", around.text("language"));
    let full = item.text_at("encoded");
    let description = item.text_at("description");
    if full.trim().is_empty() {
        record.body = description;
    } else {
        record.body = full;
        record.format = Some(Format::Html);
        record.claim("rss description", &plain(&description));
    }
    record
}

/// An entry of Atom.
pub(super) fn of_entry(entry: &Element, around: &Around) -> Record {
    let mut record = Record {
        id: Some(entry.text_at("id")).filter(|id| !id.trim().is_empty()),
        ..Record::default()
    };
    record.claim("atom title", &plain(&entry.text_at("title")));
    record.claim("atom published", &entry.text_at("published"));
    record.claim("atom published", &entry.text_at("issued"));
    record.claim("atom updated", &entry.text_at("updated"));
    let link = entry
        .all("link")
        .find(|link| link.attr("rel").is_none_or(|rel| rel == "alternate"));
    let link = link.and_then(|link| link.attr("href"));
    record.claim("atom link", link.unwrap_or_default());
    for category in entry.all("category") {
        let name = category.attr("label").or_else(|| category.attr("term"));
        record.claim("atom category", name.unwrap_or_default());
    }
    let source = entry.text_at("source/title");
    let feed = if source.trim().is_empty() {
        around.text("title")
    } else {
        &source
    };
    record.claim("atom feed title", feed);
    let content = entry
        .at("content")
        .filter(|content| content.attr("src").is_none());
    let language = content.and_then(Element::language);
    let language = language
        .or_else(|| entry.language())
        .or_else(|| around.language.clone());
    record.claim("atom language", language.as_deref().unwrap_or_default());
    let summary = entry.at("summary");
    let (body, format) = content.map(body_of).unwrap_or_default();
    if body.trim().is_empty() {
        (record.body, record.format) = summary.map(body_of).unwrap_or_default();
    } else {
        (record.body, record.format) = (body, format);
        let summary = summary.map(Element::text).unwrap_or_default();
        record.claim("atom summary", &plain(&summary));
    }
    record
}

/// The text of a construct of Atom and how it is marked up (RFC 4287, 3.1).
fn body_of(element: &Element) -> (String, Option<Format>) {
    match element.attr("type").unwrap_or("text") {
        "xhtml" => (element.inner_html(), Some(Format::Html)),
        "html" | "text/html" => (element.text(), Some(Format::Html)),
        "text" | "text/plain" => (element.text(), None),
        _ if element.at("div").is_some() => (element.inner_html(), Some(Format::Html)),
        _ => (element.text(), None),
    }
}

/// A short text that may hold tags, without them.
fn plain(text: &str) -> String {
    if !text.contains('<') {
        return text.to_owned();
    }
    let mut plain = String::new();
    let mut is_tag = false;
    for c in text.chars() {
        match c {
            '<' => is_tag = true,
            '>' if is_tag => {
                is_tag = false;
                plain.push(' ');
            }
            c if !is_tag => plain.push(c),
            _ => {}
        }
    }
    plain
}
