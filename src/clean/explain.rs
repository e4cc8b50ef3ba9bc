//! How a document was cleaned: the site, the content and what was left out, where values stand.

use std::collections::{BTreeMap, HashMap};

use super::claims::apply;
use super::document::{CleanDocument, ContentStep};
use super::html::{Seen, read_page};
use super::ladder::{Rung, least_named_share, others, share};
use super::mark::{Trust, sign_of};
use super::page::{Node, Page};
use super::path_of;
use super::piece::Piece;
use super::plain::clean_text;
use super::pointer::pointer;
use super::site::hosts;
use super::tag::Tag;
use super::trim::{content_pieces, standfirst};
use super::weight::{Sums, weight};
use crate::config::Config;
use crate::report::{Choice, Field, PageNotes, Place, Removed, Site};
use crate::source::{Format, RawDocument};

/// Cleans a document as [`clean`](super::clean) does and says how.
pub fn explain(raw: &RawDocument, config: &Config) -> (CleanDocument, PageNotes) {
    let (mut document, notes) = match raw.format {
        Format::Html => read_page(&raw.text, &path_of(raw), config, notes),
        Format::Text => {
            let mut body = Field::new("body");
            body.chosen
                .push(Choice::new("", ContentStep::PlainText.name()));
            let notes = PageNotes {
                body,
                ..PageNotes::default()
            };
            (clean_text(&raw.text), notes)
        }
    };
    apply(&mut document.metadata, &raw.claims);
    (document, notes)
}

fn notes(seen: &Seen<'_>) -> PageNotes {
    PageNotes {
        site: site(seen),
        body: body(seen),
        places: places(seen),
    }
}

fn site(seen: &Seen<'_>) -> Site {
    let (host, basis) = hosts(seen.metadata.url.as_deref(), seen.path)
        .next()
        .unzip();
    Site {
        host: host.map(str::to_owned),
        basis,
        rule: seen.rule.map(|rule| rule.file.clone()),
        draft: None,
    }
}

fn body(seen: &Seen<'_>) -> Field {
    let Seen { page, content, .. } = *seen;
    let chosen = Choice {
        value: String::new(),
        basis: content.step.name().to_owned(),
        selector: pointer(page, content.node),
        note: Some(format!("{} of the text", percent(share(page, content)))),
    };
    let rungs = others(page, content, seen.claim);
    let standfirst = standfirst(page, content, seen.metadata);
    let standfirst = standfirst.into_iter().map(|piece| Choice {
        selector: pointer(page, page.pieces[piece].node),
        ..Choice::new(start_of(&page.pieces[piece].text), "standfirst before it")
    });
    Field {
        name: "body",
        chosen: std::iter::once(chosen).chain(standfirst).collect(),
        passed_over: rungs.iter().map(|rung| passed_over(seen, rung)).collect(),
        removed: removed(seen),
    }
}

fn passed_over(seen: &Seen<'_>, rung: &Rung) -> Choice {
    let node = &seen.page.nodes[rung.node];
    let pieces = &seen.page.pieces[node.first_piece..node.end_piece];
    let is_chrome = 2.0 * rung.share < rung.raw_share;
    let why = match (seen.content.step, rung.step) {
        _ if is_chrome => "taken for chrome",
        (ContentStep::SiteRule, _) => "the site rule comes first",
        (_, None) => "beside the content",
        (chosen, Some(step)) if order(step) > order(chosen) => "a step before it answered",
        (_, Some(ContentStep::JsonLdBody)) => "the claim is of a part only",
        (chosen, Some(step)) if step == chosen => "a narrower or fuller element was found",
        _ => "it holds too little",
    };
    let asked = match rung.step {
        Some(ContentStep::Semantic) if why == "it holds too little" => format!(
            "; {} of the densest part is asked",
            percent(least_named_share())
        ),
        _ => String::new(),
    };
    let held = percent(rung.share.max(rung.raw_share));
    Choice {
        value: pieces
            .first()
            .map_or_else(String::new, |p| start_of(&p.text)),
        basis: rung.step.map_or("elsewhere", ContentStep::name).to_owned(),
        selector: pointer(seen.page, rung.node),
        note: Some(format!("{held} of the text; {why}{asked}")),
    }
}

/// The place of a step in the ladder.
fn order(step: ContentStep) -> u8 {
    match step {
        ContentStep::SiteRule => 0,
        ContentStep::JsonLdBody => 1,
        ContentStep::Semantic => 2,
        ContentStep::Density => 3,
        ContentStep::WholeBody | ContentStep::PlainText => 4,
    }
}

fn percent(share: f64) -> String {
    format!("{:.0} %", 100.0 * share)
}

/// What was taken out of the content, by reason: by the rule, as chrome, by the steps of trimming.
fn removed(seen: &Seen<'_>) -> Vec<Removed> {
    let mut removed = Vec::new();
    let mut add = |reason: &str, texts: &[&str]| {
        if let Some(first) = texts.first() {
            removed.push(Removed {
                reason: reason.to_owned(),
                count: texts.len(),
                first: start_of(first),
            });
        }
    };
    let by_rule: Vec<&str> = seen.removed.iter().map(String::as_str).collect();
    add("`remove` of the site rule", &by_rule);
    for (reason, texts) in chrome(seen) {
        add(reason, &texts);
    }
    let mut watch = |reason: &'static str, before: &[&Piece], after: &[&Piece]| {
        let mut left = after.iter().peekable();
        let mut dropped: Vec<&str> = Vec::new();
        for piece in before {
            if left.next_if(|p| std::ptr::eq(**p, *piece)).is_none() {
                dropped.push(&piece.text);
            }
        }
        add(reason, &dropped);
    };
    content_pieces(seen.page, seen.content, seen.metadata, Some(&mut watch));
    removed
}

/// The texts inside the content that were taken for chrome, by what made them look so.
fn chrome<'s>(seen: &Seen<'s>) -> BTreeMap<&'static str, Vec<&'s str>> {
    let Seen { page, content, .. } = *seen;
    let weights: Vec<f64> = page.pieces.iter().map(weight).collect();
    let raw = Sums::of(&weights);
    let mut found: BTreeMap<&'static str, Vec<&str>> = BTreeMap::new();
    let mut add = |reason, pieces: std::ops::Range<usize>| {
        let texts = pieces.map(|i| page.pieces[i].text.as_str());
        found.entry(reason).or_default().extend(texts);
    };
    let Some(root) = page.nodes.get(content.node) else {
        return found;
    };
    let mut index = content.node + 1;
    while let Some(node) = page.nodes.get(index).filter(|_| index < root.end) {
        let pieces = node.first_piece..node.end_piece;
        let is_chrome = content.is_chrome[pieces.clone()].iter().all(|c| *c) && !pieces.is_empty();
        let sign = sign_of(page, node, raw.of_node(page, index), Trust::Names);
        match sign.filter(|_| is_chrome) {
            Some(sign) => {
                add(sign.reason(), pieces);
                index = node.end;
            }
            None => index += 1,
        }
    }
    found
}

/// The beginning of a text.
fn start_of(text: &str) -> String {
    const MAX_CHARS: usize = 80;
    match text.char_indices().nth(MAX_CHARS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Where the values of the metadata stand, as far as a rule can find them again.
fn places(seen: &Seen<'_>) -> Vec<Place> {
    const MAX_PLACES: usize = 24;
    let metadata = seen.metadata;
    let titles = metadata.titles.iter().map(|t| (t.origin, &t.value));
    let dates = metadata.dates.iter().map(|d| (d.origin, &d.value));
    let publishers = metadata.publishers.iter().map(|p| (p.origin, &p.value));
    let subhead = metadata.subhead.iter().map(|s| (super::SITE_RULE, s));
    let wanted = titles
        .take(MAX_PLACES)
        .chain(dates.take(MAX_PLACES))
        .chain(publishers.take(MAX_PLACES))
        .chain(subhead);
    let shown = shown_values(seen.page);
    let place = |(origin, value): (&'static str, &String)| {
        let node = named_node(seen.page, origin, value).or_else(|| shown.get(value).copied())?;
        Some(Place {
            value: value.clone(),
            origin,
            selector: pointer(seen.page, node)?,
        })
    };
    wanted.filter_map(place).collect()
}

/// The element of the head that carries a value under a name.
fn named_node(page: &Page<'_>, origin: &str, value: &str) -> Option<usize> {
    let is_named = |node: &Node<'_>| {
        ["property", "name", "itemprop", "http-equiv"]
            .iter()
            .filter_map(|key| node.element.attr(key))
            .any(|name| name.eq_ignore_ascii_case(origin))
    };
    let carries = |node: &Node<'_>| {
        let content = node.element.attr("content").unwrap_or_default();
        content.split_whitespace().eq(value.split_whitespace())
    };
    page.nodes
        .iter()
        .position(|n| n.tag == Tag::Meta && is_named(n) && carries(n))
}

/// The values of the elements that are shown, each with the innermost element that has it first.
fn shown_values(page: &Page<'_>) -> HashMap<String, usize> {
    const MAX_BYTES: usize = 600;
    let mut found: HashMap<String, usize> = HashMap::new();
    for (index, node) in page.nodes.iter().enumerate() {
        if node.tag == Tag::Meta || node.is_hidden {
            continue;
        }
        let day = node
            .element
            .attr("datetime")
            .filter(|d| !d.trim().is_empty());
        let value = match day {
            Some(day) => day.split_whitespace().collect::<Vec<_>>().join(" "),
            None => page.text_of(index, MAX_BYTES),
        };
        let is_within = |outer: &usize| index < page.nodes[*outer].end;
        let known = found.get(&value).copied();
        if !value.is_empty() && known.as_ref().is_none_or(is_within) {
            found.insert(value, index);
        }
    }
    found
}
