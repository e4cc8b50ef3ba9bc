//! Mails (RFC 5322 with MIME), one by one or in a mailbox (mbox, RFC 4155).

use std::io::{Cursor, Read};
use std::ops::ControlFlow;

use mail_parser::{HeaderValue, Message, MessageParser, MessagePart, MimeHeaders, PartType};

use super::gauge::reason_of;
use super::lines::{Line, Lines};
use super::record::Record;
use super::{Flow, Input, Opener, Place, name};
use crate::report::SkipReason;
use crate::source::document::Format;

/// Headers that mails have and other texts do not.
const SURE_HEADERS: &[&str] = &["message-id", "mime-version", "received", "return-path"];

/// Headers that mails have, as other texts may.
const HEADERS: &[&str] = &["from", "to", "subject", "date", "sender", "content-type"];

/// The most mails within one mail: for each that lies in another the parser takes stack.
const MAX_MAILS: usize = 100;

/// Whether a text begins with the head of a mail: one header that only mails have, and two others
/// at least.
pub(super) fn is_mail(head: &[u8]) -> bool {
    let (mut num_sure, mut num_others) = (0, 0);
    for line in head.split(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() {
            break;
        }
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            continue;
        }
        let Some(at) = memchr::memchr(b':', line) else {
            return false;
        };
        let Ok(header) = std::str::from_utf8(&line[..at]) else {
            return false;
        };
        if header.is_empty() || header.contains(' ') {
            return false;
        }
        let header = header.to_ascii_lowercase();
        num_sure += usize::from(SURE_HEADERS.contains(&header.as_str()));
        num_others += usize::from(HEADERS.contains(&header.as_str()));
    }
    num_sure >= 1 && num_others >= 2
}

/// Whether a text begins as a mailbox does: with a line of its own before the head of a mail.
pub(super) fn is_mailbox(head: &[u8]) -> bool {
    let Some(rest) = head.strip_prefix(b"From ") else {
        return false;
    };
    let Some(end) = memchr::memchr(b'\n', rest) else {
        return false;
    };
    let behind = &rest[end + 1..];
    let first = behind.split(|byte| *byte == b'\n').next().unwrap_or(behind);
    let name = first.split(|byte| *byte == b':').next().unwrap_or_default();
    let is_header = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
    name.len() < first.len() && !name.is_empty() && name.iter().all(is_header)
}

/// Hands on one mail: its text, and what is attached as members.
pub(super) fn open(opener: &mut Opener<'_>, place: &Place, reader: &mut dyn Read) -> Flow {
    let mut bytes = Vec::new();
    if let Err(reason) = Lines::new(reader, opener.options.max_document_bytes).read_rest(&mut bytes)
    {
        return opener.skip_document(place, reason);
    }
    open_message(opener, place, &bytes)
}

/// Hands on the mails of a mailbox, numbered from 1; what is attached to one is a member below it.
pub(super) fn open_mailbox(opener: &mut Opener<'_>, place: &Place, reader: &mut dyn Read) -> Flow {
    let max = opener.options.max_document_bytes;
    let mut lines = Lines::new(reader, max);
    let mut mailbox = Mailbox::default();
    loop {
        let line = match lines.next() {
            Ok(Some(line)) => line,
            Ok(None) => return mailbox.close(opener, place),
            Err(error) => {
                let reason = reason_of(&error);
                return opener.skip_numbered(place, mailbox.number.max(1), reason);
            }
        };
        match line {
            Line::Whole(line) if mailbox.is_start(&line) => mailbox.close(opener, place)?,
            Line::Whole(line) => mailbox.push(&line, max),
            Line::TooLong(num_bytes) => mailbox.num_over += num_bytes,
        }
    }
}

/// The mail of a mailbox that is being read.
#[derive(Debug, Default)]
struct Mailbox {
    number: u64,
    bytes: Vec<u8>,
    /// Bytes that are too many to be kept.
    num_over: u64,
    is_behind_blank: bool,
}

impl Mailbox {
    /// Whether a line begins a mail: `From ` at the start or behind a blank line.
    fn is_start(&self, line: &[u8]) -> bool {
        line.starts_with(b"From ") && (self.is_behind_blank || self.number == 0)
    }

    fn push(&mut self, line: &[u8], max: u64) {
        self.is_behind_blank = matches!(line, b"\n" | b"\r\n");
        if self.num_over > 0 || (self.bytes.len() + line.len()) as u64 > max {
            self.num_over += line.len() as u64;
            return;
        }
        // A line of the text that begins so was marked when the mail was put in (mboxrd).
        let quoted = line.iter().take_while(|byte| **byte == b'>').count();
        let is_marked = quoted > 0 && line[quoted..].starts_with(b"From ");
        self.bytes
            .extend_from_slice(&line[usize::from(is_marked)..]);
    }

    /// Hands the mail on, and begins the next.
    fn close(&mut self, opener: &mut Opener<'_>, place: &Place) -> Flow {
        let bytes = std::mem::take(&mut self.bytes);
        let num_over = std::mem::take(&mut self.num_over);
        let number = self.number;
        self.number += 1;
        self.is_behind_blank = false;
        if number == 0 {
            return ControlFlow::Continue(());
        }
        if num_over > 0 {
            let reason = SkipReason::TooLarge(bytes.len() as u64 + num_over);
            return opener.skip_numbered(place, number, reason);
        }
        let message = place.labelled(opener, &number.to_string());
        open_message(opener, &message, &bytes)
    }
}

/// How many mails there may be in a mail, by the headers that say so; seldom more than there are.
fn num_mails_within(mail: &[u8]) -> usize {
    let (mut num, mut is_type) = (0, false);
    for line in mail.split(|byte| *byte == b'\n') {
        if !line.starts_with(b" ") && !line.starts_with(b"\t") {
            let name = line.get(.."content-type".len()).unwrap_or_default();
            is_type = name.eq_ignore_ascii_case(b"content-type");
        }
        if is_type {
            let line = line.to_ascii_lowercase();
            let is_within = |kind: &[u8]| memchr::memmem::find(&line, kind).is_some();
            num += usize::from(is_within(b"message/") || is_within(b"/digest"));
        }
    }
    num
}

fn open_message(opener: &mut Opener<'_>, place: &Place, bytes: &[u8]) -> Flow {
    if num_mails_within(bytes) > MAX_MAILS {
        let what = format!("more than {MAX_MAILS} mails within one mail");
        return opener.skip_document(place, SkipReason::Unsupported(what));
    }
    let Some(message) = MessageParser::default().parse(bytes) else {
        let what = "it is no mail".to_owned();
        return opener.skip_document(place, SkipReason::Damaged(what));
    };
    let mut record = Record {
        identity: Some((blake3::hash(bytes), bytes.len() as u64)),
        ..Record::default()
    };
    read_head(&message, &mut record);
    read_body(&message, &mut record);
    let attachments: Vec<_> = message.attachments().collect();
    if !record.body.trim().is_empty() {
        record.hand_on_alone(opener, place)?;
    } else if attachments.is_empty() {
        opener.skip_document(place, SkipReason::Empty)?;
    }
    for (number, part) in (1..).zip(attachments) {
        open_attachment(opener, place, (number, part))?;
    }
    ControlFlow::Continue(())
}

fn read_head(message: &Message<'_>, record: &mut Record) {
    record.claim(
        "mail subject",
        bare_subject(message.subject().unwrap_or_default()),
    );
    if let Some(date) = message.date() {
        record.claim("mail date", &date.to_rfc3339());
    }
    for name in ["Organization", "Organisation"] {
        let organization = message.header(name).and_then(HeaderValue::as_text);
        record.claim("mail organization", organization.unwrap_or_default());
    }
    let keywords = message.keywords();
    for keyword in keywords.as_text_list().into_iter().flatten() {
        record.claim("mail keywords", keyword);
    }
    record.claim("mail keywords", keywords.as_text().unwrap_or_default());
    let language = message.root_part().content_language();
    record.claim("mail language", language.as_text().unwrap_or_default());
}

/// A subject without the marks of a mail that was passed on.
fn bare_subject(subject: &str) -> &str {
    const MARKS: &[&str] = &["fw:", "fwd:", "re:", "wg:", "tr:", "aw:", "rv:"];
    let mut bare = subject.trim();
    while let Some(mark) = MARKS.iter().find(|mark| {
        bare.get(..mark.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(mark))
    }) {
        bare = bare[mark.len()..].trim_start();
    }
    bare
}

/// The text of a mail: of its forms the page, which keeps headings and links, before the plain one.
fn read_body(message: &Message<'_>, record: &mut Record) {
    let pages = message.html_bodies().filter_map(|part| match &part.body {
        PartType::Html(page) => Some(page.as_ref()),
        _ => None,
    });
    let pages: Vec<&str> = pages.collect();
    if !pages.is_empty() {
        record.body = pages.join("\n");
        record.format = Some(Format::Html);
        return;
    }
    let texts = message.text_bodies().filter_map(|part| match &part.body {
        PartType::Text(text) => Some(text.as_ref()),
        _ => None,
    });
    record.body = texts.collect::<Vec<_>>().join("\n\n");
}

fn open_attachment(
    opener: &mut Opener<'_>,
    place: &Place,
    (number, part): (u64, &MessagePart<'_>),
) -> Flow {
    let shown = part.attachment_name().map(|n| name::shown(n.as_bytes()));
    let shown = shown.unwrap_or_else(|| format!("attachment-{number}"));
    let member = match place.member(opener, name::tidy(&shown)) {
        Ok(member) => member.deeper(),
        Err(flow) => return flow,
    };
    let mut member = member;
    let bytes: &[u8] = match &part.body {
        PartType::Text(text) | PartType::Html(text) => {
            // The parser has decoded it already.
            member.envelope.charset = Some("utf-8".to_owned());
            text.as_bytes()
        }
        PartType::Binary(bytes) | PartType::InlineBinary(bytes) => bytes,
        PartType::Message(message) => message.raw_message(),
        PartType::Multipart(_) => return ControlFlow::Continue(()),
    };
    opener.open(
        &member,
        Input::Stream(&mut Cursor::new(bytes)),
        Some(bytes.len() as u64),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_is_known_by_its_head() {
        let mail = b"Received: from a\r\n\tby b\r\nFrom: a@example.org\r\nSubject: x\r\n\r\nText";
        assert!(is_mail(mail));
        for text in [
            "From: a@example.org\nSubject: x\nDate: 1 May 2021\n\nText",
            "Message-ID: x\n\nText",
            "Note: this is a text\nFrom: here\nto: there\n",
            "Lock Opens\n\nMessage-ID: x\nFrom: a\nTo: b\n",
        ] {
            assert!(!is_mail(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn a_mailbox_is_known_by_the_line_before_its_first_mail() {
        assert!(is_mailbox(
            b"From a@example.org Thu May  6 10:00:00 2021\nSubject: x\n"
        ));
        assert!(!is_mailbox(
            b"From Dakar with love\n\nThe ferry: it sails.\n"
        ));
        assert!(!is_mailbox(b"From Dakar with love"));
    }

    #[test]
    fn a_subject_loses_the_marks_of_passing_on() {
        assert_eq!(bare_subject("Fwd: RE:  Lock opens"), "Lock opens");
        assert_eq!(bare_subject("Region: lock opens"), "Region: lock opens");
    }
}
