//! News items of `NewsML` 1.0 to 1.2 (IPTC).

use super::Around;
use super::element::Element;
use super::nitf;
use crate::source::container::record::Record;
use crate::source::document::Format;

/// The text and the metadata of a news item.
pub(super) fn of_item(item: &Element, _: &Around) -> Record {
    let mut record = Record::default();
    read_identification(item, &mut record);
    read_management(item, &mut record);
    let Some(component) = item.find("NewsComponent") else {
        return record;
    };
    read_lines(component, &mut record);
    read_metadata(component, &mut record);
    read_content(component, &mut record);
    record
}

fn read_identification(item: &Element, record: &mut Record) {
    let Some(identifier) = item.at("Identification/NewsIdentifier") else {
        return;
    };
    let public = identifier.text_at("PublicIdentifier");
    let own = identifier.text_at("NewsItemId");
    let ids = [public, own];
    record.id = ids.into_iter().find(|id| !id.trim().is_empty());
    record.claim(
        "newsml DateId",
        &nitf::iso_of(&identifier.text_at("DateId")),
    );
    record.claim("newsml RevisionId", &identifier.text_at("RevisionId"));
}

fn read_management(item: &Element, record: &mut Record) {
    let Some(management) = item.at("NewsManagement") else {
        return;
    };
    let stamp = |name: &str| nitf::iso_of(&management.text_at(name));
    record.claim("newsml FirstCreated", &stamp("FirstCreated"));
    record.claim("newsml ThisRevisionCreated", &stamp("ThisRevisionCreated"));
    record.claim("newsml Status", formal_name(management.at("Status")));
    for instruction in management.all("Instruction") {
        record.claim("newsml Instruction", formal_name(Some(instruction)));
    }
    let change = management.at("StatusWillChange");
    let is_release =
        change.is_some_and(|c| formal_name(c.at("FutureStatus")).eq_ignore_ascii_case("usable"));
    if let Some(change) = change.filter(|_| is_release) {
        record.claim(
            "newsml embargo",
            &nitf::iso_of(&change.text_at("DateAndTime")),
        );
    }
}

fn formal_name(element: Option<&Element>) -> &str {
    element
        .and_then(|e| e.attr("FormalName"))
        .unwrap_or_default()
}

fn read_lines(component: &Element, record: &mut Record) {
    let Some(lines) = component.find("NewsLines") else {
        return;
    };
    record.claim("newsml HeadLine", &lines.text_at("HeadLine"));
    record.claim("newsml SubHeadLine", &lines.text_at("SubHeadLine"));
    record.claim("newsml SlugLine", &lines.text_at("SlugLine"));
    record.claim("newsml CopyrightLine", &lines.text_at("CopyrightLine"));
    for keyword in lines.all("KeywordLine") {
        record.claim("newsml KeywordLine", &keyword.text());
    }
}

fn read_metadata(component: &Element, record: &mut Record) {
    if let Some(metadata) = component.find("AdministrativeMetadata") {
        for (name, origin) in [("Source", "newsml Source"), ("Provider", "newsml Provider")] {
            let party = metadata.at(name).and_then(|p| p.at("Party"));
            record.claim(origin, formal_name(party));
        }
    }
    if let Some(metadata) = component.find("DescriptiveMetadata") {
        record.claim("newsml Language", formal_name(metadata.at("Language")));
        for code in metadata.all("SubjectCode") {
            for name in ["Subject", "SubjectMatter", "SubjectDetail"] {
                for subject in code.all(name) {
                    record.claim("newsml SubjectCode", formal_name(Some(subject)));
                }
            }
        }
    }
}

/// The first part of the content that is text.
fn read_content(component: &Element, record: &mut Record) {
    let mut contents = Vec::new();
    component.find_all("DataContent", &mut contents);
    for content in contents {
        if let Some(document) = content.at("nitf") {
            nitf::read_text(document, record);
        } else if content.at("html").is_some() || content.find("p").is_some() {
            record.body = content.inner_html();
            record.format = Some(Format::Html);
        } else {
            record.body = content.text();
            record.format = None;
        }
        if !record.body.trim().is_empty() {
            return;
        }
    }
}
