//! The features of a possible name. The trainer and the program at work use this one definition.
//!
//! A name is scored as a sum over its words (each in its role), its left edge, its right edge and
//! itself as a whole, so that the scores of words and edges are reckoned once a run.

use super::memory::Memory;
use super::word::{Form, Gap, Word};
use crate::config::WordClass;
use crate::text::key::{ascii_key, word_key};

/// Where a word stands in a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// The only word.
    Only,
    /// The first of several.
    First,
    /// Neither first nor last.
    Inner,
    /// The last of several.
    Last,
}

/// Takes features one by one: a sum of weights at work, a list in training.
pub(super) trait Sink {
    /// Takes one feature.
    fn take(&mut self, feature: u64);
}

/// What the features read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scene<'s> {
    /// The words of one text.
    pub words: &'s [Word<'s>],
    /// What the whole release tells.
    pub memory: &'s Memory,
}

/// A possible name: words `start..end` of the run that ends before `run_end`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    pub start: usize,
    pub end: usize,
    pub run_start: usize,
    pub run_end: usize,
}

/// A word with what is the same in every role.
pub(super) struct Told<'s> {
    word: &'s Word<'s>,
    seen: u16,
    suffixes: [u64; 3],
    prefix: u64,
}

impl Told<'_> {
    /// The features of the word in a role.
    pub(super) fn features<S: Sink>(&self, role: Role, sink: &mut S) {
        let Self { word, seen, .. } = *self;
        let classes = word.classes.bits();
        let mut put = |template: u64, value: u64| {
            sink.take(mix(template * 4 + role as u64, value));
        };
        put(1, word.key);
        let form = word.form as u64;
        put(2, form);
        put(3, u64::from(classes) << 4 | form);
        for bit in set_bits(classes) {
            put(4, bit);
        }
        for bit in set_bits(seen) {
            put(5, bit);
        }
        put(6, u64::from(seen));
        put(7, self.suffixes[0]);
        put(8, self.suffixes[1]);
        put(9, self.suffixes[2]);
        put(10, self.prefix);
        put(11, word.name.len().min(12) as u64);
        put(12, word.gap as u64);
        let known = WordClass::GIVEN.with(WordClass::SURNAME);
        let name_class = u64::from(classes & known.bits());
        put(13, name_class << 16 | u64::from(seen));
        put(14, (word.gap as u64) << 8 | name_class << 4 | form);
    }
}

impl<'s> Scene<'s> {
    /// What is told of a word.
    pub(super) fn told(&self, index: usize) -> Told<'s> {
        let word = &self.words[index];
        Told {
            word,
            seen: self.memory.seen(word.key).bits(),
            suffixes: [2, 3, 4].map(|num_letters| suffix_key(word.name, num_letters)),
            prefix: prefix_key(word.name),
        }
    }

    /// The features of the left edge of a name that begins at word `start`.
    pub(super) fn left<S: Sink>(&self, start: usize, sink: &mut S) {
        let gap = self.words[start].gap as u64;
        let before = start.checked_sub(1).and_then(|i| self.words.get(i));
        let before2 = start.checked_sub(2).and_then(|i| self.words.get(i));
        let before3 = start.checked_sub(3).and_then(|i| self.words.get(i));
        self.edge([before, before2, before3], gap, 20, sink);
    }

    /// The features of the right edge of a name that ends before word `end`.
    pub(super) fn right<S: Sink>(&self, end: usize, sink: &mut S) {
        let after = self.words.get(end);
        let possessive = u64::from(self.words[end - 1].possessive);
        let gap = after.map_or(Gap::Start, |w| w.gap) as u64 | possessive << 6;
        let after2 = self.words.get(end + 1);
        let after3 = self.words.get(end + 2);
        self.edge([after, after2, after3], gap, 40, sink);
    }

    fn edge<S: Sink>(&self, beside: [Option<&Word<'_>>; 3], gap: u64, base: u64, sink: &mut S) {
        let mut put = |template: u64, value: u64| sink.take(mix((base + template) * 4, value));
        let [near, far, farther] = beside;
        let key = |word: Option<&Word<'_>>| word.map_or(0, |w| w.key);
        let classes = |word: Option<&Word<'_>>| word.map_or(0, |w| w.classes.bits());
        put(0, gap);
        put(1, key(near));
        put(2, key(near) ^ mix(gap + 1, 7));
        put(3, key(far));
        put(4, key(near).rotate_left(9) ^ key(far));
        put(5, key(farther));
        let form = near.map_or(Form::Number, |w| w.form) as u64;
        put(6, gap << 8 | form);
        put(7, u64::from(classes(near)) << 16 | gap << 8 | form);
        for bit in set_bits(classes(near)) {
            put(8, bit << 8 | gap);
        }
        for bit in set_bits(classes(far)) {
            put(9, bit << 8 | gap);
        }
        for bit in set_bits(classes(farther)) {
            put(10, bit);
        }
        let far_gap = far.map_or(0, |w| w.gap as u64);
        put(
            11,
            gap << 16 | far_gap << 8 | far.map_or(0, |w| w.form as u64),
        );
        if let Some(near) = near.filter(|w| w.form.is_name_like()) {
            put(12, u64::from(self.memory.seen(near.key).bits()));
            put(13, suffix_key(near.name, 3));
        }
        if let Some(near) = near.filter(|w| w.form == Form::Lower) {
            put(14, suffix_key(near.name, 3));
        }
    }

    /// The features of the name as a whole.
    pub(super) fn whole<S: Sink>(&self, name: Candidate, sink: &mut S) {
        let mut put = |template: u64, value: u64| sink.take(mix((60 + template) * 4, value));
        let words = &self.words[name.start..name.end];
        let length = words.len() as u64;
        let known = WordClass::GIVEN.with(WordClass::SURNAME);
        let mut forms = 0;
        let mut classes = 0;
        let mut kinds = 0;
        for word in words {
            let names = u64::from(word.classes.bits() & known.bits());
            forms = forms << 4 | word.form as u64;
            classes = classes << 2 | names;
            kinds = kinds << 2 | kind(word);
        }
        let left_over = (name.start - name.run_start).min(2) as u64;
        let right_over = (name.run_end - name.end).min(2) as u64;
        put(0, length);
        put(1, forms << 3 | length);
        put(2, classes << 3 | length);
        put(3, kinds << 3 | length);
        put(4, left_over << 6 | right_over << 4 | length);
        put(5, left_over << 2 | right_over);
        let gap = words[0].gap as u64;
        let after = self.words.get(name.end).map_or(Gap::Start, |w| w.gap) as u64;
        put(6, gap << 16 | after << 8 | length);
        let before = name.start.checked_sub(1).and_then(|i| self.words.get(i));
        let title = WordClass::TITLE.with(WordClass::HONORIFIC);
        let titled = u64::from(before.is_some_and(|w| w.classes.has(title)));
        put(7, titled << 32 | classes << 3 | length);
        let first = self.memory.seen(words[0].key).bits();
        let last = self.memory.seen(words[words.len() - 1].key).bits();
        put(
            8,
            u64::from(first) << 24 | u64::from(last) << 8 | length.min(3),
        );
        put(9, classes << 24 | gap << 16 | after << 8 | length);
    }
}

/// A word's part in the shape of a name: known name, other capitalised, initial, particle.
fn kind(word: &Word<'_>) -> u64 {
    match word.form {
        Form::Initial => 2,
        Form::Lower | Form::Number => 3,
        _ if word.classes.has(WordClass::PARTICLE) => 3,
        _ if word.classes.has(WordClass::GIVEN.with(WordClass::SURNAME)) => 1,
        _ => 0,
    }
}

/// The key of the last letters.
fn suffix_key(name: &str, num_letters: usize) -> u64 {
    let bytes = name.as_bytes();
    let ending = &bytes[bytes.len().saturating_sub(num_letters)..];
    if ending.is_ascii() {
        return ascii_key(ending.iter().map(u8::to_ascii_lowercase));
    }
    let start = name.char_indices().rev().nth(num_letters - 1);
    word_key(&name[start.map_or(0, |c| c.0)..])
}

/// The key of the first three letters.
fn prefix_key(name: &str) -> u64 {
    let bytes = name.as_bytes();
    let beginning = &bytes[..bytes.len().min(3)];
    if beginning.is_ascii() {
        return ascii_key(beginning.iter().map(u8::to_ascii_lowercase));
    }
    let end = name.char_indices().nth(3).map_or(name.len(), |c| c.0);
    word_key(&name[..end])
}

fn set_bits(mut bits: u16) -> impl Iterator<Item = u64> {
    std::iter::from_fn(move || {
        let lowest = (bits != 0).then(|| u64::from(bits.trailing_zeros()));
        bits &= bits.wrapping_sub(1);
        lowest
    })
}

/// One number out of a template and a value (the finaliser of `MurmurHash3`).
fn mix(template: u64, value: u64) -> u64 {
    let mut x = value ^ template.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    x ^= x >> 33;
    x = x.wrapping_mul(0xff51_afd7_ed55_8ccd);
    x ^= x >> 33;
    x = x.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    x ^ (x >> 33)
}
