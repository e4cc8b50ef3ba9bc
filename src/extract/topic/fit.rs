//! A linear support vector machine with squared hinge loss, by dual coordinate descent.
//!
//! Hsieh, Chang, Lin, Keerthi and Sundararajan, "A Dual Coordinate Descent Method for Large-scale
//! Linear SVM", 2008. The order of the steps is drawn from a fixed seed, so a fit is repeatable.

use super::features::Vector;

/// What an error costs beside the length of the weights.
const COST: f64 = 1.0;
/// The fit ends when no step would change the gradient by more.
const PRECISION: f64 = 0.01;
/// Or after so many rounds.
const MAX_ROUNDS: usize = 300;

/// The weights that part texts, and what is added to every sum.
pub(super) struct Plane {
    pub weights: Vec<f32>,
    pub bias: f32,
}

/// Parts the vectors that are of a topic from those that are not.
pub(super) fn fit(vectors: &[&Vector], is_of_topic: &[bool], num_features: usize) -> Plane {
    let mut weights = vec![0.0_f64; num_features];
    let mut bias = 0.0_f64;
    let mut duals = vec![0.0_f64; vectors.len()];
    let mut order: Vec<usize> = (0..vectors.len()).collect();
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    let slack = 1.0 / (2.0 * COST);
    for _ in 0..MAX_ROUNDS {
        random.shuffle(&mut order);
        let (mut highest, mut lowest) = (f64::NEG_INFINITY, f64::INFINITY);
        for &at in &order {
            let vector = vectors[at];
            let sign = if is_of_topic[at] { 1.0 } else { -1.0 };
            let (mut sum, mut square) = (bias, 1.0 + slack);
            for (place, value) in vector {
                let value = f64::from(*value);
                sum += weights[*place as usize] * value;
                square += value * value;
            }
            let gradient = sign * sum - 1.0 + slack * duals[at];
            let projected = if duals[at] > 0.0 {
                gradient
            } else {
                gradient.min(0.0)
            };
            highest = highest.max(projected);
            lowest = lowest.min(projected);
            if projected.abs() > 1e-12 {
                let dual = (duals[at] - gradient / square).max(0.0);
                let change = (dual - duals[at]) * sign;
                duals[at] = dual;
                bias += change;
                for (place, value) in vector {
                    weights[*place as usize] += change * f64::from(*value);
                }
            }
        }
        if highest - lowest < PRECISION {
            break;
        }
    }
    #[expect(
        clippy::cast_possible_truncation,
        reason = "weights are stored in steps"
    )]
    let narrow = |wide: f64| wide as f32;
    Plane {
        weights: weights.into_iter().map(narrow).collect(),
        bias: narrow(bias),
    }
}

/// Marsaglia's xorshift of 64 bits.
struct Random(u64);

impl Random {
    fn shuffle(&mut self, order: &mut [usize]) {
        for last in (1..order.len()).rev() {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            let below = last as u64 + 1;
            let other = usize::try_from(self.0 % below).unwrap_or(last);
            order.swap(last, other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_plane_parts_what_can_be_parted() {
        let vectors: Vec<Vector> = (0..20_u32)
            .map(|n| vec![(n % 2, 0.8), (2 + n % 3, 0.6)])
            .collect();
        let of_topic: Vec<bool> = (0..20).map(|n| n % 2 == 0).collect();
        let plane = fit(&vectors.iter().collect::<Vec<_>>(), &of_topic, 5);
        for (vector, expected) in vectors.iter().zip(of_topic) {
            let sum: f32 = vector
                .iter()
                .map(|(p, v)| plane.weights[*p as usize] * v)
                .sum();
            assert_eq!(sum + plane.bias > 0.0, expected);
        }
    }
}
