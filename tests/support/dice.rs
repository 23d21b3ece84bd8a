//! Dice for seeded plans, in tests and in the benchmark's instances. Not those of the search (`domain::Dice`): the seeds that tests
//! name, their floors and the figures of `docs/bench.md` are about the plans that these dice draw.

/// A linear congruential generator: enough for shapes, and the same everywhere.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xD1B5_4A32_D192_ED03)
    }

    /// A number from 0 to `n` − 1.
    pub fn below(&mut self, n: i64) -> i64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as i64) % n
    }

    pub fn chance(&mut self, percent: i64) -> bool {
        self.below(100) < percent
    }
}
