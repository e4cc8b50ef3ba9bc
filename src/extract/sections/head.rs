//! What stands before the lead: release line, number, contacts, headline, subhead, date, byline.

use crate::clean::{Block, BlockKind};
use crate::extract::date::DayMonthOrder;
use crate::extract::dateline::filed_from;
use crate::extract::notice::is_release_line;
use crate::extract::number::is_number_line;

use super::line::{LineForm, is_byline, is_date_line, is_genre, line_form};
use super::reach::{has_mail, has_reach, has_telephone};
use super::{is_prose, key};

/// The head of a document and the blocks behind it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Head {
    /// Release lines, corrections and numbers.
    pub(super) lines: Vec<String>,
    /// Lines that say a date.
    pub(super) date_lines: Vec<String>,
    /// Contact blocks.
    pub(super) contacts: Vec<String>,
    /// The headline found.
    pub(super) headline: Option<String>,
    /// The line below it.
    pub(super) subhead: Option<String>,
    /// The blocks from the lead on.
    pub(super) rest: Vec<Block>,
}

/// A head of more blocks than this is none.
const MAX_BLOCKS: usize = 24;
/// A headline is at most this long, in characters.
const MAX_HEADLINE_CHARS: usize = 240;

/// Reads the head of plain text. No headline is made up: a text that begins with its lead has none.
pub(super) fn text_head(blocks: &[Block], order: DayMonthOrder) -> Head {
    let mut head = Head::default();
    let mut at = 0;
    while let Some(block) = blocks.get(at).filter(|_| at < MAX_BLOCKS) {
        let text = block.text.as_str();
        if let Some(taken) = head.take_line(&blocks[at..], order) {
            at += taken;
            continue;
        }
        let filed = filed_from(text, order);
        let is_line = filed.as_ref().is_some_and(|f| f.lead_start == text.len());
        if is_line && head.headline.is_none() && blocks.get(at + 1).is_some_and(is_title) {
            // Place and day above the headline: they wait for the lead.
            head.rest.push(block.clone());
            at += 1;
            continue;
        }
        if filed.is_some() || !is_title(block) || at + 1 == blocks.len() {
            break;
        }
        if head.headline.is_none() {
            head.headline = Some(text.to_owned());
        } else if is_byline(text) {
            // Who wrote it is no part of the text.
        } else if head.subhead.is_none() {
            head.subhead = Some(text.to_owned());
        } else {
            break;
        }
        at += 1;
    }
    head.rest.extend_from_slice(&blocks[at..]);
    head
}

/// Reads the head of a page, whose headline is known; other short blocks stay in the body.
pub(super) fn page_head(blocks: &[Block], headline: Option<&str>, order: DayMonthOrder) -> Head {
    let mut head = Head::default();
    let headline_key = headline.map(key).unwrap_or_default();
    let mut is_below_headline = false;
    let mut at = 0;
    while let Some(block) = blocks
        .get(at)
        .filter(|b| at < MAX_BLOCKS && !is_prose(&b.text))
    {
        let is_headline = !headline_key.is_empty() && key(&block.text) == headline_key;
        let is_heading = matches!(block.kind, BlockKind::Heading(_));
        if is_headline {
            is_below_headline = true;
        } else if is_byline(&block.text) {
        } else if let Some(taken) = head.take_line(&blocks[at..], order) {
            at += taken;
            continue;
        } else if is_below_headline && is_heading && head.subhead.is_none() && head.rest.is_empty()
        {
            head.subhead = Some(block.text.clone());
        } else {
            head.rest.push(block.clone());
        }
        at += 1;
    }
    head.rest.extend(
        blocks[at..]
            .iter()
            .filter(|b| headline_key.is_empty() || !is_repeated(b, &headline_key))
            .cloned(),
    );
    head
}

fn is_repeated(block: &Block, headline_key: &str) -> bool {
    block.text.len() < 400
        && matches!(block.kind, BlockKind::Heading(_))
        && key(&block.text) == headline_key
}

impl Head {
    /// Takes the first block when its form says what it is; the number of blocks taken.
    fn take_line(&mut self, blocks: &[Block], order: DayMonthOrder) -> Option<usize> {
        let first = blocks.first()?;
        let text = first.text.as_str();
        if first.kind == BlockKind::TableRow {
            return None;
        }
        if is_genre(text) {
            return Some(1);
        }
        if is_release_line(text) || is_number_line(text) {
            self.lines.push(text.to_owned());
            return Some(1);
        }
        if is_date_line(text, order) {
            self.date_lines.push(text.to_owned());
            return Some(1);
        }
        match line_form(text)? {
            LineForm::PageSlug | LineForm::EndMark => Some(1),
            LineForm::ContactHeading => {
                let num_lines = num_contact_lines(&blocks[1..]);
                (num_lines > 0).then(|| self.take_contact(&blocks[..=num_lines]))
            }
            LineForm::Contact => {
                let num_lines = blocks[1..]
                    .iter()
                    .take_while(|b| is_contact_line(&b.text))
                    .count();
                Some(self.take_contact(&blocks[..=num_lines]))
            }
            _ => None,
        }
    }

    fn take_contact(&mut self, blocks: &[Block]) -> usize {
        let lines: Vec<&str> = blocks.iter().map(|b| b.text.as_str()).collect();
        self.contacts.push(lines.join("\n"));
        blocks.len()
    }
}

/// Lines behind a contact heading: names and offices up to the last line that can be reached.
fn num_contact_lines(blocks: &[Block]) -> usize {
    let window = blocks
        .iter()
        .take(8)
        .take_while(|b| b.text.chars().count() < 120 && !is_release_line(&b.text));
    let mut num_lines = 0;
    for (at, block) in window.enumerate() {
        if is_contact_line(&block.text) && at <= num_lines + 3 {
            num_lines = at + 1;
        }
    }
    num_lines
}

/// A short line with a telephone number or an address.
pub(super) fn is_contact_line(text: &str) -> bool {
    let is_short = text.chars().count() < 120;
    is_short
        && (has_mail(text)
            || has_telephone(text)
            || (has_reach(text) && text.split_whitespace().count() <= 4)
            || line_form(text) == Some(LineForm::Contact))
}

/// Short, no sentence, no row of a table: what a headline or subhead looks like.
fn is_title(block: &Block) -> bool {
    let text = block.text.as_str();
    let num_chars = text.chars().count();
    let shouts = !text.chars().any(char::is_lowercase) && text.chars().any(char::is_uppercase);
    let is_sentence = text.ends_with(['.', ';', ',', '。']) && !shouts;
    let is_text_kind = matches!(
        block.kind,
        BlockKind::Paragraph | BlockKind::Heading(_) | BlockKind::Preformatted
    );
    is_text_kind
        && num_chars <= MAX_HEADLINE_CHARS
        && !is_sentence
        && !text.contains('\n')
        && text.chars().any(char::is_alphabetic)
}
