//! Why a hit ranks where it does.

/// What each word adds to the score of a hit; in order, `score` of all parts adds up to that of the
/// hit, bit for bit.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ScoreExplanation {
    /// The parts, in the order in which they are added up.
    pub parts: Vec<ScorePart>,
}

/// What one word adds to a score, by BM25.
#[derive(Debug, Clone, PartialEq)]
pub struct ScorePart {
    /// The word as asked for, folded, or the stem that was learnt.
    pub word: String,
    /// The term of the index that stands in the release: `en:sanction`.
    pub term: String,
    /// The field of the index whose statistics count.
    pub field: String,
    /// How often the release has it, each time as often as the weight of its part says.
    pub tf: u32,
    /// Words of the field in the release, counted the same way, as the index rounds it.
    pub length: u32,
    /// Releases that have the word.
    pub doc_freq: u64,
    /// Releases that have the field.
    pub num_docs: u64,
    /// How telling the word is.
    pub idf: f32,
    /// What the word counts, `learnt` included.
    pub weight: f32,
    /// What of `weight` the best hits of a first round add.
    pub learnt: f32,
    /// What it adds to the score.
    pub score: f32,
}
