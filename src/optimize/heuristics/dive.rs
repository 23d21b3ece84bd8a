//! Diving: the relaxation's point is rounded a part at a time, and the relaxation solved again in between, so that the rest makes
//! up for what the rounding has changed.
//!
//! First the sums are rounded: how much of each measure is begun by each period over all units. Builds of one measure stand for
//! each other, so rounding single ones first only moves the fractions about; with whole sums few builds are left fractional.
//! Then the sums may move by one module, and single builds are rounded.

use crate::domain::Case;
use crate::optimize::model::rows::Model;
use crate::optimize::params::dive::{
    MOST_ITERATIONS, MOST_TURNS, PART, PART_OF_SUMS, SITES_FIRST, UP, WHOLE, WINDOW,
};
use crate::optimize::relaxation::linear::Relaxation;
use crate::optimize::simplex::{Mark, Verdict};

/// What is rounded: its variable, the whole number, and whether it may be no less (else no more).
#[derive(Clone, Copy)]
struct Rounded {
    variable: usize,
    to: f64,
    up: bool,
}

/// Which builds depend on each other.
#[derive(Clone, Debug)]
pub struct Lots {
    /// By option: the same number for the years of a build, its site and what stands in it; and whether it is a site.
    of: Vec<(usize, bool)>,
    count: usize,
}

impl Lots {
    /// The lots of a case.
    #[must_use]
    pub fn of(case: &Case) -> Lots {
        let mut is_site = vec![false; case.caps.len()];
        let mut of: Vec<usize> = (0..case.caps.len()).collect();
        for link in &case.hosts {
            is_site[link.sites] = true;
            of[link.modules] = of[link.sites];
        }
        let lot = |o: &crate::domain::BuildOption| (of[o.cap], is_site[o.cap]);
        Lots {
            of: case.options.iter().map(lot).collect(),
            count: case.caps.len(),
        }
    }
}

/// What a dive starts from.
pub struct Board<'a> {
    /// The model of the relaxation.
    pub model: &'a Model,
    /// By variable of it: that of the whole model, builds first; none where it is the whole model.
    pub whole: Option<&'a [usize]>,
    /// The lots of the case.
    pub lots: &'a Lots,
}

impl Board<'_> {
    /// The lot of a variable that is a build.
    fn lot(&self, variable: usize) -> Option<(usize, bool)> {
        let of = self.whole.map_or(variable, |whole| whole[variable]);
        self.lots.of.get(of).copied()
    }

    /// A point of the relaxation in which most builds are whole, by variable. The relaxation is left as it was.
    pub fn dive(&self, relaxation: &mut Relaxation, cutoff: f64) -> Vec<f64> {
        let mut dive = Dive::begin(relaxation, None);
        while !dive.turn(self, relaxation, cutoff) {}
        dive.end(self, relaxation)
    }

    /// Sums to round next, the surest first.
    fn fractional_sums(&self, relaxation: &Relaxation) -> Vec<Rounded> {
        let sums = (0..relaxation.sums.len()).map(|i| relaxation.sum_variable(i));
        let mut found: Vec<(f64, Rounded)> = sums
            .filter_map(|v| rounded(v, relaxation.simplex.value(v), 0.5))
            .collect();
        sort(&mut found);
        let most = (found.len() / PART_OF_SUMS).max(1);
        found.into_iter().map(|(_, r)| r).take(most).collect()
    }

    /// Builds to round next, the surest first; whether units are covered is rounded as builds are.
    fn fractional_builds(&self, relaxation: &Relaxation) -> Vec<Rounded> {
        let mut found: Vec<(f64, Rounded)> = Vec::new();
        for (v, _) in (self.model.vars.iter().enumerate()).filter(|(_, var)| var.is_chosen()) {
            let Some((doubt, of)) = rounded(v, relaxation.simplex.value(v), UP) else {
                continue;
            };
            let early = self.lot(v).is_none_or(|(_, is_site)| is_site);
            found.push((doubt - if early { SITES_FIRST } else { 0.0 }, of));
        }
        sort(&mut found);
        let most = (found.len() / PART).max(1);
        // One of a lot: several could go beyond what there may be of it together.
        let mut taken = vec![false; self.lots.count];
        let rounded = found.into_iter().map(|(_, rounded)| rounded);
        let apart = rounded.filter(|r| {
            let lot = self.lot(r.variable);
            lot.is_none_or(|(lot, _)| !std::mem::replace(&mut taken[lot], true))
        });
        apart.take(most).collect()
    }
}

/// A dive under way.
#[derive(Debug)]
pub struct Dive {
    home: Mark,
    last: Mark,
    /// At most so many are rounded at once.
    most: usize,
    turns: [usize; 2],
    /// Sums are whole, or as whole as they get: single builds are rounded.
    builds: bool,
}

impl Dive {
    /// Begins where the relaxation stands, with the largest local shortfall held to a level, where one is given.
    pub fn begin(relaxation: &mut Relaxation, level: Option<i64>) -> Dive {
        let mut home = Mark::default();
        relaxation.simplex.mark(&mut home);
        if let Some(level) = level {
            relaxation.aim_at(level);
        }
        Dive {
            home,
            last: Mark::default(),
            most: usize::MAX,
            turns: MOST_TURNS,
            builds: false,
        }
    }

    /// Rounds a part and solves again; true at the end. `cutoff` is a loss at which the dive ends, as it does at a wall on both
    /// sides.
    pub fn turn(&mut self, board: &Board, relaxation: &mut Relaxation, cutoff: f64) -> bool {
        if !self.builds {
            let sums = board.fractional_sums(relaxation);
            if !sums.is_empty() && self.sink(relaxation, sums, cutoff, 0) {
                return false;
            }
            if !self.open_windows(relaxation, cutoff) {
                return true;
            }
        }
        let builds = board.fractional_builds(relaxation);
        builds.is_empty() || !self.sink(relaxation, builds, cutoff, 1)
    }

    /// False when the turns of this kind are used up, or at a wall on both sides.
    fn sink(
        &mut self,
        relaxation: &mut Relaxation,
        mut next: Vec<Rounded>,
        cutoff: f64,
        kind: usize,
    ) -> bool {
        if self.turns[kind] == 0 {
            return false;
        }
        self.turns[kind] -= 1;
        next.truncate(self.most);
        relaxation.simplex.mark(&mut self.last);
        next.iter().for_each(|r| hold(relaxation, *r));
        if solved(relaxation, cutoff) {
            self.most = self.most.saturating_mul(2);
            return true;
        }
        // A wall: fewer at once, and if the surest does not go alone either, the other way.
        relaxation.simplex.recall(&self.last);
        if next.len() > 1 {
            self.most = (next.len() / PART).max(1);
            return true;
        }
        hold(relaxation, next[0].other());
        if solved(relaxation, cutoff) {
            return true;
        }
        relaxation.simplex.recall(&self.last);
        false
    }

    /// False where nothing better than the cutoff is left.
    fn open_windows(&mut self, relaxation: &mut Relaxation, cutoff: f64) -> bool {
        self.builds = true;
        self.most = usize::MAX;
        if relaxation.sums.is_empty() {
            return true;
        }
        relaxation.simplex.mark(&mut self.last);
        for i in 0..relaxation.sums.len() {
            let v = relaxation.sum_variable(i);
            let at = relaxation.simplex.value(v).round();
            relaxation.simplex.set_bounds(v, at - WINDOW, at + WINDOW);
        }
        let open = solved(relaxation, cutoff);
        if !open {
            relaxation.simplex.recall(&self.last);
        }
        open
    }

    /// Where the dive has come to, by variable of the model. The relaxation is as it was before.
    pub fn end(self, board: &Board, relaxation: &mut Relaxation) -> Vec<f64> {
        let values = 0..board.model.vars.len();
        let point = values.map(|v| relaxation.simplex.value(v)).collect();
        relaxation.simplex.recall(&self.home);
        point
    }
}

/// How a value is rounded, and how doubtful that is; none where it is whole.
fn rounded(variable: usize, value: f64, up_from: f64) -> Option<(f64, Rounded)> {
    let part = value - value.floor();
    if part.min(1.0 - part) <= WHOLE {
        return None;
    }
    let up = part >= up_from;
    let to = if up { value.ceil() } else { value.floor() };
    let doubt = if up { 1.0 - part } else { part };
    Some((doubt, Rounded { variable, to, up }))
}

fn sort(found: &mut [(f64, Rounded)]) {
    found.sort_by(|a, b| {
        let by_doubt = a.0.total_cmp(&b.0);
        by_doubt.then(a.1.variable.cmp(&b.1.variable))
    });
}

impl Rounded {
    fn other(self) -> Rounded {
        let to = if self.up {
            self.to - 1.0
        } else {
            self.to + 1.0
        };
        Rounded {
            to,
            up: !self.up,
            ..self
        }
    }
}

fn solved(relaxation: &mut Relaxation, cutoff: f64) -> bool {
    relaxation.solve(cutoff, MOST_ITERATIONS) == Verdict::Optimal
}

fn hold(relaxation: &mut Relaxation, of: Rounded) {
    let (lo, hi) = relaxation.simplex.bounds(of.variable);
    let (lo, hi) = if of.up { (of.to, hi) } else { (lo, of.to) };
    relaxation.simplex.set_bounds(of.variable, lo, hi);
}
