//! Compressed streams, of one part or of several in a row.

use std::io::{self, BufRead, BufReader, Chain, Read};

use flate2::bufread::GzDecoder;

use super::gauge::is_refusal;
use super::kind::Codec;

/// The most memory that a stream may ask for its window, in bytes: `xz -9` and `zstd -19` ask for
/// less, `zstd --long` as much.
const MAX_WINDOW: u32 = 128 << 20;

/// What a compressed stream holds; checksums are checked.
pub(super) fn decoder<'r>(
    codec: Codec,
    reader: &'r mut dyn Read,
) -> io::Result<Box<dyn Read + 'r>> {
    Ok(match codec {
        Codec::Gzip => Box::new(Gzip::new(reader)),
        Codec::Bzip2 => Box::new(bzip2::read::MultiBzDecoder::new(reader)),
        Codec::Xz => {
            let reader = BufReader::new(reader);
            Box::new(lzma_rust2::XzReader::new_mem_limit(
                reader,
                true,
                MAX_WINDOW / 1024 + 1024,
            ))
        }
        Codec::Zstd => {
            let mut decoder = zstd::stream::read::Decoder::new(reader)?;
            decoder.window_log_max(MAX_WINDOW.ilog2())?;
            Box::new(decoder)
        }
    })
}

/// The parts of a gzip stream (RFC 1952, 2.2) in a row. Behind a damaged part, which is an error
/// once, reading goes on with the next: the records of a web archive are parts of their own.
struct Gzip<'r> {
    part: Option<GzDecoder<Rest<'r>>>,
}

/// A stream whose first bytes were taken off to be looked at.
type Rest<'r> = Chain<&'static [u8], BufReader<&'r mut dyn Read>>;

/// What a part begins with.
const GZIP_MARK: &[u8] = b"\x1f\x8b\x08";

/// What came before a part.
#[derive(Clone, Copy, PartialEq, Eq)]
enum After {
    /// The sound end of another.
    End,
    /// A damaged part, of which the rest is passed over.
    Damage,
}

impl<'r> Gzip<'r> {
    fn new(reader: &'r mut dyn Read) -> Self {
        let none: &[u8] = &[];
        Self {
            part: Some(GzDecoder::new(none.chain(BufReader::new(reader)))),
        }
    }

    fn next_part(&mut self, after: After) -> io::Result<()> {
        let Some(part) = self.part.take() else {
            return Ok(());
        };
        let (_, mut stream) = part.into_inner().into_inner();
        if find_mark(&mut stream, after)? {
            self.part = Some(GzDecoder::new(GZIP_MARK.chain(stream)));
        }
        Ok(())
    }
}

impl Read for Gzip<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        while let Some(part) = &mut self.part {
            match part.read(buffer) {
                Ok(0) => self.next_part(After::End)?,
                Ok(num_read) => return Ok(num_read),
                Err(error) => {
                    let is_broken = error.kind() == io::ErrorKind::UnexpectedEof
                        || error.raw_os_error().is_some()
                        || is_refusal(&error);
                    if is_broken {
                        self.part = None;
                    } else {
                        self.next_part(After::Damage)?;
                    }
                    return Err(error);
                }
            }
        }
        Ok(0)
    }
}

/// Reads past the mark of the next part; false when there is none. Behind a sound part only zeros
/// may stand before it: `gzip` takes other bytes there for rubbish, too.
fn find_mark(stream: &mut impl BufRead, after: After) -> io::Result<bool> {
    let mut num_matched = 0;
    loop {
        let Some(byte) = stream.fill_buf()?.first().copied() else {
            return Ok(false);
        };
        stream.consume(1);
        if byte == GZIP_MARK[num_matched] {
            num_matched += 1;
        } else if after == After::End && (num_matched > 0 || byte != 0) {
            return Ok(false);
        } else {
            num_matched = usize::from(byte == GZIP_MARK[0]);
        }
        if num_matched == GZIP_MARK.len() {
            return Ok(true);
        }
    }
}
