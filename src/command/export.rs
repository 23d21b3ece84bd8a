//! `dabiao export FILE`: the model of a file for other solvers.

use super::json;
use super::solve::solve;
use crate::domain::Case;
use crate::optimize::certify::{self, Refusal};
use crate::optimize::{Conflict, Outcome, Stated};
use crate::share::handoff::{NameMap, lp_file};

/// What is written.
pub(super) struct Exported {
    /// The LP file.
    pub(super) lp: String,
    /// The map of its names, as JSON.
    pub(super) names: String,
}

/// Why nothing is.
pub(super) enum NotExported {
    /// No plan exists.
    Conflict(Vec<Conflict>),
    /// The plan that was found breaks a rule.
    Refused(Refusal),
}

/// States the case. Where it has hard targets it is solved first: the model fixes what the best plan leaves of them.
pub(super) fn export(case: &Case) -> Result<Exported, NotExported> {
    let best = if case.checks.iter().any(|c| c.hard) {
        match solve(case, None) {
            Outcome::Answer(answer) => {
                Some(certify::allocation(case, &answer.allocation).map_err(NotExported::Refused)?)
            }
            Outcome::Conflict(conflicts) => return Err(NotExported::Conflict(conflicts)),
        }
    } else {
        None
    };
    let stated = Stated::of(case, best.as_ref());
    Ok(Exported {
        lp: lp_file(case, &stated),
        names: json::text(&NameMap::of(case, &stated)),
    })
}
