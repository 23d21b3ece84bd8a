//! What a search is about. It does not change while the search lasts.

use crate::domain::Case;
use crate::optimize::certify;
use crate::optimize::evaluate::by_option::allocation_of;
use crate::optimize::evaluate::ledger::Ledger;
use crate::optimize::evaluate::tables::Tables;
use crate::optimize::heuristics::dive::Lots;
use crate::optimize::heuristics::fallback::rescue;
use crate::optimize::heuristics::greedy::Moves;
use crate::optimize::heuristics::pinned::start;
use crate::optimize::model::answer::Conflict;
use crate::optimize::model::points::Points;
use crate::optimize::model::rows::Model;

/// How far a search goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Steps after which it ends; a step is a bounded piece of work, the same on every machine.
    pub steps: u64,
    /// A gap in score at which it ends.
    pub gap: Points,
}

impl Default for Limits {
    /// 600 steps or a gap of a fiftieth of a point.
    fn default() -> Self {
        Limits {
            steps: 600,
            gap: Points(Points::ONE / 50),
        }
    }
}

/// A case with its model and what is worked out of them once.
pub(super) struct Problem {
    pub(super) case: Case,
    pub(super) model: Model,
    pub(super) tables: Tables,
    pub(super) moves: Moves,
    pub(super) lots: Lots,
    /// The least plan that honors the pins.
    pub(super) least: Ledger,
    pub(super) limits: Limits,
}

impl Problem {
    /// Of a case.
    ///
    /// # Errors
    /// What makes the pins impossible.
    pub(super) fn of(case: Case, limits: Limits) -> Result<Problem, Vec<Conflict>> {
        let model = Model::of(&case);
        let tables = Tables::of(&case, &model);
        let least = start(&case, &model, &tables)
            .or_else(|conflicts| rescue(&case, &model, &tables).ok_or(conflicts))?;
        Ok(Problem {
            moves: Moves::of(&case),
            lots: Lots::of(&case),
            case,
            model,
            tables,
            least,
            limits,
        })
    }

    /// What `certify` says of a plan; none where it refuses it.
    pub(super) fn certified(&self, ledger: &Ledger) -> Option<certify::Measured> {
        certify::allocation(&self.case, &allocation_of(&self.case, &ledger.x)).ok()
    }
}
