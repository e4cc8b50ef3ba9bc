//! Runs: stretches of words in which a name may stand, found by capitals and particles alone.

use std::ops::Range;

use super::word::{Form, Gap, Word};
use crate::config::WordClass;

/// The longest name in words, particles and initials counted.
pub(super) const MAX_NAME_WORDS: usize = 7;

/// The runs of a text as ranges of words, in order; they do not overlap.
pub(super) fn runs(words: &[Word<'_>]) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut start = 0;
    while start < words.len() {
        if !words[start].form.is_name_like() || words[start].gap == Gap::Handle {
            start += 1;
            continue;
        }
        let mut end = start + 1;
        while let Some(next) = extended(words, end) {
            end = next;
        }
        runs.push(start..end);
        start = end;
    }
    runs
}

/// The new end of a run that ends before word `at`, when the run goes on.
fn extended(words: &[Word<'_>], at: usize) -> Option<usize> {
    let word = words.get(at)?;
    let joins = match word.gap {
        Gap::Space | Gap::Dot => !words[at - 1].possessive,
        Gap::Hyphen => true,
        Gap::Apostrophe => words[at - 1].name.len() == 1 && word.form.is_name_like(),
        _ => false,
    };
    if !joins {
        return None;
    }
    if word.form.is_name_like() {
        return Some(at + 1);
    }
    if word.gap == Gap::Hyphen && is_syllable(word) && words[at - 1].form.is_name_like() {
        return Some(at + 1);
    }
    let particles = words[at..]
        .iter()
        .take(3)
        .take_while(|w| w.classes.has(WordClass::PARTICLE) && w.form == Form::Lower)
        .count();
    let next = words.get(at + particles)?;
    let named = particles > 0
        && next.form.is_name_like()
        && matches!(next.gap, Gap::Space | Gap::Hyphen | Gap::Apostrophe);
    named.then_some(at + particles + 1)
}

/// Small words behind a hyphen that make a compound and no name: `Orla - led`.
const COMPOUND_ENDS: &[&str] = &[
    "aged", "area", "back", "based", "born", "bound", "class", "era", "free", "girl", "held",
    "led", "like", "long", "made", "man", "old", "only", "run", "size", "style", "type", "who",
    "wide", "year",
];

/// Whether a word may be the second half of an East Asian given name: `Li - hua`.
fn is_syllable(word: &Word<'_>) -> bool {
    word.form == Form::Lower
        && word.name.chars().count() <= 6
        && !word.classes.has(WordClass::OPENER)
        && !COMPOUND_ENDS.contains(&word.name)
}

/// The last word (exclusive) of the names that may begin at word `start` of a run.
pub(super) fn name_ends<'w>(
    words: &'w [Word<'_>],
    run: &Range<usize>,
    start: usize,
) -> impl Iterator<Item = usize> + 'w {
    let last = run.end.min(start + MAX_NAME_WORDS);
    let first = if words[start].form.is_name_like() {
        start + 1
    } else {
        last + 1
    };
    (first..=last).filter(|end| can_end(words, *end))
}

fn can_end(words: &[Word<'_>], end: usize) -> bool {
    let word = &words[end - 1];
    word.form.is_name_like() || word.gap == Gap::Hyphen
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::extract::Words;
    use crate::extract::person::word::words;

    fn check(text: &str, expected: &[&str]) {
        let config = Config::builtin().expect("the shipped config is valid");
        let words = words(&Words::of(text), &config.persons, "en");
        let found: Vec<_> = runs(&words)
            .into_iter()
            .map(|run| &text[words[run.start].start..words[run.end - 1].end])
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn particles_initials_and_hyphens_hold_a_run_together() {
        check(
            "Later Ludo van der Meer, J. P. Tremont and Chen Li - hua met Omar al - Sadi.",
            &[
                "Later Ludo van der Meer",
                "J. P. Tremont",
                "Chen Li - hua",
                "Omar al - Sadi",
            ],
        );
    }

    #[test]
    fn compounds_end_a_run() {
        check(
            "the Orla - led group and Li - hua - who",
            &["Orla", "Li - hua"],
        );
    }

    #[test]
    fn possessives_commas_and_sentences_end_a_run() {
        check("Orla's Tim left. Ann, Bob", &["Orla", "Tim", "Ann", "Bob"]);
    }

    #[test]
    fn handles_are_no_runs() {
        check("@Orla and #Tremont", &[]);
    }
}
