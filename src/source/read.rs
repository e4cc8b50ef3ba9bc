//! One file → the documents in it.

use std::fs::File;
use std::io::Read;
use std::ops::ControlFlow;

use super::container;
use super::{FileEntry, Found, ReadOptions};
use crate::report::SkipReason;

/// Reads a file and hands each document in it to `take`, in the order in which they lie there: the
/// file itself, or the members of what it holds.
///
/// At least one is handed on, unless `take` breaks off; a file that cannot be read gives one that
/// says so. The same file gives the same documents in the same order. Memory: one document and what
/// the decoders need.
pub fn read(
    entry: &FileEntry,
    options: &ReadOptions,
    take: &mut dyn FnMut(Found) -> ControlFlow<()>,
) {
    match File::open(&entry.absolute) {
        Ok(mut file) => {
            // The file may have changed since it was listed.
            let num_bytes = file.metadata().map_or(entry.num_bytes, |data| data.len());
            container::open_file((&entry.path, &mut file, num_bytes), options, take);
        }
        Err(error) => {
            let content = Err(SkipReason::Unreadable(error.to_string()));
            let _ = take(Found {
                member: None,
                content,
            });
        }
    }
}

/// Reads documents out of a stream as [`read`] does out of a file. The path is that by which the
/// stream is called; the size in bytes, when it is known, is held against what is read.
///
/// ```
/// use std::ops::ControlFlow;
/// use dateline::{config::Config, ingest::read_options, source::read_stream};
///
/// let lines = "{\"id\": \"a\", \"title\": \"Lock opens\"}\n{\"id\": \"b\", \"title\": \"Ferry sails\"}\n";
/// let options = read_options(&Config::builtin()?);
/// let mut members = Vec::new();
/// read_stream(("in.jsonl", &mut lines.as_bytes(), None), &options, &mut |found| {
///     members.extend(found.member);
///     ControlFlow::Continue(())
/// });
/// assert_eq!(members, ["a", "b"]);
/// # Ok::<(), dateline::config::ConfigError>(())
/// ```
pub fn read_stream(
    source: (&str, &mut dyn Read, Option<u64>),
    options: &ReadOptions,
    take: &mut dyn FnMut(Found) -> ControlFlow<()>,
) {
    container::open_stream(source, options, take);
}
