//! Titles and offices beside a name: before it (`Kazakh President …`) or after a comma behind it.

use std::ops::Range;

use super::mention::Passage;
use super::word::{Form, Gap, Word};
use crate::config::WordClass;

/// The longest title in words.
const MAX_TITLE_WORDS: usize = 14;

/// Words that make what follows a name a clause and no office.
const CLAUSE_WORDS: &[&str] = &[
    "who", "which", "whose", "whom", "that", "he", "she", "his", "her", "was", "is", "has", "had",
    "will",
];

/// The title beside the name in these words, as written.
///
/// The words up to `others_end` belong to other names and are no part of it.
pub(super) fn title(text: &Passage<'_>, name: &Range<usize>, others_end: usize) -> Option<String> {
    let ahead = before(&text.words, others_end..name.start);
    let span = ahead.or_else(|| after(&text.words, name.end))?;
    let (first, last) = (text.words.get(span.start)?, text.words.get(span.end - 1)?);
    let written = text.content.get(first.start..last.end)?;
    Some(written.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn before(words: &[Word<'_>], free: Range<usize>) -> Option<Range<usize>> {
    let name_start = free.end;
    let mut start = name_start;
    let mut head = None;
    let limit = name_start.saturating_sub(MAX_TITLE_WORDS).max(free.start);
    while start > limit && joins(words[start].gap) {
        let word = &words[start - 1];
        let part = WordClass::TITLE.with(WordClass::MODIFIER);
        if word.classes.has(part) {
            head = Some(start - 1);
        } else if !is_inside(word) {
            break;
        }
        start -= 1;
    }
    let mut head = head?;
    // `Kazakh President`: a capitalised word right before belongs to the office.
    if head > limit && joins(words[head].gap) && is_adjective(words, head - 1) {
        head -= 1;
    }
    // `U.S. Attorney`: initials that stand for a country.
    while head > limit && words[head].gap == Gap::Dot && words[head - 1].form == Form::Initial {
        head -= 1;
    }
    let mut end = name_start;
    while end > head && words[end - 1].classes.has(WordClass::HONORIFIC) {
        end -= 1;
    }
    let span = head..end;
    let named = words[span.clone()]
        .iter()
        .any(|w| w.classes.has(WordClass::TITLE));
    named.then_some(span)
}

/// A capitalised word inside a sentence that is no name and no verb.
fn is_adjective(words: &[Word<'_>], index: usize) -> bool {
    let word = &words[index];
    let names = WordClass::GIVEN.with(WordClass::SPEECH);
    word.form.is_name_like()
        && word.form != Form::Initial
        && !word.possessive
        && !word.classes.has(names)
        && word.name.chars().count() > 3
}

fn after(words: &[Word<'_>], name_end: usize) -> Option<Range<usize>> {
    let first = words.get(name_end)?;
    if first.gap != Gap::Comma || words[name_end - 1].possessive {
        return None;
    }
    let mut end = name_end + 1;
    while end < words.len() && end - name_end < MAX_TITLE_WORDS && joins(words[end].gap) {
        end += 1;
    }
    let closed = words
        .get(end)
        .is_none_or(|w| matches!(w.gap, Gap::Comma | Gap::Stop | Gap::Start | Gap::StopQuote));
    let article = matches!(first.name, "the" | "a" | "an" | "The");
    let start = name_end + usize::from(article);
    let head = words.get(start..end)?.iter().take(4);
    let titled = head.clone().any(|w| w.classes.has(WordClass::TITLE));
    let verb = words[start..end].iter().any(|w| {
        let speaks = w.form == Form::Lower && w.classes.has(WordClass::SPEECH);
        speaks || CLAUSE_WORDS.contains(&w.name)
    });
    (closed && titled && !verb).then_some(start..end)
}

fn joins(gap: Gap) -> bool {
    matches!(gap, Gap::Space | Gap::Dot | Gap::Hyphen | Gap::Ampersand)
}

/// Whether a word may stand inside an office: `of the Agency for Reforms of Kazakhstan`.
fn is_inside(word: &Word<'_>) -> bool {
    let connects = matches!(
        word.name,
        "of" | "for"
            | "the"
            | "and"
            | "de"
            | "des"
            | "du"
            | "la"
            | "del"
            | "der"
            | "für"
            | "по"
            | "и"
    );
    connects || (word.form.is_name_like() && !word.possessive)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::extract::Words;
    use crate::extract::person::mention::Part;
    use crate::extract::person::word::words;

    fn check(text: &str, name: &str, expected: Option<&str>) {
        let config = Config::builtin().expect("the shipped config is valid");
        let words = words(&Words::of(text), &config.persons, "en");
        let at = text.find(name).expect("the name stands in the text");
        let first = words.iter().position(|w| w.start == at).expect("a word");
        let num_words = name.split(' ').count();
        let part = Part::Body;
        let text = Passage {
            part,
            content: text,
            words,
        };
        let found = title(&text, &(first..first + num_words), 0);
        assert_eq!(found.as_deref(), expected);
    }

    #[test]
    fn offices_before_a_name() {
        check(
            "He met Ruritanian Prime Minister Ana Orla.",
            "Ana Orla",
            Some("Ruritanian Prime Minister"),
        );
        check(
            "Chairman of the Agency for Planning and Reforms Ana Orla noted",
            "Ana Orla",
            Some("Chairman of the Agency for Planning and Reforms"),
        );
        check(
            "A former U.S. Attorney Ana Orla left",
            "Ana Orla",
            Some("former U.S. Attorney"),
        );
        check("the coach Ana Orla left", "Ana Orla", Some("coach"));
        check("Minister Dr. Ana Orla left", "Ana Orla", Some("Minister"));
    }

    #[test]
    fn offices_behind_a_name() {
        check(
            "Ana Orla, chief executive of Acme Steel, said so.",
            "Ana Orla",
            Some("chief executive of Acme Steel"),
        );
        check(
            "said Ana Orla, the president of Acme.",
            "Ana Orla",
            Some("president of Acme"),
        );
    }

    #[test]
    fn other_words_are_no_title() {
        check("Yesterday Ana Orla left.", "Ana Orla", None);
        check("Ana Orla, who was president, left.", "Ana Orla", None);
        check("Mr. Ana Orla left", "Ana Orla", None);
    }
}
