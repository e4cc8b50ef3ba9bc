//! The roots of a walk.

use std::fs;
use std::path::{Path, PathBuf};

use super::folder::{Kind, is_index, kind_of, shown_path};

/// Why a walk cannot begin.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// Nothing is there by that name.
    #[error("no file or folder `{}`", path.display())]
    NotFound {
        /// The root as given.
        path: PathBuf,
    },
    /// The operating system does not let it be looked at.
    #[error("cannot read `{}`: {source}", path.display())]
    Unreadable {
        /// The root as given.
        path: PathBuf,
        /// The cause.
        source: std::io::Error,
    },
    /// The folder holds an index of dateline.
    #[error("`{}` is an index of dateline, it holds no releases", path.display())]
    IsIndex {
        /// The root as given.
        path: PathBuf,
    },
}

/// A root, or what a folder holds, with its place in the world.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) shown: String,
    pub(super) absolute: PathBuf,
    pub(super) kind: Kind,
    /// Reached as a root or through a link, so its folder need not have been listed.
    pub(super) is_single: bool,
}

impl Found {
    /// The bytes that it is sorted by: with a `/` behind a folder, siblings sort as full paths do.
    pub(super) fn order(&self) -> impl Iterator<Item = u8> + '_ {
        self.kind.order(self.shown.as_bytes())
    }

    /// Looks a root up; one that is not there is an error.
    pub(super) fn root(root: &Path) -> Result<Self, SourceError> {
        let fail = |source: std::io::Error| {
            let path = root.to_owned();
            match source.kind() {
                std::io::ErrorKind::NotFound => SourceError::NotFound { path },
                _ => SourceError::Unreadable { path, source },
            }
        };
        let absolute = fs::canonicalize(root).map_err(fail)?;
        let metadata = fs::metadata(&absolute).map_err(fail)?;
        if metadata.is_dir() && is_index(&absolute) {
            let path = root.to_owned();
            return Err(SourceError::IsIndex { path });
        }
        Ok(Self {
            shown: shown_path(root),
            absolute,
            kind: kind_of(metadata.file_type()),
            is_single: true,
        })
    }
}
