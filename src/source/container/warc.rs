//! Web archives: WARC 1.0 and 1.1 (ISO 28500), compressed or not.

use std::io::{Cursor, Read};
use std::ops::ControlFlow;

use super::gauge::reason_of;
use super::http::Answer;
use super::lines::{Line, Lines};
use super::{Flow, Input, Opener, Place, name};
use crate::report::SkipReason;
use crate::source::claim::Claim;
use crate::source::found::Envelope;

/// What the head of an answer may take beside its page, in bytes.
const MAX_HEAD: u64 = 1 << 20;

/// Lines of the head of a record that are read at the most.
const MAX_FIELDS: usize = 1000;

/// The head of a record: names in lower case.
#[derive(Debug, Default)]
struct Head {
    kind: String,
    uri: String,
    num_bytes: Option<u64>,
    is_segment: bool,
    media: String,
}

/// What was found where a record should begin.
enum Start {
    Record(Head),
    /// Bytes that are no record; how many lines were passed over is not told.
    Noise,
    End,
}

/// Hands on the pages of a web archive, each by the address that it was fetched from.
///
/// Records of requests, of the crawl and of metadata hold no pages and are passed over. What is
/// wrong with a record is told of it, and the next one is looked for.
pub(super) fn open(opener: &mut Opener<'_>, place: &Place, reader: &mut dyn Read) -> Flow {
    let max = opener.options.max_document_bytes;
    let mut lines = Lines::new(reader, max.saturating_add(MAX_HEAD));
    // Noise is told once for each stretch of it.
    let mut is_in_noise = false;
    let mut num_errors = 0;
    loop {
        match read_start(&mut lines) {
            Ok(Start::Record(head)) => {
                is_in_noise = false;
                match open_record(opener, place, (&head, &mut lines)) {
                    Ok(flow) => flow?,
                    Err(error) => {
                        num_errors += 1;
                        let member = place.labelled(opener, &label(&head));
                        opener.skip(&member, reason_of(&error))?;
                        if !may_go_on(&error, num_errors) {
                            return ControlFlow::Continue(());
                        }
                    }
                }
            }
            Ok(Start::Noise) if is_in_noise => {}
            Ok(Start::Noise) => {
                is_in_noise = true;
                let what = "a record does not begin as one".to_owned();
                opener.skip(place, SkipReason::Damaged(what))?;
            }
            Ok(Start::End) => return ControlFlow::Continue(()),
            Err(error) => {
                num_errors += 1;
                opener.skip(place, reason_of(&error))?;
                if !may_go_on(&error, num_errors) {
                    return ControlFlow::Continue(());
                }
            }
        }
    }
}

/// Whether something may follow an error: the parts of a compressed archive stand by themselves.
fn may_go_on(error: &std::io::Error, num_errors: u32) -> bool {
    /// Errors after which the rest is given up.
    const MAX_ERRORS: u32 = 10_000;
    num_errors < MAX_ERRORS
        && matches!(
            reason_of(error),
            SkipReason::Checksum | SkipReason::Damaged(_)
        )
}

fn read_start(lines: &mut Lines<'_>) -> std::io::Result<Start> {
    let line = loop {
        match lines.next()? {
            None => return Ok(Start::End),
            Some(Line::TooLong(_)) => return Ok(Start::Noise),
            Some(Line::Whole(line)) if line.trim_ascii().is_empty() => {}
            Some(Line::Whole(line)) => break line,
        }
    };
    if !line.starts_with(b"WARC/") {
        return Ok(Start::Noise);
    }
    let mut head = Head::default();
    for _ in 0..MAX_FIELDS {
        let Some(Line::Whole(line)) = lines.next()? else {
            return Ok(Start::Noise);
        };
        let line = line.trim_ascii();
        if line.is_empty() {
            return Ok(Start::Record(head));
        }
        head.read_field(&name::shown(line));
    }
    Ok(Start::Noise)
}

impl Head {
    fn read_field(&mut self, line: &str) {
        let Some((name, value)) = line.split_once(':') else {
            return;
        };
        let value = value.trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "warc-type" => self.kind = value.to_ascii_lowercase(),
            // Some writers put the address between angle brackets.
            "warc-target-uri" => {
                value.trim_matches(['<', '>']).clone_into(&mut self.uri);
            }
            "content-length" => self.num_bytes = value.parse().ok(),
            "content-type" => self.media = value.to_ascii_lowercase(),
            "warc-segment-number" => self.is_segment = true,
            _ => {}
        }
    }
}

fn label(head: &Head) -> String {
    if head.uri.is_empty() {
        "record".to_owned()
    } else {
        head.uri.clone()
    }
}

fn open_record(
    opener: &mut Opener<'_>,
    place: &Place,
    (head, lines): (&Head, &mut Lines<'_>),
) -> std::io::Result<Flow> {
    let skip = |opener: &mut Opener<'_>, reason| {
        let member = place.labelled(opener, &label(head));
        opener.skip(&member, reason)
    };
    let Some(num_bytes) = head.num_bytes else {
        let what = "a record does not give its length".to_owned();
        return Ok(skip(opener, SkipReason::Damaged(what)));
    };
    let is_page = matches!(head.kind.as_str(), "response" | "resource" | "conversion");
    let max = opener.options.max_document_bytes.saturating_add(MAX_HEAD);
    let refused = if head.kind == "revisit" {
        Some(SkipReason::Revisit)
    } else if is_page && head.is_segment || head.kind == "continuation" {
        let what = "a record in several segments".to_owned();
        Some(SkipReason::Unsupported(what))
    } else if is_page && num_bytes > max {
        Some(SkipReason::TooLarge(num_bytes))
    } else {
        None
    };
    if !is_page || refused.is_some() {
        let flow = refused.map_or(ControlFlow::Continue(()), |reason| skip(opener, reason));
        lines.pass(num_bytes)?;
        return Ok(flow);
    }
    let block = lines.read_exact_or_end(num_bytes)?;
    if (block.len() as u64) < num_bytes {
        return Ok(skip(opener, SkipReason::Truncated));
    }
    lines.pass_line_ends()?;
    Ok(open_block(opener, place, (head, &block)))
}

fn open_block(opener: &mut Opener<'_>, place: &Place, (head, block): (&Head, &[u8])) -> Flow {
    let mut member = place.labelled(opener, &label(head)).deeper();
    let mut envelope = Envelope::default();
    envelope
        .claims
        .extend(Claim::new("warc target uri", &head.uri));
    let is_http = head.kind == "response" && !head.media.starts_with("text/");
    let body = if is_http && block.starts_with(b"HTTP/") {
        match Answer::read(block, &opener.gauge, opener.options.max_document_bytes) {
            Ok(answer) => {
                envelope.charset = answer.charset;
                let modified = answer.modified.as_deref().unwrap_or_default();
                envelope
                    .claims
                    .extend(Claim::new("http last-modified", modified));
                answer.body
            }
            Err(reason) => return opener.skip(&member, reason),
        }
    } else {
        block.to_vec()
    };
    member.envelope = envelope;
    let num_bytes = body.len() as u64;
    opener.open(
        &member,
        Input::Stream(&mut Cursor::new(body)),
        Some(num_bytes),
    )
}
