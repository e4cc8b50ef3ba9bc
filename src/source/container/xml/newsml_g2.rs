//! News items of `NewsML-G2` (IPTC, versions 2.x).

use super::Around;
use super::element::Element;
use super::nitf;
use crate::source::container::record::Record;
use crate::source::document::Format;

/// The text and the metadata of a news item.
pub(super) fn of_item(item: &Element, around: &Around) -> Record {
    let mut record = Record {
        id: item.attr("guid").map(str::to_owned),
        ..Record::default()
    };
    record.claim(
        "newsml-g2 version",
        item.attr("version").unwrap_or_default(),
    );
    if let Some(meta) = item.at("contentMeta") {
        read_content_meta(meta, &mut record);
    }
    if let Some(meta) = item.at("itemMeta") {
        read_item_meta(meta, &mut record);
    }
    let holder = item.at("rightsInfo/copyrightHolder").map(name_of);
    record.claim("newsml-g2 copyrightHolder", &holder.unwrap_or_default());
    let language = item.language().or_else(|| around.language.clone());
    record.claim("newsml-g2 lang", language.as_deref().unwrap_or_default());
    if let Some(set) = item.at("contentSet") {
        read_content(set, &mut record);
    }
    record
}

fn read_content_meta(meta: &Element, record: &mut Record) {
    record.claim("newsml-g2 headline", &meta.text_at("headline"));
    record.claim("newsml-g2 slugline", &meta.text_at("slugline"));
    record.claim("newsml-g2 contentCreated", &meta.text_at("contentCreated"));
    record.claim(
        "newsml-g2 contentModified",
        &meta.text_at("contentModified"),
    );
    record.claim("newsml-g2 creditline", &meta.text_at("creditline"));
    for source in meta.all("infoSource") {
        record.claim("newsml-g2 infoSource", &name_of(source));
    }
    let language = meta.at("language").and_then(|l| l.attr("tag"));
    record.claim("newsml-g2 language", language.unwrap_or_default());
    record.claim("newsml-g2 description", &meta.text_at("description"));
    for subject in meta.all("subject") {
        record.claim("newsml-g2 subject", &name_of(subject));
        let code = subject.attr("qcode").unwrap_or_default();
        record.claim("newsml-g2 subject", code);
    }
    for keyword in meta.all("keyword") {
        record.claim("newsml-g2 keyword", &keyword.text());
    }
}

fn read_item_meta(meta: &Element, record: &mut Record) {
    record.claim("newsml-g2 title", &meta.text_at("title"));
    record.claim("newsml-g2 firstCreated", &meta.text_at("firstCreated"));
    // Without the first version's, the day of this version is all there is.
    let is_dated = record.claims.iter().any(|c| {
        matches!(
            c.origin,
            "newsml-g2 contentCreated" | "newsml-g2 firstCreated"
        )
    });
    let origin = if is_dated {
        "newsml-g2 later version"
    } else {
        "newsml-g2 versionCreated"
    };
    record.claim(origin, &meta.text_at("versionCreated"));
    record.claim("newsml-g2 embargoed", &meta.text_at("embargoed"));
    let provider = meta.at("provider").map(name_of);
    record.claim("newsml-g2 provider", &provider.unwrap_or_default());
    let status = meta.at("pubStatus").and_then(|status| status.attr("qcode"));
    record.claim(
        "newsml-g2 pubStatus",
        without_scheme(status.unwrap_or_default()),
    );
    for signal in meta.all("signal") {
        let code = signal.attr("qcode").unwrap_or_default();
        record.claim("newsml-g2 signal", without_scheme(code));
    }
}

/// What a concept is called: its name, or the code or the words that stand for it.
fn name_of(concept: &Element) -> String {
    let name = concept.text_at("name");
    if !name.trim().is_empty() {
        return name;
    }
    let text = concept.text();
    let known = [concept.attr("literal"), concept.attr("qcode")];
    let known = known.into_iter().flatten().next().map(without_scheme);
    if text.trim().is_empty() {
        known.unwrap_or_default().to_owned()
    } else {
        text
    }
}

/// The code of a qualified code: `stat:usable`.
fn without_scheme(qcode: &str) -> &str {
    qcode.rsplit_once(':').map_or(qcode, |(_, code)| code)
}

fn read_content(set: &Element, record: &mut Record) {
    for inline in set.all("inlineXML") {
        if let Some(document) = inline.at("nitf") {
            nitf::read_text(document, record);
        } else {
            record.body = inline.inner_html();
            record.format = Some(Format::Html);
        }
        if !record.body.trim().is_empty() {
            return;
        }
    }
    let texts = set.all("inlineData").map(|data| {
        let is_html = data.attr("contenttype").is_some_and(|t| t.contains("html"));
        (data.text(), is_html.then_some(Format::Html))
    });
    let text = { texts }.find(|(text, _)| !text.trim().is_empty());
    (record.body, record.format) = text.unwrap_or_default();
}
