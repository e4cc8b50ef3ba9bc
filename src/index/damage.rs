//! Whether the files of an index are those that were committed.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use tantivy::directory::{Directory, META_LOCK};

use super::folder::{ENGINE_META, IndexFolder, read_sealed};
use super::seal::{FileSum, Sums, seal};
use super::segments::files_of_segments;
use super::{IndexError, MANIFEST};
use crate::report::Damage;

/// The engine's list of files to take away when nobody needs them.
pub const ENGINE_MANAGED: &str = ".managed.json";

/// The engine's list of files for these names and its own list of segments.
pub(super) fn managed_list<'n>(names: impl Iterator<Item = &'n str>) -> Vec<u8> {
    let names: Vec<_> = names.chain([ENGINE_META]).collect();
    let list = serde_json::to_vec(&names).expect("a list of strings");
    seal(&list, &Sums::new())
}

/// Reads every file of the last commit and holds it against its checksum. Writers may go on.
///
/// Files of locks hold nothing, and what a killed writer left goes with the next run; neither is
/// damage.
pub fn damage(folder: &Path) -> Result<Vec<Damage>, IndexError> {
    let mut found = Vec::new();
    for name in [MANIFEST, ENGINE_MANAGED] {
        found.extend(sealed_damage(folder, name).err());
    }
    let mut opened = Vec::new();
    {
        // While it is held no file of the commit goes; what is open can be read to its end.
        let _lock = lock(folder)?;
        match sealed_damage(folder, ENGINE_META) {
            Err(damage) => found.push(damage),
            Ok((content, sums)) => {
                let unsummed = files_of_segments(&content);
                let unsummed = unsummed.into_iter().filter(|name| !sums.contains_key(name));
                found.extend(unsummed.map(|file| Damage {
                    file,
                    detail: "it has no checksum".to_owned(),
                }));
                for (name, sum) in sums {
                    opened.push((File::open(folder.join(&name)), name, sum));
                }
            }
        }
    }
    for (file, name, sum) in opened {
        let checked = file.and_then(|file| file_damage(file, &sum));
        let detail = match checked {
            Ok(None) => continue,
            Ok(Some(detail)) => detail,
            Err(error) => told(&error),
        };
        found.push(Damage { file: name, detail });
    }
    found.sort_by(|a, b| a.file.cmp(&b.file));
    Ok(found)
}

/// Files in the folder that neither a commit nor a lock needs: what a killed writer left, until the
/// next run takes it away.
pub fn leftovers(folder: &Path) -> Result<Vec<String>, IndexError> {
    let (_, sums) = sealed_damage(folder, ENGINE_META).unwrap_or_default();
    let failed = |error| IndexError::io(folder, error);
    let mut left = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let name = entry.map_err(failed)?.file_name();
        let name = name.to_string_lossy().into_owned();
        let is_small = [MANIFEST, ENGINE_MANAGED, ENGINE_META].contains(&name.as_str());
        let is_lock = Path::new(&name).extension().is_some_and(|e| e == "lock");
        if !is_small && !is_lock && !sums.contains_key(&name) {
            left.push(name);
        }
    }
    left.sort_unstable();
    Ok(left)
}

/// Refuses an index of which a committed file is missing or has another size: what can be told
/// without reading it.
pub(super) fn check_sizes(files: &IndexFolder) -> Result<(), IndexError> {
    let folder = files.folder();
    let _lock = lock(folder)?;
    let corrupt = |damage: &Damage| IndexError::Corrupt {
        path: folder.to_owned(),
        detail: format!("`{}`: {}", damage.file, damage.detail),
    };
    let (_, sums) = sealed_damage(folder, ENGINE_META).map_err(|damage| corrupt(&damage))?;
    for (file, sum) in sums {
        let found = fs::metadata(folder.join(&file)).map(|found| found.len());
        let detail = match found {
            Ok(num_bytes) if num_bytes == sum.num_bytes => continue,
            Ok(num_bytes) => other_size(num_bytes, &sum),
            Err(error) => told(&error),
        };
        return Err(corrupt(&Damage { file, detail }));
    }
    Ok(())
}

fn lock(folder: &Path) -> Result<tantivy::directory::DirectoryLock, IndexError> {
    IndexFolder::open(folder)?
        .acquire_lock(&META_LOCK)
        .map_err(|error| IndexError::engine(folder, error.into()))
}

fn sealed_damage(folder: &Path, name: &str) -> Result<(Vec<u8>, Sums), Damage> {
    let damage = |detail| Damage {
        file: name.to_owned(),
        detail,
    };
    match read_sealed(&folder.join(name)) {
        Ok(Ok(unsealed)) => Ok(unsealed),
        Ok(Err(error)) => Err(damage(error.to_string())),
        Err(error) => Err(damage(told(&error))),
    }
}

fn file_damage(file: File, sum: &FileSum) -> io::Result<Option<String>> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(file)?;
    let num_bytes = hasher.count();
    if num_bytes != sum.num_bytes {
        return Ok(Some(other_size(num_bytes, sum)));
    }
    let is_right = hasher.finalize().to_hex().as_str() == sum.blake3;
    Ok((!is_right).then(|| "its bytes are not those of its checksum".to_owned()))
}

fn other_size(num_bytes: u64, sum: &FileSum) -> String {
    format!("it has {num_bytes} bytes, not {}", sum.num_bytes)
}

fn told(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "it is missing".to_owned(),
        _ => format!("it cannot be read: {error}"),
    }
}
