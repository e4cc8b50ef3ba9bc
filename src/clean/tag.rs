//! The elements that cleaning tells apart.

/// A tag, or a group of tags that are read alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    A,
    Article,
    Aside,
    Body,
    Br,
    Button,
    Caption,
    Cell,
    Code,
    Footer,
    Form,
    Head,
    Header,
    /// `h1` to `h6`, and `hgroup`'s parts.
    Heading(u8),
    Html,
    Item,
    Link,
    List,
    Main,
    Meta,
    Nav,
    P,
    Pre,
    Quote,
    Row,
    Table,
    Time,
    Title,
    /// `div`, `section` and whatever else parts text.
    Block,
    /// `span` and whatever else does not.
    Inline,
}

impl Tag {
    pub fn of(name: &str) -> Self {
        match name {
            "a" => Self::A,
            "article" => Self::Article,
            "aside" => Self::Aside,
            "body" => Self::Body,
            "br" => Self::Br,
            "button" | "label" | "legend" | "dialog" => Self::Button,
            "figcaption" | "caption" => Self::Caption,
            "td" | "th" => Self::Cell,
            "code" => Self::Code,
            "footer" => Self::Footer,
            "form" => Self::Form,
            "head" => Self::Head,
            "header" => Self::Header,
            "h1" => Self::Heading(1),
            "h2" => Self::Heading(2),
            "h3" => Self::Heading(3),
            "h4" => Self::Heading(4),
            "h5" => Self::Heading(5),
            "h6" => Self::Heading(6),
            "html" => Self::Html,
            "li" | "dd" | "dt" => Self::Item,
            "link" => Self::Link,
            "ul" | "ol" | "dl" | "dir" | "menu" => Self::List,
            "main" => Self::Main,
            "meta" => Self::Meta,
            "nav" => Self::Nav,
            "p" => Self::P,
            "pre" | "listing" => Self::Pre,
            "blockquote" => Self::Quote,
            "tr" => Self::Row,
            "table" => Self::Table,
            "time" => Self::Time,
            "title" => Self::Title,
            "address" | "details" | "div" | "fieldset" | "figure" | "hgroup" | "hr" | "section"
            | "summary" | "tbody" | "thead" | "tfoot" | "option" | "amp-sidebar"
            | "amp-lightbox" => Self::Block,
            _ => Self::Inline,
        }
    }

    /// Whether it parts the text before it from its own.
    pub fn is_block(self) -> bool {
        !matches!(
            self,
            Self::A | Self::Br | Self::Code | Self::Inline | Self::Link | Self::Meta | Self::Time
        )
    }

    /// Whether text right inside it is shown.
    pub fn holds_text(self) -> bool {
        !matches!(
            self,
            Self::Head | Self::Html | Self::Title | Self::Meta | Self::Link
        )
    }
}
