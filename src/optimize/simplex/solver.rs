//! The iteration of the dual simplex.

use super::pivot::Turn;
use super::tableau::{Simplex, Stale};
use crate::optimize::params::simplex::PATIENCE;

/// How a run of the simplex ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// An optimum.
    Optimal,
    /// No point satisfies the rows; the multipliers of [`Simplex::ray`] show it.
    Infeasible,
    /// The objective has passed the cutoff.
    Cutoff,
    /// The iterations were used up, or the numbers failed; the multipliers are valid all the same.
    Stopped,
}

impl Simplex {
    /// Runs until an end; `cutoff` is an objective at which it may stop.
    ///
    /// Cost: an iteration takes about the nonzeros of a few rows of the inverse; Ruian needs some hundred cold, about ten warm.
    pub fn solve(&mut self, cutoff: f64, most: u64) -> Verdict {
        self.ray = None;
        if self.stale != Stale::Nothing {
            // Else this goes on with a run that was stopped.
            self.patience = self.iterations + PATIENCE;
        }
        match self.stale {
            Stale::Nothing => {}
            Stale::Values => self.follow(),
            Stale::Prices => {
                self.price();
                self.place();
            }
            Stale::Basis => self.refresh(),
        }
        self.stale = Stale::Nothing;
        self.adopted = false;
        self.moved.clear();
        let end = self.iterations + most;
        let mut trouble = 0;
        while self.iterations < end {
            if self.factor.worn() {
                self.refresh();
            }
            let Some((leaving, below)) = self.leaving() else {
                if self.perturbed {
                    self.perturb(false);
                    continue;
                }
                return Verdict::Optimal;
            };
            self.iterations += 1;
            if !self.perturbed && self.iterations == self.patience {
                self.perturb(true);
                continue;
            }
            match self.iterate(leaving, below) {
                Turn::Done => {}
                Turn::NoEntering => {
                    if self.objective() > cutoff {
                        return Verdict::Cutoff;
                    }
                    if trouble > 0 || self.factor.is_new() {
                        return Verdict::Infeasible;
                    }
                    trouble += 1;
                    self.refresh();
                }
                Turn::Unstable => {
                    trouble += 1;
                    if trouble > 20 {
                        return Verdict::Stopped;
                    }
                    self.refresh();
                }
            }
            if self.iterations.is_multiple_of(16) && cutoff.is_finite() && self.objective() > cutoff
            {
                return Verdict::Cutoff;
            }
        }
        Verdict::Stopped
    }
}
