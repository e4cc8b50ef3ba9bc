//! Passages of a hit with what matched marked.

use super::Snippet;
use super::plan::Plan;
use crate::index::Searcher;
use crate::release::Release;

/// Makes the snippets of one search.
pub struct SnippetMaker {
    num_snippets: usize,
}

impl SnippetMaker {
    /// For the words of a plan.
    pub fn new(_plan: &Plan, _searcher: &Searcher, num_snippets: usize) -> Self {
        Self { num_snippets }
    }

    /// The snippets of a hit.
    pub fn snippets(&self, release: &Release) -> Vec<Snippet> {
        let text: String = release.body.chars().take(200).collect();
        (self.num_snippets > 0 && !text.is_empty())
            .then(|| Snippet {
                text,
                highlights: Vec::new(),
            })
            .into_iter()
            .collect()
    }
}
