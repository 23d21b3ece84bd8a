//! What the page shows of a plan, of one piece.

use std::sync::Arc;

use crate::domain::{Case, Edits};
use crate::optimize::{Answer, Passed};
use crate::report::Report;

/// The last plan the page shows: case, answer and report of one piece.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The request it answers.
    pub id: u64,
    /// What was solved.
    pub case: Arc<Case>,
    /// The edits it was solved with.
    pub edits: Edits,
    /// The allocation with score and bound.
    pub answer: Answer,
    /// What it attains and costs.
    pub report: Report,
    /// Milliseconds the worker took.
    pub ms: f64,
    /// It was brought in, by a link or from another solver, while the proof still runs: its bound is not proved here.
    pub arrived: bool,
    /// The answers to the same edits that stood here before.
    pub passed: Passed,
}

/// What the tile map colours the units by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Indicator {
    /// The level of a rate target in the unit.
    Target(usize),
    /// The stock of a service.
    Service(usize),
    /// What is spent there.
    Cost,
}
