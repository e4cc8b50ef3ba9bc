//! The words around Chinese and Japanese names: scripts without spaces and capitals need their own.

use serde::Deserialize;

/// The table `east_asian` of `titles.toml`, as written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EastAsian {
    /// Chinese surnames of one character, in one text.
    pub surnames: String,
    /// Chinese surnames of two characters.
    pub compound_surnames: Vec<String>,
    /// Characters that write the sounds of foreign names in Chinese, in one text.
    pub sounds: String,
    /// Offices and callings that stand before a Chinese name.
    pub titles: Vec<String>,
    /// What is said behind a Chinese name: `先生`.
    pub honorifics: Vec<String>,
    /// Chinese verbs of speech.
    pub speech: Vec<String>,
    /// Characters that go on behind a Chinese name, in one text: `在`, `的`.
    pub after: String,
    /// Last characters of words of bodies and places, in one text: `局`, no name ends so.
    pub bodies: String,
    /// Japanese surnames.
    pub japanese_surnames: Vec<String>,
    /// Offices and callings before or behind a Japanese name.
    pub japanese_titles: Vec<String>,
    /// What is said behind a Japanese name: `さん`.
    pub japanese_honorifics: Vec<String>,
}
