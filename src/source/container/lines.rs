//! Lines of a stream, of bounded length.

use std::io::{self, BufRead, BufReader, Read};

use super::gauge::reason_of;
use crate::report::SkipReason;

/// A line.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// With its end.
    Whole(Vec<u8>),
    /// Longer than allowed, by its number of bytes; it was passed over.
    TooLong(u64),
}

/// The lines of a stream. No more than one is in memory.
pub(super) struct Lines<'r> {
    reader: BufReader<&'r mut dyn Read>,
    max: u64,
    number: u64,
}

impl<'r> Lines<'r> {
    /// Lines of at most so many bytes.
    pub(super) fn new(reader: &'r mut dyn Read, max: u64) -> Self {
        Self {
            reader: BufReader::new(reader),
            max,
            number: 0,
        }
    }

    /// The number of the line that was read last, counted from 1.
    pub(super) fn number(&self) -> u64 {
        self.number
    }

    /// Whether something follows; an error of reading does too.
    pub(super) fn is_more(&mut self) -> bool {
        self.reader.fill_buf().map_or(true, |rest| !rest.is_empty())
    }

    /// The next line; none at the end.
    pub(super) fn next(&mut self) -> io::Result<Option<Line>> {
        let mut line = Vec::new();
        let limited = &mut (&mut self.reader).take(self.max.saturating_add(1));
        let num_read = limited.read_until(b'\n', &mut line)? as u64;
        if num_read == 0 {
            return Ok(None);
        }
        self.number += 1;
        if num_read <= self.max {
            return Ok(Some(Line::Whole(line)));
        }
        if line.ends_with(b"\n") {
            return Ok(Some(Line::TooLong(num_read)));
        }
        drop(line);
        Ok(Some(Line::TooLong(num_read + self.pass_line()?)))
    }

    /// Passes over the rest of a line.
    fn pass_line(&mut self) -> io::Result<u64> {
        let mut num_passed = 0;
        loop {
            let buffer = self.reader.fill_buf()?;
            if buffer.is_empty() {
                return Ok(num_passed);
            }
            let end = memchr::memchr(b'\n', buffer).map(|at| at + 1);
            let num = end.unwrap_or(buffer.len());
            self.reader.consume(num);
            num_passed += num as u64;
            if end.is_some() {
                return Ok(num_passed);
            }
        }
    }

    /// Reads all that is left behind what was read, up to the size of a document.
    pub(super) fn read_rest(&mut self, bytes: &mut Vec<u8>) -> Result<(), SkipReason> {
        let left = self.max.saturating_sub(bytes.len() as u64);
        let limited = &mut (&mut self.reader).take(left.saturating_add(1));
        limited
            .read_to_end(bytes)
            .map_err(|error| reason_of(&error))?;
        match bytes.len() as u64 {
            num_bytes if num_bytes > self.max => Err(SkipReason::TooLarge(num_bytes)),
            _ => Ok(()),
        }
    }

    /// Reads exactly so many bytes, or fewer at the end of the stream.
    pub(super) fn read_exact_or_end(&mut self, num_bytes: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        (&mut self.reader).take(num_bytes).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// Passes over line ends, and finds out whether what was read so far is sound: a part of a
    /// compressed stream shows that at its end.
    pub(super) fn pass_line_ends(&mut self) -> io::Result<()> {
        while let Some(b'\r' | b'\n') = self.reader.fill_buf()?.first() {
            self.reader.consume(1);
        }
        Ok(())
    }

    /// Passes over bytes; how many there were.
    pub(super) fn pass(&mut self, num_bytes: u64) -> io::Result<u64> {
        io::copy(&mut (&mut self.reader).take(num_bytes), &mut io::sink())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_passed_over_and_counted() {
        let mut bytes: &[u8] = b"one\n123456789\ntwo\n12345";
        let mut lines = Lines::new(&mut bytes, 4);
        let mut found = Vec::new();
        while let Some(line) = lines.next().expect("no error") {
            found.push(line);
        }
        let expected = [
            Line::Whole(b"one\n".to_vec()),
            Line::TooLong(10),
            Line::Whole(b"two\n".to_vec()),
            Line::TooLong(5),
        ];
        assert_eq!(found, expected);
        assert_eq!(lines.number(), 4);
    }
}
