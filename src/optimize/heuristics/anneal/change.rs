//! The small changes of a walk.

use crate::domain::{Case, Dice};
use crate::optimize::evaluate::ledger::Ledger;
use crate::optimize::evaluate::tables::Tables;
use crate::optimize::params::walk_change::{
    COMPLETING, KINDS, MOST_EXCHANGED, MOST_FILLS, WITH_ROOM,
};

/// Modules added and taken away: option, how many.
pub type WalkChange = Vec<(usize, i64)>;

/// What was drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DrawnChange {
    /// A change as it is.
    Plain,
    /// A change that builds are to make room for.
    WithRoom,
}

/// How a cap group is tied to another.
#[derive(Clone, Copy, Debug, Default)]
struct Tie {
    /// The sites its modules stand on, or the modules that stand on it.
    other: Option<usize>,
    is_site: bool,
    min: i64,
    max: i64,
}

/// An option's place.
#[derive(Clone, Copy, Debug)]
struct ChangePlace {
    cap: usize,
    period: usize,
    measure: usize,
}

/// Where changes of a case lead.
#[derive(Clone, Debug)]
pub struct Ways {
    periods: usize,
    /// By option.
    places: Vec<ChangePlace>,
    /// By cap group: option by period.
    at: Vec<Vec<Option<usize>>>,
    /// By cap group.
    ties: Vec<Tie>,
    /// By measure: the cap groups that may have builds.
    caps: Vec<Vec<usize>>,
    /// Options that may be built.
    open: Vec<usize>,
    /// Rows that count only once all of them are filled: a unit with several services, a member with several sites.
    bundles: Vec<Vec<usize>>,
    /// By row that counts something: options that fill it, with how much.
    fills: Vec<Vec<(usize, i64)>>,
    /// By option: rows it fills, with how much.
    feeds: Vec<Vec<(usize, i64)>>,
}

impl Ways {
    /// The ways of a case.
    #[must_use]
    pub fn of(case: &Case, tables: &Tables) -> Ways {
        let may = |o: &usize| case.most(*o) > case.options[*o].lo;
        let place = |o: &crate::domain::BuildOption| ChangePlace {
            cap: o.cap,
            period: o.period,
            measure: o.measure,
        };
        let mut ways = Ways {
            periods: case.periods(),
            places: case.options.iter().map(place).collect(),
            at: vec![vec![None; case.periods()]; case.caps.len()],
            ties: vec![Tie::default(); case.caps.len()],
            caps: vec![Vec::new(); case.plan.measures.len()],
            open: (0..case.options.len()).filter(may).collect(),
            bundles: tables.bundles(),
            fills: vec![Vec::new(); tables.rows()],
            feeds: vec![Vec::new(); case.options.len()],
        };
        for (o, option) in case.options.iter().enumerate() {
            ways.at[option.cap][option.period] = Some(o);
        }
        for (c, cap) in case.caps.iter().enumerate() {
            if cap.options.iter().any(may) {
                ways.caps[cap.measure].push(c);
            }
        }
        for link in &case.hosts {
            let tie = |other, is_site| Tie {
                other: Some(other),
                is_site,
                min: link.min,
                max: link.max,
            };
            ways.ties[link.sites] = tie(link.modules, true);
            ways.ties[link.modules] = tie(link.sites, false);
        }
        for o in ways.open.clone() {
            let filled = tables.touches[o].iter().copied();
            let counting: Vec<(usize, i64)> = filled
                .filter(|(r, a)| *a > 0 && tables.counts(*r))
                .collect();
            for (row, a) in &counting {
                ways.fills[*row].push((o, *a));
            }
            ways.feeds[o] = counting;
        }
        ways
    }

    /// Makes a change of a plan by chance and says in `change` what it was. Nothing is changed where the dice find none.
    pub fn draw(
        &self,
        tables: &Tables,
        ledger: &mut Ledger,
        built: &[usize],
        dice: &mut Dice,
        change: &mut WalkChange,
    ) -> DrawnChange {
        change.clear();
        let kind = dice.below(KINDS);
        if kind < COMPLETING {
            self.complete(tables, ledger, dice, change);
            return DrawnChange::WithRoom;
        }
        self.propose(ledger, built, dice, change);
        for done in 0..change.len() {
            let (option, n) = change[done];
            let to = ledger.x[option] + n;
            if to < tables.lo[option] || to > tables.hi[option] {
                for (option, n) in change.drain(..).take(done) {
                    tables.add(ledger, option, -n);
                }
                return DrawnChange::Plain;
            }
            tables.add(ledger, option, n);
        }
        if kind < COMPLETING + WITH_ROOM {
            DrawnChange::WithRoom
        } else {
            DrawnChange::Plain
        }
    }

    fn propose(&self, ledger: &Ledger, built: &[usize], dice: &mut Dice, change: &mut WalkChange) {
        let kind = dice.below(16);
        if kind < 3 {
            if let Some(o) = dice.one_of(&self.open) {
                self.more(ledger, o, dice, change);
            }
            return;
        }
        let Some(o) = dice.one_of(built) else { return };
        let ChangePlace {
            cap,
            period,
            measure,
        } = self.places[o];
        match kind {
            3..6 => self.less(ledger, o, dice, change),
            // Another year.
            6..10 => {
                let to = self.at[cap][dice.below(self.periods)];
                self.instead(ledger, o, to, dice, change);
            }
            // Another place.
            10..13 => {
                let same = dice.below(2) == 0;
                let period = if same {
                    period
                } else {
                    dice.below(self.periods)
                };
                let to = dice.one_of(&self.caps[measure]);
                let to = to.and_then(|cap| self.at[cap][period]);
                self.instead(ledger, o, to, dice, change);
            }
            // Another way to the same end.
            13..15 => self.exchange(ledger, o, dice, change),
            // Anything else.
            _ => {
                let to = dice.one_of(&self.open);
                self.instead(ledger, o, to, dice, change);
            }
        }
    }

    /// What fills a bundle of rows up to the next thing that counts.
    fn complete(
        &self,
        tables: &Tables,
        ledger: &mut Ledger,
        dice: &mut Dice,
        change: &mut WalkChange,
    ) {
        let Some(bundle) = self.bundles.get(dice.below(self.bundles.len().max(1))) else {
            return;
        };
        for row in bundle {
            for _ in 0..MOST_FILLS {
                let Some((option, _)) = dice
                    .one_of(&self.fills[*row])
                    .filter(|_| tables.missing_next(ledger, *row) > 0)
                else {
                    break;
                };
                let before = change.len();
                self.more(ledger, option, dice, change);
                for done in before..change.len() {
                    let (option, n) = change[done];
                    if ledger.x[option] + n > tables.hi[option] {
                        change.truncate(done);
                        return;
                    }
                    tables.add(ledger, option, n);
                }
            }
        }
    }

    /// Less of one option, and about as much by another that fills the same row.
    fn exchange(&self, ledger: &Ledger, from: usize, dice: &mut Dice, change: &mut WalkChange) {
        let Some((row, own)) = dice.one_of(&self.feeds[from]) else {
            return;
        };
        let Some((to, other)) = dice.one_of(&self.fills[row]).filter(|(to, _)| *to != from) else {
            return;
        };
        self.less(ledger, from, dice, change);
        let gone = own * change.first().map_or(0, |(_, n)| -n);
        let up = gone % other != 0 && dice.below(2) == 0;
        for _ in 0..(gone / other + i64::from(up)).min(MOST_EXCHANGED) {
            self.more(ledger, to, dice, change);
        }
    }

    fn instead(
        &self,
        ledger: &Ledger,
        from: usize,
        to: Option<usize>,
        dice: &mut Dice,
        change: &mut WalkChange,
    ) {
        let Some(to) = to.filter(|to| *to != from) else {
            return;
        };
        self.less(ledger, from, dice, change);
        if self.places[from].measure != self.places[to].measure {
            return self.more(ledger, to, dice, change);
        }
        let Some((_, taken)) = change.first().copied() else {
            return;
        };
        let modules: i64 = change.iter().skip(1).map(|(_, n)| -n).sum();
        change.push((to, -taken));
        let place = self.places[to];
        let tie = self.ties[place.cap];
        let modules_at = tie.other.and_then(|cap| self.at[cap][place.period]);
        if let Some(at) = modules_at.filter(|_| tie.is_site && modules > 0) {
            change.push((at, modules));
        }
    }

    /// A module more, with a site where those that stand are full; a site more, with modules.
    fn more(&self, ledger: &Ledger, o: usize, dice: &mut Dice, change: &mut WalkChange) {
        let ChangePlace { cap, period, .. } = self.places[o];
        let tie = self.ties[cap];
        let Some(other) = tie.other else {
            change.push((o, 1));
            return;
        };
        let Some(beside) = self.at[other][period] else {
            return;
        };
        let least = tie.min.max(1);
        if tie.is_site {
            let spread = usize::try_from(tie.max - least).unwrap_or(0);
            change.extend([(o, 1), (beside, least + dice.below(spread + 1) as i64)]);
        } else if self.begun(ledger, cap, period) >= self.begun(ledger, other, period) * tie.max {
            change.extend([(beside, 1), (o, least)]);
        } else {
            change.push((o, 1));
        }
    }

    /// Modules less; a site less, with the modules that no longer have room.
    fn less(&self, ledger: &Ledger, o: usize, dice: &mut Dice, change: &mut WalkChange) {
        let ChangePlace { cap, period, .. } = self.places[o];
        let tie = self.ties[cap];
        let Some(modules) = tie.other.filter(|_| tie.is_site) else {
            let most = usize::try_from(ledger.x[o]).unwrap_or(1).max(1);
            let several = most > 1 && dice.below(4) == 0;
            let n = if several { 1 + dice.below(most) } else { 1 };
            change.push((o, -(n as i64)));
            return;
        };
        change.push((o, -1));
        let last = self.periods - 1;
        let room = (self.begun(ledger, cap, last) - 1) * tie.max;
        let mut over = self.begun(ledger, modules, last) - room;
        for p in (period..self.periods).chain((0..period).rev()) {
            let Some(m) = self.at[modules][p] else {
                continue;
            };
            let n = over.min(ledger.x[m]);
            if n > 0 {
                change.push((m, -n));
                over -= n;
            }
        }
    }

    fn begun(&self, ledger: &Ledger, cap: usize, period: usize) -> i64 {
        let options = self.at[cap].iter().take(period + 1).flatten();
        options.map(|o| ledger.x[*o]).sum()
    }
}
