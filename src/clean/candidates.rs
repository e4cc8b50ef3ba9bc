//! Values of metadata with the place of their origin in the order of precedence.

use super::document::Evidence;

/// The place of a name in an order of precedence, with the name as that spells it.
pub(super) fn rank(origins: &'static [&'static str], name: &str) -> Option<(usize, &'static str)> {
    let rank = origins
        .iter()
        .position(|origin| origin.eq_ignore_ascii_case(name))?;
    Some((rank, origins[rank]))
}

/// Adds a value that has a place in the order; at most 64.
pub(super) fn push(
    found: &mut Vec<(usize, Evidence)>,
    origins: &'static [&'static str],
    name: &str,
    value: &str,
) {
    const MAX_VALUES: usize = 64;
    let Some((rank, origin)) = rank(origins, name) else {
        return;
    };
    let value = fold_space(value);
    if !value.is_empty() && found.len() < MAX_VALUES {
        found.push((rank, Evidence { value, origin }));
    }
}

/// The values, the most trusted first, each once.
pub(super) fn in_order(mut found: Vec<(usize, Evidence)>) -> Vec<Evidence> {
    found.sort_by_key(|(rank, _)| *rank);
    without_repeats(found.into_iter().map(|(_, evidence)| evidence))
}

/// The values in their order, each once. There are few: the lists are capped as they are read.
pub(super) fn without_repeats<T: PartialEq>(found: impl Iterator<Item = T>) -> Vec<T> {
    let mut values = Vec::new();
    for value in found {
        if !values.contains(&value) {
            values.push(value);
        }
    }
    values
}

/// A value with its white space folded.
pub(super) fn fold_space(value: &str) -> String {
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}
