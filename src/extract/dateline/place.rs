//! The place of a dateline: how it is written, and whether it can be one.

use crate::text::fold::fold;

use super::tables::{is_no_place, is_particle, region_country, stands_alone};

/// The place that a dateline names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// The first part, in title case when the text shouts it: `Nur-Sultan`.
    pub(super) name: String,
    /// The state or country behind it, as written.
    pub(super) region: Option<String>,
    /// ISO code that the region alone gives.
    pub(super) country: Option<&'static str>,
    /// Written in capitals, as style guides ask.
    pub(super) is_shouting: bool,
    /// A city that stands alone, or one with a known state behind it.
    pub(super) is_known: bool,
}

const MAX_ITEMS: usize = 3;
const MAX_WORDS: usize = 5;
/// A shouted word of up to this many letters is sooner an acronym (`NATO`) than a city.
const ACRONYM_LETTERS: usize = 4;

/// Reads the parts between the commas of a dateline as a place; `None` when one cannot be.
pub(super) fn read_place(items: &[&str]) -> Option<Place> {
    let trimmed: Vec<&str> = items
        .iter()
        .map(|i| i.trim_matches(|c: char| c.is_whitespace() || c == ':'))
        .collect();
    (trimmed.len() <= MAX_ITEMS && trimmed.iter().all(|i| is_name(i))).then_some(())?;
    let (first, rest) = trimmed.split_first()?;
    let first = without_town_word(first);
    let folded = fold(first);
    let first_word = folded.split_whitespace().next()?;
    (!is_no_place(first_word, first.split_whitespace().count())).then_some(())?;
    let country = rest.iter().find_map(|r| region_country(&letters(r)));
    let is_known = stands_alone(&folded) || country.is_some();
    let num_letters = first.chars().filter(|c| c.is_alphabetic()).count();
    let is_shouting = shouts(first) && num_letters > ACRONYM_LETTERS;
    Some(Place {
        name: title_case(first),
        region: rest.first().map(|r| (*r).to_owned()),
        country,
        is_shouting,
        is_known,
    })
}

/// The words of a text, folded, without signs, one space between them.
pub(super) fn folded_words(text: &str) -> String {
    let folded = fold(text);
    let words = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// A proper name of one to five words: each begins with a capital or is a small word of place names.
fn is_name(item: &str) -> bool {
    let words: Vec<&str> = item.split_whitespace().collect();
    let is_sized =
        (1..=MAX_WORDS).contains(&words.len()) && item.chars().count() <= max_chars(item);
    let fits = |word: &&str| {
        let is_clean = word.chars().all(|c| {
            c.is_alphabetic()
                || matches!(c, '.' | '\'' | '’' | '-' | '‑' | 'ʻ')
                || unicode_normalization::char::is_combining_mark(c)
        });
        let starts = word
            .chars()
            .next()
            .is_some_and(|c| c.is_alphabetic() && !c.is_lowercase());
        is_clean && (starts || is_particle(&word.to_lowercase()) || is_town_word(word))
    };
    let first_starts = words
        .iter()
        .find(|w| !is_town_word(w))
        .is_some_and(|w| w.starts_with(|c: char| !c.is_lowercase()));
    is_sized && first_starts && words.iter().all(fits)
}

/// A script without spaces says in twelve characters what another says in forty.
fn max_chars(item: &str) -> usize {
    let is_unspaced = item
        .chars()
        .any(|c| matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}'));
    if is_unspaced { 12 } else { 40 }
}

/// `г.` and its like before the name of a town.
fn is_town_word(word: &str) -> bool {
    matches!(word, "г." | "г" | "город" | "м." | "місто" | "қ." | "гор.")
}

fn without_town_word(name: &str) -> &str {
    match name.split_once(char::is_whitespace) {
        Some((word, rest)) if is_town_word(word) => rest.trim_start(),
        _ => name,
    }
}

fn letters(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphabetic()).collect()
}

fn shouts(name: &str) -> bool {
    let mut cased = name
        .chars()
        .filter(|c| c.is_uppercase() || c.is_lowercase())
        .peekable();
    cased.peek().is_some() && cased.all(char::is_uppercase)
}

/// `NUR-SULTAN` → `Nur-Sultan`, `RIO DE JANEIRO` → `Rio de Janeiro`, `McLEAN` → `McLean`; what does not
/// shout stays as it is.
fn title_case(name: &str) -> String {
    let words: Vec<String> = name
        .split_whitespace()
        .enumerate()
        .map(|(at, word)| {
            if let Some(rest) = word.strip_prefix("Mc").filter(|rest| shouts(rest)) {
                return format!("Mc{}", capitalised(rest));
            }
            let small = word.to_lowercase();
            match (shouts(word), at > 0 && is_particle(&small)) {
                (false, _) => word.to_owned(),
                (true, true) => small,
                (true, false) => capitalised(word),
            }
        })
        .collect();
    words.join(" ")
}

/// A capital at the start and behind each hyphen, and behind an apostrophe that a letter precedes alone.
fn capitalised(word: &str) -> String {
    let mut is_start = true;
    let mut run = 0;
    word.chars()
        .map(|c| {
            let shown: String = match c {
                c if is_start => c.to_string(),
                // Turkish: its full lower case would leave a dot by itself behind the letter.
                'İ' => "i".to_owned(),
                c => c.to_lowercase().collect(),
            };
            run = if c.is_alphabetic() { run + 1 } else { 0 };
            is_start = match c {
                '-' | '‑' | '.' => true,
                '\'' | '’' => is_start || word.chars().nth(1) == Some(c),
                _ => false,
            };
            shown
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(items: &[&str], name: &str, country: Option<&str>) {
        let place = read_place(items).expect(name);
        assert_eq!((place.name.as_str(), place.country), (name, country));
    }

    #[test]
    fn shouted_places_come_in_title_case() {
        check(&["NUR-SULTAN"], "Nur-Sultan", None);
        check(&["RIO DE JANEIRO"], "Rio de Janeiro", None);
        check(&["O'FALLON", " Mo."], "O'Fallon", Some("US"));
        check(&["McLEAN", "Va."], "McLean", Some("US"));
        check(&["ST. LOUIS"], "St. Louis", None);
        check(&["GİRESUN"], "Giresun", None);
        check(&["г. Москва"], "Москва", None);
    }

    #[test]
    fn sentences_are_no_places() {
        for item in [
            "Today the company",
            "The",
            "NEWS RELEASE",
            "Acme, 5",
            "In Paris",
            "apple",
        ] {
            assert_eq!(read_place(&[item]), None, "{item}");
        }
    }
}
