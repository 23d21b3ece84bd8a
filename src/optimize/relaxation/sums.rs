//! Sums over units that are rows of their own.

use crate::domain::{BuildOption, Case};

/// A whole sum that can be bounded: modules of one measure begun by a period over all units.
#[derive(Clone, Debug)]
pub struct Sum {
    /// Variables of the model, each with coefficient 1.
    pub vars: Vec<usize>,
}

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
