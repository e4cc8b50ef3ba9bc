//! The fields of the index.
//!
//! `text` is the one field that ranking reads: body, headline, subhead and the lines around them,
//! each word as often as the weight of its part says. The other text fields serve `field:word`.

use tantivy::schema::{
    FAST, FacetOptions, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema,
    TextFieldIndexing, TextOptions,
};

use super::analysis::TOKENIZER;

/// The format that this program writes and reads. A change of schema or analysis raises it.
pub const FORMAT_VERSION: u32 = 3;

/// The name of the field that notes have and releases have not.
pub const NOTE: &str = "note";

/// Every field of the schema.
#[derive(Debug, Clone)]
pub struct Fields {
    /// The id, 16 hexadecimal digits.
    pub id: Field,
    /// Absolute path of the file and, after `!`, the member of an archive.
    pub source: Field,
    /// What a file became that has no release of its own: why it was skipped, or that it is a copy;
    /// only on the notes that say so, never on a release.
    pub note: Field,
    /// The record as JSON, stored; on the note of a copy its `source`.
    pub record: Field,
    /// What the facets are made from beside the record, as JSON, stored.
    pub aside: Field,
    /// The ledger: size in bytes, modification time in ns since 1970, first 64 bits of the hash.
    pub size: Field,
    /// See `size`.
    pub mtime: Field,
    /// See `size`.
    pub hash: Field,
    /// The id as a number, which breaks ties.
    pub id_key: Field,
    /// The hash of `source` as a number, which breaks ties between equal files.
    pub source_key: Field,
    /// First and last day that the date can mean, in days since 1970; none when undated.
    pub first_day: Field,
    /// See `first_day`.
    pub last_day: Field,
    /// Where the body ends in `text`, in positions.
    pub body_end: Field,
    /// All that an unnamed word is looked for in; ranking reads it.
    pub text: Field,
    /// The parts of a release, for `field:word`.
    pub parts: PartFields,
    /// Folded whole words, each after the tag of its part; for prefixes and for spelling.
    pub words: Field,
    /// Folded forms of the names of persons, whole; the name that they are merged under too.
    pub person_form: Field,
    /// Folded forms of the names of persons as the release writes them.
    pub written_form: Field,
    /// Facets, for filters and counts.
    pub facets: FacetFields,
}

/// Text fields by part of a release.
#[derive(Debug, Clone)]
pub struct PartFields {
    pub headline: Field,
    pub subhead: Field,
    pub lead: Field,
    pub quote: Field,
    pub speaker: Field,
    pub boilerplate: Field,
    pub contacts: Field,
    pub issuer: Field,
    pub dateline: Field,
    pub number: Field,
}

/// Facet fields.
#[derive(Debug, Clone)]
pub struct FacetFields {
    pub country: Field,
    pub country_mentioned: Field,
    pub person: Field,
    pub person_as_written: Field,
    pub topic: Field,
    pub language: Field,
    pub folder: Field,
    pub issuer: Field,
}

/// Builds the schema. Called when an index is created and when it is opened.
pub fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let indexing = |record| {
        TextFieldIndexing::default()
            .set_tokenizer(TOKENIZER)
            .set_index_option(record)
    };
    let positions = TextOptions::default()
        .set_indexing_options(indexing(IndexRecordOption::WithFreqsAndPositions));
    let presence = TextOptions::default()
        .set_indexing_options(indexing(IndexRecordOption::Basic).set_fieldnorms(false));
    let mut part = |name| builder.add_text_field(name, positions.clone());
    let text = part("text");
    let parts = PartFields {
        headline: part("headline"),
        subhead: part("subhead"),
        lead: part("lead"),
        quote: part("quote"),
        speaker: part("speaker"),
        boilerplate: part("boilerplate"),
        contacts: part("contacts"),
        issuer: part("issuer"),
        dateline: part("dateline"),
        number: builder.add_text_field("number", STRING),
    };
    let mut facet = |name| builder.add_facet_field(name, FacetOptions::default());
    let facets = FacetFields {
        country: facet("country"),
        country_mentioned: facet("country_mentioned"),
        person: facet("person"),
        person_as_written: facet("person_as_written"),
        topic: facet("topic"),
        language: facet("language"),
        folder: facet("folder"),
        issuer: facet("issuer_name"),
    };
    let fields = Fields {
        id: builder.add_text_field("id", STRING),
        source: builder.add_text_field("source", STRING | FAST),
        note: builder.add_text_field(NOTE, STRING | FAST),
        record: builder.add_text_field("record", STORED),
        aside: builder.add_text_field("aside", STORED),
        size: builder.add_u64_field("size", FAST),
        mtime: builder.add_i64_field("mtime", FAST),
        hash: builder.add_u64_field("hash", FAST | INDEXED),
        id_key: builder.add_u64_field("id_key", FAST),
        source_key: builder.add_u64_field("source_key", FAST),
        first_day: builder.add_i64_field("first_day", FAST),
        last_day: builder.add_i64_field("last_day", FAST),
        body_end: builder.add_u64_field("body_end", FAST),
        text,
        parts,
        words: builder.add_text_field("words", presence),
        person_form: builder.add_text_field("person_form", STRING),
        written_form: builder.add_text_field("written_form", STRING),
        facets,
    };
    (builder.build(), fields)
}

/// The tag of a part in the `words` field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum WordPart {
    /// Headline.
    Headline,
    /// Subhead.
    Subhead,
    /// First paragraph of the body, which is also part of the body.
    Lead,
    /// Body.
    Body,
    /// Issuer, dateline and release number: found by an unnamed word.
    Margin,
    /// Quotes.
    Quote,
    /// Speakers of quotes.
    Speaker,
    /// Boilerplate.
    Boilerplate,
    /// Contacts.
    Contacts,
    /// The issuer alone.
    Issuer,
    /// The dateline alone.
    Dateline,
}

impl WordPart {
    /// Every part.
    pub const ALL: [Self; 11] = [
        Self::Headline,
        Self::Subhead,
        Self::Lead,
        Self::Body,
        Self::Margin,
        Self::Quote,
        Self::Speaker,
        Self::Boilerplate,
        Self::Contacts,
        Self::Issuer,
        Self::Dateline,
    ];

    /// The part of a tag.
    pub fn of_tag(tag: char) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.tag() == tag)
    }

    /// One letter, which no word of the field shares.
    pub fn tag(self) -> char {
        match self {
            Self::Headline => 'H',
            Self::Subhead => 'S',
            Self::Lead => 'L',
            Self::Body => 'B',
            Self::Margin => 'M',
            Self::Quote => 'Q',
            Self::Speaker => 'P',
            Self::Boilerplate => 'A',
            Self::Contacts => 'C',
            Self::Issuer => 'I',
            Self::Dateline => 'D',
        }
    }
}
