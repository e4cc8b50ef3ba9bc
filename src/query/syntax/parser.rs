//! Lexemes → tree.
//!
//! Words side by side are all wanted. `OR` binds closer than standing side by side and `AND` closer
//! than `OR`, so `harbour oil OR gas` is what it looks like, and so is `oil AND gas OR coal`.
//! `near/5` and `same-sentence` bind closest.

use std::iter::Peekable;
use std::ops::Range;
use std::vec::IntoIter;

use super::lexer::{Kind, Lexeme, lex};
use super::node::{Link, Node};
use super::prose::{is_sentence, settle_operators};
use super::value::{date, word};
use crate::query::field::{NO_VALUE, QueryField, TextField};
use crate::query::{FacetField, QueryWarning};

/// How deep groups are read; deeper parentheses are passed over.
const MAX_DEPTH: usize = 50;

/// The most signs and words of a query that are read.
const MAX_LEXEMES: usize = 4096;

/// The most warnings of one query; of further ones the number is told.
const MAX_WARNINGS: usize = 20;

const NOTHING_TO_JOIN: &str = "this operator has nothing to join";

/// A query, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed {
    /// The tree.
    pub node: Node,
    /// True for a sentence, any word of which may answer.
    pub is_sentence: bool,
    /// What was odd, in the order of the query.
    pub warnings: Vec<QueryWarning>,
}

/// Reads a query. Every text is one.
pub fn parse(query: &str) -> Parsed {
    let mut warnings = Vec::new();
    let mut lexemes = lex(query, &mut warnings);
    if let Some(first_unread) = lexemes.get(MAX_LEXEMES) {
        let unread = first_unread.span.start..query.len();
        let message = format!("only the first {MAX_LEXEMES} words and signs of the query are used");
        warnings.push(QueryWarning::at(unread, message));
        lexemes.truncate(MAX_LEXEMES);
    }
    settle_operators(query, &mut lexemes, &mut warnings);
    let is_sentence = is_sentence(&lexemes);
    let mut parser = Parser {
        rest: lexemes.into_iter().peekable(),
        depth: 0,
        warnings,
    };
    let mut nodes = parser.side_by_side(None);
    while let Some(lexeme) = parser.rest.next() {
        // Only a closing parenthesis without its opening one stops the reading before the end.
        parser.warn(lexeme.span, "this closing parenthesis closes nothing");
        nodes.extend(parser.side_by_side(None));
    }
    Parsed {
        node: Node::and(nodes).unwrap_or(Node::All),
        is_sentence,
        warnings: settled(parser.warnings),
    }
}

/// Puts warnings in order and drops those that say the same of one place.
fn settled(mut warnings: Vec<QueryWarning>) -> Vec<QueryWarning> {
    let start = |warning: &QueryWarning| warning.span.as_ref().map_or(0, |span| span.start);
    warnings.sort_by_key(start);
    warnings.dedup();
    let num_more = warnings.len().saturating_sub(MAX_WARNINGS);
    if num_more > 0 {
        warnings.truncate(MAX_WARNINGS);
        let message = format!("{num_more} more places of the query are odd");
        warnings.push(QueryWarning::new(message));
    }
    warnings
}

struct Parser {
    rest: Peekable<IntoIter<Lexeme>>,
    depth: usize,
    warnings: Vec<QueryWarning>,
}

/// What a field in front of a group means for the words in it.
type Scope = Option<QueryField>;

impl Parser {
    fn warn(&mut self, span: Range<usize>, message: &str) {
        self.warnings.push(QueryWarning::at(span, message));
    }

    fn peek(&mut self) -> Option<&Kind> {
        self.rest.peek().map(|lexeme| &lexeme.kind)
    }

    fn take(&mut self, kind: &Kind) -> Option<Range<usize>> {
        let taken = self.rest.next_if(|lexeme| lexeme.kind == *kind);
        taken.map(|lexeme| lexeme.span)
    }

    /// Up to the end or a closing parenthesis.
    fn side_by_side(&mut self, scope: Scope) -> Vec<Node> {
        let mut nodes = Vec::new();
        while self.peek().is_some_and(|kind| *kind != Kind::Close) {
            let mut choices: Vec<Node> = self.conjunction(scope).into_iter().collect();
            while let Some(operator) = self.take(&Kind::Or) {
                choices.extend(self.joined(operator, |parser| parser.conjunction(scope)));
            }
            nodes.extend(Node::or(choices));
        }
        nodes
    }

    fn conjunction(&mut self, scope: Scope) -> Option<Node> {
        let mut nodes: Vec<Node> = self.signed(scope).into_iter().collect();
        while let Some(operator) = self.take(&Kind::And) {
            nodes.extend(self.joined(operator, |parser| parser.signed(scope)));
        }
        Node::and(nodes)
    }

    /// What an operator joins to what stands before it.
    fn joined(
        &mut self,
        operator: Range<usize>,
        read: impl FnOnce(&mut Self) -> Option<Node>,
    ) -> Option<Node> {
        if matches!(self.peek(), None | Some(Kind::Close)) {
            self.warn(operator, NOTHING_TO_JOIN);
            return None;
        }
        read(self)
    }

    fn signed(&mut self, scope: Scope) -> Option<Node> {
        let mut is_negative = false;
        let mut last_sign = None;
        while self.peek().is_some_and(is_operator) {
            let Lexeme { kind, span } = self.rest.next()?;
            if is_sign(&kind) {
                is_negative ^= kind != Kind::Plus;
                last_sign = Some(span);
            } else {
                self.warn(span, NOTHING_TO_JOIN);
            }
        }
        let node = match last_sign {
            Some(sign) => self.joined(sign, |parser| parser.near(scope)),
            None => self.near(scope),
        }?;
        Some(if is_negative { Node::not(node) } else { node })
    }

    /// Words near each other.
    fn near(&mut self, scope: Scope) -> Option<Node> {
        let first = self.single(scope)?;
        let mut operands = vec![first];
        let mut links = Vec::new();
        let mut first_operator = None;
        while let Some(link) = self.peek().and_then(link) {
            let operator = self.rest.next()?.span;
            if let Some(node) = self.joined(operator.clone(), |parser| parser.single(scope)) {
                operands.push(node);
                links.push(link);
                first_operator.get_or_insert(operator);
            }
        }
        let Some(operator) = first_operator else {
            return operands.pop();
        };
        let place = operands.first().and_then(Node::place);
        if place.is_none() || operands.iter().any(|operand| operand.place() != place) {
            let message = "only words, phrases, prefixes and groups of OR of one field can be near \
                           each other; all are asked for";
            self.warn(operator, message);
            return Node::and(operands);
        }
        Some(Node::Near { operands, links })
    }

    fn single(&mut self, scope: Scope) -> Option<Node> {
        while self.peek().is_some_and(is_operator) {
            let Lexeme { kind, span } = self.rest.next()?;
            let message = if is_sign(&kind) {
                "what is near something or counted cannot be excluded"
            } else {
                NOTHING_TO_JOIN
            };
            self.warn(span, message);
        }
        // A closing parenthesis belongs to who opened it.
        if matches!(self.peek(), None | Some(Kind::Close)) {
            return None;
        }
        let Lexeme { kind, span } = self.rest.next()?;
        match kind {
            Kind::Open => self.group(scope, span),
            Kind::Word(_) | Kind::Phrase { .. } => self.value(scope, kind, span),
            Kind::Field(field) => self.named(field, span),
            Kind::AtLeast(times) => self.at_least(times, scope, span),
            // Taken above.
            _ => None,
        }
    }

    fn group(&mut self, scope: Scope, open: Range<usize>) -> Option<Node> {
        if self.depth >= MAX_DEPTH {
            let message = format!("parentheses more than {MAX_DEPTH} deep are passed over");
            self.warn(open, &message);
            return None;
        }
        self.depth += 1;
        let nodes = self.side_by_side(scope);
        self.depth -= 1;
        if self.take(&Kind::Close).is_none() {
            self.warn(open, "this parenthesis is not closed");
        }
        Node::and(nodes)
    }

    fn named(&mut self, field: QueryField, name: Range<usize>) -> Option<Node> {
        let is_value = |kind: &Kind| {
            matches!(
                kind,
                Kind::Word(_) | Kind::Phrase { .. } | Kind::Open | Kind::AtLeast(_)
            )
        };
        if !self.peek().is_some_and(is_value) {
            self.warn(name, "this field has no value after its colon");
            return None;
        }
        let Lexeme { kind, span } = self.rest.next()?;
        match kind {
            Kind::Open => self.group(Some(field), span),
            Kind::AtLeast(times) => self.at_least(times, Some(field), span),
            kind => self.value(Some(field), kind, name.start..span.end),
        }
    }

    /// A word or a phrase as what it means in a field.
    fn value(&mut self, scope: Scope, kind: Kind, span: Range<usize>) -> Option<Node> {
        let (text, slop) = match kind {
            Kind::Phrase { text, slop } => (text, Some(slop)),
            Kind::Word(text) => (text, None),
            _ => return None,
        };
        let field = match scope {
            None => None,
            // The facet and the part have one name; a word of the name in quotes is a word.
            Some(QueryField::Text(TextField::Issuer)) if slop.is_none() && text == NO_VALUE => {
                let (field, value) = (FacetField::Issuer, text);
                return Some(Node::Facet { field, value, span });
            }
            Some(QueryField::Text(field)) => Some(field),
            Some(QueryField::Facet(field)) => {
                let value = text;
                return Some(Node::Facet { field, value, span });
            }
            Some(QueryField::Date) => {
                let range = date(&text).map_err(|message| self.warn(span, &message));
                return range.ok().map(Node::Date);
            }
        };
        Some(match slop {
            Some(slop) => Node::Phrase { field, text, slop },
            None => word(field, text),
        })
    }

    fn at_least(&mut self, times: u32, scope: Scope, operator: Range<usize>) -> Option<Node> {
        // Taken here and not by `single`, so that a heap of them is no deep recursion.
        while let Some(Kind::AtLeast(_)) = self.peek() {
            let again = self.rest.next()?.span;
            self.warn(again, "what is counted cannot be counted again");
        }
        let node = self.joined(operator.clone(), |parser| parser.single(scope))?;
        if node.place().is_none() {
            let message = "only a word, a phrase, a prefix or a group of OR of one field can be \
                           counted; it is asked for once";
            self.warn(operator, message);
            return Some(node);
        }
        let node = Box::new(node);
        Some(Node::AtLeast { times, node })
    }
}

fn is_sign(kind: &Kind) -> bool {
    matches!(kind, Kind::Not | Kind::Minus | Kind::Plus)
}

fn is_operator(kind: &Kind) -> bool {
    is_sign(kind) || matches!(kind, Kind::And | Kind::Or) || link(kind).is_some()
}

fn link(kind: &Kind) -> Option<Link> {
    match kind {
        Kind::Near(num_words) => Some(Link::Within(*num_words)),
        Kind::SameSentence => Some(Link::SameSentence),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
