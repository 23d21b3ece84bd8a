//! Plans within a search: from the point of the tree's node by rounding, by a dive and a walk from where it ends, and from
//! neighborhoods of the best plan.

use super::hard_targets::Hard;
use super::state::Search;
use crate::optimize::evaluate::ledger::Ledger;
use crate::optimize::heuristics::anneal::walk::{Setting, Walk};
use crate::optimize::heuristics::dive::{Board, Dive};
use crate::optimize::heuristics::exchange::polish;
use crate::optimize::heuristics::greedy::{Aim, Prices};
use crate::optimize::heuristics::neighborhood::RelaxedPoint;
use crate::optimize::heuristics::rounding::{Sites, worth};
use crate::optimize::params::hard_targets::NEARLY;
use crate::optimize::params::plans::{BEYOND, FIRST_DIVE, LARGE, MIDDLE, NEAR, TELLING, TURNS};
use crate::optimize::params::schedule::NODES_BETWEEN;
use crate::optimize::relaxation::linear::{Relaxation, UNIT, level_of};

impl Search {
    /// Rounds the relaxation's point in several ways and keeps the best plan; where the point does not hide how far the worst
    /// off fall, a dive begins.
    pub(super) fn round(&mut self, relaxation: &mut Relaxation, whole: bool) -> bool {
        let RelaxedPoint { x: point, .. } = self.point(relaxation);
        let prices = self.prices(relaxation);
        let mut plans: Vec<Ledger> = Vec::new();
        if whole {
            plans.extend(self.rounder().whole(&point, &prices));
        }
        if plans.is_empty() && !self.problem.case.locals.is_empty() {
            plans.push(self.lifted(relaxation.level(), &point, &prices));
        }
        if self.schedule.visits <= 1 && self.incumbent.home.is_some() {
            // What the money beyond that of home buys near it.
            self.schedule.aim = level_of(self.incumbent.best.largest());
            let from = self.incumbent.best.clone();
            self.begin_walk(relaxation, &from);
            return self.keep_polished(from, &prices);
        }
        if !whole && self.schedule.visits <= 1 {
            let rounder = self.rounder();
            for sites in [Sites::Nearest, Sites::Down, Sites::Up] {
                plans.extend(
                    [Aim::Guide, Aim::Loss].map(|aim| rounder.round(&point, sites, &prices, aim)),
                );
            }
        }
        let dives = self.schedule.visits.is_multiple_of(NODES_BETWEEN)
            || self.schedule.walks == 0 && self.schedule.visits >= FIRST_DIVE;
        if dives && !whole && relaxation.level_is_bounded() {
            self.schedule.aim = self.schedule.next_aim(relaxation);
            self.underway.dive = Some(Box::new(Dive::begin(relaxation, Some(self.schedule.aim))));
        }
        let loss = |ledger: &Ledger| self.problem.tables.loss(ledger).ranked();
        let best = plans.into_iter().min_by(|a, b| loss(a).total_cmp(&loss(b)));
        self.walk_early(relaxation, best.as_ref());
        best.is_some_and(|ledger| self.keep_polished(ledger, &prices))
    }

    /// Where the first dive takes long a walk comes before it, from the rounded plan; where each takes very long, walks from
    /// the best plan take the place of some.
    fn walk_early(&mut self, relaxation: &Relaxation, rounded: Option<&Ledger>) {
        let first = self.schedule.visits <= 1;
        // Where hard targets keep just what the best plan leaves of them, what is rounded leaves a little more.
        let refused = self.hard.stage == Hard::Kept;
        let early = first && (refused || self.problem.case.options.len() >= MIDDLE);
        let again = self.is_large()
            && self.schedule.visits.is_power_of_two()
            && self.hard.stage != Hard::First;
        if !early && !again {
            return;
        }
        self.schedule.aim = self.schedule.next_aim(relaxation);
        if self.schedule.aim < level_of(TELLING) {
            // A point that misses nothing anywhere says nothing of plans: what construction has reached does.
            self.schedule.aim = level_of(self.incumbent.best.largest());
        }
        let from = rounded
            .filter(|_| first)
            .unwrap_or(&self.incumbent.best)
            .clone();
        self.begin_walk(relaxation, &from);
        if early {
            // The first dive is still to come.
            self.schedule.walks = 0;
        }
    }

    /// Whether single pieces of work take long.
    fn is_large(&self) -> bool {
        self.problem.case.options.len() >= LARGE
    }

    fn prices(&self, relaxation: &Relaxation) -> Prices {
        Prices::of(
            &self.problem.case,
            &worth(&self.problem.case, &self.problem.model, relaxation),
        )
    }

    /// The plan of a point, with local needs lifted to the level of the tree's node.
    fn lifted(&self, level: i64, point: &[f64], prices: &Prices) -> Ledger {
        let level = level as f64 / UNIT;
        self.rounder()
            .round_lifted(point, Sites::Nearest, prices, (Aim::Loss, level))
    }

    /// One piece of the dive, the walk or the neighborhood that is under way.
    pub(super) fn improve(&mut self, relaxation: &mut Relaxation) -> bool {
        if let Some(dive) = self.underway.dive.take() {
            self.sink(relaxation, dive)
        } else if let Some(walk) = self.underway.walk.take() {
            self.walk_on(relaxation, walk)
        } else {
            self.look(relaxation)
        }
    }

    /// Some turns of a dive; from where it ends a walk begins.
    fn sink(&mut self, relaxation: &mut Relaxation, mut dive: Box<Dive>) -> bool {
        let cutoff = self.incumbent.loss.merged() + BEYOND;
        let board = Board {
            model: &self.problem.model,
            whole: None,
            lots: &self.problem.lots,
        };
        for _ in 0..TURNS {
            if dive.turn(&board, relaxation, cutoff) {
                let point = dive.end(&board, relaxation);
                let prices = self.prices(relaxation);
                let ledger = self.lifted(self.schedule.aim, &point, &prices);
                self.begin_walk(relaxation, &ledger);
                return self.keep_polished(ledger, &prices);
            }
        }
        self.underway.dive = Some(dive);
        false
    }

    fn begin_walk(&mut self, relaxation: &Relaxation, from: &Ledger) {
        let multipliers: Vec<(usize, f64)> = relaxation.multipliers().collect();
        let setting = Setting {
            case: &self.problem.case,
            model: &self.problem.model,
            tables: &self.problem.tables,
            multipliers: &multipliers,
            level: self.schedule.aim as f64 / UNIT,
            home: self.incumbent.home.as_ref(),
            hard: self.hard.walks_pay(),
        };
        self.schedule.walks += 1;
        self.underway.walk = Some(Box::new(Walk::new(&setting, from, self.schedule.walks)));
    }

    fn walk_on(&mut self, relaxation: &Relaxation, mut walk: Box<Walk>) -> bool {
        let ended = walk.step(&self.problem.tables);
        let ledger = walk.better(&self.problem.tables);
        if !ended {
            self.underway.walk = Some(walk);
        }
        let better = ledger.is_some_and(|ledger| {
            if self.is_large() && !ended {
                return self.incumbent.keep(&self.problem, ledger);
            }
            let prices = self.prices(relaxation);
            self.keep_polished(ledger, &prices)
        });
        if better {
            self.schedule.round.again();
            self.schedule.best_aim = Some(self.schedule.aim);
        }
        better
    }

    /// Whether a plan leaves a little more of hard targets than they may keep, and would be better but for that.
    fn is_nearly(&self, ledger: &Ledger) -> bool {
        let loss = self.problem.tables.loss(ledger);
        let best = self.incumbent.loss;
        self.hard.stage == Hard::Kept && loss.hard < NEARLY && loss.points < best.points
    }

    /// Polishes a plan that is nearly as good as the best, and keeps it if it is better then.
    pub(super) fn keep_polished(&mut self, mut ledger: Ledger, prices: &Prices) -> bool {
        let loss = self.problem.tables.loss(&ledger).ranked();
        if loss < self.incumbent.loss.ranked() + NEAR || self.is_nearly(&ledger) {
            polish(
                &self.problem.tables,
                &self.problem.moves,
                prices,
                &mut ledger,
            );
        }
        self.incumbent.keep(&self.problem, ledger)
    }
}
