//! How answers are ranked: hard targets come before the score.

use std::cmp::Reverse;

use super::points::Points;

/// How good a plan is: what its hard targets lack, in steps of a thousandth of a target, then its score. The greater one is the
/// better plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    lacks: Reverse<(bool, i64)>,
    score: Points,
}

/// Sums of shortfalls count in steps of a thousandth of a target, the same as in the search, in billionths of points: a hair less
/// of them is no reason to give up points.
const SAME: i64 = Points::ONE / 10;

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
