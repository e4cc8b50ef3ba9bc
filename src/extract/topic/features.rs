//! What a linear model reads of a text: folded words and pairs of neighbours.

use crate::config::{TopicModel, feature_key, is_unspaced};
use crate::extract::Article;
use crate::text::key::word_key;

/// How often a word of the headline counts.
const HEADLINE: f32 = 2.0;

/// A feature of a text with its value, in the order of the features.
pub(super) type Vector = Vec<(u32, f32)>;

/// Calls `visit` with every word and every pair of neighbours: the key, the one or two words, and
/// how often it counts. Each character of a script without spaces is a word.
pub(super) fn each<'d>(article: &Article<'d>, mut visit: impl FnMut(u64, &[&'d str], f32)) {
    let empty = word_key("");
    for (part, count) in [
        (&article.headline, HEADLINE),
        (&article.subhead, 1.0),
        (&article.body, 1.0),
    ] {
        let mut before: Option<(u64, &'d str)> = None;
        for word in part.tokens.iter().flat_map(|token| units(token.text)) {
            let key = word_key(word);
            if key == empty {
                continue;
            }
            visit(feature_key([key]), &[word], count);
            if let Some((key_before, word_before)) = before {
                let pair = feature_key([key_before, key]);
                visit(pair, &[word_before, word], count);
            }
            before = Some((key, word));
        }
    }
}

/// The words of a token: its characters in a script without spaces.
fn units(text: &str) -> impl Iterator<Item = &str> {
    let is_cut = !text.is_ascii() && text.chars().any(is_unspaced);
    text.char_indices()
        .filter(move |(at, _)| is_cut || *at == 0)
        .map(move |(at, c)| {
            let end = if is_cut {
                at + c.len_utf8()
            } else {
                text.len()
            };
            &text[at..end]
        })
}

/// How often each feature counts, by key, once each.
pub(super) fn counts(article: &Article<'_>) -> Vec<(u64, f32)> {
    let mut all = Vec::with_capacity(2 * article.body.tokens.len());
    each(article, |key, _, count| all.push((key, count)));
    all.sort_unstable_by_key(|(key, _)| *key);
    let same = all.chunk_by(|a, b| a.0 == b.0);
    same.map(|same| (same[0].0, same.iter().map(|(_, count)| count).sum()))
        .collect()
}

/// The counts as a vector of length 1 over the features of a model: damped counts times rarity.
pub(super) fn vector(model: &TopicModel, counts: &[(u64, f32)]) -> Vector {
    let known = counts.iter().filter_map(|(key, count)| {
        let place = model.place(*key)?;
        Some((place, (1.0 + count.ln()) * model.rarity(place)))
    });
    let mut vector: Vector = known.collect();
    vector.sort_unstable_by_key(|(place, _)| *place);
    let length = vector.iter().map(|(_, v)| v * v).sum::<f32>().sqrt();
    for (_, value) in &mut vector {
        *value /= length;
    }
    vector
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_pairs_and_characters() {
        let article = Article::new(Some("Ferry Sails"), None, "ferry 央行", None, "", &[]);
        let mut seen = Vec::new();
        each(&article, |_, words, count| {
            seen.push((words.join(" "), count));
        });
        let seen: Vec<_> = seen.iter().map(|(w, c)| (w.as_str(), *c)).collect();
        let expected = [
            ("Ferry", 2.0),
            ("Sails", 2.0),
            ("Ferry Sails", 2.0),
            ("ferry", 1.0),
            ("央", 1.0),
            ("ferry 央", 1.0),
            ("行", 1.0),
            ("央 行", 1.0),
        ];
        assert_eq!(seen, expected);
        let ferry = feature_key([word_key("ferry")]);
        assert!(counts(&article).contains(&(ferry, 3.0)));
    }
}
