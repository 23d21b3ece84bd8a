//! What the search hands out.

use serde::{Deserialize, Serialize};

use super::formulation::Proof;
use super::points::Points;
use super::rank::Rank;
use crate::domain::{Allocation, FundId, Pin, ServiceId, UnitId, Yuan};

/// A plan, or why there is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// A feasible allocation.
    Answer(Answer),
    /// The pins contradict the budget, a cap or each other.
    Conflict(Vec<Conflict>),
}

/// A feasible plan with what is known of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The plan; accepted by `certify`.
    pub allocation: Allocation,
    /// What the screen shows.
    pub points: Points,
    /// What is optimized, rounded down.
    pub score: Points,
    /// 100 × Σ shortfalls of hard targets, rounded up; 0 where they are met.
    pub hard: Points,
    /// No plan scores more; proved by `proof`, rounded up. None until one is proved.
    pub bound: Option<Points>,
    /// The search has ended: by the gap, or by its step budget.
    pub settled: bool,
    /// Steps the search took.
    pub steps: u64,
    /// What `certify` needs to check the bound.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<Proof>,
}

impl Answer {
    /// How far the score can be from the best possible, in points; none while there is no bound.
    #[must_use]
    pub fn gap(&self) -> Option<Points> {
        self.bound
            .map(|bound| Points((bound - self.score).0.max(0)))
    }

    /// How good its plan is: hard targets first.
    #[must_use]
    pub fn rank(&self) -> Rank {
        Rank::of(self.hard, self.score)
    }
}

/// Why the pins leave no plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Conflict {
    /// The pinned builds, with the sites they need, cost more than a fund has by a year.
    OverBudget {
        /// The fund.
        fund: FundId,
        /// The last year of the period in which it runs out.
        year: i32,
        /// What the pins need by then.
        needed: Yuan,
        /// What there is by then.
        available: Yuan,
        /// The pins that draw on it, most expensive first.
        pins: Vec<Pin>,
    },
    /// What is pinned costs more a year after the horizon than is allowed.
    OverRunning {
        /// What it costs.
        needed: Yuan,
        /// What is allowed.
        most: Yuan,
        /// The pins, most expensive first.
        pins: Vec<Pin>,
    },
    /// What is pinned adds more places than a unit may get beyond what it needs.
    OverNeed {
        /// To which service, the first of the need.
        service: ServiceId,
        /// Where.
        unit: UnitId,
        /// The year that is looked at.
        year: i32,
        /// What the pins add.
        new: i64,
        /// The most there may be.
        most: i64,
        /// The pins, those that add most first.
        pins: Vec<Pin>,
    },
    /// Pins of single years together exceed, or cannot reach, what is allowed over all years.
    OverCap {
        /// The pins.
        pins: Vec<Pin>,
        /// What they sum to.
        sum: i64,
        /// The most that is allowed.
        most: i64,
    },
    /// Pinned modules have no site that can hold them, or a pinned site cannot get the modules it must have.
    NoSite {
        /// The pins.
        pins: Vec<Pin>,
    },
    /// Pinned conversions take more than stands.
    TakesTooMuch {
        /// Of which service.
        service: ServiceId,
        /// Where.
        unit: UnitId,
        /// The year.
        year: i32,
        /// The pins.
        pins: Vec<Pin>,
    },
}
