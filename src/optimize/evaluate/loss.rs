//! What is lost by an allocation: hard targets first, then points.

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

    /// Clearly less: in hard shortfalls, or equal there and in points.
    #[must_use]
    pub fn below(self, other: Loss) -> bool {
        const TINY: f64 = 1e-9;
        self.hard < other.hard - TINY
            || self.hard < other.hard + TINY && self.points < other.points - TINY
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
        Self::FIRST * self.hard + self.points
    }

    /// Points that a full shortfall of a hard check weighs when moves are ranked.
    const FIRST: f64 = 1e9;
}
