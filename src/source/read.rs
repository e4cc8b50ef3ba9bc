//! One file → the documents in it.

use std::fs::File;
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
            container::open_file((&mut file, &entry.path, num_bytes), options, take);
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
