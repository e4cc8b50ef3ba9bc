//! What a language tells of a possible name, beside the model, which was fitted on English.
//!
//! German writes every noun with a capital, Russian and Kazakh decline; there a name needs
//! evidence of its own, and one with evidence enough is found without the model.

use std::ops::Range;

use super::cyrillic::{is_cyrillic, is_patronymic, is_surname};
use super::mention::{Found, Passage, found};
use super::run::runs;
use super::word::{Form, Gap, Word};
use crate::config::WordClass;

/// How many words back a title may stand: `директор по экспорту объединения «…»`.
const TITLE_REACH: usize = 7;

/// The mentions that the language of the text bears out, and those that it alone tells; in order.
pub(super) fn admit(text: &Passage<'_>, mentions: Vec<Found>, language: &str) -> Vec<Found> {
    let words = &text.words;
    let vessels = vessels(words, &mentions);
    let kept = mentions.into_iter().filter_map(|mention| {
        let name = trimmed(words, mention.words.clone());
        let is_name = mention.name.len() < 2 || is_borne_out(words, &name, language);
        let is_thing = is_thing(words, &name) || vessels.contains(&spelling(words, &name));
        (is_name && !is_thing).then(|| found(text, name))
    });
    let mut kept: Vec<Found> = kept.collect();
    let told: Vec<Found> = told(words, &kept)
        .into_iter()
        .map(|name| found(text, name))
        .collect();
    kept.extend(told);
    kept.sort_by_key(|mention| mention.words.start);
    kept
}

/// Cuts what stands before the given name of `Кыргызстана Тимур Асанов` and of `Chairman of the
/// Agency for Bees and Honey Kanat Dossym`.
fn trimmed(words: &[Word<'_>], name: Range<usize>) -> Range<usize> {
    let [first, second, .., last] = &words[name.clone()] else {
        return name;
    };
    let between = |w: &Word<'_>| matches!(w.name, "and" | "of" | "for");
    let of_office = name
        .start
        .checked_sub(1)
        .is_some_and(|at| between(&words[at]))
        && first.gap == Gap::Space
        && !first.classes.has(WordClass::SURNAME)
        && is_titled(words, name.start);
    let stray = name.len() > 2
        && (is_cyrillic(first.name) || of_office)
        && !first.classes.has(WordClass::GIVEN)
        && (second.classes.has(WordClass::GIVEN)
            || (is_surname(last.name) && !is_surname(first.name)))
        && !is_patronymic(last.name);
    if stray {
        name.start + 1..name.end
    } else {
        name
    }
}

/// Whether the last of three words or more makes it a thing: `John Miller Street`.
fn is_thing(words: &[Word<'_>], name: &Range<usize>) -> bool {
    let thing = WordClass::THING.with(WordClass::ORGANISATION);
    let last = &words[name.end - 1];
    name.len() > 2 && last.classes.has(thing) && !is_titled(words, name.start)
}

/// Words for ships: a name right behind one is that of the ship, `the ferry Mary Dyer`.
const VESSELS: &[&str] = &[
    "barge",
    "boat",
    "buque",
    "ferry",
    "frigate",
    "icebreaker",
    "lifeboat",
    "navire",
    "paquebot",
    "schooner",
    "ship",
    "steamer",
    "submarine",
    "tanker",
    "trawler",
    "tug",
    "tugboat",
    "vessel",
    "yacht",
    "ледокол",
    "паром",
    "судно",
    "танкер",
    "теплоход",
];

/// The names that the text gives to ships.
fn vessels<'w>(words: &'w [Word<'w>], mentions: &[Found]) -> Vec<Vec<&'w str>> {
    let is_named = |found: &&Found| {
        let start = found.words.start;
        let before = start.checked_sub(1).map(|at| &words[at]);
        let is_vessel = before.is_some_and(|w| VESSELS.contains(&w.name));
        is_vessel && words[start].gap == Gap::Space && found.words.len() > 1
    };
    let named = mentions.iter().filter(is_named);
    named.map(|found| spelling(words, &found.words)).collect()
}

fn spelling<'w>(words: &'w [Word<'w>], name: &Range<usize>) -> Vec<&'w str> {
    words[name.clone()].iter().map(|w| w.name).collect()
}

fn is_borne_out(words: &[Word<'_>], name: &Range<usize>, language: &str) -> bool {
    let inside = &words[name.clone()];
    let cyrillic = inside.iter().any(|w| is_cyrillic(w.name));
    if !cyrillic && language != "de" {
        return true;
    }
    let article = |pair: &[Word<'_>]| {
        let noble = pair[0].form == Form::Lower;
        !noble
            && matches!(
                pair[1].name,
                "der" | "die" | "das" | "den" | "dem" | "des" | "vom" | "und" | "и"
            )
    };
    if inside.windows(2).any(article) {
        return false;
    }
    let names = WordClass::GIVEN.with(WordClass::SURNAME);
    let opener = inside[0].classes.has(WordClass::OPENER);
    let evidence = inside
        .iter()
        .any(|w| w.classes.has(names) || is_surname(w.name));
    (evidence && !opener) || is_titled(words, name.start) || speaks(words, name)
}

/// Names of two or three words that the model passed over: Cyrillic ones, and those with an office.
fn told(words: &[Word<'_>], kept: &[Found]) -> Vec<Range<usize>> {
    let mut kept = kept.iter().peekable();
    let mut told = Vec::new();
    for run in runs(words) {
        while kept.next_if(|k| k.words.end <= run.start).is_some() {}
        let taken = kept.peek().is_some_and(|k| k.words.start < run.end);
        if taken || run.len() < 2 {
            continue;
        }
        let patronymic = run.len() > 2 && is_patronymic(words[run.end - 1].name);
        let is_long = patronymic || (run.len() == 3 && !is_cyrillic(words[run.start].name));
        let name = run.end - if is_long { 3 } else { 2 }..run.end;
        if is_told(words, &name, run.len()) {
            told.push(name);
        }
    }
    told
}

fn is_told(words: &[Word<'_>], name: &Range<usize>, run_len: usize) -> bool {
    let inside = &words[name.clone()];
    let other = [
        WordClass::COUNTRY,
        WordClass::TOWN,
        WordClass::THING,
        WordClass::ORGANISATION,
    ];
    let other = other.into_iter().fold(WordClass::OPENER, WordClass::with);
    let fits = |w: &Word<'_>| {
        let form = matches!(w.form, Form::Capitalised | Form::Hyphenated);
        // `Артём` is a given name and a town.
        let is_other = w.classes.has(other) && !w.classes.has(WordClass::GIVEN);
        form && is_cyrillic(w.name) && !is_other && w.name.chars().count() > 2
    };
    if inside[1..].iter().any(|w| w.gap != Gap::Space) {
        return false;
    }
    if !inside.iter().all(fits) {
        return run_len == name.len() && is_apposed(words, name);
    }
    let given = inside[0].classes.has(WordClass::GIVEN);
    let surname = inside.iter().any(|w| is_surname(w.name));
    let cued = is_titled(words, name.start) || speaks(words, name);
    // `Южной Кореи`: an adjective begins a name of something else.
    let adjective = is_adjective(inside[0].name) && !given;
    let alone = run_len == name.len() && !adjective;
    let inside_sentence = inside[0].gap == Gap::Space;
    (given && surname)
        || (cued && (given || surname || alone))
        || (surname && alone && inside_sentence)
}

/// Whether an office is set beside a name by commas: `Lalo Obiang Nsue, the chief engineer of the yard, said`;
/// `the head of the port, Rufat Aliyarli`. No list need hold such a name.
fn is_apposed(words: &[Word<'_>], name: &Range<usize>) -> bool {
    let other = [
        WordClass::COUNTRY,
        WordClass::TOWN,
        WordClass::THING,
        WordClass::ORGANISATION,
        WordClass::TITLE,
    ];
    let other = other.into_iter().fold(WordClass::OPENER, WordClass::with);
    let fits = |w: &Word<'_>| {
        let form = matches!(w.form, Form::Capitalised | Form::Hyphenated);
        form && !w.classes.has(other) && w.name.chars().count() > 2
    };
    let office = |w: &Word<'_>| w.classes.has(WordClass::TITLE) && w.form == Form::Lower;
    let behind = &words[name.end..words.len().min(name.end + 4)];
    let is_behind = behind.first().is_some_and(|w| w.gap == Gap::Comma)
        && behind
            .iter()
            .enumerate()
            .take_while(|(at, w)| w.form == Form::Lower && (*at == 0 || w.gap == Gap::Space))
            .any(|(_, w)| office(w));
    words[name.clone()].iter().all(fits) && is_behind
}

/// Whether a Russian word ends as adjectives do.
fn is_adjective(word: &str) -> bool {
    let endings = [
        "ый", "ий", "ой", "ая", "яя", "ое", "ее", "ого", "его", "ому", "ему", "ей", "ую", "ым",
        "им", "ом",
    ];
    endings.iter().any(|ending| word.ends_with(ending))
}

/// Whether a title stands shortly before, in the same sentence.
fn is_titled(words: &[Word<'_>], start: usize) -> bool {
    let floor = start.saturating_sub(TITLE_REACH);
    for index in (floor..start).rev() {
        if matches!(
            words[index + 1].gap,
            Gap::Start | Gap::Stop | Gap::StopQuote | Gap::Comma
        ) {
            return false;
        }
        if words[index]
            .classes
            .has(WordClass::TITLE.with(WordClass::HONORIFIC))
        {
            return true;
        }
    }
    false
}

/// Whether a verb of speech stands right beside the name.
fn speaks(words: &[Word<'_>], name: &Range<usize>) -> bool {
    let speech = |w: &Word<'_>| w.classes.has(WordClass::SPEECH) && w.form == Form::Lower;
    let near = |w: &Word<'_>| matches!(w.gap, Gap::Space | Gap::Comma | Gap::CommaQuote);
    let after = words.get(name.end).is_some_and(|w| near(w) && speech(w));
    let before = name.start.checked_sub(1).map(|i| &words[i]);
    after || (words[name.start].gap == Gap::Space && before.is_some_and(speech))
}

#[cfg(test)]
mod tests {
    use super::super::persons;
    use crate::config::Config;
    use crate::extract::Article;

    fn check(body: &str, language: &'static str, expected: &[&str]) {
        let config = Config::builtin().expect("the shipped config is valid");
        let article = Article::new(Some(""), None, body, None, language, &[]);
        let found: Vec<_> = persons(&article, &config)
            .into_iter()
            .map(|p| p.name)
            .collect();
        assert_eq!(found, expected, "{body}");
    }

    #[test]
    fn german_compounds_are_titles() {
        check(
            "„Wir bauen um“, sagte Werkleiter Martin Krause am Montag.",
            "de",
            &["Martin Krause"],
        );
        check(
            "Das erklärte Laborleiterin Sabine Vogel.",
            "de",
            &["Sabine Vogel"],
        );
    }

    #[test]
    fn german_nouns_are_no_names() {
        check(
            "Die Stadt zahlt 40 Millionen Kilowatt. Jede Weiche der Bahn wird geprüft.",
            "de",
            &[],
        );
    }

    #[test]
    fn russian_and_kazakh_names_beside_titles_and_speech() {
        check(
            "Работы начались, сообщил капитан Тимур Асанов.",
            "ru",
            &["Тимур Асанов"],
        );
        check(
            "Начальник порта Казахстана Тимур Асанов рассказал о планах.",
            "ru",
            &["Тимур Асанов"],
        );
    }

    #[test]
    fn an_office_behind_a_name_tells_it() {
        check(
            "Telvo Obiang Nsue, the chief engineer of the yard, said that the cable holds.",
            "en",
            &["Telvo Obiang Nsue"],
        );
        check(
            "The Northern Cable Works, a director of which spoke, closed.",
            "en",
            &[],
        );
    }

    #[test]
    fn what_an_office_is_of_is_no_person() {
        check(
            "Katalin Somogyvári, Exekutivdirektorin der Agentur, erklärte das.",
            "de",
            &["Katalin Somogyvári"],
        );
    }

    #[test]
    fn a_letter_with_its_dots_or_without_is_one() {
        check(
            "Машина нужна, сказал директор Артём Дроздовский.",
            "ru",
            &["Артём Дроздовский"],
        );
    }

    #[test]
    fn streets_are_no_persons() {
        check("The shop on John Miller Street closed.", "en", &[]);
    }
}
