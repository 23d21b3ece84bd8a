//! Limits that are no money: what running costs may be after the horizon, and how far new places may go beyond need.

use crate::domain::{Case, Edits, IdlePlaces, Plan, Yuan};
use crate::optimize::certify::Measured;

/// A limit that one more module would break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ceiling {
    /// Running costs a year after the horizon.
    Running {
        /// The most they may be.
        most: Yuan,
    },
    /// New places of a need in a unit.
    Need {
        /// Entry of [`Case::idles`].
        places: usize,
    },
}

/// How near a plan is to these limits.
pub(super) struct Ceilings<'a> {
    case: &'a Case,
    now: &'a Measured,
    /// Running costs a year after the horizon.
    running: i64,
}

impl Ceilings<'_> {
    pub(super) fn of<'a>(case: &'a Case, now: &'a Measured) -> Ceilings<'a> {
        let built = case.options.iter().zip(&now.begun);
        let running = built.map(|(o, n)| o.running * n).sum();
        Ceilings { case, now, running }
    }

    /// The limit that one more module of an option would break; none where it fits.
    pub(super) fn broken_by(&self, option: usize) -> Option<Ceiling> {
        let (case, of) = (self.case, &self.case.options[option]);
        let running = self.running + of.running;
        if let Some(most) = case.running_most.filter(|most| running > *most) {
            return Some(Ceiling::Running { most: Yuan(most) });
        }
        let breaks = |places: &IdlePlaces| {
            let Some(most) = places.ceiling.filter(|_| places.unit == of.unit) else {
                return false;
            };
            let counted = of.effects.iter();
            let counted =
                counted.filter(|(s, _)| of.in_use <= places.period && places.services.contains(s));
            let adds: i64 = counted.map(|(_, n)| n).sum();
            adds > 0 && places.new_places(&self.now.added) + adds > most
        };
        let places = case.idles.iter().position(breaks)?;
        Some(Ceiling::Need { places })
    }
}

/// The edits without a ceiling of running costs: as high as everything together; none where there is no ceiling.
pub(super) fn without_running(plan: &Plan, edits: &Edits, case: &Case) -> Option<Edits> {
    case.running_most?;
    let all: i64 = case.options.iter().map(|o| o.running.max(0) * o.hi).sum();
    let own = plan.budget.running_most.is_some();
    Some(Edits {
        running_most: own.then_some(Yuan(all)),
        ..edits.clone()
    })
}

/// The edits without a limit of new places beyond need: a hundred times what is needed; none where there is no limit.
pub(super) fn without_need(plan: &Plan, edits: &Edits) -> Option<Edits> {
    let has = plan.idle_most.is_some() || edits.idle_most.is_some();
    has.then(|| Edits {
        idle_most: plan
            .idle_most
            .as_ref()
            .map(|_| crate::domain::Decimal::whole(100)),
        ..edits.clone()
    })
}
