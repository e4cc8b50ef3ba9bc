//! The parts of a release: what stands before the lead, the body, and what stands behind it.
//!
//! No text is lost: a block goes to the body, the boilerplate (with notes to editors, legal notices
//! and media links), the contacts or the lines of the head. Only marks, page slugs, bylines and the
//! headline's own repetition are dropped.

mod about;
mod head;
mod line;
mod phrases;
mod reach;
mod tail;

use crate::clean::{Block, CleanDocument, ContentStep};
use crate::text::fold::fold;

use super::date::DayMonthOrder;
use super::dateline::{FiledFrom, filed_from};
use super::notice::unmarked_headline;
use head::{Head, page_head, text_head};
pub(super) use line::is_date_line;
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

/// Takes a document apart; `headline` is the one that its metadata gives.
pub(super) fn divide(
    document: &CleanDocument,
    headline: Option<&str>,
    order: DayMonthOrder,
) -> Sections {
    let head = match document.step {
        ContentStep::PlainText => text_head(&document.blocks, order),
        _ => page_head(&document.blocks, headline, order),
    };
    let Head {
        lines,
        date_lines,
        contacts,
        headline: found,
        subhead,
        rest,
    } = head;
    let (filed_from, body_blocks) = take_dateline(&rest, order);
    let Tail {
        body,
        contacts: tail_contacts,
        boilerplate,
        about,
    } = part(&body_blocks);
    let marked = headline.map(str::to_owned).or(found);
    let (bare, headline_mark) = marked.as_deref().map(unmarked_headline).unzip();
    Sections {
        headline: bare.map(str::to_owned),
        headline_mark: headline_mark.flatten(),
        subhead,
        head_lines: lines,
        date_lines,
        filed_from,
        body: body.join("\n\n"),
        contacts: contacts.into_iter().chain(tail_contacts).collect(),
        boilerplate,
        about,
    }
}

/// How many blocks of the body are looked at for a dateline.
const MAX_BLOCKS_BEFORE_LEAD: usize = 3;

/// The dateline of the lead and the blocks without it.
fn take_dateline(blocks: &[Block], order: DayMonthOrder) -> (Option<FiledFrom>, Vec<Block>) {
    let mut left = blocks.to_vec();
    for at in 0..left.len().min(MAX_BLOCKS_BEFORE_LEAD) {
        if let Some(found) = filed_from(&left[at].text, order) {
            let lead = left[at].text.split_off(found.lead_start);
            if lead.is_empty() {
                left.remove(at);
            } else {
                left[at].text = lead;
            }
            return (Some(found), left);
        }
        if is_prose(&left[at].text) {
            break;
        }
    }
    (None, left)
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
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests;
