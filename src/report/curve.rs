//! The budget curve as it is shown.

use serde::Serialize;

use crate::domain::Yuan;
use crate::optimize::Points;

/// The best that is known at a budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct CurvePoint {
    /// Percent of the unedited plan's money.
    pub rung: u32,
    /// All funds, all periods.
    pub budget: Yuan,
    /// 0 to 100.
    pub points: Points,
    /// What is optimized.
    pub score: Points,
    /// No plan of this budget scores more; proved.
    pub bound: Option<Points>,
    /// Checks that are met.
    pub met: usize,
    /// What the plan costs.
    pub spent: Yuan,
    /// Names its plan.
    pub found_at: u32,
}

/// The curve with one more plan that is known: no budget that pays for it shows a worse one.
#[must_use]
pub fn raised(points: &[CurvePoint], known: &CurvePoint) -> Vec<CurvePoint> {
    let raise = |p: &CurvePoint| {
        if p.budget < known.budget || p.score >= known.score {
            return *p;
        }
        CurvePoint {
            rung: p.rung,
            budget: p.budget,
            bound: p.bound,
            ..*known
        }
    };
    points.iter().map(raise).collect()
}

/// The point whose budget is nearest; none where there is no point.
#[must_use]
pub fn nearest(points: &[CurvePoint], budget: f64) -> Option<usize> {
    let apart = |p: &CurvePoint| (p.budget.0 as f64 - budget).abs();
    let indexed = points.iter().enumerate();
    indexed
        .min_by(|(_, a), (_, b)| apart(a).total_cmp(&apart(b)))
        .map(|(i, _)| i)
}

/// The most money the axis shows: half as much again as the plan's, what is budgeted now, and what is enough for all targets
/// where that is not too far off.
#[must_use]
pub fn end_of_axis(plan: Yuan, now: Yuan, enough: Option<Yuan>) -> Yuan {
    let near = enough.filter(|e| e.0 <= plan.0.saturating_mul(FAR));
    let with_room = near.map_or(0, |e| e.0.saturating_add(e.0 / 12));
    Yuan((plan.0 + plan.0 / 2).max(now.0).max(with_room).max(1))
}

/// Multiples of the plan's money beyond which the axis does not follow.
const FAR: i64 = 4;

#[cfg(test)]
mod tests {
    use super::*;

    fn point(budget: i64, score: i64) -> CurvePoint {
        CurvePoint {
            rung: budget as u32,
            budget: Yuan(budget),
            points: Points(score),
            score: Points(score),
            bound: Some(Points(100)),
            met: score as usize,
            spent: Yuan(budget),
            found_at: budget as u32,
        }
    }

    #[test]
    fn a_known_plan_lifts_what_pays_for_it_and_nothing_else() {
        let curve = [point(10, 1), point(20, 2), point(30, 3), point(40, 9)];
        let known = point(20, 5);
        let scores: Vec<i64> = raised(&curve, &known).iter().map(|p| p.score.0).collect();
        assert_eq!(scores, [1, 5, 5, 9]);
        let lifted = raised(&curve, &known)[2];
        assert_eq!((lifted.budget, lifted.found_at), (Yuan(30), 20));
    }

    #[test]
    fn the_nearest_budget_is_found() {
        let curve = [point(10, 1), point(20, 2)];
        assert_eq!(nearest(&curve, -3.0), Some(0));
        assert_eq!(nearest(&curve, 16.0), Some(1));
        assert_eq!(nearest(&[], 16.0), None);
    }

    #[test]
    fn the_axis_follows_what_is_enough_unless_it_is_far_off() {
        assert_eq!(end_of_axis(Yuan(100), Yuan(80), None), Yuan(150));
        assert_eq!(end_of_axis(Yuan(100), Yuan(180), None), Yuan(180));
        assert_eq!(end_of_axis(Yuan(100), Yuan(80), Some(Yuan(240))), Yuan(260));
        assert_eq!(end_of_axis(Yuan(100), Yuan(80), Some(Yuan(900))), Yuan(150));
        assert_eq!(end_of_axis(Yuan(0), Yuan(0), None), Yuan(1));
    }
}
