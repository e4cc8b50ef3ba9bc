//! Where the body ends, and what stands behind it: boilerplate, notes, legal notice, contacts.
//!
//! A form alone never cuts the body. A heading must stand in the later part of the text or be borne
//! out by what follows it; a mark such as `END` must have only tail parts behind it.

use crate::clean::{Block, BlockKind};
use crate::extract::number::number_in;
use crate::text::prefix::prefix;

use super::about::without_article;
use super::head::is_contact_line;
use super::key;
use super::line::{LineForm, line_form};

/// The body and the parts behind it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Tail {
    pub(super) body: Vec<String>,
    pub(super) contacts: Vec<String>,
    pub(super) boilerplate: Vec<String>,
    pub(super) about: Option<String>,
    /// The number of the release, when it stands behind the body.
    pub(super) lines: Vec<String>,
}

/// Where a block goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Body,
    Boilerplate,
    Contacts,
}

/// An About part stands behind at least this share of the text.
const ABOUT_FROM: f32 = 0.5;
/// Contacts, notes, legal notices and end marks stand behind at least this share.
const OTHERS_FROM: f32 = 0.4;
/// What follows a bare `END` is at most this share of the text.
const MAX_BEHIND_END_WORD: f32 = 0.4;

/// Parts the blocks from the lead on.
pub(super) fn part(blocks: &[Block]) -> Tail {
    let total: usize = blocks.iter().map(|b| b.text.len()).sum();
    let mut parting = Parting {
        tail: Tail::default(),
        place: Place::Body,
        is_ended: false,
        is_open: false,
    };
    let mut before = 0;
    for (at, block) in blocks.iter().enumerate() {
        let share = before as f32 / total.max(1) as f32;
        parting.add(block, &blocks[at + 1..], share);
        before += block.text.len();
    }
    parting.tail
}

struct Parting {
    tail: Tail,
    place: Place,
    /// An end mark came.
    is_ended: bool,
    /// The last string of the place still grows.
    is_open: bool,
}

impl Parting {
    fn add(&mut self, block: &Block, behind: &[Block], share: f32) {
        let text = block.text.as_str();
        let form = match block.kind {
            BlockKind::TableRow => end_mark_of_row(text),
            _ => line_form(text),
        };
        let share = if self.is_ended || self.place != Place::Body {
            1.0
        } else {
            share
        };
        let has_body = !self.tail.body.is_empty();
        match form {
            Some(LineForm::PageSlug) => {}
            Some(LineForm::EndMark) if has_body && share >= ABOUT_FROM => self.end(),
            Some(LineForm::EndWord) if has_body && 1.0 - share <= MAX_BEHIND_END_WORD => self.end(),
            Some(LineForm::AboutHeading(name))
                if has_body && share >= ABOUT_FROM && is_borne_out(&name, behind) =>
            {
                self.note_issuer(&name);
                self.open(Place::Boilerplate, text);
            }
            Some(LineForm::AboutRunIn(name)) if has_body && share >= ABOUT_FROM => {
                self.note_issuer(&name);
                self.open(Place::Boilerplate, text);
            }
            Some(LineForm::Notes | LineForm::Legal) if has_body && share >= OTHERS_FROM => {
                self.open(Place::Boilerplate, text);
            }
            Some(LineForm::ContactHeading)
                if has_body && share >= OTHERS_FROM && is_reached(behind) =>
            {
                self.open(Place::Contacts, text);
            }
            Some(LineForm::Contact) if has_body && share >= OTHERS_FROM => self.contact(text),
            Some(LineForm::Media) if has_body && share >= OTHERS_FROM => {
                self.tail.boilerplate.push(text.to_owned());
            }
            None if has_body && share >= OTHERS_FROM && is_bare_number(text) => {
                self.tail.lines.push(text.to_owned());
            }
            _ => self.go_on(block, behind),
        }
    }

    /// A block without a form of its own belongs to the part that is open.
    fn go_on(&mut self, block: &Block, behind: &[Block]) {
        let text = block.text.as_str();
        let is_heading = matches!(block.kind, BlockKind::Heading(_));
        let names_contact = self.place == Place::Contacts
            && behind.first().is_some_and(|b| is_contact_line(&b.text));
        if is_heading && !names_contact && !self.is_ended && self.place != Place::Body {
            self.place = Place::Body;
        }
        match self.place {
            Place::Body => self.tail.body.push(text.to_owned()),
            Place::Contacts if is_contact_line(text) || text.chars().count() < 120 => {
                self.grow(text);
            }
            Place::Contacts if self.is_ended => self.open(Place::Boilerplate, text),
            Place::Contacts => {
                self.place = Place::Body;
                self.tail.body.push(text.to_owned());
            }
            Place::Boilerplate if is_contact_line(text) => self.contact(text),
            Place::Boilerplate => self.grow(text),
        }
    }

    fn end(&mut self) {
        self.is_ended = true;
        self.place = Place::Boilerplate;
        self.is_open = false;
    }

    fn open(&mut self, place: Place, text: &str) {
        self.place = place;
        self.is_open = false;
        self.grow(text);
    }

    /// A contact line opens a contact block or joins the one that is open.
    fn contact(&mut self, text: &str) {
        if self.place == Place::Contacts {
            self.grow(text);
        } else {
            self.tail.contacts.push(text.to_owned());
        }
    }

    fn grow(&mut self, text: &str) {
        let parts = match self.place {
            Place::Body => &mut self.tail.body,
            Place::Boilerplate => &mut self.tail.boilerplate,
            Place::Contacts => &mut self.tail.contacts,
        };
        match parts.last_mut().filter(|_| self.is_open) {
            Some(last) => {
                last.push('\n');
                last.push_str(text);
            }
            None => parts.push(text.to_owned()),
        }
        self.is_open = true;
    }

    fn note_issuer(&mut self, name: &str) {
        if self.tail.about.is_none() && !name.is_empty() {
            let is_sign = |c: char| !c.is_alphanumeric() && !matches!(c, '.' | ')');
            let bare = name.trim_matches(is_sign);
            // `«Orvane» company`: the marks are within the name.
            let is_cut = bare.contains('»') != bare.contains('«');
            let name = if is_cut { name.trim() } else { bare };
            self.tail.about = Some(without_article(name).to_owned());
        }
    }
}

/// `-0-    3/4/96`: an end mark with the day that the wire set beside it.
fn end_mark_of_row(row: &str) -> Option<LineForm> {
    let (mark, rest) = row.split_once('\t')?;
    let is_sign = |c: char| !c.is_alphanumeric();
    let is_bare = mark.starts_with(is_sign) && !rest.chars().any(char::is_alphabetic);
    line_form(mark).filter(|form| is_bare && *form == LineForm::EndMark)
}

/// The next block speaks of the one that the heading names, near its start.
fn is_borne_out(name: &str, behind: &[Block]) -> bool {
    let Some(next) = behind.first() else {
        return false;
    };
    let words: Vec<String> = name
        .split_whitespace()
        .map(key)
        .filter(|w| w.chars().count() > 2 && w != "the")
        .collect();
    let opening = key(prefix(&next.text, 160));
    words.is_empty() || words.iter().any(|word| opening.contains(word))
}

/// `CSA/22/317`, alone: a number in parts, set behind the text.
fn is_bare_number(text: &str) -> bool {
    text.contains('/') && number_in(text) == Some(text)
}

/// One of the next lines can be reached by telephone or mail.
fn is_reached(behind: &[Block]) -> bool {
    behind
        .iter()
        .take(5)
        .any(|b| is_contact_line(&b.text) || super::reach::has_reach(&b.text))
}
