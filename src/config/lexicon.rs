//! `titles.toml` and `names.tsv`: what a single word tells of a name that it is in or beside.

use serde::Deserialize;

use super::east_asian::EastAsian;
use super::file::{ConfigFile, ConfigFiles};
use super::lazy::Lazy;
use super::problem::Problems;
use crate::text::fold::fold;
use crate::text::key::{KeyMap, word_key};
use crate::text::token::tokens;

/// The classes of a word, a set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct WordClass(u16);

impl WordClass {
    /// No class.
    pub const NONE: Self = Self(0);
    /// A given name.
    pub const GIVEN: Self = Self(1);
    /// A surname.
    pub const SURNAME: Self = Self(1 << 1);
    /// `Mr`, `Dr`, `Sheikh`.
    pub const HONORIFIC: Self = Self(1 << 2);
    /// `president`, `striker`, `председатель`.
    pub const TITLE: Self = Self(1 << 3);
    /// `prime`, `deputy`: inside a title.
    pub const MODIFIER: Self = Self(1 << 4);
    /// `Jr`, `III`.
    pub const SUFFIX: Self = Self(1 << 5);
    /// `van`, `de`, `bin`.
    pub const PARTICLE: Self = Self(1 << 6);
    /// `said`, `заявил`.
    pub const SPEECH: Self = Self(1 << 7);
    /// `Inc`, `University`.
    pub const ORGANISATION: Self = Self(1 << 8);
    /// `Street`, `Prize`, `Hurricane`.
    pub const THING: Self = Self(1 << 9);
    /// `wife`, `friend`, `by`.
    pub const RELATION: Self = Self(1 << 10);
    /// `although`, `both`: opens a sentence with a capital and is in no name.
    pub const OPENER: Self = Self(1 << 11);
    /// A country or its people, in any language.
    pub const COUNTRY: Self = Self(1 << 12);
    /// A city or region.
    pub const TOWN: Self = Self(1 << 13);
    /// Part of a place's name of several words, all of them there: `Costa Rica`.
    pub const PLACE_PHRASE: Self = Self(1 << 14);
    /// Begins the name of some place of several words.
    pub const PLACE_START: Self = Self(1 << 15);

    /// Whether any class of `other` is in the set.
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets together.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The set without the classes of `other`.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// What the set tells of a word, as a number: a bit a class, [`Self::PLACE_START`] left out.
    pub fn bits(self) -> u16 {
        self.0 & !Self::PLACE_START.0
    }
}

/// The words of `titles.toml` as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TitleWords {
    honorifics: Vec<String>,
    titles: Vec<String>,
    title_endings: Vec<String>,
    modifiers: Vec<String>,
    suffixes: Vec<String>,
    particles: Vec<String>,
    speech: Vec<String>,
    organisation: Vec<String>,
    thing: Vec<String>,
    relation: Vec<String>,
    openers: Vec<String>,
    east_asian: EastAsian,
}

/// The classes of words, by key.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    classes: KeyMap<WordClass>,
    /// Places of several words, by [`phrase_key`].
    phrases: KeyMap<WordClass>,
    title_endings: Vec<String>,
    east_asian: EastAsian,
}

/// The longest name of a place in words.
const MAX_PHRASE_WORDS: usize = 5;

impl Lexicon {
    /// The classes of a word; none when it is not listed.
    pub fn classes(&self, key: u64) -> WordClass {
        self.classes.get(&key).copied().unwrap_or_default()
    }

    /// Whether a German word is a title by its ending: `Werkleiter`, `Formenbauerin`.
    pub fn ends_as_title(&self, word: &str) -> bool {
        let longer = |ending: &&String| word.len() > ending.len() + 2;
        let ends = |ending: &String| word.ends_with(ending.as_str());
        self.title_endings.iter().filter(longer).any(ends)
    }

    /// The words around Chinese and Japanese names.
    pub fn east_asian(&self) -> &EastAsian {
        &self.east_asian
    }

    /// The number of words, two or more, of the place whose name begins these words, and its class.
    pub fn place_phrase(&self, keys: impl Iterator<Item = u64>) -> Option<(usize, WordClass)> {
        let mut phrase = 0;
        let mut longest = None;
        for (index, key) in keys.take(MAX_PHRASE_WORDS).enumerate() {
            phrase = phrase_key(phrase, key);
            if let Some(class) = self.phrases.get(&phrase).filter(|_| index > 0) {
                longest = Some((index + 1, *class));
            }
        }
        longest
    }

    pub(super) fn add_place(&mut self, name: &str, class: WordClass) {
        let keys: Vec<u64> = tokens(name).iter().map(|t| word_key(t.text)).collect();
        match keys.as_slice() {
            [] => {}
            [word] => {
                let entry = self.classes.entry(*word).or_default();
                // A town that is a name as well tells nothing.
                let names = WordClass::GIVEN.with(WordClass::SURNAME);
                if class != WordClass::TOWN || !entry.has(names) {
                    *entry = entry.with(class);
                }
            }
            [first, ..] => {
                let phrase = keys.iter().fold(0, |phrase, key| phrase_key(phrase, *key));
                self.phrases.entry(phrase).or_insert(class);
                let entry = self.classes.entry(*first).or_default();
                *entry = entry.with(WordClass::PLACE_START);
            }
        }
    }

    pub(super) fn lazy(files: &ConfigFiles, problems: &mut Problems) -> Option<Lazy<Self>> {
        Lazy::read(&["names.tsv", "titles.toml"], files, problems, Self::read)
    }

    fn read(files: &ConfigFiles, problems: &mut Problems) -> Option<Self> {
        let names = files.require("names.tsv", problems);
        let titles = files.require("titles.toml", problems);
        let mut lexicon = Self::default();
        lexicon.add_names(names?, problems);
        lexicon.add_titles(titles?.read(problems)?);
        Some(lexicon)
    }

    fn add(&mut self, word: &str, class: WordClass) {
        let entry = self.classes.entry(word_key(word)).or_default();
        *entry = entry.with(class);
    }

    fn add_titles(&mut self, words: TitleWords) {
        let lists = [
            (&words.honorifics, WordClass::HONORIFIC),
            (&words.titles, WordClass::TITLE),
            (&words.modifiers, WordClass::MODIFIER),
            (&words.suffixes, WordClass::SUFFIX),
            (&words.particles, WordClass::PARTICLE),
            (&words.speech, WordClass::SPEECH),
            (&words.organisation, WordClass::ORGANISATION),
            (&words.thing, WordClass::THING),
            (&words.relation, WordClass::RELATION),
            (&words.openers, WordClass::OPENER),
        ];
        for (list, class) in lists {
            for word in list {
                self.add(&fold(word), class);
            }
        }
        self.title_endings = words.title_endings;
        self.east_asian = words.east_asian;
    }

    fn add_names(&mut self, file: &ConfigFile, problems: &mut Problems) {
        self.classes.reserve(file.text.len() / 10);
        for (index, line) in file.text.lines().enumerate() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let class = match line.split_once('\t').map(|(_, kind)| kind) {
                Some("g") => WordClass::GIVEN,
                Some("s") => WordClass::SURNAME,
                Some("gs") => WordClass::GIVEN.with(WordClass::SURNAME),
                _ => {
                    let message = format!("`{line}` is not a word, a tab and `g`, `s` or `gs`");
                    problems.push(file.problem(index + 1, message, None));
                    continue;
                }
            };
            let word = line.split('\t').next().unwrap_or_default();
            self.add(word, class);
        }
    }
}

/// The key of words in their order.
fn phrase_key(before: u64, word: u64) -> u64 {
    (before ^ word)
        .wrapping_mul(0x9e37_79b9_7f4a_7c15)
        .rotate_left(23)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(word: &str, class: WordClass) {
        let lexicon =
            Lexicon::read(&ConfigFiles::builtin(), &mut Problems::default()).expect("valid");
        assert!(lexicon.classes(word_key(word)).has(class), "{word}");
    }

    #[test]
    fn the_shipped_words_have_their_classes() {
        check("Maria", WordClass::GIVEN);
        check("Nguyen", WordClass::SURNAME);
        check("Dr", WordClass::HONORIFIC);
        check("Président", WordClass::TITLE);
        check("Председатель", WordClass::TITLE);
        check("van", WordClass::PARTICLE);
        check("University", WordClass::ORGANISATION);
        check("Hurricane", WordClass::THING);
        check("мәлімдеді", WordClass::SPEECH);
    }

    #[test]
    fn places_of_several_words_are_found_by_their_words() {
        let mut lexicon = Lexicon::default();
        lexicon.add_place("Port Orla", WordClass::TOWN);
        lexicon.add_place("Port Orla del Sur", WordClass::TOWN);
        let find = |text: &str| {
            let keys = text.split(' ').map(word_key);
            lexicon.place_phrase(keys).map(|(num_words, _)| num_words)
        };
        assert_eq!(find("Port Orla said"), Some(2));
        assert_eq!(find("Port Orla del Sur"), Some(4));
        assert_eq!(find("Port Said"), None);
        let start = lexicon.classes(word_key("port"));
        assert!(start.has(WordClass::PLACE_START));
    }

    #[test]
    fn a_line_of_another_shape_is_a_problem() {
        let file = ConfigFile {
            name: "names.tsv".to_owned(),
            shown: "names.tsv".to_owned(),
            text: "# names\nanna\tg\nbob\tx\n".into(),
        };
        let mut problems = Problems::default();
        Lexicon::default().add_names(&file, &mut problems);
        let shown: Vec<_> = problems
            .into_sorted()
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(
            shown,
            ["names.tsv:3: `bob\tx` is not a word, a tab and `g`, `s` or `gs`"]
        );
    }
}
