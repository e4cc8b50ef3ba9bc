//! How much a file has unpacked to, held against its limits while it is read.

use std::cell::Cell;
use std::fmt;
use std::io::{self, Read};
use std::rc::Rc;

use crate::report::SkipReason;
use crate::source::options::{RATIO_FLOOR, ReadOptions};

/// Counts what comes out of all the decoders of one file.
#[derive(Debug, Clone)]
pub(super) struct Gauge {
    num_unpacked: Rc<Cell<u64>>,
    max: u64,
    /// The limit in words, for the reader of the report.
    limit: Rc<str>,
}

impl Gauge {
    /// For a file of this size.
    pub(super) fn new(num_bytes: u64, options: &ReadOptions) -> Self {
        let by_ratio = num_bytes.saturating_mul(options.max_unpacked_ratio);
        let by_ratio = by_ratio.max(RATIO_FLOOR);
        let (max, limit) = if by_ratio < options.max_unpacked_bytes {
            let ratio = options.max_unpacked_ratio;
            let limit =
                format!("more than {ratio} times its size (`max_unpacked_ratio` in dateline.toml)");
            (by_ratio, limit)
        } else {
            let max = options.max_unpacked_bytes;
            let limit = format!("more than {max} bytes (`max_unpacked_bytes` in dateline.toml)");
            (max, limit)
        };
        Self {
            num_unpacked: Rc::default(),
            max,
            limit: limit.into(),
        }
    }

    /// A reader that counts, and fails with [`SkipReason::Bomb`] beyond the limit.
    pub(super) fn reading<R: Read>(&self, inner: R) -> Gauged<R> {
        Gauged {
            gauge: self.clone(),
            inner,
        }
    }
}

/// A reader whose bytes are counted.
#[derive(Debug)]
pub(super) struct Gauged<R> {
    gauge: Gauge,
    inner: R,
}

impl<R: Read> Read for Gauged<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let gauge = &self.gauge;
        if gauge.num_unpacked.get() > gauge.max {
            let reason = SkipReason::Bomb(gauge.limit.to_string());
            return Err(io::Error::other(Refused(reason)));
        }
        let num_read = self.inner.read(buffer)?;
        let num_unpacked = gauge.num_unpacked.get() + num_read as u64;
        gauge.num_unpacked.set(num_unpacked);
        Ok(num_read)
    }
}

/// A reason to skip, on its way through the decoders as an error of reading.
#[derive(Debug)]
pub(super) struct Refused(pub(super) SkipReason);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Refused {}

/// Words by which the decoders name a checksum that does not hold.
const CHECKSUM_WORDS: &[&str] = &["checksum", "crc", "data integrity"];

/// Words by which the decoders name an end too soon.
const END_WORDS: &[&str] = &[
    "unexpected end",
    "unexpected eof",
    "incomplete frame",
    "finished before the end",
    "failed to fill whole buffer",
];

/// Why reading failed, as a reason to skip.
pub(super) fn reason_of(error: &io::Error) -> SkipReason {
    if let Some(reason) = refusal(error) {
        return reason;
    }
    if error.raw_os_error().is_some() {
        return SkipReason::Unreadable(error.to_string());
    }
    let message = error.to_string();
    let lower = message.to_ascii_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    if error.kind() == io::ErrorKind::UnexpectedEof || says(END_WORDS) {
        SkipReason::Truncated
    } else if says(CHECKSUM_WORDS) {
        SkipReason::Checksum
    } else {
        SkipReason::Damaged(message)
    }
}

/// Whether a limit ended the reading, and not the data.
pub(super) fn is_refusal(error: &io::Error) -> bool {
    refusal(error).is_some()
}

fn refusal(error: &io::Error) -> Option<SkipReason> {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error.get_ref()?);
    while let Some(error) = cause {
        if let Some(Refused(reason)) = error.downcast_ref() {
            return Some(reason.clone());
        }
        cause = match error.downcast_ref::<io::Error>() {
            Some(inner) => inner.get_ref().map(|e| e as _),
            None => error.source(),
        };
    }
    None
}
