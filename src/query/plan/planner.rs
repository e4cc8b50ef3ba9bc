//! The tree of a query in terms of the index.

use super::clause::{Clause, PlacesRule, ScoredTerm};
use super::resolve::facet_clause;
use crate::config::Config;
use crate::index::{Searcher, day_number};
use crate::query::syntax::{DateRange, Node};
use crate::query::{QueryError, QueryWarning, SearchRequest};
use crate::release::PartialDate;

mod places;
mod words;

pub use words::word_parts;

/// What a query asks for and what its words are worth.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// What has to match.
    pub clause: Clause,
    /// The words that rank, in the order of the query.
    pub scored: Vec<ScoredTerm>,
    /// What the user should know.
    pub warnings: Vec<QueryWarning>,
}

/// Whether the plain words side by side in a query are all asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strictness {
    /// All of them.
    AllWords,
    /// Any of them; phrases are asked for all the same.
    AnyWord,
    /// Any of them, those of phrases too.
    AnyWordOfPhrases,
}

/// What a query is planned for.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// The index.
    pub searcher: &'a Searcher,
    /// The config.
    pub config: &'a Config,
    /// The request that the query is part of.
    pub request: &'a SearchRequest,
}

/// Plans a query.
pub fn plan_query(
    scene: Scene<'_>,
    node: &Node,
    strictness: Strictness,
) -> Result<Plan, QueryError> {
    let mut planner = Planner {
        searcher: scene.searcher,
        scene,
        strictness,
        scored: Vec::new(),
        warnings: Vec::new(),
    };
    let clause = planner.top(node)?;
    Ok(Plan {
        clause: clause.unwrap_or(Clause::All),
        scored: planner.scored,
        warnings: planner.warnings,
    })
}

struct Planner<'a> {
    searcher: &'a Searcher,
    scene: Scene<'a>,
    strictness: Strictness,
    scored: Vec<ScoredTerm>,
    warnings: Vec<QueryWarning>,
}

/// Whether words under a node count for the rank: those that are excluded do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Worth {
    Ranks,
    Excludes,
}

/// A clause, or `None` where nothing is asked, as by a dash.
type Planned = Result<Option<Clause>, QueryError>;

impl Planner<'_> {
    fn top(&mut self, node: &Node) -> Planned {
        let nodes = match node {
            Node::And(nodes) => nodes.as_slice(),
            node => std::slice::from_ref(node),
        };
        let mut all = Vec::new();
        let mut any = Vec::new();
        for node in nodes {
            let clause = self.plan(node, Worth::Ranks)?;
            if self.is_any_enough(node) {
                any.extend(clause);
            } else {
                all.extend(clause);
            }
        }
        if !any.is_empty() {
            all.push(Clause::Or(any));
        }
        Ok((!all.is_empty()).then_some(Clause::And(all)))
    }

    fn plan(&mut self, node: &Node, worth: Worth) -> Planned {
        match node {
            Node::All => Ok(Some(Clause::All)),
            Node::Word { field: None, text }
            | Node::Phrase {
                field: None, text, ..
            } if self.is_any_enough(node) => self.any_part(text, worth),
            Node::Word { field, text } => self.words(*field, text, 0, worth),
            Node::Phrase { field, text, slop } => self.words(*field, text, *slop, worth),
            Node::Prefix { field, text } => self.prefix(*field, text, worth),
            Node::Facet { field, value, span } => {
                let field = self.scene.request.field_meant(*field);
                match facet_clause(self.searcher, self.scene.config, field, value) {
                    Ok(clause) => Ok(Some(clause)),
                    Err(error @ QueryError::UnknownValue { .. }) => {
                        let help = error.help().unwrap_or_default();
                        let message = format!("{error}; {help}");
                        self.warnings.push(QueryWarning::at(span.clone(), message));
                        Ok(None)
                    }
                    Err(error) => Err(error),
                }
            }
            Node::Near { operands, links } => {
                let operands: Vec<_> = operands.iter().collect();
                self.places(&operands, PlacesRule::Chain(links.clone()), worth)
            }
            Node::AtLeast { times, node } => {
                self.places(&[node.as_ref()], PlacesRule::AtLeast(*times), worth)
            }
            Node::Date(range) => Ok(Some(range_clause(*range))),
            Node::And(nodes) => {
                let clauses = self.plan_all(nodes, worth)?;
                Ok((!clauses.is_empty()).then_some(Clause::And(clauses)))
            }
            Node::Or(nodes) => {
                let clauses = self.plan_all(nodes, worth)?;
                Ok((!clauses.is_empty()).then_some(Clause::Or(clauses)))
            }
            Node::Not(node) => {
                let clause = self.plan(node, Worth::Excludes)?;
                Ok(clause.map(|clause| Clause::Not(Box::new(clause))))
            }
        }
    }

    /// True for words any of which may answer.
    fn is_any_enough(&self, node: &Node) -> bool {
        match node {
            Node::Word { field: None, .. } => self.strictness != Strictness::AllWords,
            Node::Phrase { field: None, .. } => self.strictness == Strictness::AnyWordOfPhrases,
            _ => false,
        }
    }

    fn plan_all(&mut self, nodes: &[Node], worth: Worth) -> Result<Vec<Clause>, QueryError> {
        let mut clauses = Vec::with_capacity(nodes.len());
        for node in nodes {
            clauses.extend(self.plan(node, worth)?);
        }
        Ok(clauses)
    }
}

fn range_clause(range: DateRange) -> Clause {
    let first = range.since.and_then(PartialDate::day_range);
    let last = range.until.and_then(PartialDate::day_range);
    Clause::Days(
        first.map(|(day, _)| day_number(day)),
        last.map(|(_, day)| day_number(day)),
    )
}
