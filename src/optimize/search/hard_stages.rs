//! Hard targets that cannot all be met: the stages of a search that has them.

use super::hard_targets::Hard;
use super::schedule::{Schedule, Underway};
use super::state::{Progress, Search};
use crate::optimize::relaxation::linear::{Relaxation, UNIT};
use crate::optimize::tree::branch_and_bound::Tree;

impl Search {
    /// Hard targets cannot all be met: nothing is asked of them until a bound of all plans is proved.
    pub(super) fn settle_hard(&mut self, relaxation: &mut Relaxation, tree: &mut Tree) {
        let basis = tree.root_basis().cloned();
        self.hard.basis = Some(basis.unwrap_or_else(|| relaxation.basis()));
        self.turn_hard(Hard::Free, relaxation, tree);
    }

    /// The root is solved with nothing asked of hard targets: its bound holds for every plan. From now on their shortfalls
    /// weigh more than anything else.
    pub(super) fn put_hard_first(
        &mut self,
        relaxation: &mut Relaxation,
        tree: &mut Tree,
    ) -> Progress {
        let tighter = self.certify_root(relaxation);
        let free = tree.root_basis().cloned();
        self.turn_hard(Hard::First, relaxation, tree);
        self.hard.basis = free;
        if tighter {
            Progress::Bound
        } else {
            Progress::Nothing
        }
    }

    /// Whether the stage ends in which hard targets come first: the tree is through, half of the steps are over, or
    /// [`HardTargets::is_enough`].
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
        self.hard.keep(&self.problem, &self.incumbent);
        let kept = self.hard.kept.iter();
        let shares = kept.map(|(check, share)| (*check, *share as f64 / UNIT));
        self.problem.tables.let_keep(shares);
        self.problem.tables.recount_hard(&mut self.problem.least);
        self.incumbent.recount(&self.problem);
        self.turn_hard(Hard::Kept, relaxation, tree);
    }

    /// The tree begins again where something else is asked of hard targets, and so does everything that is tried. Only bounds
    /// and costs have changed since the basis that there was before, and it is nearly one to start from.
    fn turn_hard(&mut self, hard: Hard, relaxation: &mut Relaxation, tree: &mut Tree) {
        self.hard.stage = hard;
        tree.stand_at_root(relaxation);
        self.underway = Underway::default();
        self.schedule = Schedule::default();
        self.hard.ask(&self.problem, relaxation);
        *tree = Tree::new(relaxation, self.hard.basis.clone());
    }

    /// What the stage makes of a visit; none where the search goes on in it.
    pub(super) fn turn_stage(
        &mut self,
        relaxation: &mut Relaxation,
        tree: &mut Tree,
        through: bool,
    ) -> Option<Progress> {
        let stage = self.hard.stage;
        match stage {
            Hard::Free => return Some(self.put_hard_first(relaxation, tree)),
            Hard::First if through || self.hard_is_enough(relaxation) => {
                self.keep_hard(relaxation, tree);
            }
            Hard::Kept if self.incumbent.is_nearer => self.keep_hard(relaxation, tree),
            Hard::Met if through && self.incumbent.loss.hard > 0.0 => {
                self.settle_hard(relaxation, tree);
            }
            _ => return None,
        }
        Some(Progress::Nothing)
    }
}
