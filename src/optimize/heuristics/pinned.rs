//! The least plan that honors the pins, or the conflict that forbids it.

use crate::domain::{Case, HostLink, Pin, Yuan};
use crate::optimize::evaluate::ledger::Ledger;
use crate::optimize::evaluate::tables::Tables;
use crate::optimize::model::answer::Conflict;
use crate::optimize::model::formulation::RowKey;
use crate::optimize::model::rows::Model;

/// Pinned builds, the sites they need and the modules pinned sites must have.
///
/// # Errors
/// Every rule that the pins break.
pub fn start(case: &Case, model: &Model, tables: &Tables) -> Result<Ledger, Vec<Conflict>> {
    let mut ledger = tables.empty();
    for (o, option) in case.options.iter().enumerate() {
        if option.lo > 0 {
            tables.add(&mut ledger, o, option.lo);
        }
    }
    for cap in 0..case.caps.len() {
        fill_cap(case, tables, &mut ledger, cap);
    }
    for link in &case.hosts {
        give_sites(case, tables, &mut ledger, link);
        give_modules(case, tables, &mut ledger, link);
    }
    if ledger.feasible() {
        Ok(ledger)
    } else {
        Err(conflicts(case, model, tables, &ledger))
    }
}

/// Spreads what is pinned over all years together: as early as each year's bound and the money allow, the rest last.
fn fill_cap(case: &Case, tables: &Tables, ledger: &mut Ledger, cap: usize) {
    let group = &case.caps[cap];
    let mut missing = group.lo - group.options.iter().map(|o| ledger.x[*o]).sum::<i64>();
    for option in &group.options {
        let n = tables.room(ledger, *option).min(missing);
        if n > 0 {
            tables.add(ledger, *option, n);
            missing -= n;
        }
    }
    let latest_first = group.options.iter().rev().copied();
    build(tables, ledger, latest_first, missing);
}

fn give_sites(case: &Case, tables: &Tables, ledger: &mut Ledger, link: &HostLink) {
    for p in 0..case.periods() {
        let modules = case.begun_by(&ledger.x, link.modules, p);
        let held = case.begun_by(&ledger.x, link.sites, p) * link.max;
        let missing = (modules - held).max(0).div_ceil_by(link.max);
        build(tables, ledger, latest_first(case, link.sites, p), missing);
    }
}

fn give_modules(case: &Case, tables: &Tables, ledger: &mut Ledger, link: &HostLink) {
    for p in 0..case.periods() {
        let sites = case.begun_by(&ledger.x, link.sites, p);
        let missing = (sites * link.min - case.begun_by(&ledger.x, link.modules, p)).max(0);
        build(tables, ledger, latest_first(case, link.modules, p), missing);
    }
}

/// The options of a cap group that begin by a period, the latest first.
fn latest_first(case: &Case, cap: usize, period: usize) -> impl Iterator<Item = usize> {
    let options = case.caps[cap].options.iter().rev().copied();
    options.filter(move |o| case.options[*o].period <= period)
}

/// Builds what is missing in these options, in their order, as far as they have room.
fn build(
    tables: &Tables,
    ledger: &mut Ledger,
    options: impl Iterator<Item = usize>,
    mut missing: i64,
) {
    for option in options {
        let n = (tables.hi[option] - ledger.x[option]).min(missing).max(0);
        tables.add(ledger, option, n);
        missing -= n;
    }
}

trait DivCeil {
    fn div_ceil_by(self, by: i64) -> i64;
}

impl DivCeil for i64 {
    fn div_ceil_by(self, by: i64) -> i64 {
        if by <= 0 { 0 } else { -(-self).div_euclid(by) }
    }
}

fn conflicts(case: &Case, model: &Model, tables: &Tables, ledger: &Ledger) -> Vec<Conflict> {
    let mut found = Vec::new();
    for (r, row) in model.rows.iter().enumerate() {
        if !tables.must(r) || tables.slack(ledger, r) >= 0 {
            continue;
        }
        let mut drawn: Vec<(i64, usize)> = row
            .terms
            .iter()
            .filter(|(o, a)| *a < 0 && ledger.x[*o] > 0)
            .map(|(o, a)| (a * ledger.x[*o], *o))
            .collect();
        drawn.sort_unstable();
        let pins = pins_of(case, drawn.iter().map(|(_, o)| *o));
        let used: i64 = -drawn.iter().map(|(a, _)| a).sum::<i64>();
        found.push(match row.key {
            RowKey::Budget(fund, period) => Conflict::OverBudget {
                fund: case.plan.budget.funds[fund].id.clone(),
                year: case.plan.horizon.periods[period].last,
                needed: Yuan(used),
                available: Yuan(-row.rhs),
                pins,
            },
            RowKey::Running => Conflict::OverRunning {
                needed: Yuan(used),
                most: Yuan(-row.rhs),
                pins,
            },
            RowKey::Surplus(i) => over_need(case, i, used, pins),
            RowKey::Stock(service, unit, period) => Conflict::TakesTooMuch {
                service: case.plan.services[service].id.clone(),
                unit: case.plan.region.units[unit].id.clone(),
                year: case.plan.horizon.periods[period].last,
                pins,
            },
            RowKey::CapMost(cap) | RowKey::CapLeast(cap) => Conflict::OverCap {
                pins: pins_of(case, case.caps[cap].options.iter().copied()),
                sum: case.caps[cap].options.iter().map(|o| ledger.x[*o]).sum(),
                most: case.caps[cap].hi,
            },
            _ => Conflict::NoSite { pins },
        });
    }
    found.dedup();
    found
}

fn over_need(case: &Case, i: usize, new: i64, pins: Vec<Pin>) -> Conflict {
    let places = &case.idles[i];
    let first = places.services.first().copied().unwrap_or(0);
    Conflict::OverNeed {
        service: case.plan.services[first].id.clone(),
        unit: case.plan.region.units[places.unit].id.clone(),
        year: places.year,
        new,
        most: places.ceiling.unwrap_or(0),
        pins,
    }
}

/// The pins behind builds, in the given order: a build that no pin names is there because a pinned one needs it. A cell may be
/// fixed for a year and over all years as well.
fn pins_of(case: &Case, options: impl Iterator<Item = usize>) -> Vec<Pin> {
    let mut pins: Vec<Pin> = Vec::new();
    for o in options {
        let option = &case.options[o];
        let pin = |year, n, at_least| Pin {
            unit: case.plan.region.units[option.unit].id.clone(),
            measure: case.plan.measures[option.measure].id.clone(),
            year,
            n,
            at_least,
        };
        let cap = &case.caps[option.cap];
        let year = case.plan.horizon.periods[option.period].first;
        let in_year = (option.lo > 0).then(|| pin(Some(year), option.lo, option.hi > option.lo));
        // The least over all years is 0 but where it is fixed; where nothing may be built, only a pin of a year conflicts.
        let over_all = (cap.lo > 0 || cap.hi == 0).then(|| pin(None, cap.lo, cap.hi > cap.lo));
        for pin in in_year.into_iter().chain(over_all) {
            if !pins.contains(&pin) {
                pins.push(pin);
            }
        }
    }
    pins
}
