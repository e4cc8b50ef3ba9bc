//! The text that JSON-LD `articleBody` claims, found again in the page.

use std::collections::HashSet;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use super::page::Page;
use crate::text::fold::fold;

/// Words of a run that is compared.
const RUN: usize = 4;
/// Shorter claims are teasers, in bytes.
const MIN_CLAIM_BYTES: usize = 200;
/// Of the runs of a piece, how many must be claimed.
const CLAIMED_SHARE: f64 = 0.7;
/// Of the claim, how much must be found in the page, in bytes.
const FOUND_SHARE: f64 = 0.6;

/// Which pieces the claim holds, if most of it is found; the claim is plain text.
pub(super) fn claimed_pieces(page: &Page<'_>, claim: &str) -> Option<Vec<bool>> {
    if claim.len() < MIN_CLAIM_BYTES {
        return None;
    }
    let claimed: HashSet<u64> = runs(claim).collect();
    let mut num_found = 0;
    let is_claimed: Vec<bool> = page
        .pieces
        .iter()
        .map(|piece| {
            let (mut num_runs, mut num_shared) = (0, 0);
            for run in runs(&piece.text) {
                num_runs += 1;
                num_shared += usize::from(claimed.contains(&run));
            }
            let is_claimed =
                num_runs > 0 && num_shared as f64 >= CLAIMED_SHARE * f64::from(num_runs);
            num_found += if is_claimed { piece.text.len() } else { 0 };
            is_claimed
        })
        .collect();
    (num_found as f64 >= FOUND_SHARE * claim.len() as f64).then_some(is_claimed)
}

/// Hashes of all runs of words of a text.
fn runs(text: &str) -> impl Iterator<Item = u64> {
    let hasher = BuildHasherDefault::<DefaultHasher>::default();
    let folded = fold(text);
    let words: Vec<u64> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(|w| hasher.hash_one(w))
        .collect();
    let runs: Vec<u64> = words.windows(RUN).map(|run| hasher.hash_one(run)).collect();
    runs.into_iter()
}
