//! What the words beside a word tell of it: places of several words, `M. Dupont`, `U Thant`.

use super::word::{Form, Gap, Word};
use crate::config::{PersonTable, WordClass};

/// Marks the words of a text in a language (ISO 639-1, empty when unknown).
pub(super) fn mark(words: &mut [Word<'_>], table: &PersonTable, language: &str) {
    split_possessives(words);
    places(words, table);
    honorifics(words);
    match language {
        "fr" => messieurs(words),
        "de" => compound_titles(words, table),
        _ => {}
    }
}

/// German titles made of several words: `Werkleiter`.
fn compound_titles(words: &mut [Word<'_>], table: &PersonTable) {
    let names = WordClass::GIVEN.with(WordClass::SURNAME);
    let capitalised = |w: &&mut Word<'_>| matches!(w.form, Form::Capitalised | Form::Hyphenated);
    for word in words.iter_mut().filter(capitalised) {
        if !word.classes.has(names) && table.ends_as_title(word.name) {
            word.classes = word.classes.with(WordClass::TITLE);
        }
    }
}

/// `H.E. Ana Orla` and the Burmese `U Kyaw Orla`: no initials.
fn honorifics(words: &mut [Word<'_>]) {
    for index in 0..words.len() {
        let spelt = |at: usize, gap: Gap| {
            let word = words.get(at);
            word.is_some_and(|w| w.gap == gap && w.form.is_name_like() && w.form != Form::Initial)
        };
        let name_follows = |at: usize, gap: Gap| {
            let capitals = words.get(at).is_some_and(|w| w.form == Form::AllCapitals);
            !capitals && spelt(at, gap) && spelt(at + 1, Gap::Space)
        };
        let num_words = match (words[index].name, words.get(index + 1).map(|w| w.name)) {
            ("U", _) if name_follows(index + 1, Gap::Space) => 1,
            ("H", Some("E")) if name_follows(index + 2, Gap::Dot) => 2,
            _ => continue,
        };
        for word in &mut words[index..index + num_words] {
            word.classes = WordClass::HONORIFIC;
            word.form = Form::Capitalised;
        }
    }
}

/// In French `M.` before a name is no initial.
fn messieurs(words: &mut [Word<'_>]) {
    for word in words.iter_mut().filter(|w| matches!(w.name, "M" | "MM")) {
        word.classes = WordClass::HONORIFIC;
        word.form = Form::Capitalised;
    }
}

/// Marks the words of places of several words.
fn places(words: &mut [Word<'_>], table: &PersonTable) {
    for index in 0..words.len() {
        let word = &words[index];
        if !word.classes.has(WordClass::PLACE_START) || !word.form.is_name_like() {
            continue;
        }
        let rest = words[index + 1..].iter();
        let joined = rest.take_while(|w| matches!(w.gap, Gap::Space | Gap::Dot | Gap::Hyphen));
        let keys = std::iter::once(word.key).chain(joined.map(|w| w.key));
        if let Some((num_words, class)) = table.place_phrase(keys) {
            let class = class.with(WordClass::PLACE_PHRASE);
            for word in &mut words[index..index + num_words] {
                word.classes = word.classes.with(class);
            }
        }
    }
}

/// Text that was split and joined by machine writes `Bruno ' s` or `Bruno’ s`.
fn split_possessives(words: &mut [Word<'_>]) {
    for index in 1..words.len() {
        if words[index].gap == Gap::Apostrophe && matches!(words[index].name, "s" | "S") {
            words[index - 1].possessive = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::config::{Config, WordClass};
    use crate::extract::Words;
    use crate::extract::person::word::words;

    fn check(text: &str, language: &str, word: &str, expected: WordClass) {
        let config = Config::builtin().expect("the shipped config is valid");
        let words = words(&Words::of(text), &config.persons, language);
        let word = words
            .iter()
            .find(|w| w.name == word)
            .expect("the word is there");
        assert!(word.classes.has(expected), "{text}");
    }

    #[test]
    fn letters_that_are_honorifics() {
        check("said U Kyaw Orla.", "en", "U", WordClass::HONORIFIC);
        check("with H.E. Ana Orla.", "en", "E", WordClass::HONORIFIC);
        check("avec M. Orla", "fr", "M", WordClass::HONORIFIC);
    }

    #[test]
    fn german_titles_are_known_by_their_ends() {
        check("Der Hafenleiter kam", "de", "Hafenleiter", WordClass::TITLE);
        check("Die Glasbauerin kam", "de", "Glasbauerin", WordClass::TITLE);
    }
}
