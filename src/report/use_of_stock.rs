//! How much of what stands will be used: where births fall, places that are built may stand empty.

use super::Report;
use crate::domain::{Case, Check, Decimal, IdlePlaces, Rule, TargetKind, sort_by_key};

/// Need and stock over the years.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StockUse {
    /// Whose need.
    pub of: UseOf,
    /// By period of the horizon.
    pub periods: Vec<PeriodUse>,
    /// In the year after the horizon that the plan looks at, with all that was built; none where it looks at none.
    pub after: Option<(i32, PeriodUse)>,
    /// Units with more than they need in the last period, most first.
    pub units: Vec<UnitUse>,
}

/// Whose need it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UseOf {
    /// A need of the plan: places that people of a unit can use.
    Need(usize),
    /// A rate target, of services that no need speaks of: its level times the persons it speaks of. For a level per thousand
    /// people that is what the document calls enough.
    Target(usize),
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
    /// Need and stock of every need, then of the rate targets over services that no need speaks of, in the order of the plan.
    ///
    /// Persons are those of the case's population path, levels those of its edits: of the next milestone, after the last one
    /// of the last. Cost: (needs + targets) × units × periods.
    #[must_use]
    pub fn stock_use(&self, case: &Case) -> Vec<StockUse> {
        let needs = (0..case.needs.len()).filter_map(|n| self.use_of_need(case, n));
        let targets = 0..case.plan.targets.len();
        let rates = targets.filter_map(|t| self.use_of_target(case, t));
        needs.chain(rates).collect()
    }

    /// New places of all needs, and how many of them would stand empty, in the year that is worse: the last of the horizon or
    /// the one after it.
    #[must_use]
    pub fn new_and_idle(&self, case: &Case) -> Option<NewAndIdle> {
        let uses = (0..case.needs.len()).filter_map(|n| self.use_of_need(case, n));
        let uses: Vec<StockUse> = uses.collect();
        let last = case.plan.horizon.periods.last()?.last;
        let of = |year: i32, uses: Vec<PeriodUse>| NewAndIdle {
            year,
            new: uses.iter().map(|u| u.built).sum(),
            idle: uses.iter().map(|u| u.idle).sum(),
        };
        let at_end = of(
            last,
            uses.iter()
                .filter_map(|u| u.periods.last().copied())
                .collect(),
        );
        let year = case.plan.horizon.after.unwrap_or(last);
        let after = of(year, uses.iter().filter_map(|u| Some(u.after?.1)).collect());
        Some(if after.idle > at_end.idle {
            after
        } else {
            at_end
        })
    }

    fn use_of_need(&self, case: &Case, n: usize) -> Option<StockUse> {
        let need = case.needs.get(n)?;
        let used = Used {
            report: self,
            case,
            services: &need.services,
            units: &(0..case.plan.region.units.len()).collect::<Vec<_>>(),
            needed: &|units, p| units.iter().map(|u| need.by_unit[*u][p]).sum(),
        };
        let looks = case.idles.iter();
        let looks: Vec<&IdlePlaces> = looks.filter(|i| i.need == n).collect();
        let after = case.plan.horizon.after.map(|year| {
            let of_year = looks.iter().filter(|i| i.year == year);
            let each = of_year.map(|i| used.after(i));
            (year, each.fold(PeriodUse::default(), PeriodUse::plus))
        });
        used.over(UseOf::Need(n), after)
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
        if case.needs.iter().any(|need| need.services == *services) {
            return None;
        }
        let needed = |units: &[usize], period: usize| {
            let check = checks.iter().find(|c| c.period >= period);
            let level = check
                .or(checks.last())
                .map_or(Decimal::default(), |c| c.level);
            let persons = units.iter().map(|u| case.population[group][*u][period]);
            level.for_every(*per, persons.sum())
        };
        let used = Used {
            report: self,
            case,
            services,
            units,
            needed: &needed,
        };
        used.over(UseOf::Target(target), None)
    }
}

/// New places, and how many of them would stand empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewAndIdle {
    /// In which year.
    pub year: i32,
    /// All that are new.
    pub new: i64,
    /// Those that nobody would need.
    pub idle: i64,
}

/// Stocks against what is needed of them.
struct Used<'a> {
    report: &'a Report,
    case: &'a Case,
    services: &'a [usize],
    units: &'a [usize],
    /// Of units together in a period.
    needed: &'a dyn Fn(&[usize], usize) -> i64,
}

impl Used<'_> {
    fn over(&self, of: UseOf, after: Option<(i32, PeriodUse)>) -> Option<StockUse> {
        let services = self.services.iter();
        let is_local = match of {
            UseOf::Need(_) => true,
            UseOf::Target(_) => services.clone().all(|s| self.case.plan.services[*s].local),
        };
        let periods = (0..self.case.periods()).map(|p| {
            let together = self.of_units(self.units, p);
            if !is_local {
                return together;
            }
            let each = self.units.iter().map(|u| self.of_units(&[*u], p));
            // The need is rounded once, as the target itself is.
            PeriodUse {
                need: together.need,
                ..each.fold(PeriodUse::default(), PeriodUse::plus)
            }
        });
        let last = self.case.periods().checked_sub(1)?;
        let one = |u: &usize| UnitUse {
            unit: *u,
            last: self.of_units(&[*u], last),
        };
        let mut ahead: Vec<UnitUse> = self.units.iter().map(one).collect();
        ahead.retain(|u| is_local && u.last.surplus > 0);
        sort_by_key(&mut ahead, |u| (-u.last.surplus, u.unit));
        Some(StockUse {
            of,
            periods: periods.collect(),
            after,
            units: ahead,
        })
    }

    fn of_units(&self, units: &[usize], period: usize) -> PeriodUse {
        let (stock, built) = self.stands(units, period);
        PeriodUse::of((self.needed)(units, period), stock, built)
    }

    /// What stands in units, and what of it builds have added.
    fn stands(&self, units: &[usize], period: usize) -> (i64, i64) {
        let sum = |count: &dyn Fn(usize, usize) -> i64| -> i64 {
            let of_unit = |u: &usize| self.services.iter().map(|s| count(*s, *u)).sum::<i64>();
            units.iter().map(of_unit).sum()
        };
        let stands = sum(&|s, u| self.report.stock[s][u][period]);
        let given = sum(&|s, u| self.case.without_builds(s, u, period));
        (stands, stands - given)
    }

    /// One unit in the year after the horizon.
    fn after(&self, places: &IdlePlaces) -> PeriodUse {
        let (_, built) = self.stands(&[places.unit], places.period);
        PeriodUse::of(places.needed, places.standing + built, built)
    }
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
}
