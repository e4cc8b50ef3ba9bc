//! Numbers that look random and are the same everywhere (`SplitMix64`, Steele and others 2014): the
//! generators of crates may change with their version, and whole numbers alone are alike everywhere.

/// A source of numbers.
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// The source of one thing: of a seed, a purpose and a number.
    pub fn of(seed: u64, purpose: u64, number: usize) -> Self {
        let mut mixed = Self(seed ^ purpose.wrapping_mul(0xd134_2543_de82_ef95));
        let start = mixed.next() ^ (number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut random = Self(start);
        random.next();
        random
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Less than `num`, each as often.
    pub fn below(&mut self, num: usize) -> usize {
        let num = num.max(1) as u128;
        // The high half of the product is below `num`.
        usize::try_from((u128::from(self.next()) * num) >> 64).expect("below a usize")
    }

    /// From `least` to `most`, both included.
    pub fn within(&mut self, least: usize, most: usize) -> usize {
        least + self.below(most - least + 1)
    }

    /// True this many times of a hundred.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// Less than `num`; small ones more often, as words and names are used (Zipf's law): the number
    /// of bits is drawn first.
    pub fn ranked(&mut self, num: usize) -> usize {
        let most_bits = num.max(1).ilog2() as usize;
        loop {
            let low = 1 << self.below(most_bits + 1);
            let rank = low + self.below(low);
            if rank <= num {
                return rank - 1;
            }
        }
    }

    /// One of several, each as often.
    pub fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    /// One of several, the first ones more often.
    pub fn pick_ranked<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.ranked(of.len())]
    }
}
