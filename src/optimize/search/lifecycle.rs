//! The search: construct, improve, prove, piece by piece, so that a page can show what there is.

use super::hard_targets::Hard;
use super::problem::Limits;
use super::schedule::Cutting;
use super::state::{Phase, Progress, Search};
use crate::domain::{Allocation, Case};
use crate::optimize::evaluate::by_option::{allocation_of, ledger_of};
use crate::optimize::evaluate::ledger::Ledger;
use crate::optimize::heuristics::greedy::{Aim, Prices, fill};
use crate::optimize::model::answer::{Answer, Conflict, Outcome};
use crate::optimize::params::schedule::NODES_BETWEEN;
use crate::optimize::relaxation::linear::Relaxation;
use crate::optimize::relaxation::warm::Warm;
use crate::optimize::tree::branch_and_bound::{Tree, Visit};

impl Search {
    /// Finds a first feasible plan by construction.
    ///
    /// # Errors
    /// What makes the pins impossible.
    pub fn new(case: Case, limits: Limits) -> Result<Search, Vec<Conflict>> {
        let mut search = Search::least(case, limits)?;
        let prices = Prices::flat(&search.problem.case);
        let mut plan = search.incumbent.best.clone();
        fill(
            &search.problem.tables,
            &search.problem.moves,
            &prices,
            Aim::Guide,
            &mut plan,
        );
        search.incumbent.keep(&search.problem, plan);
        Ok(search)
    }

    /// Starts where another search of nearly the same case stood, as when a slider moves: the first plan is rounded from the
    /// relaxation, which takes few iterations from there. Without a fitting start it constructs, like [`Search::new`].
    ///
    /// # Errors
    /// What makes the pins impossible.
    pub fn live(case: Case, warm: Option<&Warm>, limits: Limits) -> Result<Search, Vec<Conflict>> {
        let mut search = Search::least(case, limits)?;
        let fitting = warm.filter(|w| w.fits(&search.problem.model)).cloned();
        if fitting.is_none() {
            return Search::new(search.problem.case, limits);
        }
        search.state(fitting.as_ref());
        search.step();
        Ok(search)
    }

    /// Starts from a plan of the same case with less money, and stays near to it: among plans that are about as good, the one
    /// that changes least is kept. From nothing, where that plan does not fit.
    ///
    /// # Errors
    /// What makes the pins impossible.
    pub fn from(case: Case, start: &Allocation, limits: Limits) -> Result<Search, Vec<Conflict>> {
        let mut search = Search::least(case, limits)?;
        let plan = ledger_of(&search.problem.case, &search.problem.tables, start);
        let Some(plan) = plan.filter(Ledger::feasible) else {
            return Search::new(search.problem.case, limits);
        };
        if !search.incumbent.keep(&search.problem, plan) {
            return Search::new(search.problem.case, limits);
        }
        search.incumbent.stay();
        Ok(search)
    }

    /// What a later search of nearly the same case can start from; none before the relaxation was solved.
    #[must_use]
    pub fn warm(&self) -> Option<&Warm> {
        self.warm.as_ref()
    }

    /// Does one piece of work.
    pub fn step(&mut self) -> Progress {
        self.steps += 1;
        match std::mem::replace(&mut self.phase, Phase::Ended) {
            Phase::Constructed => {
                self.state(None);
                Progress::Nothing
            }
            Phase::Proving {
                mut relaxation,
                tree,
            } if self.underway.is_improving() => {
                let better = self.improve(&mut relaxation);
                self.phase = Phase::Proving { relaxation, tree };
                if better {
                    Progress::Better
                } else {
                    Progress::Nothing
                }
            }
            Phase::Proving {
                mut relaxation,
                mut tree,
            } => {
                if let Some(cutting) = self.underway.cutting.take() {
                    let progress = self.cut_on(&mut relaxation, &mut tree, cutting);
                    self.phase = Phase::Proving { relaxation, tree };
                    return progress;
                }
                let progress = self.prove(&mut relaxation, &mut tree);
                if progress == Progress::Settled {
                    self.settled = true;
                } else {
                    self.phase = Phase::Proving { relaxation, tree };
                }
                progress
            }
            Phase::Ended => {
                self.settled = true;
                Progress::Settled
            }
        }
    }

    fn prove(&mut self, relaxation: &mut Relaxation, tree: &mut Tree) -> Progress {
        let enough = self.problem.limits.gap.to_f64();
        let reach = match self.hard.stage {
            Hard::Met if self.incumbent.loss.hard > 0.0 => f64::INFINITY,
            Hard::Free => f64::INFINITY,
            Hard::First => self.incumbent.loss.merged() - 0.5 * enough,
            Hard::Met | Hard::Kept => self.incumbent.loss.points - 0.5 * enough,
        };
        let visit = tree.visit(&self.problem.model, relaxation, reach);
        if matches!(visit, Visit::Pending) && self.steps < self.problem.limits.steps {
            return Progress::Nothing;
        }
        self.schedule.visits += 1;
        let cuts = !matches!(self.hard.stage, Hard::Free | Hard::First);
        if cuts && self.schedule.visits == 1 && matches!(visit, Visit::Point) {
            self.underway.cutting = Some(Cutting::default());
        }
        if self.warm.is_none() {
            self.warm = tree
                .root_basis()
                .map(|basis| Warm::of(&self.problem.model, relaxation, basis.clone()));
        }
        let better = match visit {
            _ if self.hard.stage == Hard::Free => false,
            Visit::Point => {
                let look = self.schedule.visits.is_multiple_of(NODES_BETWEEN);
                let better = (look || self.schedule.visits.is_power_of_two())
                    && self.round(relaxation, false);
                if look {
                    self.look_near(relaxation);
                }
                better
            }
            Visit::Whole => {
                let better = self.round(relaxation, true);
                tree.insist(
                    &self.problem.model,
                    relaxation,
                    self.incumbent.loss.merged(),
                );
                better
            }
            Visit::HardUnreachable | Visit::Closed | Visit::Lost | Visit::Pending | Visit::Done => {
                false
            }
        };
        let best = if self.hard.stage == Hard::First {
            self.incumbent.loss.merged()
        } else {
            self.incumbent.loss.points
        };
        let through =
            best - tree.loss() <= enough || matches!(visit, Visit::Done | Visit::HardUnreachable);
        if let Some(turned) = self.turn_stage(relaxation, tree, through) {
            return turned;
        }
        let ended = through || self.steps >= self.problem.limits.steps;
        let due = self.hard.stage != Hard::First && (ended || self.bound_is_due(tree));
        let tighter = due && self.certify_bound(relaxation, tree);
        if through && self.misled() {
            self.begin_anew(relaxation, tree);
            return Progress::Nothing;
        }
        match (ended, better, tighter) {
            (true, _, _) => Progress::Settled,
            (_, true, _) => Progress::Better,
            (_, _, true) => Progress::Bound,
            _ => Progress::Nothing,
        }
    }

    /// The best plan so far.
    #[must_use]
    pub fn answer(&self) -> Answer {
        Answer {
            allocation: allocation_of(&self.problem.case, &self.incumbent.best.x),
            points: self.incumbent.certified.points,
            score: self.incumbent.certified.score,
            hard: self.incumbent.certified.hard,
            bound: self.incumbent.bound.as_ref().map(|(bound, _)| *bound),
            settled: self.settled,
            steps: self.steps,
            proof: self
                .incumbent
                .bound
                .as_ref()
                .map(|(_, proof)| proof.clone()),
        }
    }
}

/// The canonical answer: depends on the case and the limits alone.
#[must_use]
pub fn solve(case: &Case, limits: Limits) -> Outcome {
    match Search::new(case.clone(), limits) {
        Ok(mut search) => {
            while search.step() != Progress::Settled {}
            Outcome::Answer(search.answer())
        }
        Err(conflicts) => Outcome::Conflict(conflicts),
    }
}
