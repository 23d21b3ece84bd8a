//! Local needs in lots of whole modules.

use crate::optimize::model::formulation::RowKey;
use crate::optimize::model::rows::Model;
use crate::optimize::params::needs_in_lots::MOST_LOTS;

/// A local need in lots of whole modules, C11: every effect rounded up to a multiple of the lot, without the largest shortfall.
#[derive(Clone, Debug)]
pub(super) struct Whole {
    pub need: usize,
    /// Builds and what each adds at most.
    pub terms: Vec<(usize, i64)>,
    pub lot: i64,
    /// R.
    required: i64,
    /// R − base.
    missing: i64,
}

impl Whole {
    /// The local needs of a model in lots: of what divides every effect, and of every effect that is larger.
    pub fn of(model: &Model, largest: usize) -> Vec<Whole> {
        let mut wholes = Vec::new();
        for row in &model.rows {
            let RowKey::Local(need) = row.key else {
                continue;
            };
            let terms: Vec<(usize, i64)> = row
                .terms
                .iter()
                .copied()
                .filter(|(v, _)| *v != largest)
                .collect();
            let least = terms.iter().fold(0, |g, (_, a)| gcd(g, a.abs()));
            let mut lots: Vec<i64> = terms
                .iter()
                .map(|(_, a)| *a)
                .filter(|a| *a > least)
                .collect();
            lots.push(least);
            lots.sort_unstable();
            lots.dedup();
            lots.retain(|lot| *lot > 1);
            lots.truncate(MOST_LOTS);
            let required = row
                .terms
                .iter()
                .find(|(v, _)| *v == largest)
                .map_or(0, |(_, a)| *a);
            for lot in lots {
                let rounded = |(v, a): &(usize, i64)| (*v, -(-a).div_euclid(lot) * lot);
                wholes.push(Whole {
                    need,
                    terms: terms.iter().map(rounded).filter(|(_, a)| *a != 0).collect(),
                    lot,
                    required,
                    missing: row.rhs,
                });
            }
        }
        wholes
    }

    /// The shares nearest to `share` on both sides at which one whole module more or less is asked.
    pub fn steps(&self, share: f64) -> [f64; 2] {
        let (missing, required) = (self.missing as f64, self.required as f64);
        let lots = ((missing - required * share) / self.lot as f64).ceil();
        [lots, lots - 1.0].map(|lots| (missing - lots * self.lot as f64) / required)
    }

    /// d ⌈(R − base − R φ) ⁄ d⌉
    pub fn least(&self, level: i64) -> f64 {
        let missing =
            (i128::from(self.missing) << 50) - i128::from(self.required) * i128::from(level);
        let lot = i128::from(self.lot) << 50;
        (-(-missing).div_euclid(lot) * i128::from(self.lot)) as f64
    }
}

fn gcd(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { gcd(b, a % b) }
}
