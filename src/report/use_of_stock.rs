//! How much of what stands will be used: where births fall, places that are built may stand empty.

use super::Report;
use crate::domain::{Case, Check, Rule, TargetKind, sort_by_key};

/// Need and stock of what a rate target counts, over the years.
///
/// The need is what the target asks for: its level times the persons it speaks of. For places per child that is the demand
/// itself; for a level per thousand people it is what the document calls enough.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StockUse {
    /// The target.
    pub target: usize,
    /// By period of the horizon.
    pub periods: Vec<PeriodUse>,
    /// Units with more than they need in the last period, most first.
    pub units: Vec<UnitUse>,
}

/// One period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PeriodUse {
    /// What is needed.
    pub need: i64,
    /// What stands, committed and built included.
    pub stock: i64,
    /// What stands beyond the need: unit by unit where people use it where they live, else over all of them together.
    pub surplus: i64,
    /// What this plan has added to the stock, unit by unit as the surplus is; where it took away more than it added, nothing.
    pub built: i64,
    /// What of it lies beyond the need: it would stand empty. What was there before is used first.
    pub idle: i64,
}

/// One unit in the last period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnitUse {
    /// The unit.
    pub unit: usize,
    /// Its numbers.
    pub last: PeriodUse,
}

impl PeriodUse {
    /// The part of the stock that is not beyond the need; none where nothing stands. Below 1 as soon as one unit has more
    /// than it needs, even where others lack more than that.
    #[must_use]
    pub fn used(&self) -> Option<f64> {
        (self.stock > 0).then(|| (self.stock - self.surplus) as f64 / self.stock as f64)
    }

    fn of(need: i64, stock: i64, built: i64) -> PeriodUse {
        let surplus = (stock - need).max(0);
        PeriodUse {
            need,
            stock,
            surplus,
            built: built.max(0),
            idle: surplus.min(built.max(0)),
        }
    }

    fn plus(self, other: PeriodUse) -> PeriodUse {
        PeriodUse {
            need: self.need + other.need,
            stock: self.stock + other.stock,
            surplus: self.surplus + other.surplus,
            built: self.built + other.built,
            idle: self.idle + other.idle,
        }
    }
}

impl Report {
    /// Need and stock of every rate target, in the order of the plan.
    ///
    /// Persons are those of the case's population path, levels those of its edits: of the next milestone, after the last one
    /// of the last. Cost: targets × units × periods.
    #[must_use]
    pub fn stock_use(&self, case: &Case) -> Vec<StockUse> {
        let targets = 0..case.plan.targets.len();
        targets
            .filter_map(|t| self.use_of_target(case, t))
            .collect()
    }

    fn use_of_target(&self, case: &Case, target: usize) -> Option<StockUse> {
        let TargetKind::Rate { per, of, .. } = &case.plan.targets[target].rule else {
            return None;
        };
        let group = case.plan.region.groups.iter().position(|g| g.id == *of)?;
        let checks: Vec<&Check> = case.checks.iter().filter(|c| c.target == target).collect();
        let Rule::AtLeast {
            services, units, ..
        } = &checks.first()?.rule
        else {
            return None;
        };
        let is_local = services.iter().all(|s| case.plan.services[*s].local);
        let at = |unit: usize, period: usize| {
            let check = checks.iter().find(|c| c.period >= period);
            let level = check.or(checks.last()).map_or(0, |c| c.level.micro);
            let persons = case.population[group][unit][period];
            let stock = |s: &usize| self.stock[*s][unit][period];
            let given = |s: &usize| case.without_builds(*s, unit, period);
            let stands: i64 = services.iter().map(stock).sum();
            let built = stands - services.iter().map(given).sum::<i64>();
            (persons, level, stands, built)
        };
        let of_units = |units: &[usize], period: usize| {
            let (mut persons, mut level, mut stands, mut built) = (0, 0, 0, 0);
            for unit in units {
                let (p, l, s, b) = at(*unit, period);
                (persons, level, stands, built) = (persons + p, l, stands + s, built + b);
            }
            PeriodUse::of(needed(persons, level, *per), stands, built)
        };
        let periods = (0..case.periods()).map(|p| {
            if is_local {
                let each = units.iter().map(|u| of_units(&[*u], p));
                let sum = each.fold(PeriodUse::default(), PeriodUse::plus);
                // Rounded once, as the target itself is.
                PeriodUse {
                    need: of_units(units, p).need,
                    ..sum
                }
            } else {
                of_units(units, p)
            }
        });
        let last = case.periods().checked_sub(1)?;
        let mut ahead: Vec<UnitUse> = units
            .iter()
            .map(|u| UnitUse {
                unit: *u,
                last: of_units(&[*u], last),
            })
            .filter(|u| is_local && u.last.surplus > 0)
            .collect();
        sort_by_key(&mut ahead, |u| (-u.last.surplus, u.unit));
        Some(StockUse {
            target,
            periods: periods.collect(),
            units: ahead,
        })
    }
}

/// `level` (in millionths) for every `per` of `persons`, rounded up.
fn needed(persons: i64, level: i64, per: i64) -> i64 {
    let all = i128::from(persons) * i128::from(level);
    let one = i128::from(per.max(1)) * 1_000_000;
    (-(-all).div_euclid(one)) as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_there_before_is_used_first() {
        let period = PeriodUse::of(100, 130, 20);
        assert_eq!((period.surplus, period.idle), (30, 20));
        let period = PeriodUse::of(100, 110, 20);
        assert_eq!((period.surplus, period.idle), (10, 10));
        assert_eq!(period.used(), Some(100.0 / 110.0));
        assert_eq!(PeriodUse::of(100, 90, 20).used(), Some(1.0));
        assert_eq!(PeriodUse::of(0, 0, 0).used(), None);
        let apart = PeriodUse::of(100, 90, 0).plus(PeriodUse::of(10, 20, 0));
        assert_eq!((apart.need, apart.surplus), (110, 10));
        assert_eq!(apart.used(), Some(100.0 / 110.0));
    }

    #[test]
    fn needs_are_rounded_up() {
        assert_eq!(needed(1_000, 4_500_000, 1_000), 5);
        assert_eq!(needed(2_000, 4_500_000, 1_000), 9);
        assert_eq!(needed(357, 980_000, 1), 350);
    }
}
