//! The files of a config, from a folder or from the copy compiled in, and how one is read.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::de::{DeserializeOwned, IntoDeserializer};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::ConfigError;
use super::problem::{Problem, Problems, did_you_mean};

/// The shipped files, by name below `index-config/`. A test holds the list to the folder.
const BUILTIN: &[(&str, &str)] = &[
    (
        "countries.toml",
        include_str!("../../index-config/countries.toml"),
    ),
    (
        "dateline.toml",
        include_str!("../../index-config/dateline.toml"),
    ),
    (
        "function-words.toml",
        include_str!("../../index-config/function-words.toml"),
    ),
    ("names.tsv", include_str!("../../index-config/names.tsv")),
    (
        "person-model.txt",
        include_str!("../../index-config/person-model.txt"),
    ),
    (
        "persons.toml",
        include_str!("../../index-config/persons.toml"),
    ),
    ("places.tsv", include_str!("../../index-config/places.tsv")),
    (
        "sites/press.example.com.toml",
        include_str!("../../index-config/sites/press.example.com.toml"),
    ),
    (
        "titles.toml",
        include_str!("../../index-config/titles.toml"),
    ),
    (
        "salience.toml",
        include_str!("../../index-config/salience.toml"),
    ),
    (
        "topics.toml",
        include_str!("../../index-config/topics.toml"),
    ),
];

/// The BLAKE3 hashes of the shipped files in hexadecimal, by name, as `build.rs` reckons them.
const HASHES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/hashes.rs"));

/// The entries of the shipped `countries.toml` as JSON, which is read far sooner.
const COUNTRIES: &str = include_str!(concat!(env!("OUT_DIR"), "/countries.json"));

/// One file of a config.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigFile {
    /// The name below the config folder: `topics.toml`, `sites/example.org.toml`.
    pub name: String,
    /// The name in messages: `index-config/topics.toml`.
    pub shown: String,
    /// The content.
    pub text: Cow<'static, str>,
}

/// All files of a config, by name.
#[derive(Debug, Clone, Default)]
pub struct ConfigFiles {
    files: BTreeMap<String, ConfigFile>,
}

impl ConfigFiles {
    /// The files compiled in.
    pub fn builtin() -> Self {
        let files = BUILTIN.iter().map(|(name, text)| {
            let file = ConfigFile {
                name: (*name).to_owned(),
                shown: format!("index-config/{name}"),
                text: Cow::Borrowed(*text),
            };
            (file.name.clone(), file)
        });
        Self {
            files: files.collect(),
        }
    }

    /// The files of a folder, and those of its `sites/` folder.
    pub fn from_folder(folder: &Path) -> Result<Self, ConfigError> {
        let mut files = BTreeMap::new();
        for sub in ["", "sites"] {
            let path = folder.join(sub);
            if sub.is_empty() || path.is_dir() {
                read_folder(folder, &path, &mut files)?;
            }
        }
        Ok(Self { files })
    }

    /// These files with one of them replaced or added.
    #[must_use]
    pub fn with(mut self, file: ConfigFile) -> Self {
        self.files.insert(file.name.clone(), file);
        self
    }

    /// Puts another text in the place of a file.
    #[cfg(test)]
    pub(super) fn replace(&mut self, name: &str, text: &str) {
        if let Some(file) = self.files.get_mut(name) {
            file.text = Cow::Owned(text.to_owned());
        }
    }

    /// The file of that name.
    pub fn get(&self, name: &str) -> Option<&ConfigFile> {
        self.files.get(name)
    }

    /// Every file in order of its name.
    pub fn iter(&self) -> impl Iterator<Item = &ConfigFile> {
        self.files.values()
    }

    /// Whether every file of these names is there as it is compiled in.
    pub(super) fn are_shipped(&self, names: &[&str]) -> bool {
        let mut files = names.iter().map(|name| self.get(name));
        files.all(|file| file.is_some_and(ConfigFile::is_shipped))
    }

    /// The file of that name, or a problem that says that it is missing.
    pub fn require(&self, name: &str, problems: &mut Problems) -> Option<&ConfigFile> {
        let found = self.get(name);
        if found.is_none() {
            problems.push(Problem {
                file: name.to_owned(),
                line: None,
                message: format!("`{name}` is missing from the config folder"),
                help: Some("`dateline init DIR` writes a complete config".to_owned()),
            });
        }
        found
    }
}

fn read_folder(
    root: &Path,
    folder: &Path,
    files: &mut BTreeMap<String, ConfigFile>,
) -> Result<(), ConfigError> {
    let failed = |path: &Path, source| ConfigError::Read {
        path: path.to_owned(),
        source,
    };
    for entry in std::fs::read_dir(folder).map_err(|e| failed(folder, e))? {
        let path: PathBuf = entry.map_err(|e| failed(folder, e))?.path();
        let wanted = path
            .extension()
            .is_some_and(|e| ["toml", "tsv", "txt"].iter().any(|known| e == *known));
        if !path.is_file() || !wanted {
            continue;
        }
        let name = path.strip_prefix(root).unwrap_or(&path);
        let name = name.to_string_lossy().replace('\\', "/");
        let text = std::fs::read_to_string(&path).map_err(|e| failed(&path, e))?;
        let shown = path.display().to_string();
        files.insert(
            name.clone(),
            ConfigFile {
                name,
                shown,
                text: Cow::Owned(text),
            },
        );
    }
    Ok(())
}

/// A value with the line it stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lined<T> {
    /// Counted from 1.
    pub line: usize,
    /// The value.
    pub value: T,
}

impl ConfigFile {
    /// Whether the file has the very text that is compiled in.
    pub fn is_shipped(&self) -> bool {
        let shipped = BUILTIN.iter().find(|(name, _)| *name == self.name);
        // The copy compiled in need not be compared letter by letter.
        let own: &str = &self.text;
        let is_same = |text: &str| std::ptr::eq(text, own) || text == own;
        shipped.is_some_and(|(_, text)| is_same(text))
    }

    /// The hash of the text, in hexadecimal; that of a shipped file is known.
    pub(super) fn hash(&self) -> String {
        let known = HASHES.iter().find(|(name, _)| *name == self.name);
        match known.filter(|_| self.is_shipped()) {
            Some((_, hash)) => (*hash).to_owned(),
            None => blake3::hash(self.text.as_bytes()).to_hex().to_string(),
        }
    }

    /// The entries of a shipped file that the build has read already; they have no lines, as there
    /// is nothing to say of them.
    fn read_at_build<T: DeserializeOwned>(&self) -> Option<Vec<Lined<T>>> {
        let is_known = self.name == "countries.toml" && self.is_shipped();
        let values: Vec<T> = serde_json::from_str(is_known.then_some(COUNTRIES)?).ok()?;
        let lined = |value| Lined { line: 0, value };
        Some(values.into_iter().map(lined).collect())
    }

    /// Reads the whole file as one `T`. Use `deny_unknown_fields` on `T`.
    pub fn read<T: DeserializeOwned>(&self, problems: &mut Problems) -> Option<T> {
        match toml::from_str(&self.text) {
            Ok(value) => Some(value),
            Err(error) => {
                problems.push(self.toml_problem(&error, 0));
                None
            }
        }
    }

    /// Reads a file that is a list of `[[name]]` tables, each as one `T`.
    ///
    /// A table that is wrong is a problem of its own; the others are still read.
    pub fn read_entries<T: DeserializeOwned>(
        &self,
        name: &str,
        problems: &mut Problems,
    ) -> Vec<Lined<T>> {
        if let Some(entries) = self.read_at_build() {
            return entries;
        }
        let table = match DeTable::parse(&self.text) {
            Ok(table) => table.into_inner(),
            Err(error) => {
                problems.push(self.toml_problem(&error, 0));
                return Vec::new();
            }
        };
        let mut entries = Vec::new();
        for (key, value) in table {
            match value.into_inner() {
                DeValue::Array(list) if key.get_ref() == name => {
                    for entry in list {
                        entries.extend(self.read_entry(entry, problems));
                    }
                }
                _ => problems.push(Problem {
                    file: self.shown.clone(),
                    line: Some(self.line_at(key.span().start)),
                    message: format!("unknown key `{}`", key.get_ref()),
                    help: Some(format!("this file is a list of `[[{name}]]` tables")),
                }),
            }
        }
        entries
    }

    fn read_entry<T: DeserializeOwned>(
        &self,
        entry: Spanned<DeValue<'_>>,
        problems: &mut Problems,
    ) -> Option<Lined<T>> {
        let start = entry.span().start;
        match T::deserialize(entry.into_deserializer()) {
            Ok(value) => Some(Lined {
                line: self.line_at(start),
                value,
            }),
            Err(error) => {
                problems.push(self.toml_problem(&error, start));
                None
            }
        }
    }

    /// A problem of this file at a line.
    pub fn problem(&self, line: usize, message: String, help: Option<String>) -> Problem {
        Problem {
            file: self.shown.clone(),
            line: Some(line),
            message,
            help,
        }
    }

    fn toml_problem(&self, error: &toml::de::Error, start: usize) -> Problem {
        let at = error.span().map_or(start, |span| span.start);
        let message = error.message().lines().collect::<Vec<_>>().join("; ");
        let mut quoted = message.split('`').skip(1).step_by(2);
        let help = message
            .starts_with("unknown field")
            .then(|| quoted.next())
            .flatten()
            .and_then(|typed| did_you_mean(typed, quoted))
            .map(|near| format!("did you mean `{near}`?"));
        self.problem(self.line_at(at), message, help)
    }

    /// The line of a byte offset, counted from 1.
    pub(super) fn line_at(&self, offset: usize) -> usize {
        let before = self.text.as_bytes().get(..offset).unwrap_or_default();
        1 + memchr::memchr_iter(b'\n', before).count()
    }
}
