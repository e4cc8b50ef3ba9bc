//! A set of documents of one segment.

use tantivy::DocId;

/// Documents, one bit each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocBits {
    words: Vec<u64>,
    max_doc: DocId,
}

impl DocBits {
    /// No document of a segment that has `max_doc` of them.
    pub fn none(max_doc: DocId) -> Self {
        Self {
            words: vec![0; max_doc.div_ceil(64) as usize],
            max_doc,
        }
    }

    /// Every document.
    pub fn all(max_doc: DocId) -> Self {
        let mut bits = Self {
            words: vec![u64::MAX; max_doc.div_ceil(64) as usize],
            max_doc,
        };
        if let (Some(last), used @ 1..) = (bits.words.last_mut(), max_doc % 64) {
            *last = (1 << used) - 1;
        }
        bits
    }

    /// Takes a document in. One that the segment does not have is passed over.
    pub fn insert(&mut self, doc: DocId) {
        if let Some(word) = self.words.get_mut((doc / 64) as usize) {
            *word |= 1 << (doc % 64);
        }
    }

    /// Takes a document out.
    pub fn remove(&mut self, doc: DocId) {
        if let Some(word) = self.words.get_mut((doc / 64) as usize) {
            *word &= !(1 << (doc % 64));
        }
    }

    /// True when the document is in.
    pub fn contains(&self, doc: DocId) -> bool {
        let word = self.words.get((doc / 64) as usize);
        word.is_some_and(|word| word & (1 << (doc % 64)) != 0)
    }

    /// Keeps what is also in the other.
    pub fn keep(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= other;
        }
    }

    /// Adds the other.
    pub fn add(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word |= other;
        }
    }

    /// Everything that is not in, among the documents of the segment.
    pub fn complement(&self) -> Self {
        let mut all = Self::all(self.max_doc);
        for (word, out) in all.words.iter_mut().zip(&self.words) {
            *word &= !out;
        }
        all
    }

    /// Documents in.
    pub fn len(&self) -> u64 {
        self.words
            .iter()
            .map(|word| u64::from(word.count_ones()))
            .sum()
    }

    /// True when no document is in.
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// The documents in order.
    pub fn iter(&self) -> impl Iterator<Item = DocId> + '_ {
        (0..)
            .zip(&self.words)
            .flat_map(|(place, word): (DocId, _)| {
                let mut rest = *word;
                std::iter::from_fn(move || {
                    let bit = (rest != 0).then(|| rest.trailing_zeros())?;
                    rest &= rest - 1;
                    Some(place * 64 + bit)
                })
            })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_last_word_holds_no_more_than_the_segment() {
        for max_doc in [0, 1, 63, 64, 65, 128] {
            assert_eq!(DocBits::all(max_doc).len(), u64::from(max_doc));
            assert_eq!(DocBits::none(max_doc).complement(), DocBits::all(max_doc));
        }
    }

    proptest! {
        #[test]
        fn sets_behave_as_sets(
            left in prop::collection::btree_set(0u32..200, 0..50),
            right in prop::collection::btree_set(0u32..200, 0..50),
        ) {
            let bits = |docs: &std::collections::BTreeSet<u32>| {
                let mut bits = DocBits::none(200);
                for doc in docs {
                    bits.insert(*doc);
                }
                bits
            };
            let mut both = bits(&left);
            both.keep(&bits(&right));
            let expected: Vec<_> = left.intersection(&right).copied().collect();
            prop_assert_eq!(both.iter().collect::<Vec<_>>(), expected);
            let mut either = bits(&left);
            either.add(&bits(&right));
            let expected: Vec<_> = left.union(&right).copied().collect();
            prop_assert_eq!(either.iter().collect::<Vec<_>>(), expected);
        }
    }
}
