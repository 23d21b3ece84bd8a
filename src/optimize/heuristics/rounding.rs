//! From a point of the relaxation to a whole, feasible plan.

use super::exchange::lift;
use super::greedy::{Aim, Moves, Prices, fill};
use crate::domain::{Case, HostLink};
use crate::optimize::evaluate::ledger::Ledger;
use crate::optimize::evaluate::tables::Tables;
use crate::optimize::model::formulation::RowKey;
use crate::optimize::model::rows::Model;
use crate::optimize::relaxation::linear::Relaxation;

/// How sites are rounded; modules follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sites {
    /// To the nearest whole number.
    Nearest,
    /// Down.
    Down,
    /// Up.
    Up,
}

/// What a yuan of each fund and period is worth in points at the present multipliers.
#[must_use]
pub fn worth(case: &Case, model: &Model, relaxation: &Relaxation) -> Vec<Vec<f64>> {
    let mut worth = vec![vec![0.0; case.periods()]; case.budget.len()];
    for (row, multiplier) in relaxation.multipliers() {
        let RowKey::Budget(fund, period) = model.rows[row].key else {
            continue;
        };
        let multiplier = multiplier.max(0.0);
        for (p, yuan) in worth[fund].iter_mut().enumerate() {
            if case.money_by(fund, period).1.contains(&p) {
                *yuan += multiplier;
            }
        }
    }
    worth
}

/// What every round of rounding needs.
pub struct Rounder<'a> {
    /// The case.
    pub case: &'a Case,
    /// Its ledger's tables.
    pub tables: &'a Tables,
    /// Its moves.
    pub moves: &'a Moves,
    /// The least plan that honors the pins.
    pub least: &'a Ledger,
}

impl Rounder<'_> {
    /// The nearest whole point itself, where it is a feasible plan.
    #[must_use]
    pub fn whole(&self, point: &[f64], prices: &Prices) -> Option<Ledger> {
        let mut ledger = self.least.clone();
        for (o, value) in point.iter().enumerate() {
            let n = value.round() as i64 - ledger.x[o];
            if n != 0 {
                self.tables.add(&mut ledger, o, n);
            }
        }
        let bounded = (0..point.len())
            .all(|o| (self.tables.lo[o]..=self.tables.hi[o]).contains(&ledger.x[o]));
        if !bounded || !ledger.feasible() {
            return None;
        }
        fill(self.tables, self.moves, prices, Aim::Loss, &mut ledger);
        Some(ledger)
    }

    /// Takes whole modules of `point` (by option), sites as told, then fills greedily at `prices`.
    #[must_use]
    pub fn round(&self, point: &[f64], sites: Sites, prices: &Prices, aim: Aim) -> Ledger {
        self.round_lifted(point, sites, prices, (aim, f64::INFINITY))
    }

    /// The same, with local needs lifted to a level before the rest is filled.
    #[must_use]
    pub fn round_lifted(
        &self,
        point: &[f64],
        sites: Sites,
        prices: &Prices,
        (aim, level): (Aim, f64),
    ) -> Ledger {
        let mut ledger = self.least.clone();
        let mut hosted = vec![false; self.case.caps.len()];
        for link in &self.case.hosts {
            (hosted[link.modules], hosted[link.sites]) = (true, true);
            self.take_link(&mut ledger, point, sites, link);
        }
        // Twice: what takes from a stock fits only once something else has added to it.
        for _ in 0..2 {
            for (o, option) in self
                .case
                .options
                .iter()
                .enumerate()
                .filter(|(_, option)| !hosted[option.cap])
            {
                let wanted = (point[o] + 1e-6).floor() as i64 - ledger.x[o];
                let n = wanted.min(self.tables.room(&ledger, o));
                if n > 0 && option.hi > 0 {
                    self.try_add(&mut ledger, &[(o, n)]);
                }
            }
        }
        lift(self.tables, self.moves, prices, &mut ledger, level);
        fill(self.tables, self.moves, prices, aim, &mut ledger);
        ledger
    }

    fn take_link(&self, ledger: &mut Ledger, point: &[f64], round: Sites, link: &HostLink) {
        let (mut wanted_sites, mut wanted_modules) = (0.0, 0.0);
        for p in 0..self.case.periods() {
            let at = |cap: usize| {
                self.case.caps[cap]
                    .options
                    .iter()
                    .copied()
                    .find(|o| self.case.options[*o].period == p)
            };
            let (site, module) = (at(link.sites), at(link.modules));
            wanted_sites += site.map_or(0.0, |o| point[o]);
            wanted_modules += module.map_or(0.0, |o| point[o]);
            let sites = match round {
                Sites::Nearest => (wanted_sites + 0.5).floor(),
                Sites::Down => (wanted_sites + 1e-6).floor(),
                Sites::Up => (wanted_sites - 1e-6).ceil(),
            } as i64;
            let sites = sites.max(0);
            let modules =
                ((wanted_modules + 1e-6).floor() as i64).clamp(sites * link.min, sites * link.max);
            let have = |ledger: &Ledger, cap: usize| self.case.begun_by(&ledger.x, cap, p);
            let mut parts = Vec::new();
            let more_sites = sites - have(ledger, link.sites);
            let more_modules = modules - have(ledger, link.modules);
            parts.extend(site.filter(|_| more_sites > 0).map(|o| (o, more_sites)));
            parts.extend(
                module
                    .filter(|_| more_modules > 0)
                    .map(|o| (o, more_modules)),
            );
            self.try_add(ledger, &parts);
        }
    }

    /// Adds the parts together if the plan stays feasible.
    fn try_add(&self, ledger: &mut Ledger, parts: &[(usize, i64)]) {
        if parts
            .iter()
            .any(|(o, n)| ledger.x[*o] + n > self.tables.hi[*o])
        {
            return;
        }
        for (o, n) in parts {
            self.tables.add(ledger, *o, *n);
        }
        if !ledger.feasible() {
            for (o, n) in parts {
                self.tables.add(ledger, *o, -n);
            }
        }
    }
}
