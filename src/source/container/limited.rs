//! A stream of which one record may take only so much.

use std::io::{self, Read};

use super::gauge::Refused;
use crate::report::SkipReason;

/// Fails with [`SkipReason::TooLarge`] when more is read than was allowed since the last
/// [`Limited::renew`].
pub(super) struct Limited<R> {
    inner: R,
    num_left: u64,
    max: u64,
}

impl<R: Read> Limited<R> {
    /// So many bytes for each record.
    pub(super) fn new(inner: R, max: u64) -> Self {
        Self {
            inner,
            num_left: max,
            max,
        }
    }

    /// A new record begins.
    pub(super) fn renew(&mut self) {
        self.num_left = self.max;
    }
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.num_left == 0 {
            return Err(io::Error::other(Refused(SkipReason::TooLarge(self.max))));
        }
        let num_read = self.inner.read(buffer)?;
        self.num_left = self.num_left.saturating_sub(num_read as u64);
        Ok(num_read)
    }
}
