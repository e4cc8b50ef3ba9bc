//! NITF 3.x: a release with its metadata in the head and its text in the body.

use super::element::Element;
use crate::source::container::record::Record;
use crate::source::document::Format;

/// The text and the metadata of a document.
pub(super) fn of_document(nitf: &Element) -> Record {
    let mut record = Record::default();
    read_text(nitf, &mut record);
    let Some(head) = nitf.at("head") else {
        return record;
    };
    record.claim("nitf title", &head.text_at("title"));
    read_dates(head, &mut record);
    read_subjects(head, &mut record);
    let holder = head
        .at("docdata/doc.copyright")
        .and_then(|c| c.attr("holder"));
    record.claim("nitf doc.copyright", holder.unwrap_or_default());
    let publisher = head.at("pubdata").and_then(|p| p.attr("name"));
    record.claim("nitf pubdata", publisher.unwrap_or_default());
    let id = head
        .at("docdata/doc-id")
        .and_then(|id| id.attr("id-string"));
    record.id = id.map(str::to_owned);
    let version = head
        .at("docdata/du-key")
        .and_then(|key| key.attr("version"));
    record.claim("nitf revision", version.unwrap_or_default());
    let status = head
        .at("docdata")
        .and_then(|data| data.attr("management-status"));
    record.claim("nitf status", status.unwrap_or_default());
    if head.at("docdata/correction").is_some() {
        record.claim("nitf status", "correction");
    }
    if head.at("docdata/del-list").is_some() && head.at("docdata/kill").is_some() {
        record.claim("nitf status", "kill");
    }
    let language = nitf
        .language()
        .or_else(|| nitf.at("body").and_then(Element::language));
    record.claim("nitf language", language.as_deref().unwrap_or_default());
    record
}

/// The headlines and the text; for a NITF document that lies in an item of `NewsML` too.
pub(super) fn read_text(nitf: &Element, record: &mut Record) {
    let Some(body) = nitf.find("body") else {
        return;
    };
    let line = |name: &str| body.find(name).map(Element::text).unwrap_or_default();
    record.claim("nitf hl1", &line("hl1"));
    record.claim("nitf hl2", &line("hl2"));
    record.claim("nitf distributor", &line("distributor"));
    let content = body.find("body.content");
    let html = content.map(Element::inner_html).unwrap_or_default();
    let dateline = body.find("dateline").map(Element::text).unwrap_or_default();
    let end = body
        .find("body.end")
        .map(Element::inner_html)
        .unwrap_or_default();
    record.body = with_dateline(&format!("{html}{end}"), &dateline);
    record.format = Some(Format::Html);
}

/// The text with its dateline before the first paragraph, as it is printed.
fn with_dateline(html: &str, dateline: &str) -> String {
    let dateline = dateline.split_whitespace().collect::<Vec<_>>().join(" ");
    let dateline = dateline.trim_end_matches(['-', '–', '—', ' ', '.']);
    let paragraph = html.find("<p>").map(|at| at + 3);
    let Some(at) = paragraph.filter(|_| !dateline.is_empty()) else {
        return html.to_owned();
    };
    if html[at..].trim_start().starts_with(dateline) {
        return html.to_owned();
    }
    let mut text = String::new();
    text.push_str(&html[..at]);
    text.push_str(&dateline.replace('&', "&amp;").replace('<', "&lt;"));
    text.push_str(" – ");
    text.push_str(&html[at..]);
    text
}

fn read_dates(head: &Element, record: &mut Record) {
    let norm = |path: &str, name: &str| {
        let value = head.at(path).and_then(|date| date.attr(name));
        value.map(iso_of).unwrap_or_default()
    };
    record.claim("nitf date.issue", &norm("docdata/date.issue", "norm"));
    record.claim("nitf date.release", &norm("docdata/date.release", "norm"));
    record.claim(
        "nitf date.publication",
        &norm("pubdata", "date.publication"),
    );
    // Held back until then: the release is dated by it, and it ends the embargo.
    let release = norm("docdata/date.release", "norm");
    let issue = norm("docdata/date.issue", "norm");
    if release > issue && !issue.is_empty() {
        record.claim("nitf embargo", &release);
    }
}

/// A stamp in the basic form of ISO 8601, as NITF has it, in the extended form.
pub(super) fn iso_of(stamp: &str) -> String {
    let stamp = stamp.trim();
    let is_digits = |range: std::ops::Range<usize>| {
        stamp
            .get(range)
            .is_some_and(|part| part.bytes().all(|b| b.is_ascii_digit()))
    };
    if !is_digits(0..8) {
        return stamp.to_owned();
    }
    let day = format!("{}-{}-{}", &stamp[..4], &stamp[4..6], &stamp[6..8]);
    if stamp.get(8..9) != Some("T") || !is_digits(9..13) {
        return day;
    }
    let time = format!("{}:{}", &stamp[9..11], &stamp[11..13]);
    let seconds = if is_digits(13..15) {
        format!(":{}", &stamp[13..15])
    } else {
        ":00".to_owned()
    };
    let rest = stamp
        .get(13..)
        .unwrap_or_default()
        .trim_start_matches(|c: char| c.is_ascii_digit());
    let zone = match rest.as_bytes() {
        [sign @ (b'+' | b'-'), a, b, c, d] => {
            let digits = [*a, *b, b':', *c, *d];
            format!("{}{}", char::from(*sign), String::from_utf8_lossy(&digits))
        }
        _ => rest.to_owned(),
    };
    format!("{day}T{time}{seconds}{zone}")
}

fn read_subjects(head: &Element, record: &mut Record) {
    for subject in head
        .at("tobject")
        .into_iter()
        .flat_map(|t| t.all("tobject.subject"))
    {
        let names = [
            "tobject.subject.type",
            "tobject.subject.matter",
            "tobject.subject.detail",
        ];
        for name in names {
            record.claim("nitf subject", subject.attr(name).unwrap_or_default());
        }
        let code = subject.attr("tobject.subject.refnum");
        record.claim("nitf subject", code.unwrap_or_default());
    }
    for keyword in head
        .at("docdata/key-list")
        .into_iter()
        .flat_map(|list| list.all("keyword"))
    {
        record.claim("nitf keyword", keyword.attr("key").unwrap_or_default());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_of_the_basic_form_are_extended() {
        for (stamp, expected) in [
            ("20210504T093000Z", "2021-05-04T09:30:00Z"),
            ("20210504T0930-0500", "2021-05-04T09:30:00-05:00"),
            ("20210504", "2021-05-04"),
            ("2021-05-04T09:30:00Z", "2021-05-04T09:30:00Z"),
            ("May 2021", "May 2021"),
        ] {
            assert_eq!(iso_of(stamp), expected);
        }
    }

    #[test]
    fn the_dateline_stands_before_the_first_paragraph_once() {
        assert_eq!(
            with_dateline("<p>It sails.</p>", " DAKAR,\n May 4 – "),
            "<p>DAKAR, May 4 – It sails.</p>"
        );
        let whole = "<p>DAKAR, May 4 – It sails.</p>";
        assert_eq!(with_dateline(whole, "DAKAR, May 4"), whole);
        assert_eq!(with_dateline("<p>It sails.</p>", ""), "<p>It sails.</p>");
    }
}
