//! Places in a text: which of them lie near each other or in one sentence.

use super::clause::PlacesRule;
use crate::query::syntax::Link;

/// A stretch of a text, in positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The first position.
    pub start: u32,
    /// The position just past the last one.
    pub end: u32,
}

/// For each operand which of its places meet the rule, or `None` when the rule is not met.
///
/// Places are sorted and differ; `sentences` are the positions at which sentences open, in order.
/// Takes `n log n` time in the number of places.
pub fn chosen(
    operands: &[Vec<Place>],
    rule: &PlacesRule,
    sentences: &[u32],
) -> Option<Vec<Vec<bool>>> {
    match rule {
        PlacesRule::Chain(links) => chained(operands, links, sentences),
        PlacesRule::AtLeast(times) => {
            let places = operands.first()?;
            let mut starts: Vec<_> = places.iter().map(|place| place.start).collect();
            starts.dedup();
            (starts.len() >= *times as usize).then(|| vec![vec![true; places.len()]])
        }
    }
}

fn chained(operands: &[Vec<Place>], links: &[Link], sentences: &[u32]) -> Option<Vec<Vec<bool>>> {
    let first = operands.first()?;
    let mut kept = vec![vec![true; first.len()]];
    let pairs = || operands.windows(2).zip(links).enumerate();
    for (at, (pair, link)) in pairs() {
        let reached: Vec<_> = only(&pair[0], &kept[at]).collect();
        let linked = linked(&reached, &pair[1], *link, sentences);
        if !linked.contains(&true) {
            return None;
        }
        kept.push(linked);
    }
    // Back again: what leads nowhere is no part of a chain.
    for (at, (pair, link)) in pairs().collect::<Vec<_>>().into_iter().rev() {
        let reached: Vec<_> = only(&pair[1], &kept[at + 1]).collect();
        let back = linked(&reached, &pair[0], *link, sentences);
        for (kept, back) in kept[at].iter_mut().zip(back) {
            *kept &= back;
        }
    }
    kept[0].contains(&true).then_some(kept)
}

fn only<'p>(places: &'p [Place], kept: &'p [bool]) -> impl Iterator<Item = Place> + 'p {
    let kept = places.iter().zip(kept).filter(|(_, kept)| **kept);
    kept.map(|(place, _)| *place)
}

/// Which of the places have one among `others` that they are linked to and do not overlap.
fn linked(others: &[Place], places: &[Place], link: Link, sentences: &[u32]) -> Vec<bool> {
    match link {
        Link::Within(num_words) => {
            let starts: Vec<_> = others.iter().map(|other| other.start).collect();
            let mut ends: Vec<_> = others.iter().map(|other| other.end).collect();
            ends.sort_unstable();
            let near = |place: &Place| {
                let after = starts.partition_point(|start| *start < place.end);
                let follows = starts.get(after).is_some_and(|s| s - place.end < num_words);
                let before = ends.partition_point(|end| *end <= place.start);
                let precedes = before > 0 && place.start - ends[before - 1] < num_words;
                follows || precedes
            };
            places.iter().map(near).collect()
        }
        Link::SameSentence => {
            let of_others = sentence_reaches(others, sentences);
            let together = |place: &Place| {
                let sentence = sentence_of(*place, sentences);
                let found = of_others.binary_search_by_key(&sentence, |(known, ..)| Some(*known));
                found.is_ok_and(|at| {
                    let (_, first_end, last_start) = of_others[at];
                    first_end <= place.start || last_start >= place.end
                })
            };
            places.iter().map(together).collect()
        }
    }
}

/// The number of the sentence that a place lies in as a whole.
fn sentence_of(place: Place, sentences: &[u32]) -> Option<usize> {
    let number = |position| sentences.partition_point(|opening| *opening <= position);
    let first = number(place.start);
    (number(place.end.saturating_sub(1)) == first).then_some(first)
}

/// For each sentence with places in it where the first of them ends and the last one starts.
fn sentence_reaches(places: &[Place], sentences: &[u32]) -> Vec<(usize, u32, u32)> {
    let mut reaches: Vec<(usize, u32, u32)> = Vec::new();
    for place in places {
        let Some(sentence) = sentence_of(*place, sentences) else {
            continue;
        };
        match reaches.last_mut() {
            Some((last, first_end, last_start)) if *last == sentence => {
                *first_end = place.end.min(*first_end);
                *last_start = place.start.max(*last_start);
            }
            _ => reaches.push((sentence, place.end, place.start)),
        }
    }
    reaches
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn places(starts: &[u32]) -> Vec<Place> {
        let place = |start: &u32| Place {
            start: *start,
            end: start + 1,
        };
        starts.iter().map(place).collect()
    }

    fn check(operands: &[&[u32]], links: &[Link], expected: Option<&[&[u32]]>) {
        let operands: Vec<_> = operands.iter().map(|starts| places(starts)).collect();
        let rule = PlacesRule::Chain(links.to_vec());
        let found = chosen(&operands, &rule, &[0, 10, 20]).map(|kept| {
            let pairs = operands.iter().zip(&kept);
            let starts = pairs.map(|(places, kept)| only(places, kept).map(|p| p.start).collect());
            starts.collect::<Vec<Vec<u32>>>()
        });
        let expected = expected.map(|e| e.iter().map(|starts| starts.to_vec()).collect());
        assert_eq!(found, expected);
    }

    #[test]
    fn words_are_near_in_either_order_and_not_to_themselves() {
        use Link::Within;
        check(&[&[3, 9], &[5]], &[Within(2)], Some(&[&[3], &[5]]));
        check(&[&[5], &[3, 9]], &[Within(2)], Some(&[&[5], &[3]]));
        check(&[&[3], &[6]], &[Within(2)], None);
        check(&[&[3], &[3]], &[Within(9)], None);
        check(&[&[3, 4], &[3, 4]], &[Within(1)], Some(&[&[3, 4], &[3, 4]]));
        check(&[&[3], &[]], &[Within(9)], None);
    }

    #[test]
    fn each_of_a_chain_is_near_the_one_before_it() {
        use Link::{SameSentence, Within};
        let chain = [Within(2), Within(2)];
        check(
            &[&[1, 30], &[3, 32], &[5]],
            &chain,
            Some(&[&[1], &[3], &[5]]),
        );
        check(&[&[1], &[3, 7], &[8]], &chain, None);
        let mixed = [SameSentence, Within(1)];
        check(
            &[&[11], &[9, 19], &[20]],
            &mixed,
            Some(&[&[11], &[19], &[20]]),
        );
    }

    #[test]
    fn a_sentence_ends_where_the_next_one_opens() {
        let same = [Link::SameSentence];
        check(&[&[9], &[10]], &same, None);
        check(&[&[10], &[19]], &same, Some(&[&[10], &[19]]));
        check(&[&[12], &[12]], &same, None);
    }

    #[test]
    fn places_are_counted_once_each() {
        let rule = |times| PlacesRule::AtLeast(times);
        let three = [places(&[1, 4, 9])];
        assert!(chosen(&three, &rule(3), &[]).is_some());
        assert!(chosen(&three, &rule(4), &[]).is_none());
    }

    proptest! {
        #[test]
        fn pairs_are_linked_as_they_are_one_by_one(
            left in prop::collection::btree_set((0u32..60, 1u32..4), 0..12),
            right in prop::collection::btree_set((0u32..60, 1u32..4), 0..12),
            num_words in 1u32..8,
        ) {
            let places = |set: &std::collections::BTreeSet<(u32, u32)>| -> Vec<Place> {
                set.iter().map(|(start, len)| Place { start: *start, end: start + len }).collect()
            };
            let (left, right) = (places(&left), places(&right));
            let sentences = [0, 7, 20, 33];
            for link in [Link::Within(num_words), Link::SameSentence] {
                let is_pair = |a: &Place, b: &Place| {
                    let apart = if a.end <= b.start {
                        b.start - a.end + 1
                    } else if b.end <= a.start {
                        a.start - b.end + 1
                    } else {
                        return false;
                    };
                    match link {
                        Link::Within(n) => apart <= n,
                        Link::SameSentence => {
                            let of = |p: &Place| sentence_of(*p, &sentences);
                            of(a).is_some() && of(a) == of(b)
                        }
                    }
                };
                let expected: Vec<_> =
                    right.iter().map(|b| left.iter().any(|a| is_pair(a, b))).collect();
                prop_assert_eq!(linked(&left, &right, link, &sentences), expected);
            }
        }
    }
}
