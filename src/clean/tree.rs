//! The markup that pruning leaves → tree: `html5ever`'s tree construction over the DOM of `scraper`.
//!
//! Pruning has cut the page into tags and text already, so no second tokenizer reads it: two thirds
//! of the cost of a parse. What comes out is what [`Html::parse_document`] makes of the same markup,
//! as a test holds for any text.

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, TreeSink as _};
use html5ever::{Attribute, LocalName, QualName, ns};
use memchr::memchr2;
use scraper::{Html, HtmlTreeSink};

use super::prune::{Kept, Markup, ScriptData, prune, pruned_text};
use super::references::{Within, dereferenced};

/// Prunes and parses a page.
pub(super) fn parse(page: &str) -> (Html, ScriptData<'_>) {
    let sink = HtmlTreeSink::new(Html::new_document());
    let mut tree = Tree {
        builder: TreeBuilder::new(sink, TreeBuilderOpts::default()),
        text: String::new(),
        is_at_start: true,
        is_all_title: false,
    };
    let data = prune(page, &mut tree);
    // NULs and carriage returns, which decoding leaves in no text, are the tokenizer's to read.
    if tree.is_all_title || memchr2(b'\0', b'\r', page.as_bytes()).is_some() {
        return (Html::parse_document(&pruned_text(page)), data);
    }
    (tree.finish(), data)
}

struct Tree {
    builder: TreeBuilder<<HtmlTreeSink as html5ever::tree_builder::TreeSink>::Handle, HtmlTreeSink>,
    /// The text since the last tag, references and all: one may be parted by what was cut out.
    text: String,
    /// A byte order mark would be passed over: at the start, which may follow a doctype, and where
    /// the tokenizer starts anew, behind a declared charset.
    is_at_start: bool,
    /// The title is never closed, so all markup behind it is its text.
    is_all_title: bool,
}

impl Tree {
    /// Hands a token on. Most that the builder answers is for tokenizers: of the elements whose
    /// content is no markup pruning leaves only the title, and knows its end.
    fn take(&mut self, token: Token) {
        // In a title the builder takes nothing but its text and its end.
        if self.is_all_title {
            return;
        }
        let answer = self.builder.process_token(token, 1);
        self.is_at_start = matches!(answer, TokenSinkResult::EncodingIndicator(_));
    }

    fn flush(&mut self) {
        let unmarked = self
            .text
            .strip_prefix('\u{feff}')
            .filter(|_| self.is_at_start);
        let written = unmarked.unwrap_or(&self.text);
        if written.is_empty() {
            return self.text.clear();
        }
        let text = match dereferenced(written, Within::Text) {
            Some(text) => StrTendril::from_slice(&text),
            None => StrTendril::from_slice(written),
        };
        self.text.clear();
        self.take(Token::CharacterTokens(text));
    }

    fn tag(&mut self, kind: TagKind, name: &str, attrs: Vec<Attribute>) {
        self.flush();
        self.take(Token::TagToken(Tag {
            kind,
            name: local_name(name),
            self_closing: false,
            attrs,
            had_duplicate_attributes: false,
        }));
    }

    fn finish(mut self) -> Html {
        self.flush();
        self.take(Token::EOFToken);
        self.builder.end();
        self.builder.sink.finish()
    }
}

impl Markup for Tree {
    fn text(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn sign(&mut self, sign: char) {
        self.text.push(sign);
    }

    fn start(&mut self, name: &str, attributes: &[Kept<'_>]) {
        let mut attrs: Vec<Attribute> = Vec::with_capacity(attributes.len());
        for kept in attributes {
            // The first of a name counts.
            if attrs.iter().all(|attr| attr.name.local != kept.name) {
                attrs.push(Attribute {
                    name: QualName::new(None, ns!(), kept.name.clone()),
                    value: value(kept.value),
                });
            }
        }
        self.tag(TagKind::StartTag, name, attrs);
    }

    fn end(&mut self, name: &str) {
        self.tag(TagKind::EndTag, name, Vec::new());
    }

    fn unclosed_title(&mut self) {
        self.is_all_title = true;
    }
}

fn local_name(name: &str) -> LocalName {
    if name.bytes().any(|b| b.is_ascii_uppercase()) {
        LocalName::from(name.to_ascii_lowercase())
    } else {
        LocalName::from(name)
    }
}

/// The value of an attribute as written, with its quotes if it has any.
fn value(written: &str) -> StrTendril {
    let quote = written.chars().next().filter(|c| matches!(c, '"' | '\''));
    let inner = quote.map_or(written, |_| &written[1..written.len() - 1]);
    match dereferenced(inner, Within::Attribute) {
        Some(text) => StrTendril::from_slice(&text),
        None => StrTendril::from_slice(inner),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(page: &str) {
        let by_tokenizer = Html::parse_document(&pruned_text(page));
        assert_eq!(parse(page).0.html(), by_tokenizer.html(), "{page}");
        assert!(parse(page).0.tree == by_tokenizer.tree, "{page}");
    }

    #[test]
    fn the_tree_is_that_of_the_tokenizer() {
        for page in [
            "",
            "text",
            "<p>a &amp; b &ampc &lt;p&gt; &notit; &#8217;&#x92;&#0; &#xzz; &;&",
            "<a href='/x?a=1&copy=2&amp;b' CLASS=\"x y\" class=z hidden>t</A >",
            "<title>a & b &amp; <b>c</b></title><p>d",
            "<title>never closed <p>a<div class=b>c</div>",
            "<pre>\n\na\nb</pre><pre>&#10;c</pre>",
            "&am<!-- -->p; &<b>lt;</b>",
            "<table>text<tr><td>1<td>2<tr><a href=x>y<a>z</table><p></p></p><br></br>",
            "<ul><li>a<li>b</ul><dl><dt>c<dd>d</dl><h1>e<h2>f</h3>",
            "a\r\nb\0c<p\0q>",
            "<!doctype html>\u{feff}<title>a</title>\u{feff}b",
            "\u{feff}\u{feff}<p>a",
            "<meta http-equiv=content-type content='text/html; charset=utf-8'>\u{feff}<title>a</title>b",
            "<html lang=en><head><meta charset=x></head><body class=a><html class=b><body id=c>",
            "<a =b href==c name= >t</a>&nbsp<span>&nbsp</span>x",
        ] {
            check(page);
        }
    }

    proptest! {
        #[test]
        fn of_any_markup(parts in prop::collection::vec(
            prop_oneof![
                "<(p|div|a|b|li|ul|table|tr|td|h1|title|pre|span|meta|form|P|x-y|svg|option)( (class|href|id|hidden|name)(=('[^']{0,4}'|[a-z&;#]{0,4}))?){0,2} ?/?>",
                "</(p|div|a|b|li|ul|table|tr|td|h1|title|pre|span|form|br|svg)[ /]?>",
                "&(amp|lt|copy|not|notin|#38|#x26|#|nbsp|amp;lt|hellip|Aacute|x)[;= a]?",
                "[ -~\n\u{a0}\u{feff}é]{0,12}",
                "<(!--[ -~]{0,6}--|!doctype html|\\?x)>",
            ], 0..24))
        {
            check(&parts.concat());
        }
    }
}
