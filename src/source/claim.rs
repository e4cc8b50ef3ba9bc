//! What stands around a text and says something of it: the fields of a feed, the head of a mail.

/// A statement about a document that is not part of its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Where it stood, in words: `rss pubDate`, `newsml-g2 headline`. `clean` knows which part of a
    /// release each names and how far it is trusted.
    pub origin: &'static str,
    /// The value as written, never empty.
    pub value: String,
}

impl Claim {
    /// A statement, unless it says nothing.
    pub fn new(origin: &'static str, value: &str) -> Option<Self> {
        let value = value.trim();
        let value = (!value.is_empty()).then(|| value.to_owned())?;
        Some(Self { origin, value })
    }

    /// Whether it is text of the release itself: its headline, its subhead or its summary.
    pub fn is_text(&self) -> bool {
        TEXTS.contains(&self.origin)
    }
}

/// Statements that are text of the release.
const TEXTS: &[&str] = &[
    "record headline",
    "record subhead",
    "ninjs headline",
    "ninjs subhead",
    "rss title",
    "rss description",
    "atom title",
    "atom summary",
    "newsml-g2 headline",
    "newsml-g2 title",
    "newsml-g2 description",
    "newsml HeadLine",
    "newsml SubHeadLine",
    "nitf title",
    "nitf hl1",
    "nitf hl2",
    "mail subject",
];
