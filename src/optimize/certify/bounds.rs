//! The variables of the model: their bounds, and what they cost.

use super::score::COST_POINTS;
use crate::domain::{Case, Rule};
use crate::optimize::model::formulation::VarKey;
use crate::optimize::model::points::Points;

/// Least and most value of a variable, and whether it is whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// The least.
    pub lo: i64,
    /// The most.
    pub hi: i64,
    /// Only whole values.
    pub whole: bool,
}

/// 2⁵⁰: multipliers, costs and kept shortfalls are in units of 2⁻⁵⁰.
pub(super) const UNIT: i128 = 1 << 50;

/// Millionths in one.
pub(super) const MILLION: i64 = 1_000_000;

/// Bounds of a variable; none where the case has no such variable.
#[must_use]
pub fn bounds(case: &Case, key: VarKey) -> Option<Bounds> {
    let whole = |lo, hi| {
        Some(Bounds {
            lo,
            hi,
            whole: true,
        })
    };
    match key {
        VarKey::Build(o) => case.options.get(o).and_then(|o| whole(o.lo, o.hi)),
        VarKey::Short(c) => case.checks.get(c).map(|_| Bounds {
            lo: 0,
            hi: case.worst_short[c],
            whole: false,
        }),
        VarKey::Has(c, g) => match &case.checks.get(c)?.rule {
            Rule::UnitsCovered { groups, .. } if g < groups.len() => whole(0, 1),
            Rule::KindsPresent { kinds, .. } if g < kinds.len() => whole(0, 1),
            _ => None,
        },
        VarKey::Covered(c, i) => match &case.checks.get(c)?.rule {
            Rule::MembersCovered {
                at_least, units, ..
            } => {
                let unit = units.get(i)?;
                whole(
                    unit.start + (-unit.stock).div_euclid(*at_least),
                    unit.members,
                )
            }
            _ => None,
        },
        VarKey::Missing(c) => most_missing(case, c).and_then(|most| whole(0, most)),
        VarKey::Idle(i) => {
            let places = case.idles.get(i).filter(|_| case.idle > 0)?;
            Some(Bounds {
                lo: 0,
                hi: places.most,
                whole: false,
            })
        }
        VarKey::Largest => (!case.locals.is_empty()).then_some(Bounds {
            lo: 0,
            hi: case.worst_local,
            whole: false,
        }),
    }
}

/// What one unit of a variable adds to the loss, in units of 2⁻⁵⁰ points, rounded down.
#[must_use]
pub fn cost(case: &Case, key: VarKey) -> i128 {
    match key {
        VarKey::Short(c) => {
            100 * UNIT * i128::from(case.checks[c].weight) / i128::from(case.total_weight.max(1))
        }
        VarKey::Largest => UNIT * i128::from(case.fairness) / 1_000_000,
        VarKey::Build(o) => {
            let yuan = i128::from(case.options[o].cost());
            (UNIT * yuan * COST_POINTS)
                .div_euclid(i128::from(Points::ONE) * i128::from(case.cost_scale))
        }
        VarKey::Idle(_) => UNIT * i128::from(case.idle) / (1_000_000 * i128::from(case.idle_scale)),
        VarKey::Has(..) | VarKey::Covered(..) | VarKey::Missing(_) => 0,
    }
}

/// What a share lacks where its whole is the largest and its part nothing; none for other kinds.
pub(super) fn most_missing(case: &Case, check: usize) -> Option<i64> {
    match &case.checks.get(check)?.rule {
        Rule::Share {
            level,
            strict,
            most,
            ..
        } => Some(-(-(level * most + i64::from(*strict))).div_euclid(MILLION)),
        _ => None,
    }
}
