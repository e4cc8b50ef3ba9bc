//! Brings the mentions of one person together: the fullest form is the value.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use super::cyrillic::{is_cyrillic, is_russian_surname, stem};
use super::describe::{Scene, merge, person, without_repeats};
use super::mention::{Found, Passage, found, place};
use super::name::{LAST_WORD, Name, last_sound};
use super::run::MAX_NAME_WORDS;
use super::word::{Form, Gap};
use crate::config::{PersonTable, WordClass};
use crate::release::Person;
use crate::text::key::KeyMap;

/// Of the persons who share a word of a name, how many a mention is held against: the last found.
/// Lists of namesakes without end stay linear.
const MAX_NAMESAKES: usize = 256;

/// Mentions of one person.
#[derive(Debug, Default)]
struct Cluster {
    mentions: Vec<Found>,
    /// Where they stand.
    places: BTreeSet<(u8, usize)>,
}

impl Cluster {
    fn push(&mut self, mention: Found) {
        self.places.insert(place(&mention));
        self.mentions.push(mention);
    }

    /// The mention with the fullest name, the earliest of equals.
    fn fullest(&self) -> Option<&Found> {
        let size = |f: &Found| (f.name.num_spelt(), f.name.len());
        self.mentions
            .iter()
            .rev()
            .max_by(|a, b| size(a).cmp(&size(b)))
    }

    fn is_full(&self) -> bool {
        self.mentions.iter().any(|m| m.name.is_full())
    }
}

/// The persons behind the mentions, in order of first mention.
pub(super) fn resolve(
    mentions: &[Found],
    texts: &[Passage<'_>],
    table: &PersonTable,
) -> Vec<Person> {
    let mut clusters = full_clusters(mentions);
    add_lone(mentions, &mut clusters);
    add_unmarked(texts, mentions, &mut clusters);
    clusters.retain(|c| {
        c.is_full()
            || c.mentions
                .iter()
                .any(|m| m.is_cued && looks_named(m, texts))
    });
    for cluster in &mut clusters {
        cluster.mentions.sort_by_key(place);
    }
    clusters.sort_by_key(|c| c.mentions.first().map(place));
    let scene = Scene {
        mentions,
        texts,
        table,
    };
    let mut persons: Vec<Person> = Vec::new();
    let mut canonical: HashMap<String, usize> = HashMap::new();
    for cluster in &clusters {
        let person = person(&cluster.mentions, &scene);
        if let Some(at) = canonical.get(&person.name) {
            merge(&mut persons[*at], person);
        } else {
            canonical.insert(person.name.clone(), persons.len());
            persons.push(person);
        }
    }
    for person in &mut persons {
        without_repeats(person);
    }
    persons
}

/// Clusters of full names: the longest names found them, shorter ones join the nearest before.
fn full_clusters(mentions: &[Found]) -> Vec<Cluster> {
    let mut full: Vec<&Found> = mentions.iter().filter(|m| m.name.is_full()).collect();
    full.sort_by_key(|m| std::cmp::Reverse((m.name.num_spelt(), m.name.len())));
    let mut clusters: Vec<Cluster> = Vec::new();
    let mut by_key: KeyMap<Vec<usize>> = KeyMap::default();
    for mention in full {
        let near = mention.name.sounds().filter_map(|key| by_key.get(&key));
        let near = near.flat_map(|list| last_of(list));
        let mut near: Vec<usize> = near.copied().collect();
        near.sort_unstable();
        near.dedup();
        near.retain(|c| clusters[*c].mentions[0].name.joins(&mention.name));
        let joined = nearest(&clusters, &near, mention).unwrap_or_else(|| {
            clusters.push(Cluster::default());
            clusters.len() - 1
        });
        for key in mention.name.sounds() {
            let list = by_key.entry(key).or_default();
            if list.last() != Some(&joined) {
                list.push(joined);
            }
        }
        clusters[joined].push(mention.clone());
    }
    clusters
}

fn last_of<T>(list: &[T]) -> &[T] {
    &list[list.len().saturating_sub(MAX_NAMESAKES)..]
}

/// Of several clusters the one mentioned last before this place, else the first to come.
fn nearest(clusters: &[Cluster], among: &[usize], mention: &Found) -> Option<usize> {
    let here = place(mention);
    let last_before = |c: &usize| clusters[*c].places.range(..here).next_back();
    among
        .iter()
        .copied()
        .filter(|c| last_before(c).is_some())
        .max_by_key(last_before)
        .or_else(|| among.first().copied())
}

/// Lone surnames and given names join the full name they answer to, else each other.
fn add_lone(mentions: &[Found], clusters: &mut Vec<Cluster>) {
    let mut by_key = lone_names(clusters);
    for mention in mentions.iter().filter(|m| m.name.len() == 1) {
        let Some(key) = mention.name.sounds().next() else {
            continue;
        };
        let list = by_key.entry(key).or_default();
        let near = last_of(list);
        let best = near.iter().map(|(_, rank)| *rank).max();
        let near = near.iter().filter(|(_, rank)| Some(*rank) == best);
        let near: Vec<usize> = near.map(|(cluster, _)| *cluster).collect();
        let joined = nearest(clusters, &near, mention).unwrap_or_else(|| {
            clusters.push(Cluster::default());
            list.push((clusters.len() - 1, LAST_WORD));
            clusters.len() - 1
        });
        // Who was named by the word alone is named so again.
        if let Some((_, rank)) = list.iter_mut().rev().find(|(c, _)| *c == joined) {
            *rank = LAST_WORD;
        }
        clusters[joined].push(mention.clone());
    }
}

/// By each word of their names the clusters, and how well the word alone names them.
fn lone_names(clusters: &[Cluster]) -> KeyMap<Vec<(usize, u8)>> {
    let mut by_key: KeyMap<Vec<(usize, u8)>> = KeyMap::default();
    for (index, cluster) in clusters.iter().enumerate() {
        let names = cluster.mentions.iter().map(|m| &m.name);
        for (key, rank) in names.flat_map(Name::lone_ranks) {
            let list = by_key.entry(key).or_default();
            match list.last_mut().filter(|(last, _)| *last == index) {
                Some((_, known)) => *known = rank.max(*known),
                None => list.push((index, rank)),
            }
        }
    }
    by_key
}

/// Surnames that stand alone where the model saw no name, and names in shouted headlines.
fn add_unmarked(texts: &[Passage<'_>], mentions: &[Found], clusters: &mut [Cluster]) {
    let holders = surname_holders(clusters);
    if holders.is_empty() {
        return;
    }
    for text in texts {
        let mut taken = mentions.iter().filter(|m| m.part == text.part).peekable();
        let mut free = 0;
        for index in 0..text.words.len() {
            while let Some(passed) = taken.next_if(|m| m.words.end <= index) {
                free = passed.words.end;
            }
            if taken.peek().is_some_and(|m| m.words.contains(&index)) {
                continue;
            }
            let word = &text.words[index];
            if !word.form.is_name_like() || word.form == Form::Initial {
                continue;
            }
            let holder = last_sound(word).and_then(|key| holders.get(&key));
            let Some(Some((cluster, name))) = holder else {
                continue;
            };
            let last = found(text, index..index + 1);
            let start = start_of_name(text, free..index, name);
            if last.name.len() == 1 && stands_alone(text, start..index + 1) {
                let mention = found(text, start..index + 1);
                clusters[*cluster].push(mention);
            }
        }
    }
}

/// The cluster and full name that alone has a surname; `None` when several have it.
fn surname_holders(clusters: &[Cluster]) -> KeyMap<Option<(usize, Name)>> {
    let mut holders: KeyMap<Option<(usize, Name)>> = KeyMap::default();
    for (index, cluster) in clusters.iter().enumerate() {
        let Some(fullest) = cluster.fullest().filter(|m| m.name.is_full()) else {
            continue;
        };
        if let Some(key) = fullest.name.sounds().last() {
            let holder = Some((index, fullest.name.clone()));
            let known = holders.entry(key).or_insert_with(|| holder);
            if known.as_ref().is_some_and(|(other, _)| *other != index) {
                *known = None;
            }
        }
    }
    holders
}

/// Where the name that ends at the end of `free` begins: words of the full name belong to it.
fn start_of_name(text: &Passage<'_>, free: Range<usize>, name: &Name) -> usize {
    let mut start = free.end;
    let earliest = free.start.max(free.end.saturating_sub(MAX_NAME_WORDS));
    while start > earliest && matches!(text.words[start].gap, Gap::Space | Gap::Dot) {
        let before = found(text, start - 1..start).name;
        if before.len() == 0 || !before.sounds().all(|key| name.sounds().any(|k| k == key)) {
            break;
        }
        start -= 1;
    }
    start
}

/// Whether no name-like word stands beside it, as it would in `Tokayev Street`.
fn stands_alone(text: &Passage<'_>, name: Range<usize>) -> bool {
    let shouted = text.words[name.start].form == Form::AllCapitals;
    let joined = |index: usize| text.words.get(index).is_some_and(|w| w.gap == Gap::Space);
    let named = |index: usize| text.words.get(index).is_some_and(|w| w.form.is_name_like());
    let before =
        name.start > 1 && joined(name.start) && named(name.start - 1) && joined(name.start - 1);
    let after = joined(name.end) && named(name.end);
    shouted || !(before || after)
}

/// Whether a lone name is one by its letters: a title stands before institutions too in Cyrillic.
fn looks_named(mention: &Found, texts: &[Passage<'_>]) -> bool {
    let text = texts.iter().find(|t| t.part == mention.part);
    let words = text.and_then(|t| t.words.get(mention.words.clone()));
    let names = WordClass::GIVEN.with(WordClass::SURNAME);
    words.is_some_and(|words| {
        words.iter().all(|w| {
            !is_cyrillic(w.name) || w.classes.has(names) || is_russian_surname(stem(w.name))
        })
    })
}
