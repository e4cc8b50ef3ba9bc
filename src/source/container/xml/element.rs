//! One element with all that is in it, of bounded size and depth.

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

/// Elements within each other; what lies deeper joins the text of the innermost that counts.
const MAX_DEPTH: usize = 128;

/// Memory that an element takes beside its text, in bytes.
const ELEMENT_COST: u64 = 64;

/// An element; names are without prefix.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    pub(super) children: Vec<Node>,
    /// The hash and the number of the bytes that it was read from, once it is whole.
    pub(super) identity: Option<(blake3::Hash, u64)>,
}

/// What is in an element.
#[derive(Debug)]
pub(super) enum Node {
    Element(Element),
    Text(String),
}

/// The name without its prefix.
pub(super) fn local_name(name: &str) -> String {
    name.rsplit(':').next().unwrap_or(name).to_owned()
}

/// Adds the text that an event is, if it is one.
pub(super) fn push_text(event: &Event<'_>, text: &mut String) {
    match event {
        Event::Text(piece) => text.push_str(&piece.xml10_content()),
        Event::CData(piece) => text.push_str(&piece.xml10_content()),
        Event::GeneralRef(entity) => {
            let name = entity.xml10_content();
            match entity.resolve_char_ref() {
                Ok(Some(c)) => text.push(c),
                Ok(None) => {
                    if let Some(meaning) = resolve_predefined_entity(&name) {
                        text.push_str(meaning);
                    } else {
                        text.push('&');
                        text.push_str(&name);
                        text.push(';');
                    }
                }
                Err(_) => text.push('\u{fffd}'),
            }
        }
        _ => {}
    }
}

impl Element {
    /// An element of which only the start is known.
    pub(super) fn of_start(start: &BytesStart<'_>) -> Self {
        let mut attributes = start.attributes();
        let attributes = attributes.with_checks(false).flatten();
        let attributes = attributes.map(|attribute| {
            let value = attribute.normalized_value(XmlVersion::Implicit1_0);
            let value = value.map_or_else(
                |_| attribute.value.to_string(),
                std::borrow::Cow::into_owned,
            );
            (local_name(attribute.key.as_ref()), value)
        });
        let attributes = attributes.collect();
        Self {
            name: local_name(start.name().as_ref()),
            attributes,
            ..Self::default()
        }
    }

    pub(super) fn attr(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(n, _)| n == name);
        found.map(|(_, value)| value.as_str())
    }

    /// `xml:lang`.
    pub(super) fn language(&self) -> Option<String> {
        self.attr("lang").map(str::to_owned)
    }

    fn elements(&self) -> impl DoubleEndedIterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The elements of a name directly within.
    pub(super) fn all<'e>(&'e self, name: &'static str) -> impl Iterator<Item = &'e Element> {
        self.elements().filter(move |element| element.name == name)
    }

    /// The first element on a path of names: `itemMeta/versionCreated`.
    pub(super) fn at(&self, path: &str) -> Option<&Element> {
        let mut element = self;
        for name in path.split('/') {
            element = element.elements().find(|e| e.name == name)?;
        }
        Some(element)
    }

    /// The text of the first element on a path, empty without.
    pub(super) fn text_at(&self, path: &str) -> String {
        self.at(path).map(Element::text).unwrap_or_default()
    }

    /// The first element of a name anywhere within, in the order of the document.
    pub(super) fn find(&self, name: &str) -> Option<&Element> {
        self.elements().find_map(|element| {
            if element.name == name {
                return Some(element);
            }
            element.find(name)
        })
    }

    /// All elements of a name anywhere within.
    pub(super) fn find_all<'e>(&'e self, name: &str, found: &mut Vec<&'e Element>) {
        for element in self.elements() {
            if element.name == name {
                found.push(element);
            }
            element.find_all(name, found);
        }
    }

    /// All of its text.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        self.push_text(&mut text);
        text
    }

    fn push_text(&self, text: &mut String) {
        for node in &self.children {
            match node {
                Node::Text(piece) => text.push_str(piece),
                Node::Element(element) => element.push_text(text),
            }
        }
    }

    /// What is in it, written as HTML.
    pub(super) fn inner_html(&self) -> String {
        let mut html = String::new();
        self.push_html(&mut html);
        html
    }

    fn push_html(&self, html: &mut String) {
        for node in &self.children {
            match node {
                Node::Text(text) => push_escaped(text, html),
                Node::Element(element) => {
                    html.push('<');
                    html.push_str(&element.name);
                    for (name, value) in &element.attributes {
                        html.push(' ');
                        html.push_str(name);
                        html.push_str("=\"");
                        push_escaped(value, html);
                        html.push('"');
                    }
                    html.push('>');
                    element.push_html(html);
                    // HTML closes elements that hold nothing by themselves.
                    if !matches!(element.name.as_str(), "br" | "img" | "hr") {
                        html.push_str("</");
                        html.push_str(&element.name);
                        html.push('>');
                    }
                }
            }
        }
    }

    fn push_piece(&mut self, event: &Event<'_>) {
        if let Some(Node::Text(text)) = self.children.last_mut() {
            return push_text(event, text);
        }
        let mut text = String::new();
        push_text(event, &mut text);
        if !text.is_empty() {
            self.children.push(Node::Text(text));
        }
    }
}

fn push_escaped(text: &str, html: &mut String) {
    for c in text.chars() {
        match c {
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '&' => html.push_str("&amp;"),
            '"' => html.push_str("&quot;"),
            _ => html.push(c),
        }
    }
}

/// What became of an element when an event was added.
pub(super) enum Grown {
    On,
    Whole(Element),
    /// It came to its end, but it is too large; its size in bytes.
    TooLarge(u64),
    /// The stream ended within it.
    CutShort,
}

/// Builds an element out of events.
pub(super) struct Builder {
    /// The open elements, the innermost last.
    open: Vec<Element>,
    /// Elements open that lie too deep to count.
    num_deeper: usize,
    hasher: blake3::Hasher,
    num_bytes: u64,
    cost: u64,
    max: u64,
}

impl Builder {
    /// Begins with the start of the element; at most so many bytes are kept.
    pub(super) fn new(root: Element, max: u64) -> Self {
        Self {
            open: vec![root],
            num_deeper: 0,
            hasher: blake3::Hasher::new(),
            num_bytes: 0,
            cost: 0,
            max,
        }
    }

    /// Adds an event.
    pub(super) fn grow(&mut self, event: &Event<'_>) -> Grown {
        self.weigh(event);
        let is_kept = self.cost <= self.max;
        match event {
            Event::Eof => return Grown::CutShort,
            Event::Start(start)
                if is_kept && self.open.len() < MAX_DEPTH && self.num_deeper == 0 =>
            {
                self.open.push(Element::of_start(start));
            }
            Event::Start(_) => self.num_deeper += 1,
            Event::Empty(start) if is_kept => self.add(Node::Element(Element::of_start(start))),
            Event::End(_) if self.num_deeper > 0 => self.num_deeper -= 1,
            Event::End(_) => return self.close(),
            event if is_kept => {
                if let Some(innermost) = self.open.last_mut() {
                    innermost.push_piece(event);
                }
            }
            _ => {}
        }
        Grown::On
    }

    fn weigh(&mut self, event: &Event<'_>) {
        let text: &str = event;
        let bytes = text.as_bytes();
        self.hasher.update(bytes);
        // The kind of the event parts the bytes of one from those of the next.
        self.hasher.update(&[match event {
            Event::Start(_) => 1,
            Event::End(_) => 2,
            Event::Empty(_) => 3,
            _ => 0,
        }]);
        self.num_bytes += bytes.len() as u64;
        self.cost += bytes.len() as u64 + ELEMENT_COST;
    }

    fn add(&mut self, node: Node) {
        if let Some(innermost) = self.open.last_mut() {
            innermost.children.push(node);
        }
    }

    fn close(&mut self) -> Grown {
        let Some(mut element) = self.open.pop() else {
            return Grown::CutShort;
        };
        if !self.open.is_empty() {
            self.add(Node::Element(element));
            return Grown::On;
        }
        if self.cost > self.max {
            return Grown::TooLarge(self.num_bytes);
        }
        element.identity = Some((self.hasher.finalize(), self.num_bytes));
        Grown::Whole(element)
    }
}
