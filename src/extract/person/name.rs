//! A name as a list of words that can be compared with another.

use super::cyrillic::stem;
use super::word::{Form, Word};
use crate::config::WordClass;
use crate::text::fold::fold;
use crate::text::key::{ascii_key, word_key};

/// One word of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NameWord {
    /// The key of the word, without the case ending of a Cyrillic one.
    pub key: u64,
    /// The key of how a long Latin word sounds, the same for `Zelensky` and `Zelenskyy`.
    pub sound: u64,
    /// The key of its first letter.
    pub letter: u64,
    /// Whether it is an initial.
    pub is_initial: bool,
}

/// How well the last word of a name names its person alone.
pub(super) const LAST_WORD: u8 = 2;
/// How well another word of it does.
const OTHER_WORD: u8 = 1;

/// A name without honorifics, suffixes and particles; hyphens part words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Name {
    words: Vec<NameWord>,
    /// Whether all of it is one word with hyphens: a double surname.
    is_joined: bool,
}

impl Name {
    /// The name in these words of a text.
    pub(super) fn of(words: &[Word<'_>]) -> Self {
        let aside = WordClass::HONORIFIC.with(WordClass::SUFFIX);
        let kept = words.iter().enumerate().filter(|(index, word)| {
            let particle = word.form == Form::Lower && word.classes.has(WordClass::PARTICLE);
            let title = *index == 0 && words.len() > 1 && word.classes.has(WordClass::HONORIFIC);
            let suffix = *index > 1 && word.classes.has(aside.without(WordClass::HONORIFIC));
            !(particle || title || suffix)
        });
        let num_kept = kept.clone().count();
        let parts = kept.flat_map(|(_, word)| word.name.split(['-', '‐', '‑']));
        Self {
            words: parts
                .filter(|part| !part.is_empty())
                .map(name_word)
                .collect(),
            is_joined: num_kept == 1,
        }
    }

    /// The number of words.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there are two words or more.
    pub(super) fn is_full(&self) -> bool {
        self.words.len() > 1
    }

    /// The number of words that are no initials.
    pub(super) fn num_spelt(&self) -> usize {
        self.words.iter().filter(|w| !w.is_initial).count()
    }

    /// The keys of the sounds of the words, with how well each alone names this person.
    pub(super) fn lone_ranks(&self) -> impl Iterator<Item = (u64, u8)> + '_ {
        let num_words = self.words.len();
        let ranked = self.words.iter().enumerate();
        ranked.map(move |(at, word)| {
            let is_last = at + 1 == num_words;
            (word.sound, if is_last { LAST_WORD } else { OTHER_WORD })
        })
    }

    /// Whether both can be names of one person, each having two words or more.
    ///
    /// `M. Orla` and `Maria Orla`; `Maria Luisa Orla` and `Maria Orla`; `Maria Orla` and `Maria
    /// Orla Duarte`; `Luisa Maria Orla Duarte` and `Orla Duarte`; `Orla Maria` and `Maria Orla`.
    pub(super) fn joins(&self, other: &Self) -> bool {
        let (short, long) = if self.len() <= other.len() {
            (self, other)
        } else {
            (other, self)
        };
        if !short.is_full() {
            return false;
        }
        let same_last = short.words.last().map(|w| w.sound) == long.words.last().map(|w| w.sound);
        let same_first = match (short.words.first(), long.words.first()) {
            (Some(a), Some(b)) => fits(*a, *b),
            _ => false,
        };
        if same_last && same_first {
            return short.is_within(long);
        }
        if same_first && short.num_spelt() > 1 && !short.words[0].is_initial {
            return short.is_within(long);
        }
        let surname = short.is_joined || long.len() > short.len() + 1;
        if same_last && surname && long.words.ends_with(&short.words) {
            return true;
        }
        short.len() == long.len() && short.is_reversed(long)
    }

    /// Whether every word fits one of the other name, in order.
    fn is_within(&self, long: &Self) -> bool {
        let mut rest = long.words.iter();
        self.words
            .iter()
            .all(|word| rest.any(|other| fits(*word, *other)))
    }

    fn is_reversed(&self, other: &Self) -> bool {
        let turned = other.words.iter().cycle().skip(1).take(other.len());
        self.words
            .iter()
            .zip(turned)
            .all(|(a, b)| a.key == b.key && !a.is_initial)
    }

    /// The keys of the sounds of the words in order.
    pub(super) fn sounds(&self) -> impl Iterator<Item = u64> + '_ {
        self.words.iter().map(|w| w.sound)
    }
}

fn name_word(part: &str) -> NameWord {
    let first = part.chars().next().map_or(0, char::len_utf8);
    NameWord {
        key: word_key(stem(part)),
        sound: sound_key(stem(part)),
        letter: word_key(&part[..first]),
        is_initial: part.len() == first,
    }
}

/// The key of a word of six letters or more with doubled letters single and `y` and `j` as `i`; else
/// of the word itself.
fn sound_key(word: &str) -> u64 {
    let folded = fold(word);
    if !folded.is_ascii() || folded.len() < 6 {
        return word_key(&folded);
    }
    let mut before = None;
    let letters = folded.bytes().map(|letter| {
        if matches!(letter, b'y' | b'j') {
            b'i'
        } else {
            letter
        }
    });
    ascii_key(letters.filter(|letter| before.replace(*letter) != Some(*letter)))
}

/// The key of the sound of the last part of a word that stands alone.
pub(super) fn last_sound(word: &Word<'_>) -> Option<u64> {
    let mut parts = word.name.rsplit(['-', '‐', '‑']);
    let last = parts.find(|part| !part.is_empty())?;
    Some(sound_key(stem(last)))
}

fn fits(a: NameWord, b: NameWord) -> bool {
    a.sound == b.sound || ((a.is_initial || b.is_initial) && a.letter == b.letter)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::extract::Words;
    use crate::extract::person::word::words;

    fn name(text: &str) -> Name {
        let config = Config::builtin().expect("the shipped config is valid");
        Name::of(&words(&Words::of(text), &config.persons, "en"))
    }

    fn check(a: &str, b: &str, joins: Joins) {
        let found = name(a).joins(&name(b));
        assert_eq!(found, joins == Joins::Yes, "{a} / {b}");
        assert_eq!(name(b).joins(&name(a)), found, "{b} / {a}");
    }

    #[derive(Clone, Copy, PartialEq)]
    enum Joins {
        Yes,
        No,
    }

    #[test]
    fn initials_middle_names_and_order_join() {
        check("M. Orla", "Maria Orla", Joins::Yes);
        check("Maria Luisa Orla", "Maria Orla", Joins::Yes);
        check("Maria Orla", "Maria Orla Duarte", Joins::Yes);
        check("Orla Maria", "Maria Orla", Joins::Yes);
        check("Luisa Maria Orla Duarte", "Orla Duarte", Joins::Yes);
        check("Мария Орлова", "Марией Орловой", Joins::Yes);
        check("Jean-Luc Orla", "Jean Luc Orla", Joins::Yes);
        check("Ludo van der Meer", "Ludo Meer", Joins::Yes);
        check("Dr. Maria Orla", "Maria Orla", Joins::Yes);
        check("Tim Orla Jr.", "Tim Orla", Joins::Yes);
        check("Ana Orla-Tremont", "Orla-Tremont", Joins::Yes);
        check("Ana Orlanskyy", "Ana Orlansky", Joins::Yes);
    }

    #[test]
    fn a_common_surname_or_given_name_does_not_join() {
        check("Tim Orla", "Maria Orla", Joins::No);
        check("Maria Orla", "Maria Duarte", Joins::No);
        check("T. Orla", "M. Orla", Joins::No);
        check("Orla", "Maria Orla", Joins::No);
    }

    #[test]
    fn a_lone_word_answers_best_as_the_last() {
        let full = name("Maria Orla");
        let ranks: Vec<_> = full.lone_ranks().map(|(_, rank)| rank).collect();
        assert_eq!(ranks, [OTHER_WORD, LAST_WORD]);
        let lone = name("Orla");
        assert_eq!(full.lone_ranks().last(), lone.lone_ranks().next());
    }
}
