//! The best plan so far, and the most that any can score.

use super::problem::Problem;
use crate::optimize::certify;
use crate::optimize::evaluate::ledger::Ledger;
use crate::optimize::evaluate::loss::Loss;
use crate::optimize::heuristics::anneal::walk::Home;
use crate::optimize::model::formulation::Proof;
use crate::optimize::model::points::Points;
use crate::optimize::params::incumbent::{FAR, LEAST_FAR};

/// The best plan, what is certified of it, and the bound.
pub(super) struct Incumbent {
    pub(super) best: Ledger,
    pub(super) loss: Loss,
    pub(super) certified: certify::Measured,
    pub(super) bound: Option<(Points, Proof)>,
    /// The plan the search began from and stays near to.
    pub(super) home: Option<Home>,
}

impl Incumbent {
    /// The least plan of a problem; none where `certify` refuses it.
    pub(super) fn least(problem: &Problem) -> Option<Incumbent> {
        Some(Incumbent {
            best: problem.least.clone(),
            loss: problem.tables.loss(&problem.least),
            certified: problem.certified(&problem.least)?,
            bound: None,
            home: None,
        })
    }

    /// From now on the search stays near to the best plan.
    pub(super) fn stay(&mut self) {
        let built = self.best.x.iter().filter(|n| **n > 0).count().max(1);
        self.home = Some(Home {
            x: self.best.x.clone(),
            price: (FAR / built as f64).max(LEAST_FAR),
        });
    }

    /// Keeps a plan that is better and that `certify` accepts.
    ///
    /// Near to home, a plan that differs in more options must be better by their price.
    pub(super) fn keep(&mut self, problem: &Problem, ledger: Ledger) -> bool {
        let loss = problem.tables.loss(&ledger);
        if !loss.below(self.loss.eased(self.way(&ledger))) {
            return false;
        }
        let Some(certified) = problem.certified(&ledger) else {
            return false;
        };
        (self.best, self.loss, self.certified) = (ledger, loss, certified);
        true
    }

    /// What a plan gains by being nearer to home than the best plan; negative where it is farther.
    fn way(&self, ledger: &Ledger) -> f64 {
        let of = |home: &Home| home.price * (home.far(&self.best) - home.far(ledger)) as f64;
        self.home.as_ref().map_or(0.0, of)
    }

    /// Keeps the bound that a proof gives where it is tighter.
    pub(super) fn bounded(&mut self, problem: &Problem, proof: Proof) -> bool {
        let Ok(bound) = certify::bound(&problem.case, &proof) else {
            return false;
        };
        let tighter = self.bound.as_ref().is_none_or(|(old, _)| bound < *old);
        if tighter {
            self.bound = Some((bound, proof));
        }
        tighter
    }

    /// What the best plan leaves of hard targets, in units of 2⁻⁵⁰, rounded up: check and share.
    pub(super) fn kept(&self, problem: &Problem) -> Vec<(usize, i64)> {
        let hard = problem
            .case
            .checks
            .iter()
            .enumerate()
            .filter(|(_, c)| c.hard);
        let share = |c: usize| {
            let tally = &self.certified.checks[c];
            i64::try_from(-(-(tally.short << 50)).div_euclid(tally.of)).unwrap_or(i64::MAX)
        };
        hard.map(|(c, _)| (c, share(c))).collect()
    }
}
