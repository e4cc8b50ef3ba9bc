//! The parsed page laid flat: elements in document order with the end of their subtree, and the
//! text cut into pieces at block borders. One walk over the tree; every later step reads this.

use ego_tree::NodeRef;
use ego_tree::iter::Edge;
use scraper::{Html, Node as HtmlNode, node::Element};

use super::document::BlockKind;
use super::names::Sense;
use super::piece::{Piece, PieceBuilder};
use super::signs::visible;
use super::tag::Tag;

/// An element.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node<'h> {
    /// Its tag.
    pub tag: Tag,
    /// Its attributes.
    pub element: &'h Element,
    /// Its place in the tree, for its text.
    pub source: NodeRef<'h, HtmlNode>,
    /// Index of the parent; the root is its own parent.
    pub parent: usize,
    /// Index just past its last descendant.
    pub end: usize,
    /// Index of its first piece.
    pub first_piece: usize,
    /// Index just past its last piece.
    pub end_piece: usize,
    /// What its names say.
    pub sense: Sense,
    /// Not shown to readers.
    pub is_hidden: bool,
    /// The kind of block that its text makes.
    kind: BlockKind,
    /// Index of the table cell that it is or stands in; 0 for none.
    cell: usize,
    /// Items that it has so far, if it is a list of numbered ones.
    num_items: u32,
}

/// A page laid flat.
#[derive(Debug, Default)]
pub(super) struct Page<'h> {
    /// The elements in document order.
    pub nodes: Vec<Node<'h>>,
    /// The text of the body in document order.
    pub pieces: Vec<Piece>,
    /// For each piece, whether the rule of the site keeps it; empty where none keeps any.
    pub is_kept: Vec<bool>,
    /// Index of the first piece of the headline; 0 on a page without one.
    pub headline_piece: usize,
}

impl<'h> Page<'h> {
    /// Lays a parsed page flat.
    pub fn of(html: &'h Html) -> Self {
        let mut page = Self::default();
        let mut builder = PieceBuilder::default();
        let mut open: Vec<usize> = Vec::new();
        for edge in html.tree.root().traverse() {
            match edge {
                Edge::Open(node) => match node.value() {
                    HtmlNode::Element(element) => {
                        let names = read_attributes(element);
                        page.open((node, element), names, &mut open, &mut builder);
                    }
                    HtmlNode::Text(text) => {
                        let Some(&parent) = open.last() else { continue };
                        if page.nodes[parent].tag.holds_text() {
                            builder.push_text(text);
                        }
                    }
                    _ => {}
                },
                Edge::Close(node) if node.value().is_element() => {
                    if let Some(index) = open.pop() {
                        page.close(index, &mut builder);
                    }
                }
                Edge::Close(_) => {}
            }
        }
        let headline = page.nodes.iter().find(|n| n.tag == Tag::Heading(1));
        page.headline_piece = headline.map_or(0, |h1| h1.first_piece);
        page
    }

    fn open(
        &mut self,
        (source, element): (NodeRef<'h, HtmlNode>, &'h Element),
        (sense, is_hidden): (Sense, bool),
        open: &mut Vec<usize>,
        builder: &mut PieceBuilder,
    ) {
        let index = self.nodes.len();
        let parent = open.last().copied().unwrap_or(index);
        let tag = Tag::of(element.name());
        let (kind, cell) = self
            .nodes
            .get(parent)
            .map_or((BlockKind::Paragraph, 0), |p| (p.kind, p.cell));
        if tag.is_block() {
            self.flush(parent, builder);
        }
        match tag {
            Tag::A => builder.open_link(),
            Tag::Br => builder.push_break(),
            Tag::Item => builder.set_number(self.next_number(parent)),
            _ => {}
        }
        self.nodes.push(Node {
            tag,
            element,
            source,
            parent,
            end: index + 1,
            first_piece: self.pieces.len(),
            end_piece: self.pieces.len(),
            sense,
            is_hidden,
            kind: block_kind(tag, sense, kind),
            cell: if tag == Tag::Cell { index } else { cell },
            num_items: 0,
        });
        builder.set_preformatted(self.nodes[index].kind == BlockKind::Preformatted);
        open.push(index);
    }

    /// The number of the next item of a list, if its items are numbered.
    fn next_number(&mut self, list: usize) -> Option<u32> {
        let list = self.nodes.get_mut(list)?;
        list.num_items += 1;
        let class = list.element.attr("class").unwrap_or_default();
        let is_numbered =
            list.element.name() == "ol" && !UNNUMBERED.iter().any(|n| class.contains(n));
        is_numbered.then_some(list.num_items)
    }

    fn close(&mut self, index: usize, builder: &mut PieceBuilder) {
        let tag = self.nodes[index].tag;
        if tag == Tag::A {
            builder.close_link();
        }
        if tag.is_block() {
            self.flush(index, builder);
        }
        if tag == Tag::Item {
            builder.set_number(None);
        }
        if tag == Tag::Row {
            self.merge_row(index);
        }
        let parent = self.nodes[index].parent;
        let (end, end_piece) = (self.nodes.len(), self.pieces.len());
        self.nodes[index].end = end;
        self.nodes[index].end_piece = end_piece;
        builder.set_preformatted(self.nodes[parent].kind == BlockKind::Preformatted);
    }

    fn flush(&mut self, node: usize, builder: &mut PieceBuilder) {
        if let Some(owner) = self.nodes.get(node) {
            builder.flush(owner.kind, node, owner.cell, &mut self.pieces);
        }
    }

    /// A row of short cells becomes one piece; a row of a layout table stays as it is.
    fn merge_row(&mut self, index: usize) {
        const MAX_ROW_CHARS: usize = 400;
        let first = self.nodes[index].first_piece;
        let row = &self.pieces[first..];
        let is_data = row.len() > 1
            && row.iter().map(|p| p.num_chars).sum::<usize>() <= MAX_ROW_CHARS
            && row
                .iter()
                .all(|p| p.cell > index && p.kind == BlockKind::Paragraph)
            && row.windows(2).all(|pair| pair[0].cell != pair[1].cell);
        if !is_data {
            return;
        }
        let merged = Piece {
            kind: BlockKind::TableRow,
            text: row
                .iter()
                .map(|p| p.text.as_str())
                .collect::<Vec<_>>()
                .join("\t"),
            num_chars: row.iter().map(|p| p.num_chars).sum(),
            num_link_chars: row.iter().map(|p| p.num_link_chars).sum(),
            num_bold_chars: row.iter().map(|p| p.num_bold_chars).sum(),
            node: index,
            cell: self.nodes[index].cell,
            number: None,
        };
        self.pieces.truncate(first);
        self.pieces.push(merged);
        // The elements of the row point past its end now; they hold no piece of their own.
        for node in &mut self.nodes[index + 1..] {
            node.first_piece = first;
            node.end_piece = first;
        }
    }

    /// Keeps the pieces of some elements, whatever they look like.
    pub fn keep(&mut self, nodes: &[usize]) {
        if nodes.is_empty() {
            return;
        }
        self.is_kept = vec![false; self.pieces.len()];
        for node in nodes.iter().filter_map(|n| self.nodes.get(*n)) {
            self.is_kept[node.first_piece..node.end_piece].fill(true);
        }
    }

    /// The text of the pieces of an element.
    pub fn whole_text_of(&self, index: usize) -> String {
        let node = &self.nodes[index];
        let pieces = &self.pieces[node.first_piece..node.end_piece];
        let texts: Vec<&str> = pieces.iter().map(|p| p.text.as_str()).collect();
        texts.join(" ")
    }

    /// The text of an element, white space folded, at most `max_bytes` and some 60 nodes of it.
    pub fn text_of(&self, index: usize, max_bytes: usize) -> String {
        const MAX_NODES: usize = 64;
        let mut text = String::new();
        for node in self.nodes[index].source.descendants().take(MAX_NODES) {
            if let HtmlNode::Text(part) = node.value() {
                for word in part.split_whitespace() {
                    if !text.is_empty() {
                        text.push(' ');
                    }
                    text.extend(word.chars().filter_map(visible));
                    if text.len() > max_bytes {
                        return text;
                    }
                }
            }
        }
        text
    }
}

/// What classes of numbered lists hold whose numbers are not shown.
const UNNUMBERED: [&str; 4] = ["unstyled", "list-none", "no-bullet", "unnumbered"];

/// The kind of block that the text of an element makes, inside an element of kind `outer`.
fn block_kind(tag: Tag, sense: Sense, outer: BlockKind) -> BlockKind {
    match (tag, outer) {
        // Small headings set the entries of a list.
        (Tag::Heading(4..), BlockKind::ListItem) => BlockKind::ListItem,
        (Tag::Heading(level), _) => BlockKind::Heading(level),
        (_, BlockKind::Caption) | (Tag::Caption, _) => BlockKind::Caption,
        (Tag::Pre, _) => BlockKind::Preformatted,
        (Tag::Item, _) => BlockKind::ListItem,
        (Tag::Quote, _) => BlockKind::Quote,
        (Tag::Cell, _) => BlockKind::Paragraph,
        (Tag::Body | Tag::Html | Tag::Article | Tag::Main, _) => outer,
        _ if sense.is_caption && !matches!(outer, BlockKind::Heading(_)) => BlockKind::Caption,
        _ => outer,
    }
}

/// What the names of an element say, and whether it is hidden.
fn read_attributes(element: &Element) -> (Sense, bool) {
    let is_heading = matches!(Tag::of(element.name()), Tag::Heading(_));
    let mut sense = Sense::default();
    let mut is_hidden = false;
    for (name, value) in element.attrs() {
        match name {
            "class" => sense = sense.or(Sense::of(value)),
            // The id of a heading repeats its words.
            "id" if !is_heading => sense = sense.or(Sense::of_id(value)),
            "role" => sense = sense.or(Sense::of_role(value)),
            "itemprop" => sense = sense.or(Sense::of_itemprop(value)),
            "hidden" => is_hidden = true,
            "aria-hidden" => is_hidden |= value.eq_ignore_ascii_case("true"),
            "style" => is_hidden |= hides(value),
            _ => {}
        }
    }
    (sense, is_hidden)
}

/// Whether an inline style hides its element.
fn hides(style: &str) -> bool {
    style
        .split(';')
        .filter_map(|rule| rule.split_once(':'))
        .any(|(property, value)| {
            let (property, value) = (property.trim(), value.trim());
            let starts = |word: &str| {
                value
                    .get(..word.len())
                    .is_some_and(|head| head.eq_ignore_ascii_case(word))
            };
            (property.eq_ignore_ascii_case("display") && starts("none"))
                || (property.eq_ignore_ascii_case("visibility") && starts("hidden"))
        })
}
