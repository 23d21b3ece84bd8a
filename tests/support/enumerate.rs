//! All plans of a small case.

use dabiao::domain::{Allocation, Build, Case};

use super::scorer::judge;

/// Modules by option as an allocation.
#[allow(dead_code)]
pub fn allocation(case: &Case, x: &[i64]) -> Allocation {
    let built = case.options.iter().zip(x).filter(|(_, n)| **n != 0);
    let build = |(o, n): (&dabiao::domain::BuildOption, &i64)| Build {
        unit: case.plan.region.units[o.unit].id.clone(),
        measure: case.plan.measures[o.measure].id.clone(),
        year: case.plan.horizon.periods[o.period].first,
        n: *n,
    };
    Allocation {
        builds: built.map(build).collect(),
    }
}

/// Every allocation within the bounds of single options; none where there are more than `most`.
#[allow(dead_code)]
pub fn all_plans(case: &Case, most: usize) -> Option<Vec<Vec<i64>>> {
    let mut all = vec![Vec::new()];
    for option in &case.options {
        let choices = usize::try_from(option.hi - option.lo + 1).unwrap_or(0);
        if all.len() * choices > most {
            return None;
        }
        let extend = |x: &Vec<i64>| {
            let x = x.clone();
            (option.lo..=option.hi).map(move |n| x.iter().copied().chain([n]).collect::<Vec<i64>>())
        };
        all = all.iter().flat_map(extend).collect();
    }
    Some(all)
}

/// The best of all plans by enumeration, as the scorer judges them: Σ of hard shortfalls first, then score; none where no plan
/// is feasible.
#[allow(dead_code)]
pub fn best_of_all(case: &Case, most: usize) -> Option<Option<(f64, f64)>> {
    let mut best: Option<(f64, f64)> = None;
    for x in all_plans(case, most)? {
        let Some(judged) = judge(case, &x) else {
            continue;
        };
        let rank = (judged.hard, judged.score);
        if best.is_none_or(|b| rank.0 < b.0 - 1e-9 || rank.0 < b.0 + 1e-9 && rank.1 > b.1) {
            best = Some(rank);
        }
    }
    Some(best)
}
