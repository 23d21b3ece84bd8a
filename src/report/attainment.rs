//! What an allocation reaches, costs and leaves standing.

use crate::domain::{
    Allocation, BuildOption, Case, Check, CountedKind, CoveredMembers, NeedByUnit, Rule, Tally,
    TargetKind, Yuan,
};
use crate::optimize::Points;
use crate::optimize::certify::{Measured, Refusal, allocation as measure};

/// What an allocation reaches, costs and leaves standing. Indices are those of the case.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// 0 to 100.
    pub points: Points,
    /// What is optimized.
    pub score: Points,
    /// 100 × Σ shortfalls of hard targets; 0 where they are met.
    pub hard: Points,
    /// In the order of the case's checks.
    pub checks: Vec<CheckReport>,
    /// What the plan's funds pay, by fund and period.
    pub spend: Vec<Vec<Yuan>>,
    /// What others give, by the period of the begin.
    pub subsidy: Vec<Yuan>,
    /// All funds, all periods.
    pub cost: Yuan,
    /// Of the cost, capital that falls due only after the horizon: the last period sets it aside.
    pub owed: Yuan,
    /// What everything that was begun costs a year once it is in use: no period pays for the years after the horizon.
    pub running: Yuan,
    /// What the plan's funds pay by measure.
    pub by_measure: Vec<Yuan>,
    /// What the plan's funds pay by unit.
    pub by_unit: Vec<Yuan>,
    /// Standing, committed and built, by service, unit, period.
    pub stock: Vec<Vec<Vec<i64>>>,
    /// Modules by option of the case.
    pub begun: Vec<i64>,
    /// The unit that is worst off, where something is missing.
    pub largest_local: Option<LocalShortfall>,
}

impl Report {
    /// Which targets are met at every milestone, in the order of the plan of `case`.
    #[must_use]
    pub fn met_targets(&self, case: &Case) -> Vec<bool> {
        let mut met = vec![true; case.plan.targets.len()];
        for check in &self.checks {
            met[check.target] &= check.met;
        }
        met
    }
}

/// One target at one milestone.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckReport {
    /// Index of the target.
    pub target: usize,
    /// Index of the milestone in the target.
    pub milestone: usize,
    /// The year.
    pub year: i32,
    /// The period.
    pub period: usize,
    /// Countable things today: places, sites, covered units or members; for shares the part.
    pub today: i64,
    /// The same with the plan at the milestone.
    pub achieved: i64,
    /// The same as required; for shares the least part that meets the level with the plan's whole.
    pub required: i64,
    /// What is missing, 0 when met.
    pub missing: i64,
    /// Nothing is missing.
    pub met: bool,
    /// Today in the unit of the target's level: per thousand, a number, a share of 1.
    pub level_today: f64,
    /// With the plan, in that unit.
    pub level_achieved: f64,
    /// Required, in that unit.
    pub level_required: f64,
    /// Achieved ÷ required, both counted; may exceed 1, and is below 1 wherever something is missing.
    pub attainment: f64,
    /// Today ÷ required; for shares ÷ the least part that meets the level with today's whole.
    pub today_attainment: f64,
    /// Its share of all weights.
    pub weight: f64,
    /// Settled before anything else.
    pub hard: bool,
}

/// The largest shortfall of a single unit.
#[derive(Clone, Debug, PartialEq)]
pub struct LocalShortfall {
    /// The unit.
    pub unit: usize,
    /// The target.
    pub target: usize,
    /// Missing ÷ required.
    pub share: f64,
}

/// Measures an allocation.
///
/// # Errors
/// Where the allocation breaks a rule of the case.
pub fn report(case: &Case, allocation: &Allocation) -> Result<Report, Refusal> {
    let measured = measure(case, allocation)?;
    let nothing = today(case);
    let checks = (0..case.checks.len())
        .map(|c| check(case, &nothing, &measured, c))
        .collect();
    let local = measured.largest_local.map(|i| LocalShortfall {
        unit: case.locals[i].unit,
        target: case.locals[i].target,
        share: measured.largest.0 as f64 / measured.largest.1 as f64,
    });
    Ok(Report {
        points: measured.points,
        score: measured.score,
        hard: measured.hard,
        checks,
        spend: measured
            .spent
            .iter()
            .map(|f| f.iter().map(|y| Yuan(*y)).collect())
            .collect(),
        subsidy: subsidy(case, &measured.begun),
        cost: Yuan(measured.cost),
        owed: summed(case, &measured.begun, |o| o.owed),
        running: summed(case, &measured.begun, |o| o.running),
        by_measure: paid_by(case, &measured.begun, case.plan.measures.len(), |o| {
            o.measure
        }),
        by_unit: paid_by(case, &measured.begun, case.plan.region.units.len(), |o| {
            o.unit
        }),
        stock: stock(case, &measured),
        begun: measured.begun,
        largest_local: local,
    })
}

fn subsidy(case: &Case, begun: &[i64]) -> Vec<Yuan> {
    let mut all = vec![Yuan(0); case.periods()];
    for (option, n) in case.options.iter().zip(begun) {
        all[option.period].0 += option.subsidy.0 * n;
    }
    all
}

fn summed(case: &Case, begun: &[i64], of: impl Fn(&BuildOption) -> i64) -> Yuan {
    let built = case.options.iter().zip(begun);
    Yuan(built.map(|(option, n)| of(option) * n).sum())
}

fn paid_by(
    case: &Case,
    begun: &[i64],
    size: usize,
    key: impl Fn(&BuildOption) -> usize,
) -> Vec<Yuan> {
    let mut all = vec![Yuan(0); size];
    for (option, n) in case.options.iter().zip(begun) {
        all[key(option)].0 += option.cost() * n;
    }
    all
}

fn stock(case: &Case, measured: &Measured) -> Vec<Vec<Vec<i64>>> {
    let mut all = measured.added.clone();
    for (s, units) in all.iter_mut().enumerate() {
        for (u, periods) in units.iter_mut().enumerate() {
            for (p, n) in periods.iter_mut().enumerate() {
                *n += case.without_builds(s, u, p);
            }
        }
    }
    all
}

/// What each check would count today: the base year's stock, nothing built, nothing committed in use.
fn today(case: &Case) -> Vec<Tally> {
    (0..case.checks.len())
        .map(|c| tally_today(case, c))
        .collect()
}

fn tally_today(case: &Case, c: usize) -> Tally {
    let check = &case.checks[c];
    let stock = |s: usize, u: usize| case.today[s][u];
    let sum = |services: &[usize], units: &[usize]| -> i64 {
        let of_unit = |u: &usize| services.iter().map(|s| stock(*s, *u)).sum::<i64>();
        units.iter().map(of_unit).sum()
    };
    let counts = counts_standing(case, check.target);
    let (achieved, whole) = match &check.rule {
        Rule::AtLeast {
            services, units, ..
        } => (if counts { sum(services, units) } else { 0 }, 0),
        Rule::KindsPresent {
            kinds,
            units,
            at_least,
            ..
        } => {
            let present = |k: &&CountedKind| counts && sum(&[k.service], units) >= *at_least;
            (kinds.iter().filter(present).count() as i64, 0)
        }
        Rule::MembersCovered { .. } if need_of(case, check.target).is_some() => {
            (served_today(case, check), 0)
        }
        rule => rule.count(stock, |_, _| 0),
    };
    Tally {
        achieved,
        required: 0,
        whole,
        short: 0,
        of: 1,
    }
}

/// The need that a served target speaks of; none for other kinds.
fn need_of(case: &Case, target: usize) -> Option<&NeedByUnit> {
    let TargetKind::Served { need, .. } = &case.plan.targets[target].rule else {
        return None;
    };
    let n = case.plan.needs.iter().position(|n| n.id == *need)?;
    case.needs.get(n)
}

/// Persons served today: of the base year's places no more than its people needed, unit by unit.
fn served_today(case: &Case, check: &Check) -> i64 {
    let (
        Rule::MembersCovered {
            services, units, ..
        },
        Some(need),
    ) = (&check.rule, need_of(case, check.target))
    else {
        return 0;
    };
    let places = |u: usize| services.iter().map(|s| case.today[*s][u]).sum::<i64>();
    units
        .iter()
        .map(|m| places(m.unit).min(need.today[m.unit]))
        .sum()
}

/// Rates, growth and standing counts start from what stands; counts of what is built start from nothing.
fn counts_standing(case: &Case, target: usize) -> bool {
    use crate::domain::CountBasis::Standing;
    match &case.plan.targets[target].rule {
        TargetKind::Count { basis, .. } | TargetKind::Kinds { basis, .. } => *basis == Standing,
        TargetKind::Annual { .. } => false,
        _ => true,
    }
}

fn check(case: &Case, today: &[Tally], measured: &Measured, c: usize) -> CheckReport {
    let (check, now, then) = (&case.checks[c], &today[c], &measured.checks[c]);
    let level = LevelUnit::of(case, c);
    let required = then.required.max(0);
    let ratio = |n: f64, of: f64| if of > 0.0 { n / of } else { 1.0 };
    let level_required = level.required(check, then);
    let (level_today, level_achieved) = (level.value(now, true), level.value(then, false));
    let required_today = match check.rule {
        Rule::Share { .. } => check.rule.part_required(now.whole) as i64,
        _ => required,
    };
    CheckReport {
        target: check.target,
        milestone: check.milestone,
        year: check.year,
        period: check.period,
        today: now.achieved,
        achieved: then.achieved,
        required,
        missing: if then.met() {
            0
        } else {
            (required - then.achieved).max(1)
        },
        met: then.met(),
        level_today,
        level_achieved,
        level_required,
        attainment: ratio(then.achieved as f64, required as f64),
        today_attainment: ratio(now.achieved as f64, required_today as f64),
        weight: check.weight as f64 / case.total_weight.max(1) as f64,
        hard: check.hard,
    }
}

/// How a count becomes a value in the unit of the target's level.
enum LevelUnit {
    /// Divided by persons, times `per`: persons in the base year, persons at the milestone.
    Rate { per: f64, base: f64, then: f64 },
    /// The number itself.
    Number,
    /// Divided by all units or members: today's and those of the milestone.
    Coverage { base: f64, then: f64 },
    /// Part ÷ whole.
    Share,
}

impl LevelUnit {
    fn of(case: &Case, c: usize) -> LevelUnit {
        let check = &case.checks[c];
        match (&check.rule, &case.plan.targets[check.target].rule) {
            (Rule::AtLeast { units, .. }, TargetKind::Rate { per, of, .. }) => {
                let group = case
                    .plan
                    .region
                    .groups
                    .iter()
                    .position(|g| g.id == *of)
                    .unwrap_or(0);
                let then: i64 = units
                    .iter()
                    .map(|u| case.population[group][*u][check.period])
                    .sum();
                let base: i64 = units.iter().map(|u| case.persons_today[group][*u]).sum();
                LevelUnit::Rate {
                    per: *per as f64,
                    base: base as f64,
                    then: then as f64,
                }
            }
            (Rule::AtLeast { .. }, _) | (_, TargetKind::Status { .. }) => LevelUnit::Number,
            (Rule::KindsPresent { .. }, _) => LevelUnit::Number,
            (Rule::UnitsCovered { groups, .. }, _) => LevelUnit::Coverage {
                base: groups.len() as f64,
                then: groups.len() as f64,
            },
            (Rule::MembersCovered { units, .. }, _) => {
                let need = need_of(case, check.target);
                let today = |m: &CoveredMembers| need.map_or(m.members, |n| n.today[m.unit]);
                LevelUnit::Coverage {
                    base: units.iter().map(today).sum::<i64>() as f64,
                    then: units.iter().map(|m| m.members).sum::<i64>() as f64,
                }
            }
            (Rule::Share { .. }, _) => LevelUnit::Share,
        }
    }

    fn value(&self, tally: &Tally, today: bool) -> f64 {
        let n = tally.achieved as f64;
        let share = |of: f64| if of > 0.0 { n / of } else { 0.0 };
        match self {
            LevelUnit::Rate { per, base, then } => share(if today { *base } else { *then }) * per,
            LevelUnit::Number => n,
            LevelUnit::Coverage { base, then } => share(if today { *base } else { *then }),
            LevelUnit::Share => share(tally.whole as f64),
        }
    }

    fn required(&self, check: &Check, then: &Tally) -> f64 {
        match self {
            LevelUnit::Number => then.required.max(0) as f64,
            _ => check.level.to_f64(),
        }
    }
}
