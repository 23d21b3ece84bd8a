//! What page and worker say to each other: JSON texts. The page first posts the text of the plan, as a list that holds
//! nothing else, so that a long text is neither quoted nor copied; every other message of the page is a [`Solve`].
//!
//! Both ends hold the same plan, so what is built travels by the plan's indices. That keeps a tick's message to a few
//! kilobytes, and the page free of code that reads what it never looks at.

use serde::Serialize;
use serde_json::Value;

use super::says::WorkerSays;
use crate::domain::{Allocation, Build, Edits, Plan, map_of};
use crate::optimize::{Answer, Conflict, Points, Rank};
use crate::read::{FromJson, read_fields, read_inside, read_variants};

/// Unit, measure, year, modules: an allocation by the indices of its plan.
pub type Built = Vec<(usize, usize, i32, i64)>;

/// An allocation by indices; builds that `plan` does not have are left out.
#[must_use]
pub fn built(plan: &Plan, allocation: &Allocation) -> Built {
    let units = map_of(plan.region.units.iter().map(|u| &u.id.0).zip(0..));
    let measures = map_of(plan.measures.iter().map(|m| &m.id.0).zip(0..));
    let indexed = |b: &Build| {
        let (unit, measure) = (*units.get(&b.unit.0)?, *measures.get(&b.measure.0)?);
        Some((unit, measure, b.year, b.n))
    };
    allocation.builds.iter().filter_map(indexed).collect()
}

/// An allocation by ids; none where something is built that `plan` does not have.
#[must_use]
pub fn allocation(plan: &Plan, built: &Built) -> Option<Allocation> {
    let build = |(unit, measure, year, n): &(usize, usize, i32, i64)| {
        Some(Build {
            unit: plan.region.units.get(*unit)?.id.clone(),
            measure: plan.measures.get(*measure)?.id.clone(),
            year: *year,
            n: *n,
        })
    };
    let builds = built.iter().map(build).collect::<Option<Vec<_>>>()?;
    Some(Allocation { builds })
}

/// A request.
#[derive(Clone, Debug, Serialize)]
pub struct Solve {
    /// Names the request in the answer.
    pub id: u64,
    /// What differs from the plan.
    pub edits: Edits,
    /// Go on until the answer is settled, from nothing but the edits; else a first good plan, from wherever the last
    /// search stood.
    pub settle: bool,
}

/// From the worker to the page.
#[derive(Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FromWorker {
    /// The worker listens.
    Ready {
        /// Its version.
        version: String,
    },
    /// A plan; several for one request, each better than the last.
    Plan(Found),
    /// The pins leave no plan.
    Conflict {
        /// The request.
        id: u64,
        /// Why.
        conflicts: Vec<Conflict>,
    },
    /// The edits cannot be worked out.
    Issues {
        /// The request.
        id: u64,
    },
}

impl WorkerSays for FromWorker {
    fn ready() -> Self {
        let version = env!("CARGO_PKG_VERSION").to_owned();
        FromWorker::Ready { version }
    }

    fn is_ready(&self) -> bool {
        matches!(self, FromWorker::Ready { .. })
    }
}

/// A plan on its way to the page.
#[derive(Clone, Debug, Serialize)]
pub struct Found {
    /// The request.
    pub id: u64,
    /// Milliseconds since the request was taken up.
    pub ms: f64,
    /// The plan.
    pub built: Built,
    /// What the screen shows.
    pub points: Points,
    /// What is optimized.
    pub score: Points,
    /// What hard targets lack.
    pub hard: Points,
    /// No plan scores more.
    pub bound: Option<Points>,
    /// The search has ended.
    pub settled: bool,
    /// Steps the search took.
    pub steps: u64,
}

impl Found {
    /// `answer` to request `id` about `plan`.
    #[must_use]
    pub fn new(id: u64, ms: f64, plan: &Plan, answer: &Answer) -> Self {
        Found {
            id,
            ms,
            built: built(plan, &answer.allocation),
            points: answer.points,
            score: answer.score,
            hard: answer.hard,
            bound: answer.bound,
            settled: answer.settled,
            steps: answer.steps,
        }
    }

    /// The same for an answer that is not the last to its request.
    #[must_use]
    pub fn preliminary(id: u64, ms: f64, plan: &Plan, answer: &Answer) -> Self {
        Found {
            settled: false,
            ..Found::new(id, ms, plan, answer)
        }
    }

    /// How good its plan is: hard targets first.
    #[must_use]
    pub fn rank(&self) -> Rank {
        Rank::of(self.hard, self.score)
    }

    /// The answer; none where something is built that `plan` does not have.
    #[must_use]
    pub fn answer(&self, plan: &Plan) -> Option<Answer> {
        Some(Answer {
            allocation: allocation(plan, &self.built)?,
            points: self.points,
            score: self.score,
            hard: self.hard,
            bound: self.bound,
            settled: self.settled,
            steps: self.steps,
            proof: None,
        })
    }
}

read_fields! {
    Solve { id, edits, settle }
    Found { id, ms, built, points, score, hard, bound, settled, steps }
}
read_inside!(Points);

read_variants! {
    FromWorker {
        "ready" => Ready { version }
        "plan" => Plan(_)
        "conflict" => Conflict { id, conflicts }
        "issues" => Issues { id }
    }
    Conflict by "what" {
        "over_budget" => OverBudget { fund, year, needed, available, pins }
        "over_running" => OverRunning { needed, most, pins }
        "over_cap" => OverCap { pins, sum, most }
        "no_site" => NoSite { pins }
        "takes_too_much" => TakesTooMuch { service, unit, year, pins }
    }
}

/// Unit, measure, year, modules.
impl FromJson for (usize, usize, i32, i64) {
    fn read(value: &Value) -> Option<Self> {
        match value.as_array()?.as_slice() {
            [u, m, y, n] => Some((
                FromJson::read(u)?,
                FromJson::read(m)?,
                FromJson::read(y)?,
                FromJson::read(n)?,
            )),
            _ => None,
        }
    }
}
