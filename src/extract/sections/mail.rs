//! The header of a mail that a text was sent in.

use crate::clean::Block;
use crate::text::fold::fold;

use super::marks::SUBJECT_LABELS;

/// Labels of who sent a mail; folded.
const SENDERS: &[&str] = &[
    "from",
    "von",
    "de",
    "da",
    "от",
    "от кого",
    "发件人",
    "差出人",
];
/// Labels of when it was sent; folded.
const DATES: &[&str] = &[
    "date",
    "sent",
    "datum",
    "gesendet",
    "envoye",
    "fecha",
    "enviado",
    "data",
    "inviato",
    "дата",
    "отправлено",
    "日期",
    "发送时间",
    "送信日時",
];
/// Labels of the other lines; folded.
const OTHERS: &[&str] = &[
    "to",
    "cc",
    "bcc",
    "reply-to",
    "message-id",
    "an",
    "a",
    "para",
    "кому",
    "копия",
    "收件人",
    "宛先",
    "mime-version",
    "content-type",
    "importance",
    "organization",
    "newsgroups",
];
/// A header has no more lines than this.
const MAX_LINES: usize = 12;

/// What the header of a mail says of the release.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct MailHeader<'b> {
    /// The subject, which is the headline.
    pub(super) subject: &'b str,
    /// When it was sent, as written.
    pub(super) date: Option<&'b str>,
    /// The blocks that it takes.
    pub(super) num_blocks: usize,
}

/// The header that a text begins with: lines of labels, a sender and a subject among them.
pub(super) fn mail_header(blocks: &[Block]) -> Option<MailHeader<'_>> {
    let (mut subject, mut date, mut has_sender) = (None, None, false);
    let mut num_blocks = 0;
    for block in blocks.iter().take(MAX_LINES) {
        let Some((label, value)) = block.text.split_once([':', '：']) else {
            break;
        };
        let (label, value) = (fold(label.trim()), value.trim());
        let label = label.as_ref();
        if SENDERS.contains(&label) {
            has_sender = true;
        } else if SUBJECT_LABELS.contains(&label) {
            subject = subject.or(Some(value));
        } else if DATES.contains(&label) {
            date = date.or(Some(value));
        } else if !OTHERS.contains(&label) {
            break;
        }
        num_blocks += 1;
    }
    let subject = subject.filter(|s| has_sender && !s.is_empty())?;
    Some(MailHeader {
        subject,
        date,
        num_blocks,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::BlockKind;

    fn check(lines: &[&str], expected: Option<(&str, Option<&str>, usize)>) {
        let block = |text: &&str| Block {
            kind: BlockKind::Paragraph,
            text: (*text).to_owned(),
        };
        let blocks: Vec<Block> = lines.iter().map(block).collect();
        let found = mail_header(&blocks).map(|m| (m.subject, m.date, m.num_blocks));
        assert_eq!(found, expected, "{lines:?}");
    }

    #[test]
    fn headers_in_several_languages() {
        check(
            &[
                "From: jo@orvane.test",
                "Date: 9 Mar 2010",
                "To: all",
                "Subject: Kilns lit",
                "Text",
            ],
            Some(("Kilns lit", Some("9 Mar 2010"), 4)),
        );
        check(
            &["Von: Jo Marsh", "Betreff: Öfen brennen"],
            Some(("Öfen brennen", None, 2)),
        );
    }

    #[test]
    fn a_text_is_no_header() {
        check(&["Subject: Kilns lit", "Text"], None);
        check(&["From: Delmont", "The kilns are lit: all of them"], None);
        check(&["Kilns lit"], None);
    }
}
