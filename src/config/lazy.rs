//! Tables that are made when they are first asked for: a search needs hardly any of them.

use std::ops::Deref;
use std::sync::{Arc, LazyLock};

use super::file::ConfigFiles;
use super::problem::Problems;

/// How a table is made.
type Make<T> = Box<dyn FnOnce() -> T + Send>;

/// How a table is read from its files; what is wrong becomes a problem.
type Read<T> = fn(&ConfigFiles, &mut Problems) -> Option<T>;

/// A table that is made when it is first asked for. Clones share it.
#[derive(Debug)]
pub struct Lazy<T>(Arc<LazyLock<T, Make<T>>>);

impl<T> Clone for Lazy<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> Deref for Lazy<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: Send + 'static> Lazy<T> {
    pub(super) fn new(make: impl FnOnce() -> T + Send + 'static) -> Self {
        Self(Arc::new(LazyLock::new(Box::new(make))))
    }

    /// A table that is made already.
    pub(super) fn of(table: T) -> Self {
        Self::new(move || table)
    }

    /// Reads files of these names: the shipped ones when the table is asked for, as they are known to
    /// be right, others at once, to say what is wrong with them.
    pub(super) fn read(
        names: &[&str],
        files: &ConfigFiles,
        problems: &mut Problems,
        read: Read<T>,
    ) -> Option<Self> {
        if files.are_shipped(names) {
            return Some(Self::of_shipped(read));
        }
        read(files, problems).map(Self::of)
    }

    /// A table of the shipped files.
    pub(super) fn of_shipped(read: Read<T>) -> Self {
        Self::new(move || {
            read(&ConfigFiles::builtin(), &mut Problems::default())
                .expect("the shipped files are right; a test reads them all")
        })
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::super::{Config, ConfigFile};
    use super::*;

    #[test]
    fn the_shipped_files_are_right() {
        // A text that differs from the shipped one is read at once.
        let mut files = ConfigFiles::builtin();
        for file in ConfigFiles::builtin().iter() {
            let text = Cow::Owned(format!("{}\n", file.text));
            files = files.with(ConfigFile {
                text,
                ..file.clone()
            });
        }
        assert!(files.iter().all(|file| !file.is_shipped()));
        Config::from_files(&files).expect("no problems");
    }

    #[test]
    fn a_table_is_made_once_and_only_when_asked_for() {
        static NUM_MADE: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);
        let num_made = || NUM_MADE.load(std::sync::atomic::Ordering::SeqCst);
        let table = Lazy::new(|| NUM_MADE.fetch_add(1, std::sync::atomic::Ordering::SeqCst));
        let same = table.clone();
        assert_eq!(num_made(), 0);
        assert_eq!((*table, *same, num_made()), (0, 0, 1));
    }
}
