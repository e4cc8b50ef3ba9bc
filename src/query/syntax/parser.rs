//! Lexemes → tree.
//!
//! Words side by side are all wanted. `OR` binds closer than standing side by side and `AND` closer
//! than `OR`, so `harbour oil OR gas` is what it looks like, and so is `oil AND gas OR coal`.

use std::iter::Peekable;
use std::vec::IntoIter;

use super::lexer::{Kind, Lexeme, lex};
use super::node::{DateRange, Node};
use super::prose::{is_sentence, settle_operators};
use crate::query::field::{QueryField, TextField};

/// How deep groups are read; deeper parentheses are passed over.
const MAX_DEPTH: usize = 50;

/// The most signs and words of a query that are read.
const MAX_LEXEMES: usize = 4096;

/// A query, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed {
    /// The tree.
    pub node: Node,
    /// True for a sentence, any word of which may answer.
    pub is_sentence: bool,
    /// What was odd.
    pub warnings: Vec<String>,
}

/// Reads a query. Every text is one.
pub fn parse(query: &str) -> Parsed {
    let mut warnings = Vec::new();
    let mut lexemes = lex(query, &mut warnings);
    if lexemes.len() > MAX_LEXEMES {
        lexemes.truncate(MAX_LEXEMES);
        warnings.push(format!(
            "only the first {MAX_LEXEMES} words of the query are used"
        ));
    }
    settle_operators(query, &mut lexemes, &mut warnings);
    let is_sentence = is_sentence(&lexemes);
    let mut parser = Parser {
        rest: lexemes.into_iter().peekable(),
        depth: 0,
        warnings,
    };
    let mut nodes = parser.side_by_side(None);
    while parser.rest.next().is_some() {
        // Only a closing parenthesis without its opening one stops the reading before the end.
        parser.warn("there is a closing parenthesis too many");
        nodes.extend(parser.side_by_side(None));
    }
    parser.warnings.dedup();
    Parsed {
        node: Node::and(nodes).unwrap_or(Node::All),
        is_sentence,
        warnings: parser.warnings,
    }
}

struct Parser {
    rest: Peekable<IntoIter<Lexeme>>,
    depth: usize,
    warnings: Vec<String>,
}

impl Parser {
    fn warn(&mut self, warning: &str) {
        if self.warnings.last().is_none_or(|last| last != warning) {
            self.warnings.push(warning.to_owned());
        }
    }

    fn peek(&mut self) -> Option<&Kind> {
        self.rest.peek().map(|lexeme| &lexeme.kind)
    }

    fn take(&mut self, kind: &Kind) -> bool {
        self.rest.next_if(|lexeme| lexeme.kind == *kind).is_some()
    }

    /// Up to the end or a closing parenthesis.
    fn side_by_side(&mut self, field: Option<TextField>) -> Vec<Node> {
        let mut nodes = Vec::new();
        while self.peek().is_some_and(|kind| *kind != Kind::Close) {
            let mut choices: Vec<Node> = self.conjunction(field).into_iter().collect();
            while self.take(&Kind::Or) {
                choices.extend(self.conjunction(field));
            }
            nodes.extend(Node::or(choices));
        }
        nodes
    }

    fn conjunction(&mut self, field: Option<TextField>) -> Option<Node> {
        let mut nodes: Vec<Node> = self.signed(field).into_iter().collect();
        while self.take(&Kind::And) {
            nodes.extend(self.signed(field));
        }
        Node::and(nodes)
    }

    fn signed(&mut self, field: Option<TextField>) -> Option<Node> {
        let mut negative = false;
        loop {
            match self.peek() {
                Some(Kind::Not | Kind::Minus) => negative = !negative,
                Some(Kind::Plus) => {}
                _ => break,
            }
            self.rest.next();
        }
        let node = self.single(field)?;
        Some(if negative { Node::not(node) } else { node })
    }

    fn single(&mut self, field: Option<TextField>) -> Option<Node> {
        while matches!(self.peek(), Some(Kind::And | Kind::Or)) {
            self.warn("an operator has nothing to join");
            self.rest.next();
        }
        // A closing parenthesis belongs to who opened it.
        if matches!(self.peek(), None | Some(Kind::Close)) {
            self.warn("an operator has nothing to join");
            return None;
        }
        match self.rest.next()?.kind {
            Kind::Open => self.group(field),
            Kind::Word(text) => Some(word(field, text)),
            Kind::Phrase { text, slop } => Some(Node::Phrase { field, text, slop }),
            Kind::Field(named) => self.named(named),
            // Taken by the callers.
            Kind::Close | Kind::And | Kind::Or | Kind::Not | Kind::Plus | Kind::Minus => None,
        }
    }

    fn group(&mut self, field: Option<TextField>) -> Option<Node> {
        if self.depth >= MAX_DEPTH {
            self.warn("the query has too many parentheses inside each other; some are ignored");
            return None;
        }
        self.depth += 1;
        let nodes = self.side_by_side(field);
        self.depth -= 1;
        if !self.take(&Kind::Close) {
            self.warn("a parenthesis is not closed");
        }
        Node::and(nodes)
    }

    fn named(&mut self, field: QueryField) -> Option<Node> {
        let value = match self.peek() {
            Some(Kind::Word(_) | Kind::Phrase { .. }) => self.rest.next(),
            Some(Kind::Open) => {
                return self.named_group(field);
            }
            _ => None,
        };
        match (field, value.map(|lexeme| lexeme.kind)) {
            (QueryField::Text(field), Some(Kind::Word(text))) => Some(word(Some(field), text)),
            (QueryField::Text(field), Some(Kind::Phrase { text, slop })) => Some(Node::Phrase {
                field: Some(field),
                text,
                slop,
            }),
            (QueryField::Facet(field), Some(Kind::Word(text) | Kind::Phrase { text, .. })) => {
                Some(Node::Facet(field, text))
            }
            (QueryField::Date, Some(Kind::Word(text) | Kind::Phrase { text, .. })) => {
                self.date(&text)
            }
            _ => {
                self.warn("a field has no value after its colon");
                None
            }
        }
    }

    fn named_group(&mut self, field: QueryField) -> Option<Node> {
        if let QueryField::Text(field) = field {
            return self.single(Some(field));
        }
        self.warn("parentheses after a field work for text fields only");
        self.single(None)
    }

    fn date(&mut self, text: &str) -> Option<Node> {
        let (since, until) = text.split_once("..").unwrap_or((text, text));
        let end = |text: &str| (!text.is_empty()).then(|| text.parse()).transpose();
        match (end(since), end(until)) {
            (Ok(since), Ok(until)) if since.is_some() || until.is_some() => {
                Some(Node::Date(DateRange { since, until }))
            }
            _ => {
                self.warnings.push(format!(
                    "`{text}` is not a date; write 2021, 2021-08, 2021-08-19 or two of them with `..` between"
                ));
                None
            }
        }
    }
}

fn word(field: Option<TextField>, text: String) -> Node {
    match text.strip_suffix('*') {
        Some("") => Node::All,
        Some(start) => Node::Prefix {
            field,
            text: start.to_owned(),
        },
        None => Node::Word { field, text },
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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
            Node::Facet(field, value) => format!("{}={value}", field.name()),
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
        assert_eq!(parsed.warnings, Vec::<String>::new(), "{query}");
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
                    "headline:", "date:", "2021..", "country:", "é", "日本", "«",
                ]),
                0..60,
            ),
        ) {
            parse(&signs.concat());
            parse(&signs.join(" "));
        }
    }
}
