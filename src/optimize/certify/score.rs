//! Points and score of a plan, rounded down.

use crate::domain::{Case, Tally};
use crate::optimize::model::points::Points;

/// ε: the whole of C₀ costs a hundredth of a point, enough to break ties towards the cheaper plan and no more.
pub(super) const COST_POINTS: i128 = Points::ONE as i128 / 100;

pub(super) fn points(case: &Case, checks: &[Tally]) -> Points {
    let mut lost = 0;
    for (check, tally) in case.checks.iter().zip(checks) {
        let above = i128::from(Points::FULL.0) * i128::from(check.weight) * tally.short;
        let below = i128::from(case.total_weight.max(1)) * tally.of;
        lost += rounded_up(above, below);
    }
    Points(Points::FULL.0 - lost as i64)
}

/// 100 × Σ shortfalls of hard targets, each rounded up.
pub(super) fn hard(case: &Case, checks: &[Tally]) -> Points {
    let hard = case
        .checks
        .iter()
        .zip(checks)
        .filter(|(check, _)| check.hard);
    let lacks =
        hard.map(|(_, tally)| rounded_up(i128::from(Points::FULL.0) * tally.short, tally.of));
    Points(i64::try_from(lacks.sum::<i128>()).unwrap_or(i64::MAX))
}

/// What is taken off the points.
pub(super) struct TakenOff {
    /// The largest local shortfall, as a fraction.
    pub(super) largest: (i64, i64),
    /// New places that would stand empty.
    pub(super) idle: i64,
    /// All money, in yuan.
    pub(super) cost: i64,
}

pub(super) fn score(case: &Case, points: Points, off: &TakenOff) -> Points {
    let one = i128::from(Points::ONE);
    let fairness = i128::from(case.fairness) * one * i128::from(off.largest.0);
    let unfair = rounded_up(fairness, 1_000_000 * i128::from(off.largest.1));
    let idle = i128::from(case.idle) * one * i128::from(off.idle);
    let idle = rounded_up(idle, 1_000_000 * i128::from(case.idle_scale));
    let spent = rounded_up(
        COST_POINTS * i128::from(off.cost),
        i128::from(case.cost_scale),
    );
    Points(points.0 - unfair as i64 - idle as i64 - spent as i64)
}

fn rounded_up(above: i128, below: i128) -> i128 {
    -(-above).div_euclid(below)
}
