//! The search: construct, improve, prove, piece by piece, so that a page can show what there is.

use super::certify;
use super::construct::{Aim, Moves, Prices, fill};
use super::ledger::{Ground, Ledger, Loss};
use super::model::Model;
use super::start::start;
use super::{Answer, Conflict, Outcome, Points, Proof};
use crate::domain::{Allocation, Build, Case};

/// How far a search goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Steps after which it ends; a step is a bounded piece of work, the same on every machine.
    pub steps: u64,
    /// A gap in score at which it ends.
    pub gap: Points,
}

impl Default for Limits {
    /// 2,000 steps or a gap of a hundredth of a point.
    fn default() -> Self {
        Limits {
            steps: 2_000,
            gap: Points(Points::ONE / 100),
        }
    }
}

/// What one piece of the search brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// A better plan.
    Better,
    /// A tighter bound.
    Bound,
    /// Neither.
    Nothing,
    /// The end.
    Settled,
}

/// A search under way.
pub struct Search {
    case: Case,
    model: Model,
    ground: Ground,
    moves: Moves,
    limits: Limits,
    steps: u64,
    best: Ledger,
    best_loss: Loss,
    certified: certify::Measured,
    bound: Option<(Points, Proof)>,
    settled: bool,
}

impl Search {
    /// Finds a first feasible plan; `from` is a plan to start near to, as when a slider moves.
    ///
    /// # Errors
    /// What makes the pins impossible.
    pub fn new(
        case: Case,
        from: Option<&Allocation>,
        limits: Limits,
    ) -> Result<Search, Vec<Conflict>> {
        let model = Model::of(&case);
        let ground = Ground::of(&case, &model);
        let moves = Moves::of(&case);
        let least = start(&case, &model, &ground)?;
        let prices = Prices::flat(&case);
        let mut best = least.clone();
        fill(&ground, &moves, &prices, Aim::Guide, &mut best);
        let _ = from;
        let certified = certified(&case, &best).ok_or_else(Vec::new)?;
        let best_loss = ground.loss(&best);
        Ok(Search {
            case,
            model,
            ground,
            moves,
            limits,
            steps: 1,
            best,
            best_loss,
            certified,
            bound: None,
            settled: false,
        })
    }

    /// Does one piece of work.
    pub fn step(&mut self) -> Progress {
        let _ = (
            &self.model,
            &self.ground,
            &self.moves,
            &self.limits,
            &self.best_loss,
        );
        self.settled = true;
        Progress::Settled
    }

    /// The best plan so far.
    #[must_use]
    pub fn answer(&self) -> Answer {
        Answer {
            allocation: allocation(&self.case, &self.best),
            points: self.certified.points,
            score: self.certified.score,
            bound: self.bound.as_ref().map(|(bound, _)| *bound),
            settled: self.settled,
            steps: self.steps,
            proof: self.bound.as_ref().map(|(_, proof)| proof.clone()),
        }
    }
}

/// The canonical answer: depends on the case and the limits alone.
#[must_use]
pub fn solve(case: &Case, limits: Limits) -> Outcome {
    match Search::new(case.clone(), None, limits) {
        Ok(mut search) => {
            while search.step() != Progress::Settled {}
            Outcome::Plan(search.answer())
        }
        Err(conflicts) => Outcome::Conflict(conflicts),
    }
}

fn certified(case: &Case, ledger: &Ledger) -> Option<certify::Measured> {
    certify::plan(case, &allocation(case, ledger)).ok()
}

/// A plan by ids, in the order of the case's options.
fn allocation(case: &Case, ledger: &Ledger) -> Allocation {
    let built = case.options.iter().zip(&ledger.x).filter(|(_, n)| **n > 0);
    let builds = built.map(|(option, n)| Build {
        unit: case.plan.region.units[option.unit].id.clone(),
        measure: case.plan.measures[option.measure].id.clone(),
        year: case.plan.horizon.periods[option.period].first,
        n: *n,
    });
    Allocation {
        builds: builds.collect(),
    }
}
