//! JSON: the wire types of the command line, and a formatter whose output a terminal cannot obey.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io;

use serde::ser::SerializeSeq;
use serde::{Serialize, Serializer};
use serde_json::ser::{CompactFormatter, Formatter};

use super::plain::is_dangerous;
use crate::query::{FacetCount, FacetCounts, Hit, QueryWarning, ScorePart, SearchResponse};
use crate::release::PartialDate;

/// Writes a value as one line of JSON and a line end.
///
/// Characters that a terminal obeys are written as `\u…` escapes; a reader of JSON gets the same text.
pub fn write_line<T: Serialize>(out: &mut dyn io::Write, value: &T) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::with_formatter(&mut *out, Harmless);
    value.serialize(&mut serializer).map_err(io::Error::from)?;
    out.write_all(b"\n")
}

/// Compact JSON in which control and direction characters are escaped.
struct Harmless;

impl Formatter for Harmless {
    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(at) = rest.find(is_dangerous) {
            let (before, from) = rest.split_at(at);
            CompactFormatter.write_string_fragment(writer, before)?;
            let mut chars = from.chars();
            if let Some(c) = chars.next() {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    write!(writer, "\\u{unit:04x}")?;
                }
            }
            rest = chars.as_str();
        }
        CompactFormatter.write_string_fragment(writer, rest)
    }
}

/// A facet value on the wire.
#[derive(Debug, Serialize)]
pub struct FacetCountJson<'r> {
    value: &'r str,
    label: &'r str,
    count: u64,
}

impl<'r> From<&'r FacetCount> for FacetCountJson<'r> {
    fn from(count: &'r FacetCount) -> Self {
        Self {
            value: &count.value,
            label: &count.label,
            count: count.count,
        }
    }
}

/// A warning on the wire; `span` are the bytes of the query that it is about.
#[derive(Debug, Serialize)]
pub(super) struct WarningJson<'r> {
    message: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    span: Option<[usize; 2]>,
}

pub(super) fn warnings(warnings: &[QueryWarning]) -> Vec<WarningJson<'_>> {
    let wire = warnings.iter().map(|warning| WarningJson {
        message: &warning.message,
        span: warning.span.as_ref().map(|span| [span.start, span.end]),
    });
    wire.collect()
}

/// What the listed values of a facet leave out.
#[derive(Debug, Serialize)]
struct FacetRestJson {
    more: usize,
    without: u64,
}

#[derive(Debug, Serialize)]
struct SnippetJson<'r> {
    text: &'r str,
    highlights: Vec<[usize; 2]>,
}

/// A hit on the wire.
#[derive(Debug, Serialize)]
pub struct HitJson<'r> {
    id: &'r str,
    source: &'r str,
    score: f32,
    headline: Option<&'r str>,
    date: Option<PartialDate>,
    countries: &'r [String],
    persons: &'r [String],
    topics: &'r [String],
    snippets: Vec<SnippetJson<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    explanation: Option<Vec<ScorePartJson<'r>>>,
}

/// What one word adds to a score.
#[derive(Debug, Serialize)]
struct ScorePartJson<'r> {
    word: &'r str,
    term: &'r str,
    field: &'r str,
    tf: u32,
    length: u32,
    doc_freq: u64,
    num_docs: u64,
    idf: f32,
    weight: f32,
    learnt: f32,
    score: f32,
}

impl<'r> From<&'r ScorePart> for ScorePartJson<'r> {
    fn from(part: &'r ScorePart) -> Self {
        Self {
            word: &part.word,
            term: &part.term,
            field: &part.field,
            tf: part.tf,
            length: part.length,
            doc_freq: part.doc_freq,
            num_docs: part.num_docs,
            idf: part.idf,
            weight: part.weight,
            learnt: part.learnt,
            score: part.score,
        }
    }
}

impl<'r> From<&'r Hit> for HitJson<'r> {
    fn from(hit: &'r Hit) -> Self {
        let snippets = hit.snippets.iter().map(|snippet| SnippetJson {
            text: &snippet.text,
            highlights: snippet
                .highlights
                .iter()
                .map(|h| [h.start, h.end])
                .collect(),
        });
        Self {
            id: &hit.id,
            source: &hit.source,
            score: hit.score,
            headline: hit.headline.as_deref(),
            date: hit.date,
            countries: &hit.countries,
            persons: &hit.persons,
            topics: &hit.topics,
            snippets: snippets.collect(),
            explanation: hit
                .explanation
                .as_ref()
                .map(|explanation| explanation.parts.iter().map(ScorePartJson::from).collect()),
        }
    }
}

/// Hits that are written one by one, as they are read.
#[derive(Debug)]
struct HitStream<I>(RefCell<I>);

impl<I: Iterator<Item = Hit>> Serialize for HitStream<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut written = serializer.serialize_seq(None)?;
        for hit in &mut *self.0.borrow_mut() {
            written.serialize_element(&HitJson::from(&hit))?;
        }
        written.end()
    }
}

/// The object of `search --json`.
#[derive(Debug, Serialize)]
#[serde(bound = "I: Iterator<Item = Hit>")]
pub struct SearchJson<'r, I> {
    query: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    mended: Option<&'r str>,
    total: u64,
    undated: u64,
    hits: HitStream<I>,
    facets: BTreeMap<&'static str, Vec<FacetCountJson<'r>>>,
    facet_rest: BTreeMap<&'static str, FacetRestJson>,
    warnings: Vec<WarningJson<'r>>,
    took_us: u64,
}

impl<'r, I: Iterator<Item = Hit>> SearchJson<'r, I> {
    /// An answer with its hits, which are read while they are written.
    pub fn new(response: &'r SearchResponse, hits: I) -> Self {
        let facets = response.facets.iter();
        Self {
            query: &response.query,
            mended: response.mended.as_ref().map(|mended| mended.query.as_str()),
            total: response.total,
            undated: response.num_undated,
            hits: HitStream(RefCell::new(hits)),
            facets: facets
                .clone()
                .map(|facet| (facet.field.name(), values(facet)))
                .collect(),
            facet_rest: facets
                .map(|facet| (facet.field.name(), rest(facet)))
                .collect(),
            warnings: warnings(&response.warnings),
            took_us: response.took_us,
        }
    }
}

fn values(facet: &FacetCounts) -> Vec<FacetCountJson<'_>> {
    facet.values.iter().map(FacetCountJson::from).collect()
}

fn rest(facet: &FacetCounts) -> FacetRestJson {
    FacetRestJson {
        more: facet.num_more,
        without: facet.num_without,
    }
}

/// The object of `facets --json`.
#[derive(Debug, Serialize)]
pub struct FacetsJson<'r> {
    query: &'r str,
    total: u64,
    field: &'static str,
    values: Vec<FacetCountJson<'r>>,
    more: usize,
    without: u64,
    warnings: Vec<WarningJson<'r>>,
    took_us: u64,
}

impl<'r> FacetsJson<'r> {
    /// One facet of a response.
    pub fn new(response: &'r SearchResponse, facet: &'r FacetCounts) -> Self {
        Self {
            query: &response.query,
            total: response.total,
            field: facet.field.name(),
            values: values(facet),
            more: facet.num_more,
            without: facet.num_without,
            warnings: warnings(&response.warnings),
            took_us: response.took_us,
        }
    }
}

#[derive(Debug, Serialize)]
struct BatchHitJson<'r> {
    id: &'r str,
    source: &'r str,
    score: f32,
}

/// One line of `search --queries`.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum BatchLine<'r> {
    /// The query was answered.
    #[serde(rename_all = "snake_case")]
    Answer(BatchAnswer<'r>),
    /// The query could not be answered.
    Failure {
        /// The query as read.
        query: &'r str,
        /// The number of the row, from 1.
        row: u64,
        /// Why.
        error: &'r str,
    },
}

/// The answer to one query of a batch.
#[derive(Debug, Serialize)]
pub struct BatchAnswer<'r> {
    query: &'r str,
    total: u64,
    hits: Vec<BatchHitJson<'r>>,
    warnings: Vec<WarningJson<'r>>,
    took_us: u64,
}

impl<'r> From<&'r SearchResponse> for BatchAnswer<'r> {
    fn from(response: &'r SearchResponse) -> Self {
        let hits = response.hits.iter().map(|hit| BatchHitJson {
            id: &hit.id,
            source: &hit.source,
            score: hit.score,
        });
        Self {
            query: &response.query,
            total: response.total,
            hits: hits.collect(),
            warnings: warnings(&response.warnings),
            took_us: response.took_us,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dangerous_characters_are_escaped_and_read_back_the_same() {
        let text = "a\u{9b}31m\u{202E}b\u{7f}\u{E0041}é\"\n";
        let mut out = Vec::new();
        write_line(&mut out, &text).expect("writes to memory");
        let line = String::from_utf8(out).expect("utf-8");
        assert_eq!(
            line,
            "\"a\\u009b31m\\u202eb\\u007f\\udb40\\udc41é\\\"\\n\"\n"
        );
        assert_eq!(serde_json::from_str::<String>(&line).expect("json"), text);
    }
}
