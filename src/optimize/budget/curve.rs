//! The budget curve: the best score as a function of the budget, piece by piece, coarse first.
//!
//! Budgets are rungs in the proportion of the case's money. At a rung a search of a few steps brings a certified plan and a
//! checked bound. Then two facts make the curve monotone: a plan can be paid at every rung from the lowest on that it fits, and
//! a bound at more money holds for less. [`CurveSearch::curve`] applies both, so no drawn point is worse than one to its left. Each search starts
//! from the simplex basis of the nearest one before; with the same case and limits the curve is the same on every machine.

use std::collections::BTreeMap;

use super::least_budget::LeastBudget;
use super::rungs::Rungs;
use crate::domain::{Allocation, Case, Yuan};
use crate::optimize::certify;
use crate::optimize::model::points::Points;
use crate::optimize::model::rank::Rank;
use crate::optimize::params::curve::{BEYOND, COARSE, FINE, FIRST};
use crate::optimize::relaxation::warm::Warm;
use crate::optimize::search::problem::Limits;
use crate::optimize::search::state::{Progress, Search};

/// The best plan at a budget.
#[derive(Clone, Debug)]
pub struct Point {
    /// Percent of the unedited plan's money.
    pub rung: u32,
    /// All funds, all periods.
    pub budget: Yuan,
    /// 0 to 100.
    pub points: Points,
    /// What is optimized.
    pub score: Points,
    /// No plan of this budget scores more; proved.
    pub bound: Option<Points>,
    /// Checks that are met.
    pub met: usize,
    /// What the plan costs, at most the budget.
    pub spent: Yuan,
    /// The plan; accepted by `certify` for this budget.
    pub allocation: Allocation,
    /// The rung at which it was found.
    pub found_at: u32,
}

/// What a search at a rung brought.
#[derive(Clone, Debug)]
struct Solved {
    allocation: Allocation,
    points: Points,
    score: Points,
    hard: Points,
    bound: Option<Points>,
    met: usize,
    spent: i64,
    /// The lowest rung whose money the plan fits.
    fits: u32,
}

/// The curve under way.
pub struct CurveSearch {
    case: Case,
    rungs: Rungs,
    limits: Limits,
    most: usize,
    /// None where the pins leave no plan.
    solved: BTreeMap<u32, Option<Solved>>,
    running: Option<(u32, Box<Search>)>,
    warm: Option<Warm>,
    least: LeastBudget,
    /// The least budget has been sought.
    least_done: bool,
    /// A plan that was known before.
    offered: Option<Solved>,
}

impl CurveSearch {
    /// The curve of a case in the proportion of its money, with at most `points` points of `limits.steps` steps each.
    ///
    /// Cost: nothing is solved yet; each [`CurveSearch::step`] is one step of a search, tens of milliseconds for Ruian.
    #[must_use]
    pub fn new(case: &Case, limits: Limits, points: usize) -> CurveSearch {
        let least = LeastBudget::new(case, limits);
        CurveSearch {
            case: case.clone(),
            rungs: Rungs::of(case),
            limits,
            most: points.max(COARSE.len()),
            solved: BTreeMap::new(),
            running: None,
            warm: None,
            least,
            least_done: false,
            offered: None,
        }
    }

    /// The name of the plan that was offered, in [`Point::found_at`].
    pub const OFFERED: u32 = u32::MAX;

    /// Takes a plan that is known already, such as the one on the screen: the curve runs nowhere below it. A plan that no
    /// rung near the case's own money pays is passed over.
    pub fn offer(&mut self, allocation: &Allocation) {
        let rung = self.rungs.below(&self.case).saturating_add(1);
        self.offered = self.measured(rung, allocation.clone(), None);
    }

    /// The budgets.
    #[must_use]
    pub fn rungs(&self) -> &Rungs {
        &self.rungs
    }

    /// The search for the least budget that meets every target that can be met. Its plan need not be the best by score, which
    /// weighs fairness and cost as well: the curve may show a better one that misses something.
    #[must_use]
    pub fn least_budget(&self) -> &LeastBudget {
        &self.least
    }

    /// Rungs solved so far.
    #[must_use]
    pub fn solved(&self) -> usize {
        self.solved.len()
    }

    /// Does one piece of work; false at the end.
    pub fn step(&mut self) -> bool {
        if let Some((rung, mut search)) = self.running.take() {
            if search.step() == Progress::Settled {
                self.keep(rung, &search);
            } else {
                self.running = Some((rung, search));
            }
            return true;
        }
        if let Some(rung) = self.coarse() {
            self.begin(rung);
            return true;
        }
        if self.solved.len() < FIRST
            && let Some(rung) = self.finer()
        {
            self.begin(rung);
            return true;
        }
        if !self.least_done {
            self.least_done = !self.least.step();
            if self.least_done {
                self.take_cheapest();
            }
            return true;
        }
        let next = self.beyond().or_else(|| self.finer());
        if let Some(rung) = next {
            self.begin(rung);
        }
        next.is_some()
    }

    /// Works to the end.
    pub fn finish(&mut self) {
        while self.step() {}
    }

    fn begin(&mut self, rung: u32) {
        let case = self.rungs.case(rung);
        match Search::live(case, self.warm.as_ref(), self.limits) {
            Ok(search) => self.running = Some((rung, Box::new(search))),
            Err(_) => {
                self.solved.insert(rung, None);
            }
        }
    }

    fn keep(&mut self, rung: u32, search: &Search) {
        if let Some(warm) = search.warm() {
            self.warm = Some(warm.clone());
        }
        let answer = search.answer();
        let solved = self.measured(rung, answer.allocation, answer.bound);
        self.solved.insert(rung, solved);
    }

    fn measured(&self, rung: u32, allocation: Allocation, bound: Option<Points>) -> Option<Solved> {
        let case = self.rungs.case(rung);
        let measured = certify::allocation(&case, &allocation).ok()?;
        Some(Solved {
            points: measured.points,
            score: measured.score,
            hard: measured.hard,
            met: measured.checks.iter().filter(|t| t.met()).count(),
            spent: measured.cost,
            fits: self.rungs.lowest_fit(&allocation, rung).unwrap_or(rung),
            allocation,
            bound,
        })
    }

    /// The plan of the least budget is a point of the curve, where it scores more than what was found there.
    fn take_cheapest(&mut self) {
        let Some(band) = self.least.band() else {
            return;
        };
        let (rung, allocation) = (band.enough, band.allocation.clone());
        let known = self.solved.get(&rung).and_then(Option::as_ref);
        let bound = known.and_then(|s| s.bound);
        let score = known.map(|s| s.score);
        let plan = self.measured(rung, allocation, bound);
        if plan.as_ref().map(|p| p.score) > score {
            self.solved.insert(rung, plan);
        }
    }

    fn coarse(&self) -> Option<u32> {
        COARSE.into_iter().find(|k| !self.solved.contains_key(k))
    }

    /// A rung beyond the coarse ones, until one is at or above the least budget that meets all that can be met.
    fn beyond(&self) -> Option<u32> {
        let enough = self.least.band().map(|b| b.enough)?;
        let last = self.solved.keys().next_back().copied()?;
        let next = BEYOND.into_iter().find(|k| *k > last)?;
        (last <= enough && enough > COARSE[2]).then_some(next)
    }

    /// The rung whose plan would tell most: in the middle of the gap in which the curve may bend most.
    fn finer(&self) -> Option<u32> {
        if self.solved.len() >= self.most {
            return None;
        }
        let curve = self.points();
        let rise = |i: usize| {
            let (a, b) = (curve.get(i)?, curve.get(i + 1)?);
            let width = i64::from(b.rung - a.rung);
            Some((b.score - a.score).0 / width.max(1))
        };
        let mut best: Option<(i64, u32)> = None;
        for i in 0..curve.len().saturating_sub(1) {
            let (low, high) = (curve[i].rung, curve[i + 1].rung);
            let here = rise(i).unwrap_or(0);
            let before = i.checked_sub(1).and_then(rise).unwrap_or(here);
            let after = rise(i + 1).unwrap_or(here);
            let bend = (here - before).abs() + (after - here).abs();
            let moves = bend.saturating_mul(i64::from(high - low)) / 4;
            if high - low > 1 && moves > FINE && best.is_none_or(|(most, _)| moves > most) {
                best = Some((moves, low + (high - low) / 2));
            }
        }
        best.map(|(_, rung)| rung)
    }

    /// The points so far, by budget; never decreasing in score, bound and budget. Rungs at which the pins leave no plan are
    /// left out.
    #[must_use]
    pub fn points(&self) -> Vec<Point> {
        let mut bounds: BTreeMap<u32, Points> = BTreeMap::new();
        let mut tightest: Option<Points> = None;
        for (rung, solved) in self.solved.iter().rev() {
            let own = solved.as_ref().and_then(|s| s.bound);
            tightest = match (tightest, own) {
                (Some(a), Some(b)) => Some(a.min(b)),
                (a, b) => a.or(b),
            };
            if let Some(bound) = tightest {
                bounds.insert(*rung, bound);
            }
        }
        let mut curve = Vec::new();
        for rung in self.solved.keys() {
            let plans = self
                .solved
                .iter()
                .filter_map(|(k, s)| Some((k, s.as_ref()?)));
            let offered = self.offered.iter().map(|plan| (&Self::OFFERED, plan));
            let fitting = offered.chain(plans).filter(|(_, plan)| plan.fits <= *rung);
            let best = fitting.max_by_key(|(_, plan)| Rank::of(plan.hard, plan.score));
            if let Some((found_at, plan)) = best {
                curve.push(Point {
                    rung: *rung,
                    budget: self.rungs.budget(*rung),
                    points: plan.points,
                    score: plan.score,
                    bound: bounds.get(rung).copied(),
                    met: plan.met,
                    spent: Yuan(plan.spent),
                    allocation: plan.allocation.clone(),
                    found_at: *found_at,
                });
            }
        }
        curve
    }

    /// The case of the curve: its own money is a point that the curve need not have.
    #[must_use]
    pub fn case(&self) -> &Case {
        &self.case
    }
}
