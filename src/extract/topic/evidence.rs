//! How much the words of a release speak for each topic.

use crate::config::{LookupText, TermMatch, TopicTree};
use crate::extract::Article;

/// What was found in a text.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Found {
    /// The evidence for each topic of the tree, in its order, without that of the topics below.
    pub by_topic: Vec<f32>,
    /// The length of the text in words.
    pub num_words: usize,
}

/// How much a term counts in each part of a release.
const HEADLINE: f32 = 3.0;
const SUBHEAD: f32 = 2.0;
const LEAD: f32 = 2.0;
const BODY: f32 = 1.0;

/// Where the count of one term saturates: `k1` of BM25 at its usual value (Robertson and Zaragoza,
/// "The Probabilistic Relevance Framework", 2009).
const SATURATION: f32 = 1.2;

/// Counts the terms of the article's language; of every language when it is not known or says
/// nothing, and then the language with the most evidence speaks.
pub(super) fn evidence(article: &Article<'_>, tree: &TopicTree) -> Found {
    let parts = Parts::of(article);
    let own = tree.lexicon(article.language).map(|l| parts.found(l, tree));
    if let Some(found) = own.filter(|f| f.total() > 0.0) {
        return found;
    }
    let mut best = Found::default();
    for lexicon in tree.lexicons() {
        let found = parts.found(lexicon, tree);
        if found.total() > best.total() {
            best = found;
        }
    }
    best
}

impl Found {
    fn total(&self) -> f32 {
        self.by_topic.iter().sum()
    }
}

struct Parts {
    headline: LookupText,
    subhead: LookupText,
    body: LookupText,
    lead_end: usize,
}

impl Parts {
    fn of(article: &Article<'_>) -> Self {
        Self {
            headline: LookupText::of(&article.headline.tokens),
            subhead: LookupText::of(&article.subhead.tokens),
            body: LookupText::of(&article.body.tokens),
            lead_end: article.lead_end,
        }
    }

    fn found(&self, lexicon: &crate::config::Lexicon, tree: &TopicTree) -> Found {
        let mut counts: Vec<(TermMatch<'_>, f32)> = Vec::new();
        let headline = lexicon.matches(&self.headline).into_iter();
        counts.extend(headline.map(|m| (m, HEADLINE)));
        let subhead = lexicon.matches(&self.subhead).into_iter();
        counts.extend(subhead.map(|m| (m, SUBHEAD)));
        let body = lexicon.matches(&self.body).into_iter();
        counts.extend(body.map(|m| (m, if m.start < self.lead_end { LEAD } else { BODY })));
        counts.sort_by_key(|(found, _)| found.term);

        let mut by_topic = vec![0.0; tree.topics().len()];
        for same_term in counts.chunk_by(|a, b| a.0.term == b.0.term) {
            let count: f32 = same_term.iter().map(|(_, count)| count).sum();
            let damped = count * (SATURATION + 1.0) / (count + SATURATION);
            for evidence in same_term.first().map_or(&[][..], |(m, _)| m.evidence) {
                if let Some(sum) = by_topic.get_mut(evidence.topic) {
                    *sum += evidence.weight * damped;
                }
            }
        }
        Found {
            by_topic,
            num_words: self.headline.num_words() + self.subhead.num_words() + self.body.num_words(),
        }
    }
}
