//! What is under way, and what comes next.

use crate::optimize::heuristics::anneal::walk::Walk;
use crate::optimize::heuristics::dive::Dive;
use crate::optimize::heuristics::greedy::Prices;
use crate::optimize::heuristics::neighborhood::{Neighborhood, RelaxedPoint, Round};
use crate::optimize::params::schedule::{FIRST_AIMS, LATER_AIMS};
use crate::optimize::relaxation::linear::{Relaxation, UNIT};

/// Pieces of work that were begun: the dive goes first, then the walk, the neighborhood, and the rounds of cuts.
#[derive(Default)]
pub(super) struct Underway {
    /// The dive, from the point of the tree's node.
    pub(super) dive: Option<Box<Dive>>,
    /// The walk.
    pub(super) walk: Option<Box<Walk>>,
    /// The neighborhood under search, with the prices its plans are filled at.
    pub(super) near: Option<Box<Near>>,
    /// Rounds of cuts.
    pub(super) cutting: Option<Cutting>,
}

impl Underway {
    /// Whether a dive, a walk or a neighborhood is under way.
    pub(super) fn is_improving(&self) -> bool {
        self.dive.is_some() || self.walk.is_some() || self.near.is_some()
    }

    /// Drops what was begun from a node of the tree: it holds a state of the relaxation that is no more.
    pub(super) fn drop_begun(&mut self) {
        self.dive = None;
        self.near = None;
    }
}

/// A neighborhood, with the point and the prices its plans are made from.
pub(super) struct Near {
    pub(super) hood: Neighborhood,
    pub(super) prices: Prices,
    pub(super) point: RelaxedPoint,
}

/// Rounds under way.
#[derive(Debug, Default)]
pub(super) struct Cutting {
    pub(super) rounds: usize,
    /// Rounds without much gain.
    pub(super) idle: usize,
}

/// How much has been tried, and what is tried next.
#[derive(Default)]
pub(super) struct Schedule {
    /// Nodes of the tree that were visited.
    pub(super) visits: u64,
    /// Neighborhoods that were asked for.
    pub(super) looks: u64,
    /// Walks that were begun.
    pub(super) walks: u64,
    /// What dive and walk aim at: the largest local shortfall, in units of 2⁻⁵⁰.
    pub(super) aim: i64,
    /// The aim that led to the best plan.
    pub(super) best_aim: Option<i64>,
    /// The neighborhoods of the best plan, one after another.
    pub(super) round: Round,
}

impl Schedule {
    /// The largest local shortfall for the next dive, in units of 2⁻⁵⁰: at first around that of the tree's node, which is often
    /// lower than that of the best whole plan, later in turns around that and around the one that has led to the best plan. Only
    /// around the latter, a search that had begun too high stayed there.
    pub(super) fn next_aim(&self, relaxation: &Relaxation) -> i64 {
        let node = relaxation.level() as f64;
        let turn = usize::try_from(self.walks).unwrap_or(0);
        let (base, factor) = match (FIRST_AIMS.get(turn), self.best_aim) {
            (None, Some(_)) if turn % 2 == 1 => (node, FIRST_AIMS[turn / 2 % FIRST_AIMS.len()]),
            (None, Some(best)) => (best as f64, LATER_AIMS[turn / 2 % LATER_AIMS.len()]),
            _ => (node, FIRST_AIMS[turn % FIRST_AIMS.len()]),
        };
        (base * factor).min(UNIT) as i64
    }
}
