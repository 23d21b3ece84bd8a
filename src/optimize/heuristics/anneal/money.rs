//! What money beyond the budget costs a walk, and what money left over is worth to it.

use crate::domain::Case;
use crate::optimize::evaluate::ledger::Ledger;
use crate::optimize::evaluate::tables::Tables;
use crate::optimize::model::formulation::RowKey;
use crate::optimize::model::rows::Model;
use crate::optimize::params::walk_money::{LEAST_PART, STRICTER, STRICTNESS, THRIFT};

/// A limit of money.
#[derive(Clone, Copy, Debug)]
struct Limit {
    row: usize,
    /// Points that a yuan more is worth.
    worth: f64,
    /// Points that a yuan beyond it costs.
    fine: f64,
}

/// The limits of money of a case.
#[derive(Clone, Debug)]
pub struct BentMoney {
    limits: Vec<Limit>,
    /// Factor on the fines.
    strictness: f64,
}

impl BentMoney {
    /// Those of a case, with the multipliers of the relaxation by row of the model.
    #[must_use]
    pub fn of(case: &Case, model: &Model, multipliers: &[(usize, f64)]) -> BentMoney {
        let mut limits: Vec<Limit> = Vec::new();
        for (row, of) in model.rows.iter().enumerate() {
            if matches!(of.key, RowKey::Budget(..)) {
                let own = multipliers.iter().find(|(r, _)| *r == row);
                let worth = own.map_or(0.0, |(_, m)| m.max(0.0));
                limits.push(Limit {
                    row,
                    worth,
                    fine: worth,
                });
            }
        }
        let dearest = limits.iter().map(|l| l.worth).fold(0.0, f64::max);
        let least = (LEAST_PART * dearest).max(1.0 / case.cost_scale as f64);
        for limit in &mut limits {
            limit.fine = limit.fine.max(least);
        }
        BentMoney {
            limits,
            strictness: 1.0,
        }
    }

    /// Fines less what is left over is worth; none where the plan breaks another rule.
    #[must_use]
    pub fn price(&self, tables: &Tables, ledger: &Ledger) -> Option<f64> {
        let (mut fines, mut left, mut broken) = (0.0, 0.0, 0);
        for limit in &self.limits {
            let slack = tables.slack(ledger, limit.row);
            if slack < 0 {
                fines -= slack as f64 * limit.fine;
                broken += 1;
            } else {
                left += slack as f64 * limit.worth;
            }
        }
        (broken == ledger.broken()).then_some(fines * self.strictness - THRIFT * left)
    }

    /// Fines alone, at strictness 1; none where the plan breaks another rule.
    #[must_use]
    pub fn beyond(&self, tables: &Tables, ledger: &Ledger) -> Option<f64> {
        let slacks = self
            .limits
            .iter()
            .map(|l| (tables.slack(ledger, l.row), l.fine));
        let (mut fines, mut broken) = (0.0, 0);
        for (slack, fine) in slacks.filter(|(slack, _)| *slack < 0) {
            fines -= slack as f64 * fine;
            broken += 1;
        }
        (broken == ledger.broken()).then_some(fines)
    }

    /// Stricter, or less strict.
    pub fn adapt(&mut self, stricter: bool) {
        let factor = if stricter { STRICTER } else { 1.0 / STRICTER };
        self.strictness = (self.strictness * factor).clamp(STRICTNESS.0, STRICTNESS.1);
    }
}
