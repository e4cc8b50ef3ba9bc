//! `dateline-index.json`: what an index is, written once when it is made.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::IndexError;
use super::schema::FORMAT_VERSION;
use super::seal::{Sums, seal, unseal};
use crate::config::Config;

/// The name of the file in the index folder.
pub const MANIFEST: &str = "dateline-index.json";

/// The first format whose small files end in a checksum.
const FIRST_SEALED: u32 = 3;

/// Its name while it is being written.
const HALF_MANIFEST: &str = ".tmp-dateline-index.json";

/// What an index was made with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The format of the index; another one is refused.
    pub format: u32,
    /// The fingerprint of the config; another one is refused.
    pub config: String,
    /// The fingerprint of what of the config the reading of files depends on.
    pub reading: String,
    /// The version of dateline that made it, for the reader.
    pub dateline: String,
}

impl Manifest {
    /// The manifest of an index made by this program with this config.
    pub fn new(config: &Config) -> Self {
        Self {
            format: FORMAT_VERSION,
            config: config.fingerprint().to_owned(),
            reading: config.reading_fingerprint().to_owned(),
            dateline: env!("CARGO_PKG_VERSION").to_owned(),
        }
    }

    /// The manifest of an index folder, `None` when there is none.
    pub fn read(folder: &Path) -> Result<Option<Self>, IndexError> {
        let path = folder.join(MANIFEST);
        let sealed = match fs::read(&path) {
            Ok(sealed) => sealed,
            Err(error) if is_absent(&error) => return Ok(None),
            Err(source) => return Err(IndexError::Io { path, source }),
        };
        // Before format 3 nothing was sealed.
        if let Ok(old) = serde_json::from_slice::<Self>(&sealed)
            && old.format < FIRST_SEALED
        {
            return Ok(Some(old));
        }
        let damaged = |detail: String| IndexError::Corrupt {
            path: folder.to_owned(),
            detail: format!("`{MANIFEST}`: {detail}"),
        };
        let unsealed = unseal(sealed).map_err(|error| damaged(error.to_string()))?;
        let manifest = serde_json::from_slice(&unsealed.content);
        manifest
            .map(Some)
            .map_err(|error| damaged(error.to_string()))
    }

    /// Writes it whole or not at all.
    pub fn write(&self, folder: &Path) -> Result<(), IndexError> {
        let path = folder.join(MANIFEST);
        let half = folder.join(HALF_MANIFEST);
        let write = || -> io::Result<()> {
            let mut file = fs::File::create(&half)?;
            let content = serde_json::to_vec_pretty(self)?;
            file.write_all(&seal(&content, &Sums::new()))?;
            file.sync_all()?;
            fs::rename(&half, &path)
        };
        write().map_err(|error| IndexError::io(&path, error))
    }

    /// Refuses an index that this program with this config would read wrongly.
    pub fn check(&self, folder: &Path, config: &Config) -> Result<(), IndexError> {
        self.check_format(folder)?;
        if self.config == config.fingerprint() {
            return Ok(());
        }
        Err(IndexError::OtherConfig {
            path: folder.to_owned(),
            found: self.config.clone(),
            expected: config.fingerprint().to_owned(),
            reads_alike: self.reading == config.reading_fingerprint(),
        })
    }

    /// Refuses an index whose texts this config would have read otherwise.
    pub fn check_reading(&self, folder: &Path, config: &Config) -> Result<(), IndexError> {
        self.check_format(folder)?;
        if self.reading == config.reading_fingerprint() {
            return Ok(());
        }
        Err(IndexError::OtherReading {
            path: folder.to_owned(),
        })
    }

    fn check_format(&self, folder: &Path) -> Result<(), IndexError> {
        if self.format == FORMAT_VERSION {
            return Ok(());
        }
        Err(IndexError::OtherFormat {
            path: folder.to_owned(),
            found: self.format,
            expected: FORMAT_VERSION,
        })
    }
}

fn is_absent(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_reads_back_and_leaves_no_other_file() {
        let folder = tempfile::tempdir().expect("temporary folder");
        assert_eq!(Manifest::read(folder.path()).expect("read"), None);
        let config = Config::builtin().expect("the built-in config is valid");
        let manifest = Manifest::new(&config);
        manifest.write(folder.path()).expect("write");
        assert_eq!(Manifest::read(folder.path()).expect("read"), Some(manifest));
        assert_eq!(fs::read_dir(folder.path()).expect("list").count(), 1);
    }

    #[test]
    fn damage_is_named_with_the_file() {
        let folder = tempfile::tempdir().expect("temporary folder");
        for content in ["", "{", "[]", "\u{0}", r#"{"format": "one"}"#] {
            fs::write(folder.path().join(MANIFEST), content).expect("write");
            let error = Manifest::read(folder.path()).expect_err(content);
            assert!(error.to_string().contains(MANIFEST), "{error}");
        }
    }
}
