//! The second mode: the least budget at which some plan meets every target that can be met, with a proof from below.
//!
//! Budgets are the rungs of one proportion ([`Rungs`]). A rung is *enough* where a certified plan meets every check asked for,
//! *too little* where a checked bound says that no plan does: the bound is that of a case in which only these checks count, so
//! a plan that meets them scores 100 less the price of its cost, and a bound below that leaves none. Between the two nothing
//! is known; [`LeastBudget::band`] says how far they are apart.

use super::rungs::Rungs;
use super::rungs::highest;
use crate::domain::{Allocation, Case, sort_by_key};
use crate::optimize::certify;
use crate::optimize::model::formulation::Proof;
use crate::optimize::model::points::Points;
use crate::optimize::search::problem::Limits;
use crate::optimize::search::state::{Progress, Search};

/// What is asked: the score of these cases counts the checks that can be met and nothing else, cost but for a trace.
const TRACE: i64 = 1_000;

/// The least budget that meets every check that can be met.
#[derive(Clone, Debug)]
pub struct Band {
    /// At this rung some plan meets them: `allocation`.
    pub enough: u32,
    /// At this rung none does; proved. None where nothing is proved.
    pub too_little: Option<u32>,
    /// A plan that meets them within the money of rung `enough`.
    pub allocation: Allocation,
}

/// A check that is not met with any amount of money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutOfReach {
    /// The check.
    pub check: usize,
    /// Proved for the check alone; else it is only that no plan was found, or that others stand against it.
    pub proved: bool,
}

/// The search for the least budget, piece by piece.
pub struct LeastBudget {
    rungs: Rungs,
    top: u32,
    limits: Limits,
    asked: Vec<bool>,
    /// Checks that can be met alone.
    tried: Vec<usize>,
    out: Vec<OutOfReach>,
    phase: LeastPhase,
    running: Option<LeastRun>,
    band: Option<Band>,
    /// Rungs whose search ended without a decision.
    open: Vec<u32>,
}

struct LeastRun {
    rung: u32,
    case: Case,
    search: Box<Search>,
}

enum LeastPhase {
    /// All checks asked for, at the topmost rung.
    Reach,
    /// Checks that were missed there, one by one.
    Alone(Vec<usize>),
    /// Between too little and enough.
    Between,
    /// Nothing is left to do.
    Ended,
}

/// What a search at a rung has decided.
enum RungVerdict {
    /// This plan meets every check asked for.
    Enough(Allocation),
    /// No plan does; the best that was found.
    TooLittle(Option<Proof>, Allocation),
    /// The steps are used up; the best that was found.
    Open(Allocation),
    /// The pins leave no plan at all.
    NoPlan,
}

impl LeastBudget {
    /// For the proportion of a case's money. `limits.steps` is what each rung may take.
    #[must_use]
    pub fn new(case: &Case, limits: Limits) -> LeastBudget {
        let rungs = Rungs::of(case);
        LeastBudget {
            top: rungs.top(),
            rungs,
            limits: Limits {
                gap: Points(1),
                ..limits
            },
            asked: case.checks.iter().map(|c| c.weight > 0).collect(),
            tried: Vec::new(),
            out: Vec::new(),
            phase: LeastPhase::Reach,
            running: None,
            band: None,
            open: Vec::new(),
        }
    }

    /// The budgets.
    #[must_use]
    pub fn rungs(&self) -> &Rungs {
        &self.rungs
    }

    /// What is known of the least budget so far.
    #[must_use]
    pub fn band(&self) -> Option<&Band> {
        self.band.as_ref()
    }

    /// Checks that no budget meets, in the order of the case, as far as it is known. Checks without weight are not asked for.
    #[must_use]
    pub fn out_of_reach(&self) -> &[OutOfReach] {
        &self.out
    }

    /// Whether nothing is left to do.
    #[must_use]
    pub fn ended(&self) -> bool {
        matches!(self.phase, LeastPhase::Ended)
    }

    /// Does one piece of work; false at the end. A piece is a step of a search, or the begin of one.
    pub fn step(&mut self) -> bool {
        if let Some(mut running) = self.running.take() {
            let progress = running.search.step();
            match decided(&running, progress) {
                None => self.running = Some(running),
                Some(verdict) => self.conclude(running.rung, verdict),
            }
        } else {
            self.begin();
        }
        !self.ended()
    }

    /// Works to the end.
    pub fn finish(&mut self) {
        while self.step() {}
    }

    fn begin(&mut self) {
        let next = match &self.phase {
            LeastPhase::Ended => return,
            LeastPhase::Reach => Some((self.top, self.asking(&self.asked, self.top))),
            LeastPhase::Alone(left) => left.last().map(|check| {
                let only: Vec<bool> = (0..self.asked.len()).map(|c| c == *check).collect();
                (self.top, self.asking(&only, self.top))
            }),
            LeastPhase::Between => self.between().map(|k| (k, self.asking(&self.asked, k))),
        };
        let Some((rung, case)) = next else {
            self.phase = match self.phase {
                LeastPhase::Alone(_) => LeastPhase::Reach,
                LeastPhase::Reach | LeastPhase::Between | LeastPhase::Ended => LeastPhase::Ended,
            };
            return;
        };
        match Search::new(case.clone(), self.limits) {
            Ok(search) => {
                let running = LeastRun {
                    rung,
                    case,
                    search: Box::new(search),
                };
                match decided(&running, Progress::Better) {
                    Some(verdict) => self.conclude(rung, verdict),
                    None => self.running = Some(running),
                }
            }
            // Pins that cannot be paid leave no plan.
            Err(_) => self.conclude(rung, RungVerdict::NoPlan),
        }
    }

    /// The next rung to decide. Above every rung that stayed open only plans can be found, below them only proofs; between
    /// two of them neither.
    fn between(&self) -> Option<u32> {
        let band = self.band.as_ref()?;
        let low = band.too_little.map_or(-1, i64::from);
        let enough = i64::from(band.enough);
        let open = || {
            self.open
                .iter()
                .map(|k| i64::from(*k))
                .filter(|k| (low + 1..enough).contains(k))
        };
        let (last, first) = (open().max().unwrap_or(low), open().min().unwrap_or(low));
        let middle = |a: i64, b: i64| (b - a > 1).then(|| a + (b - a) / 2);
        let next = middle(last, enough).or_else(|| middle(low, first))?;
        u32::try_from(next).ok()
    }

    /// The case at a rung in which only these checks count.
    fn asking(&self, asked: &[bool], rung: u32) -> Case {
        let mut case = self.rungs.case(rung);
        for (check, asked) in case.checks.iter_mut().zip(asked) {
            check.hard = false;
            check.weight = if *asked { check.weight.max(1) } else { 0 };
        }
        case.total_weight = case.checks.iter().map(|c| c.weight).sum();
        case.fairness = 0;
        case.idle = 0;
        case.idles.clear();
        case.cost_scale = case.cost_scale.saturating_mul(TRACE);
        case
    }

    fn conclude(&mut self, rung: u32, verdict: RungVerdict) {
        match (
            std::mem::replace(&mut self.phase, LeastPhase::Ended),
            verdict,
        ) {
            (LeastPhase::Reach, RungVerdict::Enough(allocation)) => {
                self.phase = LeastPhase::Between;
                self.enough(rung, allocation);
            }
            (LeastPhase::Reach, RungVerdict::TooLittle(_, best) | RungVerdict::Open(best)) => {
                self.missed(&best);
            }
            (LeastPhase::Alone(mut left), verdict) => {
                if let Some(check) = left.pop() {
                    self.alone(check, &verdict);
                }
                self.phase = LeastPhase::Alone(left);
            }
            (LeastPhase::Between, verdict) => {
                self.phase = LeastPhase::Between;
                match verdict {
                    RungVerdict::Enough(allocation) => self.enough(rung, allocation),
                    RungVerdict::TooLittle(proof, _) => self.too_little(rung, proof.as_ref()),
                    RungVerdict::Open(_) => self.open.push(rung),
                    RungVerdict::NoPlan => self.too_little(rung, None),
                }
            }
            (LeastPhase::Ended, _) | (LeastPhase::Reach, RungVerdict::NoPlan) => {}
        }
    }

    /// The best plan with all money misses some checks: those are tried alone, and what can be met alone but not with the
    /// others is left out once nothing else is.
    fn missed(&mut self, best: &Allocation) {
        let case = self.asking(&self.asked, self.top);
        let Ok(measured) = certify::allocation(&case, best) else {
            return;
        };
        let missing = |c: &usize| self.asked[*c] && !measured.checks[*c].met();
        let missed: Vec<usize> = (0..self.asked.len()).filter(missing).collect();
        let new: Vec<usize> = missed
            .iter()
            .copied()
            .filter(|c| !self.tried.contains(c))
            .collect();
        if missed.is_empty() {
            return;
        }
        if new.is_empty() {
            missed.into_iter().for_each(|c| self.leave_out(c, false));
            self.phase = LeastPhase::Reach;
        } else {
            self.phase = LeastPhase::Alone(new);
        }
    }

    fn alone(&mut self, check: usize, verdict: &RungVerdict) {
        match verdict {
            RungVerdict::Enough(_) => self.tried.push(check),
            RungVerdict::Open(_) => self.leave_out(check, false),
            RungVerdict::TooLittle(..) | RungVerdict::NoPlan => self.leave_out(check, true),
        }
    }

    fn leave_out(&mut self, check: usize, proved: bool) {
        self.asked[check] = false;
        self.out.push(OutOfReach { check, proved });
        sort_by_key(&mut self.out, |o| o.check);
    }

    /// A plan that is enough at a rung often fits a lower one.
    fn enough(&mut self, rung: u32, allocation: Allocation) {
        let enough = self.rungs.lowest_fit(&allocation, rung).unwrap_or(rung);
        let too_little = self.band.as_ref().and_then(|b| b.too_little);
        self.band = Some(Band {
            enough,
            too_little,
            allocation,
        });
    }

    /// A proof of too little at a rung often holds for higher ones.
    fn too_little(&mut self, rung: u32, proof: Option<&Proof>) {
        let Some(enough) = self.band.as_ref().map(|b| b.enough) else {
            return;
        };
        let excludes = |k: u32| {
            let case = self.asking(&self.asked, k);
            k <= rung
                || proof
                    .is_some_and(|p| certify::bound(&case, p).is_ok_and(|b| leaves_none(&case, b)))
        };
        let most = highest(enough.saturating_sub(1), excludes);
        if let Some(band) = &mut self.band {
            band.too_little = band.too_little.max(Some(most));
        }
    }
}

fn decided(running: &LeastRun, progress: Progress) -> Option<RungVerdict> {
    if progress == Progress::Nothing {
        return None;
    }
    let answer = running.search.answer();
    if answer.points == Points::FULL {
        return Some(RungVerdict::Enough(answer.allocation));
    }
    let too_little = answer
        .bound
        .is_some_and(|bound| leaves_none(&running.case, bound));
    if too_little {
        return Some(RungVerdict::TooLittle(answer.proof, answer.allocation));
    }
    (progress == Progress::Settled).then_some(RungVerdict::Open(answer.allocation))
}

/// Whether a bound leaves no plan that meets every check that counts: such a plan loses only what its cost weighs, and it
/// costs no more than there is, or than everything that can be built.
fn leaves_none(case: &Case, bound: Points) -> bool {
    let money: i128 = case.budget.iter().flatten().map(|y| i128::from(*y)).sum();
    let options = case.options.iter().enumerate();
    let all: i128 = options
        .map(|(o, option)| i128::from(option.cost().max(0)) * i128::from(case.most(o).max(0)))
        .sum();
    let most = money.min(all) * (i128::from(Points::ONE) / 100);
    let lost = -(-most).div_euclid(i128::from(case.cost_scale.max(1)));
    i128::from(bound.0) < i128::from(Points::FULL.0) - lost
}
