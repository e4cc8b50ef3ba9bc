//! Why a release reads as it does: plain data that `dateline extract --explain` prints.

use serde::Serialize;

/// For every field of a release what was chosen, by which step, and what was passed over.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// The file.
    pub path: String,
    /// The site it comes from and the rule for it.
    pub site: Site,
    /// The fields in the order of the record.
    pub fields: Vec<Field>,
    /// What could not be read for certain.
    pub warnings: Vec<String>,
}

/// Where a page comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Site {
    /// The host, when it is known.
    pub host: Option<String>,
    /// What the host is told by: `page address`, `folder`.
    pub basis: Option<&'static str>,
    /// The file of the rule that was applied: `sites/larnwick.example.toml`.
    pub rule: Option<String>,
    /// A rule to begin with, where there is none.
    pub draft: Option<Draft>,
}

/// A rule for a site, to be corrected by whoever knows the site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Draft {
    /// The file, below the config folder.
    pub file: String,
    /// Its text, which finds what the general way found.
    pub text: String,
}

/// How the value of one field came about.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Field {
    /// The name of the field in the record.
    pub name: &'static str,
    /// What the record has.
    pub chosen: Vec<Choice>,
    /// What it might have had, the nearest first.
    pub passed_over: Vec<Choice>,
    /// What was taken away.
    pub removed: Vec<Removed>,
}

/// A value with what speaks for it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// The value.
    pub value: String,
    /// The step that found it, or the place it stood.
    pub basis: String,
    /// A selector for a rule of the site, where one finds the value.
    pub selector: Option<String>,
    /// What else matters: a score, or why it was passed over.
    pub note: Option<String>,
}

/// Text that was taken away for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Removed {
    /// Why.
    pub reason: String,
    /// The number of pieces of text.
    pub count: usize,
    /// The first of them.
    pub first: String,
}

/// What cleaning knows of a page beyond the document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageNotes {
    /// The site.
    pub site: Site,
    /// How the body was found.
    pub body: Field,
    /// Where values of the metadata stand.
    pub places: Vec<Place>,
}

/// Where a value of the metadata stands on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The value.
    pub value: String,
    /// Its origin.
    pub origin: &'static str,
    /// What finds it.
    pub selector: String,
}

impl Field {
    /// A field about which nothing is known yet.
    pub fn new(name: &'static str) -> Self {
        Self {
            name,
            ..Self::default()
        }
    }
}

impl Choice {
    /// A value with its basis.
    pub fn new(value: impl Into<String>, basis: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            basis: basis.into(),
            ..Self::default()
        }
    }

    /// With what else matters.
    #[must_use]
    pub fn noted(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }
}

impl PageNotes {
    /// The selector for a value of the metadata.
    pub fn selector_of(&self, origin: &str, value: &str) -> Option<String> {
        let is_meant = |p: &&Place| p.origin == origin && p.value == value;
        self.places
            .iter()
            .find(is_meant)
            .map(|p| p.selector.clone())
    }
}
