//! Normalisation, spans, tokens, sentences and paragraphs. Knows nothing of releases.

pub mod fold;
pub mod key;
pub mod token;
