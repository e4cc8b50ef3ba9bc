//! What of the markup survives pruning. Data only.

use html5ever::{LocalName, local_name};

/// The name of an attribute that cleaning reads, given in any case; rules of `sites/` can select by
/// these.
pub(super) fn kept_attribute(name: &str) -> Option<LocalName> {
    let mut lower = [0; MAX_ATTRIBUTE_BYTES];
    let lower = lower.get_mut(..name.len())?;
    lower.copy_from_slice(name.as_bytes());
    lower.make_ascii_lowercase();
    Some(match &*lower {
        b"alt" => local_name!("alt"),
        b"aria-hidden" => local_name!("aria-hidden"),
        b"class" => local_name!("class"),
        b"content" => local_name!("content"),
        b"datetime" => local_name!("datetime"),
        b"hidden" => local_name!("hidden"),
        b"href" => local_name!("href"),
        b"http-equiv" => local_name!("http-equiv"),
        b"id" => local_name!("id"),
        b"itemprop" => local_name!("itemprop"),
        b"itemscope" => local_name!("itemscope"),
        b"itemtype" => local_name!("itemtype"),
        b"lang" => local_name!("lang"),
        b"name" => local_name!("name"),
        b"property" => local_name!("property"),
        b"rel" => local_name!("rel"),
        b"role" => local_name!("role"),
        b"style" => local_name!("style"),
        b"type" => local_name!("type"),
        b"xml:lang" => local_name!("xml:lang"),
        _ => return None,
    })
}

/// The longest name of an attribute that is kept, in bytes.
const MAX_ATTRIBUTE_BYTES: usize = 11;

/// What pruning does with an element, and what it knows of how it closes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Dropped with all it holds, which HTML reads as raw text up to the end tag; its name.
    Raw(&'static str),
    /// Dropped with all it holds, when it is closed; its name.
    Dropped(&'static str),
    /// The tag is dropped and joins the text around it: formatting.
    Joining,
    /// The same, and the text is set in bold or large letters.
    Bold,
    /// The tag is dropped and parts the text around it: pictures and frames, whose substitute text
    /// is the page.
    Parting,
    /// The title of the page, whose content is text.
    Title,
    /// Nothing stands in it.
    Void,
    /// The page itself or its head or body, of which there is one.
    Page,
    /// It closes by itself, so it does not nest without another between.
    Implied,
    /// A form.
    Form,
    /// A heading.
    Heading,
    /// Its end tag closes all in it, whatever that is (HTML, "in body", end tags of blocks).
    Block,
    /// Any other element.
    Other,
}

/// The longest name that has a role of its own, in bytes.
const MAX_NAME_BYTES: usize = 10;

/// The role of a tag by its name, in any case.
pub(super) fn role(name: &str) -> Role {
    let mut lower = [0; MAX_NAME_BYTES];
    let Some(lower) = lower.get_mut(..name.len()) else {
        return Role::Other;
    };
    lower.copy_from_slice(name.as_bytes());
    lower.make_ascii_lowercase();
    match &*lower {
        b"iframe" => Role::Raw("iframe"),
        b"noembed" => Role::Raw("noembed"),
        b"noscript" => Role::Raw("noscript"),
        b"script" => Role::Raw("script"),
        b"style" => Role::Raw("style"),
        b"textarea" => Role::Raw("textarea"),
        b"xmp" => Role::Raw("xmp"),
        b"audio" => Role::Dropped("audio"),
        b"canvas" => Role::Dropped("canvas"),
        b"datalist" => Role::Dropped("datalist"),
        b"map" => Role::Dropped("map"),
        b"math" => Role::Dropped("math"),
        b"select" => Role::Dropped("select"),
        b"svg" => Role::Dropped("svg"),
        b"template" => Role::Dropped("template"),
        b"video" => Role::Dropped("video"),
        b"abbr" | b"acronym" | b"base" | b"code" | b"embed" | b"em" | b"font" | b"i" | b"input"
        | b"kbd" | b"mark" | b"nobr" | b"param" | b"picture" | b"plaintext" | b"rb" | b"rp"
        | b"rt" | b"rtc" | b"ruby" | b"s" | b"samp" | b"small" | b"source" | b"strike" | b"tt"
        | b"u" | b"var" | b"wbr" => Role::Joining,
        b"b" | b"big" | b"strong" => Role::Bold,
        b"center" | b"frame" | b"frameset" | b"img" | b"noframes" => Role::Parting,
        b"title" => Role::Title,
        b"area" | b"basefont" | b"bgsound" | b"br" | b"col" | b"hr" | b"image" | b"keygen"
        | b"link" | b"meta" | b"track" => Role::Void,
        b"body" | b"head" | b"html" => Role::Page,
        b"dd" | b"dt" | b"li" | b"option" | b"p" | b"tbody" | b"td" | b"tfoot" | b"th"
        | b"thead" | b"tr" => Role::Implied,
        b"form" => Role::Form,
        b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => Role::Heading,
        b"address" | b"applet" | b"article" | b"aside" | b"blockquote" | b"button" | b"details"
        | b"dir" | b"div" | b"dl" | b"fieldset" | b"figcaption" | b"figure" | b"footer"
        | b"header" | b"hgroup" | b"listing" | b"main" | b"marquee" | b"menu" | b"nav"
        | b"object" | b"ol" | b"pre" | b"section" | b"summary" | b"table" | b"ul" => Role::Block,
        _ => Role::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_told_in_any_case() {
        for (name, expected) in [
            ("DIV", Role::Block),
            ("Script", Role::Raw("script")),
            ("blockquote", Role::Block),
            ("blockquotes", Role::Other),
            ("é", Role::Other),
            ("", Role::Other),
        ] {
            assert_eq!(role(name), expected, "{name}");
        }
    }
}
