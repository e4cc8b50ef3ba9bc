//! The parts of a release: what stands before the lead, the body, and what stands behind it.
//!
//! No text is lost: a block goes to the body, the boilerplate (with notes to editors, legal notices
//! and media links), the contacts or the lines of the head. Only marks, page slugs, bylines, credits
//! of pictures, the envelope of a mail and the headline's own repetition are dropped.

mod about;
mod beside;
mod head;
mod line;
mod mail;
mod marks;
mod phrases;
mod reach;
mod tail;

use crate::clean::{Block, BlockKind, CleanDocument, ContentStep, Evidence, SITE_RULE};
use crate::text::fold::fold;

use super::date::DayMonthOrder;
use super::dateline::{FiledFrom, filed_from};
use super::notice::{is_release_line, unmarked_headline};
use beside::below;
use head::{Head, page_head, text_head};
pub(super) use line::{is_date_line, is_genre};
use tail::{Tail, part};

/// A release taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Sections {
    /// The headline, given or found.
    pub(super) headline: Option<String>,
    /// The status that a mark before the headline gives: `correction`, `refile`.
    pub(super) headline_mark: Option<&'static str>,
    /// The line below it.
    pub(super) subhead: Option<String>,
    /// Release lines, corrections, numbers: what the head says of the release itself.
    pub(super) head_lines: Vec<String>,
    /// Lines of the head that say a date.
    pub(super) date_lines: Vec<String>,
    /// The dateline.
    pub(super) filed_from: Option<FiledFrom>,
    /// The body, paragraphs parted by a blank line.
    pub(super) body: String,
    /// Contact blocks.
    pub(super) contacts: Vec<String>,
    /// About parts, notes to editors, legal notices, media links.
    pub(super) boilerplate: Vec<String>,
    /// The name in the first heading of an About part.
    pub(super) about: Option<String>,
}

/// Takes a document apart; `title` is the headline that its metadata gives.
pub(super) fn divide(
    document: &CleanDocument,
    title: Option<&Evidence>,
    order: DayMonthOrder,
) -> Sections {
    let Head {
        lines,
        date_lines,
        contacts,
        headline,
        subhead,
        issuer,
        note,
        rest,
    } = head(document, title, order);
    let (bare, headline_mark) = headline.as_deref().map(unmarked_headline).unzip();
    let headline_mark = headline_mark.flatten();
    let (filed_from, mut body_blocks) = take_dateline(&rest, order);
    let note = note.or_else(|| {
        let is_marked = headline_mark == Some("correction");
        is_marked
            .then(|| take_note(&mut body_blocks, bare))
            .flatten()
    });
    let Tail {
        body,
        contacts: tail_contacts,
        boilerplate,
        about,
        lines: tail_lines,
    } = part(&body_blocks);
    let mut contacts = [contacts, tail_contacts].concat();
    let (number_below, contact_below) = below(&document.below);
    if contacts.is_empty() {
        contacts.extend(contact_below);
    }
    Sections {
        headline: bare.map(str::to_owned),
        headline_mark,
        subhead: document.metadata.subhead.clone().or(subhead),
        head_lines: [lines, tail_lines, number_below].concat(),
        date_lines,
        filed_from,
        body: body.join("\n\n"),
        contacts,
        boilerplate: note.into_iter().chain(boilerplate).collect(),
        about: about.or(issuer),
    }
}

/// The head of a document, its headline chosen between the title and the text.
///
/// A title that gives the standing of the release, its genre or the name of the page makes way for
/// the headline that the text shows.
fn head(document: &CleanDocument, title: Option<&Evidence>, order: DayMonthOrder) -> Head {
    let blocks = &document.blocks;
    if document.step == ContentStep::PlainText {
        let head = text_head(blocks, Vec::new(), order);
        // The subject of a mail gives way to the headline that stands in it.
        let is_told = |title: &Evidence| title.origin != "mail subject" || head.headline.is_none();
        if !title.is_some_and(is_told) {
            return head;
        }
    }
    let value = title.map(|t| t.value.as_str());
    let standing = value.filter(|v| is_release_line(v));
    if standing.is_some() || title.is_some_and(names_the_page) {
        let standing = standing.map(str::to_owned).into_iter().collect();
        let mut head = text_head(blocks, standing, order);
        if head.headline.is_some() {
            head.take_above(&document.above, order);
            return head;
        }
    }
    let mut head = page_head(blocks, value, order);
    head.take_above(&document.above, order);
    Head {
        headline: value.map(str::to_owned),
        ..head
    }
}

/// What a correction says of itself before its lead, and the headline that it may repeat behind it.
fn take_note(blocks: &mut Vec<Block>, headline: Option<&str>) -> Option<String> {
    let opening = blocks.get(..MAX_BLOCKS_BEFORE_LEAD.min(blocks.len()))?;
    let last = opening.iter().position(|b| b.text.ends_with(':'))?;
    is_prose(&blocks[0].text).then_some(())?;
    let note: Vec<String> = blocks.drain(..=last).map(|b| b.text).collect();
    let repeats = |block: &Block| headline.is_some_and(|h| has_key(&block.text, &key(h)));
    if blocks.first().is_some_and(repeats) {
        blocks.remove(0);
    }
    Some(note.join("\n"))
}

/// A title that names a page, a file or a genre and tells no news.
fn names_the_page(title: &Evidence) -> bool {
    const MAX_WORDS: usize = 3;
    if title.origin == SITE_RULE {
        return false;
    }
    let value = title.value.as_str();
    let num_words = value
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|w| !w.is_empty())
        .count();
    let is_unspaced = value
        .chars()
        .any(|c| matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}'));
    let is_file_name = num_words == 1 && value.contains('_');
    is_genre(value)
        || (title.origin == "title" && (is_file_name || (num_words <= MAX_WORDS && !is_unspaced)))
}

/// How many blocks of the body are looked at for a dateline.
const MAX_BLOCKS_BEFORE_LEAD: usize = 3;

/// The dateline of the lead and the blocks without it.
fn take_dateline(blocks: &[Block], order: DayMonthOrder) -> (Option<FiledFrom>, Vec<Block>) {
    let mut left = blocks.to_vec();
    let mut line: Option<FiledFrom> = None;
    let mut at = 0;
    while at < left.len().min(MAX_BLOCKS_BEFORE_LEAD) {
        if left[at].kind == BlockKind::TableRow {
            at += 1;
            continue;
        }
        let is_lead = is_prose(&left[at].text);
        if let Some(found) = filed_from(&left[at].text, order) {
            let lead = left[at].text.split_off(found.lead_start);
            if !lead.is_empty() {
                left[at].text = lead;
                return (Some(both(line, found)), left);
            }
            if line.is_some() {
                break;
            }
            left.remove(at);
            line = Some(found);
            continue;
        }
        if is_lead {
            break;
        }
        at += 1;
    }
    (line, left)
}

/// The dateline of the lead, with the day that a line above it adds.
fn both(line: Option<FiledFrom>, lead: FiledFrom) -> FiledFrom {
    let Some(line) = line else { return lead };
    if lead.dateline.place.is_none() {
        return line;
    }
    let mut filed = lead;
    if filed.dateline.date.is_none() {
        filed.dateline.date = line.dateline.date;
        filed.dateline.text = format!("{}\n{}", line.dateline.text, filed.dateline.text);
    }
    filed
}

/// Running text and not a heading, label or list item.
fn is_prose(text: &str) -> bool {
    let num_chars = text.chars().count();
    let ends = text
        .trim_end_matches(['"', '”', '»', ')', '’'])
        .ends_with(['.', '!', '?', '。', '…', ':']);
    num_chars >= 200 || (num_chars >= 80 && ends)
}

/// The letters and digits of a text, folded: how lines are compared.
fn key(text: &str) -> String {
    let folded = fold(text);
    if folded.is_ascii() {
        let mut key = folded.into_owned();
        key.retain(|c| c.is_ascii_alphanumeric());
        return key;
    }
    folded.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether a text has this [`key`]; most have another from the first letters on.
fn has_key(text: &str, key: &str) -> bool {
    if text.is_ascii() {
        let letters = text.bytes().filter(u8::is_ascii_alphanumeric);
        return letters.map(|b| b.to_ascii_lowercase()).eq(key.bytes());
    }
    self::key(text) == key
}

#[cfg(test)]
mod tests;
