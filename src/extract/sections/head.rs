//! What stands before the lead: release line, number, contacts, headline, subhead, date, byline.

use crate::clean::{Block, BlockKind};
use crate::extract::date::DayMonthOrder;
use crate::extract::dateline::{self, filed_from};
use crate::extract::notice::is_release_line;
use crate::extract::number::{is_number_line, number_in};
use crate::text::prefix::prefix;

use super::about::ARTICLES;
use super::line::{
    LineForm, is_byline, is_credited, is_date_line, is_desk, is_genre, line_form, without_label,
};
use super::mail::mail_header;
use super::reach::{has_mail, has_reach, has_telephone};
use super::{has_key, is_prose, key};

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
    /// The issuer, when a line above the headline names it.
    pub(super) issuer: Option<String>,
    /// What a correction says of itself.
    pub(super) note: Option<String>,
    /// The blocks from the lead on.
    pub(super) rest: Vec<Block>,
}

/// A head of more blocks than this is none.
const MAX_BLOCKS: usize = 24;
/// A name opens a lead within so many bytes.
const MAX_OPENING_BYTES: usize = 200;
/// As much of a paragraph as its dateline and the opening of its lead can take.
const MAX_LEAD_BYTES: usize = dateline::MAX_BYTES + MAX_OPENING_BYTES;
/// A headline is at most this long, in characters.
const MAX_HEADLINE_CHARS: usize = 240;

/// Reads the head of plain text, below the lines of standing that came before it. No headline is
/// made up: a text that begins with its lead has none.
pub(super) fn text_head(blocks: &[Block], lines: Vec<String>, order: DayMonthOrder) -> Head {
    let mut head = Head {
        lines,
        ..Head::default()
    };
    let mut at = 0;
    if let Some(mail) = mail_header(blocks) {
        head.headline = Some(mail.subject.to_owned());
        head.date_lines.extend(mail.date.map(str::to_owned));
        at = mail.num_blocks;
    }
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
        if filed.is_none() && head.is_note(text) {
            head.note = Some(text.to_owned());
            at += 1;
            continue;
        }
        if filed.is_some() || !is_title(block) || at + 1 == blocks.len() {
            break;
        }
        if head.headline.is_none() && is_masthead(text, &blocks[at + 1..], order) {
            head.issuer = Some(text.to_owned());
        } else if head.headline.is_none() {
            head.headline = Some(without_label(text).to_owned());
        } else if head.goes_on_in(text) {
            head.join(text);
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
    // Cleaning takes the headline and what stands above it off, as a rule.
    let stands_here = |b: &Block| has_key(&b.text, &headline_key);
    let mut is_below_headline =
        !headline_key.is_empty() && !blocks.iter().take(MAX_BLOCKS).any(stands_here);
    let mut at = 0;
    while let Some(block) = blocks
        .get(at)
        .filter(|b| at < MAX_BLOCKS && !is_prose(&b.text))
    {
        let is_headline = !headline_key.is_empty() && has_key(&block.text, &headline_key);
        if is_headline {
            is_below_headline = true;
        } else if is_byline(&block.text) || is_credited(&block.text) {
            // Who wrote it and who took the picture are no part of the text.
        } else if let Some(taken) = head.take_line(&blocks[at..], order) {
            at += taken;
            continue;
        } else if is_below_headline && is_subhead(&blocks[at..]) && head.has_no_text() {
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

/// A heading that says something and stands right above the text. Shorter ones are the first of the
/// headings inside the text: `Summary`, `First crossing`.
fn is_subhead(blocks: &[Block]) -> bool {
    const MIN_WORDS: usize = 4;
    let [first, next, ..] = blocks else {
        return false;
    };
    let is_heading = |b: &Block| matches!(b.kind, BlockKind::Heading(_));
    let says_something = first.text.split_whitespace().nth(MIN_WORDS - 1).is_some()
        || (!first.text.is_ascii() && !first.text.contains(' '));
    is_heading(first) && !is_heading(next) && says_something && !first.text.ends_with(':')
}

fn is_repeated(block: &Block, headline_key: &str) -> bool {
    block.text.len() < 400
        && matches!(block.kind, BlockKind::Heading(_))
        && has_key(&block.text, headline_key)
}

impl Head {
    /// Takes the first block when its form says what it is; the number of blocks taken.
    pub(super) fn take_line(&mut self, blocks: &[Block], order: DayMonthOrder) -> Option<usize> {
        let first = blocks.first()?;
        let text = first.text.as_str();
        if first.kind == BlockKind::TableRow {
            let above = self.rest.last();
            let is_table = [above, blocks.get(1)]
                .into_iter()
                .flatten()
                .any(|b| b.kind == BlockKind::TableRow && has_date_cell(&b.text, order));
            return (!is_table).then(|| self.take_row(text, order)).flatten();
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

    /// Takes a line of columns that holds a genre, a number, a date or the standing.
    fn take_row(&mut self, row: &str, order: DayMonthOrder) -> Option<usize> {
        let cells: Vec<&str> = row.split('\t').map(str::trim).collect();
        let is_said = |cell: &&str| {
            is_genre(cell)
                || is_release_line(cell)
                || is_number_line(cell)
                || is_date_line(cell, order)
        };
        if self.headline.is_some() || !cells.iter().any(is_said) {
            return None;
        }
        for cell in cells {
            if is_release_line(cell) || number_in(cell).is_some() {
                self.lines.push(cell.to_owned());
            } else if is_date_line(cell, order) {
                self.date_lines.push(cell.to_owned());
            } else if !is_genre(cell) && !cell.is_empty() {
                self.issuer.get_or_insert_with(|| cell.to_owned());
            }
        }
        Some(1)
    }

    fn has_no_text(&self) -> bool {
        self.subhead.is_none() && self.rest.is_empty()
    }

    /// Below a line of standing, what was wrong and that the release follows.
    fn is_note(&self, text: &str) -> bool {
        let is_below = !self.lines.is_empty() && self.headline.is_none() && self.note.is_none();
        is_below && is_prose(text) && text.ends_with(':')
    }

    /// A shouted headline goes on in a shouted line that opens with a small word.
    fn goes_on_in(&self, text: &str) -> bool {
        const SMALL: &[&str] = &[
            "A", "AN", "AND", "AS", "AT", "BY", "FOR", "FROM", "IN", "INTO", "OF", "ON", "OR",
            "OVER", "THE", "TO", "UNDER", "WITH",
        ];
        let first = text.split_whitespace().next().unwrap_or_default();
        let headline = self.headline.as_deref().unwrap_or_default();
        self.subhead.is_none() && SMALL.contains(&first) && shouts(headline) && shouts(text)
    }

    fn join(&mut self, text: &str) {
        if let Some(headline) = &mut self.headline {
            headline.push(' ');
            headline.push_str(text);
        }
    }

    fn take_contact(&mut self, blocks: &[Block]) -> usize {
        let lines: Vec<&str> = blocks.iter().map(|b| b.text.as_str()).collect();
        self.contacts.push(lines.join("\n"));
        blocks.len()
    }
}

/// A cell of the row says a date and nothing else.
fn has_date_cell(row: &str, order: DayMonthOrder) -> bool {
    row.split('\t').any(|cell| is_date_line(cell.trim(), order))
}

/// Lines behind a contact heading: names and offices up to the last line that can be reached.
pub(super) fn num_contact_lines(blocks: &[Block]) -> usize {
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

/// A line above the headline that names who speaks: a press office, or the name that the lead begins with.
fn is_masthead(text: &str, behind: &[Block], order: DayMonthOrder) -> bool {
    if !behind.first().is_some_and(is_title) {
        return false;
    }
    let name = key(text);
    let opens_lead = || {
        let lead = behind.iter().take(4).find(|b| !is_title(b));
        // What a dateline leaves of the lead begins so near that the name stands in its beginning.
        let lead = lead.filter(|b| key(prefix(&b.text, MAX_LEAD_BYTES)).contains(&name));
        let opening = lead.map(|b| {
            let start = filed_from(&b.text, order).map_or(0, |filed| filed.lead_start);
            key(prefix(&b.text[start..], MAX_OPENING_BYTES))
        });
        name.chars().count() > 3 && opening.is_some_and(|o| is_named_first(&o, &name))
    };
    is_desk(text) || opens_lead()
}

/// The name opens the text, perhaps behind an article; both are keys.
fn is_named_first(opening: &str, name: &str) -> bool {
    let mut articles = ARTICLES.iter().filter_map(|a| opening.strip_prefix(a));
    opening.starts_with(name) || articles.any(|rest| rest.starts_with(name))
}

fn shouts(text: &str) -> bool {
    !text.chars().any(char::is_lowercase) && text.chars().any(char::is_uppercase)
}

/// Short, no sentence, no row of a table: what a headline or subhead looks like.
fn is_title(block: &Block) -> bool {
    let text = block.text.as_str();
    let num_chars = text.chars().count();
    let is_sentence = text.ends_with(['.', ';', ',', '。']) && !shouts(text);
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
