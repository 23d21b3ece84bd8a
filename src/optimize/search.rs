//! The search: construct, improve, prove, piece by piece, so that a page can show what there is.

use super::certify;
use super::construct::{Aim, Moves, Prices, fill};
use super::ledger::{Ground, Ledger, Loss};
use super::model::Model;
use super::prove::{Tree, Visit};
use super::relax::Relaxation;
use super::round::{Rounder, Sites, worth};
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
    /// The least plan that honors the pins.
    least: Ledger,
    best: Ledger,
    best_loss: Loss,
    certified: certify::Measured,
    bound: Option<(Points, Proof)>,
    settled: bool,
    phase: Phase,
}

/// Where a search stands.
enum Phase {
    /// A first plan is there.
    Constructed,
    /// The relaxation is stated; its tree grows.
    Proving { relaxation: Box<Relaxation>, tree: Box<Tree> },
    /// Nothing is left to do.
    Ended,
}

impl Search {
    /// Finds a first feasible plan; `from` is a plan to start near to, as when a slider moves.
    ///
    /// # Errors
    /// What makes the pins impossible.
    pub fn new(case: Case, from: Option<&Allocation>, limits: Limits) -> Result<Search, Vec<Conflict>> {
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
            least,
            best,
            best_loss,
            certified,
            bound: None,
            settled: false,
            phase: Phase::Constructed,
        })
    }

    /// Does one piece of work.
    pub fn step(&mut self) -> Progress {
        self.steps += 1;
        match std::mem::replace(&mut self.phase, Phase::Ended) {
            Phase::Constructed => {
                let relaxation = Box::new(Relaxation::of(&self.case, &self.model));
                let tree = Box::new(Tree::new(&relaxation));
                self.phase = Phase::Proving { relaxation, tree };
                Progress::Nothing
            }
            Phase::Proving { mut relaxation, mut tree } => {
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
        let enough = self.limits.gap.to_f64();
        let reach = self.best_loss.points - 0.5 * enough;
        let visit = tree.visit(&self.model, relaxation, reach);
        let better = match visit {
            Visit::Point => self.round(relaxation, false),
            Visit::Whole => self.round(relaxation, true),
            Visit::Closed | Visit::Lost | Visit::Done => false,
        };
        let closed = self.best_loss.points - tree.loss() <= enough;
        let ended = closed || matches!(visit, Visit::Done) || self.steps >= self.limits.steps;
        let tighter = (ended || self.steps.is_power_of_two() || self.steps == 3) && self.certify_bound(relaxation, tree);
        match (ended, better, tighter) {
            (true, _, _) => Progress::Settled,
            (_, true, _) => Progress::Better,
            (_, _, true) => Progress::Bound,
            _ => Progress::Nothing,
        }
    }

    /// Rounds the relaxation's point in several ways and keeps the best plan.
    fn round(&mut self, relaxation: &Relaxation, whole: bool) -> bool {
        let point: Vec<f64> = (0..self.case.options.len()).map(|o| relaxation.simplex.value(o)).collect();
        let prices = Prices::of(&self.case, &worth(&self.case, &self.model, relaxation));
        let rounder = Rounder { case: &self.case, ground: &self.ground, moves: &self.moves, least: &self.least };
        let mut plans: Vec<Ledger> = Vec::new();
        if whole {
            plans.extend(rounder.whole(&point, &prices));
        }
        if plans.is_empty() {
            for sites in [Sites::Nearest, Sites::Down, Sites::Up] {
                plans.extend([Aim::Guide, Aim::Loss].map(|aim| rounder.round(&point, sites, &prices, aim)));
            }
        }
        plans.into_iter().fold(false, |better, plan| self.keep(plan) | better)
    }

    /// Keeps a plan that is better and that `certify` accepts.
    fn keep(&mut self, plan: Ledger) -> bool {
        let loss = self.ground.loss(&plan);
        if !loss.below(self.best_loss) {
            return false;
        }
        let Some(certified) = certified(&self.case, &plan) else { return false };
        (self.best, self.best_loss, self.certified) = (plan, loss, certified);
        true
    }

    fn certify_bound(&mut self, relaxation: &Relaxation, tree: &Tree) -> bool {
        let proof = Proof { hard: Vec::new(), root: tree.proof(&self.model, relaxation) };
        let Ok(bound) = certify::bound(&self.case, &proof) else { return false };
        let tighter = self.bound.as_ref().is_none_or(|(old, _)| bound < *old);
        if tighter {
            self.bound = Some((bound, proof));
        }
        tighter
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
