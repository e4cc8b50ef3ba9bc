//! The main language of a text.
//!
//! `whatlang` tells most languages by their trigrams; what it does not know (Kazakh) or cannot tell
//! from a few words is told by letters and by what the page declares.

use std::str::FromStr;
use std::sync::LazyLock;

use whatlang::{Detector, Lang};

use crate::text::key::{KeyMap, ascii_key};

/// The most bytes of a text that are looked at.
const MAX_BYTES: usize = 4_000;
/// Shorter texts fall back on the declared language.
const MIN_LETTERS: usize = 40;

/// What a language is told by that only the page says.
pub(super) const DECLARED: &str = "declared by the page";

/// Letters of Kazakh Cyrillic that Russian does not have.
const KAZAKH_LETTERS: &[char] = &['ә', 'ғ', 'қ', 'ң', 'ө', 'ұ', 'ү', 'һ'];

/// The ISO 639-1 code of the language of a text, `declared` being what its page says (`en-US`).
///
/// `None` when the text is too short to tell and nothing is declared.
pub fn detect(text: &str, declared: Option<&str>) -> Option<String> {
    told(text, declared).map(|(code, _)| code)
}

/// The language with what it is told by.
pub(super) fn told(text: &str, declared: Option<&str>) -> Option<(String, &'static str)> {
    let declared = declared.and_then(primary_subtag);
    let sample = sample(text);
    if let Some(code) = by_common_words(sample) {
        return Some((code.to_owned(), "words of the text"));
    }
    let sample = sample.to_lowercase();
    let num_letters = sample.chars().filter(|c| c.is_alphabetic()).count();
    if let Some(by_letters) = by_letters(&sample, num_letters) {
        return Some((by_letters.to_owned(), "letters of the text"));
    }
    let info = Detector::new().detect(&sample);
    let found = info.and_then(|info| Some((two_letters(info.lang())?, info.is_reliable())));
    let by_text = |code: &str| Some((code.to_owned(), "words of the text"));
    match (found, declared) {
        (Some((code, true)), _) if num_letters >= MIN_LETTERS => by_text(code),
        (_, Some(declared)) => Some((declared, DECLARED)),
        (Some((code, _)), None) if num_letters >= MIN_LETTERS => by_text(code),
        _ => None,
    }
}

/// `en-US` → `en`; only codes of two letters.
fn primary_subtag(declared: &str) -> Option<String> {
    let primary = declared.trim().split(['-', '_', ',', ';']).next()?;
    let is_code = primary.len() == 2 && primary.bytes().all(|b| b.is_ascii_alphabetic());
    is_code.then(|| primary.to_ascii_lowercase())
}

fn sample(text: &str) -> &str {
    let mut ends = (0..=MAX_BYTES.min(text.len())).rev();
    let end = ends.find(|end| text.is_char_boundary(*end));
    &text[..end.unwrap_or(0)]
}

/// Words that every text of a language is full of, and none of another.
const COMMON_WORDS: &[(&str, &[&str])] = &[
    (
        "en",
        &[
            "about", "after", "and", "are", "as", "at", "be", "been", "but", "by", "for", "from",
            "has", "have", "he", "his", "is", "it", "its", "more", "not", "of", "on", "or", "our",
            "she", "that", "the", "their", "they", "this", "to", "we", "were", "which", "who",
            "will", "with", "would", "you",
        ],
    ),
    (
        "de",
        &[
            "als", "auch", "auf", "aus", "bei", "das", "dass", "dem", "den", "der", "des", "die",
            "durch", "ein", "eine", "einem", "einen", "einer", "für", "im", "ist", "mit", "nach",
            "nicht", "oder", "sich", "sind", "und", "von", "vor", "werden", "wird", "wurde", "zu",
            "zum", "zur", "über",
        ],
    ),
];

/// The language in [`COMMON_WORDS`] of which so many words of a text are that nothing else need be
/// asked: it spares the trigrams, which cost more than all else that a short text is asked.
fn by_common_words(sample: &str) -> Option<&'static str> {
    const MIN_WORDS: usize = 40;
    /// One word in this many.
    const MIN_SHARE: usize = 4;
    /// For one word of the other language.
    const MIN_LEAD: usize = 8;
    const MAX_WIDE_SHARE: usize = 16;
    static LANGUAGES: LazyLock<KeyMap<usize>> = LazyLock::new(|| {
        let words = COMMON_WORDS.iter().enumerate();
        words
            .flat_map(|(language, (_, words))| words.iter().map(move |word| (key(word), language)))
            .collect()
    });
    let is_wide = |byte: &u8| !byte.is_ascii();
    if sample.bytes().filter(is_wide).count() * MAX_WIDE_SHARE > sample.len() {
        return None;
    }
    let mut num_words = 0;
    let mut num_of = [0; COMMON_WORDS.len()];
    for word in sample
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
    {
        num_words += 1;
        if word.len() <= LONGEST_COMMON_WORD
            && let Some(language) = LANGUAGES.get(&key(word))
        {
            num_of[*language] += 1;
        }
    }
    let total: usize = num_of.iter().sum();
    let is_sure = |num: usize| {
        num_words >= MIN_WORDS && num * MIN_SHARE >= num_words && num >= (total - num) * MIN_LEAD
    };
    let language = num_of.iter().position(|num| is_sure(*num))?;
    Some(COMMON_WORDS[language].0)
}

/// The key of a word of [`COMMON_WORDS`], its ASCII letters in lower case.
fn key(word: &str) -> u64 {
    ascii_key(word.bytes().map(|b| b.to_ascii_lowercase()))
}

/// The longest of [`COMMON_WORDS`], in bytes.
const LONGEST_COMMON_WORD: usize = 6;

/// Languages that their letters alone tell: Chinese, Japanese, Korean, and Kazakh among Cyrillic.
fn by_letters(sample: &str, num_letters: usize) -> Option<&'static str> {
    let count = |is: &dyn Fn(char) -> bool| sample.chars().filter(|c| is(*c)).count();
    let han = count(&|c| matches!(c, '\u{4E00}'..='\u{9FFF}'));
    let kana = count(&|c| matches!(c, '\u{3040}'..='\u{30FF}'));
    let hangul = count(&|c| matches!(c, '\u{AC00}'..='\u{D7A3}'));
    let cyrillic = count(&|c| matches!(c, '\u{0400}'..='\u{052F}'));
    let kazakh = count(&|c| KAZAKH_LETTERS.contains(&c));
    if num_letters == 0 {
        return None;
    }
    if (han + kana) * 2 > num_letters {
        return Some(if kana * 10 > han + kana { "ja" } else { "zh" });
    }
    if hangul * 2 > num_letters {
        return Some("ko");
    }
    // Kazakh writes about one letter in eight with them; Russian texts borrow a name or two.
    (cyrillic * 2 > num_letters && kazakh * 25 > cyrillic).then_some("kk")
}

/// ISO 639-1 for the languages of `whatlang`; `None` for the few that have no such code.
fn two_letters(language: Lang) -> Option<&'static str> {
    CODES
        .iter()
        .find(|(three, _)| Lang::from_str(three).is_ok_and(|l| l == language))
        .map(|(_, two)| *two)
}

/// ISO 639-3 to ISO 639-1.
const CODES: &[(&str, &str)] = &[
    ("eng", "en"),
    ("rus", "ru"),
    ("deu", "de"),
    ("fra", "fr"),
    ("spa", "es"),
    ("ara", "ar"),
    ("cmn", "zh"),
    ("por", "pt"),
    ("ita", "it"),
    ("nld", "nl"),
    ("pol", "pl"),
    ("ukr", "uk"),
    ("bel", "be"),
    ("bul", "bg"),
    ("tur", "tr"),
    ("aze", "az"),
    ("uzb", "uz"),
    ("tuk", "tk"),
    ("jpn", "ja"),
    ("kor", "ko"),
    ("vie", "vi"),
    ("swe", "sv"),
    ("dan", "da"),
    ("nob", "nb"),
    ("fin", "fi"),
    ("hun", "hu"),
    ("ces", "cs"),
    ("slk", "sk"),
    ("slv", "sl"),
    ("hrv", "hr"),
    ("srp", "sr"),
    ("mkd", "mk"),
    ("ron", "ro"),
    ("ell", "el"),
    ("heb", "he"),
    ("pes", "fa"),
    ("urd", "ur"),
    ("hin", "hi"),
    ("ben", "bn"),
    ("mar", "mr"),
    ("nep", "ne"),
    ("pan", "pa"),
    ("guj", "gu"),
    ("ori", "or"),
    ("tam", "ta"),
    ("tel", "te"),
    ("kan", "kn"),
    ("mal", "ml"),
    ("sin", "si"),
    ("tha", "th"),
    ("khm", "km"),
    ("mya", "my"),
    ("lit", "lt"),
    ("lav", "lv"),
    ("est", "et"),
    ("lat", "la"),
    ("cat", "ca"),
    ("epo", "eo"),
    ("kat", "ka"),
    ("hye", "hy"),
    ("amh", "am"),
    ("jav", "jv"),
    ("ind", "id"),
    ("tgl", "tl"),
    ("afr", "af"),
    ("zul", "zu"),
    ("sna", "sn"),
    ("aka", "ak"),
    ("cym", "cy"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, declared: Option<&str>, expected: Option<&str>) {
        assert_eq!(detect(text, declared).as_deref(), expected, "{text}");
    }

    #[test]
    fn common_words_tell_what_trigrams_tell() {
        let english = "The harbour office said that the bridge will be open to lorries in June, and that it has been \
            tested by those who are to drive on it. The ferry is not to stop before the last of them has crossed.";
        let german = "Das Hafenamt hat am Montag mitgeteilt, dass die Brücke im Juni für den Verkehr geöffnet wird und \
            die Fähre nicht vor dem Herbst eingestellt werden soll. Die Kosten sind nach den Angaben des Amtes nicht \
            gestiegen, und auch der Zeitplan ist von der Verzögerung nicht berührt.";
        for (text, code) in [(english, "en"), (german, "de")] {
            assert_eq!(by_common_words(text), Some(code));
            let info = Detector::new()
                .detect(&text.to_lowercase())
                .expect("a language");
            assert_eq!(two_letters(info.lang()), Some(code));
        }
        // Neither a text in both nor a few words are sure.
        assert_eq!(by_common_words(&format!("{english} {german}")), None);
        assert_eq!(by_common_words("The office of the harbour"), None);
        let dutch = "Het havenkantoor heeft maandag gezegd dat de brug in juni voor vrachtwagens open gaat en dat de \
            veerboot daarna niet meer vaart, want de kosten zijn te hoog en er is geen geld voor de volgende winter.";
        assert_eq!(by_common_words(dutch), None);
    }

    #[test]
    fn the_languages_of_the_sample_are_told() {
        check(
            "The ministry said on Tuesday that the new line would carry grain to the port.",
            None,
            Some("en"),
        );
        check(
            "Министерство сообщило во вторник, что новая линия повезёт зерно в порт.",
            None,
            Some("ru"),
        );
        check(
            "Министрлік сейсенбі күні жаңа теміржол желісі астықты портқа тасымалдайтынын хабарлады.",
            None,
            Some("kk"),
        );
        check(
            "Das Ministerium teilte am Dienstag mit, dass die neue Strecke Getreide befördern werde.",
            None,
            Some("de"),
        );
        check(
            "Le ministère a annoncé mardi que la nouvelle ligne transporterait des céréales au port.",
            None,
            Some("fr"),
        );
        check(
            "El ministerio anunció el martes que la nueva línea llevará los cereales hasta el puerto.",
            None,
            Some("es"),
        );
        check("外交部星期二宣布新的铁路线将运输粮食。", None, Some("zh"));
        check("外務省は火曜日に新しい路線を発表した。", None, Some("ja"));
    }

    #[test]
    fn a_russian_text_with_a_kazakh_name_is_russian() {
        let text = "Министерство сообщило во вторник, что Қайрат Әлиев поедет в порт и вернётся в \
                    среду утром вместе с делегацией министерства транспорта.";
        check(text, None, Some("ru"));
    }

    #[test]
    fn capitals_do_not_hide_the_language() {
        check(
            "THE MINISTRY SAID ON TUESDAY THAT THE NEW LINE WOULD CARRY GRAIN TO THE PORT.",
            None,
            Some("en"),
        );
    }

    #[test]
    fn every_language_of_the_detector_has_its_code() {
        let unknown: Vec<_> = Lang::all()
            .iter()
            .filter(|l| two_letters(**l).is_none())
            .map(Lang::code)
            .collect();
        assert_eq!(unknown, ["yid"]);
    }

    #[test]
    fn short_texts_fall_back_on_what_is_declared() {
        check("Press kit", Some("fr-CA"), Some("fr"));
        check("Press kit", None, None);
        check("", Some("x"), None);
        check("", None, None);
    }
}
