//! Hard targets that cannot all be met.

use super::{Hard, Search};
use crate::optimize::ledger::Loss;
use crate::optimize::prove::Tree;
use crate::optimize::relax::Relaxation;

impl Search {
    /// Hard targets cannot all be met: from now on their shortfalls weigh more than anything else.
    pub(super) fn settle_hard(&mut self, relaxation: &mut Relaxation, tree: &mut Tree) {
        self.hard_since = self.visits;
        let basis = tree.root_basis().cloned();
        self.strict = Some(basis.unwrap_or_else(|| relaxation.basis()));
        self.turn_hard(Hard::First, relaxation, tree);
    }

    /// Whether to leave it at what the best plan leaves of hard targets: at its root the relaxation left as much of them, half of
    /// the steps are over, or many nodes brought nothing better.
    pub(super) fn hard_is_enough(&mut self, relaxation: &Relaxation) -> bool {
        if self.visits == self.hard_since + 1 {
            let short =
                |(c, _): (usize, i64)| relaxation.simplex.value(self.case.options.len() + c);
            self.hard_floor = self.kept().into_iter().map(short).sum();
        }
        self.best_loss.hard <= self.hard_floor + HAIR
            || 2 * self.steps >= self.limits.steps
            || self.visits >= self.hard_since + MOST_NODES
    }

    /// Hard targets are as good as they get: each may keep what the best plan leaves of it, and the rest is settled.
    pub(super) fn keep_hard(&mut self, relaxation: &mut Relaxation, tree: &mut Tree) {
        self.turn_hard(Hard::Kept, relaxation, tree);
    }

    /// The tree begins again where something else is asked of hard targets. Only their bounds and costs have changed since the
    /// basis that there was while they were demanded, and it is nearly one to start from.
    fn turn_hard(&mut self, hard: Hard, relaxation: &mut Relaxation, tree: &mut Tree) {
        self.hard = hard;
        tree.stand_at_root(relaxation);
        self.drop_begun();
        self.ask_hard(relaxation);
        *tree = Tree::new(relaxation, self.strict.clone());
    }

    /// Sets what is asked of hard targets: how much of each may be missing, and what that costs.
    pub(super) fn ask_hard(&self, relaxation: &mut Relaxation) {
        for (check, kept) in self.kept() {
            let variable = self.case.options.len() + check;
            let var = self.model.vars[variable];
            let (most, extra) = match self.hard {
                Hard::Met => (0.0, 0.0),
                Hard::First => (var.hi as f64, Loss::HARD),
                Hard::Kept => (kept as f64 / (1_u64 << 50) as f64, 0.0),
            };
            relaxation.allow_short(variable, most);
            relaxation.simplex.set_cost(variable, var.cost + extra);
        }
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

/// A part of a target that is nothing.
const HAIR: f64 = 1e-7;
/// Nodes of the tree in which hard targets come first.
const MOST_NODES: u64 = 100;
