//! Normalisation, spans, tokens, sentences and paragraphs. Knows nothing of releases.

pub mod atom;
pub mod fold;
pub mod inflect;
pub mod key;
pub mod prefix;
pub mod skeleton;
pub mod token;
