//! The terms of one language as written; they become a lexicon when they are first asked for.

use std::ops::Range;
use std::sync::OnceLock;

use super::lexicon::{Evidence, Lexicon};
use super::term::parse;

/// What a list of terms is for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum ListKind {
    /// Its terms speak for the topic, with this weight unless they give their own.
    Speaks(f32),
    /// Its phrases hide the words in them.
    Excludes,
}

/// One list of a topic.
#[derive(Debug, Clone)]
pub(super) struct TermList {
    /// The place of the topic in the tree.
    pub topic: usize,
    /// What the list is for.
    pub kind: ListKind,
    /// What the weights are multiplied by.
    pub factor: f32,
    /// The terms, parted by commas.
    pub terms: String,
    /// Where the list stands in the file, in bytes.
    pub span: Range<usize>,
}

/// All lists of one language.
#[derive(Debug, Clone, Default)]
pub(super) struct LanguageTerms {
    lists: Vec<TermList>,
    lexicon: OnceLock<Lexicon>,
}

impl LanguageTerms {
    pub fn push(&mut self, list: TermList) {
        self.lists.push(list);
    }

    /// The lexicon; what is wrong with a term was said by [`Self::check`] and leaves it out.
    pub fn lexicon(&self) -> &Lexicon {
        self.lexicon.get_or_init(|| self.build(|_, _, _| ()))
    }

    /// Calls `refuse` with every list, term and reason where the notation is wrong.
    pub fn check(&self, refuse: impl FnMut(&TermList, &str, String)) {
        let lexicon = self.build(refuse);
        self.lexicon.get_or_init(|| lexicon);
    }

    fn build(&self, mut refuse: impl FnMut(&TermList, &str, String)) -> Lexicon {
        let mut lexicon = Lexicon::default();
        for list in &self.lists {
            let terms = list.terms.split(',').map(str::trim);
            for term in terms.filter(|term| !term.is_empty()) {
                if let Err(message) = list.take(term, &mut lexicon) {
                    refuse(list, term, message);
                }
            }
        }
        lexicon
    }
}

impl TermList {
    fn take(&self, term: &str, lexicon: &mut Lexicon) -> Result<(), String> {
        match self.kind {
            ListKind::Speaks(usual) => {
                let term = parse(term, usual).map_err(|e| e.to_string())?;
                let evidence = Evidence {
                    topic: self.topic,
                    weight: term.weight * self.factor,
                };
                let is_new = lexicon
                    .add(term.words, evidence)
                    .map_err(|e| e.to_string())?;
                let twice = || format!("the term `{}` is given twice for this topic", term.words);
                is_new.then_some(()).ok_or_else(twice)
            }
            ListKind::Excludes => {
                let excluded = lexicon.exclude(term, self.topic);
                let speaks = excluded.map_err(|e| e.to_string())?;
                let both = || format!("`{term}` is both a term and excluded");
                (!speaks).then_some(()).ok_or_else(both)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(lists: &[(ListKind, &str)]) -> LanguageTerms {
        let mut terms = LanguageTerms::default();
        for (kind, written) in lists {
            terms.push(TermList {
                topic: 0,
                kind: *kind,
                factor: 1.0,
                terms: (*written).to_owned(),
                span: 0..0,
            });
        }
        terms
    }

    fn check(lists: &[(ListKind, &str)], expected: &[&str]) {
        let mut refused = Vec::new();
        terms(lists).check(|_, term, _| refused.push(term.to_owned()));
        assert_eq!(refused, expected);
    }

    #[test]
    fn what_is_wrong_is_refused_term_by_term() {
        let speaks = ListKind::Speaks(2.0);
        check(&[(speaks, "tariff, , quota")], &[]);
        check(
            &[(speaks, "tariff^0, quota, quotas")],
            &["tariff^0", "quotas"],
        );
        check(
            &[(speaks, "quota"), (ListKind::Excludes, "quota, ry*k")],
            &["quota", "ry*k"],
        );
    }

    #[test]
    fn a_wrong_term_leaves_the_others_in_the_lexicon() {
        let terms = terms(&[(ListKind::Speaks(2.0), "ry*k, quota")]);
        let text = super::super::LookupText::of(&crate::text::token::tokens("import quotas"));
        assert_eq!(terms.lexicon().matches(&text).len(), 1);
    }
}
