//! How much the words of a release speak for each topic.

use crate::config::{Lexicon, LookupText, TermMatch, TopicTree};
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
    weighed(&Parts::of(article), article.language, tree).map_or_else(Found::default, |(_, f)| f)
}

/// The terms that counted: the topic that each speaks for, its words, and how much it speaks.
pub(super) fn terms(article: &Article<'_>, tree: &TopicTree) -> Vec<(usize, String, f32)> {
    let parts = Parts::of(article);
    let Some((lexicon, _)) = weighed(&parts, article.language, tree) else {
        return Vec::new();
    };
    let mut terms = Vec::new();
    for same_term in parts
        .counts(lexicon)
        .chunk_by(|a, b| a.found.term == b.found.term)
    {
        let Some(first) = same_term.first() else {
            continue;
        };
        for evidence in first.found.evidence {
            let words = first.text.shown(first.found.span);
            terms.push((evidence.topic, words, evidence.weight * damped(same_term)));
        }
    }
    terms.sort_by(|a, b| b.2.total_cmp(&a.2).then_with(|| a.1.cmp(&b.1)));
    terms
}

/// The lexicon that speaks for a text, with what it finds.
fn weighed<'t>(parts: &Parts, language: &str, tree: &'t TopicTree) -> Option<(&'t Lexicon, Found)> {
    let own = tree.lexicon(language).map(|l| (l, parts.found(l, tree)));
    if let Some(own) = own.filter(|(_, found)| found.total() > 0.0) {
        return Some(own);
    }
    let mut best: Option<(&Lexicon, Found)> = None;
    for lexicon in tree.lexicons() {
        let found = parts.found(lexicon, tree);
        let most = best.as_ref().map_or(0.0, |(_, best)| best.total());
        if found.total() > most {
            best = Some((lexicon, found));
        }
    }
    best
}

/// A term where it stands.
struct Counted<'c> {
    found: TermMatch<'c>,
    /// How much the part counts that it stands in.
    count: f32,
    text: &'c LookupText,
}

/// How much several mentions of one term count, each less than the one before.
fn damped(same_term: &[Counted<'_>]) -> f32 {
    let count: f32 = same_term.iter().map(|c| c.count).sum();
    count * (SATURATION + 1.0) / (count + SATURATION)
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

    fn found(&self, lexicon: &Lexicon, tree: &TopicTree) -> Found {
        let counts = self.counts(lexicon);
        let mut by_topic = vec![0.0; tree.topics().len()];
        for same_term in counts.chunk_by(|a, b| a.found.term == b.found.term) {
            let damped = damped(same_term);
            for evidence in same_term.first().map_or(&[][..], |c| c.found.evidence) {
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

    /// The terms of a lexicon, equal ones beside each other.
    fn counts<'c>(&'c self, lexicon: &'c Lexicon) -> Vec<Counted<'c>> {
        let of_body = |start| if start < self.lead_end { LEAD } else { BODY };
        let mut counts: Vec<Counted<'_>> = Vec::new();
        for (text, part) in [
            (&self.headline, Some(HEADLINE)),
            (&self.subhead, Some(SUBHEAD)),
            (&self.body, None),
        ] {
            let found = lexicon.matches(text).into_iter();
            counts.extend(found.map(|found| Counted {
                count: part.unwrap_or_else(|| of_body(found.start)),
                found,
                text,
            }));
        }
        counts.sort_by_key(|c| c.found.term);
        counts
    }
}
