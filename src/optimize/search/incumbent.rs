//! The best plan so far, and the most that any can score.

use super::problem::Problem;
use crate::optimize::certify;
use crate::optimize::evaluate::ledger::Ledger;
use crate::optimize::evaluate::loss::{Loss, steps};
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
    /// A bound that asks nothing of hard targets.
    free: Option<(Points, Proof)>,
    /// It leaves less of hard targets than what each may keep.
    pub(super) is_nearer: bool,
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
            free: None,
            is_nearer: false,
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
        let lacks = [&ledger, &self.best].map(|plan| steps(problem.tables.lacks(plan)));
        let is_nearer = lacks[0] < lacks[1];
        let is_better = lacks[0] == lacks[1] && loss.below(self.loss.eased(self.way(&ledger)));
        if !is_nearer && !is_better {
            return false;
        }
        let Some(certified) = problem.certified(&ledger) else {
            return false;
        };
        self.is_nearer |= is_nearer;
        (self.best, self.loss, self.certified) = (ledger, loss, certified);
        if self
            .bound
            .as_ref()
            .is_some_and(|(_, proof)| !self.is_covered(proof))
        {
            self.bound.clone_from(&self.free);
        }
        true
    }

    /// Whether a proof speaks of the best plan: it lets each hard target keep at least what the plan leaves of it.
    fn is_covered(&self, proof: &Proof) -> bool {
        proof.hard.iter().all(|(check, share)| {
            let tally = &self.certified.checks[*check];
            tally.short << 50 <= i128::from(*share) * tally.of
        })
    }

    /// Counts the loss anew, after what hard targets may keep has changed.
    pub(super) fn recount(&mut self, problem: &Problem) {
        self.is_nearer = false;
        problem.tables.recount_hard(&mut self.best);
        self.loss = problem.tables.loss(&self.best);
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
            if proof.hard.is_empty() {
                self.free = Some((bound, proof.clone()));
            }
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
