//! What page and worker say to each other: JSON texts. The page first posts the text of the plan, as a list that holds
//! nothing else, so that a long text is neither quoted nor copied; every other message of the page is a [`Solve`].
//!
//! What is built travels by ids, as answers, links and files have it and as `certify` reads it. Proofs stay in the worker.

use serde::Serialize;
use serde_json::Value;

use super::says::WorkerSays;
use crate::domain::Edits;
use crate::optimize::{Answer, Conflict, Points};
use crate::read::{FromJson, field, read_fields, read_inside, read_variants};

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
    /// Without its proof.
    pub answer: Answer,
}

impl Found {
    /// `answer` to request `id`; the last to it where it is settled.
    #[must_use]
    pub fn new(id: u64, ms: f64, answer: Answer) -> Self {
        let proof = None;
        let answer = Answer { proof, ..answer };
        Found { id, ms, answer }
    }
}

read_fields! {
    Solve { id, edits, settle }
    Found { id, ms, answer }
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
        "over_need" => OverNeed { service, unit, year, new, most, pins }
        "over_cap" => OverCap { pins, sum, most }
        "no_site" => NoSite { pins }
        "takes_too_much" => TakesTooMuch { service, unit, year, pins }
    }
}

/// All but the proof, which no message holds.
impl FromJson for Answer {
    fn read(value: &Value) -> Option<Self> {
        let object = value.as_object()?;
        Some(Answer {
            allocation: field(object, "allocation")?,
            points: field(object, "points")?,
            score: field(object, "score")?,
            hard: field(object, "hard")?,
            bound: field(object, "bound")?,
            settled: field(object, "settled")?,
            steps: field(object, "steps")?,
            proof: None,
        })
    }
}
