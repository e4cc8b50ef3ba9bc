//! A name of a country or place as it stands in a part of the article.

use crate::config::Sense;

/// The part of the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Part {
    /// The headline.
    Headline,
    /// The subhead.
    Subhead,
    /// The body.
    Body,
}

/// How far the surroundings let a name be a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Standing {
    /// It is one.
    Sure,
    /// It is one when the text names the country elsewhere.
    Doubtful,
    /// It stands in the name of an organisation.
    InName,
    /// It tells one currency from others: `Canadian dollars`.
    OfCurrency,
}

/// The word or mark before a name, as far as it tells the part that the place plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Lead {
    /// It opens a sentence.
    Opening,
    /// A comma.
    Comma,
    /// `and`, `or`.
    And,
    /// `of`.
    Of,
    /// `in`, `at`, `near`.
    In,
    /// `to`, `from`, `with`, `against`, `for`.
    Toward,
    /// Anything else.
    Other,
}

/// One match.
#[derive(Debug, Clone)]
pub(super) struct Hit<'g> {
    /// Where it stands.
    pub(super) part: Part,
    /// Byte offset of its start in the part.
    pub(super) start: usize,
    /// Byte offset just past its end in the part.
    pub(super) end: usize,
    /// The number of its first atom in the part.
    pub(super) first_atom: usize,
    /// The number just past its last atom.
    pub(super) end_atom: usize,
    /// What stands before it.
    pub(super) lead: Lead,
    /// The folded name, the same for all mentions of it.
    pub(super) key: String,
    /// What it can mean; never empty.
    pub(super) senses: Vec<&'g Sense>,
    /// What the words beside it say.
    pub(super) standing: Standing,
}

/// All matches of an article in reading order.
#[derive(Debug, Default)]
pub(super) struct Hits<'g> {
    /// The matches.
    pub(super) hits: Vec<Hit<'g>>,
    /// The number of atoms of headline, subhead and body.
    pub(super) num_atoms: [usize; 3],
}
