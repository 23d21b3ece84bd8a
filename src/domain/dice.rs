//! Chance from a seed, the same on every machine: of the search, and of tests.

/// What the state moves by: 2⁶⁴ ⁄ golden ratio, odd.
const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// SplitMix64 (Steele, Lea and Flood 2014).
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// Dice that always fall the same way for a seed.
    #[must_use]
    pub fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    /// 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(GOLDEN);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`, which is at least 1.
    pub fn below(&mut self, end: usize) -> usize {
        ((u128::from(self.bits()) * end as u128) >> 64) as usize
    }

    /// One of a list; none of an empty one.
    pub fn one_of<T: Copy>(&mut self, list: &[T]) -> Option<T> {
        if list.is_empty() {
            return None;
        }
        list.get(self.below(list.len())).copied()
    }

    /// About −log₂ of a number spread evenly over 0..1: its whole part is exact, between whole numbers it is a straight line,
    /// so that it needs no logarithm, whose last bits differ between machines.
    pub fn doublings(&mut self) -> f64 {
        let bits = self.bits() | 1;
        let zeros = bits.leading_zeros();
        let rest = (bits << zeros) << 1;
        f64::from(zeros) + 1.0 - rest as f64 / 18_446_744_073_709_551_616.0
    }
}

/// A number that differs from those of its neighbors in all but its lowest bits, for shakes so small that no more is asked: the
/// n-th state of [`Dice`] from seed 0, folded once.
#[must_use]
pub fn scattered(n: u64) -> u64 {
    let state = n.wrapping_mul(GOLDEN);
    state ^ (state >> 29)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first numbers of the authors' own program from seed 1234567.
    #[test]
    fn it_is_splitmix() {
        let mut dice = Dice::new(1_234_567);
        let first = [
            6_457_827_717_110_365_317,
            3_203_168_211_198_807_973,
            9_817_491_932_198_370_423,
            4_593_380_528_125_082_431,
            16_408_922_859_458_223_821,
        ];
        assert_eq!([0; 5].map(|_| dice.bits()), first);
    }

    #[test]
    fn every_number_below_the_end_comes_and_none_else() {
        let mut dice = Dice::new(1);
        let mut seen = [0; 6];
        (0..6_000).for_each(|_| seen[dice.below(6)] += 1);
        assert!(seen.iter().all(|n| (850..1_150).contains(n)), "{seen:?}");
        assert_eq!(dice.one_of::<u8>(&[]), None);
    }

    #[test]
    fn half_of_the_doublings_are_below_one() {
        let mut dice = Dice::new(1);
        let low = (0..6_000).filter(|_| dice.doublings() < 1.0).count();
        assert!((2_850..3_150).contains(&low), "{low}");
    }

    #[test]
    fn neighbors_are_scattered_apart() {
        let parts: Vec<u64> = (1..=1_000).map(|n| scattered(n) % 1_000_003).collect();
        let low = parts.iter().filter(|p| **p < 500_000).count();
        assert!((400..600).contains(&low), "{low}");
        assert_eq!(scattered(1), 0x9e37_79b9_7f4a_7c15 ^ 0x4_f1bb_cdcb);
    }
}
