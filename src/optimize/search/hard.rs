//! Hard targets that cannot all be met.

use super::{Hard, Search};
use crate::optimize::ledger::Loss;
use crate::optimize::prove::Tree;
use crate::optimize::relax::Relaxation;

impl Search {
    /// Hard targets cannot all be met: from now on their shortfalls weigh more than anything else.
    pub(super) fn settle_hard(&mut self, relaxation: &mut Relaxation, tree: &mut Tree) {
        self.hard = Hard::First;
        self.hard_since = self.visits;
        tree.stand_at_root(relaxation);
        self.drop_begun();
        for (check, _) in self.kept() {
            let variable = self.case.options.len() + check;
            let var = self.model.vars[variable];
            relaxation.allow_short(variable, var.hi as f64);
            relaxation.simplex.set_cost(variable, var.cost + Loss::HARD);
        }
        *tree = Tree::new(relaxation, None);
    }

    /// Hard targets are as good as they get: each may keep what the best plan leaves of it, and the rest is settled.
    pub(super) fn keep_hard(&mut self, relaxation: &mut Relaxation, tree: &mut Tree) {
        self.hard = Hard::Kept;
        tree.stand_at_root(relaxation);
        self.drop_begun();
        for (check, kept) in self.kept() {
            let variable = self.case.options.len() + check;
            relaxation.allow_short(variable, kept as f64 / (1_u64 << 50) as f64);
            relaxation
                .simplex
                .set_cost(variable, self.model.vars[variable].cost);
        }
        *tree = Tree::new(relaxation, None);
    }

    /// What the best plan leaves of hard targets, in units of 2⁻⁵⁰, rounded up.
    pub(super) fn kept(&self) -> Vec<(usize, i64)> {
        let hard = self.case.checks.iter().enumerate().filter(|(_, c)| c.hard);
        let share = |c: usize| {
            let tally = &self.certified.checks[c];
            i64::try_from(-(-(tally.short << 50)).div_euclid(tally.of)).unwrap_or(i64::MAX)
        };
        hard.map(|(c, _)| (c, share(c))).collect()
    }
}
