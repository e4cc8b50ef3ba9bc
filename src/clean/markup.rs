//! What of the markup survives pruning. Data only.

/// Attributes that cleaning reads; rules of `sites/` can select by these.
pub(super) const KEPT_ATTRIBUTES: &[&str] = &[
    "alt",
    "aria-hidden",
    "class",
    "content",
    "datetime",
    "hidden",
    "href",
    "http-equiv",
    "id",
    "itemprop",
    "itemscope",
    "itemtype",
    "lang",
    "name",
    "property",
    "rel",
    "role",
    "style",
    "type",
    "xml:lang",
];

/// Elements dropped with all they hold; HTML reads their content as raw text up to the end tag.
pub(super) const RAW: &[&str] = &[
    "iframe", "noembed", "noscript", "script", "style", "textarea", "xmp",
];
/// Elements dropped with all they hold, when they are closed.
pub(super) const DROPPED: &[&str] = &[
    "audio", "canvas", "datalist", "map", "math", "select", "svg", "template", "video",
];
/// Tags dropped, their content kept: formatting, and frames, whose substitute text is the page.
pub(super) const UNWRAPPED: &[&str] = &[
    "abbr",
    "acronym",
    "b",
    "base",
    "big",
    "center",
    "code",
    "embed",
    "em",
    "font",
    "frame",
    "frameset",
    "i",
    "img",
    "input",
    "kbd",
    "mark",
    "nobr",
    "noframes",
    "param",
    "picture",
    "plaintext",
    "s",
    "samp",
    "small",
    "source",
    "strike",
    "strong",
    "tt",
    "u",
    "var",
    "wbr",
];
/// Of these, the ones that set their text in bold or large letters.
pub(super) const BOLD_TAGS: &[&str] = &["b", "big", "strong"];
/// Elements that close by themselves, so they do not nest without another between them.
pub(super) const UNCOUNTED: &[&str] = &[
    "body", "br", "col", "dd", "dt", "head", "hr", "html", "li", "link", "meta", "option", "p",
    "tbody", "td", "tfoot", "th", "thead", "tr",
];
