//! What page and worker say to each other: JSON texts.

use serde::{Deserialize, Serialize};

use crate::domain::{Edits, Issue};
use crate::optimize::Outcome;

/// From the page to the worker.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ToWorker {
    /// The text of the plan that all requests from now on are about.
    Plan(String),
    /// Solve it with edits. A newer request replaces an older one.
    Solve(Solve),
}

/// A request.
#[derive(Clone, Debug, Serialize, Deserialize)]
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
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FromWorker {
    /// The worker listens.
    Ready {
        /// Its version.
        version: String,
    },
    /// A plan, or why there is none; several for one request, each better than the last.
    Outcome {
        /// The request.
        id: u64,
        /// The plan.
        outcome: Outcome,
        /// Milliseconds since the request was taken up.
        ms: f64,
    },
    /// The edits cannot be worked out.
    Issues {
        /// The request.
        id: u64,
        /// Why.
        issues: Vec<Issue>,
    },
}
