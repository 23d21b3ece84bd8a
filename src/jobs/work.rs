//! What a worker is asked to do, piece by piece.

use std::sync::Arc;

use crate::domain::{Case, Edits, Plan};
use crate::view_model::wire::told::Told;

/// A job under way, of which its worker `Says` something now and then.
pub trait Work<Says = Told> {
    /// Does one piece; false at the end.
    fn step(&mut self) -> bool;

    /// What there is to tell since it was asked last. `ms` is the time since the job was taken up.
    fn news(&mut self, ended: bool, ms: f64) -> Option<Says>;
}

/// What a job is about.
pub struct About {
    /// The job.
    pub id: u64,
    /// The plan.
    pub plan: Arc<Plan>,
    /// What differs from it.
    pub edits: Edits,
    /// The plan with the edits.
    pub case: Case,
}
