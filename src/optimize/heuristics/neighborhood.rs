//! Better plans from a good one: most of it is held, the rest is searched as a small model of its own.

use super::dive::{Board, Lots};
use super::greedy::{Aim, Moves, Prices};
use super::rounding::{Rounder, Sites};
use crate::domain::Case;
use crate::optimize::evaluate::ledger::Ledger;
use crate::optimize::evaluate::tables::Tables;
use crate::optimize::model::rows::Model;
use crate::optimize::params::neighborhood::{MOST_OPEN, PARTS, SMALL};
use crate::optimize::relaxation::linear::{Relaxation, UNIT};
use crate::optimize::relaxation::sums::Sum;
use crate::optimize::tree::branch_and_bound::{Tree, Visit};

/// Which builds a neighborhood leaves open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    /// Where the relaxation's point is not whole, with the other years and the sites of the same builds; the rest is held at
    /// the point, not at the plan (after the relaxation-induced search of Berthold).
    Fractional,
    /// Where the plan and the relaxation's point differ.
    Disputed,
    /// Those too, and every build in some units.
    Units {
        /// Which of the parts.
        part: usize,
        /// Into how many parts the units are cut.
        of: usize,
    },
    /// Those too, and every build of some measures.
    Measures {
        /// Which of the parts.
        part: usize,
        /// Into how many parts the measures are cut.
        of: usize,
    },
}

/// A small model around a plan, under search.
pub struct Neighborhood {
    model: Model,
    relaxation: Relaxation,
    tree: Tree,
    /// By variable of the small model: that of the whole one.
    whole: Vec<usize>,
    /// By option: what is held.
    base: Vec<f64>,
    /// Loss of what is held.
    held: f64,
    visits: usize,
    most: usize,
}

/// What a neighborhood needs of the search.
pub struct Around<'a> {
    /// The case.
    pub case: &'a Case,
    /// Its model.
    pub model: &'a Model,
    /// Its ledger's tables.
    pub tables: &'a Tables,
    /// Its moves.
    pub moves: &'a Moves,
    /// Its lots.
    pub lots: &'a Lots,
    /// Prices for filling what is left.
    pub prices: &'a Prices,
    /// Sums worth branching on, by variable of the model.
    pub sums: &'a [Sum],
    /// The best plan.
    pub best: &'a Ledger,
    /// The least plan that honors the pins.
    pub least: &'a Ledger,
    /// Where the relaxation stood: values by option, and the largest local shortfall at which they were found.
    pub point: &'a RelaxedPoint,
    /// What is asked of the shortfalls of hard checks.
    pub hard: &'a [AskedShort],
}

/// What is asked of the shortfall of a hard check.
#[derive(Clone, Copy, Debug)]
pub struct AskedShort {
    /// Its variable in the model.
    pub variable: usize,
    /// The most it may be.
    pub most: f64,
    /// What it costs.
    pub cost: f64,
}

/// A point of the relaxation.
#[derive(Clone, Debug)]
pub struct RelaxedPoint {
    /// By option.
    pub x: Vec<f64>,
    /// The largest local shortfall, in units of 2⁻⁵⁰.
    pub largest: i64,
}

impl Around<'_> {
    /// By option: the value it is held at; none where it is open.
    fn held(&self, open: Open) -> Vec<Option<i64>> {
        if open == Open::Fractional {
            return self.held_at_point();
        }
        let mut held: Vec<Option<i64>> = self.best.x.iter().copied().map(Some).collect();
        for (o, option) in self.case.options.iter().enumerate() {
            let disputed = (self.point.x[o] - self.best.x[o] as f64).abs() > 1e-6;
            let chosen = match open {
                Open::Fractional | Open::Disputed => false,
                Open::Units { part, of } => option.unit % of == part,
                Open::Measures { part, of } => option.measure % of == part,
            };
            if disputed || chosen {
                held[o] = None;
            }
        }
        held
    }

    fn held_at_point(&self) -> Vec<Option<i64>> {
        let mut open = vec![false; self.case.caps.len()];
        for (o, option) in self.case.options.iter().enumerate() {
            open[option.cap] |= (self.point.x[o] - self.point.x[o].round()).abs() > 1e-9;
        }
        for link in &self.case.hosts {
            let either = open[link.sites] || open[link.modules];
            (open[link.sites], open[link.modules]) = (either, either);
        }
        let options = self.case.options.iter().zip(&self.point.x);
        options
            .map(|(option, x)| (!open[option.cap]).then(|| x.round() as i64))
            .collect()
    }

    fn rounder(&self) -> Rounder<'_> {
        Rounder {
            case: self.case,
            tables: self.tables,
            moves: self.moves,
            least: self.least,
        }
    }
}

impl Neighborhood {
    /// The model around the best plan in which only some builds are open; none where nothing is, or too much.
    #[must_use]
    pub fn around(place: &Around, open: Open, most: usize) -> Option<Neighborhood> {
        let held = place.held(open);
        let free = held.iter().filter(|h| h.is_none()).count();
        if free == 0 || free > MOST_OPEN {
            return None;
        }
        let base = held.iter().map(|h| h.unwrap_or(0) as f64).collect();
        let small = place.model.holding(&held)?;
        let mut number = vec![None; place.model.vars.len()];
        for (i, v) in small.whole.iter().enumerate() {
            number[*v] = Some(i);
        }
        let sums = place.sums.iter().map(|sum| Sum {
            vars: sum.vars.iter().filter_map(|v| number[*v]).collect(),
        });
        let sums: Vec<Sum> = sums.filter(|sum| sum.vars.len() > 1).collect();
        let mut relaxation = Relaxation::stated(&small.model, sums, Vec::new());
        relaxation.hold_largest(place.point.largest);
        for asked in place.hard {
            if let Some(variable) = number[asked.variable] {
                relaxation.allow_short(variable, asked.most);
                relaxation.simplex.set_cost(variable, asked.cost);
            }
        }
        let tree = Tree::deep(&relaxation);
        Some(Neighborhood {
            model: small.model,
            relaxation,
            tree,
            whole: small.whole,
            base,
            held: small.held,
            visits: 0,
            most,
        })
    }

    /// Visits one node; a plan where it leads to one, and whether the search here has ended.
    pub fn step(&mut self, place: &Around, loss: f64) -> (Option<Ledger>, bool) {
        self.visits += 1;
        let reach = loss - self.held - 1e-6;
        let visit = self.tree.visit(&self.model, &mut self.relaxation, reach);
        let ended = self.visits >= self.most;
        match visit {
            Visit::Point | Visit::Whole => (self.plan(place, reach), ended),
            Visit::Closed | Visit::Lost | Visit::Pending => (None, ended),
            Visit::HardUnreachable | Visit::Done => (None, true),
        }
    }

    /// The plan that a dive from the point leads to, what is held included.
    fn plan(&mut self, place: &Around, reach: f64) -> Option<Ledger> {
        let board = Board {
            model: &self.model,
            whole: Some(&self.whole),
            lots: place.lots,
        };
        let dived = board.dive(&mut self.relaxation, reach);
        let mut point = self.base.clone();
        let options = point.len();
        let builds = self.whole.iter().take_while(|v| **v < options);
        for (value, v) in dived.iter().zip(builds) {
            point[*v] = *value;
        }
        let level = place.point.largest as f64 / UNIT;
        let aim = (Aim::Loss, level);
        Some(
            place
                .rounder()
                .round_lifted(&point, Sites::Nearest, place.prices, aim),
        )
    }
}

/// The neighborhoods one after another; from the first again once a plan has become better.
#[derive(Clone, Copy, Debug, Default)]
pub struct Round {
    next: usize,
    idle: usize,
}

impl Round {
    /// The next neighborhood of a case with so many options; none once all have been tried in vain.
    pub fn next(&mut self, options: usize) -> Option<Open> {
        let parts = PARTS.map(|of| of * options.div_ceil(SMALL).max(1));
        let all = 1 + 2 * parts.iter().sum::<usize>();
        if self.idle >= all {
            return None;
        }
        self.idle += 1;
        let mut k = self.next % all;
        self.next += 1;
        if k == 0 {
            return Some(Open::Disputed);
        }
        k -= 1;
        for of in parts {
            if k < 2 * of {
                let part = k / 2;
                return Some(if k.is_multiple_of(2) {
                    Open::Measures { part, of }
                } else {
                    Open::Units { part, of }
                });
            }
            k -= 2 * of;
        }
        None
    }

    /// A plan has become better: everything is worth another look.
    pub fn again(&mut self) {
        self.idle = 0;
    }
}
