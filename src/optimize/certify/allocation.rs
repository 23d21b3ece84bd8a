//! Checks a plan by simulating it.

use std::collections::BTreeMap;

use super::refusal::Refusal;
use super::score::{TakenOff, hard, points, score};
use crate::domain::{Allocation, Build, BuildOption, Case, IdlePlaces, Rule, Tally, Yuan, map_of};
use crate::optimize::model::points::Points;

/// What a plan does, measured from the case alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measured {
    /// Modules by option.
    pub begun: Vec<i64>,
    /// What builds add by service, unit, period (in use by then).
    pub added: Vec<Vec<Vec<i64>>>,
    /// Yuan by fund and period.
    pub spent: Vec<Vec<i64>>,
    /// By check, in the order of the case.
    pub checks: Vec<Tally>,
    /// Shortfall and need of the local need with the largest ratio; (0, 1) where nothing is missing.
    pub largest: (i64, i64),
    /// Which local need that is.
    pub largest_local: Option<usize>,
    /// New places that would stand empty, over all needs and the years that are looked at.
    pub idle: i64,
    /// All money of the plan's funds, in yuan.
    pub cost: i64,
    /// 100 × (1 − Σ w z ⁄ Σ w), rounded down.
    pub points: Points,
    /// Points − f F − ε cost ⁄ C₀, rounded down.
    pub score: Points,
    /// 100 × Σ shortfalls of hard checks, each rounded up.
    pub hard: Points,
}

/// Accepts a plan and measures it.
///
/// # Errors
/// The first rule it breaks: an unknown or doubled cell, bounds, sites, stocks below zero, the budget.
pub fn allocation(case: &Case, allocation: &Allocation) -> Result<Measured, Refusal> {
    let begun = begun(case, allocation)?;
    check_bounds(case, &begun)?;
    check_sites(case, &begun)?;
    let added = added(case, &begun);
    check_stocks(case, &added)?;
    let spent = spent(case, &begun)?;
    check_budget(case, &spent)?;
    check_running(case, &begun)?;
    check_surplus(case, &added)?;
    let checks: Vec<Tally> = (0..case.checks.len())
        .map(|c| tally(case, &begun, &added, c))
        .collect();
    let (largest, largest_local) = largest(case, &added);
    let cost = spent.iter().flatten().sum();
    let points = points(case, &checks);
    let idle = idle(case, &added);
    let off = TakenOff {
        largest,
        idle,
        cost,
    };
    let score = score(case, points, &off);
    let hard = hard(case, &checks);
    Ok(Measured {
        begun,
        added,
        spent,
        checks,
        largest,
        largest_local,
        idle,
        cost,
        points,
        score,
        hard,
    })
}

fn begun(case: &Case, allocation: &Allocation) -> Result<Vec<i64>, Refusal> {
    let cells = Cells::of(case);
    let mut begun = vec![0; case.options.len()];
    let mut named = vec![false; case.options.len()];
    for build in &allocation.builds {
        let option = cells.option(build).filter(|o| !named[*o]);
        let option = option.ok_or_else(|| Refusal::NotAnOption {
            unit: build.unit.clone(),
            measure: build.measure.clone(),
            year: build.year,
        })?;
        named[option] = true;
        begun[option] = build.n;
    }
    Ok(begun)
}

/// Which option a cell of a plan is.
struct Cells<'a> {
    units: BTreeMap<&'a str, usize>,
    measures: BTreeMap<&'a str, usize>,
    years: BTreeMap<i32, usize>,
    /// By unit, measure and period, one after another.
    option: Vec<Option<usize>>,
}

impl Cells<'_> {
    fn of(case: &Case) -> Cells<'_> {
        let units = case.plan.region.units.iter().enumerate();
        let measures = case.plan.measures.iter().enumerate();
        let periods = case.plan.horizon.periods.iter().enumerate();
        let mut cells = Cells {
            units: map_of(units.map(|(i, u)| (u.id.0.as_str(), i))),
            measures: map_of(measures.map(|(i, m)| (m.id.0.as_str(), i))),
            years: map_of(periods.map(|(i, p)| (p.first, i))),
            option: Vec::new(),
        };
        let count = cells.units.len() * cells.measures.len() * cells.years.len();
        cells.option = vec![None; count];
        for (i, o) in case.options.iter().enumerate() {
            let at = cells.at(o.unit, o.measure, o.period);
            cells.option[at] = Some(i);
        }
        cells
    }

    fn at(&self, unit: usize, measure: usize, period: usize) -> usize {
        (unit * self.measures.len() + measure) * self.years.len() + period
    }

    fn option(&self, build: &Build) -> Option<usize> {
        let unit = *self.units.get(build.unit.0.as_str())?;
        let measure = *self.measures.get(build.measure.0.as_str())?;
        let period = *self.years.get(&build.year)?;
        self.option[self.at(unit, measure, period)]
    }
}

fn check_bounds(case: &Case, begun: &[i64]) -> Result<(), Refusal> {
    let out = |unit: usize, measure: usize, n: i64, least: i64, most: i64| Refusal::OutOfBounds {
        unit: case.plan.region.units[unit].id.clone(),
        measure: case.plan.measures[measure].id.clone(),
        n,
        least,
        most,
    };
    for (option, n) in case.options.iter().zip(begun) {
        if *n < option.lo || *n > option.hi {
            return Err(out(option.unit, option.measure, *n, option.lo, option.hi));
        }
    }
    for cap in &case.caps {
        let mut sum: i64 = 0;
        for option in &cap.options {
            sum = sum.checked_add(begun[*option]).ok_or(Refusal::TooLarge)?;
        }
        if sum < cap.lo || sum > cap.hi {
            return Err(out(cap.unit, cap.measure, sum, cap.lo, cap.hi));
        }
    }
    Ok(())
}

fn check_sites(case: &Case, begun: &[i64]) -> Result<(), Refusal> {
    for link in &case.hosts {
        for (p, period) in case.plan.horizon.periods.iter().enumerate() {
            let modules = case.begun_by(begun, link.modules, p);
            let sites = case.begun_by(begun, link.sites, p);
            if modules > link.max * sites || modules < link.min * sites {
                let cap = &case.caps[link.modules];
                return Err(Refusal::Sites {
                    unit: case.plan.region.units[cap.unit].id.clone(),
                    measure: case.plan.measures[cap.measure].id.clone(),
                    year: period.last,
                });
            }
        }
    }
    Ok(())
}

fn added(case: &Case, begun: &[i64]) -> Vec<Vec<Vec<i64>>> {
    let periods = case.periods();
    let mut added =
        vec![vec![vec![0; periods]; case.plan.region.units.len()]; case.plan.services.len()];
    for (option, n) in case.options.iter().zip(begun).filter(|(_, n)| **n > 0) {
        for (service, amount) in &option.effects {
            for period in option.in_use..periods {
                added[*service][option.unit][period] += amount * n;
            }
        }
    }
    added
}

fn check_stocks(case: &Case, added: &[Vec<Vec<i64>>]) -> Result<(), Refusal> {
    for (s, units) in added.iter().enumerate() {
        for (u, periods) in units.iter().enumerate() {
            for (p, change) in periods.iter().enumerate() {
                if *change < 0 && case.without_builds(s, u, p) + change < 0 {
                    return Err(Refusal::BelowZero {
                        service: case.plan.services[s].id.clone(),
                        unit: case.plan.region.units[u].id.clone(),
                        year: case.plan.horizon.periods[p].last,
                    });
                }
            }
        }
    }
    Ok(())
}

fn spent(case: &Case, begun: &[i64]) -> Result<Vec<Vec<i64>>, Refusal> {
    let mut spent = vec![vec![0_i64; case.periods()]; case.budget.len()];
    for (option, n) in case.options.iter().zip(begun).filter(|(_, n)| **n > 0) {
        for s in &option.spend {
            let yuan = s.yuan.checked_mul(*n).ok_or(Refusal::TooLarge)?;
            let cell = &mut spent[s.fund][s.period];
            *cell = cell.checked_add(yuan).ok_or(Refusal::TooLarge)?;
        }
    }
    Ok(spent)
}

fn check_budget(case: &Case, spent: &[Vec<i64>]) -> Result<(), Refusal> {
    for (f, periods) in spent.iter().enumerate() {
        for p in 0..periods.len() {
            let (available, counts) = case.money_by(f, p);
            let out = periods[counts].iter().sum::<i64>();
            if out > available {
                return Err(Refusal::OverBudget {
                    fund: case.plan.budget.funds[f].id.clone(),
                    year: case.plan.horizon.periods[p].last,
                    spent: Yuan(out),
                    available: Yuan(available),
                });
            }
        }
    }
    Ok(())
}

/// Running costs after the horizon against their ceiling.
fn check_running(case: &Case, begun: &[i64]) -> Result<(), Refusal> {
    let Some(most) = case.running_most else {
        return Ok(());
    };
    let built = case.options.iter().zip(begun);
    let costs: i128 = built
        .map(|(o, n)| i128::from(o.running) * i128::from(*n))
        .sum();
    if costs > i128::from(most) {
        let running = Yuan(i64::try_from(costs).map_err(|_| Refusal::TooLarge)?);
        return Err(Refusal::OverRunning {
            running,
            most: Yuan(most),
        });
    }
    Ok(())
}

/// New places against what may go beyond what is needed.
fn check_surplus(case: &Case, added: &[Vec<Vec<i64>>]) -> Result<(), Refusal> {
    for places in &case.idles {
        let new = places.new_places(added);
        if let Some(most) = places.ceiling.filter(|most| new > *most) {
            let first = places.services.first().copied().unwrap_or(0);
            return Err(Refusal::OverNeed {
                service: case.plan.services[first].id.clone(),
                unit: case.plan.region.units[places.unit].id.clone(),
                year: places.year,
                new,
                most,
            });
        }
    }
    Ok(())
}

fn tally(case: &Case, begun: &[i64], added: &[Vec<Vec<i64>>], check: usize) -> Tally {
    let check = &case.checks[check];
    let period = check.period;
    let in_period = matches!(
        check.rule,
        Rule::AtLeast {
            within_period: true,
            ..
        }
    );
    let gained = |services: &[usize], units: &[usize]| {
        if in_period {
            return gained_in(case, begun, period, (services, units));
        }
        let of_unit = |u: &usize| services.iter().map(|s| added[*s][*u][period]).sum::<i64>();
        units.iter().map(of_unit).sum()
    };
    check.rule.tally(
        |s, u| case.without_builds(s, u, period) + added[s][u][period],
        gained,
    )
}

/// What builds that come into use in a period add to services in units.
fn gained_in(
    case: &Case,
    begun: &[i64],
    period: usize,
    (services, units): (&[usize], &[usize]),
) -> i64 {
    let mut inside = vec![false; case.plan.region.units.len()];
    units.iter().for_each(|u| inside[*u] = true);
    let built = case.options.iter().zip(begun);
    let now = built.filter(|(o, _)| o.in_use == period && inside[o.unit]);
    let adds = |o: &BuildOption| -> i64 {
        let counted = o.effects.iter().filter(|(s, _)| services.contains(s));
        counted.map(|(_, a)| *a).sum()
    };
    now.map(|(o, n)| adds(o) * n).sum()
}

fn largest(case: &Case, added: &[Vec<Vec<i64>>]) -> ((i64, i64), Option<usize>) {
    let mut largest = ((0, 1), None);
    for (i, need) in case.locals.iter().enumerate() {
        let gained: i64 = need
            .services
            .iter()
            .map(|s| added[*s][need.unit][need.period])
            .sum();
        let short = (need.required - need.base - gained).max(0);
        let ((best, of), _) = largest;
        if i128::from(short) * i128::from(of) > i128::from(best) * i128::from(need.required) {
            largest = ((short, need.required), Some(i));
        }
    }
    largest
}

/// New places beyond what is needed, unit by unit.
fn idle(case: &Case, added: &[Vec<Vec<i64>>]) -> i64 {
    let of = |places: &IdlePlaces| (places.new_places(added) - places.room).max(0);
    case.idles.iter().map(of).sum()
}
