//! An alternative that is compared, and how its answer stands.

use std::sync::Arc;

use super::knob::Knob;
use crate::domain::{Case, Edits, Plan, Yuan};
use crate::optimize::{Answer, Conflict, Points};
use crate::report::{Report, Side};

/// An answer with what it attains.
#[derive(Clone, Debug)]
pub struct Answered {
    /// What was solved.
    pub case: Arc<Case>,
    /// The allocation with score and bound.
    pub answer: Answer,
    /// What it attains and costs.
    pub report: Report,
    /// It came by a link: the workers have not computed it here yet.
    pub arrived: bool,
}

/// How the answer of an alternative stands.
#[derive(Clone, Debug)]
pub enum Standing {
    /// Others come first, or the page of the comparison is not shown.
    Waiting,
    /// So many budgets solved, and the share of the steps of the one that is being solved.
    Working(usize, f64),
    /// The canonical answer is there.
    Done,
    /// The pins leave no plan.
    Conflict(Arc<Vec<Conflict>>),
    /// The workers cannot be started, or the edits do not fit the plan.
    Failed,
}

/// One alternative.
#[derive(Clone, Debug)]
pub struct Alternative {
    /// Names it as long as the page lives.
    pub key: u64,
    /// Its name.
    pub name: String,
    /// What differs from the plan.
    pub edits: Edits,
    /// The last answer there is: of a link, or the canonical one.
    pub answered: Option<Arc<Answered>>,
    /// How the canonical one stands.
    pub state: Standing,
    /// The score its sender claims, where it came by a link.
    pub claimed: Option<Points>,
}

impl Answered {
    /// What is handed to the functions of `report`.
    #[must_use]
    pub fn side(&self) -> Side<'_> {
        Side {
            case: &self.case,
            report: &self.report,
        }
    }
}

impl Alternative {
    /// All the money it has.
    #[must_use]
    pub fn budget(&self, plan: &Plan) -> Yuan {
        Yuan(Knob::Total.value(plan, &self.edits))
    }
}
