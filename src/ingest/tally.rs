//! The facet values most often found in a run.

use std::collections::HashMap;

use crate::release::{CountryRole, Release};
use crate::report::{IndexReport, ValueCount};

/// Values of each facet that the report names.
const NUM_TOP: usize = 10;

/// Counts of facet values.
#[derive(Debug, Default)]
pub struct Tally {
    countries: HashMap<String, u64>,
    persons: HashMap<String, u64>,
    topics: HashMap<String, u64>,
}

impl Tally {
    /// Counts the values of one release.
    pub fn count(&mut self, release: &Release) {
        let about = release
            .countries
            .iter()
            .filter(|c| c.role == CountryRole::About);
        count_each(&mut self.countries, about.map(|c| &c.code));
        count_each(&mut self.persons, release.persons.iter().map(|p| &p.name));
        count_each(&mut self.topics, release.topics.iter().map(|t| &t.path));
    }

    /// Puts the most frequent values into the report.
    pub fn write(self, report: &mut IndexReport) {
        report.top_countries = top(self.countries);
        report.top_persons = top(self.persons);
        report.top_topics = top(self.topics);
    }
}

fn count_each<'v>(counts: &mut HashMap<String, u64>, values: impl Iterator<Item = &'v String>) {
    for value in values {
        if let Some(count) = counts.get_mut(value) {
            *count += 1;
        } else {
            counts.insert(value.clone(), 1);
        }
    }
}

/// The most frequent first, ties in order of the value.
fn top(counts: HashMap<String, u64>) -> Vec<ValueCount> {
    let mut values: Vec<_> = counts
        .into_iter()
        .map(|(value, count)| ValueCount { value, count })
        .collect();
    values.sort_unstable_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
    values.truncate(NUM_TOP);
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_are_in_order_of_the_value() {
        let counts = [("b", 2), ("a", 2), ("c", 9)].map(|(v, n)| (v.to_owned(), n));
        let found: Vec<_> = top(counts.into()).into_iter().map(|v| v.value).collect();
        assert_eq!(found, ["c", "a", "b"]);
    }
}
