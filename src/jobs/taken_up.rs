//! What becomes of a job that a study worker is asked to do.

use std::sync::Arc;

use super::curve::Curving;
use super::handoff::{hand_out, take_back};
use super::reasons::why;
use super::repairs::RepairsJob;
use super::scenario_file::scenario;
use super::settling::SettlingJob;
use super::sweep::Sweeping;
use super::work::{About, Work};
use crate::domain::{Case, Plan};
use crate::view_model::wire::ask::{Ask, Job};
use crate::view_model::wire::told::Told;

/// A job that was taken up.
pub enum TakenUp {
    /// It is done, and this is to be told.
    Done(Box<Told>),
    /// It is done in slices.
    UnderWay(Box<dyn Work>),
}

/// Takes up a job about `plan`: a short one is done at once.
#[must_use]
pub fn take_up(plan: &Arc<Plan>, ask: Ask) -> TakenUp {
    use TakenUp::UnderWay;
    let done = |told| TakenUp::Done(Box::new(told));
    let Ask { id, edits, job } = ask;
    let Ok(case) = Case::sharing(plan, &edits) else {
        return done(Told::Issues { id });
    };
    let about = About {
        id,
        plan: Arc::clone(plan),
        edits,
        case,
    };
    match &job {
        Job::Answer { steps } => UnderWay(Box::new(SettlingJob::new(about, *steps))),
        Job::Curve {
            built,
            families,
            most,
        } => UnderWay(Box::new(Curving::new(about, built, families, *most))),
        Job::Repairs { built, checks } => UnderWay(Box::new(RepairsJob::new(about, built, checks))),
        Job::Sweep {
            path,
            cost,
            budgets,
            steps,
        } => match Sweeping::new(about, path, *cost, budgets, *steps) {
            Some(work) => UnderWay(Box::new(work)),
            None => done(Told::Issues { id }),
        },
        Job::Read { text } => done(scenario(&about, text)),
        Job::HandOut { built, names } => done(hand_out(&about, built, *names)),
        Job::TakeBack {
            text,
            built,
            bound,
            settled,
        } => done(take_back(&about, text, built, (*bound, *settled))),
        Job::Why {
            built,
            cells,
            checks,
        } => done(why(&about, built, cells, checks)),
    }
}
