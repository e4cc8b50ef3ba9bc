//! The texts of a release that passages are taken from.

use std::ops::Range;

use crate::index::lead_and_rest;
use crate::query::field::{TextField, TextScope};
use crate::release::Release;

/// A text of a release with the parts that lie in it.
#[derive(Debug, Clone)]
pub struct ShownText<'r> {
    /// The text.
    pub text: &'r str,
    /// What it is.
    part: TextField,
    /// Where the first paragraph ends, in a body.
    lead_end: usize,
    /// The quotes of a body, in bytes.
    quotes: Vec<Range<usize>>,
}

impl<'r> ShownText<'r> {
    /// The body of a release.
    pub fn body(release: &'r Release) -> Self {
        let quotes = release.quotes.iter();
        Self {
            lead_end: lead_and_rest(&release.body).0.len(),
            quotes: quotes.map(|quote| quote.start..quote.end).collect(),
            ..Self::of(TextField::Body, &release.body)
        }
    }

    /// A part without parts of its own.
    pub fn of(part: TextField, text: &'r str) -> Self {
        Self {
            text,
            part,
            lead_end: 0,
            quotes: Vec::new(),
        }
    }

    /// Whether what was looked for there is found in this range.
    pub fn shows(&self, scope: TextScope, range: &Range<usize>) -> bool {
        let unnamed = [TextField::Headline, TextField::Subhead, TextField::Body];
        match scope {
            TextScope::Unnamed => unnamed.contains(&self.part),
            TextScope::Part(part) if part == self.part => true,
            TextScope::Part(TextField::Lead) => range.end <= self.lead_end,
            TextScope::Part(TextField::Quote) => {
                let holds =
                    |quote: &Range<usize>| quote.start <= range.start && range.end <= quote.end;
                self.quotes.iter().any(holds)
            }
            TextScope::Part(_) => false,
        }
    }
}
