//! What a release as a whole tells of a word: `Tokayev` after a title once is a person throughout.

use super::word::{Form, Gap, Word};
use crate::config::WordClass;
use crate::text::key::KeyMap;

/// What was seen of a word anywhere in the release, a set of flags.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Seen(u16);

impl Seen {
    /// In small letters.
    const LOWER: u16 = 1;
    /// Capitalised inside a sentence.
    const INSIDE: u16 = 1 << 1;
    /// Right after a title or honorific.
    const AFTER_TITLE: u16 = 1 << 2;
    /// Beside a verb of speech.
    const SPEAKS: u16 = 1 << 3;
    /// Right after a known given name or an initial.
    const AFTER_GIVEN: u16 = 1 << 4;
    /// Right after `in`, `at`, `from`, `near`.
    const AFTER_PLACE_WORD: u16 = 1 << 5;
    /// Right after `the`.
    const AFTER_THE: u16 = 1 << 6;
    /// Right before a word of organisations or things.
    const BEFORE_THING: u16 = 1 << 7;
    /// Right before another name-like word.
    const BEFORE_NAME: u16 = 1 << 8;
    /// Alone, with no name-like word beside it.
    const ALONE: u16 = 1 << 9;
    /// Followed by a comma and a number, as an age is.
    const AGED: u16 = 1 << 10;
    /// Twice or more.
    const TWICE: u16 = 1 << 11;

    /// The set as a number.
    pub(super) fn bits(self) -> u16 {
        self.0
    }
}

/// The words of a release with what was seen of them.
#[derive(Debug, Default)]
pub(super) struct Memory {
    seen: KeyMap<Seen>,
}

impl Memory {
    /// Looks at all words of a release once.
    pub(super) fn of<'w>(parts: impl IntoIterator<Item = &'w [Word<'w>]>) -> Self {
        let mut memory = Self::default();
        for words in parts {
            // A text has about half as many different words as words.
            memory.seen.reserve(words.len() / 2);
            for index in 0..words.len() {
                let flags = flags(words, index);
                let seen = memory.seen.entry(words[index].key).or_default();
                let twice = if seen.0 & !Seen::LOWER == 0 {
                    0
                } else {
                    Seen::TWICE
                };
                seen.0 |= flags | twice;
            }
        }
        memory
    }

    /// What was seen of a word.
    pub(super) fn seen(&self, key: u64) -> Seen {
        self.seen.get(&key).copied().unwrap_or_default()
    }
}

fn flags(words: &[Word<'_>], index: usize) -> u16 {
    let word = &words[index];
    if word.form == Form::Lower {
        return Seen::LOWER;
    }
    let mut flags = 0;
    let before = index.checked_sub(1).and_then(|i| words.get(i));
    let before = before.filter(|_| matches!(word.gap, Gap::Space | Gap::Dot | Gap::Hyphen));
    if let Some(before) = before {
        flags |= flags_before(before);
    }
    if word.gap == Gap::Space {
        flags |= Seen::INSIDE;
    }
    let after = words.get(index + 1);
    if let Some(after) = after {
        flags |= flags_after(after);
    }
    let joined = after.filter(|a| matches!(a.gap, Gap::Space | Gap::Dot));
    let named = |w: Option<&Word<'_>>| w.is_some_and(|w| w.form.is_name_like());
    if !named(before) && !named(joined) {
        flags |= Seen::ALONE;
    }
    flags
}

fn flags_before(before: &Word<'_>) -> u16 {
    let mut flags = 0;
    let titles = WordClass::TITLE.with(WordClass::HONORIFIC);
    if before.classes.has(titles) {
        flags |= Seen::AFTER_TITLE;
    }
    if before.classes.has(WordClass::SPEECH) {
        flags |= Seen::SPEAKS;
    }
    let given = before.classes.has(WordClass::GIVEN) && before.form.is_name_like();
    if given || before.form == Form::Initial {
        flags |= Seen::AFTER_GIVEN;
    }
    match before.name {
        "in" | "In" | "at" | "At" | "from" | "From" | "near" | "в" | "В" | "из" => {
            flags | Seen::AFTER_PLACE_WORD
        }
        "the" | "The" => flags | Seen::AFTER_THE,
        _ => flags,
    }
}

fn flags_after(after: &Word<'_>) -> u16 {
    match after.gap {
        Gap::Space | Gap::CommaQuote | Gap::Dot => {}
        Gap::Comma if after.form == Form::Number => return Seen::AGED,
        _ => return 0,
    }
    let mut flags = 0;
    if after.classes.has(WordClass::SPEECH) {
        flags |= Seen::SPEAKS;
    }
    if after.form.is_name_like() {
        let thing = WordClass::ORGANISATION.with(WordClass::THING);
        flags |= if after.classes.has(thing) {
            Seen::BEFORE_THING
        } else {
            Seen::BEFORE_NAME
        };
    }
    flags
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::extract::Words;
    use crate::extract::person::word::words;
    use crate::text::key::word_key;

    fn check(text: &str, word: &str, flag: u16) {
        let config = Config::builtin().expect("the shipped config is valid");
        let words = words(&Words::of(text), &config.persons, "en");
        let memory = Memory::of([words.as_slice()]);
        assert!(memory.seen(word_key(word)).bits() & flag != 0, "{text}");
    }

    #[test]
    fn the_company_of_a_word_is_remembered() {
        check("President Orlan spoke", "Orlan", Seen::AFTER_TITLE);
        check("We met, Orlan said", "Orlan", Seen::SPEAKS);
        check("Maria Orlan met", "Orlan", Seen::AFTER_GIVEN);
        check("rain in Orlan today", "Orlan", Seen::AFTER_PLACE_WORD);
        check("the Orlan Bank", "Orlan", Seen::BEFORE_THING);
        check("Orlan, 43, won", "Orlan", Seen::AGED);
        check("Will he? He will", "Will", Seen::LOWER);
        check("Orlan met Orlan", "Orlan", Seen::TWICE);
    }

    #[test]
    fn an_unknown_word_was_not_seen() {
        let memory = Memory::of([]);
        assert_eq!(memory.seen(word_key("Orlan")), Seen::default());
    }
}
