//! Why an index cannot be opened, read or written.

use std::path::{Path, PathBuf};

use super::lock::{self, LockHolder};
use tantivy::TantivyError;
use tantivy::directory::error::LockError;

fn named(holder: Option<&LockHolder>) -> String {
    holder.map_or_else(|| "another process".to_owned(), LockHolder::to_string)
}

/// A failed operation on an index.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// There is no index in the folder.
    #[error("there is no index at `{}`", path.display())]
    Missing {
        /// The index folder.
        path: PathBuf,
    },
    /// The folder holds something else, which is not to be overwritten.
    #[error("`{}` is not empty and not an index of dateline", path.display())]
    NotAnIndex {
        /// The folder.
        path: PathBuf,
    },
    /// A folder that must be empty is not.
    #[error("`{}` is not empty", path.display())]
    NotEmpty {
        /// The folder.
        path: PathBuf,
    },
    /// The index was written in another format.
    #[error("the index at `{}` has format {found}, this dateline reads format {expected}", path.display())]
    OtherFormat {
        /// The index folder.
        path: PathBuf,
        /// The format of the index.
        found: u32,
        /// The format of this program.
        expected: u32,
    },
    /// The index was written with another config.
    #[error("the index at `{}` was made with another config ({found}, not {expected})", path.display())]
    OtherConfig {
        /// The index folder.
        path: PathBuf,
        /// The fingerprint in the index.
        found: String,
        /// The fingerprint of the config in use.
        expected: String,
        /// Both configs read files alike, so the stored texts are what they should be.
        reads_alike: bool,
    },
    /// The index was written with a config that reads files otherwise.
    #[error("the texts in the index at `{}` were read with other rules of sites or other limits", path.display())]
    OtherReading {
        /// The index folder.
        path: PathBuf,
    },
    /// Another process writes to the index.
    #[error("the index at `{}` is being written by {}", path.display(), named(holder.as_ref()))]
    Locked {
        /// The index folder.
        path: PathBuf,
        /// The process, when it has said who it is.
        holder: Option<LockHolder>,
    },
    /// The disk is full.
    #[error("no space is left for `{}`", path.display())]
    Full {
        /// The file that could not be written.
        path: PathBuf,
    },
    /// The folder or a file of the index may not be written.
    #[error("the index at `{}` cannot be written: {source}", path.display())]
    ReadOnly {
        /// The index folder or the file in it.
        path: PathBuf,
        /// The cause.
        source: std::io::Error,
    },
    /// A file of the index cannot be read or written.
    #[error("cannot use `{}`: {source}", path.display())]
    Io {
        /// The index folder or the file in it.
        path: PathBuf,
        /// The cause.
        source: std::io::Error,
    },
    /// A file of the index is damaged.
    #[error("the index at `{}` is damaged: {detail}", path.display())]
    Corrupt {
        /// The index folder or the file in it.
        path: PathBuf,
        /// What is wrong with it.
        detail: String,
    },
    /// A damaged index of which not enough is left to make it anew.
    #[error("the index at `{}` cannot be mended from its own texts: {detail}", path.display())]
    Unmendable {
        /// The index folder.
        path: PathBuf,
        /// What is missing.
        detail: String,
    },
    /// The engine failed in a way that no other variant names.
    #[error("the search engine failed on the index at `{}`: {source}", path.display())]
    Engine {
        /// The index folder.
        path: PathBuf,
        /// The cause.
        source: TantivyError,
    },
    /// No release has this id.
    #[error("no release has the id `{id}`")]
    UnknownId {
        /// The id as typed.
        id: String,
    },
    /// Several releases have an id that begins so.
    #[error("`{id}` begins the ids of {num_found} releases")]
    AmbiguousId {
        /// The id as typed.
        id: String,
        /// Releases whose id begins so.
        num_found: usize,
    },
}

impl IndexError {
    /// What the user can do about it, as a sentence with the command.
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::Missing { .. } => Some("make one with `dateline index PATH…`"),
            Self::NotEmpty { .. } => Some("name a folder that is not there yet"),
            Self::NotAnIndex { .. } => Some("name another folder with `--index DIR`"),
            Self::OtherConfig {
                reads_alike: true, ..
            } => Some("find its facets anew with `dateline retag`"),
            Self::OtherFormat { .. } | Self::OtherConfig { .. } | Self::OtherReading { .. } => {
                Some(
                    "`dateline migrate` makes it anew from its own texts, \
                 `dateline index --rebuild PATH…` from the files",
                )
            }
            Self::Corrupt { .. } => Some(
                "`dateline verify` names all that is damaged, `dateline verify --repair PATH…` \
                 makes it anew from its texts and the files",
            ),
            Self::Unmendable { .. } => {
                Some("`dateline index --rebuild PATH…` makes it anew from the files")
            }
            Self::Full { .. } => {
                Some("free some space and run the same command again; what was committed stays")
            }
            Self::Locked { .. } => Some("wait until the other `dateline index` has ended"),
            Self::ReadOnly { .. } => {
                Some("make the folder writable, or name another one with `--index DIR`")
            }
            Self::AmbiguousId { .. } => Some("type more digits of the id"),
            Self::UnknownId { .. } => Some("`dateline search` shows the id of each hit"),
            Self::Io { .. } | Self::Engine { .. } => None,
        }
    }

    pub(crate) fn io(path: &Path, source: std::io::Error) -> Self {
        use std::io::ErrorKind::{
            PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull,
        };
        let path = path.to_owned();
        match source.kind() {
            PermissionDenied | ReadOnlyFilesystem => Self::ReadOnly { path, source },
            StorageFull | QuotaExceeded => Self::Full { path },
            _ => Self::Io { path, source },
        }
    }

    pub(crate) fn engine(path: &Path, source: TantivyError) -> Self {
        use tantivy::directory::error::{OpenReadError, OpenWriteError};
        let corrupt = |detail: String| Self::Corrupt {
            path: path.to_owned(),
            detail,
        };
        let io = |cause: &std::io::Error| {
            Self::io(path, std::io::Error::new(cause.kind(), cause.to_string()))
        };
        match &source {
            TantivyError::LockFailure(LockError::LockBusy, _) => Self::Locked {
                path: path.to_owned(),
                holder: lock::holder(path),
            },
            TantivyError::LockFailure(LockError::IoError(cause), _)
            | TantivyError::IoError(cause)
            | TantivyError::OpenWriteError(OpenWriteError::IoError {
                io_error: cause, ..
            }) => io(cause),
            TantivyError::OpenReadError(OpenReadError::IoError { io_error, filepath })
                if io_error.kind() == std::io::ErrorKind::InvalidData =>
            {
                corrupt(format!("`{}`: {io_error}", filepath.display()))
            }
            TantivyError::OpenReadError(OpenReadError::IoError { io_error, filepath }) => {
                Self::Io {
                    path: path.join(filepath),
                    source: std::io::Error::new(io_error.kind(), io_error.to_string()),
                }
            }
            TantivyError::OpenReadError(OpenReadError::FileDoesNotExist(file)) => {
                corrupt(format!("`{}` is missing", file.display()))
            }
            TantivyError::DataCorruption(detail) => corrupt(format!("{detail:?}")),
            TantivyError::OpenReadError(OpenReadError::IncompatibleIndex(detail))
            | TantivyError::IncompatibleIndex(detail) => corrupt(format!("{detail:?}")),
            _ => Self::Engine {
                path: path.to_owned(),
                source,
            },
        }
    }
}
