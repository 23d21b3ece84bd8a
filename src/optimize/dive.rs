//! Diving: builds of the relaxation's point are rounded a part at a time, and the relaxation solved again in between, so that
//! the rest makes up for what the rounding has changed.

use super::model::Model;
use super::relax::Relaxation;
use super::simplex::{Mark, Verdict};
use crate::domain::Case;

/// Times that the relaxation is solved in one dive.
const MOST_TURNS: usize = 24;
/// Iterations of each.
const MOST_ITERATIONS: u64 = 400;
/// A value this near to a whole number is whole.
const WHOLE: f64 = 1e-6;
/// This share of the fractional builds is rounded at once.
const PART: usize = 4;
/// Sites are rounded before builds that are surer by less than this.
const SITES_FIRST: f64 = 0.25;
/// A part of a module from which on it is rounded up.
const UP: f64 = 0.4;

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

    /// A point of the relaxation in which most builds are whole, by variable.
    ///
    /// The relaxation is left as it was. `cutoff` is a loss at which the dive ends, as it does at a wall on both sides.
    pub fn dive(&self, relaxation: &mut Relaxation, cutoff: f64) -> Vec<f64> {
        let mut home = Mark::default();
        relaxation.simplex.mark(&mut home);
        self.round_all(relaxation, cutoff);
        let values = 0..self.model.vars.len();
        let point = values.map(|v| relaxation.simplex.value(v)).collect();
        relaxation.simplex.recall(&home);
        point
    }

    fn round_all(&self, relaxation: &mut Relaxation, cutoff: f64) {
        let mut last = Mark::default();
        let mut most = usize::MAX;
        for _ in 0..MOST_TURNS {
            let mut next = self.fractional(relaxation);
            next.truncate(most);
            let Some(first) = next.first().copied() else {
                return;
            };
            relaxation.simplex.mark(&mut last);
            next.iter().for_each(|r| hold(relaxation, *r));
            if solved(relaxation, cutoff) {
                most = most.saturating_mul(2);
                continue;
            }
            // A wall: fewer at once, and if the surest does not go alone either, the other way.
            relaxation.simplex.recall(&last);
            if next.len() > 1 {
                most = (next.len() / PART).max(1);
                continue;
            }
            hold(relaxation, first.other());
            if !solved(relaxation, cutoff) {
                relaxation.simplex.recall(&last);
                return;
            }
        }
    }

    /// What to round next, the surest first; whether units are covered is rounded as builds are.
    fn fractional(&self, relaxation: &Relaxation) -> Vec<Rounded> {
        let mut found: Vec<(f64, Rounded)> = Vec::new();
        for (v, _) in (self.model.vars.iter().enumerate()).filter(|(_, var)| var.whole) {
            let value = relaxation.simplex.value(v);
            let part = value - value.floor();
            if part.min(1.0 - part) <= WHOLE {
                continue;
            }
            let up = part >= UP;
            let rounded = Rounded {
                variable: v,
                to: if up { value.ceil() } else { value.floor() },
                up,
            };
            let doubt = if up { 1.0 - part } else { part };
            let early = self.lot(v).is_none_or(|(_, is_site)| is_site);
            found.push((doubt - if early { SITES_FIRST } else { 0.0 }, rounded));
        }
        found.sort_by(|a, b| {
            let by_doubt = a.0.total_cmp(&b.0);
            by_doubt.then(a.1.variable.cmp(&b.1.variable))
        });
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
