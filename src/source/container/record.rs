//! One release out of structured data: named fields, each known by what the config calls it.

use serde_json::Value;
use time::OffsetDateTime;

use super::{Flow, Opener, Place};
use crate::report::SkipReason;
use crate::source::claim::Claim;
use crate::source::document::Format;
use crate::source::found::{Content, Envelope};
use crate::source::options::FieldNames;

/// The longest id that becomes the name of a member, in bytes.
const MAX_ID: usize = 300;

/// A release as a container gives it.
#[derive(Debug, Default)]
pub(super) struct Record {
    /// Its own id, if it has one.
    pub(super) id: Option<String>,
    pub(super) claims: Vec<Claim>,
    pub(super) body: String,
    pub(super) format: Option<Format>,
    /// The hash and the number of the bytes that it was read from.
    pub(super) identity: Option<(blake3::Hash, u64)>,
}

impl Record {
    /// Adds a statement, unless it says nothing.
    pub(super) fn claim(&mut self, origin: &'static str, value: &str) {
        self.claims.extend(Claim::new(origin, value));
    }

    /// Hands the release on as a member, named by its id or by its place, counted from 1.
    pub(super) fn hand_on(self, opener: &mut Opener<'_>, place: &Place, number: u64) -> Flow {
        let id = self.id.as_deref().map(str::trim);
        let id = id.filter(|id| !id.is_empty() && id.len() <= MAX_ID);
        let label = id.map_or_else(|| number.to_string(), str::to_owned);
        let member = place.labelled(opener, &label);
        if self.body.trim().is_empty() && self.claims.is_empty() {
            return opener.skip(&member, SkipReason::Empty);
        }
        opener.hand_on(member.label, Ok(self.into_content()))
    }

    /// Hands the release on as the document of the file itself.
    pub(super) fn hand_on_alone(self, opener: &mut Opener<'_>, place: &Place) -> Flow {
        opener.hand_on(place.document_label(), Ok(self.into_content()))
    }

    fn into_content(mut self) -> Content {
        if self.body.trim().is_empty() {
            // The release is what is said of it: a headline, perhaps a summary.
            let said = self.claims.iter().filter(|claim| claim.is_text());
            let said: Vec<&str> = said.map(|claim| claim.value.as_str()).collect();
            self.body = said.join("\n\n");
            self.format = Some(Format::Text);
        }
        Content {
            bytes: self.body.into_bytes(),
            envelope: Envelope {
                charset: Some("utf-8".to_owned()),
                claims: self.claims,
                format: self.format,
                identity: self.identity,
            },
        }
    }
}

/// The statements of a record with the part of [`FieldNames`] that names its field, in the order in
/// which they are trusted.
type Part = (&'static str, &'static str, fn(&FieldNames) -> &Vec<String>);

const PARTS: &[Part] = &[
    ("record headline", "ninjs headline", |f| &f.headline),
    ("record subhead", "ninjs subhead", |f| &f.subhead),
    ("record date", "ninjs date", |f| &f.date),
    ("record modified", "ninjs modified", |f| &f.modified),
    ("record issuer", "ninjs issuer", |f| &f.issuer),
    ("record keywords", "ninjs keywords", |f| &f.keywords),
    ("record language", "ninjs language", |f| &f.language),
    ("record url", "ninjs url", |f| &f.url),
    ("record status", "ninjs status", |f| &f.status),
    ("record embargo", "ninjs embargo", |f| &f.embargo),
    ("record revision", "ninjs revision", |f| &f.revision),
];

/// Fields that only items of ninjs have (IPTC ninjs 1.x and 2.x).
const NINJS_FIELDS: &[&str] = &["versioncreated", "versionCreated", "pubstatus", "pubStatus"];

/// Reads a record out of an object, or says why it is none.
pub(super) fn of_object(object: &Value, fields: &FieldNames) -> Result<Record, SkipReason> {
    let Value::Object(map) = object else {
        return Err(no_release("it is no object of named fields"));
    };
    let is_ninjs = NINJS_FIELDS.iter().any(|name| map.contains_key(*name));
    let mut record = Record::default();
    for (name, ninjs_name, names) in PARTS {
        let origin = if is_ninjs { ninjs_name } else { name };
        for value in values(object, names(fields)) {
            let day = origin
                .ends_with(" date")
                .then(|| day_of_number(&value))
                .flatten();
            record.claim(origin, day.as_deref().unwrap_or(&value));
        }
    }
    record.id = values(object, &fields.id).into_iter().next();
    for name in &fields.body {
        let body = at_path(object, name).map(text_of).unwrap_or_default();
        if !body.trim().is_empty() {
            let is_html = name.to_ascii_lowercase().contains("html");
            record.format = is_html.then_some(Format::Html);
            record.body = body;
            break;
        }
    }
    if record.body.is_empty() && !record.claims.iter().any(Claim::is_text) {
        return Err(no_release(
            "no field of it is named in `[fields]` of dateline.toml as a headline or a body",
        ));
    }
    Ok(record)
}

/// The day of a number of seconds or milliseconds since 1970, in ISO form.
fn day_of_number(value: &str) -> Option<String> {
    let seconds = match value.len() {
        10 => value.parse::<i64>().ok()?,
        13 => value.parse::<i64>().ok()? / 1000,
        _ => return None,
    };
    let time = OffsetDateTime::from_unix_timestamp(seconds).ok()?;
    let (year, month, day) = (time.year(), u8::from(time.month()), time.day());
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

pub(super) fn no_release(why: &str) -> SkipReason {
    SkipReason::NoRelease(why.to_owned())
}

/// The values of the first of the fields that has any.
fn values(object: &Value, names: &[String]) -> Vec<String> {
    let found = names.iter().filter_map(|name| at_path(object, name));
    let texts = found.map(texts_of);
    texts
        .into_iter()
        .find(|texts| texts.iter().any(|text| !text.trim().is_empty()))
        .unwrap_or_default()
}

/// The field of a name; dots lead into objects: `article.title`.
fn at_path<'v>(object: &'v Value, name: &str) -> Option<&'v Value> {
    if let Some(value) = object.get(name) {
        return Some(value).filter(|value| !value.is_null());
    }
    let (first, rest) = name.split_once('.')?;
    at_path(object.get(first)?, rest)
}

/// Keys by which an object of a list says what it is called, the plainest first.
const NAME_KEYS: &[&str] = &[
    "value", "name", "label", "title", "literal", "headline", "code",
];

fn texts_of(value: &Value) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().flat_map(texts_of).collect(),
        Value::Object(map) => {
            let named = NAME_KEYS.iter().filter_map(|key| map.get(*key));
            let mut texts: Vec<String> = named.flat_map(texts_of).take(1).collect();
            // A code beside the name is the issuer's own word for the subject.
            texts.extend(map.get("code").into_iter().flat_map(texts_of));
            texts.dedup();
            texts
        }
        Value::String(text) => vec![text.clone()],
        Value::Number(number) => vec![number.to_string()],
        Value::Bool(_) | Value::Null => Vec::new(),
    }
}

/// The text of a body: of a list, its paragraphs; of several bodies of ninjs 2, the first.
fn text_of(value: &Value) -> String {
    match value {
        Value::Array(items) if items.iter().any(Value::is_object) => {
            items.first().map(text_of).unwrap_or_default()
        }
        Value::Array(items) => items.iter().map(text_of).collect::<Vec<_>>().join("\n\n"),
        Value::Object(_) => texts_of(value).into_iter().next().unwrap_or_default(),
        Value::String(text) => text.clone(),
        _ => String::new(),
    }
}
