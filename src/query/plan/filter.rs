//! The filters of a request in terms of the index.

use super::clause::Clause;
use super::resolve::{date_clause, facet_clause};
use crate::config::Config;
use crate::index::{Searcher, day_number};
use crate::query::{FacetField, Filters, QueryError, SearchRequest};
use crate::release::PartialDate;

/// Filters, resolved.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FilterPlan {
    /// For each facet with chosen values, any of them.
    pub choices: Vec<(FacetField, Clause)>,
    /// Everything else that is asked for.
    pub others: Vec<Clause>,
}

impl FilterPlan {
    /// Resolves the filters of a request.
    pub fn new(
        searcher: &Searcher,
        config: &Config,
        request: &SearchRequest,
    ) -> Result<Self, QueryError> {
        let filters = &request.filters;
        let mut plan = Self::default();
        for (field, typed) in &filters.with {
            let field = request.field_meant(*field);
            let clause = facet_clause(searcher, config, field, typed)?;
            plan.choose(field, clause);
        }
        for (field, typed) in &filters.without {
            let field = request.field_meant(*field);
            let clause = facet_clause(searcher, config, field, typed)?;
            plan.others.push(Clause::Not(Box::new(clause)));
        }
        plan.add_dates(filters);
        Ok(plan)
    }

    fn choose(&mut self, field: FacetField, clause: Clause) {
        match self.choices.iter_mut().find(|(known, _)| *known == field) {
            Some((_, Clause::Or(clauses))) => clauses.push(clause),
            _ => self.choices.push((field, Clause::Or(vec![clause]))),
        }
    }

    fn add_dates(&mut self, filters: &Filters) {
        let since = filters.since.map(PartialDate::day_range);
        let until = filters.until.map(PartialDate::day_range);
        if since.is_some() || until.is_some() {
            let first = since.flatten().map(|(first, _)| day_number(first));
            let last = until.flatten().map(|(_, last)| day_number(last));
            self.others.push(Clause::Days(first, last));
        }
        if !filters.dates.is_empty() {
            let within = filters.dates.iter().map(|date| date_clause(*date));
            self.others.push(Clause::Or(within.collect()));
        }
        for date in &filters.not_dates {
            self.others.push(Clause::Not(Box::new(date_clause(*date))));
        }
        if filters.undated {
            self.others.push(Clause::Undated);
        }
        if filters.dated {
            self.others.push(Clause::Not(Box::new(Clause::Undated)));
        }
    }
}
