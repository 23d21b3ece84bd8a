//! Sums over units that are rows of their own, and what is not whole of them and of single variables.

use super::{Relaxation, Sum};
use crate::domain::{BuildOption, Case, sort_by};

/// Sums worth branching on: each measure's modules begun by each period over all units, and over all periods.
pub(super) fn sums(case: &Case) -> Vec<Sum> {
    let mut sums = Vec::new();
    for measure in 0..case.plan.measures.len() {
        for period in 0..case.periods() {
            let begun = |o: &&(usize, &BuildOption)| o.1.measure == measure && o.1.period <= period;
            let vars: Vec<usize> = case
                .options
                .iter()
                .enumerate()
                .filter(|o| begun(&o))
                .map(|(i, _)| i)
                .collect();
            let new = sums.last().is_none_or(|last: &Sum| last.vars != vars);
            if vars.len() > 1 && new {
                sums.push(Sum { vars });
            }
        }
    }
    sums
}

impl Relaxation {
    /// Those of some variables that are not whole, those in the middle first: preference, variable, value. Each comes with the
    /// number of variables that it sums.
    #[must_use]
    pub fn fractional(&self, of: impl Iterator<Item = (usize, usize)>) -> Vec<(f64, usize, f64)> {
        let mut found: Vec<(f64, usize, f64)> = Vec::new();
        for (variable, size) in of {
            let value = self.simplex.value(variable);
            let fraction = (value - value.floor()).min(value.ceil() - value);
            if fraction > WHOLE {
                let preference = fraction * if size > 1 { 4.0 } else { 1.0 };
                found.push((preference, variable, value));
            }
        }
        sort_by(&mut found, |a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        found
    }
}

/// A value this near to a whole number is whole.
const WHOLE: f64 = 1e-6;
