//! Plans by option, and by the ids of unit, measure and year.

use std::collections::BTreeMap;

use super::ledger::Ledger;
use super::tables::Tables;
use crate::domain::{Allocation, Build, Case, map_of};

/// A plan by ids, in the order of the case's options.
pub fn allocation_of(case: &Case, modules: &[i64]) -> Allocation {
    let built = case.options.iter().zip(modules).filter(|(_, n)| **n > 0);
    let builds = built.map(|(option, n)| Build {
        unit: case.plan.region.units[option.unit].id.clone(),
        measure: case.plan.measures[option.measure].id.clone(),
        year: case.plan.horizon.periods[option.period].first,
        n: *n,
    });
    Allocation {
        builds: builds.collect(),
    }
}

/// A plan by option; none where something is not an option of the case, or beyond what there may be of it.
pub fn ledger_of(case: &Case, tables: &Tables, allocation: &Allocation) -> Option<Ledger> {
    let mut plan = tables.empty();
    let mut wanted = vec![0; case.options.len()];
    let builds = allocation.builds.iter();
    let built: BTreeMap<_, i64> = map_of(builds.map(|b| ((&b.unit, &b.measure, b.year), b.n)));
    let mut found = 0;
    for (o, option) in case.options.iter().enumerate() {
        let unit = &case.plan.region.units[option.unit].id;
        let measure = &case.plan.measures[option.measure].id;
        let year = case.plan.horizon.periods[option.period].first;
        if let Some(n) = built.get(&(unit, measure, year)) {
            wanted[o] = *n;
            found += 1;
        }
    }
    for (o, n) in wanted.into_iter().enumerate() {
        if n < tables.lo[o] || n > tables.hi[o] {
            return None;
        }
        if n != 0 {
            tables.add(&mut plan, o, n);
        }
    }
    (found == built.len()).then_some(plan)
}
