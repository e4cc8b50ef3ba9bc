//! The names of fields, as the query language and the command line write them.

use super::FacetField;

/// Asks a facet for releases without a value.
pub const NO_VALUE: &str = "none";

/// A part of a release in which words can be looked for by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TextField {
    /// Headline.
    Headline,
    /// Subhead.
    Subhead,
    /// First paragraph of the body.
    Lead,
    /// Body.
    Body,
    /// Direct quotes.
    Quote,
    /// Who is quoted.
    Speaker,
    /// "About …" parts.
    Boilerplate,
    /// Contact blocks.
    Contacts,
    /// Publisher.
    Issuer,
    /// Dateline.
    Dateline,
    /// The issuer's own number, which is one term.
    Number,
}

/// Where in a release words are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextScope {
    /// Where an unnamed word is: headline, subhead, body and the lines around them.
    Unnamed,
    /// In one part.
    Part(TextField),
}

impl From<Option<TextField>> for TextScope {
    fn from(field: Option<TextField>) -> Self {
        field.map_or(Self::Unnamed, Self::Part)
    }
}

const TEXT_FIELDS: &[(&str, TextField)] = &[
    ("headline", TextField::Headline),
    ("subhead", TextField::Subhead),
    ("lead", TextField::Lead),
    ("body", TextField::Body),
    ("quote", TextField::Quote),
    ("speaker", TextField::Speaker),
    ("boilerplate", TextField::Boilerplate),
    ("contacts", TextField::Contacts),
    ("issuer", TextField::Issuer),
    ("dateline", TextField::Dateline),
    ("number", TextField::Number),
];

const FACET_FIELDS: &[(&str, &str, FacetField)] = &[
    ("country", "country", FacetField::Country),
    ("person", "person", FacetField::Person),
    (
        "person_as_written",
        "person as written",
        FacetField::PersonAsWritten,
    ),
    ("topic", "topic", FacetField::Topic),
    ("language", "language", FacetField::Language),
    ("year", "year", FacetField::Year),
    ("month", "month", FacetField::Month),
    ("day", "day", FacetField::Day),
    ("source", "source folder", FacetField::Source),
    ("issuer", "issuer", FacetField::Issuer),
];

/// What a name before a colon means in a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QueryField {
    /// Words in a part of the release.
    Text(TextField),
    /// A facet value.
    Facet(FacetField),
    /// A date or a range of dates.
    Date,
}

impl QueryField {
    /// The field of that name, whatever its case.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        if name == "date" {
            return Some(Self::Date);
        }
        let text = TEXT_FIELDS.iter().find(|(known, _)| *known == name);
        if let Some((_, field)) = text {
            return Some(Self::Text(*field));
        }
        FacetField::named(&name).map(Self::Facet)
    }

    /// Every name.
    pub fn names() -> impl Iterator<Item = &'static str> {
        let texts = TEXT_FIELDS.iter().map(|(name, _)| *name);
        let facets = FACET_FIELDS.iter().map(|(name, ..)| *name);
        texts.chain(facets).chain(["date"])
    }
}

impl FacetField {
    /// The name on the command line and in queries.
    pub fn name(self) -> &'static str {
        entry(self).0
    }

    /// The name in a sentence.
    pub fn singular(self) -> &'static str {
        entry(self).1
    }

    /// The field of that name in lower case.
    pub fn named(name: &str) -> Option<Self> {
        let found = FACET_FIELDS.iter().find(|(known, ..)| *known == name);
        found.map(|(.., field)| *field)
    }
}

fn entry(field: FacetField) -> (&'static str, &'static str) {
    let found = FACET_FIELDS.iter().find(|(.., known)| *known == field);
    found.map_or(("", ""), |(name, singular, _)| (*name, *singular))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_facet_has_a_name_that_leads_back_to_it() {
        for (name, _, field) in FACET_FIELDS {
            assert_eq!(FacetField::named(name), Some(*field));
            assert_eq!(field.name(), *name);
        }
    }

    #[test]
    fn names_are_known_in_any_case() {
        for name in QueryField::names() {
            assert!(QueryField::named(&name.to_uppercase()).is_some(), "{name}");
        }
        assert_eq!(QueryField::named("http"), None);
    }
}
