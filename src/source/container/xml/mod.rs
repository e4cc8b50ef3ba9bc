//! Feeds and news items in XML: RSS 0.9x to 2.0 and 1.0 (RDF), Atom (RFC 4287), `NewsML-G2`, `NewsML`
//! 1.2 and NITF (all IPTC).
//!
//! The stream is cut into the elements that each are a release; one of them is in memory. Entities
//! are those of XML and HTML only, none that a document defines itself.

use std::io::{BufReader, Read};
use std::ops::ControlFlow;

use encoding_rs::{Encoding, UTF_8};
use encoding_rs_io::DecodeReaderBytesBuilder;
use quick_xml::Reader;
use quick_xml::events::Event;

mod element;
mod feed;
mod newsml;
mod newsml_g2;
mod nitf;
mod root;

use super::gauge::reason_of;
use super::limited::Limited;
use super::lines::Lines;
use super::record::{Record, no_release};
use super::{Flow, Opener, Place};
use crate::report::SkipReason;
use crate::source::charset;
use element::{Builder, Element, Grown};
pub(super) use root::{Family, family};

/// What stands around the items of a file and holds for each of them.
#[derive(Debug, Default)]
struct Around {
    /// Elements of one text each, by name: `title`, `language`, `link`.
    texts: Vec<(String, String)>,
    /// `xml:lang` of the root.
    language: Option<String>,
}

impl Around {
    fn text(&self, name: &str) -> &str {
        let found = self.texts.iter().find(|(n, _)| n == name);
        found.map_or("", |(_, text)| text)
    }
}

/// The most that is kept of what stands around the items, in texts.
const MAX_AROUND: usize = 200;

/// Hands on the releases of a file of this family.
pub(super) fn open(
    opener: &mut Opener<'_>,
    place: &Place,
    (family, head, reader): (Family, &[u8], &mut dyn Read),
) -> Flow {
    let max = opener.options.max_document_bytes;
    // A file that is one release is known by its own bytes.
    let mut whole = Vec::new();
    if family.is_alone()
        && let Err(reason) = Lines::new(&mut *reader, max).read_rest(&mut whole)
    {
        return opener.skip_document(place, reason);
    }
    let identity = (blake3::hash(&whole), whole.len() as u64);
    let mut whole = &whole[..];
    let reader: &mut dyn Read = if family.is_alone() {
        &mut whole
    } else {
        reader
    };
    let transcoded = DecodeReaderBytesBuilder::new()
        .encoding(Some(encoding_of(head, place)))
        .bom_override(true)
        .build(reader);
    let mut stream = Stream {
        xml: Reader::from_reader(BufReader::new(Limited::new(transcoded, max))),
        buffer: Vec::new(),
        around: Around::default(),
        depth: 0,
    };
    let config = stream.xml.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut number = 0;
    loop {
        match stream.next(family, max) {
            Ok(Some(Item::Whole(element))) => {
                number += 1;
                match family.record(&element, &stream.around) {
                    Ok(mut record) if family.is_alone() => {
                        record.identity = Some(identity);
                        record.hand_on_alone(opener, place)?;
                    }
                    Ok(record) => record.hand_on(opener, place, number)?,
                    Err(reason) => opener.skip_numbered(place, number, reason)?,
                }
            }
            Ok(Some(Item::TooLarge(num_bytes))) => {
                number += 1;
                opener.skip_numbered(place, number, SkipReason::TooLarge(num_bytes))?;
            }
            Ok(None) if number == 0 => {
                let reason = no_release("no item is in it");
                return opener.skip_document(place, reason);
            }
            Ok(None) => return ControlFlow::Continue(()),
            Err(reason) => return opener.skip(place, reason),
        }
    }
}

/// The charset that the declaration or the transport names; without, UTF-8 as XML has it.
fn encoding_of(head: &[u8], place: &Place) -> &'static Encoding {
    let transport = place.envelope.charset.as_deref();
    let transport = transport.and_then(|label| Encoding::for_label(label.as_bytes()));
    transport
        .or_else(|| charset::declared(head))
        .unwrap_or(UTF_8)
}

/// An element that is a release.
enum Item {
    Whole(Element),
    /// It was passed over; its size in bytes.
    TooLarge(u64),
}

/// A stream as UTF-8.
type Transcoded<'r> = encoding_rs_io::DecodeReaderBytes<&'r mut dyn Read, Vec<u8>>;

struct Stream<'r> {
    xml: Reader<BufReader<Limited<Transcoded<'r>>>>,
    buffer: Vec<u8>,
    around: Around,
    depth: usize,
}

impl Stream<'_> {
    /// The next release; what comes before it is noted when it may hold for all of them.
    fn next(&mut self, family: Family, max: u64) -> Result<Option<Item>, SkipReason> {
        let mut field: Option<(String, String)> = None;
        loop {
            self.buffer.clear();
            self.xml.get_mut().get_mut().renew();
            let event = self.xml.read_event_into(&mut self.buffer);
            match event.map_err(|error| reason(&error))? {
                Event::Eof if self.depth > 0 => return Err(SkipReason::Truncated),
                Event::Eof => return Ok(None),
                Event::Start(start) => {
                    let name = element::local_name(start.name().as_ref());
                    if family.is_item(&name) {
                        let root = Element::of_start(&start);
                        return self.item(root, max).map(Some);
                    }
                    if self.depth == 0 {
                        self.around.language = Element::of_start(&start).language();
                    }
                    self.depth += 1;
                    field = Some((name, String::new()));
                }
                Event::Empty(start) => {
                    let empty = Element::of_start(&start);
                    if empty.name == "link"
                        && empty.attr("rel").is_none_or(|rel| rel == "alternate")
                    {
                        let href = empty.attr("href").unwrap_or_default().to_owned();
                        self.note((empty.name, href));
                    }
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    if let Some(field) = field.take() {
                        self.note(field);
                    }
                }
                event => {
                    if let Some((_, text)) = &mut field {
                        element::push_text(&event, text);
                    }
                }
            }
        }
    }

    fn note(&mut self, (name, text): (String, String)) {
        let is_new = !self.around.texts.iter().any(|(known, _)| *known == name);
        let is_short = text.len() <= 1000 && !text.trim().is_empty();
        if is_new && is_short && self.around.texts.len() < MAX_AROUND {
            self.around.texts.push((name, text));
        }
    }

    /// Reads an element to its end.
    fn item(&mut self, root: Element, max: u64) -> Result<Item, SkipReason> {
        let mut builder = Builder::new(root, max);
        loop {
            self.buffer.clear();
            self.xml.get_mut().get_mut().renew();
            let event = self.xml.read_event_into(&mut self.buffer);
            let event = event.map_err(|error| reason(&error))?;
            match builder.grow(&event) {
                Grown::On => {}
                Grown::Whole(element) => return Ok(Item::Whole(element)),
                Grown::TooLarge(num_bytes) => return Ok(Item::TooLarge(num_bytes)),
                Grown::CutShort => return Err(SkipReason::Truncated),
            }
        }
    }
}

fn reason(error: &quick_xml::Error) -> SkipReason {
    match error {
        quick_xml::Error::Io(error) => reason_of(error),
        quick_xml::Error::Syntax(error) => {
            let text = error.to_string();
            if text.contains("closed") || text.contains("end of input") {
                SkipReason::Truncated
            } else {
                SkipReason::Damaged(format!("it is not XML: {text}"))
            }
        }
        _ => SkipReason::Damaged("it is not XML".to_owned()),
    }
}

impl Family {
    /// Whether the file as a whole is one release.
    fn is_alone(self) -> bool {
        self == Self::Nitf
    }

    fn is_item(self, name: &str) -> bool {
        name == match self {
            Self::Rss => "item",
            Self::Atom => "entry",
            Self::NewsMlG2 => "newsItem",
            Self::NewsMl => "NewsItem",
            Self::Nitf => "nitf",
        }
    }

    fn record(self, element: &Element, around: &Around) -> Result<Record, SkipReason> {
        let mut record = match self {
            Self::Rss => feed::of_item(element, around),
            Self::Atom => feed::of_entry(element, around),
            Self::NewsMlG2 => newsml_g2::of_item(element, around),
            Self::NewsMl => newsml::of_item(element, around),
            Self::Nitf => nitf::of_document(element),
        };
        record.identity = element.identity;
        let is_text = |claim: &crate::source::Claim| claim.is_text();
        if record.body.trim().is_empty() && !record.claims.iter().any(is_text) {
            return Err(no_release("it has neither a headline nor a text"));
        }
        Ok(record)
    }
}
