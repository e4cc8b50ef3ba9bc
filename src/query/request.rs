//! What is asked: engine-neutral, so that another engine can answer it.

use crate::release::PartialDate;

/// A field whose values can be counted and filtered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FacetField {
    /// Countries that the release is about, by code.
    Country,
    /// Persons by full name, spellings merged by the authority file.
    Person,
    /// Persons by the fullest form that the release itself writes, nothing merged.
    PersonAsWritten,
    /// Topics by path; a value counts for all paths above it.
    Topic,
    /// Language by ISO 639-1 code.
    Language,
    /// Year of publication.
    Year,
    /// Month of publication, `2021-08`.
    Month,
    /// Day of publication, `2021-08-19`.
    Day,
    /// The folder that the file lies in.
    Source,
    /// The publisher.
    Issuer,
}

impl FacetField {
    /// Every field, in the order of the documentation.
    pub const ALL: [Self; 10] = [
        Self::Country,
        Self::Person,
        Self::PersonAsWritten,
        Self::Topic,
        Self::Language,
        Self::Year,
        Self::Month,
        Self::Day,
        Self::Source,
        Self::Issuer,
    ];

    /// True for values that are paths and count for those above them.
    pub fn is_tree(self) -> bool {
        matches!(self, Self::Topic | Self::Source)
    }

    /// True for periods of time.
    pub fn is_time(self) -> bool {
        matches!(self, Self::Year | Self::Month | Self::Day)
    }

    /// The column of the index that holds the values; `None` for what is reckoned from the date.
    pub(super) fn column(self) -> Option<&'static str> {
        match self {
            Self::Country => Some("country"),
            Self::Person => Some("person"),
            Self::PersonAsWritten => Some("person_as_written"),
            Self::Topic => Some("topic"),
            Self::Language => Some("language"),
            Self::Source => Some("folder"),
            Self::Issuer => Some("issuer_name"),
            Self::Year | Self::Month | Self::Day => None,
        }
    }
}

/// Filters. Values of one field mean OR, different fields mean AND; `not_…` excludes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filters {
    /// Values to have, by field. Countries may be a code, a name or a demonym, with `+former` the
    /// states before it, too; persons any known form; topics a path (with all below it), its last
    /// part or its label; folders a path or its last parts. `none` stands for no value at all.
    pub with: Vec<(FacetField, String)>,
    /// Values not to have, by field.
    pub without: Vec<(FacetField, String)>,
    /// Published on or after the first day of this date.
    pub since: Option<PartialDate>,
    /// Published on or before the last day of this date.
    pub until: Option<PartialDate>,
    /// Published within one of these.
    pub dates: Vec<PartialDate>,
    /// Not published within any of these.
    pub not_dates: Vec<PartialDate>,
    /// Only releases whose day in time is unknown.
    pub undated: bool,
    /// Only releases whose day in time is known.
    pub dated: bool,
}

/// The order of the hits. Equal hits come in the order of their paths, so the order is
/// total and stable.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Sort {
    /// Best first; without a query, newest first.
    #[default]
    Relevance,
    /// Newest first, undated last.
    Newest,
    /// Oldest first, undated last.
    Oldest,
}

/// A facet to count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetRequest {
    /// The field.
    pub field: FacetField,
    /// The most values to return; the response says how many more there are.
    pub limit: usize,
    /// Only values that hold this, in themselves or in their label, whatever the case and accents.
    pub matching: Option<String>,
    /// Only values below this path, for fields that are trees.
    pub below: Option<String>,
    /// Only values so many levels below `below`, or below the root, for fields that are trees; from 1.
    pub level: Option<usize>,
}

impl FacetRequest {
    /// The first values of a facet.
    pub fn new(field: FacetField, limit: usize) -> Self {
        Self {
            field,
            limit,
            matching: None,
            below: None,
            level: None,
        }
    }
}

/// One search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchRequest {
    /// The query in the query language; empty matches everything.
    pub query: String,
    /// Filters.
    pub filters: Filters,
    /// Order.
    pub sort: Sort,
    /// Hits to pass over.
    pub offset: usize,
    /// The most hits to return; `None` returns all.
    pub limit: Option<usize>,
    /// Facets to count.
    pub facets: Vec<FacetRequest>,
    /// The most snippets a hit; 0 for none.
    pub num_snippets: usize,
    /// Take names of persons as each release writes them: what is asked of
    /// [`FacetField::Person`] is asked of [`FacetField::PersonAsWritten`].
    pub exact_names: bool,
    /// Say of each hit why it ranks where it does.
    pub explain: bool,
    /// Take the query as it is: mend no word, and never ask for less than it does.
    pub exact: bool,
}

impl SearchRequest {
    /// The field that is asked when this one is named.
    pub fn field_meant(&self, field: FacetField) -> FacetField {
        match field {
            FacetField::Person if self.exact_names => FacetField::PersonAsWritten,
            field => field,
        }
    }
}

impl Default for SearchRequest {
    fn default() -> Self {
        Self {
            query: String::new(),
            filters: Filters::default(),
            sort: Sort::Relevance,
            offset: 0,
            limit: Some(10),
            facets: Vec::new(),
            num_snippets: 1,
            exact_names: false,
            explain: false,
            exact: false,
        }
    }
}
