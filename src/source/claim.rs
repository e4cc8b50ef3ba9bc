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
}
