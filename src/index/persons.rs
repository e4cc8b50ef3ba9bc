//! Which release names which persons.

use std::collections::BTreeMap;

use super::{IndexError, Searcher};

/// Every person of an index with the releases that name them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonRows {
    /// In the order of the names; the releases by running number, in order.
    rows: Vec<(String, Vec<u32>)>,
}

impl PersonRows {
    /// The rows of releases given as lists of persons.
    pub fn of<'n>(releases: impl Iterator<Item = impl Iterator<Item = &'n str>>) -> Self {
        let mut rows: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        for (release, names) in (0..).zip(releases) {
            for name in names {
                rows.entry(name).or_default().push(release);
            }
        }
        let rows = rows.into_iter();
        Self {
            rows: rows.map(|(name, of)| (name.to_owned(), of)).collect(),
        }
    }

    /// The names in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.rows.iter().map(|(name, _)| name.as_str())
    }

    /// The name of a row.
    pub fn name(&self, row: usize) -> &str {
        &self.rows[row].0
    }

    /// The number of releases of a row.
    pub fn count(&self, row: usize) -> u64 {
        self.rows[row].1.len() as u64
    }

    /// Whether a release names both.
    pub fn are_together(&self, one: usize, other: usize) -> bool {
        let (one, other) = (&self.rows[one].1, &self.rows[other].1);
        let (few, many) = if one.len() < other.len() {
            (one, other)
        } else {
            (other, one)
        };
        few.iter()
            .any(|release| many.binary_search(release).is_ok())
    }
}

impl Searcher {
    /// The persons of every release.
    pub fn person_rows(&self) -> Result<PersonRows, IndexError> {
        let mut rows: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        let mut first = 0;
        for segment in self.engine().segment_readers() {
            let failed = |error| IndexError::engine(self.folder(), error);
            let values = super::segment_values(segment, "person").map_err(failed)?;
            let column = segment.fast_fields().str("person").map_err(failed)?;
            let mut releases: Vec<Vec<u32>> = vec![Vec::new(); values.len()];
            for doc in segment.doc_ids_alive() {
                let ordinals = column.iter().flat_map(|column| column.term_ords(doc));
                for ordinal in ordinals.filter_map(|ordinal| usize::try_from(ordinal).ok()) {
                    if let Some(of_value) = releases.get_mut(ordinal) {
                        of_value.push(first + doc);
                    }
                }
            }
            for (value, releases) in values.into_iter().zip(releases) {
                if !releases.is_empty() {
                    rows.entry(value).or_default().extend(releases);
                }
            }
            first += segment.max_doc();
        }
        Ok(PersonRows {
            rows: rows.into_iter().collect(),
        })
    }
}
