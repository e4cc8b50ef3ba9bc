//! Passages of a hit with what matched marked.

mod highlight;
mod passage;
mod shown;

use super::Snippet;
use super::field::TextField;
use super::plan::{Plan, WordMeaning};
use crate::index::{IndexError, Searcher, lead_and_rest};
use crate::release::Release;

use highlight::marks;
use passage::{Passage, best_passages, first_passage};
use shown::ShownText;

/// Makes the snippets of one search.
pub struct SnippetMaker {
    meaning: WordMeaning,
    num_snippets: usize,
}

impl SnippetMaker {
    /// For the words of a plan.
    pub fn new(plan: &Plan, searcher: &Searcher, num_snippets: usize) -> Result<Self, IndexError> {
        let meaning = if num_snippets > 0 {
            WordMeaning::of(plan, searcher)?
        } else {
            WordMeaning::default()
        };
        Ok(Self {
            meaning,
            num_snippets,
        })
    }

    /// The snippets of a hit, the best first: from the body, or else from what stands around it,
    /// or else the beginning of the body.
    pub fn snippets(&self, release: &Release) -> Vec<Snippet> {
        if self.num_snippets == 0 {
            return Vec::new();
        }
        for shown in shown_texts(release) {
            let marks = marks(&shown, release.language.as_deref(), &self.meaning);
            if marks.is_empty() {
                continue;
            }
            let passages = best_passages(shown.text, &marks, self.num_snippets);
            return passages
                .iter()
                .map(|passage| snippet(shown.text, passage))
                .collect();
        }
        let lead = lead_and_rest(&release.body).0;
        let beginning = first_passage(lead);
        beginning
            .iter()
            .map(|passage| snippet(lead, passage))
            .collect()
    }
}

/// The texts in the order in which they are tried.
fn shown_texts(release: &Release) -> impl Iterator<Item = ShownText<'_>> {
    let subhead = release.subhead.iter();
    let subhead = subhead.map(|text| ShownText::of(TextField::Subhead, text));
    let boilerplate = release.boilerplate.iter();
    let boilerplate = boilerplate.map(|text| ShownText::of(TextField::Boilerplate, text));
    let contacts = release.contacts.iter();
    let contacts = contacts.map(|text| ShownText::of(TextField::Contacts, text));
    let body = std::iter::once_with(|| ShownText::body(release));
    body.chain(subhead).chain(boilerplate).chain(contacts)
}

/// Cuts a passage out; an ellipsis stands where a sentence goes on.
fn snippet(text: &str, passage: &Passage) -> Snippet {
    let mut shown = String::with_capacity(passage.end - passage.start + 6);
    if passage.opens_inside {
        shown.push('…');
    }
    let offset = shown.len();
    shown.push_str(&text[passage.start..passage.end]);
    if passage.ends_inside {
        shown.push('…');
    }
    let marks = passage.marks.iter();
    Snippet {
        text: shown,
        highlights: marks
            .map(|mark| mark.start - passage.start + offset..mark.end - passage.start + offset)
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::index::sample::{config, index_of, release};
    use crate::query::{SearchRequest, Snippet, search};
    use crate::release::Release;

    fn snippets(release: &Release, query: &str, num_snippets: usize) -> Vec<Snippet> {
        let (_folder, searcher) = index_of(std::slice::from_ref(release), 1);
        let request = SearchRequest {
            query: query.to_owned(),
            num_snippets,
            ..SearchRequest::default()
        };
        let mut response = search(&searcher, &request, config()).expect("answer");
        response.hits.remove(0).snippets
    }

    /// Shows highlights in brackets.
    fn shown(snippet: &Snippet) -> String {
        let mut shown = snippet.text.clone();
        for highlight in snippet.highlights.iter().rev() {
            shown.insert(highlight.end, ']');
            shown.insert(highlight.start, '[');
        }
        shown
    }

    fn check(body: &str, query: &str, expected: &[&str]) {
        let release = release("a", "Harbour news", body);
        let found: Vec<_> = snippets(&release, query, 2).iter().map(shown).collect();
        assert_eq!(found, expected, "{query}");
    }

    #[test]
    fn what_matched_is_marked_and_nothing_else() {
        let body = "The ministers met. Grain deals were signed by a minister, “the grain deal”.";
        let marked = |text: &str| text.to_owned();
        check(
            body,
            "minister",
            &[&marked(
                "The [ministers] met. Grain deals were signed by a [minister], “the grain deal”.",
            )],
        );
        check(
            body,
            "\"the grain\"",
            &[&marked(
                "Grain deals were signed by a minister, “[the] [grain] deal”.",
            )],
        );
        check(
            body,
            "sign*",
            &[&marked(
                "Grain deals were [signed] by a minister, “the grain deal”.",
            )],
        );
        check(
            body,
            "met -treaty",
            &[&marked(
                "The ministers [met]. Grain deals were signed by a minister, “the grain deal”.",
            )],
        );
        check(
            "東京都は港を広げる。",
            "東京都",
            &["[東京都]は港を広げる。"],
        );
    }

    #[test]
    fn the_passage_with_most_of_the_query_comes_first() {
        let filler = "Nothing of note was said there. ".repeat(12);
        let body = format!("Oil rose. {filler}\n\nOil and grain rose.\n\n{filler}");
        check(
            &body,
            "oil grain",
            &[
                "[Oil] and [grain] rose.",
                &format!(
                    "[Oil] rose. {}",
                    "Nothing of note was said there. ".repeat(7).trim_end()
                ),
            ],
        );
    }

    #[test]
    fn a_long_sentence_is_entered_shortly_before_the_match() {
        let body = format!("It {}grain {}.", "very ".repeat(100), "much ".repeat(100));
        let release = release("a", "", &body);
        let found = snippets(&release, "grain", 1);
        let text = shown(&found[0]);
        assert!(
            text.starts_with("…very") && text.ends_with("much…"),
            "{text}"
        );
        assert!(text.contains("very [grain] much"), "{text}");
    }

    #[test]
    fn without_a_match_in_the_text_the_beginning_is_shown() {
        check(
            "It began. It went on.\n\nIt ended.",
            "headline:harbour",
            &["It began. It went on."],
        );
        check("", "headline:harbour", &[]);
    }

    #[test]
    fn matches_in_boilerplate_are_shown_from_there() {
        let mut release = release("a", "", "A body.");
        release.boilerplate = vec!["Founded in 1911 by Bo Marsh.".to_owned()];
        let found = snippets(&release, "boilerplate:founded", 1);
        assert_eq!(shown(&found[0]), "[Founded] in 1911 by Bo Marsh.");
    }

    proptest! {
        // One index holds many cases, for making one is what takes the time.
        #![proptest_config(ProptestConfig::with_cases(2))]

        #[test]
        fn highlights_lie_on_characters_in_order(
            bodies in prop::collection::vec(
                prop::collection::vec(
                    prop::sample::select(vec![
                        "oil", "grain.", "É’s", "東京都", "\n\n", "x", "“Oil”", "ё",
                    ]),
                    1..200,
                ),
                40,
            ),
        ) {
            let numbered = bodies.iter().enumerate();
            let releases: Vec<_> = numbered
                .map(|(i, words)| release(&i.to_string(), "oil", &words.join(" ")))
                .collect();
            let (_folder, searcher) = index_of(&releases, 100);
                let request = SearchRequest {
                query: "oil OR \"grain x\" OR 京都 OR É OR ё".to_owned(),
                num_snippets: 3,
                limit: None,
                ..SearchRequest::default()
            };
            let response = search(&searcher, &request, config()).expect("answer");
            for snippet in response.hits.iter().flat_map(|hit| &hit.snippets) {
                let mut last = 0;
                for highlight in &snippet.highlights {
                    prop_assert!(highlight.start >= last && highlight.end > highlight.start);
                    prop_assert!(snippet.text.get(highlight.clone()).is_some());
                    last = highlight.end;
                }
            }
        }
    }
}
