//! How text becomes terms: the same for the index and for queries.
//!
//! A word is folded (case, accents) and stemmed by the language of its release. The term carries the
//! language it was stemmed by (`en:sanction`), so that the stems of one language never meet those
//! of another; words with digits, and words of languages without a stemmer, are terms as they are.
//! A query word, whose language nobody names, is stemmed by every language that the index holds
//! and that is written in its script. Scripts without spaces become pairs of characters.

mod kazakh;
mod language;
mod prepared;
mod split;
mod stem;

pub use language::{IndexLanguages, language_of_term, term_of_word, terms_of_query_word};
pub use prepared::{MAX_DISTANCE, PreparedText, SENTENCE_START, Word, each_term, register, words};
pub use split::{Piece, PieceKind, normal_form, split};

pub(super) use prepared::TOKENIZER;
