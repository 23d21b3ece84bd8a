//! What is lost by an allocation: hard targets first, then points.

use crate::optimize::params::hard_targets::SAME;

/// What a plan loses: hard shortfalls first, then points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Loss {
    /// Σ shortfalls of hard checks.
    pub hard: f64,
    /// 100 − score.
    pub points: f64,
}

impl Loss {
    /// Points that a full shortfall of a hard check weighs in the relaxation.
    pub const HARD: f64 = 1_000.0;

    /// Clearly less: in hard shortfalls by their steps, or equal there and in points.
    #[must_use]
    pub fn below(self, other: Loss) -> bool {
        const TINY: f64 = 1e-9;
        let (own, others) = (steps(self.hard), steps(other.hard));
        own < others || own == others && self.points < other.points - TINY
    }

    /// A single number in which a full shortfall of a hard check weighs so many points.
    #[must_use]
    pub fn weighed(self, hard: f64) -> f64 {
        hard * self.hard + self.points
    }

    /// The same with points taken off.
    #[must_use]
    pub fn eased(self, points: f64) -> Loss {
        Loss {
            points: self.points + points,
            ..self
        }
    }

    /// A single number as the relaxation has it: hard shortfalls weigh [`Loss::HARD`] points each.
    #[must_use]
    pub fn merged(self) -> f64 {
        Self::HARD * self.hard + self.points
    }

    /// A single number to rank moves by, in which nothing makes up for a hard shortfall: one thing that is missing of many is
    /// less than a point's worth of it.
    #[must_use]
    pub fn ranked(self) -> f64 {
        self.weighed(Self::FIRST)
    }

    /// Points that a full shortfall of a hard check weighs when moves are ranked.
    pub const FIRST: f64 = 1e9;
}

/// A sum of hard shortfalls in the steps within which all count the same; none only where all are met.
#[must_use]
pub fn steps(hard: f64) -> i64 {
    const TINY: f64 = 1e-6;
    if hard > 0.0 {
        1 + (hard / SAME + TINY) as i64
    } else {
        0
    }
}

/// What a sum of hard shortfalls may be higher by and still be in the same step.
#[must_use]
pub fn room(hard: f64) -> f64 {
    const TINY: f64 = 1e-4;
    (steps(hard) as f64 * SAME - hard - TINY * SAME).max(0.0)
}
