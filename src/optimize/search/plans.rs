//! Plans within a search: from the point of the tree's node by rounding, by a dive and a walk from where it ends, and from
//! neighborhoods of the best plan.

use super::{Hard, NODES_BETWEEN, Search};
use crate::optimize::construct::{Aim, Prices};
use crate::optimize::dive::{Board, Dive};
use crate::optimize::improve::Point;
use crate::optimize::ledger::Ledger;
use crate::optimize::relax::{Relaxation, UNIT, level_of};
use crate::optimize::round::{Sites, worth};
use crate::optimize::swap::polish;
use crate::optimize::walk::{Setting, Walk};

impl Search {
    /// Rounds the relaxation's point in several ways and keeps the best plan; where the point does not hide how far the worst
    /// off fall, a dive begins.
    pub(super) fn round(&mut self, relaxation: &mut Relaxation, whole: bool) -> bool {
        let Point { x: point, .. } = self.point(relaxation);
        let prices = self.prices(relaxation);
        let mut plans: Vec<Ledger> = Vec::new();
        if whole {
            plans.extend(self.rounder().whole(&point, &prices));
        }
        if plans.is_empty() && !self.case.locals.is_empty() {
            plans.push(self.lifted(relaxation.level(), &point, &prices));
        }
        if self.visits <= 1 && self.home.is_some() {
            // What the money beyond that of home buys near it.
            self.aim = level_of(self.best.largest());
            let from = self.best.clone();
            self.begin_walk(relaxation, &from);
            return self.keep_polished(from, &prices);
        }
        if !whole && self.visits <= 1 {
            let rounder = self.rounder();
            for sites in [Sites::Nearest, Sites::Down, Sites::Up] {
                plans.extend(
                    [Aim::Guide, Aim::Loss].map(|aim| rounder.round(&point, sites, &prices, aim)),
                );
            }
        }
        let dives = self.visits.is_multiple_of(NODES_BETWEEN)
            || self.walks == 0 && self.visits >= FIRST_DIVE;
        if dives && !whole && relaxation.level_is_bounded() {
            self.aim = self.next_aim(relaxation);
            self.dive = Some(Box::new(Dive::begin(relaxation, Some(self.aim))));
        }
        let loss = |plan: &Ledger| self.ground.loss(plan).ranked();
        let best = plans.into_iter().min_by(|a, b| loss(a).total_cmp(&loss(b)));
        self.walk_early(relaxation, best.as_ref());
        best.is_some_and(|plan| self.keep_polished(plan, &prices))
    }

    /// Where the first dive takes long a walk comes before it, from the rounded plan; where each takes very long, walks from
    /// the best plan take the place of some.
    fn walk_early(&mut self, relaxation: &Relaxation, rounded: Option<&Ledger>) {
        let first = self.visits <= 1;
        let early = first && self.case.options.len() >= MIDDLE;
        let again = self.is_large() && self.visits.is_power_of_two() && self.hard != Hard::First;
        if !early && !again {
            return;
        }
        self.aim = self.next_aim(relaxation);
        if self.aim < level_of(TELLING) {
            // A point that misses nothing anywhere says nothing of plans: what construction has reached does.
            self.aim = level_of(self.best.largest());
        }
        let from = rounded.filter(|_| first).unwrap_or(&self.best).clone();
        self.begin_walk(relaxation, &from);
        if early {
            // The first dive is still to come.
            self.walks = 0;
        }
    }

    /// Whether single pieces of work take long.
    fn is_large(&self) -> bool {
        self.case.options.len() >= LARGE
    }

    fn prices(&self, relaxation: &Relaxation) -> Prices {
        Prices::of(&self.case, &worth(&self.case, &self.model, relaxation))
    }

    /// The plan of a point, with local needs lifted to the level of the tree's node.
    fn lifted(&self, level: i64, point: &[f64], prices: &Prices) -> Ledger {
        let level = level as f64 / UNIT;
        self.rounder()
            .round_lifted(point, Sites::Nearest, prices, (Aim::Loss, level))
    }

    /// The largest local shortfall for the next dive, in units of 2⁻⁵⁰: at first around that of the tree's node, which is often
    /// lower than that of the best whole plan, later in turns around that and around the one that has led to the best plan. Only
    /// around the latter, a search that had begun too high stayed there.
    fn next_aim(&self, relaxation: &Relaxation) -> i64 {
        let node = relaxation.level() as f64;
        let turn = usize::try_from(self.walks).unwrap_or(0);
        let (base, factor) = match (FIRST_AIMS.get(turn), self.best_aim) {
            (None, Some(_)) if turn % 2 == 1 => (node, FIRST_AIMS[turn / 2 % FIRST_AIMS.len()]),
            (None, Some(best)) => (best as f64, LATER_AIMS[turn / 2 % LATER_AIMS.len()]),
            _ => (node, FIRST_AIMS[turn % FIRST_AIMS.len()]),
        };
        (base * factor).min(UNIT) as i64
    }

    /// Whether a dive, a walk or a neighborhood is under way.
    pub(super) fn is_improving(&self) -> bool {
        self.dive.is_some() || self.walk.is_some() || self.near.is_some()
    }

    /// One piece of the dive, the walk or the neighborhood that is under way.
    pub(super) fn improve(&mut self, relaxation: &mut Relaxation) -> bool {
        if let Some(dive) = self.dive.take() {
            self.sink(relaxation, dive)
        } else if let Some(walk) = self.walk.take() {
            self.walk_on(relaxation, walk)
        } else {
            self.look(relaxation)
        }
    }

    /// Some turns of a dive; from where it ends a walk begins.
    fn sink(&mut self, relaxation: &mut Relaxation, mut dive: Box<Dive>) -> bool {
        let cutoff = self.best_loss.merged() + BEYOND;
        let board = Board {
            model: &self.model,
            whole: None,
            lots: &self.lots,
        };
        for _ in 0..TURNS {
            if dive.turn(&board, relaxation, cutoff) {
                let point = dive.end(&board, relaxation);
                let prices = self.prices(relaxation);
                let plan = self.lifted(self.aim, &point, &prices);
                self.begin_walk(relaxation, &plan);
                return self.keep_polished(plan, &prices);
            }
        }
        self.dive = Some(dive);
        false
    }

    fn begin_walk(&mut self, relaxation: &Relaxation, from: &Ledger) {
        let multipliers: Vec<(usize, f64)> = relaxation.multipliers().collect();
        let setting = Setting {
            case: &self.case,
            model: &self.model,
            ground: &self.ground,
            multipliers: &multipliers,
            level: self.aim as f64 / UNIT,
            home: self.home.as_ref(),
        };
        self.walks += 1;
        self.walk = Some(Box::new(Walk::new(&setting, from, self.walks)));
    }

    fn walk_on(&mut self, relaxation: &Relaxation, mut walk: Box<Walk>) -> bool {
        let ended = walk.step(&self.ground);
        let plan = walk.better(&self.ground);
        if !ended {
            self.walk = Some(walk);
        }
        let better = plan.is_some_and(|plan| {
            if self.is_large() && !ended {
                return self.keep(plan);
            }
            let prices = self.prices(relaxation);
            self.keep_polished(plan, &prices)
        });
        if better {
            self.round.again();
            self.best_aim = Some(self.aim);
        }
        better
    }

    /// Polishes a plan that is nearly as good as the best, and keeps it if it is better then.
    pub(super) fn keep_polished(&mut self, mut plan: Ledger, prices: &Prices) -> bool {
        let loss = self.ground.loss(&plan).ranked();
        if loss < self.best_loss.ranked() + NEAR {
            polish(&self.ground, &self.moves, prices, &mut plan);
        }
        self.keep(plan)
    }
}

/// Options of a case in which a dive takes long.
const MIDDLE: usize = 6_000;
/// Options of a case in which single pieces of work take long.
const LARGE: usize = 20_000;
/// A largest local shortfall below this is an effect of fractional builds.
const TELLING: f64 = 0.01;
/// Nodes of the tree before the first dive.
const FIRST_DIVE: u64 = 4;
/// Points beyond the best plan at which a dive ends: the walk from there gains some.
const BEYOND: f64 = 1.0;
/// Turns of a dive in one step.
const TURNS: usize = 2;
/// Points by which a plan may be worse than the best and still be worth polishing.
const NEAR: f64 = 0.2;
/// Factors on the level of the tree's node at which the first dives and every other later one aim.
const FIRST_AIMS: [f64; 4] = [1.25, 1.6, 1.0, 2.0];
/// Factors on the aim of the best plan at which the others do.
const LATER_AIMS: [f64; 4] = [1.0, 1.1, 0.92, 1.05];
