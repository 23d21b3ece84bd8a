//! The repairs for repairs, piece by piece.

use std::collections::VecDeque;
use std::sync::Arc;

use super::repair::{Maker, Now, Repair, Trial, Where};
use crate::domain::{Allocation, Case, Edits, Plan, sort_by_key};
use crate::optimize::budget::settling::Settling;
use crate::optimize::model::answer::{Answer, Conflict};
use crate::optimize::params::repair_search::{MOST_RAISES, MOST_RUNGS, PROBE_STEPS};
use crate::optimize::search::problem::Limits;
use crate::optimize::search::state::{Progress, Search};

/// The repairs for repairs of every missed check of a scenario.
///
/// Cost: for each check about 15 short searches to find the least money, and a canonical answer for each repair.
pub struct Repairs {
    plan: Arc<Plan>,
    edits: Edits,
    allocation: Allocation,
    limits: Limits,
    now: Option<Now>,
    jobs: VecDeque<RepairJob>,
    running: Option<RepairRun>,
    found: Vec<Repair>,
}

/// What is still to be tried.
enum RepairJob {
    /// The first of these that works, each solved to the end.
    FirstOf(VecDeque<Trial>),
    /// The least money that is enough.
    Money(RepairMoney),
}

/// Between what is not enough and what is, in rungs above the money there is.
#[derive(Clone, Debug)]
struct RepairMoney {
    check: usize,
    to: Where,
    too_little: u32,
    enough: Option<u32>,
    /// Raises after the canonical answer did not do what a short search found.
    raised: u32,
}

struct RepairRun {
    trial: Trial,
    case: Case,
    engine: RepairEngine,
    goal: Goal,
}

/// What works on a trial.
enum RepairEngine {
    /// A short search of the case itself.
    Short(Box<Search>),
    /// The canonical answer.
    Canonical(Box<Settling>),
}

impl RepairEngine {
    fn new(case: Case, goal: &Goal, limits: Limits) -> Result<RepairEngine, Vec<Conflict>> {
        Ok(match goal {
            Goal::Probe(..) => {
                let steps = limits.steps.min(PROBE_STEPS);
                RepairEngine::Short(Box::new(Search::new(case, Limits { steps, ..limits })?))
            }
            Goal::Confirm(..) | Goal::Only(_) => {
                RepairEngine::Canonical(Box::new(Settling::new(case, limits)?))
            }
        })
    }

    fn step(&mut self) -> Progress {
        match self {
            RepairEngine::Short(search) => search.step(),
            RepairEngine::Canonical(settling) => settling.step(),
        }
    }

    fn answer(&self) -> Answer {
        match self {
            RepairEngine::Short(search) => search.answer(),
            RepairEngine::Canonical(settling) => settling.answer(),
        }
    }
}

/// What a search is for.
enum Goal {
    /// Whether this money is enough; ends with the first plan that is.
    Probe(RepairMoney, u32),
    /// The canonical answer of the least money found.
    Confirm(RepairMoney, u32),
    /// The canonical answer of a trial; the others are tried if it fails.
    Only(VecDeque<Trial>),
}

impl Repairs {
    /// For a scenario with its canonical answer's plan. Nothing is missed, or the edits are wrong: nothing to do.
    ///
    /// `limits` are those of the canonical answers that repairs speak of.
    #[must_use]
    pub fn new(plan: &Plan, edits: &Edits, allocation: &Allocation, limits: Limits) -> Repairs {
        let repairs = Repairs::of(plan, edits, allocation, limits);
        let missed: Vec<usize> = repairs.now.iter().flat_map(Now::missed).collect();
        repairs.only(&missed)
    }

    /// The same with no check to repair yet: say which by [`Repairs::only`].
    #[must_use]
    pub fn of(plan: &Plan, edits: &Edits, allocation: &Allocation, limits: Limits) -> Repairs {
        let plan = Arc::new(plan.clone());
        Repairs {
            now: Now::new(&plan, edits, allocation),
            plan,
            edits: edits.clone(),
            allocation: allocation.clone(),
            limits,
            jobs: VecDeque::new(),
            running: None,
            found: Vec::new(),
        }
    }

    /// Only these checks, in this order, such as the one a user opened.
    #[must_use]
    pub fn only(mut self, checks: &[usize]) -> Repairs {
        self.jobs.clear();
        let Some(now) = &self.now else { return self };
        let maker = Maker {
            plan: &self.plan,
            edits: &self.edits,
            now,
        };
        let missed: Vec<usize> = now.missed().filter(|c| checks.contains(c)).collect();
        let carry = now.case.carries();
        let of = |check: usize| -> VecDeque<RepairJob> {
            let last = if carry {
                0
            } else {
                now.case.checks[check].period
            };
            let only = |t: Trial| RepairJob::FirstOf([t].into());
            let money = |to: Where| RepairJob::Money(RepairMoney::of(check, to));
            let first = maker.first(check).map(only);
            let level = RepairJob::FirstOf(maker.level(check, &self.allocation).into());
            let funds = maker.funds(check).into_iter().map(Where::Fund);
            let single = (0..=last).map(Where::Period).chain(funds);
            let lifted = maker.lifted(check).into_iter().map(only);
            let jobs = first.into_iter().chain([level, money(Where::All)]);
            jobs.chain(single.map(money)).chain(lifted).collect()
        };
        let asked = checks.iter().copied().filter(|c| missed.contains(c));
        let mut of_each: Vec<VecDeque<RepairJob>> = asked.map(of).collect();
        let mut jobs = VecDeque::new();
        // In turn, so that every check soon has a repair.
        while of_each.iter().any(|own| !own.is_empty()) {
            jobs.extend(of_each.iter_mut().filter_map(VecDeque::pop_front));
        }
        self.jobs = jobs;
        self
    }

    /// Repairs found so far for a check, the most acceptable first; show three.
    #[must_use]
    pub fn of_check(&self, check: usize) -> Vec<&Repair> {
        let mut all: Vec<&Repair> = self.found.iter().filter(|r| r.check == check).collect();
        sort_by_key(&mut all, |r| r.rank());
        all
    }

    /// All repairs found so far, in the order of finding.
    #[must_use]
    pub fn found(&self) -> &[Repair] {
        &self.found
    }

    /// Does one piece of work, a step of a search or the begin of one; false at the end.
    pub fn step(&mut self) -> bool {
        if let Some(mut running) = self.running.take() {
            let progress = running.engine.step();
            self.look(running, progress);
        } else if let Some(job) = self.jobs.pop_front() {
            self.begin(job);
        }
        self.running.is_some() || !self.jobs.is_empty()
    }

    /// Works to the end.
    pub fn finish(&mut self) {
        while self.step() {}
    }

    fn begin(&mut self, job: RepairJob) {
        match job {
            RepairJob::FirstOf(mut trials) => {
                if let Some(trial) = trials.pop_front() {
                    self.run(trial, Goal::Only(trials));
                }
            }
            RepairJob::Money(money) => match money.next() {
                Next::Try(rungs) => self.probe(money, rungs),
                Next::Least(rungs) => self.confirm(money, rungs),
                Next::Hopeless => {}
            },
        }
    }

    fn trial(&self, money: &RepairMoney, rungs: u32) -> Option<Trial> {
        let maker = Maker {
            plan: &self.plan,
            edits: &self.edits,
            now: self.now.as_ref()?,
        };
        Some(maker.money(money.check, money.to, rungs))
    }

    fn probe(&mut self, money: RepairMoney, rungs: u32) {
        if let Some(trial) = self.trial(&money, rungs) {
            self.run(trial, Goal::Probe(money, rungs));
        }
    }

    fn confirm(&mut self, money: RepairMoney, rungs: u32) {
        if let Some(trial) = self.trial(&money, rungs) {
            self.run(trial, Goal::Confirm(money, rungs));
        }
    }

    fn run(&mut self, trial: Trial, goal: Goal) {
        let case = Case::sharing(&self.plan, &trial.edits);
        let started = case.ok().and_then(|case| {
            let engine = RepairEngine::new(case.clone(), &goal, self.limits).ok()?;
            Some((case, engine))
        });
        match started {
            Some((case, engine)) => {
                let running = RepairRun {
                    trial,
                    case,
                    engine,
                    goal,
                };
                self.look(running, Progress::Better);
            }
            None => self.ended(goal, None),
        }
    }

    /// A probe ends with the first plan that is enough, everything else when the search has settled.
    fn look(&mut self, running: RepairRun, progress: Progress) {
        let probe = matches!(running.goal, Goal::Probe(..));
        let settled = progress == Progress::Settled;
        if !(settled || probe && progress == Progress::Better) {
            self.running = Some(running);
            return;
        }
        let answer = running.engine.answer();
        let now = self.now.as_ref();
        let repair = now.and_then(|now| now.repair(&running.trial, &running.case, &answer));
        if settled || repair.is_some() {
            self.ended(running.goal, repair);
        } else {
            self.running = Some(running);
        }
    }

    fn ended(&mut self, goal: Goal, repair: Option<Repair>) {
        match (goal, repair) {
            (Goal::Only(_), Some(repair)) => self.found.push(repair),
            (Goal::Only(rest), None) => self.jobs.push_front(RepairJob::FirstOf(rest)),
            (Goal::Probe(mut money, rungs), repair) => {
                if repair.is_some() {
                    money.enough = Some(rungs);
                } else {
                    money.too_little = rungs;
                }
                self.jobs.push_front(RepairJob::Money(money));
            }
            (Goal::Confirm(money, rungs), Some(repair)) => {
                self.found.push(repair);
                self.later(&money, rungs);
            }
            (Goal::Confirm(mut money, rungs), None) => {
                money.raised += 1;
                if money.raised <= MOST_RAISES {
                    money.too_little = rungs;
                    money.enough = Some(rungs + (rungs / 8).max(1));
                    self.jobs.push_front(RepairJob::Money(money));
                }
            }
        }
    }

    /// Money that can be kept helps most in the first period; it may do as well in a later one, and the latest is asked for.
    fn later(&mut self, money: &RepairMoney, rungs: u32) {
        let Some(now) = self.now.as_ref() else { return };
        if money.to != Where::Period(0) || !now.case.carries() {
            return;
        }
        let last = now.case.checks[money.check].period;
        let trials = (1..=last).rev().filter_map(|p| {
            let later = RepairMoney::of(money.check, Where::Period(p));
            self.trial(&later, rungs)
        });
        let trials: VecDeque<Trial> = trials.collect();
        self.jobs.push_front(RepairJob::FirstOf(trials));
    }
}

/// What a search for the least money does next.
enum Next {
    /// See whether this is enough.
    Try(u32),
    /// This is the least.
    Least(u32),
    /// No money is enough.
    Hopeless,
}

impl RepairMoney {
    fn of(check: usize, to: Where) -> RepairMoney {
        RepairMoney {
            check,
            to,
            too_little: 0,
            enough: None,
            raised: 0,
        }
    }

    /// Doubling until it is enough, then halving the interval, to within a fiftieth of the amount.
    fn next(&self) -> Next {
        match self.enough {
            None if self.too_little >= MOST_RUNGS => Next::Hopeless,
            None => Next::Try((self.too_little * 4).clamp(1, MOST_RUNGS)),
            Some(enough) if self.raised > 0 || enough - self.too_little <= (enough / 50).max(1) => {
                Next::Least(enough)
            }
            Some(enough) => Next::Try(self.too_little + (enough - self.too_little) / 2),
        }
    }
}
