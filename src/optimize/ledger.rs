//! A plan under construction with its loss kept up to date, build by build.

mod bundles;

use super::keys::{RowKey, VarKey};
use super::model::{MILLION, Model};
use crate::domain::{Case, Rule};

/// What a row of the model means while builds are added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// Must hold.
    Must,
    /// Its deficit is the shortfall of a check.
    Short { check: usize },
    /// Feeds the count of a coverage check: check, group.
    Has { check: usize, group: usize },
    /// Feeds the members of a coverage check; the figures of its row stand in [`Ground`].
    Members { check: usize },
    /// A local need.
    Local { need: usize },
    /// Follows from others.
    Derived,
}

/// The parts of the model that do not change while a plan is made.
#[derive(Debug)]
pub struct Ground {
    parts: Vec<Part>,
    rhs: Vec<i64>,
    /// By row: coefficient that turns what is missing into a share, or sites per member.
    scale: Vec<f64>,
    /// By row whose deficit is a shortfall: what of it makes one thing that is missing.
    lot: Vec<i64>,
    /// By member row: sites one member needs, most members, members covered when the row's activity is 0.
    members: Vec<(i64, i64, i64)>,
    /// By option: rows it touches.
    pub touches: Vec<Vec<(usize, i64)>>,
    /// By check: points of a full shortfall.
    pub weight: Vec<f64>,
    required: Vec<i64>,
    hard: Vec<bool>,
    /// By check and group: number of services.
    services: Vec<usize>,
    groups: Vec<usize>,
    fairness: f64,
    locals: usize,
    cost: Vec<f64>,
    /// By option: least.
    pub lo: Vec<i64>,
    /// By option: most.
    pub hi: Vec<i64>,
}

/// A plan with its loss.
#[derive(Clone, Debug)]
pub struct Ledger {
    /// Modules by option.
    pub x: Vec<i64>,
    activity: Vec<i64>,
    /// By check: shortfall in 0..1.
    short: Vec<f64>,
    /// By check: covered units or members.
    counted: Vec<i64>,
    /// By check and group: services that are there.
    there: Vec<Vec<usize>>,
    /// By local need: shortfall in 0..1.
    local: Vec<f64>,
    largest: f64,
    /// Local needs whose shortfall is the largest.
    at_largest: usize,
    local_sum: f64,
    weighted: f64,
    hard_sum: f64,
    /// Hard checks that are short: the sum of their shortfalls is not exactly 0 after many changes.
    hard_open: usize,
    spent: f64,
    /// Rows that must hold and do not.
    broken: usize,
    /// A level of local shortfalls, and the sum of what is above it.
    level: f64,
    above: f64,
}

/// What a plan loses: hard shortfalls first, then points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Loss {
    /// Σ shortfalls of hard checks.
    pub hard: f64,
    /// 100 − score.
    pub points: f64,
}

impl Loss {
    /// Points that a full shortfall of a hard check weighs in the relaxation.
    pub const HARD: f64 = 1_000.0;

    /// Clearly less: in hard shortfalls, or equal there and in points.
    #[must_use]
    pub fn below(self, other: Loss) -> bool {
        const TINY: f64 = 1e-9;
        self.hard < other.hard - TINY
            || self.hard < other.hard + TINY && self.points < other.points - TINY
    }

    /// The same with points taken off.
    #[must_use]
    pub fn eased(self, points: f64) -> Loss {
        Loss {
            points: self.points + points,
            ..self
        }
    }

    /// A single number as the relaxation has it: hard shortfalls weigh [`Loss::HARD`] points each.
    #[must_use]
    pub fn merged(self) -> f64 {
        Self::HARD * self.hard + self.points
    }

    /// A single number to rank moves by, in which nothing makes up for a hard shortfall: one thing that is missing of many is
    /// less than a point's worth of it.
    #[must_use]
    pub fn ranked(self) -> f64 {
        Self::FIRST * self.hard + self.points
    }

    /// Points that a full shortfall of a hard check weighs when moves are ranked.
    const FIRST: f64 = 1e9;
}

impl Ground {
    /// Lays the ground for a case.
    #[must_use]
    pub fn of(case: &Case, model: &Model) -> Ground {
        let rows = model.rows.len();
        let mut ground = Ground {
            parts: Vec::with_capacity(rows),
            rhs: model.rows.iter().map(|r| r.rhs).collect(),
            scale: vec![0.0; rows],
            lot: vec![1; rows],
            members: vec![(1, 0, 0); rows],
            touches: vec![Vec::new(); case.options.len()],
            weight: case
                .checks
                .iter()
                .enumerate()
                .map(|(c, _)| model.vars[case.options.len() + c].cost)
                .collect(),
            required: vec![0; case.checks.len()],
            hard: case.checks.iter().map(|c| c.hard).collect(),
            services: vec![0; case.checks.len()],
            groups: vec![0; case.checks.len()],
            fairness: case.fairness as f64 / 1e6,
            locals: case.locals.len(),
            cost: model.vars[..case.options.len()]
                .iter()
                .map(|v| v.cost)
                .collect(),
            lo: case.options.iter().map(|o| o.lo).collect(),
            hi: case.options.iter().map(|o| o.hi).collect(),
        };
        for (c, check) in case.checks.iter().enumerate() {
            match &check.rule {
                Rule::UnitsCovered {
                    services,
                    groups,
                    required,
                    ..
                } => {
                    (ground.services[c], ground.groups[c], ground.required[c]) =
                        (services.len(), groups.len(), *required);
                }
                Rule::MembersCovered { required, .. } => ground.required[c] = *required,
                Rule::AtLeast { .. } | Rule::Share { .. } => {}
            }
        }
        for (r, row) in model.rows.iter().enumerate() {
            ground.add_row(case, model, r);
            for (v, a) in row.terms.iter().filter(|(v, _)| *v < case.options.len()) {
                ground.touches[*v].push((r, *a));
            }
        }
        ground
    }

    fn add_row(&mut self, case: &Case, model: &Model, r: usize) {
        let row = &model.rows[r];
        let part = match row.key {
            RowKey::AtLeast(check) => {
                let of = row
                    .terms
                    .iter()
                    .find(|(v, _)| model.vars[*v].key == VarKey::Short(check));
                self.scale[r] = 1.0 / of.map_or(1.0, |(_, a)| *a as f64);
                Part::Short { check }
            }
            RowKey::Share(check) => {
                let missing = |(v, _): &&(usize, i64)| model.vars[*v].key == VarKey::Missing(check);
                let of = row.terms.iter().find(missing);
                self.scale[r] = 1.0 / of.map_or(1.0, |(v, _)| model.vars[*v].hi as f64);
                self.lot[r] = MILLION;
                Part::Short { check }
            }
            RowKey::UnitHas(check, group, _) => {
                if let Rule::UnitsCovered { at_least, .. } = &case.checks[check].rule {
                    self.rhs[r] += at_least;
                }
                Part::Has { check, group }
            }
            RowKey::MemberHas(check, index) => {
                if let Rule::MembersCovered {
                    at_least, units, ..
                } = &case.checks[check].rule
                {
                    self.members[r] = (*at_least, units[index].members, row.rhs);
                }
                Part::Members { check }
            }
            RowKey::Local(need) => {
                self.scale[r] = 1.0 / case.locals[need].required as f64;
                Part::Local { need }
            }
            RowKey::UnitCount(_)
            | RowKey::MemberCount(_)
            | RowKey::ShareShort(_)
            | RowKey::LocalWhole(..)
            | RowKey::Cut(_)
            | RowKey::Split(_) => Part::Derived,
            _ => Part::Must,
        };
        self.parts.push(part);
    }

    /// The shortfall that a row's deficit is, counted in whole things.
    fn short(&self, r: usize, activity: i64) -> f64 {
        let missing = match self.lot[r] {
            1 => self.rhs[r] - activity,
            lot => (self.rhs[r] - activity + lot - 1).div_euclid(lot),
        };
        (missing as f64 * self.scale[r]).max(0.0)
    }

    fn covered(&self, r: usize, activity: i64) -> i64 {
        let (each, members, rhs) = self.members[r];
        members.min((activity - rhs).div_euclid(each))
    }

    /// The plan with nothing built.
    #[must_use]
    pub fn empty(&self) -> Ledger {
        let checks = self.weight.len();
        let mut ledger = Ledger {
            x: vec![0; self.touches.len()],
            activity: vec![0; self.parts.len()],
            short: vec![0.0; checks],
            counted: vec![0; checks],
            there: self.groups.iter().map(|g| vec![0; *g]).collect(),
            local: vec![0.0; self.locals],
            largest: 0.0,
            at_largest: 0,
            local_sum: 0.0,
            weighted: 0.0,
            hard_sum: 0.0,
            hard_open: 0,
            spent: 0.0,
            broken: 0,
            level: f64::INFINITY,
            above: 0.0,
        };
        for r in 0..self.parts.len() {
            match self.parts[r] {
                Part::Must => ledger.broken += usize::from(self.rhs[r] > 0),
                Part::Short { check } => {
                    ledger.short[check] = self.short(r, 0);
                }
                Part::Has { check, group } if self.rhs[r] <= 0 => {
                    ledger.there[check][group] += 1;
                    ledger.counted[check] +=
                        i64::from(ledger.there[check][group] == self.services[check]);
                }
                Part::Members { check } => ledger.counted[check] += self.covered(r, 0),
                Part::Local { need } => {
                    ledger.local[need] = (self.rhs[r] as f64 * self.scale[r]).max(0.0)
                }
                Part::Has { .. } | Part::Derived => {}
            }
        }
        for check in 0..checks {
            if self.required[check] > 0 {
                ledger.short[check] = self.count_short(check, ledger.counted[check]);
            }
            ledger.weighted += self.weight[check] * ledger.short[check];
            if self.hard[check] {
                ledger.hard_sum += ledger.short[check];
                ledger.hard_open += usize::from(ledger.short[check] > 0.0);
            }
        }
        ledger.find_largest();
        ledger
    }

    fn count_short(&self, check: usize, counted: i64) -> f64 {
        (self.required[check] - counted).max(0) as f64 / self.required[check] as f64
    }

    /// Adds `n` modules of an option, or takes them away.
    pub fn add(&self, ledger: &mut Ledger, option: usize, n: i64) {
        ledger.x[option] += n;
        ledger.spent += self.cost[option] * n as f64;
        for (r, a) in &self.touches[option] {
            let before = ledger.activity[*r];
            let after = before + a * n;
            ledger.activity[*r] = after;
            match self.parts[*r] {
                Part::Must => {
                    let (was, is) = (before < self.rhs[*r], after < self.rhs[*r]);
                    ledger.broken = ledger.broken + usize::from(is) - usize::from(was);
                }
                Part::Short { check } => self.set_short(ledger, check, self.short(*r, after)),
                Part::Has { check, group } => {
                    let (was, is) = (before >= self.rhs[*r], after >= self.rhs[*r]);
                    if was != is {
                        self.change_there(ledger, check, group, is);
                    }
                }
                Part::Members { check } => {
                    let change = self.covered(*r, after) - self.covered(*r, before);
                    if change != 0 {
                        ledger.counted[check] += change;
                        self.recount(ledger, check);
                    }
                }
                Part::Local { need } => {
                    let short = ((self.rhs[*r] - after) as f64 * self.scale[*r]).max(0.0);
                    let before = std::mem::replace(&mut ledger.local[need], short);
                    ledger.local_sum += short - before;
                    ledger.above +=
                        (short - ledger.level).max(0.0) - (before - ledger.level).max(0.0);
                    ledger.at_largest -= usize::from(before >= ledger.largest);
                    if short > ledger.largest {
                        (ledger.largest, ledger.at_largest) = (short, 0);
                    }
                    ledger.at_largest += usize::from(short >= ledger.largest);
                }
                Part::Derived => {}
            }
        }
        if ledger.at_largest == 0 && self.locals > 0 {
            ledger.find_largest();
        }
    }

    fn change_there(&self, ledger: &mut Ledger, check: usize, group: usize, more: bool) {
        let full = self.services[check];
        let before = ledger.there[check][group];
        let after = if more { before + 1 } else { before - 1 };
        ledger.there[check][group] = after;
        let change = i64::from(after == full) - i64::from(before == full);
        if change != 0 {
            ledger.counted[check] += change;
            self.recount(ledger, check);
        }
    }

    fn recount(&self, ledger: &mut Ledger, check: usize) {
        if self.required[check] > 0 {
            let short = self.count_short(check, ledger.counted[check]);
            self.set_short(ledger, check, short);
        }
    }

    fn set_short(&self, ledger: &mut Ledger, check: usize, short: f64) {
        let before = std::mem::replace(&mut ledger.short[check], short);
        let change = short - before;
        ledger.weighted += self.weight[check] * change;
        if self.hard[check] {
            ledger.hard_sum += change;
            ledger.hard_open =
                ledger.hard_open + usize::from(short > 0.0) - usize::from(before > 0.0);
        }
    }

    /// Points that a full largest shortfall costs.
    #[must_use]
    pub fn fairness(&self) -> f64 {
        self.fairness
    }

    /// What the plan loses.
    #[must_use]
    pub fn loss(&self, ledger: &Ledger) -> Loss {
        let hard = if ledger.hard_open > 0 {
            ledger.hard_sum.max(0.0)
        } else {
            0.0
        };
        Loss {
            hard,
            points: ledger.weighted + self.fairness * ledger.largest + ledger.spent,
        }
    }

    /// The loss that construction follows: local shortfalls count all together, not only the largest, so that
    /// lifting one of several equally poor units is seen as a gain.
    #[must_use]
    pub fn guide(&self, ledger: &Ledger) -> f64 {
        let locals = if self.locals > 0 {
            ledger.local_sum / self.locals as f64
        } else {
            0.0
        };
        let loss = self.loss(ledger);
        loss.ranked() + self.fairness * locals
    }

    /// Slack of a row that must hold: how far its activity is above its right side.
    #[must_use]
    pub fn slack(&self, ledger: &Ledger, row: usize) -> i64 {
        ledger.activity[row] - self.rhs[row]
    }

    /// Whether a row must hold.
    #[must_use]
    pub fn must(&self, row: usize) -> bool {
        self.parts[row] == Part::Must
    }

    /// Whether fewer modules of an option would help a row that must hold and does not.
    #[must_use]
    pub fn in_the_way(&self, ledger: &Ledger, option: usize) -> bool {
        let mut rows = self.touches[option].iter();
        rows.any(|(r, a)| *a < 0 && self.must(*r) && self.slack(ledger, *r) < 0)
    }

    /// The most further modules of an option that its own bounds and every row that must hold allow.
    #[must_use]
    pub fn room(&self, ledger: &Ledger, option: usize) -> i64 {
        let own = self.hi[option] - ledger.x[option];
        let rows = self.touches[option]
            .iter()
            .filter(|(r, a)| *a < 0 && self.must(*r));
        rows.map(|(r, a)| self.slack(ledger, *r).div_euclid(-a))
            .fold(own, i64::min)
            .max(0)
    }
}

impl Ledger {
    /// Goes to the builds of another plan, by their differences.
    pub fn x_from(&mut self, ground: &Ground, other: &Ledger) {
        for option in 0..self.x.len() {
            let change = other.x[option] - self.x[option];
            if change != 0 {
                ground.add(self, option, change);
            }
        }
    }

    /// Local needs that are short by more than a level, with their shortfall.
    #[must_use]
    pub fn below(&self, level: f64) -> Vec<(usize, f64)> {
        let needs = self.local.iter().copied().enumerate();
        needs.filter(|(_, short)| *short > level + 1e-9).collect()
    }

    /// Number of local needs that are short by more than a level.
    #[must_use]
    pub fn count_below(&self, level: f64) -> usize {
        self.local.iter().filter(|s| **s > level + 1e-9).count()
    }

    /// The shortfall of a local need.
    #[must_use]
    pub fn short_of(&self, need: usize) -> f64 {
        self.local[need]
    }

    fn find_largest(&mut self) {
        self.largest = self.local.iter().copied().fold(0.0, f64::max);
        self.at_largest = self.local.iter().filter(|s| **s >= self.largest).count();
        self.local_sum = self.local.iter().sum();
    }

    /// Every rule holds (bounds of single options are kept by whoever adds).
    #[must_use]
    pub fn feasible(&self) -> bool {
        self.broken == 0
    }
}
