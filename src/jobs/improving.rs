//! The canonical answer as the workbench shows it on the way: every better plan, in slices.

use std::sync::Arc;

use super::work::Work;
use crate::domain::{Case, Plan};
use crate::optimize::{Climb, Conflict, Limits, Progress, Warm};
use crate::view_model::wire::solving::{Found, FromWorker};

/// An answer on its way.
pub struct Improving {
    id: u64,
    plan: Arc<Plan>,
    climb: Climb,
    news: bool,
}

impl Improving {
    /// For request `id` about `plan`, worked out as `case`. It has news from the beginning: a first feasible plan.
    ///
    /// # Errors
    /// What makes the pins impossible.
    pub fn new(id: u64, plan: Arc<Plan>, case: Case) -> Result<Improving, Vec<Conflict>> {
        Ok(Improving {
            id,
            plan,
            climb: Climb::new(case, Limits::default())?,
            news: true,
        })
    }

    /// What a later search of nearly the same case can start from.
    #[must_use]
    pub fn warm(&self) -> Option<&Warm> {
        self.climb.warm()
    }
}

impl Work<FromWorker> for Improving {
    fn step(&mut self) -> bool {
        match self.climb.step() {
            Progress::Settled => return false,
            Progress::Better | Progress::Bound => self.news = true,
            Progress::Nothing => {}
        }
        true
    }

    fn news(&mut self, ended: bool, ms: f64) -> Option<FromWorker> {
        let news = std::mem::take(&mut self.news);
        let of = if ended {
            Found::new
        } else {
            Found::preliminary
        };
        (ended || news).then(|| FromWorker::Plan(of(self.id, ms, &self.plan, &self.climb.answer())))
    }
}
