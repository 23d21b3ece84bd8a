//! How far builds can move what is counted, and so how large a shortfall can become.

use super::{CapGroup, Case, Check, Rule};

impl Case {
    /// The most that builds can add to services in units by a period: every positive effect at its cap.
    #[must_use]
    pub fn most_added(&self, services: &[usize], units: &[usize], period: usize) -> i64 {
        self.most_moved((services, 1), units, period)
    }

    /// The most that builds can take away from services in units by a period, at least 0.
    #[must_use]
    pub fn most_taken(&self, services: &[usize], units: &[usize], period: usize) -> i64 {
        self.most_moved((services, -1), units, period)
    }

    fn most_moved(&self, of: (&[usize], i64), units: &[usize], period: usize) -> i64 {
        let (services, sign) = of;
        let moved = |group: &CapGroup| -> i64 {
            let options = group.options.iter().map(|o| &self.options[*o]);
            let usable = options.filter(|o| o.in_use <= period);
            let gains = usable.map(|o| -> i64 {
                let effects = o.effects.iter().map(|(s, a)| (s, sign * a));
                let counted = effects.filter(|(s, a)| *a > 0 && services.contains(s));
                counted.map(|(_, a)| a).sum()
            });
            gains.max().unwrap_or(0) * group.hi
        };
        let mut inside = vec![false; self.plan.region.units.len()];
        units.iter().for_each(|u| inside[*u] = true);
        let here = self.caps.iter().filter(|c| inside[c.unit]);
        here.map(moved).sum()
    }

    /// No plan leaves a larger shortfall of a check: 1, but for rules whose count can fall below nothing (conversions of what does
    /// not count, badly given starts).
    pub(super) fn worst_short(&self, of: &Check) -> i64 {
        match &of.rule {
            Rule::Share { .. } | Rule::UnitsCovered { .. } | Rule::KindsPresent { .. } => 1,
            Rule::AtLeast {
                services,
                units,
                base,
                required,
                ..
            } => {
                let taken = self.most_taken(services, units, of.period);
                worst(*required, base.saturating_sub(taken))
            }
            Rule::MembersCovered {
                at_least,
                units,
                required,
                ..
            } => {
                // Stocks do not fall below nothing.
                let least = units.iter().map(|m| m.covered(0, *at_least));
                worst(*required, least.sum())
            }
        }
    }

    /// No plan leaves a larger shortfall of a local need.
    pub(super) fn worst_local(&self) -> i64 {
        let of = self.locals.iter().map(|need| {
            let taken = self.most_taken(&need.services, &[need.unit], need.period);
            worst(need.required, need.base.saturating_sub(taken))
        });
        of.max().unwrap_or(1)
    }
}

/// Bounds of shortfalls that no plan reaches are not drawn tighter than this: a bound at 1, where a shortfall often stands, only
/// gives the relaxation another vertex to stop at.
const LOOSE: i64 = 1_000;

/// ⌈(required − least) ÷ required⌉, at least [`LOOSE`].
fn worst(required: i64, least: i64) -> i64 {
    let required = required.max(1);
    let short = required.saturating_sub(least);
    let worst = short.saturating_add(required - 1).div_euclid(required);
    worst.max(LOOSE)
}
