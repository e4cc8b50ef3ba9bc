//! Tells a page from plain text by what is in it; the name of the file is never asked.

use super::Format;

/// How much of a document is looked at, in bytes: a page shows what it is long before.
const WINDOW: usize = 1 << 16;

/// The longest tag that counts, in bytes; real ones can carry long attributes.
const LONGEST_TAG: usize = 8192;

/// In a page that begins with text there is a tag in this many bytes at least.
const BYTES_PER_TAG: usize = 600;

/// The format of a decoded document without its byte order mark.
///
/// A page begins with a doctype, an XML declaration or a tag that more markup confirms; or it has a
/// page element at the start of a line; or it is text laid out by tags. Text may speak of `<b>`,
/// give addresses in angle brackets and begin with a ticker as `<POM.N>` does.
pub(super) fn tell(text: &str) -> Format {
    let start = skip_prolog(text);
    let page = start.is_declared || {
        let body = clip(start.rest, WINDOW);
        Markup::count(body).is_page(body.len())
    };
    if page { Format::Html } else { Format::Text }
}

/// What stands behind white space, comments and the XML declaration.
struct Start<'a> {
    rest: &'a str,
    is_declared: bool,
}

fn skip_prolog(text: &str) -> Start<'_> {
    let mut rest = text;
    let mut is_xml = false;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c.is_control());
        let (end, opening) = match () {
            () if rest.starts_with("<!--") => ("-->", 4),
            () if starts_with(rest, "<?xml") => ("?>", 5),
            () => break,
        };
        let Some(at) = rest[opening..].find(end) else {
            break;
        };
        is_xml |= opening == 5;
        rest = &rest[opening + at + end.len()..];
    }
    let is_declared = starts_with(rest, "<!doctype") || is_xml && rest.starts_with('<');
    Start { rest, is_declared }
}

fn starts_with(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

fn clip(text: &str, len: usize) -> &str {
    let mut end = len.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The tags of a text, counted by what they prove.
#[derive(Debug, Default)]
struct Markup {
    num_tags: usize,
    /// Tags that lay a page out: a writer who speaks of tags hardly uses them.
    num_layout: usize,
    num_closing: usize,
    num_with_attributes: usize,
    /// `<html>`, `<head>` or `<body>` at the start of a line.
    has_page_element: bool,
    /// What the text begins with, when that is a tag.
    first: Option<Tag>,
}

#[derive(Debug, Clone, Copy)]
struct Tag {
    weight: Weight,
    is_closing: bool,
    has_attributes: bool,
    /// A bare capital: `<P>` is a ticker too, and `<A>` a parameter of a type.
    is_like_symbol: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Weight {
    /// `html`, `head`, `body`.
    Page,
    /// Paragraphs, tables, lists, links, pictures, scripts.
    Layout,
    /// Bold, italic and the like.
    Phrase,
}

impl Markup {
    fn count(text: &str) -> Self {
        let mut markup = Self::default();
        let bytes = text.as_bytes();
        for at in memchr::memchr_iter(b'<', bytes) {
            let Some(tag) = Tag::read(&bytes[at + 1..]) else {
                continue;
            };
            let starts_line = at == 0 || bytes[at - 1] == b'\n';
            if tag.is_like_symbol && !starts_line {
                continue;
            }
            markup.num_tags += 1;
            markup.num_layout += usize::from(tag.weight == Weight::Layout);
            markup.num_closing += usize::from(tag.is_closing);
            markup.num_with_attributes += usize::from(tag.has_attributes);
            markup.has_page_element |= starts_line && tag.weight == Weight::Page;
            if at == 0 {
                markup.first = Some(tag);
            }
        }
        markup
    }

    fn is_page(&self, len: usize) -> bool {
        let is_confirmed = self.num_closing + self.num_with_attributes > 0;
        let by_first = self.first.is_some_and(|tag| {
            let is_layout = tag.weight != Weight::Phrase;
            is_confirmed || is_layout && (!tag.is_like_symbol || self.num_layout > 1)
        });
        let by_layout = self.num_layout >= 3 && len / self.num_tags <= BYTES_PER_TAG;
        by_first || by_layout || self.has_page_element && self.num_tags > 1
    }
}

impl Tag {
    /// Reads a tag behind its `<`; `None` when it is no tag of HTML, or has punctuation behind it,
    /// as where a sentence speaks of it: `<p>, <br>.`
    fn read(bytes: &[u8]) -> Option<Self> {
        let is_closing = bytes.first() == Some(&b'/');
        let bytes = &bytes[usize::from(is_closing)..];
        let len = bytes
            .iter()
            .take(12)
            .take_while(|byte| byte.is_ascii_alphanumeric())
            .count();
        let (name, rest) = bytes.split_at(len);
        if !matches!(rest.first()?, b'>' | b'/' | b' ' | b'\t' | b'\n' | b'\r') {
            return None;
        }
        let weight = weight(&name.to_ascii_lowercase())?;
        let rest = &rest[..rest.len().min(LONGEST_TAG)];
        let end = memchr::memchr2(b'>', b'<', rest).filter(|end| rest[*end] == b'>')?;
        let has_attributes = rest[..end].contains(&b'=');
        let is_mention = !is_closing
            && !has_attributes
            && matches!(rest[end + 1..], [b',' | b'.' | b';' | b':' | b')', ..]);
        (!is_mention).then_some(Self {
            weight,
            is_closing,
            has_attributes,
            is_like_symbol: !is_closing && !has_attributes && matches!(name, [b'A'..=b'Z']),
        })
    }
}

fn weight(name: &[u8]) -> Option<Weight> {
    match name {
        b"html" | b"head" | b"body" => Some(Weight::Page),
        b"a" | b"address" | b"article" | b"aside" | b"base" | b"blockquote" | b"br" | b"button"
        | b"center" | b"dd" | b"div" | b"dl" | b"dt" | b"figcaption" | b"figure" | b"footer"
        | b"form" | b"frame" | b"frameset" | b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6"
        | b"header" | b"hr" | b"iframe" | b"img" | b"input" | b"li" | b"link" | b"main"
        | b"meta" | b"nav" | b"noscript" | b"ol" | b"p" | b"pre" | b"script" | b"section"
        | b"style" | b"svg" | b"table" | b"tbody" | b"td" | b"template" | b"th" | b"thead"
        | b"time" | b"title" | b"tr" | b"ul" => Some(Weight::Layout),
        b"abbr" | b"b" | b"big" | b"cite" | b"code" | b"em" | b"font" | b"i" | b"q" | b"small"
        | b"span" | b"strike" | b"strong" | b"sub" | b"sup" | b"tt" | b"u" => Some(Weight::Phrase),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Format) {
        assert_eq!(tell(text), expected, "{}", clip(text, 80));
    }

    #[test]
    fn declared_pages() {
        for text in [
            "<!DOCTYPE html>Hello",
            "\n\t <!doctype HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\">\n<p>x",
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!-- saved -->\n<html xmlns=\"x\"></html>",
            "<!-- a <b> comment --><!-- another --> <html><body>Text</body></html>",
            "<?xml version='1.0'?><release><para>Text</para></release>",
        ] {
            check(text, Format::Html);
        }
    }

    #[test]
    fn pages_without_a_declaration() {
        for text in [
            "<HTML><TITLE>News</TITLE>\nText",
            "<html>\n<body>Text",
            "<table border=0><tr><td>Acme",
            "<TABLE><TR><TD>Acme opens a plant",
            "<p>Acme opens a plant",
            "<P>Acme opens a plant\n<P>The plant",
            "<TITLE>Acme opens a plant",
            "<b>Acme opens a plant</b>\nThe plant",
            "URL: http://acme.example/1\n\n<html><head>\n<title>Acme</title>",
            "Acme opens a plant<br><br>ASTANA - Acme today<br>opened",
            "<h1>Acme</h1>",
        ] {
            check(text, Format::Html);
        }
    }

    #[test]
    fn text_with_angle_brackets() {
        for text in [
            "",
            "<POM.N> POMONA SETS PAYOUT\nPomona Corp <POM.N> said",
            "<P> SETS PAYOUT\nThe oil company said",
            "<P> SETS PAYOUT\nPhillips <P> and <A> and <P>",
            "<IBM> and <T> rose",
            "trait Of<A>: From<P> + To<P> + With<A>",
            "Contact: Jane Doe <jane@acme.example>, <https://acme.example>",
            "Use <b> for bold and </b> to end it.",
            "The tags are <html>, <head> and <body>.",
            "Use <p>, <br>, <hr> and <div>.",
            "1 < 2 and 3 > 2",
            "<b> is the tag for bold",
            "<unknown attr=\"1\">text</unknown>",
            "<<< Page 1 >>>",
            "<!-- not closed",
            "a &lt;p&gt; b",
        ] {
            check(text, Format::Text);
        }
    }

    #[test]
    fn a_long_text_that_shows_a_few_tags_is_text() {
        let words = "The agency said that the plan was on track. ".repeat(80);
        check(&format!("{words}<p><br><p>{words}"), Format::Text);
        check(&"a line<br>another<p>".repeat(200), Format::Html);
    }

    #[test]
    fn the_window_ends_between_characters() {
        check(&"é".repeat(WINDOW), Format::Text);
        check(&format!("x{}", "é".repeat(WINDOW)), Format::Text);
    }

    #[test]
    fn unclosed_brackets_cost_linear_time() {
        check(&"<a ".repeat(100_000), Format::Text);
        check(&"<!--".repeat(100_000), Format::Text);
        check(&"<!---->".repeat(100_000), Format::Text);
    }
}
