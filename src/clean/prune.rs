//! Before the parse: what no later step reads is cut out of the page by one linear scan.
//!
//! Scripts, styles, drawings, comments and formatting tags go, tags keep only the attributes that
//! cleaning reads, and nesting is capped, because the cost of HTML's tree construction grows with
//! depth and with the number of attributes of a tag.

use html5ever::LocalName;
use memchr::{memchr, memmem};

use super::days::{is_page_data, published_days};
use super::markup::{Role, kept_attribute, role};
use super::nesting::{Fate, Nesting};
use super::signs::{BOLD, LESS_THAN, PLAIN};

/// Attributes kept of one tag.
const MAX_ATTRIBUTES: usize = 12;
/// The longest attribute value that is kept, in bytes.
const MAX_VALUE_BYTES: usize = 16 * 1024;

/// An attribute that cleaning reads.
#[derive(Debug)]
pub(super) struct Kept<'p> {
    /// Its name, in lower case.
    pub name: LocalName,
    /// Its value as written, with its quotes if it has any.
    pub value: &'p str,
    /// Name and value as written.
    pub text: &'p str,
}

/// What takes the markup that is left, in its order.
pub(super) trait Markup {
    /// Text, references unresolved.
    fn text(&mut self, text: &str);
    /// A character in place of a tag.
    fn sign(&mut self, sign: char);
    /// A start tag.
    fn start(&mut self, name: &str, attributes: &[Kept<'_>]);
    /// An end tag.
    fn end(&mut self, name: &str);
    /// The last start tag was that of a title that has no end.
    fn unclosed_title(&mut self);
}

/// The markup as text.
impl Markup for String {
    fn text(&mut self, text: &str) {
        self.push_str(text);
    }

    fn sign(&mut self, sign: char) {
        self.push(sign);
    }

    fn start(&mut self, name: &str, attributes: &[Kept<'_>]) {
        self.push('<');
        self.push_str(name);
        for attribute in attributes {
            self.push(' ');
            self.push_str(attribute.text);
        }
        self.push('>');
    }

    fn end(&mut self, name: &str) {
        self.push_str("</");
        self.push_str(name);
        self.push('>');
    }

    fn unclosed_title(&mut self) {}
}

/// What the scripts of a page say.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct ScriptData<'p> {
    /// The texts of the `application/ld+json` scripts.
    pub json_ld: Vec<&'p str>,
    /// Days of publication that other scripts, and attributes, carry as data.
    pub days: Vec<&'p str>,
}

/// Cuts a page down to what the parser needs, which `markup` takes.
pub(super) fn prune<'p>(page: &'p str, markup: &mut impl Markup) -> ScriptData<'p> {
    let mut scanner = Scanner {
        page,
        at: 0,
        nesting: Nesting::default(),
        unclosed: Vec::new(),
        attributes: Vec::new(),
        markup,
        data: ScriptData::default(),
    };
    while scanner.step() {}
    scanner.data
}

/// The markup that is left of a page.
pub(super) fn pruned_text(page: &str) -> String {
    let mut markup = String::with_capacity(page.len() / 2);
    prune(page, &mut markup);
    markup
}

struct Scanner<'p, 'm, M> {
    page: &'p str,
    at: usize,
    nesting: Nesting<'p>,
    /// Names of dropped elements that have no end tag in the rest of the page.
    unclosed: Vec<&'static str>,
    /// The attributes that are kept of the start tag as scanned.
    attributes: Vec<Kept<'p>>,
    markup: &'m mut M,
    data: ScriptData<'p>,
}

/// A start tag as scanned; a slice of the page.
struct Tag<'p> {
    name: &'p str,
    is_json_ld: bool,
}

impl<'p, M: Markup> Scanner<'p, '_, M> {
    /// Copies up to the next tag and handles it. False at the end of the page.
    fn step(&mut self) -> bool {
        let rest = &self.page.as_bytes()[self.at..];
        let Some(offset) = memchr(b'<', rest) else {
            self.markup.text(&self.page[self.at..]);
            return false;
        };
        self.markup.text(&self.page[self.at..self.at + offset]);
        self.at += offset;
        let rest = &rest[offset..];
        match rest.get(1) {
            Some(b'!') if rest.starts_with(b"<!--") => self.skip_comment(rest),
            Some(b'/') if rest.get(2).is_some_and(u8::is_ascii_alphabetic) => self.end_tag(),
            Some(b'!' | b'?' | b'/') => self.skip_past(b'>'),
            Some(c) if c.is_ascii_alphabetic() => self.start_tag(),
            _ => {
                self.markup.sign(LESS_THAN);
                self.at += 1;
            }
        }
        self.at < self.page.len()
    }

    /// A comment ends at `-->` or `--!>`; `<!-->` and `<!--->` are whole comments.
    fn skip_comment(&mut self, rest: &[u8]) {
        if rest.starts_with(b"<!-->") || rest.starts_with(b"<!--->") {
            return self.skip_past(b'>');
        }
        let end = memchr::memchr_iter(b'>', rest).find(|end| {
            rest.get(4..*end)
                .is_some_and(|inner| inner.ends_with(b"--") || inner.ends_with(b"--!"))
        });
        self.at = end.map_or(self.page.len(), |end| self.at + end + 1);
    }

    fn skip_past(&mut self, byte: u8) {
        let rest = &self.page.as_bytes()[self.at..];
        self.at = memchr(byte, rest).map_or(self.page.len(), |offset| self.at + offset + 1);
    }

    fn end_tag(&mut self) {
        let name = name_at(self.page, self.at + 2);
        self.skip_past(b'>');
        let role = role(name);
        match role {
            Role::Bold => return self.markup.sign(PLAIN),
            Role::Raw(_) | Role::Dropped(_) | Role::Joining | Role::Parting => return,
            _ => {}
        }
        match self.nesting.leave(name, role) {
            Fate::Flattened => self.markup.sign(' '),
            Fate::Kept => self.markup.end(name),
        }
    }

    fn start_tag(&mut self) {
        let Some(tag) = self.scan_tag() else {
            self.at = self.page.len();
            return;
        };
        let role = role(tag.name);
        match role {
            Role::Raw(name) => self.drop_raw(name, &tag),
            Role::Dropped(name) => {
                self.skip_element(name);
            }
            // A formatting tag joins the text around it, others part it.
            Role::Joining => {}
            Role::Bold => self.markup.sign(BOLD),
            Role::Parting => self.markup.sign(' '),
            Role::Title => {
                self.emit(&tag);
                match self.skip_element("title") {
                    Some(text) => {
                        self.markup.text(text);
                        self.markup.end("title");
                    }
                    None => self.markup.unclosed_title(),
                }
            }
            _ => match self.nesting.enter(tag.name, role) {
                Fate::Kept => self.emit(&tag),
                Fate::Flattened => self.markup.sign(' '),
            },
        }
    }

    /// Drops a raw element up to its end tag, or to the end of the page; keeps the data that
    /// scripts carry.
    fn drop_raw(&mut self, name: &'static str, tag: &Tag<'p>) {
        let content = self.skip_element(name).unwrap_or_else(|| {
            let rest = &self.page[self.at..];
            self.at = self.page.len();
            rest
        });
        if tag.is_json_ld {
            self.data.json_ld.push(content);
        } else if name == "script" {
            self.data.days.extend(published_days(content));
        }
    }

    fn emit(&mut self, tag: &Tag<'_>) {
        self.markup.start(tag.name, &self.attributes);
    }

    /// Skips to past the end tag of `name`; the content, or `None` when there is no end tag.
    fn skip_element(&mut self, name: &'static str) -> Option<&'p str> {
        if self.unclosed.contains(&name) {
            return None;
        }
        let start = self.at;
        let bytes = self.page.as_bytes();
        let end = memmem::find_iter(&bytes[start..], b"</").find_map(|offset| {
            let at = start + offset;
            let found = bytes.get(at + 2..at + 2 + name.len())?;
            let after = bytes.get(at + 2 + name.len()).copied().unwrap_or(b'>');
            (found.eq_ignore_ascii_case(name.as_bytes()) && !after.is_ascii_alphanumeric())
                .then_some(at)
        });
        let Some(end) = end else {
            self.unclosed.push(name);
            return None;
        };
        self.at = end;
        self.skip_past(b'>');
        Some(&self.page[start..end])
    }

    /// Reads the tag at `at` and moves past it; `None` when the page ends inside it.
    fn scan_tag(&mut self) -> Option<Tag<'p>> {
        let bytes = self.page.as_bytes();
        let mut tag = Tag {
            name: name_at(self.page, self.at + 1),
            is_json_ld: false,
        };
        self.attributes.clear();
        let mut at = self.at + 1 + tag.name.len();
        loop {
            at += bytes[at..]
                .iter()
                .take_while(|b| b.is_ascii_whitespace() || **b == b'/')
                .count();
            if *bytes.get(at)? == b'>' {
                self.at = at + 1;
                return Some(tag);
            }
            let start = at;
            // A `=` that opens an attribute belongs to its name.
            at += 1 + bytes[at + 1..]
                .iter()
                .take_while(|b| !b.is_ascii_whitespace() && !matches!(b, b'=' | b'>' | b'/'))
                .count();
            let name = &self.page[start..at];
            let value = value_span(bytes, at)?;
            let end = value.as_ref().map_or(at, |span| span.end);
            let is_short = end - start <= MAX_VALUE_BYTES;
            if is_short
                && self.attributes.len() < MAX_ATTRIBUTES
                && let Some(kept) = kept_attribute(name)
            {
                self.attributes.push(Kept {
                    name: kept,
                    value: value.as_ref().map_or("", |span| &self.page[span.clone()]),
                    text: &self.page[start..end],
                });
            }
            if let Some(span) = value {
                let written = &self.page[span.clone()];
                if is_page_data(written) {
                    self.data.days.extend(published_days(written));
                }
                tag.is_json_ld |= name.eq_ignore_ascii_case("type")
                    && written.to_ascii_lowercase().contains("ld+json");
                at = span.end;
            }
        }
    }
}

/// The span of an attribute value with its quotes, after the name that ends at `at`: `None` when
/// the page ends inside it, `Some(None)` when the attribute has no value.
#[allow(clippy::option_option)]
fn value_span(bytes: &[u8], at: usize) -> Option<Option<std::ops::Range<usize>>> {
    let is_space = |b: &&u8| b.is_ascii_whitespace();
    let equals = at + bytes[at..].iter().take_while(is_space).count();
    if *bytes.get(equals)? != b'=' {
        return Some(None);
    }
    let start = equals + 1 + bytes[equals + 1..].iter().take_while(is_space).count();
    let end = if let quote @ (b'"' | b'\'') = *bytes.get(start)? {
        start + 1 + memchr(quote, &bytes[start + 1..])? + 1
    } else {
        let is_value = |b: &&u8| !b.is_ascii_whitespace() && **b != b'>';
        start + bytes[start..].iter().take_while(is_value).count()
    };
    Some(Some(start..end))
}

fn name_at(page: &str, start: usize) -> &str {
    let rest = &page[start..];
    let end = rest
        .bytes()
        .position(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>'))
        .unwrap_or(rest.len());
    &rest[..end]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::nesting::MAX_DEPTH;

    fn check(page: &str, expected: &str) {
        assert_eq!(pruned_text(page), expected, "{page}");
    }

    #[test]
    fn what_is_not_read_is_cut() {
        check("a<!-- b > -- c -->d<!-->e<!--->f<!-- g --!>h", "adefh");
        check(
            "a<script>if (x < 1) '</p>'</script>b<STYLE>p{}</Style >c",
            "abc",
        );
        check("a<svg><title>no</title></svg>b<svg>c", "abc");
        check("<i>a</i> <font size=2>text</font>", "a text");
        check("<B>a</B>b", "\u{FDD0}a\u{FDD1}b");
        check("a<!-- never closed <p>b", "a");
    }

    #[test]
    fn tags_keep_the_attributes_that_are_read() {
        check(
            "<P onclick='a>b' CLASS=\"x y\" data-z=1 hidden>t</P>",
            "<P CLASS=\"x y\" hidden>t</P>",
        );
        check("<a href=/x/>t</a >", "<a href=/x/>t</a>");
        check("<td width=1 / id = 'b'>", "<td id = 'b'>");
    }

    #[test]
    fn signs_that_open_no_tag_are_text() {
        check("1 < 2 <3 </ 4> <?php 5 ?>", "1 \u{FDD2} 2 \u{FDD2}3  ");
    }

    #[test]
    fn frames_give_way_to_their_substitute_text() {
        check(
            "<frameset cols=1><frame src=a><noframes><p>text</noframes></frameset>",
            "   <p>text",
        );
    }

    #[test]
    fn json_ld_and_days_of_scripts_and_attributes_are_kept_apart() {
        let mut markup = String::new();
        let data = prune(
            "<script type='application/ld+json'>{\"a\": 1}</script><script>{\"pubDate\":\"2018-04-05\"}</script>
            <div data-props='{\"pubDate\": \"2018-04-06\"}'>",
            &mut markup,
        );
        assert_eq!(data.json_ld, ["{\"a\": 1}"]);
        assert_eq!(data.days, ["2018-04-05", "2018-04-06"]);
    }

    #[test]
    fn nesting_is_capped_and_text_stays() {
        let page = format!("{}x{}y", "<div>".repeat(1000), "</div>".repeat(1000));
        let pruned = pruned_text(&page);
        assert_eq!(pruned.matches("<div>").count(), MAX_DEPTH);
        assert_eq!(pruned.matches("</div>").count(), MAX_DEPTH);
        assert!(pruned.contains('x') && pruned.ends_with('y'));
    }
}
