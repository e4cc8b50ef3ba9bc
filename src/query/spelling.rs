//! Mends the words of a query that no release has.

use super::field::TextField;
use super::plan::{Speller, word_parts};
use super::syntax::Node;
use super::{MendedQuery, MendedWord, QueryWarning};
use crate::index::{IndexError, PieceKind, normal_form, split};

/// The most unknown words of a query that are looked up.
const MAX_LOOKED_UP: usize = 16;

/// A tree with its unknown words mended.
pub struct Mending {
    /// The tree.
    pub node: Node,
    /// What was mended, if anything.
    pub mended: Option<MendedQuery>,
    /// More words are unknown than are looked up.
    pub is_cut: bool,
}

impl Mending {
    /// What the user should know about it.
    pub fn warnings(&self, query: &str) -> Vec<QueryWarning> {
        let mut warnings = Vec::new();
        if let Some(mended) = &self.mended {
            let shown = &mended.query;
            warnings.push(QueryWarning::new(format!(
                "showing results for `{shown}`; `--exact` searches for `{query}` instead"
            )));
        }
        if self.is_cut {
            warnings.push(QueryWarning::new(format!(
                "only the first {MAX_LOOKED_UP} words that no release has were looked up for slips"
            )));
        }
        warnings
    }
}

/// Mends the unknown words of a tree.
///
/// Words in quotation marks, beginnings of words, excluded words and values of facets stay as they
/// are: who writes them means them to the letter.
pub fn mend(query: &str, node: Node, speller: Speller<'_>) -> Result<Mending, IndexError> {
    let mut walker = Mender {
        speller,
        num_looked_up: 0,
        is_cut: false,
        words: Vec::new(),
    };
    let node = walker.node(node)?;
    let is_cut = walker.is_cut;
    let mended = (!walker.words.is_empty()).then(|| MendedQuery {
        query: replaced(query, &walker.words),
        words: walker.words,
    });
    Ok(Mending {
        node,
        mended,
        is_cut,
    })
}

struct Mender<'a> {
    speller: Speller<'a>,
    num_looked_up: usize,
    is_cut: bool,
    words: Vec<MendedWord>,
}

impl Mender<'_> {
    fn node(&mut self, node: Node) -> Result<Node, IndexError> {
        Ok(match node {
            Node::Word { field, text } if field != Some(TextField::Number) => Node::Word {
                text: self.text(field, &text)?,
                field,
            },
            Node::And(nodes) => Node::And(self.nodes(nodes)?),
            Node::Or(nodes) => Node::Or(self.nodes(nodes)?),
            node => node,
        })
    }

    fn nodes(&mut self, nodes: Vec<Node>) -> Result<Vec<Node>, IndexError> {
        nodes.into_iter().map(|node| self.node(node)).collect()
    }

    fn text(&mut self, field: Option<TextField>, text: &str) -> Result<String, IndexError> {
        let mut mended = String::new();
        let mut at = 0;
        for piece in split(text).iter().filter(|p| p.kind == PieceKind::Word) {
            let typed = normal_form(&text[piece.start..piece.end]);
            if let Some(meant) = self.meant(field, &typed)? {
                mended.push_str(&text[at..piece.start]);
                mended.push_str(&meant);
                at = piece.end;
            }
        }
        mended.push_str(&text[at..]);
        Ok(mended)
    }

    fn meant(
        &mut self,
        field: Option<TextField>,
        typed: &str,
    ) -> Result<Option<String>, IndexError> {
        if let Some(known) = self.words.iter().find(|word| word.typed == typed) {
            return Ok(Some(known.meant.clone()));
        }
        if self.is_cut || !self.speller.may_be_mended(typed) || self.speller.is_known(typed)? {
            return Ok(None);
        }
        if self.num_looked_up == MAX_LOOKED_UP {
            self.is_cut = true;
            return Ok(None);
        }
        self.num_looked_up += 1;
        let Some(meant) = self.speller.nearest(typed, word_parts(field))? else {
            return Ok(None);
        };
        // Contacts and boilerplate have words that the text as a whole has not.
        if meant == typed {
            return Ok(None);
        }
        self.words.push(MendedWord {
            typed: typed.to_owned(),
            meant: meant.clone(),
        });
        Ok(Some(meant))
    }
}

/// The query as typed but for these words; what stands in quotation marks stays.
fn replaced(query: &str, words: &[MendedWord]) -> String {
    let mut out = String::new();
    let mut at = 0;
    for piece in split(query) {
        let typed = normal_form(&query[piece.start..piece.end]);
        let Some(word) = words.iter().find(|word| word.typed == typed) else {
            continue;
        };
        let num_quotes = query[..piece.start].matches(['"', '“', '”', '«', '»']);
        if num_quotes.count().is_multiple_of(2) {
            out.push_str(&query[at..piece.start]);
            out.push_str(&word.meant);
            at = piece.end;
        }
    }
    out.push_str(&query[at..]);
    out
}

#[cfg(test)]
mod tests {
    use crate::index::sample::{config, index_of, release};
    use crate::query::{SearchRequest, SearchResponse, search};

    fn answer(query: &str, exact: bool) -> SearchResponse {
        let releases = [
            release(
                "/deal",
                "Sanctions eased",
                "Kassym-Jomart Tokayev signed the grain deal.",
            ),
            release(
                "/talks",
                "Talks",
                "Tokayev met the ministers; sanctions came up in 2021.",
            ),
            release("/dock", "Dock", "The dock of Zelenograd was mended."),
        ];
        let (_folder, searcher) = index_of(&releases, 2);
        let request = SearchRequest {
            query: query.to_owned(),
            exact,
            ..SearchRequest::default()
        };
        search(&searcher, &request, config()).expect("answer")
    }

    fn check(query: &str, mended: Option<&str>, hits: &[&str]) {
        let answer = answer(query, false);
        let found: Vec<_> = answer.hits.iter().map(|hit| hit.source.as_str()).collect();
        assert_eq!(found, hits, "{query}");
        let query_mended = answer.mended.map(|mended| mended.query);
        assert_eq!(query_mended.as_deref(), mended, "{query}");
    }

    #[test]
    fn a_slip_is_mended_and_told() {
        check("grian deal", Some("grain deal"), &["/deal"]);
        check("Tokaev ministers", Some("tokayev ministers"), &["/talks"]);
        check("Kassim-Jomart", Some("kassym-Jomart"), &["/deal"]);
        check("headline:sanctoins", Some("headline:sanctions"), &["/deal"]);
        check("Zelenogard", Some("zelenograd"), &["/dock"]);
        let warnings = answer("grian deal", false).warnings;
        assert_eq!(warnings.len(), 1);
        assert_eq!(
            warnings[0].message,
            "showing results for `grain deal`; `--exact` searches for `grian deal` instead"
        );
    }

    #[test]
    fn what_is_known_or_meant_to_the_letter_stays() {
        check("sanction", None, &["/deal", "/talks"]);
        check("2012", None, &[]);
        check("\"grian deal\"", None, &["/deal"]);
        check("deal -sanctoins", None, &["/deal"]);
        check("dok", None, &[]);
        check("number:sanctoins", None, &[]);
    }

    #[test]
    fn exact_mends_nothing_and_asks_for_no_less() {
        assert_eq!(answer("grian deal", true).total, 0);
        assert_eq!(answer("grain dock", true).total, 0);
        assert_eq!(answer("grain dock", false).total, 2);
    }

    #[test]
    fn heaps_of_unknown_words_are_answered() {
        let query = (0..3000).map(|n| format!("{}qxzv", "ab".repeat(n % 97 + 1)));
        let answer = answer(&query.collect::<Vec<_>>().join(" "), false);
        let last = answer.warnings.last().expect("a warning");
        assert!(last.message.starts_with("only the first 16 words"));
    }
}
