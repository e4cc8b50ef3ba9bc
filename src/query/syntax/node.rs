//! The tree of a query: engine-neutral.

use std::ops::Range;

use crate::query::FacetField;
use crate::query::field::{TextField, TextScope};
use crate::release::PartialDate;

/// A query or a part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// Every release.
    All,
    /// A word as typed, which may hold hyphens and apostrophes.
    Word {
        /// The part to look in; `None` for headline, subhead, body and the lines around them.
        field: Option<TextField>,
        /// The word.
        text: String,
    },
    /// Words that begin so.
    Prefix {
        /// See `Word`.
        field: Option<TextField>,
        /// The beginning, without the asterisk.
        text: String,
    },
    /// Words in that order.
    Phrase {
        /// See `Word`.
        field: Option<TextField>,
        /// The words.
        text: String,
        /// How many positions the words may be out of place, all told.
        slop: u32,
    },
    /// Releases with a facet value.
    Facet {
        /// The facet.
        field: FacetField,
        /// The value as typed.
        value: String,
        /// Where it stands in the query, in bytes.
        span: Range<usize>,
    },
    /// Words, phrases, beginnings of words and choices among them, each near the one before.
    Near {
        /// At least two, all of one field.
        operands: Vec<Node>,
        /// How each but the first belongs to the one before it.
        links: Vec<Link>,
    },
    /// A word, phrase, beginning of words or a choice among them, found so many times.
    AtLeast {
        /// How many times.
        times: u32,
        /// What.
        node: Box<Node>,
    },
    /// Releases published within a range.
    Date(DateRange),
    /// All of these.
    And(Vec<Node>),
    /// Any of these.
    Or(Vec<Node>),
    /// Not this.
    Not(Box<Node>),
}

/// How two neighbours of a chain belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// In either order, the second at most this many words from the first; the next word is 1.
    Within(u32),
    /// In one sentence.
    SameSentence,
}

/// Dates from the first day of one to the last day of the other; an open end has none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DateRange {
    /// The first.
    pub since: Option<PartialDate>,
    /// The last.
    pub until: Option<PartialDate>,
}

impl Node {
    /// All of these, without needless levels.
    pub fn and(nodes: Vec<Self>) -> Option<Self> {
        Self::join(nodes, Self::And, |node| match node {
            Self::And(inner) => Ok(inner),
            other => Err(other),
        })
    }

    /// Where a word, a phrase, a beginning of words or a choice among such of one field is looked
    /// for; `None` for what has no place in a text.
    pub fn place(&self) -> Option<TextScope> {
        match self {
            Self::Word { field, .. } | Self::Prefix { field, .. } | Self::Phrase { field, .. }
                if *field != Some(TextField::Number) =>
            {
                Some((*field).into())
            }
            Self::Or(nodes) => {
                let mut places = nodes.iter().map(Self::place);
                let first = places.next()??;
                places.all(|place| place == Some(first)).then_some(first)
            }
            _ => None,
        }
    }

    /// Any of these, without needless levels.
    pub fn or(nodes: Vec<Self>) -> Option<Self> {
        Self::join(nodes, Self::Or, |node| match node {
            Self::Or(inner) => Ok(inner),
            other => Err(other),
        })
    }

    /// Not this; not not this is this.
    pub fn not(node: Self) -> Self {
        match node {
            Self::Not(inner) => *inner,
            other => Self::Not(Box::new(other)),
        }
    }

    fn join(
        nodes: Vec<Self>,
        wrap: fn(Vec<Self>) -> Self,
        open: fn(Self) -> Result<Vec<Self>, Self>,
    ) -> Option<Self> {
        let mut flat = Vec::with_capacity(nodes.len());
        for node in nodes {
            match open(node) {
                Ok(inner) => flat.extend(inner),
                Err(node) => flat.push(node),
            }
        }
        match flat.len() {
            0 => None,
            1 => flat.pop(),
            _ => Some(wrap(flat)),
        }
    }
}
