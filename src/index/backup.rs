//! A copy of an index as it is at one commit, whatever a writer does meanwhile.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use tantivy::directory::{Directory, META_LOCK};

use super::damage::{ENGINE_MANAGED, managed_list};
use super::folder::{ENGINE_META, IndexFolder, TORN};
use super::seal::{FileSum, unseal};
use super::{Index, IndexError, MANIFEST};

/// What was copied.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Backup {
    /// Files.
    pub num_files: u64,
    /// Their size in bytes.
    pub num_bytes: u64,
}

/// A commit, its files held open so that they can be read to the end when a writer takes them away.
struct Snapshot {
    files: Vec<(String, File, FileSum)>,
    /// Small files by name.
    small: Vec<(&'static str, Vec<u8>)>,
}

impl Index {
    /// Copies the last commit into a folder that is not there or empty. Every byte is held against
    /// its checksum; a copy is there whole or not at all.
    pub fn backup(&self, to: &Path) -> Result<Backup, IndexError> {
        refuse_full(to)?;
        let snapshot = self.snapshot()?;
        let beside = beside(to);
        let copied = self.copy(&snapshot, &beside).and_then(|backup| {
            fs::rename(&beside, to).map_err(|error| IndexError::io(to, error))?;
            Ok(backup)
        });
        if copied.is_err() {
            // What a failed copy leaves is no index; the cause matters more than its removal.
            let _ = fs::remove_dir_all(&beside);
        }
        copied
    }

    fn snapshot(&self) -> Result<Snapshot, IndexError> {
        let _lock = IndexFolder::open(&self.folder)?
            .acquire_lock(&META_LOCK)
            .map_err(|error| IndexError::engine(&self.folder, error.into()))?;
        let read = |name: &str| {
            let file = self.folder.join(name);
            fs::read(&file).map_err(|error| IndexError::io(&file, error))
        };
        let (manifest, meta) = (read(MANIFEST)?, read(ENGINE_META)?);
        let unsealed = unseal(meta.clone());
        let sums = unsealed.map_err(|error| self.damaged(ENGINE_META, &error.to_string()))?;
        let mut files = Vec::new();
        for (name, sum) in sums.sums {
            let path = self.folder.join(&name);
            let file = File::open(&path).map_err(|error| IndexError::io(&path, error))?;
            files.push((name, file, sum));
        }
        let managed = managed_list(files.iter().map(|(name, ..)| name.as_str()));
        Ok(Snapshot {
            files,
            small: vec![
                (ENGINE_MANAGED, managed),
                (ENGINE_META, meta),
                (MANIFEST, manifest),
            ],
        })
    }

    fn copy(&self, snapshot: &Snapshot, to: &Path) -> Result<Backup, IndexError> {
        let failed = |path: &Path, error| IndexError::io(path, error);
        if to.exists() {
            fs::remove_dir_all(to).map_err(|error| failed(to, error))?;
        }
        fs::create_dir_all(to).map_err(|error| failed(to, error))?;
        let mut backup = Backup::default();
        for (name, file, sum) in &snapshot.files {
            let path = to.join(name);
            let found = copy_summed(file, &path).map_err(|error| failed(&path, error))?;
            if found != *sum {
                let detail = "its bytes are not those of its checksum";
                return Err(self.damaged(name, detail));
            }
            backup.num_files += 1;
            backup.num_bytes += sum.num_bytes;
        }
        for (name, content) in &snapshot.small {
            let path = to.join(name);
            write_synced(&path, content).map_err(|error| failed(&path, error))?;
            backup.num_files += 1;
            backup.num_bytes += content.len() as u64;
        }
        Ok(backup)
    }

    fn damaged(&self, file: &str, detail: &str) -> IndexError {
        IndexError::Corrupt {
            path: self.folder.clone(),
            detail: format!("`{file}`: {detail}"),
        }
    }
}

/// Nothing that is there is overwritten.
fn refuse_full(to: &Path) -> Result<(), IndexError> {
    match fs::read_dir(to).map(|mut entries| entries.next().is_none()) {
        Ok(true) => Ok(()),
        Ok(false) => Err(IndexError::NotEmpty {
            path: to.to_owned(),
        }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(IndexError::io(to, error)),
    }
}

/// Where a copy is made before it takes its name.
fn beside(to: &Path) -> PathBuf {
    let name = to.file_name().unwrap_or_default().to_string_lossy();
    to.with_file_name(format!("{TORN}-{name}"))
}

fn copy_summed(mut from: &File, to: &Path) -> io::Result<FileSum> {
    let mut copy = File::create(to)?;
    let mut hasher = blake3::Hasher::new();
    let mut buffer = vec![0; 1 << 20];
    loop {
        let num_read = from.read(&mut buffer)?;
        if num_read == 0 {
            break;
        }
        hasher.update(&buffer[..num_read]);
        copy.write_all(&buffer[..num_read])?;
    }
    copy.sync_all()?;
    Ok(FileSum {
        num_bytes: hasher.count(),
        blake3: hasher.finalize().to_hex().to_string(),
    })
}

fn write_synced(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(content)?;
    file.sync_all()
}
