//! Files that hold documents: compressed streams and archives, within each other up to a limit.
//!
//! A file is read as a stream: at no time more of it is in memory than one document, the windows of
//! the decoders and the directory of a zip archive. Each member ends in one [`Found`]; what is wrong
//! with one does not keep the others from being read.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek};
use std::ops::ControlFlow;

mod compressed;
mod gauge;
mod http;
mod json;
mod kind;
mod limited;
mod lines;
mod mail;
mod name;
mod place;
mod record;
mod surrogates;
mod table;
mod tar;
mod warc;
mod xml;
mod zip;

use super::binary;
use super::found::{Content, Found};
use super::options::ReadOptions;
use crate::report::SkipReason;

use gauge::{Gauge, reason_of};
use kind::Kind;
use name::Labels;
use place::Place;

/// Whether the reader wants more.
pub(super) type Flow = ControlFlow<()>;

/// What is read to tell what a stream holds, in bytes.
const HEAD: u64 = 8 << 10;

/// A zip archive within a container is kept in memory up to this size, beyond it in a temporary
/// file without a name.
const SPOOL_MEMORY: usize = 8 << 20;

/// Opens one file.
pub(super) struct Opener<'o> {
    options: &'o ReadOptions,
    take: &'o mut dyn FnMut(Found) -> Flow,
    labels: Labels,
    gauge: Gauge,
    num_found: u64,
}

/// Where bytes come from.
enum Input<'i> {
    File(&'i mut File),
    Stream(&'i mut dyn Read),
}

impl Input<'_> {
    fn reader(&mut self) -> &mut dyn Read {
        match self {
            Self::File(file) => *file,
            Self::Stream(stream) => *stream,
        }
    }
}

/// Hands on each document of an open file of a path and a size.
pub(super) fn open_file(
    (path, file, num_bytes): (&str, &mut File, u64),
    options: &ReadOptions,
    take: &mut dyn FnMut(Found) -> Flow,
) {
    open_input((path, Input::File(file), Some(num_bytes)), options, take);
}

/// Hands on each document of a stream of a path and, if it is known, a size.
pub(super) fn open_stream(
    (path, stream, num_bytes): (&str, &mut dyn Read, Option<u64>),
    options: &ReadOptions,
    take: &mut dyn FnMut(Found) -> Flow,
) {
    open_input((path, Input::Stream(stream), num_bytes), options, take);
}

fn open_input(
    (path, input, num_bytes): (&str, Input<'_>, Option<u64>),
    options: &ReadOptions,
    take: &mut dyn FnMut(Found) -> Flow,
) {
    let mut opener = Opener {
        options,
        take,
        labels: Labels::default(),
        gauge: Gauge::new(num_bytes.unwrap_or_default(), options),
        num_found: 0,
    };
    let place = Place::of_file(path);
    let flow = opener.open(&place, input, num_bytes);
    if flow.is_continue() && opener.num_found == 0 {
        let _ = opener.skip(&place, SkipReason::Empty);
    }
}

impl Opener<'_> {
    /// Documents and skips so far.
    fn num_found(&self) -> u64 {
        self.num_found
    }

    /// Hands on that nothing can be read of a member, or of a container as a whole.
    fn skip(&mut self, place: &Place, reason: SkipReason) -> Flow {
        self.hand_on(place.label.clone(), Err(reason))
    }

    /// Hands on that nothing can be read of a document.
    fn skip_document(&mut self, place: &Place, reason: SkipReason) -> Flow {
        self.hand_on(place.document_label(), Err(reason))
    }

    /// Hands on that nothing can be read of a member that has no name but its number.
    fn skip_numbered(&mut self, place: &Place, number: u64, reason: SkipReason) -> Flow {
        let member = place.labelled(self, &number.to_string());
        self.skip(&member, reason)
    }

    fn hand_on(&mut self, member: Option<String>, content: Result<Content, SkipReason>) -> Flow {
        self.num_found += 1;
        (self.take)(Found { member, content })
    }

    /// Opens a member whose bytes are stored as they are.
    fn open_sized(&mut self, member: &Place, num_bytes: u64, reader: &mut dyn Read) -> Flow {
        self.open(member, Input::Stream(reader), Some(num_bytes))
    }

    /// Opens a member that is unpacked on the way.
    fn open_packed(&mut self, member: &Place, num_bytes: u64, reader: &mut dyn Read) -> Flow {
        let mut gauged = self.gauge.reading(reader);
        self.open(member, Input::Stream(&mut gauged), Some(num_bytes))
    }

    fn open(&mut self, place: &Place, mut input: Input<'_>, num_bytes: Option<u64>) -> Flow {
        let name = place.document_label();
        let name = name.as_deref().unwrap_or(place.file_name());
        if let Some(ending) = self.options.passed_over(name) {
            let reason = SkipReason::PassedOver(ending.to_owned());
            return self.hand_on(place.document_label(), Err(reason));
        }
        let (head, failure) = read_head(input.reader());
        if let Some(error) = failure.as_ref().filter(|_| head.is_empty()) {
            return self.hand_on(place.document_label(), Err(reason_of(error)));
        }
        let mut failure = Failing(failure);
        let kind = Kind::of(&head, &self.options.fields);
        if kind.is_archive() && place.depth >= self.options.max_nesting {
            return self.skip(place, SkipReason::TooDeep(self.options.max_nesting));
        }
        let place = &place.entered(kind);
        if kind == Kind::Zip {
            return self.open_zip(place, (&head, failure), input);
        }
        let mut reader = Cursor::new(&head[..])
            .chain(&mut failure)
            .chain(input.reader());
        match kind {
            Kind::Compressed(codec) => match compressed::decoder(codec, &mut reader) {
                Ok(decoder) => {
                    let mut gauged = self.gauge.reading(decoder);
                    self.open(place, Input::Stream(&mut gauged), None)
                }
                Err(error) => self.skip(place, reason_of(&error)),
            },
            Kind::Tar => tar::open(self, place, &mut reader),
            Kind::Warc => warc::open(self, place, &mut reader),
            Kind::Mailbox => mail::open_mailbox(self, place, &mut reader),
            Kind::Mail => mail::open(self, place, &mut reader),
            Kind::Json => json::open(self, place, &mut reader),
            Kind::Table(delimiter) => table::open(self, place, (delimiter, &mut reader)),
            Kind::Xml(family) => xml::open(self, place, (family, &head, &mut reader)),
            Kind::Plain | Kind::Zip => {
                let bytes = self.read_whole(&head, &mut reader, num_bytes);
                let envelope = place.envelope.clone();
                let content = bytes.map(|bytes| Content { bytes, envelope });
                self.hand_on(place.document_label(), content)
            }
        }
    }

    fn open_zip(
        &mut self,
        place: &Place,
        (head, failure): (&[u8], Failing),
        input: Input<'_>,
    ) -> Flow {
        match input {
            Input::File(file) => match file.rewind() {
                Ok(()) => zip::open(self, place, file),
                Err(error) => self.skip(place, reason_of(&error)),
            },
            Input::Stream(stream) => match spooled(&mut head.chain(failure).chain(stream)) {
                Ok(mut spool) => zip::open(self, place, &mut spool),
                Err(error) => self.skip(place, reason_of(&error)),
            },
        }
    }

    /// The bytes of a document, when there are not too many.
    fn read_whole(
        &self,
        head: &[u8],
        reader: &mut dyn Read,
        num_bytes: Option<u64>,
    ) -> Result<Vec<u8>, SkipReason> {
        if let Some(kind) = binary::signature(head) {
            return Err(SkipReason::Binary(kind.to_owned()));
        }
        let max = self.options.max_document_bytes;
        if let Some(num_bytes) = num_bytes.filter(|n| *n > max) {
            return Err(SkipReason::TooLarge(num_bytes));
        }
        let mut bytes = Vec::new();
        // One byte more than allowed tells that there is more.
        let limited = &mut reader.take(max.saturating_add(1));
        limited
            .read_to_end(&mut bytes)
            .map_err(|error| reason_of(&error))?;
        let num_read = bytes.len() as u64;
        if num_read > max {
            Err(SkipReason::TooLarge(num_read))
        } else if num_bytes.is_some_and(|n| num_read < n) {
            Err(SkipReason::Truncated)
        } else {
            Ok(bytes)
        }
    }
}

/// The first bytes of a stream, and what kept more from being read.
fn read_head(reader: &mut dyn Read) -> (Vec<u8>, Option<io::Error>) {
    let mut head = Vec::new();
    let failure = reader.take(HEAD).read_to_end(&mut head).err();
    (head, failure)
}

/// Gives an error in the place where it came up, once.
struct Failing(Option<io::Error>);

impl Read for Failing {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// Copies a stream to where it can be read from any place.
fn spooled(stream: &mut dyn Read) -> io::Result<tempfile::SpooledTempFile> {
    let mut spool = tempfile::spooled_tempfile(SPOOL_MEMORY);
    io::copy(stream, &mut spool)?;
    spool.rewind()?;
    Ok(spool)
}

#[cfg(test)]
mod tests;
