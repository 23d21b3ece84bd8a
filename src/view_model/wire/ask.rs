//! What the page asks for.

use serde::Serialize;

use crate::domain::{Allocation, Decimal, Edits, PathId};
use crate::optimize::Points;
use crate::read::{read_fields, read_variants};

/// From the page to a study worker.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// A job.
    Ask(Box<Ask>),
    /// Stop working, or go on; short jobs are done meanwhile.
    Rest(bool),
}

/// A job with the edits it is about.
#[derive(Clone, Debug, Serialize)]
pub struct Ask {
    /// Names the job in what is told of it.
    pub id: u64,
    /// What differs from the plan.
    pub edits: Edits,
    /// What is to be done.
    pub job: Job,
}

/// What is to be done.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Job {
    /// The canonical answer, the same on every machine: [`Told::Progress`](super::told::Told::Progress), then
    /// [`Told::Plan`](super::told::Told::Plan).
    Answer {
        /// Steps of each search, 0 for as many as usual.
        steps: u64,
    },
    /// The budget curve, coarse first: [`Told::Curve`](super::told::Told::Curve) as often as there is news.
    Curve {
        /// A plan that is known already: the curve runs nowhere below it.
        built: Allocation,
        /// Groups of services of which the price of one more is asked.
        families: Vec<Vec<usize>>,
        /// At most so many budgets, besides the least one that is enough and those beyond it.
        most: usize,
    },
    /// Repairs of missed checks: [`Told::Repairs`](super::told::Told::Repairs) as they are found.
    Repairs {
        /// The plan as it stands.
        built: Allocation,
        /// The checks, in this order.
        checks: Vec<usize>,
    },
    /// Many budgets under one population path and one cost factor: [`Told::Progress`](super::told::Told::Progress), then one
    /// [`Told::Swept`](super::told::Told::Swept).
    Sweep {
        /// The path.
        path: PathId,
        /// The factor on every cost.
        cost: Decimal,
        /// Percent of the unedited plan's money.
        budgets: Vec<u32>,
        /// Steps of each search, 0 for as many as usual.
        steps: u64,
    },
    /// What the text of a scenario file holds: one [`Told::Scenario`](super::told::Told::Scenario).
    Read {
        /// The text.
        text: String,
    },
    /// A file of the hand-off to other solvers: one [`Told::Handed`](super::told::Told::Handed).
    HandOut {
        /// The plan as it stands; hard targets may leave what it leaves of them.
        built: Allocation,
        /// The map of names instead of the LP file.
        names: bool,
    },
    /// Another solver's solution: one [`Told::Brought`](super::told::Told::Brought).
    TakeBack {
        /// The text of its file.
        text: String,
        /// The plan as it stands.
        built: Allocation,
        /// What is proved of it.
        bound: Option<Points>,
        /// Its search has ended.
        settled: bool,
    },
    /// Why things are as they are: one [`Told::Why`](super::told::Told::Why).
    Why {
        /// The plan as it stands.
        built: Allocation,
        /// Why something is built in these cells.
        cells: Vec<AskedCell>,
        /// Why these checks are missed.
        checks: Vec<usize>,
    },
}

/// A cell of the allocation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct AskedCell {
    /// The unit.
    pub unit: usize,
    /// The measure.
    pub measure: usize,
    /// The period; none for all of them together.
    pub period: Option<usize>,
}

impl Job {
    /// It is done at once, between two slices of a longer one.
    #[must_use]
    pub fn is_short(&self) -> bool {
        use Job::{HandOut, Read, TakeBack, Why};
        matches!(
            self,
            Why { .. } | Read { .. } | HandOut { .. } | TakeBack { .. }
        )
    }
}

read_fields! {
    Ask { id, edits, job }
    AskedCell { unit, measure, period }
}

read_variants! {
    Order {
        "ask" => Ask(_)
        "rest" => Rest(_)
    }
    Job {
        "answer" => Answer { steps }
        "curve" => Curve { built, families, most }
        "repairs" => Repairs { built, checks }
        "sweep" => Sweep { path, cost, budgets, steps }
        "read" => Read { text }
        "hand_out" => HandOut { built, names }
        "take_back" => TakeBack { text, built, bound, settled }
        "why" => Why { built, cells, checks }
    }
}
