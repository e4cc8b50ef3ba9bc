//! Who appears with whom.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::plan::Together;
use super::search::Found;
use super::{FacetField, QueryError, QueryWarning, SearchRequest};
use crate::config::Config;
use crate::index::Searcher;

/// A person with a number of releases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonCount {
    /// The name, as the facet has it.
    pub name: String,
    /// Releases.
    pub count: u64,
}

/// A person with those named beside them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Companions {
    /// The person, and the releases that name them.
    pub person: PersonCount,
    /// Those named in the same releases, and in how many; the most frequent first.
    pub with: Vec<PersonCount>,
    /// How many further ones there are.
    pub num_more: usize,
}

/// Two persons and the releases that name both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairCount {
    /// The names in the order of their letters.
    pub names: [String; 2],
    /// Releases.
    pub count: u64,
}

/// Who appears with whom in the releases of a search.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Appearances {
    /// Releases that match.
    pub total: u64,
    /// Of these, the ones that name nobody.
    pub num_without: u64,
    /// The persons, the most frequent first; of a release in its own order.
    pub persons: Vec<Companions>,
    /// How many further persons there are.
    pub num_more_persons: usize,
    /// The pairs, the most frequent first; ties by name.
    pub pairs: Vec<PairCount>,
    /// How many further pairs there are.
    pub num_more_pairs: usize,
    /// What the user should know of the query.
    pub warnings: Vec<QueryWarning>,
}

/// The persons of the releases that match a request, and which of them are named together. The most
/// that is listed of anything is `limit`.
pub fn who(
    searcher: &Searcher,
    request: &SearchRequest,
    config: &Config,
    limit: usize,
) -> Result<Appearances, QueryError> {
    let found = Found::new(searcher, request, config)?;
    let field = request.field_meant(FacetField::Person);
    let together = Together::count(searcher, &found.matches, field, None)?;
    let counted = Counted::new(&together, limit);
    let mut numbers: Vec<_> = (0..together.names.len()).collect();
    numbers.sort_by_key(|number| counted.rank(*number, together.counts[*number]));
    let num_more_persons = numbers.len().saturating_sub(limit);
    numbers.truncate(limit);
    let (pairs, num_more_pairs) = counted.pairs();
    Ok(Appearances {
        total: found.matches.num_hits(),
        num_without: together.num_without,
        persons: numbers.iter().map(|n| counted.companions(*n)).collect(),
        num_more_persons,
        pairs,
        num_more_pairs,
        warnings: found.warnings,
    })
}

/// With whom these persons are named in the releases that match a request.
pub fn who_with(
    searcher: &Searcher,
    request: &SearchRequest,
    config: &Config,
    (names, limit): (&[String], usize),
) -> Result<Appearances, QueryError> {
    let found = Found::new(searcher, request, config)?;
    let field = request.field_meant(FacetField::Person);
    let together = Together::count(searcher, &found.matches, field, Some(names))?;
    let counted = Counted::new(&together, limit);
    let mut known: Vec<usize> = Vec::with_capacity(names.len());
    for name in names {
        let number = together.names.iter().position(|known| known == name);
        known.extend(number.filter(|number| !known.contains(number)));
    }
    Ok(Appearances {
        total: found.matches.num_hits(),
        num_without: together.num_without,
        persons: known.iter().map(|n| counted.companions(*n)).collect(),
        warnings: found.warnings,
        ..Appearances::default()
    })
}

/// Counts with the companions of each person.
struct Counted<'t> {
    together: &'t Together,
    with: HashMap<usize, Vec<(usize, u64)>>,
    limit: usize,
}

impl<'t> Counted<'t> {
    fn new(together: &'t Together, limit: usize) -> Self {
        let mut with: HashMap<usize, Vec<(usize, u64)>> = HashMap::new();
        for ((one, other), count) in &together.pairs {
            with.entry(*one).or_default().push((*other, *count));
            with.entry(*other).or_default().push((*one, *count));
        }
        Self {
            together,
            with,
            limit,
        }
    }

    /// The most frequent first, ties by name.
    fn rank(&self, number: usize, count: u64) -> (Reverse<u64>, &'t str) {
        (Reverse(count), &self.together.names[number])
    }

    fn person(&self, number: usize, count: u64) -> PersonCount {
        PersonCount {
            name: self.together.names[number].clone(),
            count,
        }
    }

    fn companions(&self, number: usize) -> Companions {
        let mut with = self.with.get(&number).cloned().unwrap_or_default();
        with.sort_by_key(|(other, count)| self.rank(*other, *count));
        let num_more = with.len().saturating_sub(self.limit);
        with.truncate(self.limit);
        let with = with.into_iter().map(|(other, n)| self.person(other, n));
        Companions {
            person: self.person(number, self.together.counts[number]),
            with: with.collect(),
            num_more,
        }
    }

    fn pairs(&self) -> (Vec<PairCount>, usize) {
        let names = &self.together.names;
        let ordered = |(one, other): (usize, usize)| {
            let (one, other) = (names[one].as_str(), names[other].as_str());
            (one.min(other), one.max(other))
        };
        let pairs = self.together.pairs.iter();
        let mut pairs: Vec<_> = pairs
            .map(|(pair, n)| (Reverse(*n), ordered(*pair)))
            .collect();
        pairs.sort_unstable();
        let num_more = pairs.len().saturating_sub(self.limit);
        pairs.truncate(self.limit);
        let pairs = pairs
            .into_iter()
            .map(|(Reverse(count), (one, other))| PairCount {
                names: [one.to_owned(), other.to_owned()],
                count,
            });
        (pairs.collect(), num_more)
    }
}
