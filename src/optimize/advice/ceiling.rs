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

/// The limit that one more module of an option would break; none where it fits.
#[must_use]
pub fn ceiling(case: &Case, now: &Measured, option: usize) -> Option<Ceiling> {
    let of = &case.options[option];
    let running: i64 = case
        .options
        .iter()
        .zip(&now.begun)
        .map(|(o, n)| o.running * n)
        .sum();
    if let Some(most) = case
        .running_most
        .filter(|most| running + of.running > *most)
    {
        return Some(Ceiling::Running { most: Yuan(most) });
    }
    let breaks = |places: &IdlePlaces| {
        let adds: i64 = of
            .effects
            .iter()
            .filter(|(s, _)| of.in_use <= places.period && places.services.contains(s))
            .map(|(_, n)| n)
            .sum();
        let new: i64 = places
            .services
            .iter()
            .map(|s| now.added[*s][places.unit][places.period])
            .sum();
        let most = places.ceiling.unwrap_or(i64::MAX);
        places.unit == of.unit && adds > 0 && new + adds > most
    };
    let places = case.idles.iter().position(breaks)?;
    Some(Ceiling::Need { places })
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
