//! Facet counts: each is the number of hits that the same search has with that value chosen.
//!
//! Values are counted by their ordinals in a segment; their texts are read from the dictionary for
//! those alone that are shown, or that have to be told apart between segments.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::matching::Matches;
use super::resolve::path_meant;
use crate::config::Config;
use crate::index::{IndexError, Searcher};
use crate::query::{FacetCount, FacetCounts, FacetField, FacetRequest, QueryError};
use crate::text::fold::fold;

mod days;
mod values;

use days::count_days;
use values::count_paths;

pub use values::OrdinalCounts;

/// Counts the values of one facet. The values chosen of the facet itself hide none of the others.
pub fn count_facet(
    searcher: &Searcher,
    config: &Config,
    matches: &Matches,
    request: &FacetRequest,
) -> Result<FacetCounts, QueryError> {
    let wanted = Wanted::new(searcher, config, request)?;
    let mut tally = Tally::default();
    let segments = searcher.engine().segment_readers();
    for (at, segment) in segments.iter().enumerate() {
        let hits = matches.hits_without_choice(at, request.field);
        let failed = |error| IndexError::engine(searcher.folder(), error);
        match request.field.column() {
            None => count_days(segment, request.field, &hits, &mut tally).map_err(failed)?,
            Some(name) if request.field.is_tree() => {
                count_paths(segment, name, &hits, &mut tally).map_err(failed)?;
            }
            Some(name) => {
                let counts = OrdinalCounts::count(segment, name, &hits).map_err(failed)?;
                tally.num_without += counts.num_without;
                if segments.len() == 1 && wanted.takes_all() {
                    return Ok(wanted.top_of_one(&counts).map_err(failed)?);
                }
                let named = counts.named().map_err(failed)?;
                for (value, count) in named {
                    tally.add(value, count);
                }
            }
        }
    }
    Ok(wanted.top(tally))
}

/// The counts of all values, whatever their segment.
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

/// Which values are asked for.
struct Wanted<'r> {
    config: &'r Config,
    request: &'r FacetRequest,
    /// The beginning that paths have to have, with its slash.
    below: Option<String>,
    /// What the value or its label has to hold, folded.
    matching: Option<String>,
}

impl<'r> Wanted<'r> {
    fn new(
        searcher: &Searcher,
        config: &'r Config,
        request: &'r FacetRequest,
    ) -> Result<Self, QueryError> {
        let below = match &request.below {
            Some(typed) if request.field.is_tree() => {
                let path = path_meant(searcher, config, request.field, typed)?;
                Some(format!("{path}/"))
            }
            _ => None,
        };
        let matching = request.matching.as_deref();
        Ok(Self {
            config,
            request,
            below,
            matching: matching.map(|typed| fold(typed.trim()).into_owned()),
        })
    }

    fn takes_all(&self) -> bool {
        self.matching.is_none()
    }

    fn takes(&self, value: &str) -> bool {
        let Some(rest) = value.strip_prefix(self.below.as_deref().unwrap_or_default()) else {
            return false;
        };
        let is_level = match self.request.level {
            Some(level) if self.request.field.is_tree() => rest.split('/').count() == level,
            _ => true,
        };
        let holds = |text: &str| {
            let matching = self.matching.as_deref();
            matching.is_none_or(|matching| fold(text).contains(matching))
        };
        is_level && (holds(value) || holds(self.label(value)))
    }

    fn label<'v>(&'v self, value: &'v str) -> &'v str {
        match self.request.field {
            FacetField::Country => self.config.countries.label(value),
            FacetField::Topic => self.config.topics.label(value).unwrap_or(value),
            _ => value,
        }
    }

    fn top(&self, tally: Tally) -> FacetCounts {
        let mut values: Vec<_> = tally.counts.into_iter().collect();
        values.retain(|(value, _)| self.takes(value));
        // A histogram is read along the time, not by the height of its bars.
        if self.request.field.is_time() {
            values.sort_by(|(a, _), (b, _)| b.cmp(a));
        } else {
            values.sort_by(|(a, count_a), (b, count_b)| (count_b, a).cmp(&(count_a, b)));
        }
        let num_more = values.len().saturating_sub(self.request.limit);
        values.truncate(self.request.limit);
        self.counts(values, num_more, tally.num_without)
    }

    /// The same for the only segment, where the order of the ordinals is that of the values.
    fn top_of_one(&self, counts: &OrdinalCounts) -> Result<FacetCounts, tantivy::TantivyError> {
        let mut ordinals: Vec<_> = counts.counted().collect();
        let limit = self.request.limit;
        let key = |(ordinal, count): &(u64, u64)| (Reverse(*count), *ordinal);
        let num_more = ordinals.len().saturating_sub(limit);
        if num_more > 0 {
            ordinals.select_nth_unstable_by_key(limit, key);
            ordinals.truncate(limit);
        }
        let mut values = counts.names(&mut ordinals)?;
        values.sort_by(|(a, count_a), (b, count_b)| (count_b, a).cmp(&(count_a, b)));
        Ok(self.counts(values, num_more, counts.num_without))
    }

    fn counts(&self, values: Vec<(String, u64)>, num_more: usize, num_without: u64) -> FacetCounts {
        let values = values.into_iter().map(|(value, count)| FacetCount {
            label: self.label(&value).to_owned(),
            value,
            count,
        });
        FacetCounts {
            field: self.request.field,
            values: values.collect(),
            num_more,
            num_without,
        }
    }
}
