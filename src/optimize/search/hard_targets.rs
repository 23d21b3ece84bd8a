//! What is asked of hard targets.

use super::incumbent::Incumbent;
use super::problem::Problem;
use crate::optimize::evaluate::loss::{Loss, room};
use crate::optimize::heuristics::neighborhood::AskedShort;
use crate::optimize::params::hard_targets::{HAIR, MOST_IDLE, MOST_NODES, WALKS_PAY};
use crate::optimize::relaxation::linear::{Relaxation, UNIT};
use crate::optimize::simplex::Basis;

/// What is asked of hard targets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Hard {
    #[default]
    /// They are met, as long as it is not known that they cannot be.
    Met,
    /// They cannot all be met: nothing, until the root has proved what holds for every plan.
    Free,
    /// As much of them as possible, before anything else.
    First,
    /// Each may keep what the best plan leaves of it.
    Kept,
}

/// Hard targets, and what was found out about them.
#[derive(Default)]
pub(super) struct HardTargets {
    pub(super) stage: Hard,
    /// A basis to start from once it is known that they cannot all be met.
    pub(super) basis: Option<Basis>,
    /// What the relaxation leaves of them where they come first.
    floor: f64,
    /// What the best plan left of them when it last left less, and the nodes visited by then.
    nearest: (f64, u64),
    /// What each may keep, in units of 2⁻⁵⁰: check and share.
    pub(super) kept: Vec<(usize, i64)>,
    pub(super) asked: Vec<AskedShort>,
}

impl HardTargets {
    /// Whether to leave it at what the best plan leaves of them: at its root the relaxation left as much of them, or some nodes
    /// brought nothing better.
    pub(super) fn is_enough(
        &mut self,
        problem: &Problem,
        incumbent: &Incumbent,
        relaxation: &Relaxation,
        visits: u64,
    ) -> bool {
        let hard = incumbent.loss.hard;
        if visits <= 1 {
            let short =
                |(c, _): (usize, i64)| relaxation.simplex.value(problem.case.options.len() + c);
            self.floor = incumbent.kept(problem).into_iter().map(short).sum();
            self.nearest = (hard, visits);
        }
        if hard < self.nearest.0 - HAIR {
            self.nearest = (hard, visits);
        }
        hard <= self.floor + HAIR || visits >= MOST_NODES || visits >= self.nearest.1 + MOST_IDLE
    }

    /// From now on each may keep what the best plan leaves of it, and all of them together what is the same.
    pub(super) fn keep(&mut self, problem: &Problem, incumbent: &Incumbent) {
        self.kept = incumbent.kept(problem);
        let lacks = problem.tables.lacks(&incumbent.best);
        let each = (room(lacks) * UNIT / self.kept.len().max(1) as f64) as i64;
        self.kept.iter_mut().for_each(|(_, share)| *share += each);
    }

    /// Sets what is asked of hard targets: how much of each may be missing, and what that costs.
    pub(super) fn ask(&mut self, problem: &Problem, relaxation: &mut Relaxation) {
        let checks = problem.case.checks.iter().enumerate();
        let hard = checks.filter(|(_, check)| check.hard);
        let asked = hard.enumerate().map(|(i, (check, _))| {
            let variable = problem.case.options.len() + check;
            let var = problem.model.vars[variable];
            let (most, extra) = match self.stage {
                Hard::Met => (0.0, 0.0),
                Hard::Free => (var.hi as f64, 0.0),
                Hard::First => (var.hi as f64, Loss::HARD),
                Hard::Kept => (self.kept[i].1 as f64 / UNIT, 0.0),
            };
            AskedShort {
                variable,
                most,
                cost: var.cost + extra,
            }
        });
        self.asked = asked.collect();
        for asked in &self.asked {
            relaxation.allow_short(asked.variable, asked.most);
            relaxation.simplex.set_cost(asked.variable, asked.cost);
        }
    }

    /// Points that a full shortfall costs a walk.
    pub(super) fn walks_pay(&self) -> f64 {
        match self.stage {
            Hard::Met | Hard::Free => Loss::FIRST,
            Hard::First => Loss::HARD,
            Hard::Kept => WALKS_PAY,
        }
    }
}
