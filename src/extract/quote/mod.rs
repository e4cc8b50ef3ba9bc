//! Direct quotes with the full name of who speaks.
//!
//! Releases quote to a pattern: `"…," said NAME, TITLE of ORG.` · `NAME said: "…".` · `"…," NAME
//! added.` The clause beside a quote is searched for a verb of speech and a mention of a person;
//! a quote that goes on keeps its speaker; `he said` is the person mentioned last.

mod marks;

use std::ops::Range;

use crate::config::{Config, WordClass};
use crate::release::{Person, Quote};
use crate::text::key::word_key;
use crate::text::token::tokens;
use marks::{Closed, Passage, passages};

/// The longest clause searched for a speaker, in bytes.
const MAX_CLAUSE: usize = 240;

/// The direct quotes of a body in order. `persons` are those of the same body.
///
/// Words in quote marks that nobody says (names of works and companies, scare quotes) are left out:
/// a quote has two words or more and ends like a sentence, follows a colon, or has a verb of speech
/// beside it and stands off by a comma or dash or is a part of a sentence.
pub fn quotes(body: &str, persons: &[Person], config: &Config) -> Vec<Quote> {
    let mut mentions: Vec<(Range<usize>, &str)> = persons
        .iter()
        .flat_map(|p| p.mentions.iter().map(|m| (m.start..m.end, p.name.as_str())))
        .collect();
    mentions.sort_by_key(|(span, _)| span.start);
    let scene = Scene {
        body,
        mentions,
        config,
    };
    let mut found: Vec<Quote> = Vec::new();
    // The first quote of those that go on over the end of their paragraph.
    let mut open_from: Option<usize> = None;
    let mut start = 0;
    for paragraph in body.split("\n\n") {
        let bounds = start..start + paragraph.len();
        start = bounds.end + 2;
        let next = body.get(start..).unwrap_or_default();
        let passages = passages(paragraph, next, bounds.start);
        let num_before = found.len();
        let goes_on = found.last().filter(|_| open_from.is_some());
        let mut speaker = goes_on.and_then(|quote| quote.speaker.clone());
        for (index, passage) in passages.iter().enumerate() {
            let beside = Beside::of(&passages, index, &bounds);
            let said = scene.speech(&beside);
            if !scene.is_quote(passage, &said) {
                continue;
            }
            let own = scene.speaker(said, &beside.before);
            speaker = own.or(speaker);
            found.push(Quote {
                text: body[passage.inner.clone()].trim().to_owned(),
                speaker: speaker.clone(),
                start: passage.span.start,
                end: passage.span.end,
            });
        }
        // The speaker named at the end of a quote over paragraphs spoke all of it.
        for quote in &mut found[open_from.unwrap_or(num_before)..] {
            if quote.speaker.is_none() {
                quote.speaker.clone_from(&speaker);
            }
        }
        let open = passages
            .last()
            .is_some_and(|p| p.closed == Closed::AtParagraphEnd);
        open_from = open.then(|| open_from.unwrap_or(num_before));
    }
    found
}

/// The clauses on either side of a passage.
struct Beside {
    before: Range<usize>,
    after: Range<usize>,
}

impl Beside {
    fn of(passages: &[Passage], index: usize, bounds: &Range<usize>) -> Self {
        let span = &passages[index].span;
        let previous = index.checked_sub(1).and_then(|i| passages.get(i));
        let next = passages.get(index + 1);
        Self {
            before: previous.map_or(bounds.start, |p| p.span.end)..span.start,
            after: span.end..next.map_or(bounds.end, |p| p.span.start),
        }
    }
}

/// What stands beside a quote.
enum Speech {
    /// A clause with a verb of speech.
    Said(Range<usize>),
    /// No verb of speech.
    Nothing,
}

struct Scene<'s> {
    body: &'s str,
    mentions: Vec<(Range<usize>, &'s str)>,
    config: &'s Config,
}

impl Scene<'_> {
    /// The clause that tells who speaks: behind the quote first, then before it.
    fn speech(&self, beside: &Beside) -> Speech {
        let after = self.first_sentence(beside.after.clone());
        if self.has_speech(&after) {
            return Speech::Said(after);
        }
        let before = self.last_sentence(beside.before.clone());
        if self.has_speech(&before) {
            return Speech::Said(before);
        }
        Speech::Nothing
    }

    fn has_speech(&self, clause: &Range<usize>) -> bool {
        let text = &self.body[clause.clone()];
        let persons = &self.config.persons;
        let is_speech = |word: &str| persons.classes(word_key(word)).has(WordClass::SPEECH);
        // Words of scripts without blanks come as one long run.
        let is_spoken = |run: &str| {
            let mut verbs = persons.east_asian().speech.iter();
            run.chars().any(is_wide) && verbs.any(|verb| run.contains(verb.as_str()))
        };
        tokens(text)
            .iter()
            .any(|token| is_speech(token.text) || is_spoken(token.text))
    }

    fn is_quote(&self, passage: &Passage, speech: &Speech) -> bool {
        let text = self.body[passage.inner.clone()].trim();
        let wide = text.chars().filter(|c| is_wide(*c)).count();
        let num_words = text.split_whitespace().count();
        if num_words < 2 && wide < 4 {
            return false;
        }
        let ends = text.ends_with([',', '.', '!', '?', '…', '。', '！', '？']);
        let led = self.body[..passage.span.start].trim_end().ends_with(':');
        let behind = self.body[passage.span.end..].trim_start();
        let stands_off = behind.starts_with([',', '،', '，', '–', '—', '-', 'と']);
        // A name in quote marks begins with a capital, a part of a sentence seldom does.
        let is_capital = text.starts_with(char::is_uppercase);
        let is_fit = if is_capital {
            stands_off
        } else {
            wide > 0 || num_words > 2
        };
        let spoken = matches!(speech, Speech::Said(_)) && is_fit;
        ends || led || spoken || passage.closed == Closed::AtParagraphEnd
    }

    /// The person in the clause; for a pronoun the person mentioned last before the quote, and
    /// when the quote stands inside a sentence, the person of that sentence before it.
    fn speaker(&self, speech: Speech, before: &Range<usize>) -> Option<String> {
        let Speech::Said(clause) = speech else {
            return None;
        };
        let quote_start = before.end;
        let named = self.first_named(&clause);
        let pronoun = || {
            let words = tokens(&self.body[clause.clone()]);
            let is_pronoun = words.iter().take(4).any(|w| PRONOUNS.contains(&w.text));
            let last = self
                .mentions
                .partition_point(|(s, _)| s.start < quote_start);
            let before = last.checked_sub(1).and_then(|i| self.mentions.get(i));
            before.filter(|_| is_pronoun)
        };
        let subject = || {
            let opening = self.last_sentence(before.clone());
            let text = self.body[opening.clone()].trim_end();
            let is_open = !text.ends_with(['.', '!', '?', '…', '。', '！', '？', '”', '"', '」']);
            self.first_named(&opening).filter(|_| is_open)
        };
        let (_, name) = named.or_else(pronoun).or_else(subject)?;
        Some((*name).to_owned())
    }

    /// The first person mentioned in the clause.
    fn first_named(&self, clause: &Range<usize>) -> Option<&(Range<usize>, &str)> {
        let first = self
            .mentions
            .partition_point(|(s, _)| s.start < clause.start);
        let mention = self.mentions.get(first)?;
        (mention.0.end <= clause.end).then_some(mention)
    }

    fn first_sentence(&self, within: Range<usize>) -> Range<usize> {
        let text = &self.body[within.clone()];
        let end = sentence_ends(text).next().unwrap_or(text.len());
        within.start..within.start + floor(text, end.min(MAX_CLAUSE))
    }

    fn last_sentence(&self, within: Range<usize>) -> Range<usize> {
        let text = &self.body[within.clone()];
        let from = floor(text, text.len().saturating_sub(MAX_CLAUSE));
        let tail = &text[from..];
        let start = sentence_ends(tail)
            .filter(|end| *end < tail.trim_end().len())
            .last();
        within.start + from + start.unwrap_or(0)..within.end
    }
}

/// Han, kana and Hangul.
fn is_wide(c: char) -> bool {
    c > '\u{2e80}'
}

const PRONOUNS: &[&str] = &[
    "he", "she", "He", "She", "il", "elle", "er", "sie", "él", "ella", "он", "она", "Он", "Она",
    "ол",
];

/// Byte offsets just past each end of a sentence: a stop, white space, then no small letter.
fn sentence_ends(text: &str) -> impl Iterator<Item = usize> + '_ {
    let stops = text.match_indices(['.', '!', '?', '。']);
    stops.filter_map(|(at, stop)| {
        let end = at + stop.len();
        let mut rest = text[end..].chars();
        let spaced = rest.next().is_none_or(char::is_whitespace);
        let small = rest.next().is_some_and(char::is_lowercase);
        let word = text[..at].rsplit(char::is_whitespace).next().unwrap_or("");
        let abbreviated = word.chars().count() <= 3 && word.starts_with(char::is_uppercase);
        (spaced && !small && !abbreviated).then_some(end)
    })
}

/// The nearest boundary of a character at or below `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len()))
        .rev()
        .find(|i| text.is_char_boundary(*i))
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::release::Mention;

    fn person(body: &str, name: &str, forms: &[&str]) -> Person {
        let mentions = forms.iter().flat_map(|form| {
            body.match_indices(form).map(|(start, text)| Mention {
                text: text.to_owned(),
                start,
                end: start + text.len(),
            })
        });
        Person {
            name: name.to_owned(),
            title: None,
            forms: forms.iter().map(|f| (*f).to_owned()).collect(),
            mentions: mentions.collect(),
        }
    }

    fn check(body: &str, expected: &[(&str, Option<&str>)]) {
        let config = Config::builtin().expect("the shipped config is valid");
        let persons = [
            person(body, "Helena Brandt", &["Brandt"]),
            person(body, "Tim Orla", &["Orla"]),
        ];
        let found = quotes(body, &persons, &config);
        let shown: Vec<_> = found
            .iter()
            .map(|q| (q.text.as_str(), q.speaker.as_deref()))
            .collect();
        assert_eq!(shown, expected, "{body}");
        for quote in &found {
            assert!(body[quote.start..quote.end].contains(&quote.text), "{body}");
        }
    }

    const BRANDT: Option<&str> = Some("Helena Brandt");
    const ORLA: Option<&str> = Some("Tim Orla");

    #[test]
    fn the_three_patterns_of_releases() {
        check(
            "“We agree,” said Brandt, chief executive of Acme. Orla left.",
            &[("We agree,", BRANDT)],
        );
        check(
            "Orla said: \"It is done.\" Brandt left.",
            &[("It is done.", ORLA)],
        );
        check("“It works,” Brandt added.", &[("It works,", BRANDT)]);
    }

    #[test]
    fn a_quote_in_two_parts_and_a_pronoun_keep_the_speaker() {
        check(
            "“We agree,” Brandt said. “It will help us.”",
            &[("We agree,", BRANDT), ("It will help us.", BRANDT)],
        );
        check(
            "Orla came at noon. “It was late,” he said.",
            &[("It was late,", ORLA)],
        );
    }

    #[test]
    fn a_quote_over_paragraphs_has_one_speaker() {
        check(
            "“We begin today.\n\n“We end tomorrow,” said Orla.",
            &[("We begin today.", ORLA), ("We end tomorrow,", ORLA)],
        );
        check(
            "“We begin,” said Orla. “We are late.\n\n“We end tomorrow.”\n\n“Why?” asked the hall.",
            &[
                ("We begin,", ORLA),
                ("We are late.", ORLA),
                ("We end tomorrow.", ORLA),
            ],
        );
    }

    #[test]
    fn unattributed_stays_so_and_terms_are_no_quotes() {
        check(
            "“Nothing changed today.”",
            &[("Nothing changed today.", None)],
        );
        check("Brandt opened the “Blue Harbour” hall.", &[]);
        check("The “plan” was Orla’s.", &[]);
        check("The “drunken hour”, Brandt said, is over.", &[]);
        check("Orla, chief of the “Blue Harbour” hall, said so.", &[]);
    }

    #[test]
    fn other_languages_are_attributed() {
        check(
            "«Мы согласны», — сказала Brandt.",
            &[("Мы согласны", BRANDT)],
        );
        check("« C’est fini », a déclaré Orla.", &[("C’est fini", ORLA)]);
        check(
            "„Wir sind fertig“, sagte Orla.",
            &[("Wir sind fertig", ORLA)],
        );
        check(
            "„Gotowe na czas” – powiedział Orla.",
            &[("Gotowe na czas", ORLA)],
        );
        check(
            "Orlaは「今日は終わりました」と述べました。",
            &[("今日は終わりました", ORLA)],
        );
    }
}
