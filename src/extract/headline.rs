//! The headline: chosen out of the headings and the titles that the page gives.
//!
//! A heading that readers see beats the titles written for search engines and networks, if the
//! titles bear it out; without such a heading the title counts, the name of the site taken off.

use std::collections::HashSet;

use crate::clean::{CleanDocument, Evidence, HEADLINE_FIELDS, Metadata, SITE_RULE};
use crate::text::fold::fold;

use super::sections::is_genre;

/// What parts a headline from the name of the site.
const SEPARATORS: &[&str] = &[
    " | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ", " • ", " > ", " ‹ ", " ~ ", " // ",
    "_",
];

/// Chooses the headline of a page by its title candidates. A plain text has none.
pub fn choose_headline(document: &CleanDocument) -> Option<Evidence> {
    let (candidates, sites) = candidates(document);
    let score = |c: &Candidate| c.score(&candidates, &sites);
    let mut best: Option<(u32, &Candidate)> = None;
    for candidate in &candidates {
        let score = score(candidate);
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, candidate));
        }
    }
    best.map(|(_, candidate)| candidate.evidence())
}

/// The candidates for the headline with their scores, the best first.
pub(super) fn ranked_headlines(document: &CleanDocument) -> Vec<(u32, Evidence)> {
    let (candidates, sites) = candidates(document);
    let mut ranked: Vec<(u32, Evidence)> = candidates
        .iter()
        .map(|c| (c.score(&candidates, &sites), c.evidence()))
        .collect();
    ranked.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    ranked
}

/// The titles of a page, each once, and the names of its site.
fn candidates(document: &CleanDocument) -> (Vec<Candidate>, Vec<String>) {
    let sites = site_names(&document.metadata);
    let mut candidates: Vec<Candidate> = Vec::new();
    for title in &document.metadata.titles {
        let candidate = Candidate::of(title, &sites);
        if !candidate.words.is_empty() && !candidates.contains(&candidate) {
            candidates.push(candidate);
        }
    }
    (candidates, sites)
}

/// A title, site name off, with its words for comparison.
#[derive(Debug, PartialEq, Eq)]
struct Candidate {
    value: String,
    origin: &'static str,
    words: Vec<String>,
}

impl Candidate {
    fn of(title: &Evidence, sites: &[String]) -> Self {
        let value = match title.origin {
            SITE_RULE | "mail subject" => title.value.as_str(),
            origin if HEADLINE_FIELDS.contains(&origin) => title.value.as_str(),
            origin if is_heading(origin) => without_site(&title.value, sites),
            _ => without_tail(without_site(&title.value, sites)),
        };
        Self {
            value: value.to_owned(),
            origin: title.origin,
            words: words(value),
        }
    }

    fn evidence(&self) -> Evidence {
        Evidence {
            value: self.value.clone(),
            origin: self.origin,
        }
    }

    /// Higher is better.
    fn score(&self, all: &[Candidate], sites: &[String]) -> u32 {
        /// What agreement with the titles, or with the headings, is worth.
        const AGREEMENT: f64 = 40.0;
        let base = match self.origin {
            SITE_RULE => 200,
            origin if HEADLINE_FIELDS.contains(&origin) => 120,
            "bold line" => 44,
            "content heading" => 34,
            "h1" | "itemprop headline" => 30,
            "json-ld headline" => 26,
            "h2" => 6,
            "og:title" => 22,
            _ => 20,
        };
        let others = all.iter().filter(|c| group(c.origin) != group(self.origin));
        let agreement = others
            .map(|c| overlap(&self.words, &c.words))
            .fold(0.0, f64::max);
        let is_first = all
            .iter()
            .find(|c| c.origin == self.origin)
            .is_some_and(|c| std::ptr::eq(c, self));
        let mut score = f64::from(base) + AGREEMENT * agreement;
        if !is_first {
            score -= 4.0;
        }
        if sites.contains(&self.words.concat()) || is_genre(&self.value) {
            score -= 45.0;
        }
        // Two words are more often a section than a headline.
        if self.words.len() < 3 && self.value.chars().count() < 16 {
            score -= 8.0;
        }
        rounded(score)
    }
}

/// A score in tenths, for ordering.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn rounded(score: f64) -> u32 {
    (score.max(0.0) * 10.0) as u32
}

fn is_heading(origin: &str) -> bool {
    matches!(
        origin,
        "content heading" | "h1" | "bold line" | "h2" | "itemprop headline"
    )
}

/// Candidates of one group copy each other, so they do not bear each other out.
fn group(origin: &str) -> u8 {
    match origin {
        "content heading" | "h1" | "bold line" | "h2" | "itemprop headline" => 0,
        "json-ld headline" => 1,
        _ => 2,
    }
}

/// How far two titles agree, 0 to 1: twice the shared words over all words, each counted once.
fn overlap(a: &[String], b: &[String]) -> f64 {
    let (a, b): (HashSet<&String>, HashSet<&String>) = (a.iter().collect(), b.iter().collect());
    let num_shared = a.intersection(&b).count();
    2.0 * num_shared as f64 / (a.len() + b.len()).max(1) as f64
}

fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Names of the site as the page gives them and as its address does, letters and digits only.
fn site_names(metadata: &Metadata) -> Vec<String> {
    let mut names: Vec<String> = metadata
        .publishers
        .iter()
        .map(|p| words(&p.value).concat())
        .collect();
    if let Some(host) = metadata.url.as_deref().and_then(host) {
        names.push(words(host).concat());
        let parts: Vec<&str> = host.split('.').filter(|p| *p != "www").collect();
        names.push(words(&parts.join(".")).concat());
        let name = parts.len().checked_sub(2).and_then(|i| parts.get(i));
        names.extend(name.map(|n| words(n).concat()));
    }
    names.retain(|n| !n.is_empty());
    names
}

fn host(url: &str) -> Option<&str> {
    url.split_once("://")?
        .1
        .split(['/', '?', '#', ':'])
        .next()
        .filter(|h| !h.is_empty())
}

/// A title without the names of the site before or behind it.
fn without_site<'t>(title: &'t str, sites: &[String]) -> &'t str {
    let is_site = |part: &str| {
        let name = words(part).concat();
        name.is_empty() || sites.contains(&name)
    };
    let mut title = title.trim();
    loop {
        let rest = SEPARATORS.iter().find_map(|separator| {
            let behind = title
                .rsplit_once(separator)
                .filter(|(_, tail)| is_site(tail));
            let before = title
                .split_once(separator)
                .filter(|(head, _)| is_site(head));
            behind
                .map(|(head, _)| head)
                .or(before.map(|(_, tail)| tail))
        });
        match rest.map(str::trim).filter(|rest| !words(rest).is_empty()) {
            Some(rest) => title = rest,
            None => return title,
        }
    }
}

/// A title without its last part, if that reads like the name of a site: short, behind a bar or
/// much shorter than the rest.
fn without_tail(title: &str) -> &str {
    const MAX_WORDS: usize = 5;
    let cut = SEPARATORS
        .iter()
        .filter_map(|s| title.rsplit_once(s).map(|parts| (*s, parts)))
        .max_by_key(|(_, (head, _))| head.len());
    let Some((separator, (head, tail))) = cut else {
        return title;
    };
    let (num_head, num_tail) = (words(head).len(), words(tail).len());
    let is_bar = matches!(separator, " | " | " :: " | " » " | "_");
    let is_name =
        num_tail <= MAX_WORDS && (is_bar && num_head > 1 || num_head >= 2 * num_tail.max(2));
    if is_name { head.trim() } else { title }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(titles: &[(&'static str, &str)], publisher: &str, expected: &str) {
        let evidence = |origin, value: &str| Evidence {
            value: value.to_owned(),
            origin,
        };
        let metadata = Metadata {
            titles: titles
                .iter()
                .map(|(origin, value)| evidence(origin, value))
                .collect(),
            publishers: vec![evidence("og:site_name", publisher)],
            ..Metadata::default()
        };
        let document = CleanDocument {
            metadata,
            ..CleanDocument::default()
        };
        let chosen = choose_headline(&document).map(|e| e.value);
        assert_eq!(chosen.as_deref().unwrap_or_default(), expected);
    }

    #[test]
    fn the_heading_that_the_title_bears_out_wins() {
        check(
            &[
                ("h1", "Larnwick"),
                ("h1", "Harbour bridge opens to lorries in June"),
                ("og:title", "Harbour bridge opens in June"),
                ("title", "Harbour bridge opens in June | Larnwick"),
            ],
            "Larnwick",
            "Harbour bridge opens to lorries in June",
        );
    }

    #[test]
    fn a_section_name_is_no_headline() {
        check(
            &[
                ("h1", "Press releases"),
                ("h2", "Harbour bridge opens in June"),
                ("title", "Harbour bridge opens in June"),
            ],
            "Larnwick",
            "Harbour bridge opens in June",
        );
    }

    #[test]
    fn the_site_is_taken_off_the_title() {
        check(
            &[("title", "Harbour bridge opens in June | News | Larnwick")],
            "Larnwick",
            "Harbour bridge opens in June",
        );
        check(
            &[("title", "Larnwick - Harbour bridge opens in June")],
            "larnwick",
            "Harbour bridge opens in June",
        );
        check(&[("title", "Ferry – a farewell")], "", "Ferry – a farewell");
    }

    #[test]
    fn words_that_come_twice_count_once() {
        check(
            &[
                ("h1", "Last ferry of the harbour"),
                (
                    "title",
                    "Last ferry of the harbour - Museum of the harbour of Delmont",
                ),
            ],
            "",
            "Last ferry of the harbour",
        );
    }

    #[test]
    fn what_the_rule_of_a_site_finds_stays_as_it_is() {
        check(
            &[
                (SITE_RULE, "Larnwick - News"),
                ("h1", "Harbour bridge opens in June"),
                ("title", "Harbour bridge opens in June"),
            ],
            "Larnwick",
            "Larnwick - News",
        );
    }

    #[test]
    fn without_a_title_there_is_no_headline() {
        check(&[("h1", " – ")], "", "");
    }
}
