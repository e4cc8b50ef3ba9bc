//! Mojibake: UTF-8 that was read as windows-1252 or windows-1251 and saved again.
//!
//! `’` is the bytes E2 80 99, and these read as windows-1252 are `â€™`. The way back is to find
//! characters that stand for the bytes of a sound UTF-8 sequence. Such a sequence alone is no
//! proof, since `É»` and `Ві` stand in French and Ukrainian; each run of sequences is judged by itself.

use codec::{CYRILLIC, Codec, WESTERN};
use sequence::Sequence;

mod codec;
mod sequence;

/// Text can be damaged more than once; each pass takes one layer off.
const NUM_PASSES: usize = 3;

/// Where one sequence in this many or more would stay undamaged, the whole text is not proven.
const SEQUENCES_PER_STRAY: usize = 20;

/// The text with what could be proven repaired, and the number of characters that it took.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Repaired {
    pub(super) text: String,
    pub(super) num_repairs: usize,
}

/// Takes off every layer of proven damage. `None` when there is none.
pub(super) fn repair(text: &str) -> Option<Repaired> {
    if text.is_ascii() {
        return None;
    }
    let mut repaired: Option<Repaired> = None;
    for _ in 0..NUM_PASSES {
        let mut is_sound = true;
        for codec in [&*WESTERN, &*CYRILLIC] {
            let current = repaired.as_ref().map_or(text, |repaired| &repaired.text);
            if let Some(next) = repair_layer(current, codec) {
                let num_before = repaired.map_or(0, |repaired| repaired.num_repairs);
                repaired = Some(Repaired {
                    num_repairs: num_before + next.num_repairs,
                    ..next
                });
                is_sound = false;
            }
        }
        if is_sound {
            break;
        }
    }
    repaired
}

/// Takes off one layer of one codec.
fn repair_layer(text: &str, codec: &Codec) -> Option<Repaired> {
    let survey = Survey::of(text, codec);
    let is_all_damaged = survey.is_all_damaged(codec);
    let mut repaired = String::new();
    let mut num_repairs = 0;
    let mut copied = 0;
    for run in runs(&survey.sequences) {
        if is_all_damaged || codec.proves(text, run) {
            repaired.push_str(&text[copied..run[0].start]);
            repaired.extend(run.iter().map(|sequence| sequence.decoded));
            copied = run[run.len() - 1].end;
            num_repairs += run.len();
        }
    }
    if num_repairs == 0 {
        return None;
    }
    repaired.push_str(&text[copied..]);
    Some(Repaired {
        text: repaired,
        num_repairs,
    })
}

/// All that a text has of sound sequences, and what speaks against damage.
#[derive(Debug)]
struct Survey {
    sequences: Vec<Sequence>,
    /// Characters beyond ASCII that are in no sequence.
    num_stray: usize,
    is_any_proven: bool,
}

impl Survey {
    fn of(text: &str, codec: &Codec) -> Self {
        let mut sequences = Vec::new();
        let mut num_stray = 0;
        let mut at = 0;
        while let Some(found) = next_wide(&text.as_bytes()[at..]) {
            at += found;
            if let Some(sequence) = Sequence::at(text, at, codec) {
                at = sequence.end;
                sequences.push(sequence);
            } else {
                num_stray += 1;
                at += text[at..].chars().next().map_or(1, char::len_utf8);
            }
        }
        let is_any_proven = runs(&sequences).any(|run| codec.proves(text, run));
        Self {
            sequences,
            num_stray,
            is_any_proven,
        }
    }

    /// Proof for the whole text: (nearly) nothing beyond ASCII that is not a sound sequence.
    fn is_all_damaged(&self, codec: &Codec) -> bool {
        (self.is_any_proven || self.sequences.len() >= codec.num_sequences_alone)
            && self.num_stray * SEQUENCES_PER_STRAY <= self.sequences.len()
    }
}

/// Where the first byte beyond ASCII stands; most text has few.
fn next_wide(bytes: &[u8]) -> Option<usize> {
    const CHUNK: usize = 64;
    let num_plain = bytes
        .chunks(CHUNK)
        .take_while(|chunk| chunk.is_ascii())
        .count()
        * CHUNK;
    let rest = bytes.get(num_plain..)?;
    rest.iter()
        .position(|byte| *byte >= 0x80)
        .map(|at| num_plain + at)
}

/// Sequences that follow each other without a gap.
fn runs(sequences: &[Sequence]) -> impl Iterator<Item = &[Sequence]> {
    sequences.chunk_by(|one, next| one.end == next.start)
}

#[cfg(test)]
mod tests;
