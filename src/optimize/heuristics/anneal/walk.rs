//! Walking: from a whole plan to a better one by many thousands of small changes, with money bent on the way.
//!
//! Simulated annealing (Kirkpatrick, Gelatt and Vecchi 1983) over plans that keep every rule but the budget. Money beyond the
//! budget costs what the relaxation says it is worth, and more the longer the walk stays beyond it (strategic oscillation,
//! Glover 1989); money left over is worth a part of that, so that a cheaper way to the same end is a gain before it is known
//! what the money will buy (Lagrangian relaxation). Local needs above a level cost their sum and not only the largest, so that
//! lifting one of several poor units is a gain as well.

use super::built::BuiltOptions;
use super::change::{DrawnChange, WalkChange, Ways};
use super::money::BentMoney;
use crate::domain::{Case, Dice, sort_by};
use crate::optimize::evaluate::ledger::Ledger;
use crate::optimize::evaluate::loss::Loss;
use crate::optimize::evaluate::tables::Tables;
use crate::optimize::model::rows::Model;
use crate::optimize::params::walk::{
    EPOCH, HOT, LEAST_GAIN, LEAST_STEPS, LOOKS, MOST_GIVEN, MOST_STEPS, SAMPLES, STEP,
    STEPS_PER_OPTION,
};

/// A walk under way.
#[derive(Debug)]
pub struct Walk {
    ways: Ways,
    money: BentMoney,
    dice: Dice,
    here: Ledger,
    energy: f64,
    built: BuiltOptions,
    home: Option<Home>,
    /// Points that a full shortfall of a hard check weighs on the way.
    hard: f64,
    /// Options that differ from home.
    far: i64,
    best: Option<Vec<i64>>,
    best_loss: f64,
    /// Heat at the start.
    hot: f64,
    heat: f64,
    change: WalkChange,
    made: u64,
    /// Changes until the end.
    changes: u64,
    /// Changes of this epoch after which the plan was beyond the budget.
    beyond: u64,
}

/// A plan that others are to stay near to.
#[derive(Clone, Debug)]
pub struct Home {
    /// Its modules by option.
    pub x: Vec<i64>,
    /// Points that an option costs that differs.
    pub price: f64,
}

impl Home {
    /// Options in which a plan differs.
    #[must_use]
    pub fn far(&self, ledger: &Ledger) -> i64 {
        self.x
            .iter()
            .zip(&ledger.x)
            .map(|(a, b)| i64::from(a != b))
            .sum()
    }
}

/// What a walk starts from.
pub struct Setting<'a> {
    /// The case.
    pub case: &'a Case,
    /// Its model.
    pub model: &'a Model,
    /// Its ledger's tables.
    pub tables: &'a Tables,
    /// By row of the model: points that a unit more is worth, where it binds.
    pub multipliers: &'a [(usize, f64)],
    /// The largest local shortfall that is aimed at.
    pub level: f64,
    /// The plan to stay near to, where there is one.
    pub home: Option<&'a Home>,
    /// Points that a full shortfall of a hard check weighs on the way.
    pub hard: f64,
}

impl Walk {
    /// A walk from a feasible plan. The same seed leads the same way on every machine.
    #[must_use]
    pub fn new(setting: &Setting, from: &Ledger, seed: u64) -> Walk {
        let tables = setting.tables;
        let options = setting.case.options.len();
        let mut here = from.clone();
        here.set_level(setting.level);
        let mut walk = Walk {
            ways: Ways::of(setting.case, tables),
            money: BentMoney::of(setting.case, setting.model, setting.multipliers),
            dice: Dice::new(seed),
            built: BuiltOptions::of(&here, &tables.lo),
            home: setting.home.cloned(),
            hard: setting.hard,
            far: setting.home.map_or(0, |home| home.far(&here)),
            energy: 0.0,
            best: None,
            best_loss: 0.0,
            hot: 0.0,
            heat: 0.0,
            change: WalkChange::new(),
            made: 0,
            changes: STEP
                * ((STEPS_PER_OPTION * options as f64) as u64).clamp(LEAST_STEPS, MOST_STEPS),
            beyond: 0,
            here,
        };
        walk.best_loss = walk.merit(tables, Loss::FIRST);
        walk.energy = walk.energy(tables).unwrap_or(f64::INFINITY);
        walk.hot = HOT * walk.median_loss(tables);
        walk.heat = walk.hot;
        walk
    }

    /// Tries some changes; whether the walk has ended.
    ///
    /// Cost: 8,000 changes, 2 to 6 ms natively.
    pub fn step(&mut self, tables: &Tables) -> bool {
        for _ in 0..STEP {
            self.try_change(tables);
            if self.made.is_multiple_of(EPOCH) {
                self.turn(tables);
            }
        }
        self.made >= self.changes
    }

    /// The best plan since it was last asked for, where it is better than all before.
    pub fn better(&mut self, tables: &Tables) -> Option<Ledger> {
        let best = self.best.take()?;
        let mut ledger = self.here.clone();
        for (option, n) in best.iter().enumerate() {
            let change = n - ledger.x[option];
            if change != 0 {
                tables.add(&mut ledger, option, change);
            }
        }
        Some(ledger)
    }

    /// None where a rule other than the budget is broken.
    fn energy(&self, tables: &Tables) -> Option<f64> {
        let money = self.money.price(tables, &self.here)?;
        Some(self.loss(tables) + money)
    }

    fn loss(&self, tables: &Tables) -> f64 {
        self.merit(tables, self.hard) + tables.fairness() * self.here.above()
    }

    /// Points lost, hard shortfalls weighed, and what it costs to be far from home.
    fn merit(&self, tables: &Tables, hard: f64) -> f64 {
        let home = self.home.as_ref().map_or(0.0, |home| home.price);
        tables.loss(&self.here).weighed(hard) + home * self.far as f64
    }

    /// The median loss of changes that lose.
    fn median_loss(&mut self, tables: &Tables) -> f64 {
        let mut losses: Vec<f64> = Vec::new();
        for _ in 0..SAMPLES {
            let change = self.draw(tables);
            if let Some(energy) = self.energy(tables)
                && energy > self.energy + 1e-9
            {
                losses.push(energy - self.energy);
            }
            self.take_back(tables, &change);
            self.change = change;
        }
        sort_by(&mut losses, f64::total_cmp);
        losses.get(losses.len() / 2).copied().unwrap_or(0.0)
    }

    /// Makes a change by chance; empty where the dice find none.
    fn draw(&mut self, tables: &Tables) -> WalkChange {
        let mut change = std::mem::take(&mut self.change);
        let built = &self.built.list;
        let drawn = self
            .ways
            .draw(tables, &mut self.here, built, &mut self.dice, &mut change);
        if drawn == DrawnChange::WithRoom {
            self.make_room(tables, &mut change);
        }
        self.far += self.farther(&change);
        change
    }

    /// By how many options more a change that was made leads away from home.
    fn farther(&self, change: &WalkChange) -> i64 {
        let Some(home) = &self.home else { return 0 };
        let mut more = 0;
        for (i, (option, _)) in change.iter().enumerate() {
            if change[..i].iter().any(|(earlier, _)| earlier == option) {
                continue;
            }
            let of = |(o, n): &(usize, i64)| if o == option { *n } else { 0 };
            let now = self.here.x[*option];
            let before = now - change.iter().map(of).sum::<i64>();
            more += i64::from(now != home.x[*option]) - i64::from(before != home.x[*option]);
        }
        more
    }

    fn take_back(&mut self, tables: &Tables, change: &WalkChange) {
        self.far -= self.farther(change);
        for (option, n) in change {
            tables.add(&mut self.here, *option, -n);
        }
    }

    fn try_change(&mut self, tables: &Tables) {
        self.made += 1;
        let change = self.draw(tables);
        let allowed = self.energy + self.heat * self.dice.doublings();
        match self.energy(tables).filter(|energy| *energy <= allowed) {
            Some(energy) if !change.is_empty() => {
                self.energy = energy;
                for (option, _) in &change {
                    let has = self.here.x[*option] > tables.lo[*option];
                    self.built.set(*option, has);
                }
                self.note_best(tables);
            }
            _ => self.take_back(tables, &change),
        }
        self.beyond += u64::from(!self.here.feasible());
        self.change = change;
    }

    fn note_best(&mut self, tables: &Tables) {
        if self.here.feasible() {
            let loss = self.merit(tables, Loss::FIRST);
            if loss < self.best_loss - LEAST_GAIN {
                self.best_loss = loss;
                self.best = Some(self.here.x.clone());
            }
        }
    }

    /// Cooler, and stricter about money where more than half of the epoch was beyond the budget.
    fn turn(&mut self, tables: &Tables) {
        let left = 1.0 - self.made as f64 / self.changes as f64;
        self.heat = self.hot * left * left;
        self.money.adapt(2 * self.beyond > EPOCH);
        self.beyond = 0;
        self.energy = self.energy(tables).unwrap_or(f64::INFINITY);
    }

    /// Takes builds away until the budget holds: of some by chance, the one that loses least for the money it frees.
    fn make_room(&mut self, tables: &Tables, change: &mut WalkChange) {
        for _ in 0..MOST_GIVEN {
            if self.here.feasible() {
                return;
            }
            let Some(over) = self.money.beyond(tables, &self.here) else {
                return;
            };
            let now = self.loss(tables);
            let mut best: Option<(f64, usize)> = None;
            for _ in 0..LOOKS {
                let Some(option) = self.dice.one_of(&self.built.list) else {
                    return;
                };
                let added = |(o, n): &(usize, i64)| *o == option && *n > 0;
                if self.here.x[option] <= tables.lo[option] || change.iter().any(added) {
                    continue;
                }
                tables.add(&mut self.here, option, -1);
                let after = self.money.beyond(tables, &self.here);
                if let Some(after) = after.filter(|after| *after < over) {
                    let rate = (self.loss(tables) - now) / (over - after);
                    if best.is_none_or(|(least, _)| rate < least) {
                        best = Some((rate, option));
                    }
                }
                tables.add(&mut self.here, option, 1);
            }
            let Some((_, option)) = best else { return };
            tables.add(&mut self.here, option, -1);
            change.push((option, -1));
        }
    }
}
