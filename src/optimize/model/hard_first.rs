//! What it has cost that hard targets came nearer, since they come before the score.

use super::answer::Answer;
use super::points::Points;
use super::rank::Rank;

/// The answer with the most points on the way to another, and what its hard targets lacked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Passed(Option<(Points, Points)>);

/// Hard targets came nearer, and points were given up for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HardFirst {
    /// 100 × Σ shortfalls of hard targets in the answer that had the most points.
    pub before: Points,
    /// The same now.
    pub now: Points,
    /// Points given up.
    pub lost: Points,
}

impl Passed {
    /// The same once an answer was passed as well.
    #[must_use]
    pub fn and(self, answer: &Answer) -> Passed {
        let most = self.0.filter(|(points, _)| *points >= answer.points);
        Passed(most.or(Some((answer.points, answer.hard))))
    }

    /// What `now` gave up for hard targets; none where it has no fewer points, or hard targets are no nearer.
    #[must_use]
    pub fn cost(self, now: &Answer) -> Option<HardFirst> {
        let (points, before) = self.0?;
        let nearer = Rank::of(now.hard, points) > Rank::of(before, points);
        (nearer && now.points < points).then(|| HardFirst {
            before,
            now: now.hard,
            lost: points - now.points,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Allocation;

    fn answer(hard: i64, points: i64) -> Answer {
        Answer {
            allocation: Allocation { builds: Vec::new() },
            points: Points(points * Points::ONE),
            score: Points(points * Points::ONE),
            hard: Points(hard * Points::ONE),
            bound: None,
            settled: false,
            steps: 0,
            proof: None,
        }
    }

    #[test]
    fn a_hard_target_that_is_nearer_outweighs_every_point() {
        assert!(answer(8, 41).rank() > answer(12, 47).rank());
        assert!(answer(8, 42).rank() > answer(8, 41).rank());
        let thirds = |billionths: i64| Rank::of(Points(billionths), Points(0));
        assert_eq!(
            thirds(33_333_333_334 + 66_666_666_667),
            thirds(100_000_000_000)
        );
        assert!(thirds(0) > thirds(1), "met is met");
    }

    #[test]
    fn what_it_cost_is_told_from_the_answer_with_the_most_points() {
        let way = Passed::default().and(&answer(12, 40)).and(&answer(12, 47));
        let way = way.and(&answer(10, 45));
        let lost = Points(6 * Points::ONE);
        let (before, now) = (Points(12 * Points::ONE), Points(8 * Points::ONE));
        let told = Some(HardFirst { before, now, lost });
        assert_eq!(way.cost(&answer(8, 41)), told);
    }

    #[test]
    fn nothing_is_told_where_nothing_was_given_up() {
        let way = Passed::default().and(&answer(12, 47));
        assert_eq!(Passed::default().cost(&answer(8, 41)), None);
        assert_eq!(way.cost(&answer(8, 48)), None);
        assert_eq!(way.cost(&answer(12, 41)), None, "no hard target is nearer");
    }
}
