//! The search: construct, improve, prove, piece by piece, so that a page can show what there is.

mod bounding;
mod cutting;
mod hard;
mod near;
mod plans;

use super::builds::{allocation_of, ledger_of};
use super::certify;
use super::construct::{Aim, Moves, Prices, fill};
use super::cut::Cuts;
use super::dive::{Dive, Lots};
use super::improve::Round;
use super::ledger::{Ground, Ledger, Loss};
use super::model::Model;
use super::prove::{Tree, Visit};
use super::relax::Relaxation;
use super::rescue::rescue;
use super::simplex::Basis;
use super::start::start;
use super::walk::{Home, Walk};
use super::warm::Warm;
use super::{Answer, Conflict, Outcome, Points, Proof};
use crate::domain::{Allocation, Case};
use cutting::Cutting;
use near::Near;

/// How far a search goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Steps after which it ends; a step is a bounded piece of work, the same on every machine.
    pub steps: u64,
    /// A gap in score at which it ends.
    pub gap: Points,
}

impl Default for Limits {
    /// 600 steps or a gap of a fiftieth of a point.
    fn default() -> Self {
        Limits {
            steps: 600,
            gap: Points(Points::ONE / 50),
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
    warm: Option<Warm>,
    hard: Hard,
    /// The root's basis while hard targets were demanded, once it is known that they cannot all be met.
    strict: Option<Basis>,
    /// Nodes of the tree that were visited before hard targets came first.
    hard_since: u64,
    /// What the relaxation leaves of hard targets where they come first.
    hard_floor: f64,
    round: Round,
    /// The dive under way, from the point of the tree's node.
    dive: Option<Box<Dive>>,
    /// The plan the search began from and stays near to.
    home: Option<Home>,
    /// The walk under way.
    walk: Option<Box<Walk>>,
    /// What dive and walk aim at: the largest local shortfall, in units of 2⁻⁵⁰.
    aim: i64,
    /// The aim that led to the best plan.
    best_aim: Option<i64>,
    /// Walks that were begun.
    walks: u64,
    /// The neighborhood under search, with the prices its plans are filled at.
    near: Option<Box<Near>>,
    /// Nodes of the tree that were visited.
    visits: u64,
    /// Neighborhoods that were asked for.
    looks: u64,
    lots: Lots,
    cuts: Cuts,
    /// Rounds of cuts under way.
    cutting: Option<Cutting>,
}

/// What is asked of hard targets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hard {
    /// They are met, as long as it is not known that they cannot be.
    Met,
    /// They cannot all be met: as much of them as possible, before anything else.
    First,
    /// Each may keep what the best plan leaves of it.
    Kept,
}

/// Where a search stands.
enum Phase {
    /// A first plan is there.
    Constructed,
    /// The relaxation is stated; its tree grows.
    Proving {
        relaxation: Box<Relaxation>,
        tree: Box<Tree>,
    },
    /// Nothing is left to do.
    Ended,
}

impl Search {
    /// Finds a first feasible plan by construction.
    ///
    /// # Errors
    /// What makes the pins impossible.
    pub fn new(case: Case, limits: Limits) -> Result<Search, Vec<Conflict>> {
        let mut search = Search::least(case, limits)?;
        let prices = Prices::flat(&search.case);
        let mut plan = search.best.clone();
        fill(
            &search.ground,
            &search.moves,
            &prices,
            Aim::Guide,
            &mut plan,
        );
        search.keep(plan);
        Ok(search)
    }

    /// Starts where another search of nearly the same case stood, as when a slider moves: the first plan is rounded from the
    /// relaxation, which takes few iterations from there. Without a fitting start it constructs, like [`Search::new`].
    ///
    /// # Errors
    /// What makes the pins impossible.
    pub fn live(case: Case, warm: Option<&Warm>, limits: Limits) -> Result<Search, Vec<Conflict>> {
        let mut search = Search::least(case, limits)?;
        let fitting = warm.filter(|w| w.fits(&search.model)).cloned();
        if fitting.is_none() {
            return Search::new(search.case, limits);
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
        let plan = ledger_of(&search.case, &search.ground, start);
        let Some(plan) = plan.filter(Ledger::feasible) else {
            return Search::new(search.case, limits);
        };
        if !search.keep(plan) {
            return Search::new(search.case, limits);
        }
        let built = search.best.x.iter().filter(|n| **n > 0).count().max(1);
        search.home = Some(Home {
            x: search.best.x.clone(),
            price: (FAR / built as f64).max(LEAST_FAR),
        });
        Ok(search)
    }

    /// What a later search of nearly the same case can start from; none before the relaxation was solved.
    #[must_use]
    pub fn warm(&self) -> Option<&Warm> {
        self.warm.as_ref()
    }

    /// A search whose best plan is the least one.
    fn least(case: Case, limits: Limits) -> Result<Search, Vec<Conflict>> {
        let model = Model::of(&case);
        let ground = Ground::of(&case, &model);
        let moves = Moves::of(&case);
        let least = start(&case, &model, &ground)
            .or_else(|conflicts| rescue(&case, &model, &ground).ok_or(conflicts))?;
        let certified = certified(&case, &least).ok_or_else(Vec::new)?;
        Ok(Search {
            lots: Lots::of(&case),
            best: least.clone(),
            best_loss: ground.loss(&least),
            case,
            model,
            ground,
            moves,
            limits,
            steps: 1,
            least,
            certified,
            bound: None,
            settled: false,
            phase: Phase::Constructed,
            warm: None,
            hard: Hard::Met,
            strict: None,
            hard_since: 0,
            hard_floor: 0.0,
            round: Round::default(),
            dive: None,
            home: None,
            walk: None,
            aim: 0,
            best_aim: None,
            walks: 0,
            near: None,
            visits: 0,
            looks: 0,
            cuts: Cuts::default(),
            cutting: None,
        })
    }

    /// States the relaxation, hard targets fully met where that is possible, and plants the tree.
    fn state(&mut self, warm: Option<&Warm>) {
        let mut relaxation = Box::new(Relaxation::of(&self.case, &self.model));
        let tree = Box::new(Tree::new(
            &relaxation,
            warm.map(|w| w.basis(&self.model, &relaxation)),
        ));
        self.ask_hard(&mut relaxation);
        self.phase = Phase::Proving { relaxation, tree };
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
            } if self.is_improving() => {
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
                if let Some(cutting) = self.cutting.take() {
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
        let enough = self.limits.gap.to_f64();
        let reach = match self.hard {
            Hard::Met if self.best_loss.hard > 0.0 => f64::INFINITY,
            Hard::First => self.best_loss.merged() - 0.5 * enough,
            Hard::Met | Hard::Kept => self.best_loss.points - 0.5 * enough,
        };
        let visit = tree.visit(&self.model, relaxation, reach);
        if matches!(visit, Visit::Pending) && self.steps < self.limits.steps {
            return Progress::Nothing;
        }
        self.visits += 1;
        if self.visits == 1 && matches!(visit, Visit::Point) {
            self.cutting = Some(Cutting::default());
        }
        if self.warm.is_none() {
            self.warm = tree
                .root_basis()
                .map(|basis| Warm::of(&self.model, relaxation, basis.clone()));
        }
        let better = match visit {
            Visit::Point => {
                let look = self.hard != Hard::First && self.visits.is_multiple_of(NODES_BETWEEN);
                let better =
                    (look || self.visits.is_power_of_two()) && self.round(relaxation, false);
                if look {
                    self.look_near(relaxation);
                }
                better
            }
            Visit::Whole => {
                let better = self.round(relaxation, true);
                tree.insist(&self.model, relaxation, self.best_loss.merged());
                better
            }
            Visit::HardUnreachable | Visit::Closed | Visit::Lost | Visit::Pending | Visit::Done => {
                false
            }
        };
        let best = if self.hard == Hard::First {
            self.best_loss.merged()
        } else {
            self.best_loss.points
        };
        let through =
            best - tree.loss() <= enough || matches!(visit, Visit::Done | Visit::HardUnreachable);
        if self.hard == Hard::First && (through || self.hard_is_enough(relaxation)) {
            self.keep_hard(relaxation, tree);
            return Progress::Nothing;
        }
        if through && self.hard == Hard::Met && self.best_loss.hard > 0.0 {
            self.settle_hard(relaxation, tree);
            return Progress::Nothing;
        }
        let ended = through || self.steps >= self.limits.steps;
        let due = self.hard != Hard::First && (ended || self.bound_is_due(tree));
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

    /// Keeps a plan that is better and that `certify` accepts.
    ///
    /// Near to home, a plan that differs in more options must be better by their price.
    fn keep(&mut self, plan: Ledger) -> bool {
        let loss = self.ground.loss(&plan);
        if !loss.below(self.best_loss.eased(self.way(&plan))) {
            return false;
        }
        let Some(certified) = certified(&self.case, &plan) else {
            return false;
        };
        (self.best, self.best_loss, self.certified) = (plan, loss, certified);
        true
    }

    /// What a plan gains by being nearer to home than the best plan; negative where it is farther.
    fn way(&self, plan: &Ledger) -> f64 {
        let of = |home: &Home| home.price * (home.far(&self.best) - home.far(plan)) as f64;
        self.home.as_ref().map_or(0.0, of)
    }

    /// The best plan so far.
    #[must_use]
    pub fn answer(&self) -> Answer {
        Answer {
            allocation: allocation_of(&self.case, &self.best.x),
            points: self.certified.points,
            score: self.certified.score,
            hard: self.certified.hard,
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
    match Search::new(case.clone(), limits) {
        Ok(mut search) => {
            while search.step() != Progress::Settled {}
            Outcome::Plan(search.answer())
        }
        Err(conflicts) => Outcome::Conflict(conflicts),
    }
}

fn certified(case: &Case, ledger: &Ledger) -> Option<certify::Measured> {
    certify::plan(case, &allocation_of(case, &ledger.x)).ok()
}

/// Points that a plan must be better by to differ from its home in as many options as that has.
const FAR: f64 = 0.2;
/// As many points at least for each of them.
const LEAST_FAR: f64 = 3.5e-4;
/// Nodes of the tree between two neighborhoods.
const NODES_BETWEEN: u64 = 4;
