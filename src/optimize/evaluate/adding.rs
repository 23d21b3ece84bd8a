//! Adding builds to an allocation, with its loss kept up to date.

use super::ledger::Ledger;
use super::loss::Loss;
use super::tables::{RowPart, Tables};

impl Tables {
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
                RowPart::Must => ledger.broken += usize::from(self.rhs[r] > 0),
                RowPart::Short { check } => {
                    ledger.short[check] = self.short(r, 0);
                }
                RowPart::Has { check, group } if self.rhs[r] <= 0 => {
                    ledger.there[check][group] += 1;
                    ledger.counted[check] +=
                        i64::from(ledger.there[check][group] == self.services[check]);
                }
                RowPart::Members { check } => ledger.counted[check] += self.covered(r, 0),
                RowPart::Local { need } => {
                    ledger.local[need] = (self.rhs[r] as f64 * self.scale[r]).max(0.0)
                }
                // Nothing new stands empty where nothing is new.
                RowPart::Has { .. } | RowPart::Idle | RowPart::Derived => {}
            }
        }
        for check in 0..checks {
            if self.required[check] > 0 {
                ledger.short[check] = self.count_short(check, ledger.counted[check]);
            }
            ledger.weighted += self.weight[check] * ledger.short[check];
        }
        self.recount_hard(&mut ledger);
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
                RowPart::Must => {
                    let (was, is) = (before < self.rhs[*r], after < self.rhs[*r]);
                    ledger.broken = ledger.broken + usize::from(is) - usize::from(was);
                }
                RowPart::Short { check } => self.set_short(ledger, check, self.short(*r, after)),
                RowPart::Has { check, group } => {
                    let (was, is) = (before >= self.rhs[*r], after >= self.rhs[*r]);
                    if was != is {
                        self.change_there(ledger, check, group, is);
                    }
                }
                RowPart::Members { check } => {
                    let change = self.covered(*r, after) - self.covered(*r, before);
                    if change != 0 {
                        ledger.counted[check] += change;
                        self.recount(ledger, check);
                    }
                }
                RowPart::Local { need } => {
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
                RowPart::Idle => {
                    ledger.weighted += self.short(*r, after) - self.short(*r, before);
                }
                RowPart::Derived => {}
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
            let (before, now) = (self.beyond(check, before), self.beyond(check, short));
            ledger.hard_sum += now - before;
            ledger.hard_open =
                ledger.hard_open + usize::from(now > 0.0) - usize::from(before > 0.0);
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
        self.parts[row] == RowPart::Must
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
    pub fn x_from(&mut self, tables: &Tables, other: &Ledger) {
        for option in 0..self.x.len() {
            let change = other.x[option] - self.x[option];
            if change != 0 {
                tables.add(self, option, change);
            }
        }
    }
}
