//! The neighborhoods of the best plan within a search.

use super::hard_targets::Hard;
use super::schedule::Near;
use super::state::Search;
use crate::optimize::heuristics::greedy::Prices;
use crate::optimize::heuristics::neighborhood::{Around, Neighborhood, Open, RelaxedPoint};
use crate::optimize::heuristics::rounding::{Rounder, worth};
use crate::optimize::params::near::VISITS;
use crate::optimize::relaxation::linear::Relaxation;
use crate::optimize::relaxation::sums::Sum;

impl Search {
    /// Opens the next neighborhood of the best plan, at the point of the tree's node.
    pub(super) fn look_near(&mut self, relaxation: &Relaxation) {
        let point = self.point(relaxation);
        let prices = Prices::of(
            &self.problem.case,
            &worth(&self.problem.case, &self.problem.model, relaxation),
        );
        self.schedule.looks += 1;
        let first = (self.schedule.looks % 2 == 1).then_some(Open::Fractional);
        let mut first = first.into_iter();
        while let Some(open) = first
            .next()
            .or_else(|| self.schedule.round.next(self.problem.case.options.len()))
        {
            let place = self.place(&prices, &point, &relaxation.sums);
            if let Some(near) = Neighborhood::around(&place, open, VISITS) {
                self.underway.near = Some(Box::new(Near {
                    hood: near,
                    prices,
                    point,
                }));
                return;
            }
        }
    }

    pub(super) fn point(&self, relaxation: &Relaxation) -> RelaxedPoint {
        RelaxedPoint {
            x: self.values(relaxation),
            largest: relaxation.level(),
        }
    }

    fn values(&self, relaxation: &Relaxation) -> Vec<f64> {
        (0..self.problem.case.options.len())
            .map(|o| relaxation.simplex.value(o))
            .collect()
    }

    pub(super) fn rounder(&self) -> Rounder<'_> {
        Rounder {
            case: &self.problem.case,
            tables: &self.problem.tables,
            moves: &self.problem.moves,
            least: &self.problem.least,
        }
    }

    fn place<'a>(
        &'a self,
        prices: &'a Prices,
        point: &'a RelaxedPoint,
        sums: &'a [Sum],
    ) -> Around<'a> {
        Around {
            case: &self.problem.case,
            model: &self.problem.model,
            tables: &self.problem.tables,
            moves: &self.problem.moves,
            lots: &self.problem.lots,
            prices,
            sums,
            best: &self.incumbent.best,
            least: &self.problem.least,
            point,
            hard: &self.hard.asked,
        }
    }

    /// One node of the open neighborhood.
    pub(super) fn look(&mut self, relaxation: &Relaxation) -> bool {
        let Some(mut near) = self.underway.near.take() else {
            return false;
        };
        let place = self.place(&near.prices, &near.point, &relaxation.sums);
        let loss = if self.hard.stage == Hard::Kept {
            self.incumbent.loss.points
        } else {
            self.incumbent.loss.merged()
        };
        let (plan, ended) = near.hood.step(&place, loss);
        let better = plan.is_some_and(|plan| self.keep_polished(plan, &near.prices));
        if better {
            self.schedule.round.again();
        }
        if !ended {
            self.underway.near = Some(near);
        }
        better
    }
}
