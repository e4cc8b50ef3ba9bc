//! What a walk gives.

use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::report::Skipped;

/// A file, found but not read.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FileEntry {
    /// The path as given or found below a given folder, `/` between its parts. A byte that is not
    /// UTF-8 is shown as U+FFFD and two hexadecimal digits, U+FFFD itself is doubled.
    pub path: String,
    /// The absolute path with links resolved: the same file has one, however it was reached.
    pub absolute: PathBuf,
    /// Size in bytes.
    pub num_bytes: u64,
    /// Last change, in nanoseconds since 1970-01-01 UTC; negative before. 0 when not known.
    pub modified_ns: i64,
}

/// A step of a walk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WalkItem {
    /// A file to read.
    File(FileEntry),
    /// A file or folder that cannot be read; the walk goes on.
    Skip(Skipped),
}

impl FileEntry {
    /// A file by its path, links resolved.
    pub fn of_file(path: &Path) -> std::io::Result<Self> {
        let absolute = path.canonicalize()?;
        let metadata = absolute.metadata()?;
        let shown = path.to_string_lossy().into_owned();
        Ok(Self::new(shown, absolute, &metadata))
    }

    /// How a document of the file is called: the path, and behind `!` the name in the container.
    pub fn address(&self, member: Option<&str>) -> String {
        match member {
            Some(member) => format!("{}!{member}", self.path),
            None => self.path.clone(),
        }
    }

    pub(super) fn new(path: String, absolute: PathBuf, metadata: &Metadata) -> Self {
        Self {
            path,
            absolute,
            num_bytes: metadata.len(),
            modified_ns: metadata.modified().map_or(0, nanoseconds),
        }
    }
}

/// Nanoseconds since 1970; times beyond the years 1677 to 2262 are held at the ends.
fn nanoseconds(time: SystemTime) -> i64 {
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_nanos()).unwrap_or(i64::MAX),
        Err(before) => i64::try_from(before.duration().as_nanos()).map_or(i64::MIN, |nanos| -nanos),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn times_before_1970_are_negative_and_far_ones_are_held() {
        let far = Duration::from_secs(20_000_000_000);
        assert_eq!(nanoseconds(UNIX_EPOCH - Duration::from_nanos(7)), -7);
        assert_eq!(nanoseconds(UNIX_EPOCH + far), i64::MAX);
        assert_eq!(nanoseconds(UNIX_EPOCH - far), i64::MIN);
    }
}
