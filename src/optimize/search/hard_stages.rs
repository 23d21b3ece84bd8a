//! Hard targets that cannot all be met: the stages of a search that has them.

use super::hard_targets::Hard;
use super::state::Search;
use crate::optimize::relaxation::linear::Relaxation;
use crate::optimize::tree::branch_and_bound::Tree;

impl Search {
    /// Hard targets cannot all be met: from now on their shortfalls weigh more than anything else.
    pub(super) fn settle_hard(&mut self, relaxation: &mut Relaxation, tree: &mut Tree) {
        self.hard.since = self.schedule.visits;
        let basis = tree.root_basis().cloned();
        self.hard.basis = Some(basis.unwrap_or_else(|| relaxation.basis()));
        self.turn_hard(Hard::First, relaxation, tree);
    }

    /// Whether to leave it at what the best plan leaves of hard targets: half of the steps are over, or [`HardTargets::is_enough`].
    ///
    /// [`HardTargets::is_enough`]: super::hard_targets::HardTargets::is_enough
    pub(super) fn hard_is_enough(&mut self, relaxation: &Relaxation) -> bool {
        let visits = self.schedule.visits;
        self.hard
            .is_enough(&self.problem, &self.incumbent, relaxation, visits)
            || 2 * self.steps >= self.problem.limits.steps
    }

    /// Hard targets are as good as they get: each may keep what the best plan leaves of it, and the rest is settled.
    pub(super) fn keep_hard(&mut self, relaxation: &mut Relaxation, tree: &mut Tree) {
        self.turn_hard(Hard::Kept, relaxation, tree);
    }

    /// The tree begins again where something else is asked of hard targets. Only their bounds and costs have changed since the
    /// basis that there was while they were demanded, and it is nearly one to start from.
    fn turn_hard(&mut self, hard: Hard, relaxation: &mut Relaxation, tree: &mut Tree) {
        self.hard.stage = hard;
        tree.stand_at_root(relaxation);
        self.underway.drop_begun();
        self.hard.ask(&self.problem, &self.incumbent, relaxation);
        *tree = Tree::new(relaxation, self.hard.basis.clone());
    }
}
