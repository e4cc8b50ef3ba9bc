//! Case endings of Russian and Kazakh names: `Токаева`, `Токаевым`, `Тоқаевтың` are one person.
//!
//! Rules of declension: Russian surnames in -ов, -ев, -ин and -ский, given names in a consonant,
//! -й, -ь, -а and -я; the Kazakh case suffixes. A given name is believed to be in the nominative
//! when the lists of names hold it; the surname beside it follows.

use crate::config::{PersonTable, WordClass};
use crate::text::key::word_key;

/// Kazakh suffixes that no Russian name ends in.
const KAZAKH_SUFFIXES: &[&str] = &[
    "ның", "нің", "дың", "дің", "тың", "тің", "ға", "қа", "ді", "ті", "ні",
];

/// Kazakh suffixes that count only behind a Russian surname's ending.
const KAZAKH_AFTER_SURNAME: &[&str] = &[
    "ге", "ке", "ды", "ты", "ны", "да", "де", "та", "те", "дан", "ден", "тан", "тен", "мен", "бен",
    "пен",
];

/// Russian endings, the longest first.
const RUSSIAN_ENDINGS: &[&str] = &[
    "ого", "его", "ому", "ему", "ой", "ый", "ая", "ую", "ым", "им", "ом", "ем", "а", "я", "у", "ю",
    "е", "и", "ы", "й", "ь",
];

/// Whether a word is written in Cyrillic letters.
pub(super) fn is_cyrillic(word: &str) -> bool {
    word.chars().any(|c| ('\u{400}'..='\u{52f}').contains(&c))
}

/// The part of a name that its cases share. Names of other scripts are their own stem.
pub(super) fn stem(word: &str) -> &str {
    if !is_cyrillic(word) {
        return word;
    }
    let word = without_kazakh_suffix(word);
    // The adjectives: `Зеленский`, `Зеленского`, `Вишневская`.
    for mark in ["ск", "цк"] {
        if let Some(at) = word
            .rfind(mark)
            .filter(|at| word.len() - at <= 12 && *at > 0)
        {
            return &word[..at + mark.len()];
        }
    }
    let kept = RUSSIAN_ENDINGS
        .iter()
        .find_map(|ending| word.strip_suffix(ending))
        .filter(|stem| stem.chars().count() >= 3);
    let kept = kept.unwrap_or(word);
    // `Марией` keeps an `е` that `Мария` and `Марию` lack.
    kept.strip_suffix("ие")
        .map_or(kept, |s| &kept[..s.len() + 2])
}

fn without_kazakh_suffix(word: &str) -> &str {
    let strip = |suffixes: &[&str]| suffixes.iter().find_map(|s| word.strip_suffix(s));
    let long = |stem: &&str| stem.chars().count() >= 4;
    strip(KAZAKH_SUFFIXES)
        .filter(long)
        .or_else(|| strip(KAZAKH_AFTER_SURNAME).filter(|stem| is_russian_surname(stem)))
        .unwrap_or(word)
}

/// Whether a word ends as Russian surnames do.
pub(super) fn is_russian_surname(word: &str) -> bool {
    let endings = ["ов", "ев", "ёв", "ин", "ын", "ова", "ева", "ина"];
    endings.iter().any(|ending| word.ends_with(ending))
}

/// Whether a word ends, in some case, as a surname of Russian, Kazakh or a neighbour's kind does.
pub(super) fn is_surname(word: &str) -> bool {
    const OTHERS: &[&str] = &[
        "ск",
        "цк",
        "енк",
        "ян",
        "дзе",
        "швили",
        "баев",
        "улы",
        "ұлы",
        "қызы",
        "кызы",
    ];
    let stem = stem(word);
    let ends = OTHERS
        .iter()
        .any(|ending| stem.ends_with(ending) || word.ends_with(ending));
    is_cyrillic(word) && stem.chars().count() > 3 && (is_russian_surname(stem) || ends)
}

/// Whether a word is a patronymic in some case: `Иванович`, `Ивановны`, `Болатұлы`.
pub(super) fn is_patronymic(word: &str) -> bool {
    let stem = stem(word);
    ["вич", "вн", "ичн"]
        .iter()
        .any(|ending| stem.ends_with(ending))
        || ["ұлы", "қызы", "улы", "кызы"]
            .iter()
            .any(|ending| word.ends_with(ending))
}

/// How far a full name is known to stand in the nominative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Trust {
    /// Nothing tells.
    Unknown,
    /// Put into the nominative by rule.
    Restored,
    /// It stood in the nominative.
    AsWritten,
}

/// A full name in the nominative, as far as it can be told.
pub(super) fn nominative(form: &str, table: &PersonTable) -> (String, Trust) {
    let words: Vec<&str> = form.split(' ').collect();
    let [given, .., last] = words.as_slice() else {
        return (form.to_owned(), Trust::Unknown);
    };
    let listed = |word: &str| table.classes(word_key(word)).has(WordClass::GIVEN);
    let bare = without_kazakh_suffix(last);
    let with = |given: &str, surname: &str| {
        let mut all: Vec<&str> = words.clone();
        let end = all.len() - 1;
        all[0] = given;
        all[end] = surname;
        all.join(" ")
    };
    if listed(given) {
        let trust = if bare == *last {
            Trust::AsWritten
        } else {
            Trust::Restored
        };
        return (with(given, bare), trust);
    }
    let Some(restored) = given_candidates(given).into_iter().find(|c| listed(c)) else {
        return (form.to_owned(), Trust::Unknown);
    };
    let surname = if restored.ends_with(['а', 'я']) {
        feminine(bare)
    } else {
        masculine(bare)
    };
    (with(&restored, &surname), Trust::Restored)
}

/// The classes of a name that is listed in the nominative only.
pub(super) fn declined_classes(word: &str, table: &PersonTable) -> WordClass {
    let names = WordClass::GIVEN.with(WordClass::SURNAME);
    let classes = |word: &str| {
        let found = table.classes(word_key(word));
        if found.has(names) {
            found
        } else {
            WordClass::NONE
        }
    };
    let bare = without_kazakh_suffix(word);
    let mut nominatives = given_candidates(bare);
    nominatives.extend([masculine(bare), feminine(bare), bare.to_owned()]);
    nominatives
        .iter()
        .map(|word| classes(word))
        .find(|found| *found != WordClass::NONE)
        .unwrap_or_default()
}

/// What the nominative of a given name in another case may be.
fn given_candidates(word: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (ending, nominatives) in [
        ("ом", &[""][..]),
        ("ем", &["й", "ь"]),
        ("ём", &["й", "ь"]),
        ("ой", &["а"]),
        ("ей", &["я", "а"]),
        ("а", &[""]),
        ("у", &["", "а"]),
        ("я", &["й", "ь"]),
        ("ю", &["й", "ь", "я"]),
        ("ы", &["а"]),
        ("и", &["а", "я", "й"]),
        ("е", &["", "а", "я", "й"]),
    ] {
        if let Some(stem) = word.strip_suffix(ending) {
            found.extend(nominatives.iter().map(|n| format!("{stem}{n}")));
        }
    }
    found
}

fn masculine(surname: &str) -> String {
    for ending in ["ского", "скому", "ским", "ском"] {
        if let Some(stem) = surname.strip_suffix(ending) {
            return format!("{stem}ский");
        }
    }
    let stem = ["ым", "ом", "а", "у", "е"]
        .iter()
        .find_map(|ending| surname.strip_suffix(ending));
    match stem {
        Some(stem) if stem.chars().count() >= 3 => stem.to_owned(),
        _ => surname.to_owned(),
    }
}

fn feminine(surname: &str) -> String {
    if let Some(stem) = surname
        .strip_suffix("ской")
        .or(surname.strip_suffix("скую"))
    {
        return format!("{stem}ская");
    }
    let stem = surname.strip_suffix("ой").or(surname.strip_suffix('у'));
    match stem {
        Some(stem) if is_russian_surname(stem) => format!("{stem}а"),
        _ => surname.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    #[test]
    fn the_cases_of_a_name_share_a_stem() {
        for cases in [
            &["Токаев", "Токаева", "Токаеву", "Токаевым", "Токаеве"][..],
            &["Зеленский", "Зеленского", "Зеленскому", "Зеленским"],
            &["Сергей", "Сергея", "Сергею", "Сергеем"],
            &["Дмитрий", "Дмитрия", "Дмитрием"],
            &["Мария", "Марии", "Марию", "Марией"],
            &["Петрова", "Петровой", "Петрову"],
            &["Тоқаев", "Тоқаевтың", "Тоқаевқа", "Тоқаевпен"],
            &["Мишустин", "Мишустинді", "Мишустинге"],
        ] {
            for case in cases {
                assert_eq!(stem(case), stem(cases[0]), "{case}");
            }
        }
    }

    #[test]
    fn other_scripts_and_short_names_are_their_own_stem() {
        assert_eq!(stem("Orlova"), "Orlova");
        assert_eq!(stem("Ким"), "Ким");
        assert_eq!(stem("Цай"), "Цай");
    }

    fn check(form: &str, expected: &str, trust: Trust) {
        let config = Config::builtin().expect("the shipped config is valid");
        let found = nominative(form, &config.persons);
        assert_eq!(found, (expected.to_owned(), trust));
    }

    #[test]
    fn full_names_come_in_the_nominative() {
        check("Владимира Путина", "Владимир Путин", Trust::Restored);
        check("Сергеем Лавровым", "Сергей Лавров", Trust::Restored);
        check("Еленой Петровой", "Елена Петрова", Trust::Restored);
        check("Дмитрию Вишневскому", "Дмитрий Вишневский", Trust::Restored);
        check("Михаил Мишустинді", "Михаил Мишустин", Trust::Restored);
        check("Елена Петрова", "Елена Петрова", Trust::AsWritten);
        check("Ыырв Иксов", "Ыырв Иксов", Trust::Unknown);
    }
}
