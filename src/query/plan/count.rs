//! Facet counts: each is the number of hits that the same search has with that value chosen.

use std::collections::HashMap;

use tantivy::{SegmentReader, TantivyError};

use super::bits::DocBits;
use super::matching::Matches;
use crate::config::Config;
use crate::index::{IndexError, Searcher, date_of_day, segment_values};
use crate::query::{FacetCount, FacetCounts, FacetField, FacetRequest};

/// Counts the values of one facet. The values chosen of the facet itself hide none of the others.
pub fn count_facet(
    searcher: &Searcher,
    config: &Config,
    matches: &Matches,
    request: &FacetRequest,
) -> Result<FacetCounts, IndexError> {
    let mut tally = Tally::default();
    for (at, segment) in searcher.engine().segment_readers().iter().enumerate() {
        let hits = matches.hits_without_choice(at, request.field);
        count_segment(segment, request.field, &hits, &mut tally)
            .map_err(|error| IndexError::engine(searcher.folder(), error))?;
    }
    let mut values: Vec<_> = tally.counts.into_iter().collect();
    if is_time(request.field) {
        values.sort_by(|(a, _), (b, _)| b.cmp(a));
    } else {
        values.sort_by(|(a, count_a), (b, count_b)| (count_b, a).cmp(&(count_a, b)));
    }
    let num_more = values.len().saturating_sub(request.limit);
    values.truncate(request.limit);
    let values = values.into_iter().map(|(value, count)| FacetCount {
        label: label(config, request.field, &value),
        value,
        count,
    });
    Ok(FacetCounts {
        field: request.field,
        values: values.collect(),
        num_more,
        num_without: tally.num_without,
    })
}

/// A histogram is read along the time, not by the height of its bars.
fn is_time(field: FacetField) -> bool {
    matches!(
        field,
        FacetField::Year | FacetField::Month | FacetField::Day
    )
}

#[derive(Default)]
struct Tally {
    counts: HashMap<String, u64>,
    num_without: u64,
}

impl Tally {
    fn add(&mut self, value: String, count: u64) {
        if count > 0 {
            *self.counts.entry(value).or_default() += count;
        }
    }
}

fn label(config: &Config, field: FacetField, value: &str) -> String {
    let label = match field {
        FacetField::Country => config.countries.label(value),
        FacetField::Topic => config.topics.label(value).unwrap_or(value),
        _ => value,
    };
    label.to_owned()
}

fn count_segment(
    segment: &SegmentReader,
    field: FacetField,
    hits: &DocBits,
    tally: &mut Tally,
) -> Result<(), TantivyError> {
    match field {
        FacetField::Country => count_values(segment, "country", Tree::Flat, hits, tally),
        FacetField::Person => count_values(segment, "person", Tree::Flat, hits, tally),
        FacetField::PersonAsWritten => {
            count_values(segment, "person_as_written", Tree::Flat, hits, tally)
        }
        FacetField::Language => count_values(segment, "language", Tree::Flat, hits, tally),
        FacetField::Issuer => count_values(segment, "issuer_name", Tree::Flat, hits, tally),
        FacetField::Topic => count_values(segment, "topic", Tree::Paths, hits, tally),
        FacetField::Source => count_values(segment, "folder", Tree::Paths, hits, tally),
        FacetField::Year | FacetField::Month | FacetField::Day => {
            count_days(segment, field, hits, tally)
        }
    }
}

/// Whether a value counts for the paths above it too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tree {
    Flat,
    Paths,
}

fn count_values(
    segment: &SegmentReader,
    name: &str,
    tree: Tree,
    hits: &DocBits,
    tally: &mut Tally,
) -> Result<(), TantivyError> {
    let values = segment_values(segment, name)?;
    let Some(column) = segment.fast_fields().str(name)? else {
        tally.num_without += hits.len();
        return Ok(());
    };
    let nodes = Nodes::new(&values, tree);
    let mut counts = vec![0u64; nodes.names.len()];
    // The last hit that a node was counted for: a release counts once, however many values lead there.
    let mut counted_for = vec![u64::MAX; nodes.names.len()];
    for doc in hits.iter() {
        let mut has_value = false;
        for ordinal in column.term_ords(doc) {
            has_value = true;
            let of_value = usize::try_from(ordinal)
                .ok()
                .and_then(|at| nodes.of_value.get(at));
            for node in of_value.into_iter().flatten() {
                if counted_for[*node] != u64::from(doc) {
                    counted_for[*node] = u64::from(doc);
                    counts[*node] += 1;
                }
            }
        }
        tally.num_without += u64::from(!has_value);
    }
    for (name, count) in nodes.names.into_iter().zip(counts) {
        tally.add(name, count);
    }
    Ok(())
}

/// The values of a facet and the paths above them.
struct Nodes {
    names: Vec<String>,
    /// For each value, by ordinal, its own node and those above it.
    of_value: Vec<Vec<usize>>,
}

impl Nodes {
    fn new(values: &[String], tree: Tree) -> Self {
        let mut names: Vec<String> = Vec::new();
        let mut places: HashMap<&str, usize> = HashMap::new();
        let mut of_value = Vec::with_capacity(values.len());
        for value in values {
            let inner = value.match_indices('/').map(|(at, _)| at);
            let ends: Vec<_> = match tree {
                Tree::Flat => vec![value.len()],
                Tree::Paths => inner.chain([value.len()]).collect(),
            };
            let nodes = ends.into_iter().map(|end| {
                let path = &value[..end];
                *places.entry(path).or_insert_with(|| {
                    names.push(path.to_owned());
                    names.len() - 1
                })
            });
            of_value.push(nodes.collect());
        }
        Self { names, of_value }
    }
}

fn count_days(
    segment: &SegmentReader,
    field: FacetField,
    hits: &DocBits,
    tally: &mut Tally,
) -> Result<(), TantivyError> {
    let first_day = segment.fast_fields().i64("first_day")?;
    let last_day = segment.fast_fields().i64("last_day")?;
    let mut counts: HashMap<(i64, i64), u64> = HashMap::new();
    for doc in hits.iter() {
        match (first_day.first(doc), last_day.first(doc)) {
            (Some(first), Some(last)) => *counts.entry((first, last)).or_default() += 1,
            _ => tally.num_without += 1,
        }
    }
    for ((first, last), count) in counts {
        match period(field, first, last) {
            Some(period) => tally.add(period, count),
            None => tally.num_without += count,
        }
    }
    Ok(())
}

/// The year, month or day that holds all days from `first` to `last`.
fn period(field: FacetField, first: i64, last: i64) -> Option<String> {
    let first = date_of_day(first)?;
    let last = date_of_day(last)?;
    let month = |day: time::Date| (day.year(), u8::from(day.month()));
    match field {
        FacetField::Year => (first.year() == last.year()).then(|| format!("{:04}", first.year())),
        FacetField::Month => {
            let (year, number) = month(first);
            (month(first) == month(last)).then(|| format!("{year:04}-{number:02}"))
        }
        _ => (first == last).then(|| first.to_string()),
    }
}
