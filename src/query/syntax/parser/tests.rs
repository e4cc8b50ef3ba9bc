//! Queries, right and wrong, as trees.

use proptest::prelude::*;

use crate::query::field::TextField;
use crate::query::syntax::Link;

use super::*;

fn show(node: &Node) -> String {
    let join = |nodes: &[Node], sign: &str| {
        let shown: Vec<_> = nodes.iter().map(show).collect();
        format!("({})", shown.join(sign))
    };
    let name = |field: &Option<TextField>| {
        field.map_or(String::new(), |f| format!("{f:?}:").to_lowercase())
    };
    match node {
        Node::All => "*".to_owned(),
        Node::Word { field, text } => format!("{}{text}", name(field)),
        Node::Prefix { field, text } => format!("{}{text}*", name(field)),
        Node::Phrase { field, text, slop } => format!("{}\"{text}\"~{slop}", name(field)),
        Node::Facet { field, value, .. } => format!("{}={value}", field.name()),
        Node::Near { operands, links } => {
            let mut shown = show(&operands[0]);
            for (operand, link) in operands[1..].iter().zip(links) {
                let sign = match link {
                    Link::Within(num_words) => num_words.to_string(),
                    Link::SameSentence => ".".to_owned(),
                };
                shown = format!("{shown} {sign}~ {}", show(operand));
            }
            format!("[{shown}]")
        }
        Node::AtLeast { times, node } => format!("{times}x{}", show(node)),
        Node::Date(range) => {
            let end = |d: Option<_>| {
                d.map_or(String::new(), |d: crate::release::PartialDate| {
                    d.to_string()
                })
            };
            format!("{}..{}", end(range.since), end(range.until))
        }
        Node::And(nodes) => join(nodes, " & "),
        Node::Or(nodes) => join(nodes, " | "),
        Node::Not(node) => format!("!{}", show(node)),
    }
}

fn check(query: &str, expected: &str) {
    let parsed = parse(query);
    assert_eq!(show(&parsed.node), expected, "{query}");
    assert_eq!(parsed.warnings, [], "{query}");
}

fn check_odd(query: &str, expected: &str) {
    let parsed = parse(query);
    assert_eq!(show(&parsed.node), expected, "{query}");
    assert!(!parsed.warnings.is_empty(), "{query}");
}

#[test]
fn operators_bind_as_they_look() {
    check("", "*");
    check("grain deal", "(grain & deal)");
    check("harbour oil OR gas", "(harbour & (oil | gas))");
    check("oil AND gas OR coal", "((oil & gas) | coal)");
    check("oil -gas NOT coal +tar", "(oil & !gas & !coal & tar)");
    check("(oil OR gas) -(a b)", "((oil | gas) & !(a & b))");
    check("NOT NOT oil", "oil");
    check("oil - gas -", "(oil & gas)");
}

#[test]
fn fields_dates_and_facets_are_read() {
    check("headline:(oil OR gas*)", "(headline:oil | headline:gas*)");
    check("quote:\"we will\"~2 x", "(quote:\"we will\"~2 & x)");
    check("date:2021-08..2022", "2021-08..2022");
    check("date:2021", "2021..2021");
    check("date:..2020-01-05", "..2020-01-05");
    check(
        "country:KZ person:\"Ada Quill\"",
        "(country=KZ & person=Ada Quill)",
    );
    check("number:IP/21/3541", "number:IP/21/3541");
}

#[test]
fn nearness_binds_closest_and_repetition_takes_one_thing() {
    check("oil near/5 gas", "[oil 5~ gas]");
    check(
        "a -oil near/5 \"b c\" same-sentence tar* OR d",
        "(a & (![oil 5~ \"b c\"~0 .~ tar*] | d))",
    );
    check(
        "headline:(oil near/2 (gas OR tar))",
        "[headline:oil 2~ (headline:gas | headline:tar)]",
    );
    check("atleast3(oil) gas", "(3xoil & gas)");

    check(
        "headline:atleast2(oil OR gas)",
        "2x(headline:oil | headline:gas)",
    );
    check("atleast2(headline:oil)", "2xheadline:oil");
    check("country:(KZ OR RU)", "(country=KZ | country=RU)");
}

/// The stretch of the query that each warning points at.
fn check_places(query: &str, expected: &[&str]) {
    let parsed = parse(query);
    let spans = parsed.warnings.into_iter().map(|warning| warning.span);
    let found: Vec<_> = spans
        .map(|span| span.map_or("", |span| &query[span]))
        .collect();
    assert_eq!(found, expected, "{query}");
}

#[test]
fn warnings_point_at_their_place() {
    check_places("é (oil", &["("]);
    check_places("oil) gas)", &[")", ")"]);
    check_places("oil AND (", &["("]);
    check_places("oil near/5", &["near/5"]);
    check_places("a AND near/5 b", &["near/5"]);
    check_places("oil near/5 (a b)", &["near/5"]);
    check_places("oil near/5 headline:gas", &["near/5"]);
    check_places("oil near/5 -gas", &["-"]);
    check_places("atleast2(a b)", &["atleast2"]);
    check_places("oil date:soon", &["date:soon"]);
    check_places("date:2022..2021", &["date:2022..2021"]);
    check_places("date:--08-19", &["date:--08-19"]);
    check_places("country: ", &["country:"]);
    check_places("the word AND", &["AND"]);
}

#[test]
fn warnings_without_number_are_counted() {
    let parsed = parse(&"oil) ".repeat(100));
    assert_eq!(parsed.warnings.len(), MAX_WARNINGS + 1);
    let last = parsed.warnings.last().expect("a warning");
    assert_eq!(last.message, "80 more places of the query are odd");
}

#[test]
fn half_typed_queries_have_an_answer_and_a_warning() {
    check_odd("oil (gas", "(oil & gas)");
    check_odd("oil) gas", "(oil & gas)");
    check_odd("oil \"gas", "(oil & \"gas\"~0)");
    check_odd("oil country:", "oil");
    check_odd("oil AND (", "oil");
    check_odd("oil date:soon", "oil");
    check_odd("a OR OR b", "(a | b)");
}

#[test]
fn a_query_without_end_is_read_in_bounded_time_and_depth() {
    for unit in [
        "(",
        ")",
        "-(",
        "a ",
        "NOT ",
        "\"",
        "headline:(",
        "a OR ",
        "a*",
        "-",
        "a near/5 ",
        "near/5 ",
        "AND NOT ",
        "atleast3 ",
        "atleast3(",
        "country:(",
        "a same-sentence (",
    ] {
        let parsed = parse(&unit.repeat(100_000));
        drop(parsed);
    }
}

proptest! {
    #[test]
    fn every_text_is_a_query(query in "\\PC*") {
        parse(&query);
    }

    #[test]
    fn every_heap_of_signs_is_a_query(
        signs in prop::collection::vec(
            prop::sample::select(vec![
                "(", ")", "\"", "AND", "OR", "NOT", "-", "+", "*", "a", "b*", "~2", ":", " ",
                "headline:", "date:", "near/5", "near/", "same-sentence", "atleast3", "atleast3(", "2021..", "country:", "é", "日本", "«",
            ]),
            0..60,
        ),
    ) {
        parse(&signs.concat());
        parse(&signs.join(" "));
    }
}
