//! One number per unit, and the classes a map colors it in.

use super::Report;
use crate::domain::{Case, CoveredMembers, GroupId, Rule, TargetKind, magnitude, sort_by};

/// What a number per unit measures, and how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// Stock per so many persons.
    Rate {
        /// 1,000 for "per thousand".
        per: i64,
    },
    /// A share of 1.
    Share,
    /// Countable things.
    Count,
    /// Yuan.
    Money,
}

/// One number per unit.
#[derive(Clone, Debug, PartialEq)]
pub struct ByUnit {
    /// What is measured.
    pub quantity: Quantity,
    /// By unit of the plan; none where the unit is not asked or has nobody to count for.
    pub values: Vec<Option<f64>>,
    /// What is asked of the whole, or of each unit; none where nothing is.
    pub required: Option<f64>,
}

impl Report {
    /// What a target measures, unit by unit: `period` none is the base year.
    ///
    /// Rates and shares are those of the unit itself; covered members are a share of the unit's members; of a coverage of units
    /// the scarcest of its services; of every other kind the stock. `required` is the level of the target's next milestone.
    #[must_use]
    pub fn target_by_unit(
        &self,
        case: &Case,
        target: usize,
        period: Option<usize>,
    ) -> Option<ByUnit> {
        let mut checks = case.checks.iter().filter(|c| c.target == target);
        let at = period.unwrap_or(0);
        let check = checks
            .clone()
            .find(|c| c.period >= at)
            .or_else(|| checks.next_back())?;
        let kind = &case.plan.targets[target].rule;
        let stocks = Stocks {
            report: self,
            case,
            period,
        };
        let (quantity, required) = match (&check.rule, kind) {
            (Rule::AtLeast { .. }, TargetKind::Rate { per, .. }) => {
                (Quantity::Rate { per: *per }, Some(check.level.to_f64()))
            }
            (Rule::AtLeast { .. }, _) => (Quantity::Count, None),
            (Rule::UnitsCovered { at_least, .. }, _) => (Quantity::Count, Some(*at_least as f64)),
            (Rule::KindsPresent { at_least, .. }, _) => (Quantity::Count, Some(*at_least as f64)),
            (Rule::MembersCovered { .. } | Rule::Share { .. }, _) => {
                (Quantity::Share, Some(check.level.to_f64()))
            }
        };
        let mut values = vec![None; case.plan.region.units.len()];
        for (unit, value) in stocks.measured(&check.rule, kind) {
            values[unit] = value;
        }
        Some(ByUnit {
            quantity,
            values,
            required,
        })
    }

    /// The stock of a service, unit by unit: `period` none is the base year.
    #[must_use]
    pub fn service_by_unit(&self, case: &Case, service: usize, period: Option<usize>) -> ByUnit {
        let units = 0..case.plan.region.units.len();
        let values = units
            .map(|u| Some(self.stock_at(case, service, u, period) as f64))
            .collect();
        ByUnit {
            quantity: Quantity::Count,
            values,
            required: None,
        }
    }

    /// What the plan's funds pay up to the end of a period, unit by unit: nothing in the base year.
    #[must_use]
    pub fn money_by_unit(&self, case: &Case, period: Option<usize>) -> ByUnit {
        let mut paid = vec![0; case.plan.region.units.len()];
        for (option, n) in case.options.iter().zip(&self.begun) {
            let due = option
                .spend
                .iter()
                .filter(|s| period.is_some_and(|p| s.period <= p));
            paid[option.unit] += due.map(|s| s.yuan).sum::<i64>() * n;
        }
        let values = paid.into_iter().map(|yuan| Some(yuan as f64)).collect();
        ByUnit {
            quantity: Quantity::Money,
            values,
            required: None,
        }
    }
    fn stock_at(&self, case: &Case, service: usize, unit: usize, period: Option<usize>) -> i64 {
        match period {
            None => case.today[service][unit],
            Some(p) => self.stock[service][unit][p],
        }
    }
}

/// What stands in one period, or in the base year.
struct Stocks<'a> {
    report: &'a Report,
    case: &'a Case,
    period: Option<usize>,
}

impl Stocks<'_> {
    /// The number of each unit that a rule asks.
    fn measured(&self, rule: &Rule, kind: &TargetKind) -> Vec<(usize, Option<f64>)> {
        let each = |units: &[usize], of: &dyn Fn(usize) -> Option<f64>| {
            units.iter().map(|u| (*u, of(*u))).collect()
        };
        match (rule, kind) {
            (
                Rule::AtLeast {
                    services, units, ..
                },
                TargetKind::Rate { per, of, .. },
            ) => each(units, &|u| {
                ratio(self.sum(services, u), self.persons(of, u)).map(|x| x * *per as f64)
            }),
            (
                Rule::AtLeast {
                    services, units, ..
                },
                _,
            ) => each(units, &|u| Some(self.sum(services, u) as f64)),
            (
                Rule::UnitsCovered {
                    services, groups, ..
                },
                _,
            ) => groups
                .iter()
                .filter_map(|group| self.scarcest(services, group))
                .collect(),
            (Rule::KindsPresent { kinds, units, .. }, _) => {
                let services: Vec<usize> = kinds.iter().map(|k| k.service).collect();
                each(units, &|u| Some(self.sum(&services, u) as f64))
            }
            (
                Rule::MembersCovered {
                    services,
                    at_least,
                    units,
                    ..
                },
                _,
            ) => units
                .iter()
                .map(|m| (m.unit, self.covered(services, *at_least, m)))
                .collect(),
            (
                Rule::Share {
                    part, whole, units, ..
                },
                _,
            ) => each(units, &|u| ratio(self.sum(part, u), self.sum(whole, u))),
        }
    }

    fn sum(&self, services: &[usize], unit: usize) -> i64 {
        services
            .iter()
            .map(|s| self.report.stock_at(self.case, *s, unit, self.period))
            .sum()
    }

    /// A group begins with the unit that is covered; its descendants follow.
    fn scarcest(&self, services: &[usize], group: &[usize]) -> Option<(usize, Option<f64>)> {
        let of = |s: &usize| group.iter().map(|u| self.sum(&[*s], *u)).sum::<i64>();
        let least = services.iter().map(of).min()?;
        group.first().map(|u| (*u, Some(least as f64)))
    }

    fn covered(&self, services: &[usize], at_least: i64, m: &CoveredMembers) -> Option<f64> {
        // A unit has no less than no covered members to show.
        let covered = m.covered(self.sum(services, m.unit), at_least).max(0);
        ratio(covered, m.members)
    }

    fn persons(&self, group: &GroupId, unit: usize) -> i64 {
        let mut groups = self.case.plan.region.groups.iter();
        let Some(g) = groups.position(|g| g.id == *group) else {
            return 0;
        };
        match self.period {
            Some(p) => self.case.population[g][unit][p],
            None => self.case.persons_today[g][unit],
        }
    }
}

fn ratio(part: i64, whole: i64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// Ascending limits between the classes of a map, at most four: class 0 is below the first.
///
/// With a requirement they are fractions of it, so that colors keep their meaning while sliders move: a rate has 80 %, 93 %,
/// 100 % and 110 % of the level, a share half, 80 %, 95 % and all of it, a count once, twice, four and eight times the
/// number. Without one they part `others`, the numbers of all years together, into classes of equal size.
#[must_use]
pub fn class_limits(map: &ByUnit, others: impl Iterator<Item = f64>) -> Vec<f64> {
    let scaled = |level: f64, by: [f64; 4]| by.into_iter().map(|f| level * f).collect();
    match (map.quantity, map.required.filter(|r| *r > 0.0)) {
        (Quantity::Rate { .. }, Some(level)) => scaled(level, [0.8, 0.93, 1.0, 1.1]),
        (Quantity::Share, Some(level)) => scaled(level, [0.5, 0.8, 0.95, 1.0]),
        (_, Some(number)) => scaled(number, [1.0, 2.0, 4.0, 8.0]),
        (_, None) => quintiles(others),
    }
}

/// The class of a number: how many limits it reaches.
#[must_use]
pub fn class_of(value: f64, limits: &[f64]) -> usize {
    // A unit exactly at its level must not fall below it by the last bit.
    limits
        .iter()
        .filter(|l| value >= **l * (1.0 - 1e-9))
        .count()
}

fn quintiles(numbers: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut sorted: Vec<f64> = numbers.filter(|x| *x > 0.0).collect();
    sort_by(&mut sorted, f64::total_cmp);
    let mut limits: Vec<f64> = Vec::new();
    for fifth in 1..5 {
        let Some(x) = sorted.get(sorted.len() * fifth / 5) else {
            continue;
        };
        let limit = two_digits(*x);
        if limits.last().is_none_or(|last| limit > *last) {
            limits.push(limit);
        }
    }
    limits
}

/// Rounded to two significant digits, so that a legend can be read.
fn two_digits(x: f64) -> f64 {
    let unit = (magnitude(x) / 10.0).max(1.0);
    (x / unit).round() * unit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_without_a_requirement_are_few_and_ascending() {
        let numbers = |all: &[f64]| quintiles(all.iter().copied());
        assert_eq!(numbers(&[]), Vec::<f64>::new());
        assert_eq!(numbers(&[0.0, 0.0]), Vec::<f64>::new());
        assert_eq!(numbers(&[3.0, 3.0, 3.0]), vec![3.0]);
        let many: Vec<f64> = (1..=100).map(|i| f64::from(i) * 10.3).collect();
        assert_eq!(numbers(&many), vec![220.0, 420.0, 630.0, 830.0]);
    }

    #[test]
    fn a_unit_at_its_level_has_reached_it() {
        let limits = [0.8 * 4.5, 0.93 * 4.5, 4.5, 1.1 * 4.5];
        assert_eq!(class_of(3.0, &limits), 0);
        assert_eq!(class_of(4.5, &limits), 3);
        assert_eq!(class_of(4.5 - 1e-12, &limits), 3);
        assert_eq!(class_of(99.0, &limits), 4);
    }
}
