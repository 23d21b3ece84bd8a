//! From the values of another solver to an allocation.

use std::collections::{BTreeMap, BTreeSet};

use super::map::{NameMap, What};
use super::names;
use super::solution::{Solution, SolutionError, SolutionTrouble, Value};
use crate::domain::{Allocation, Build, Case};
use crate::optimize::Stated;

/// Solvers take a value for whole from this distance on.
const WHOLE: f64 = 1e-5;

/// No plan has so many modules; beyond it floats skip whole numbers.
const MOST: f64 = 1e15;

/// The builds of a solution, in the order of the case. Whether they keep the plan's rules is for `certify` to say.
///
/// # Errors
/// The first name that the map does not have or that occurs twice, the first number of modules that is not whole, or builds
/// that are missing from a file that should name them all.
pub fn allocation_of(
    case: &Case,
    names: &NameMap,
    solution: &Solution,
) -> Result<Allocation, SolutionError> {
    let mut built: Vec<Build> = Vec::new();
    let mut seen = BTreeSet::new();
    let numbered;
    let values = if solution.by_number {
        numbered = named(case, solution)?;
        &numbered
    } else {
        &solution.values
    };
    for value in values {
        let Value { line, name, .. } = value;
        let Some(meaning) = names.columns.get(name) else {
            return Err(SolutionTrouble::UnknownName { name: name.clone() }.at(*line));
        };
        if !seen.insert(name.clone()) {
            return Err(SolutionTrouble::Twice { name: name.clone() }.at(*line));
        }
        if meaning.is != What::Build {
            continue;
        }
        let n = whole(value)?;
        let place = (&meaning.unit, &meaning.measure, meaning.year);
        if let (true, (Some(unit), Some(measure), Some(year))) = (n != 0, place) {
            let (unit, measure) = (unit.clone(), measure.clone());
            built.push(Build {
                unit,
                measure,
                year,
                n,
            });
        }
    }
    if !solution.zeros_left_out {
        complete(names, &seen)?;
    }
    let order = order(case);
    built.sort_by_cached_key(|b| {
        let place = (b.unit.0.clone(), b.measure.0.clone(), b.year);
        order.get(&place).copied().unwrap_or(usize::MAX)
    });
    Ok(Allocation { builds: built })
}

/// The values by name of a file that numbers its columns.
///
/// # Errors
/// A number that no column has, and a column of the constant that is not 1: then it is the file of another model.
fn named(case: &Case, solution: &Solution) -> Result<Vec<Value>, SolutionError> {
    let all = in_order(case);
    let name = |value: &Value| {
        let place = value
            .name
            .parse::<usize>()
            .ok()
            .and_then(|n| n.checked_sub(1));
        let name = place.and_then(|place| all.get(place)).cloned();
        let constant = name.as_deref() == Some("one");
        let name = name.filter(|_| !constant || (value.value - 1.0).abs() <= WHOLE);
        let unknown = || {
            SolutionTrouble::UnknownName {
                name: value.name.clone(),
            }
            .at(value.line)
        };
        let name = name.ok_or_else(unknown)?;
        Ok(Value {
            name,
            ..value.clone()
        })
    };
    solution.values.iter().map(name).collect()
}

/// Names of the columns as solvers number them: in the order in which they first occur in the LP file.
fn in_order(case: &Case) -> Vec<String> {
    let stated = Stated::of(case, None);
    let gains = stated
        .columns
        .iter()
        .enumerate()
        .filter(|(_, c)| c.gain != 0.0)
        .map(|(i, _)| i);
    let terms = stated
        .rows
        .iter()
        .flat_map(|row| row.terms.iter().map(|(i, _)| *i));
    let bounds = 0..stated.columns.len();
    let mut seen = vec![false; stated.columns.len()];
    let first = gains
        .chain(terms)
        .chain(bounds)
        .filter(|i| !std::mem::replace(&mut seen[*i], true));
    first
        .map(|i| names::column(case, stated.columns[i].key))
        .collect()
}

fn whole(value: &Value) -> Result<i64, SolutionError> {
    let nearest = value.value.round();
    if (value.value - nearest).abs() > WHOLE || nearest.abs() > MOST {
        let (name, value, line) = (value.name.clone(), value.value, value.line);
        return Err(SolutionTrouble::NotWhole { name, value }.at(line));
    }
    Ok(nearest as i64)
}

fn complete(names: &NameMap, seen: &BTreeSet<String>) -> Result<(), SolutionError> {
    let builds = names.columns.iter().filter(|(_, m)| m.is == What::Build);
    let mut missing = builds.filter(|(name, _)| !seen.contains(*name));
    match missing.next() {
        Some((name, _)) => {
            let (name, count) = (name.clone(), 1 + missing.count());
            Err(SolutionTrouble::Missing { name, count }.anywhere())
        }
        None => Ok(()),
    }
}

/// Unit, measure and year of every option → its place in the case.
fn order(case: &Case) -> BTreeMap<(String, String, i32), usize> {
    let place = |(o, option): (usize, &crate::domain::BuildOption)| {
        let unit = case.plan.region.units[option.unit].id.0.clone();
        let measure = case.plan.measures[option.measure].id.0.clone();
        let year = case.plan.horizon.periods[option.period].first;
        ((unit, measure, year), o)
    };
    case.options.iter().enumerate().map(place).collect()
}
