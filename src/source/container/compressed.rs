//! Compressed streams, of one part or of several in a row.

use std::io::{self, BufReader, Read};

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
        Codec::Gzip => Box::new(flate2::read::MultiGzDecoder::new(reader)),
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
