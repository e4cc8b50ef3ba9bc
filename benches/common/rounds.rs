//! What is printed of interleaved rounds.

/// The middle of the rounds, with the least and the most.
pub fn print_ratio<const N: usize>(
    name: &str,
    rounds: &[[f64; N]],
    ratio: impl Fn([f64; N]) -> f64,
) {
    let mut ratios: Vec<f64> = rounds.iter().map(|r| ratio(*r)).collect();
    ratios.sort_by(f64::total_cmp);
    println!(
        "{name}: {:.3} (rounds: {:.3} to {:.3})",
        ratios[ratios.len() / 2],
        ratios[0],
        ratios[ratios.len() - 1]
    );
}
