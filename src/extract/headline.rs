//! The headline: chosen out of the title candidates of the page, or the first block of a text.

use crate::clean::{BlockKind, CleanDocument, ContentStep, Evidence, Metadata};
use crate::text::fold::fold;

/// What parts a headline from the name of the site.
const SEPARATORS: &[&str] = &[
    " | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ", " • ", " / ", " > ", " ‹ ", " ~ ",
    " + ", " // ",
];

/// The headline as chosen, and what was passed over, the best first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HeadlineChoice {
    /// The headline.
    pub chosen: Option<Evidence>,
    /// Other candidates.
    pub passed_over: Vec<Evidence>,
}

/// Chooses the headline of a document.
pub fn choose_headline(document: &CleanDocument) -> HeadlineChoice {
    if document.step == ContentStep::PlainText {
        return HeadlineChoice::default();
    }
    let site_names = site_names(&document.metadata);
    let mut candidates: Vec<Candidate> = Vec::new();
    for title in &document.metadata.titles {
        let value = without_site(&title.value, &site_names, &document.metadata.titles);
        if value.is_empty() || value.chars().count() > 400 {
            continue;
        }
        candidates.push(Candidate {
            folded: key(&value),
            evidence: Evidence {
                value,
                origin: title.origin,
            },
            score: 0,
        });
    }
    let scores: Vec<i32> = (0..candidates.len())
        .map(|i| score(i, &candidates, &site_names, document))
        .collect();
    for (candidate, score) in candidates.iter_mut().zip(scores) {
        candidate.score = score;
    }
    candidates.sort_by_key(|c| std::cmp::Reverse(c.score));
    let mut evidence = candidates.into_iter().map(|c| c.evidence);
    HeadlineChoice {
        chosen: evidence.next(),
        passed_over: evidence.collect(),
    }
}

struct Candidate {
    folded: String,
    evidence: Evidence,
    score: i32,
}

fn base(origin: &str) -> i32 {
    match origin {
        "h1" | "itemprop headline" => 40,
        "json-ld headline" => 36,
        "og:title" => 34,
        "title" => 30,
        "h2" => 5,
        _ => 26,
    }
}

fn score(
    index: usize,
    candidates: &[Candidate],
    sites: &[String],
    document: &CleanDocument,
) -> i32 {
    let own = &candidates[index];
    let mut score = base(own.evidence.origin);
    let mut seen: Vec<&str> = vec![own.evidence.origin];
    for other in candidates {
        if seen.contains(&other.evidence.origin) {
            continue;
        }
        if other.folded == own.folded {
            score += 10;
            seen.push(other.evidence.origin);
        }
    }
    let num_h1_before = candidates[..index]
        .iter()
        .filter(|c| c.evidence.origin == own.evidence.origin)
        .count();
    score -= 6 * i32::try_from(num_h1_before.min(4)).unwrap_or(4);
    if sites.contains(&own.folded) {
        score -= 40;
    }
    let num_words = own.evidence.value.split_whitespace().count();
    if num_words < 3 && own.folded.len() < 20 {
        score -= 8;
    }
    if document
        .blocks
        .iter()
        .take(6)
        .any(|b| matches!(b.kind, BlockKind::Heading(_)) && key(&b.text) == own.folded)
    {
        score += 6;
    }
    score
}

/// The form in which titles are compared.
fn key(text: &str) -> String {
    let folded = fold(text);
    let mut key = String::with_capacity(folded.len());
    for word in folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
    {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(word);
    }
    key
}

fn site_names(metadata: &Metadata) -> Vec<String> {
    let mut names: Vec<String> = metadata.publishers.iter().map(|p| key(&p.value)).collect();
    if let Some(host) = metadata.url.as_deref().and_then(host) {
        names.push(key(host));
        let parts: Vec<&str> = host.split('.').filter(|p| *p != "www").collect();
        if let Some(name) = parts.len().checked_sub(2).and_then(|i| parts.get(i)) {
            names.push(key(name));
        }
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

/// A title without the name of the site before or behind it.
fn without_site(title: &str, sites: &[String], titles: &[Evidence]) -> String {
    let mut title = title.trim();
    // Another candidate that is this one without its tail or head shows where it must be cut.
    let own = key(title);
    let shorter = titles.iter().filter(|t| t.origin != "h2").find_map(|t| {
        let other = key(&t.value);
        let cut = SEPARATORS.iter().find_map(|s| {
            let (head, tail) = title.rsplit_once(s)?;
            let (first, rest) = title.split_once(s)?;
            [head, first, tail, rest]
                .into_iter()
                .find(|part| key(part) == other)
        });
        (other.len() < own.len()).then_some(cut).flatten()
    });
    if let Some(shorter) = shorter {
        return shorter.trim().to_owned();
    }
    loop {
        let cut = SEPARATORS.iter().find_map(|separator| {
            let is_site = |part: &str| {
                let part = key(part);
                let squeezed = part.replace(' ', "");
                !part.is_empty()
                    && sites
                        .iter()
                        .any(|s| *s == part || s.replace(' ', "") == squeezed)
            };
            if let Some((head, tail)) = title.rsplit_once(separator) {
                if is_site(tail) {
                    return Some(head);
                }
            }
            let (head, tail) = title.split_once(separator)?;
            is_site(head).then_some(tail)
        });
        match cut {
            Some(rest) if !rest.trim().is_empty() => title = rest.trim(),
            _ => break,
        }
    }
    title.to_owned()
}
