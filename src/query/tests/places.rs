//! Words near each other, in one sentence, many times.

use super::{ask, check, query};
use crate::index::sample::{config, index_of, release};
use crate::index::{MAX_DISTANCE, Searcher};
use crate::query::{SearchRequest, search};
use crate::release::Release;

fn archive() -> Vec<Release> {
    let near = release(
        "near",
        "Oil",
        "The gas terminal and the oil quay opened. Grain silos follow.\n\nOil prices rose.",
    );
    let far = release(
        "far",
        "Grain",
        "Oil went up. The minister spoke of harbours, of bridges and of gas.",
    );
    let mut parts = release(
        "parts",
        "Grain corridor",
        "The oil terminal. Gas, gas and gas.",
    );
    parts.boilerplate = vec!["Founded by oil men. Gas came later.".to_owned()];
    vec![near, far, parts]
}

#[test]
fn words_are_found_near_each_other_in_either_order() {
    let (_folder, searcher) = index_of(&archive(), 2);
    check(&searcher, "oil near/4 gas", &["near", "parts"]);
    check(&searcher, "gas near/3 oil", &["parts"]);
    check(&searcher, "oil near/2 gas", &["parts"]);
    check(&searcher, "oil near/50 gas", &["far", "near", "parts"]);
    check(&searcher, "terminal near/2 oil* near/2 gas", &["parts"]);
    check(
        &searcher,
        "\"gas terminal\" near/3 (grain OR oil)",
        &["near"],
    );
    check(&searcher, "body:(oil near/3 prices)", &["near"]);
    check(&searcher, "headline:(oil near/3 prices)", &[]);
    check(&searcher, "boilerplate:(men near/1 gas)", &["parts"]);
    check(&searcher, "-(oil near/4 gas) oil", &["far"]);
    check(&searcher, "oil near/5 oil", &[]);
    check(&searcher, "gas near/1 gas", &["parts"]);
}

#[test]
fn nothing_is_near_across_two_parts() {
    let (_folder, searcher) = index_of(&archive(), 2);
    // The body ends in `rose`, the headline that follows it in the index is `Oil`.
    check(
        &searcher,
        &format!("rose near/{MAX_DISTANCE} oil"),
        &["near"],
    );
    check(&searcher, &format!("up near/{MAX_DISTANCE} grain"), &[]);
    check(&searcher, "\"rose oil\"", &[]);
}

#[test]
fn words_of_one_sentence_are_told_from_words_beside_each_other() {
    let (_folder, searcher) = index_of(&archive(), 2);
    check(&searcher, "oil same-sentence gas", &["near"]);
    check(&searcher, "opened near/1 grain", &["near"]);
    check(&searcher, "opened same-sentence grain", &[]);
    check(&searcher, "minister same-sentence (gas OR oil)", &["far"]);
    check(&searcher, "gas same-sentence gas", &["parts"]);
    check(&searcher, "\"opened grain\"", &["near"]);
    check(&searcher, "\"opened grain\" same-sentence silos", &[]);
    check(&searcher, "boilerplate:(men same-sentence gas)", &[]);
}

#[test]
fn words_are_counted_once_for_each_place() {
    let (_folder, searcher) = index_of(&archive(), 2);
    check(&searcher, "atleast3(gas)", &["parts"]);
    check(&searcher, "atleast4(gas)", &[]);
    // Headline words weigh more but stand in one place.
    check(&searcher, "atleast3(oil)", &["near"]);
    check(&searcher, "body:atleast3(oil)", &[]);
    check(&searcher, "body:atleast2(oil)", &["near"]);
    check(&searcher, "atleast4(oil OR gas)", &["near", "parts"]);
    check(&searcher, "atleast2(\"gas and\" OR pric*)", &[]);
    check(&searcher, "atleast2(ga*) -atleast2(oil)", &["parts"]);
}

#[test]
fn what_belongs_together_is_marked_and_nothing_else() {
    let (_folder, searcher) = index_of(&archive(), 2);
    for (text, path, expected) in [
        ("oil near/3 prices", "near", "[Oil] [prices] rose."),
        (
            "oil same-sentence gas",
            "near",
            "The [gas] terminal and the [oil] quay opened. Grain silos follow.",
        ),
        ("atleast3(gas)", "parts", "[Gas], [gas] and [gas]."),
        (
            "lead:oil",
            "near",
            "The gas terminal and the [oil] quay opened. Grain silos follow.",
        ),
        (
            "headline:oil",
            "near",
            "The gas terminal and the oil quay opened. Grain silos follow.",
        ),
    ] {
        let found = marked(&searcher, text, path);
        assert_eq!(found, expected, "{text}");
    }
}

/// The first passage of a hit, what matched in brackets.
fn marked(searcher: &Searcher, text: &str, path: &str) -> String {
    let response = ask(searcher, &query(text));
    let hit = response.hits.iter().find(|hit| hit.source == path);
    let snippet = &hit.expect("a hit").snippets[0];
    let mut shown = snippet.text.clone();
    for highlight in snippet.highlights.iter().rev() {
        shown.insert(highlight.end, ']');
        shown.insert(highlight.start, '[');
    }
    shown
}

#[test]
fn chains_without_end_are_answered() {
    let (_folder, searcher) = index_of(&archive(), 2);
    for text in [
        "oil near/50 ".repeat(2000),
        "o* near/50 ".repeat(300),
        "gas same-sentence ".repeat(2000),
        format!("atleast2({})", "oil OR ".repeat(2000)),
        format!("{}oil", "atleast2(".repeat(3000)),
        "(oil OR gas) near/3 ".repeat(500),
    ] {
        let request = SearchRequest {
            num_snippets: 3,
            ..query(&text)
        };
        search(&searcher, &request, config()).expect("an answer");
    }
}
