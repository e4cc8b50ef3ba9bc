//! Words as the person finder sees them: name-like or not, what is known of them, what parts them.

use super::cyrillic::{declined_classes, is_cyrillic};
use super::mark::mark;
use crate::config::{PersonTable, WordClass};
use crate::extract::Words;
use crate::text::key::word_key;
use crate::text::token::{Shape, Token};

/// How a word looks to the person finder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Form {
    /// No capital at the start.
    Lower,
    /// `Tokayev`.
    Capitalised,
    /// `McCain`, `DiCaprio`: a capital inside.
    Mixed,
    /// `Kassym-Jomart`: both parts capitalised.
    Hyphenated,
    /// `Li-shih`, `Ki-moon`: the second part is not capitalised.
    HyphenLower,
    /// `O'Gorman`, `D'Souza`.
    Apostrophe,
    /// `al-Bashir`, `d'Estaing`: a small particle joined to a capital.
    Prefixed,
    /// `PUTIN`.
    AllCapitals,
    /// `J`.
    Initial,
    /// Begins with a digit.
    Number,
}

impl Form {
    /// Whether the word may begin or end a name.
    pub(super) fn is_name_like(self) -> bool {
        !matches!(self, Self::Lower | Self::Number)
    }
}

/// What stands between a word and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Gap {
    /// Nothing: the first word of a text or paragraph.
    Start,
    /// White space only.
    Space,
    /// The point of an initial or abbreviation.
    Dot,
    /// A sentence ends.
    Stop,
    /// A sentence ends at a quote mark.
    StopQuote,
    Comma,
    CommaQuote,
    Quote,
    Open,
    Close,
    Colon,
    /// A dash, or a hyphen with space on one side only.
    Dash,
    /// A hyphen with space on both sides or on none: damaged text writes `Jean - Paul`.
    Hyphen,
    Apostrophe,
    Slash,
    Ampersand,
    /// `@`, `#` or `_`: a handle or tag, never a name.
    Handle,
    Other,
}

/// One word with all that the features ask of it.
#[derive(Debug, Clone)]
pub(super) struct Word<'d> {
    /// The word without a possessive ending.
    pub name: &'d str,
    /// Byte offsets of `name`.
    pub start: usize,
    pub end: usize,
    /// The key of `name`.
    pub key: u64,
    pub form: Form,
    pub classes: WordClass,
    /// What stands before it.
    pub gap: Gap,
    /// Whether `'s` followed `name`.
    pub possessive: bool,
}

/// Looks at every word of a text in a language (ISO 639-1, empty when unknown).
pub(super) fn words<'d>(text: &Words<'d>, table: &PersonTable, language: &str) -> Vec<Word<'d>> {
    let mut words: Vec<Word<'d>> = Vec::with_capacity(text.tokens.len());
    let mut previous_end = 0;
    for token in &text.tokens {
        let between = text.text.get(previous_end..token.start).unwrap_or_default();
        let gap = gap(between, words.last());
        previous_end = token.end;
        match country_and_name(token, table) {
            Some([country, name]) => {
                words.push(word(&country, gap, table));
                words.push(word(&name, Gap::Dash, table));
            }
            None => words.push(word(token, gap, table)),
        }
    }
    mark(&mut words, table, language);
    words
}

/// `Ruritania-Anna` of a table of results: a country and the first word of a name.
fn country_and_name<'d>(token: &Token<'d>, table: &PersonTable) -> Option<[Token<'d>; 2]> {
    if token.plain_key.is_some() {
        return None;
    }
    let (country, name) = token.text.split_once('-')?;
    let classes = |word: &str| table.classes(word_key(word));
    let split = classes(country).has(WordClass::COUNTRY)
        && classes(name).has(WordClass::GIVEN)
        && !classes(token.text).has(WordClass::COUNTRY);
    let at = token.start + country.len() + 1;
    split.then_some([
        Token {
            text: country,
            end: at - 1,
            ..*token
        },
        Token {
            text: name,
            start: at,
            ..*token
        },
    ])
}

fn word<'d>(token: &Token<'d>, gap: Gap, table: &PersonTable) -> Word<'d> {
    let stem = without_possessive(token);
    let name = stem.unwrap_or(token.text);
    let key = token.plain_key.unwrap_or_else(|| word_key(name));
    let form = form(name, token.shape, token.plain_key.is_some());
    let mut classes = table.classes(key);
    if !name.is_ascii() && name.contains('ё') {
        // `Артём` is written `Артем` as often as not, and so are the lists.
        classes = classes.with(table.classes(word_key(&name.replace('ё', "е"))));
    }
    if classes == WordClass::NONE && form.is_name_like() && is_cyrillic(name) {
        classes = declined_classes(name, table);
    }
    Word {
        name,
        start: token.start,
        end: token.start + name.len(),
        key,
        form,
        classes,
        gap,
        possessive: stem.is_some(),
    }
}

/// The word before `'s`.
fn without_possessive<'d>(token: &Token<'d>) -> Option<&'d str> {
    let word = token.text;
    if token.plain_key.is_some() || !word.ends_with(['s', 'S']) {
        return None;
    }
    let endings = ["'s", "’s", "'S", "’S", "ʼs"];
    let mut stems = endings.iter().filter_map(|end| word.strip_suffix(end));
    stems.next().filter(|stem| !stem.is_empty())
}

/// The form of a word; a plain one is all ASCII letters and digits.
fn form(name: &str, shape: Shape, is_plain: bool) -> Form {
    match shape {
        Shape::Number => Form::Number,
        Shape::Initial => Form::Initial,
        Shape::AllCapitals => Form::AllCapitals,
        Shape::Lower if is_plain => Form::Lower,
        Shape::Capitalised if is_plain => plain_form(name.as_bytes()),
        Shape::Lower => lower_form(name),
        Shape::Capitalised => capitalised_form(name),
    }
}

/// A small particle of up to four letters joined to a capital.
fn lower_form(name: &str) -> Form {
    let joined = name
        .char_indices()
        .take(6)
        .find(|(_, c)| is_joiner(*c))
        .and_then(|(at, c)| name[at + c.len_utf8()..].chars().next());
    if joined.is_some_and(char::is_uppercase) {
        Form::Prefixed
    } else {
        Form::Lower
    }
}

fn plain_form(name: &[u8]) -> Form {
    let mut pairs = name.windows(2);
    if pairs.any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase()) {
        Form::Mixed
    } else {
        Form::Capitalised
    }
}

fn capitalised_form(name: &str) -> Form {
    let mut form = Form::Capitalised;
    let mut before = ' ';
    for c in name.chars() {
        match before {
            '\'' | '’' | 'ʼ' if c.is_uppercase() => return Form::Apostrophe,
            '-' | '‐' | '‑' if c.is_uppercase() => return Form::Hyphenated,
            '-' | '‐' | '‑' => return Form::HyphenLower,
            _ if before.is_lowercase() && c.is_uppercase() => form = Form::Mixed,
            _ => {}
        }
        before = c;
    }
    form
}

fn is_joiner(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '-' | '‐' | '‑')
}

fn gap(between: &str, previous: Option<&Word<'_>>) -> Gap {
    let Some(previous) = previous else {
        return first_gap(between);
    };
    match between {
        " " | "\u{a0}" => return Gap::Space,
        ". " | "." | " . " | " ." if ends_in_abbreviation(previous, between) => return Gap::Dot,
        " - " | "-" | " ‐ " => return Gap::Hyphen,
        _ => {}
    }
    let (mut comma, mut stop, mut quote, mut apostrophe) = (false, false, false, false);
    let mut other = None;
    for c in between.chars() {
        match c {
            '\n' => return Gap::Start,
            ',' | '،' | '、' => comma = true,
            '.' | '!' | '?' | '…' | '。' => stop = true,
            '"' | '“' | '”' | '„' | '«' | '»' | '‘' | '`' => quote = true,
            '\'' | '’' | '´' => apostrophe = true,
            '@' | '#' | '_' => return Gap::Handle,
            '(' | '[' | '{' => other = Some(Gap::Open),
            ')' | ']' | '}' => other = Some(Gap::Close),
            ':' | ';' => other = Some(Gap::Colon),
            '-' | '–' | '—' | '‐' | '‒' => other = Some(Gap::Dash),
            '/' | '\\' | '|' => other = Some(Gap::Slash),
            '&' => other = Some(Gap::Ampersand),
            c if c.is_whitespace() => {}
            _ => other = other.or(Some(Gap::Other)),
        }
    }
    match (stop, comma, quote || apostrophe, other) {
        (true, _, true, _) => Gap::StopQuote,
        (true, ..) => Gap::Stop,
        (_, _, _, Some(other)) => other,
        (_, true, true, _) => Gap::CommaQuote,
        (_, true, ..) => Gap::Comma,
        _ if quote => Gap::Quote,
        _ if apostrophe => Gap::Apostrophe,
        _ => Gap::Space,
    }
}

fn first_gap(before: &str) -> Gap {
    if before.contains(['@', '#']) {
        Gap::Handle
    } else {
        Gap::Start
    }
}

/// `J.`, `Jr.`, `T.O'Gorman`: the point does not end a sentence.
fn ends_in_abbreviation(previous: &Word<'_>, between: &str) -> bool {
    previous.form == Form::Initial
        || between == "."
        || (previous.name.len() <= 5
            && previous.form.is_name_like()
            && previous
                .classes
                .has(WordClass::HONORIFIC.with(WordClass::SUFFIX)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    fn check(text: &str, expected: &[(&str, Form, Gap)]) {
        let config = Config::builtin().expect("the shipped config is valid");
        let found = words(&Words::of(text), &config.persons, "en");
        let found: Vec<_> = found.iter().map(|w| (w.name, w.form, w.gap)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn forms_of_names_are_told_apart() {
        check(
            "Ki-moon O’Hara McCoy al-Amin Jean-Luc ORLA",
            &[
                ("Ki-moon", Form::HyphenLower, Gap::Start),
                ("O’Hara", Form::Apostrophe, Gap::Space),
                ("McCoy", Form::Mixed, Gap::Space),
                ("al-Amin", Form::Prefixed, Gap::Space),
                ("Jean-Luc", Form::Hyphenated, Gap::Space),
                ("ORLA", Form::AllCapitals, Gap::Space),
            ],
        );
    }

    #[test]
    fn points_after_initials_and_honorifics_end_no_sentence() {
        check(
            "Dr. J. Orla came. Then",
            &[
                ("Dr", Form::Capitalised, Gap::Start),
                ("J", Form::Initial, Gap::Dot),
                ("Orla", Form::Capitalised, Gap::Dot),
                ("came", Form::Lower, Gap::Space),
                ("Then", Form::Capitalised, Gap::Stop),
            ],
        );
    }

    #[test]
    fn possessives_are_taken_off_even_when_split() {
        let config = Config::builtin().expect("the shipped config is valid");
        for text in [
            "Orla's plan",
            "Orla’s plan",
            "Orla ’ s plan",
            "Orla’ s plan",
        ] {
            let words = words(&Words::of(text), &config.persons, "en");
            assert_eq!(words[0].name, "Orla", "{text}");
            assert!(words[0].possessive, "{text}");
        }
    }
}
