//! What is built whatever is decided: begun in every alternative.

use std::collections::BTreeMap;

use crate::domain::sort_by_key;

use super::Side;

/// Modules of one measure in one unit that every alternative builds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoRegret {
    /// The unit.
    pub unit: usize,
    /// The measure.
    pub measure: usize,
    /// By period: begun by its end in every alternative, and not by the end of the one before.
    pub by_period: Vec<i64>,
    /// Yuan of the plan's funds at the first alternative's prices.
    pub yuan: i64,
}

impl NoRegret {
    /// Modules over all periods.
    #[must_use]
    pub fn modules(&self) -> i64 {
        self.by_period.iter().sum()
    }
}

/// What every alternative builds, the dearest first; of one alternative all that it builds. Empty without any.
///
/// What one alternative begins early and another late counts in the later period. Cost: alternatives × options.
#[must_use]
pub fn no_regret(all: &[Side]) -> Vec<NoRegret> {
    let Some(first) = all.first() else {
        return Vec::new();
    };
    let mut common = begun(first);
    for side in &all[1..] {
        let other = begun(side);
        common.retain(|place, own| match other.get(place) {
            Some(others) => {
                fewer(own, others);
                own.iter().any(|n| *n > 0)
            }
            None => false,
        });
    }
    let prices = prices(first);
    let priced = |((unit, measure), by_period): ((usize, usize), Vec<i64>)| {
        let at = |p: usize| prices.get(&(unit, measure, p)).copied().unwrap_or(0);
        let yuan = by_period.iter().enumerate().map(|(p, n)| n * at(p)).sum();
        NoRegret {
            unit,
            measure,
            by_period,
            yuan,
        }
    };
    let mut list: Vec<NoRegret> = common.into_iter().map(priced).collect();
    sort_by_key(&mut list, |n| (-n.yuan, n.unit, n.measure));
    list
}

/// Modules by unit and measure, by period; only where there are any.
fn begun(side: &Side) -> BTreeMap<(usize, usize), Vec<i64>> {
    let mut all = BTreeMap::new();
    for (option, n) in side.case.options.iter().zip(&side.report.begun) {
        if *n > 0 {
            let place = all.entry((option.unit, option.measure));
            place.or_insert_with(|| vec![0; side.case.periods()])[option.period] += n;
        }
    }
    all
}

/// Leaves of `own` what has been begun by the end of every period in both.
fn fewer(own: &mut [i64], others: &[i64]) {
    let (mut mine, mut theirs, mut kept) = (0, 0, 0);
    for (n, other) in own.iter_mut().zip(others) {
        mine += *n;
        theirs += other;
        *n = i64::min(mine, theirs) - kept;
        kept += *n;
    }
}

fn prices(side: &Side) -> BTreeMap<(usize, usize, usize), i64> {
    let options = side.case.options.iter();
    options
        .map(|o| ((o.unit, o.measure, o.period), o.cost()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_begun_early_here_and_late_there_counts_late() {
        let left = |mut own: Vec<i64>, others: &[i64]| {
            fewer(&mut own, others);
            own
        };
        assert_eq!(left(vec![3, 0, 0], &[0, 2, 5]), [0, 2, 1]);
        assert_eq!(left(vec![1, 1, 1], &[1, 1, 1]), [1, 1, 1]);
        assert_eq!(left(vec![0, 0, 4], &[2, 0, 0]), [0, 0, 2]);
        assert_eq!(left(vec![0, 2], &[0, 0]), [0, 0]);
    }
}
