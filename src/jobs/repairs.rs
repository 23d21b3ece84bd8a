//! Repairs of missed checks, in slices.

use super::work::{About, Work};
use crate::domain::Allocation;
use crate::optimize::{Limits, Repair, Repairs, SideEffect};
use crate::view_model::wire::told::{Told, ToldRepair};
use crate::words::{both, repair, side_effects};

/// Options of a case from which on repairs would take minutes with as many steps as the screen takes.
const LARGE: usize = 6_000;
/// Steps of each answer then. Where there are as many as on the screen, a repair does exactly what it is said to do; else the
/// screen may find something better still.
const STEPS_IF_LARGE: u64 = 120;

/// Repairs on their way.
pub struct RepairsJob {
    about: About,
    repairs: Repairs,
    told: usize,
}

impl RepairsJob {
    /// Repairs of some checks, beside an allocation that is known.
    #[must_use]
    pub fn new(about: About, known: &Allocation, checks: &[usize]) -> RepairsJob {
        let usual = Limits::default();
        let large = about.case.options.len() > LARGE;
        let limits = Limits {
            steps: if large { STEPS_IF_LARGE } else { usual.steps },
            ..usual
        };
        let repairs = Repairs::of(&about.plan, &about.edits, known, limits).only(checks);
        RepairsJob {
            about,
            repairs,
            told: 0,
        }
    }

    fn repair(&self, found: &Repair) -> ToldRepair {
        let case = &self.about.case;
        let count = |keep: fn(&SideEffect) -> bool| found.sides.iter().filter(|s| keep(s)).count();
        ToldRepair {
            check: found.check,
            change: both(|lang| repair(lang, case, found)),
            sides: both(|lang| side_effects(lang, case, found)),
            edits: found.edits.clone(),
            extra: found.extra,
            points: found.points,
            lost: count(SideEffect::lost),
            won: 1 + count(SideEffect::won),
        }
    }
}

impl Work for RepairsJob {
    fn step(&mut self) -> bool {
        self.repairs.step()
    }

    fn news(&mut self, ended: bool, _: f64) -> Option<Told> {
        let all = self.repairs.found();
        let found: Vec<ToldRepair> = all[self.told..].iter().map(|r| self.repair(r)).collect();
        self.told = all.len();
        (ended || !found.is_empty()).then_some(Told::Repairs {
            id: self.about.id,
            found,
            ended,
        })
    }
}
