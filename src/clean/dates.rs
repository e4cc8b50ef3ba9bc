//! The dates of a page, in one visible order of precedence, each with its distance from the headline.

use super::candidates::{fold_space, without_repeats};
use super::days::{date_of_url, shown_days};
use super::document::MetadataDate;
use super::jsonld::JsonLd;
use super::metadata::{has_itemprop, item_value, meta_names};
use super::origins::{DATE_ORIGINS, date_rank};
use super::page::{Node, Page};
use super::piece::Piece;
use super::site::first_match;
use super::tag::Tag;
use crate::config::SiteRule;

/// The longest date text, in bytes.
const MAX_DATE_BYTES: usize = 160;
/// Pieces by which a date above the headline counts as farther: it more often belongs to something
/// else.
const ABOVE_HEADLINE: usize = 3;
/// Dates kept of one origin, the nearest to the headline first.
const MAX_DATES: usize = 12;

/// What dates a page beside its elements.
pub(super) struct DateSources<'o> {
    /// Its JSON-LD.
    pub json_ld: &'o JsonLd,
    /// Days of publication in the data of its scripts.
    pub script_days: &'o [&'o str],
    /// Index of the piece that is its headline.
    pub headline: Option<usize>,
    /// The rule of its site.
    pub rule: Option<&'o SiteRule>,
    /// Its canonical address.
    pub url: Option<&'o str>,
}

/// The dates of a page, the most trusted first, of one origin the nearest to the headline first.
pub(super) fn read_dates(page: &Page<'_>, sources: &DateSources<'_>) -> Vec<MetadataDate> {
    let mut dates = Dates::default();
    let mut foreign_end = 0;
    for (index, node) in page.nodes.iter().enumerate() {
        if index >= foreign_end && is_foreign(node, sources.headline) {
            foreign_end = node.end;
        }
        if node.tag == Tag::Meta || index >= foreign_end {
            dates.read_node(page, index, node);
        }
    }
    for (name, value) in &sources.json_ld.values {
        dates.push(name, value, None);
    }
    if let Some(node) = sources.rule.and_then(|rule| first_match(page, &rule.date)) {
        dates.push("site rule", &page.text_of(node, MAX_DATE_BYTES), None);
    }
    for day in sources.script_days {
        dates.push("script data", day, None);
    }
    for piece in shown_days(page, sources.headline.unwrap_or(0)) {
        dates.push("visible", &page.pieces[piece].text, Some(piece));
    }
    if let Some(date) = sources.url.and_then(date_of_url) {
        dates.push("url", &date, None);
    }
    dates.finish(page, sources.headline)
}

/// Whether an element holds what others wrote at another time: an embedded post, the comments.
fn is_foreign(node: &Node<'_>, headline: Option<usize>) -> bool {
    let holds_headline =
        headline.is_some_and(|piece| (node.first_piece..node.end_piece).contains(&piece));
    (node.tag == Tag::Quote || node.sense.is_comments) && !holds_headline
}

#[derive(Default)]
struct Dates {
    found: Vec<Found>,
}

struct Found {
    rank: usize,
    /// Index of the piece at which it stands; none for what is not shown.
    piece: Option<usize>,
    date: MetadataDate,
}

impl Dates {
    fn read_node(&mut self, page: &Page<'_>, index: usize, node: &Node<'_>) {
        let place = Some(node.first_piece);
        if node.tag == Tag::Meta {
            let Some(content) = node.element.attr("content") else {
                return;
            };
            for name in meta_names(node) {
                self.push(&name, content, None);
            }
            self.push_item(node, content, None);
            return;
        }
        if node.tag == Tag::Time {
            let origin = match node.element.attr("pubdate") {
                Some(_) => "time pubdate",
                None => "time",
            };
            match node.element.attr("datetime") {
                Some(value) if !value.trim().is_empty() => self.push(origin, value, place),
                _ => self.push(origin, &page.text_of(index, MAX_DATE_BYTES), place),
            }
        }
        if node.element.attr("itemprop").is_some() {
            if ITEM_DATES.iter().any(|(name, _)| has_itemprop(node, name)) {
                self.push_item(node, &item_value(page, index), place);
            }
        } else if node.sense.is_date {
            let text = page.text_of(index, MAX_DATE_BYTES);
            if text.bytes().any(|b| b.is_ascii_digit()) {
                self.push("dated element", &text, place);
            }
        }
    }

    fn push_item(&mut self, node: &Node<'_>, value: &str, piece: Option<usize>) {
        for (_, origin) in ITEM_DATES.iter().filter(|(name, _)| has_itemprop(node, name)) {
            self.push(origin, value, piece);
        }
    }

    /// Adds a date of a known origin; texts too long for a date are none.
    fn push(&mut self, origin: &str, value: &str, piece: Option<usize>) {
        let Some(rank) = date_rank(origin) else {
            return;
        };
        if value.len() > 4 * MAX_DATE_BYTES {
            return;
        }
        let value = fold_space(value);
        if value.is_empty() || value.len() > MAX_DATE_BYTES {
            return;
        }
        let (origin, kind) = DATE_ORIGINS[rank];
        let date = MetadataDate {
            value,
            origin,
            kind,
            label: String::new(),
            distance: None,
        };
        self.found.push(Found { rank, piece, date });
    }

    fn finish(mut self, page: &Page<'_>, headline: Option<usize>) -> Vec<MetadataDate> {
        for found in &mut self.found {
            found.date.distance = headline
                .zip(found.piece)
                .map(|(headline, piece)| distance(headline, piece));
        }
        self.found
            .sort_by_key(|f| (f.rank, f.date.distance.map(farness)));
        let mut num_of_rank = 0;
        let mut rank = None;
        self.found.retain(|found| {
            num_of_rank = if rank == Some(found.rank) { num_of_rank + 1 } else { 1 };
            rank = Some(found.rank);
            num_of_rank <= MAX_DATES
        });
        for found in &mut self.found {
            if let Some(piece) = found.piece {
                found.date.label = label(page, piece, &found.date.value);
            }
        }
        without_repeats(self.found.into_iter().map(|found| found.date))
    }
}

/// What is said just before a date: the text before it in its line, or else the short line above.
fn label(page: &Page<'_>, piece: usize, value: &str) -> String {
    const MAX_LINE_CHARS: usize = 200;
    const MAX_LABEL_CHARS: usize = 40;
    let Some(line) = page.pieces.get(piece).filter(|p| p.num_chars <= MAX_LINE_CHARS) else {
        return String::new();
    };
    // A machine's form of the date does not stand in the line; its first digit does.
    let start = line
        .text
        .find(value)
        .or_else(|| line.text.find(|c: char| c.is_ascii_digit()));
    let before = line.text[..start.unwrap_or(0)].trim();
    if !before.is_empty() {
        return before.to_owned();
    }
    let above = piece.checked_sub(1).map(|above| &page.pieces[above]);
    let is_label = |p: &&Piece| {
        p.num_chars <= MAX_LABEL_CHARS && !p.text.bytes().any(|b| b.is_ascii_digit())
    };
    above.filter(is_label).map_or_else(String::new, |p| p.text.clone())
}

/// Pieces from the headline down to a piece; less than 0 above it.
fn distance(headline: usize, piece: usize) -> i32 {
    let pieces = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
    match piece.checked_sub(headline) {
        Some(below) => pieces(below),
        None => -pieces(headline - piece),
    }
}

fn farness(distance: i32) -> usize {
    let above = if distance < 0 { ABOVE_HEADLINE } else { 0 };
    distance.unsigned_abs() as usize + above
}

/// Properties of an item that date it, with the origin that each is.
const ITEM_DATES: &[(&str, &str)] = &[
    ("datePublished", "itemprop datePublished"),
    ("dateCreated", "itemprop dateCreated"),
    ("dateModified", "itemprop dateModified"),
];
