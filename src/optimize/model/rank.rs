//! How answers are ranked: hard targets come before the score.

use std::cmp::Reverse;

use super::points::Points;

/// How good a plan is: what its hard targets lack, then its score. The greater one is the better plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    lacks: Reverse<(bool, i64)>,
    score: Points,
}

/// Sums of rounded shortfalls are the same within this, in billionths: shares are rounded up one by one.
const SAME: i64 = 1_000;

impl Rank {
    /// Of a plan with 100 × Σ shortfalls of hard targets, and its score.
    #[must_use]
    pub fn of(hard: Points, score: Points) -> Rank {
        Rank {
            lacks: Reverse((hard.0 > 0, hard.0.div_euclid(SAME))),
            score,
        }
    }
}
