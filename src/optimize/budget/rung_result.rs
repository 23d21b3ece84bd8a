//! What was found at a rung.

use crate::domain::{Allocation, Case};
use crate::optimize::certify;
use crate::optimize::model::answer::Answer;
use crate::optimize::model::formulation::Proof;
use crate::optimize::model::points::Points;
use crate::optimize::model::rank::Rank;
use crate::optimize::params::rung_result::DRIFT;

/// What a rung's search found.
#[derive(Clone, Debug)]
pub(super) struct RungResult {
    pub(super) allocation: Allocation,
    pub(super) score: Points,
    /// What hard targets lack.
    hard: Points,
    bound: Option<Points>,
    pub(super) proof: Option<Proof>,
    pub(super) steps: u64,
    /// The gap of the last search from nothing on the way here; none where there was no bound.
    usual: Option<Points>,
    /// Whether this rung has been searched from nothing.
    full: bool,
}

impl RungResult {
    fn gap(&self) -> Option<Points> {
        self.bound.map(|bound| bound - self.score)
    }

    /// How good its plan is: hard targets first.
    pub(super) fn rank(&self) -> Rank {
        Rank::of(self.hard, self.score)
    }

    /// What an answer at a rung's case is, of a search that began from another rung's plan or from nothing; none where
    /// `certify` refuses its plan.
    pub(super) fn of(
        case: &Case,
        answer: Answer,
        start: Option<&RungResult>,
    ) -> Option<RungResult> {
        let measured = certify::allocation(case, &answer.allocation).ok()?;
        let mut found = RungResult {
            score: measured.score,
            hard: measured.hard,
            allocation: answer.allocation,
            bound: answer.bound,
            proof: answer.proof,
            steps: answer.steps,
            usual: None,
            full: start.is_none(),
        };
        found.usual = start.map_or(found.gap(), |start| start.usual);
        Some(found)
    }

    /// The better plan and the tighter bound of this and a search from nothing at the same rung.
    pub(super) fn joined(mut self, full: RungResult) -> RungResult {
        if full.rank() > self.rank() {
            (self.hard, self.score) = (full.hard, full.score);
            self.allocation = full.allocation;
        }
        if self
            .bound
            .is_none_or(|old| full.bound.is_some_and(|b| b < old))
        {
            (self.bound, self.proof) = (full.bound, full.proof);
        }
        self.steps += full.steps;
        (self.full, self.usual) = (true, self.gap());
        self
    }

    /// Whether the rung is still to be searched from nothing.
    pub(super) fn has_drifted(&self) -> bool {
        let Some(usual) = self.usual.filter(|_| !self.full) else {
            return false;
        };
        self.gap().is_none_or(|gap| gap > usual + DRIFT)
    }
}
