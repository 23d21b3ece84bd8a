//! The worker of the workbench: the newest request, in slices.

use std::sync::Arc;

use super::slice_loop::{Bench, Pace, UnderWay, now, post, run};
use crate::domain::{Case, Plan};
use crate::jobs::improving::Improving;
use crate::optimize::{Answer, Conflict, Limits, Search, Warm};
use crate::view_model::wire::solving::{Found, FromWorker, Solve};

/// A request that is replaced while a slider moves waits hardly at all.
const PACE: Pace = Pace {
    slice: 8.0,
    apart: 90.0,
};

/// Runs the worker.
pub fn main() {
    run::<SolverBench>();
}

/// What the worker has on its bench.
#[derive(Default)]
struct SolverBench {
    plan: Option<Arc<Plan>>,
    next: Option<Solve>,
    /// A settling request.
    job: Option<UnderWay<Improving>>,
    /// Where the last search stood: the next live one starts from there.
    warm: Option<Warm>,
}

impl Bench for SolverBench {
    type Asks = Solve;
    type Says = FromWorker;

    fn take_plan(&mut self, plan: Option<Plan>) {
        *self = SolverBench {
            plan: plan.map(Arc::new),
            ..SolverBench::default()
        };
    }

    fn hear(&mut self, asked: Solve) {
        self.next = Some(asked);
    }

    fn work(&mut self) -> bool {
        if let (Some(solve), Some(plan)) = (self.next.take(), self.plan.clone()) {
            if let Some(job) = self.job.take() {
                self.remember(job.work.warm());
            }
            let id = solve.id;
            let done = match Case::sharing(&plan, &solve.edits) {
                Err(_) => {
                    post(&FromWorker::Issues { id });
                    Ok(())
                }
                Ok(case) if solve.settle => self.settle(id, case),
                Ok(case) => self.live(id, case),
            };
            if let Err(conflicts) = done {
                post(&FromWorker::Conflict { id, conflicts });
            }
        } else if let Some(mut job) = self.job.take() {
            if job.slice(PACE) {
                self.job = Some(job);
            } else {
                self.remember(job.work.warm());
            }
        }
        self.next.is_some() || self.job.is_some()
    }
}

impl SolverBench {
    /// Begins the canonical answer; what it begins with is told at once.
    fn settle(&mut self, id: u64, case: Case) -> Result<(), Vec<Conflict>> {
        let begun = now();
        let mut job = UnderWay::new(Box::new(Improving::new(id, case)?), begun);
        job.say(false);
        self.job = Some(job);
        Ok(())
    }

    /// A first good plan, from where the last search stood.
    fn live(&mut self, id: u64, case: Case) -> Result<(), Vec<Conflict>> {
        let begun = now();
        let mut search = Search::live(case, self.warm.as_ref(), Limits::default())?;
        let (settled, answer) = (false, search.answer());
        let found = Found::new(id, now() - begun, Answer { settled, ..answer });
        post(&FromWorker::Plan(found));
        if search.warm().is_none() {
            // The plan is on its way; what this step finds makes the next tick quick.
            search.step();
        }
        self.remember(search.warm());
        Ok(())
    }

    fn remember(&mut self, warm: Option<&Warm>) {
        if let Some(warm) = warm {
            self.warm = Some(warm.clone());
        }
    }
}
