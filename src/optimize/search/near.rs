//! The neighborhoods of the best plan within a search.

use super::Hard;
use super::Search;
use crate::optimize::construct::Prices;
use crate::optimize::improve::{Neighborhood, Open, Place, Point};
use crate::optimize::relax::{Relaxation, Sum};
use crate::optimize::round::{Rounder, worth};

/// A neighborhood, with the point and the prices its plans are made from.
pub(super) struct Near {
    hood: Neighborhood,
    prices: Prices,
    point: Point,
}

impl Search {
    /// Opens the next neighborhood of the best plan, at the point of the tree's node.
    pub(super) fn look_near(&mut self, relaxation: &Relaxation) {
        let point = self.point(relaxation);
        let prices = Prices::of(&self.case, &worth(&self.case, &self.model, relaxation));
        self.looks += 1;
        let first = (self.looks % 2 == 1).then_some(Open::Fractional);
        let mut first = first.into_iter();
        while let Some(open) = first
            .next()
            .or_else(|| self.round.next(self.case.options.len()))
        {
            let place = self.place(&prices, &point, &relaxation.sums);
            if let Some(near) = Neighborhood::around(&place, open, VISITS) {
                self.near = Some(Box::new(Near {
                    hood: near,
                    prices,
                    point,
                }));
                return;
            }
        }
    }

    pub(super) fn point(&self, relaxation: &Relaxation) -> Point {
        Point {
            x: self.values(relaxation),
            largest: relaxation.level(),
        }
    }

    fn values(&self, relaxation: &Relaxation) -> Vec<f64> {
        (0..self.case.options.len())
            .map(|o| relaxation.simplex.value(o))
            .collect()
    }

    pub(super) fn rounder(&self) -> Rounder<'_> {
        Rounder {
            case: &self.case,
            ground: &self.ground,
            moves: &self.moves,
            least: &self.least,
        }
    }

    fn place<'a>(&'a self, prices: &'a Prices, point: &'a Point, sums: &'a [Sum]) -> Place<'a> {
        Place {
            case: &self.case,
            model: &self.model,
            ground: &self.ground,
            moves: &self.moves,
            lots: &self.lots,
            prices,
            sums,
            best: &self.best,
            least: &self.least,
            point,
        }
    }

    /// One node of the open neighborhood.
    pub(super) fn look(&mut self, relaxation: &Relaxation) -> bool {
        let Some(mut near) = self.near.take() else {
            return false;
        };
        let place = self.place(&near.prices, &near.point, &relaxation.sums);
        let loss = if self.hard == Hard::Kept {
            self.best_loss.points
        } else {
            self.best_loss.merged()
        };
        let (plan, ended) = near.hood.step(&place, loss);
        let better = plan.is_some_and(|plan| self.keep_polished(plan, &near.prices));
        if better {
            self.round.again();
        }
        if !ended {
            self.near = Some(near);
        }
        better
    }
}

/// Nodes of one neighborhood.
const VISITS: usize = 4;
