//! Counts which persons releases name together.

use std::collections::HashMap;

use tantivy::TantivyError;

use super::count::OrdinalCounts;
use super::matching::Matches;
use crate::index::{IndexError, Searcher};
use crate::query::FacetField;

/// The persons of releases, by running number, with what each pair of them shares.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Together {
    /// The names, in the order in which they were met.
    pub names: Vec<String>,
    /// Releases that name each.
    pub counts: Vec<u64>,
    /// Releases that name both, the smaller number first.
    pub pairs: HashMap<(usize, usize), u64>,
    /// Releases that name nobody.
    pub num_without: u64,
    numbers: HashMap<String, usize>,
}

impl Together {
    /// Counts the persons of the hits. With a focus only those releases and pairs count that one of
    /// these persons is in.
    pub fn count(
        searcher: &Searcher,
        matches: &Matches,
        field: FacetField,
        focus: Option<&[String]>,
    ) -> Result<Self, IndexError> {
        let mut together = Self::default();
        for name in focus.into_iter().flatten() {
            together.number(name.clone());
        }
        let num_focus = focus.map(|_| together.names.len());
        let segments = 0..searcher.engine().segment_readers().len();
        for segment in segments {
            together
                .count_segment(searcher, (matches, segment), field, num_focus)
                .map_err(|error| IndexError::engine(searcher.folder(), error))?;
        }
        Ok(together)
    }

    fn count_segment(
        &mut self,
        searcher: &Searcher,
        (matches, at): (&Matches, usize),
        field: FacetField,
        num_focus: Option<usize>,
    ) -> Result<(), TantivyError> {
        let (segment, hits) = (
            searcher.engine().segment_reader(to_u32(at)),
            matches.hits(at),
        );
        let Some(name) = field.column() else {
            return Ok(());
        };
        let counts = OrdinalCounts::count(segment, name, hits)?;
        self.num_without += counts.num_without;
        let ordinals = counts.counted().map(|(ordinal, _)| ordinal);
        let ordinals: Vec<_> = ordinals.collect();
        let named = counts.named()?.into_iter();
        let numbers: Vec<_> = named.map(|(name, _)| self.number(name)).collect();
        let Some(column) = segment.fast_fields().str(name)? else {
            return Ok(());
        };
        let mut persons = Vec::new();
        for doc in hits.iter() {
            persons.clear();
            for ordinal in column.term_ords(doc) {
                let place = ordinals.binary_search(&ordinal).ok();
                persons.extend(place.map(|place| numbers[place]));
            }
            persons.sort_unstable();
            persons.dedup();
            // The persons in focus have the smallest numbers.
            let num_first = persons.partition_point(|p| num_focus.is_none_or(|n| *p < n));
            if num_first == 0 {
                continue;
            }
            for (place, one) in persons.iter().enumerate() {
                self.counts[*one] += 1;
                if place < num_first {
                    for other in &persons[place + 1..] {
                        *self.pairs.entry((*one, *other)).or_default() += 1;
                    }
                }
            }
        }
        Ok(())
    }

    fn number(&mut self, name: String) -> usize {
        if let Some(number) = self.numbers.get(&name) {
            return *number;
        }
        let number = self.names.len();
        self.numbers.insert(name.clone(), number);
        self.names.push(name);
        self.counts.push(0);
        number
    }
}

fn to_u32(segment: usize) -> u32 {
    u32::try_from(segment).expect("an index has fewer segments")
}
