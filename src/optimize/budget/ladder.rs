//! The ladder of budgets: more money is never worse.
//!
//! # The promise
//! A rung is a whole percent of the unedited plan's money C₀, spread over funds and years in the proportion of the case at
//! hand. S(k) is the plan that is found at rung k. The plan at a budget is the best of S(j) over *all* rungs j whose money the
//! budget has, year by year and fund by fund, and of a rung that is hardly above it where its plan fits all the same. These sets
//! only grow with the budget, so the score never falls along one proportion. Between budgets of different proportions nothing
//! is promised beyond the gaps; where hard targets cannot all be met, neither.
//!
//! # Near to each other
//! Two searches of nearly the same money bring plans that differ in most cells and hardly in score. So only every fifth rung is
//! searched from nothing; one between starts from the plan of the rung below it and stays near ([`Search::from`]), in few
//! steps. Where that leaves a gap much wider than the last search from nothing did, the rung is searched from nothing as well,
//! and the better plan counts.
//!
//! # What it costs
//! Most S(j) need no solving. A proof made at one rung bounds every other: its multipliers are combined with the other rung's
//! money, in exact integers. Once such a bound at rung j is no more than the score in hand, no plan of rung j or below can be
//! better, and the search for lower rungs ends there. So an answer takes about 2 + gap ⁄ slope solves, where the slope is the
//! score that one rung brings, and up to four short ones. Far above the need the slope vanishes; therefore the plan of the
//! topmost rung, which money cannot help any more, stands for all rungs at which it fits.
//!
//! # Between two rungs
//! A plan of the lower rung leaves up to a hundredth of C₀ unused; some of it buys further builds, in an order that does not
//! depend on how much there is, and never so much that the rung above would score less.

use std::collections::BTreeMap;

use super::rung_result::RungResult;
use super::rungs::Rungs;
use super::spend_rest;
use crate::domain::{Allocation, Case};
use crate::optimize::certify;
use crate::optimize::model::answer::{Answer, Conflict, Outcome};
use crate::optimize::model::formulation::Proof;
use crate::optimize::params::ladder::{APART, BOUND_STEPS, DRIFTED_STEPS, NEAR_STEPS};
use crate::optimize::search::problem::Limits;
use crate::optimize::search::state::{Progress, Search};

/// The rungs of one proportion with what was found there; serves every budget of that proportion.
#[derive(Clone, Debug)]
pub struct Ladder {
    rungs: Rungs,
    limits: Limits,
    top: u32,
    /// The lowest rung at which the topmost rung's plan fits.
    fits: Option<u32>,
    /// None where the pins leave no plan.
    found: BTreeMap<u32, Option<RungResult>>,
    /// Proofs of short searches at rungs that need no solving if they bring nothing.
    bounded: BTreeMap<u32, Option<Proof>>,
}

/// What is still to be done for an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A search at a rung: [`Ladder::search`].
    Rung(u32),
    /// Nothing.
    Nothing,
}

impl Ladder {
    /// A ladder in the proportion of a case's money. Nothing is solved yet.
    #[must_use]
    pub fn of(case: &Case, limits: Limits) -> Ladder {
        let rungs = Rungs::of(case);
        Ladder {
            top: rungs.top(),
            rungs,
            limits,
            fits: None,
            found: BTreeMap::new(),
            bounded: BTreeMap::new(),
        }
    }

    /// The budgets.
    #[must_use]
    pub fn rungs(&self) -> &Rungs {
        &self.rungs
    }

    /// The topmost rung: money cannot help beyond it.
    #[must_use]
    pub fn top(&self) -> u32 {
        self.top
    }

    /// Whether a rung has been solved.
    #[must_use]
    pub fn has(&self, rung: u32) -> bool {
        let found = self.found.get(&rung);
        found.is_some_and(|f| !f.as_ref().is_some_and(RungResult::has_drifted))
    }

    /// Rungs solved so far.
    #[must_use]
    pub fn solved(&self) -> usize {
        self.found.len()
    }

    /// What the answer of a case of this proportion still needs.
    ///
    /// Cost: for each rung solved so far one check of its proof, a few milliseconds.
    #[must_use]
    pub fn wanted(&self, case: &Case) -> Wanted {
        if !self.has(self.top) {
            return Wanted::Rung(self.top);
        }
        let above = self.above(case).filter(|k| Some(*k) != self.fits);
        if let Some(above) = above.filter(|k| !self.has(*k)) {
            return Wanted::Rung(self.first(above));
        }
        let start = self.start(case);
        let mut rung = start;
        loop {
            if !self.has(rung) {
                if self.excluded(case, rung) {
                    return Wanted::Nothing;
                }
                // A bound costs little, and may save all that the rung starts from.
                let bound_first = rung < start && !self.bounded.contains_key(&rung);
                return Wanted::Rung(if bound_first { rung } else { self.first(rung) });
            }
            if rung == 0 || self.found[&rung].is_none() {
                return Wanted::Nothing;
            }
            rung -= 1;
        }
    }

    /// The highest rung below those the topmost plan stands for that may help a case.
    fn start(&self, case: &Case) -> u32 {
        let below = self.rungs.below(case);
        let above = below.saturating_add(1);
        let exact = self.rungs.money(below) == case.budget;
        let rung = if !exact && self.rungs.is_nearly(above, case) {
            above
        } else {
            below
        };
        let most = self.fits.map_or(self.top, |fits| fits.saturating_sub(1));
        rung.min(most)
    }

    /// The rung above a case whose money is none of a rung's; none where more money is no use.
    fn above(&self, case: &Case) -> Option<u32> {
        let below = self.rungs.below(case);
        let more = below < self.fits.unwrap_or(self.top);
        (more && self.rungs.money(below) != case.budget).then_some(below + 1)
    }

    /// What the money of a case that is none of a rung's buys beyond a plan.
    fn with_leftover(&self, case: &Case, allocation: &Allocation) -> Option<Allocation> {
        let above = self.above(case)?;
        let stands = if Some(above) == self.fits {
            self.top
        } else {
            above
        };
        let known = self.found.get(&stands)?.as_ref()?;
        spend_rest::spent(case, &self.rungs.case(above), allocation, known.score)
    }

    /// Whether no plan of a rung can be better than what a case has.
    fn excluded(&self, case: &Case, rung: u32) -> bool {
        let Some(best) = self.best(case) else {
            return false;
        };
        let at = self.rungs.case(rung);
        self.proofs()
            .filter_map(|proof| certify::bound(&at, proof).ok())
            .any(|bound| bound <= best.score)
    }

    /// Every proof there is: each bounds every rung.
    fn proofs(&self) -> impl Iterator<Item = &Proof> {
        let found = self.found.values().flatten();
        let found = found.filter_map(|f| f.proof.as_ref());
        found.chain(self.bounded.values().flatten())
    }

    /// The best plan found that fits a case; of equals the one of the highest rung.
    fn best(&self, case: &Case) -> Option<&RungResult> {
        let start = self.start(case);
        let allowed = self
            .found
            .iter()
            .filter(|(k, _)| **k <= start || **k == self.top);
        let fitting = allowed
            .filter_map(|(_, f)| f.as_ref())
            .filter(|f| certify::allocation(case, &f.allocation).is_ok());
        fitting.max_by_key(|f| f.rank())
    }

    /// The rung whose plan the search of a rung starts from: the one below. None for multiples of five and the topmost.
    fn before(&self, rung: u32) -> Option<u32> {
        let alone = rung.is_multiple_of(APART) || rung == self.top;
        (!alone).then(|| rung - 1)
    }

    /// What must be solved first for a rung: itself, or the lowest one below it, as far as each starts from another, that has
    /// not been.
    #[must_use]
    pub fn first(&self, rung: u32) -> u32 {
        let way = std::iter::successors(Some(rung), |k| self.before(*k));
        way.filter(|k| !self.has(*k)).last().unwrap_or(rung)
    }

    /// The next search of a rung: of one that is not [`Ladder::first`] a short one, which may bound it well enough.
    ///
    /// # Errors
    /// What makes the pins impossible there.
    pub fn search(&self, rung: u32) -> Result<Search, Vec<Conflict>> {
        let case = self.rungs.case(rung);
        let within = |steps: u64| Limits {
            steps: self.limits.steps.min(steps),
            ..self.limits
        };
        match self.start_of(rung) {
            Some(start) => Search::from(case, &start.allocation, within(NEAR_STEPS)),
            None if self.first(rung) != rung => Search::new(case, within(BOUND_STEPS)),
            None if self.before(rung).is_some() => Search::new(case, within(DRIFTED_STEPS)),
            None => Search::new(case, self.limits),
        }
    }

    /// What the search of a rung starts from; none where it starts from nothing.
    fn start_of(&self, rung: u32) -> Option<&RungResult> {
        let fresh = !self.found.contains_key(&rung);
        let before = self.before(rung).filter(|_| fresh)?;
        self.found.get(&before)?.as_ref()
    }

    /// Does one search to its end: that of [`Ladder::search`].
    fn run(&mut self, rung: u32) {
        let answer = self.search(rung).ok().map(|mut search| {
            while search.step() != Progress::Settled {}
            search.answer()
        });
        self.take(rung, answer);
    }

    /// Takes what a search of a rung's case has found; none where the pins leave no plan there.
    pub fn take(&mut self, rung: u32, answer: Option<Answer>) {
        if self.first(rung) != rung {
            self.bounded.insert(rung, answer.and_then(|a| a.proof));
            return;
        }
        let case = self.rungs.case(rung);
        let found = answer.and_then(|answer| RungResult::of(&case, answer, self.start_of(rung)));
        let found = match self.found.remove(&rung).flatten() {
            Some(near) => found.map(|full| near.joined(full)),
            None => found,
        };
        if rung == self.top {
            self.fits = found
                .as_ref()
                .and_then(|f| self.rungs.lowest_fit(&f.allocation, rung));
        }
        self.found.insert(rung, found);
    }

    /// The answer of a case from what was found so far: settled once nothing is [`Wanted`]. None where no plan that was found
    /// fits.
    #[must_use]
    pub fn answer(&self, case: &Case) -> Option<Answer> {
        let best = self.best(case)?;
        let more = self.with_leftover(case, &best.allocation);
        let allocation = more.unwrap_or_else(|| best.allocation.clone());
        let measured = certify::allocation(case, &allocation).ok()?;
        let bounded = self
            .proofs()
            .filter_map(|p| Some((certify::bound(case, p).ok()?, p)));
        let tightest = bounded.min_by_key(|(bound, _)| *bound);
        Some(Answer {
            allocation,
            points: measured.points,
            score: measured.score,
            hard: measured.hard,
            bound: tightest.map(|(bound, _)| bound),
            settled: self.wanted(case) == Wanted::Nothing,
            steps: self.found.values().flatten().map(|f| f.steps).sum(),
            proof: tightest.map(|(_, proof)| proof.clone()),
        })
    }

    /// Solves what the answer of a case of this proportion needs, and answers.
    ///
    /// Where pins leave no plan at the rung below, a plan of the case itself is the answer.
    pub fn settle(&mut self, case: &Case) -> Outcome {
        while let Wanted::Rung(rung) = self.wanted(case) {
            self.run(rung);
        }
        match self.answer(case) {
            Some(answer) => Outcome::Answer(answer),
            None => crate::optimize::search::lifecycle::solve(case, self.limits),
        }
    }
}

/// The canonical answer that never falls with more money in the same proportion.
#[must_use]
pub fn settle(case: &Case, limits: Limits) -> Outcome {
    Ladder::of(case, limits).settle(case)
}

#[cfg(test)]
#[path = "ladder_tests.rs"]
mod tests;
