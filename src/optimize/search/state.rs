//! A search under way: its parts, and where it stands.

use super::hard_targets::HardTargets;
use super::incumbent::Incumbent;
use super::problem::{Limits, Problem};
use super::schedule::{Schedule, Underway};
use crate::domain::Case;
use crate::optimize::model::answer::Conflict;
use crate::optimize::relaxation::linear::Relaxation;
use crate::optimize::relaxation::warm::Warm;
use crate::optimize::tree::branch_and_bound::Tree;
use crate::optimize::tree::separation::Cuts;

/// What one piece of the search brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// A better plan.
    Better,
    /// A tighter bound.
    Bound,
    /// Neither.
    Nothing,
    /// The end.
    Settled,
}

/// A search under way.
pub struct Search {
    pub(super) problem: Problem,
    pub(super) incumbent: Incumbent,
    pub(super) hard: HardTargets,
    pub(super) schedule: Schedule,
    pub(super) underway: Underway,
    pub(super) cuts: Cuts,
    pub(super) phase: Phase,
    pub(super) warm: Option<Warm>,
    /// Pieces of work done.
    pub(super) steps: u64,
    pub(super) settled: bool,
}

/// Where a search stands.
pub(super) enum Phase {
    /// A first plan is there.
    Constructed,
    /// The relaxation is stated; its tree grows.
    Proving {
        relaxation: Box<Relaxation>,
        tree: Box<Tree>,
    },
    /// Nothing is left to do.
    Ended,
}

impl Search {
    /// A search whose best plan is the least one.
    ///
    /// # Errors
    /// What makes the pins impossible.
    pub(super) fn least(case: Case, limits: Limits) -> Result<Search, Vec<Conflict>> {
        let problem = Problem::of(case, limits)?;
        let incumbent = Incumbent::least(&problem).ok_or_else(Vec::new)?;
        Ok(Search {
            problem,
            incumbent,
            hard: HardTargets::default(),
            schedule: Schedule::default(),
            underway: Underway::default(),
            cuts: Cuts::default(),
            phase: Phase::Constructed,
            warm: None,
            steps: 1,
            settled: false,
        })
    }

    /// States the relaxation, hard targets fully met where that is possible, and plants the tree.
    pub(super) fn state(&mut self, warm: Option<&Warm>) {
        let mut relaxation = Box::new(Relaxation::of(&self.problem.case, &self.problem.model));
        let tree = Box::new(Tree::new(
            &relaxation,
            warm.map(|w| w.basis(&self.problem.model, &relaxation)),
        ));
        self.hard.ask(&self.problem, &mut relaxation);
        self.phase = Phase::Proving { relaxation, tree };
    }
}
