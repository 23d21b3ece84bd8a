//! What hard checks lack beyond what they may keep.

use super::ledger::Ledger;
use super::tables::Tables;

impl Tables {
    /// From now on a hard check may keep so much of its shortfall: check and share. What it lacks beyond that is what counts.
    pub fn let_keep(&mut self, kept: impl Iterator<Item = (usize, f64)>) {
        for (check, share) in kept {
            self.keeps[check] = share;
        }
    }

    /// Counts what hard checks lack, after what they may keep has changed.
    pub fn recount_hard(&self, ledger: &mut Ledger) {
        (ledger.hard_sum, ledger.hard_open) = (0.0, 0);
        for check in (0..self.hard.len()).filter(|c| self.hard[*c]) {
            let beyond = self.beyond(check, ledger.short[check]);
            ledger.hard_sum += beyond;
            ledger.hard_open += usize::from(beyond > 0.0);
        }
    }

    /// What all hard checks lack together, kept or not.
    #[must_use]
    pub fn lacks(&self, ledger: &Ledger) -> f64 {
        let hard = (0..self.hard.len()).filter(|c| self.hard[*c]);
        hard.map(|c| ledger.short[c]).sum()
    }

    pub(super) fn beyond(&self, check: usize, short: f64) -> f64 {
        (short - self.keeps[check]).max(0.0)
    }
}
