//! Which stemmer a word goes through, in a release and in a query.

use std::collections::BTreeSet;

use tantivy::tokenizer::Language as Snowball;

use super::stem::{Stemming, push_stem};

/// The script of a word, by its first letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Cyrillic,
    Greek,
    Arabic,
    Tamil,
    Other,
}

#[derive(Debug)]
struct Language {
    code: &'static str,
    script: Script,
    stemming: Stemming,
}

const fn language(code: &'static str, script: Script, stemmer: Snowball) -> Language {
    Language {
        code,
        script,
        stemming: Stemming::Snowball(stemmer),
    }
}

/// Languages with a stemmer; the first of a script stems its words in releases of other scripts.
static LANGUAGES: &[Language] = &[
    language("en", Script::Latin, Snowball::English),
    language("ru", Script::Cyrillic, Snowball::Russian),
    language("el", Script::Greek, Snowball::Greek),
    language("ar", Script::Arabic, Snowball::Arabic),
    language("ta", Script::Tamil, Snowball::Tamil),
    language("fr", Script::Latin, Snowball::French),
    language("de", Script::Latin, Snowball::German),
    language("es", Script::Latin, Snowball::Spanish),
    language("it", Script::Latin, Snowball::Italian),
    language("pt", Script::Latin, Snowball::Portuguese),
    language("nl", Script::Latin, Snowball::Dutch),
    language("sv", Script::Latin, Snowball::Swedish),
    language("da", Script::Latin, Snowball::Danish),
    language("nb", Script::Latin, Snowball::Norwegian),
    language("no", Script::Latin, Snowball::Norwegian),
    language("fi", Script::Latin, Snowball::Finnish),
    language("hu", Script::Latin, Snowball::Hungarian),
    language("ro", Script::Latin, Snowball::Romanian),
    language("tr", Script::Latin, Snowball::Turkish),
    Language {
        code: "kk",
        script: Script::Cyrillic,
        stemming: Stemming::Kazakh,
    },
];

/// The languages of the releases in an index, by ISO 639-1 code.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IndexLanguages(pub BTreeSet<String>);

fn script_of(word: &str) -> Script {
    match word.chars().next() {
        Some('a'..='z' | '\u{00DF}'..='\u{024F}') => Script::Latin,
        Some('\u{0400}'..='\u{052F}') => Script::Cyrillic,
        Some('\u{0370}'..='\u{03FF}') => Script::Greek,
        Some('\u{0600}'..='\u{06FF}') => Script::Arabic,
        Some('\u{0B80}'..='\u{0BFF}') => Script::Tamil,
        _ => Script::Other,
    }
}

/// Appends the term of a folded word in a release of that language; see [`Stemmers`] for many words.
pub fn term_of_word(word: &str, language: Option<&str>, out: &mut String) {
    Stemmers::of(language).push_term(word, out);
}

/// The stemmer for each script in a release of some language.
pub struct Stemmers([Option<&'static Language>; Script::Other as usize]);

impl Stemmers {
    /// The stemmers of a language (ISO 639-1).
    pub fn of(language: Option<&str>) -> Self {
        let own = LANGUAGES.iter().find(|l| Some(l.code) == language);
        let scripts = [
            Script::Latin,
            Script::Cyrillic,
            Script::Greek,
            Script::Arabic,
            Script::Tamil,
        ];
        Self(scripts.map(|script| match own {
            Some(own) if own.script == script => Some(own),
            None if is_unstemmed(language, script) => None,
            _ => LANGUAGES.iter().find(|l| l.script == script),
        }))
    }

    /// Appends the term of a folded word.
    pub fn push_term(&self, word: &str, out: &mut String) {
        let stemmer = self.0.get(script_of(word) as usize).copied().flatten();
        match stemmer {
            Some(stemmer) if !word.bytes().any(|b| b.is_ascii_digit()) => {
                push_term(stemmer, word, out);
            }
            _ => out.push_str(word),
        }
    }
}

/// True for a language that writes this script and has no stemmer, such as Polish or Ukrainian.
fn is_unstemmed(language: Option<&str>, script: Script) -> bool {
    let Some(code) = language else { return false };
    let cyrillic = matches!(
        code,
        "uk" | "be" | "bg" | "sr" | "mk" | "ky" | "tg" | "mn" | "tt"
    );
    let other = matches!(
        code,
        "zh" | "ja" | "ko" | "th" | "he" | "hi" | "ka" | "hy" | "fa" | "ur"
    );
    match script {
        Script::Cyrillic => cyrillic,
        Script::Latin => !cyrillic && !other,
        Script::Arabic => matches!(code, "fa" | "ur"),
        _ => false,
    }
}

fn push_term(language: &Language, word: &str, out: &mut String) {
    out.push_str(language.code);
    out.push(':');
    push_stem(language.stemming, word, out);
}

/// Every term that a folded query word can be in an index of these languages.
pub fn terms_of_query_word(word: &str, languages: &IndexLanguages) -> Vec<String> {
    let mut terms = vec![word.to_owned()];
    if word.bytes().any(|b| b.is_ascii_digit()) {
        return terms;
    }
    let script = script_of(word);
    let of_script = LANGUAGES.iter().filter(|l| l.script == script);
    for (place, language) in of_script.enumerate() {
        if place == 0 || languages.0.contains(language.code) {
            let mut term = String::new();
            push_term(language, word, &mut term);
            terms.push(term);
        }
    }
    terms
}

/// The language that a term of a word was stemmed by. One that was not stemmed has the first language
/// of its script, which is the likeliest where the language of a release is not known.
pub fn language_of_term<'t>(term: &'t str, word: &str) -> Option<&'t str> {
    if let Some((code, _)) = term.split_once(':') {
        return Some(code);
    }
    let script = script_of(word);
    LANGUAGES
        .iter()
        .find(|l| l.script == script)
        .map(|l| l.code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(word: &str, language: Option<&str>) -> String {
        let mut out = String::new();
        term_of_word(word, language, &mut out);
        out
    }

    #[test]
    fn a_word_is_stemmed_by_the_language_that_writes_its_script() {
        assert_eq!(term("sanctions", Some("en")), "en:sanction");
        assert_eq!(term("sanctions", None), "en:sanction");
        assert_eq!(term("sanctions", Some("ru")), "en:sanction");
        assert_eq!(term("санкций", Some("en")), "ru:санкц");
        assert_eq!(term("міністри", Some("uk")), "міністри");
        assert_eq!(term("g20", Some("en")), "g20");
    }

    #[test]
    fn a_query_word_finds_the_terms_of_every_language_of_the_index() {
        let languages = IndexLanguages(["en", "ru", "kk", "fr", "uk"].map(str::to_owned).into());
        for language in ["en", "ru", "kk", "fr", "uk", "pl", "zh"] {
            for word in ["санкции", "sanctions", "2021", "東京", "κρατος"] {
                let found = terms_of_query_word(word, &languages);
                assert!(
                    found.contains(&term(word, Some(language))),
                    "{language} {word}"
                );
            }
        }
    }
}
