//! What is asked of hard targets.

use super::incumbent::Incumbent;
use super::problem::Problem;
use crate::optimize::evaluate::loss::Loss;
use crate::optimize::params::hard_targets::{HAIR, MOST_NODES};
use crate::optimize::relaxation::linear::{Relaxation, UNIT};
use crate::optimize::simplex::Basis;

/// What is asked of hard targets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Hard {
    #[default]
    /// They are met, as long as it is not known that they cannot be.
    Met,
    /// They cannot all be met: as much of them as possible, before anything else.
    First,
    /// Each may keep what the best plan leaves of it.
    Kept,
}

/// Hard targets, and what was found out about them.
#[derive(Default)]
pub(super) struct HardTargets {
    pub(super) stage: Hard,
    /// The root's basis while they were demanded, once it is known that they cannot all be met.
    pub(super) basis: Option<Basis>,
    /// Nodes of the tree that were visited before they came first.
    pub(super) since: u64,
    /// What the relaxation leaves of them where they come first.
    pub(super) floor: f64,
}

impl HardTargets {
    /// Whether to leave it at what the best plan leaves of them: at its root the relaxation left as much of them, or many nodes
    /// brought nothing better.
    pub(super) fn is_enough(
        &mut self,
        problem: &Problem,
        incumbent: &Incumbent,
        relaxation: &Relaxation,
        visits: u64,
    ) -> bool {
        if visits == self.since + 1 {
            let short =
                |(c, _): (usize, i64)| relaxation.simplex.value(problem.case.options.len() + c);
            self.floor = incumbent.kept(problem).into_iter().map(short).sum();
        }
        incumbent.loss.hard <= self.floor + HAIR || visits >= self.since + MOST_NODES
    }

    /// Sets what is asked of hard targets: how much of each may be missing, and what that costs.
    pub(super) fn ask(
        &self,
        problem: &Problem,
        incumbent: &Incumbent,
        relaxation: &mut Relaxation,
    ) {
        for (check, kept) in incumbent.kept(problem) {
            let variable = problem.case.options.len() + check;
            let var = problem.model.vars[variable];
            let (most, extra) = match self.stage {
                Hard::Met => (0.0, 0.0),
                Hard::First => (var.hi as f64, Loss::HARD),
                Hard::Kept => (kept as f64 / UNIT, 0.0),
            };
            relaxation.allow_short(variable, most);
            relaxation.simplex.set_cost(variable, var.cost + extra);
        }
    }
}
