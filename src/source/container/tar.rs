//! Members of tar archives: V7, ustar, GNU and pax.

use std::cell::Cell;
use std::io::{self, Read};
use std::ops::ControlFlow;

use tar::{EntryType, PaxExtensions};

use super::gauge::reason_of;
use super::kind::{TAR_BLOCK, is_tar_header};
use super::{Flow, Opener, Place, name};
use crate::report::SkipReason;

/// The longest extended header that is read, in bytes: names longer than this are none.
const MAX_EXTENSION: u64 = 1 << 20;

/// Hands on the members of a tar archive.
///
/// A damaged header ends what can be known of its member; the next sound one goes on.
pub(super) fn open(opener: &mut Opener<'_>, place: &Place, reader: &mut dyn Read) -> Flow {
    let is_over = Cell::new(false);
    let mut blocks = Blocks {
        inner: reader,
        held: None,
        is_over: &is_over,
    };
    loop {
        match open_run(opener, place, &mut blocks) {
            Ok(flow) => {
                flow?;
                return end(opener, place, &mut blocks);
            }
            Err(error) => {
                let reason = match reason_of(&error) {
                    SkipReason::Damaged(_) => SkipReason::Checksum,
                    reason => reason,
                };
                let may_go_on = reason == SkipReason::Checksum;
                opener.skip(place, reason)?;
                // Past an unreadable header the next one that holds is looked for.
                match may_go_on.then(|| blocks.seek_header()) {
                    Some(Ok(true)) => {}
                    _ => return ControlFlow::Continue(()),
                }
            }
        }
    }
}

/// Reads what pads the archive: the checksum of a compressed one stands behind it.
fn end(opener: &mut Opener<'_>, place: &Place, blocks: &mut Blocks<'_>) -> Flow {
    const MAX_PADDING: u64 = 1 << 20;
    if blocks.is_over.get() {
        return ControlFlow::Continue(());
    }
    match io::copy(&mut blocks.take(MAX_PADDING), &mut io::sink()) {
        Ok(_) => ControlFlow::Continue(()),
        Err(error) => opener.skip(place, reason_of(&error)),
    }
}

/// Reads up to the end, or to a header that is none.
fn open_run(opener: &mut Opener<'_>, place: &Place, blocks: &mut Blocks<'_>) -> io::Result<Flow> {
    let is_over = blocks.is_over;
    let mut archive = tar::Archive::new(blocks);
    let mut long_name = None;
    // Extended headers are read here: the crate would read them whole, whatever their size.
    for entry in archive.entries()?.raw(true) {
        let mut entry = entry?;
        let kind = entry.header().entry_type();
        if is_extension(kind) {
            let text = extension(&mut entry)?;
            match kind {
                EntryType::GNULongName => long_name = Some(until_nul(&text).to_vec()),
                EntryType::XHeader => long_name = pax_path(&text).or(long_name),
                _ => {}
            }
            continue;
        }
        let raw = long_name.take();
        let raw = raw.unwrap_or_else(|| entry.path_bytes().into_owned());
        let shown = name::shown(&raw);
        let shown = name::tidy(&shown);
        if kind == EntryType::Directory || kind.is_file() && shown.ends_with('/') {
            continue;
        }
        let flow = match place.member(opener, shown) {
            Err(flow) => flow,
            Ok(member) => match refused(kind) {
                Some(reason) => opener.skip(&member, reason),
                None => opener.open_sized(&member, entry.size(), &mut entry),
            },
        };
        // The member at the broken end of a stream says so itself.
        if flow.is_break() || is_over.get() {
            return Ok(flow);
        }
    }
    Ok(ControlFlow::Continue(()))
}

fn is_extension(kind: EntryType) -> bool {
    kind.is_gnu_longname()
        || kind.is_gnu_longlink()
        || kind.is_pax_local_extensions()
        || kind.is_pax_global_extensions()
}

/// The text of an extended header, up to the limit.
fn extension(entry: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    entry.take(MAX_EXTENSION).read_to_end(&mut text)?;
    Ok(text)
}

fn until_nul(text: &[u8]) -> &[u8] {
    let end = memchr::memchr(0, text).unwrap_or(text.len());
    &text[..end]
}

fn pax_path(text: &[u8]) -> Option<Vec<u8>> {
    let path = PaxExtensions::new(text)
        .flatten()
        .find(|extension| extension.key_bytes() == b"path")?;
    Some(path.value_bytes().to_vec())
}

/// What is no file of its own.
fn refused(kind: EntryType) -> Option<SkipReason> {
    let what = match kind {
        EntryType::Symlink => "a symbolic link",
        EntryType::Link => "a link to another member",
        EntryType::Char | EntryType::Block => "a device",
        EntryType::Fifo => "a pipe",
        EntryType::GNUSparse => {
            return Some(SkipReason::Unsupported("a sparse file".to_owned()));
        }
        _ => return None,
    };
    Some(SkipReason::NotAFile(what.to_owned()))
}

/// The stream of an archive, in which a header can be looked for.
struct Blocks<'r> {
    inner: &'r mut dyn Read,
    /// A block that was read in search of a header, and how much of it was given since.
    held: Option<([u8; TAR_BLOCK], usize)>,
    /// Set when the stream came to its end or failed.
    is_over: &'r Cell<bool>,
}

impl Blocks<'_> {
    /// Reads on to the next header whose checksum holds; false when there is none.
    fn seek_header(&mut self) -> io::Result<bool> {
        let mut block = [0; TAR_BLOCK];
        loop {
            match self.inner.read_exact(&mut block) {
                Ok(()) if is_tar_header(&block) => {
                    self.held = Some((block, 0));
                    return Ok(true);
                }
                Ok(()) => {}
                Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(false),
                Err(error) => return Err(error),
            }
        }
    }
}

impl Read for Blocks<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Some((block, at)) = &mut self.held else {
            let read = self.inner.read(buffer);
            let is_over = matches!(read, Ok(0)) && !buffer.is_empty() || read.is_err();
            self.is_over.set(self.is_over.get() || is_over);
            return read;
        };
        let num = (TAR_BLOCK - *at).min(buffer.len());
        buffer[..num].copy_from_slice(&block[*at..*at + num]);
        *at += num;
        if *at == TAR_BLOCK {
            self.held = None;
        }
        Ok(num)
    }
}
