//! Stemming with a memory: the words of press releases repeat, so each is stemmed once a thread.

use std::cell::RefCell;

use rustc_hash::FxHashMap;
use tantivy::tokenizer::{Language, RawTokenizer, Stemmer, TextAnalyzer, TokenStream};

use super::kazakh;

/// How the words of a language are stemmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stemming {
    /// By the Snowball stemmer of the language.
    Snowball(Language),
    /// By our own light stemmer.
    Kazakh,
}

/// Words remembered for each language and thread; about 4 MB of them at most.
const MAX_REMEMBERED: usize = 1 << 16;

struct Memory {
    language: Language,
    analyzer: TextAnalyzer,
    stems: FxHashMap<String, String>,
}

thread_local! {
    /// A handful of languages at the most, the first ones first.
    static MEMORY: RefCell<Vec<Memory>> = const { RefCell::new(Vec::new()) };
}

/// Appends the stem of a folded word.
pub fn push_stem(stemming: Stemming, word: &str, out: &mut String) {
    let language = match stemming {
        Stemming::Kazakh => return out.push_str(kazakh::stem(word)),
        Stemming::Snowball(language) => language,
    };
    MEMORY.with_borrow_mut(|memories| {
        let memory = memory_of(memories, language);
        if let Some(stem) = memory.stems.get(word) {
            return out.push_str(stem);
        }
        let start = out.len();
        let mut stream = memory.analyzer.token_stream(word);
        if stream.advance() {
            out.push_str(&stream.token().text);
        }
        drop(stream);
        if out.len() == start {
            out.push_str(word);
        }
        if memory.stems.len() >= MAX_REMEMBERED {
            memory.stems.clear();
        }
        memory
            .stems
            .insert(word.to_owned(), out[start..].to_owned());
    });
}

fn memory_of(memories: &mut Vec<Memory>, language: Language) -> &mut Memory {
    let known = memories
        .iter()
        .position(|memory| memory.language == language);
    let at = known.unwrap_or_else(|| {
        memories.push(Memory {
            language,
            analyzer: TextAnalyzer::builder(RawTokenizer::default())
                .filter(Stemmer::new(language))
                .build(),
            stems: FxHashMap::default(),
        });
        memories.len() - 1
    });
    &mut memories[at]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(stemming: Stemming, words: &[&str]) {
        let stem = |word: &str| {
            let mut out = String::new();
            push_stem(stemming, word, &mut out);
            out
        };
        for word in words {
            assert_eq!(stem(word), stem(words[0]), "{word}");
            assert_eq!(stem(word), stem(word), "remembered");
        }
    }

    #[test]
    fn inflections_share_a_stem() {
        check(
            Stemming::Snowball(Language::English),
            &["sanction", "sanctions", "sanctioned", "sanctioning"],
        );
        check(
            Stemming::Snowball(Language::Russian),
            &["санкция", "санкции", "санкций", "санкциями"],
        );
    }
}
