//! The ladder of budgets: more money is never worse.
//!
//! # The promise
//! A rung is a whole percent of the unedited plan's money C₀, spread over funds and years in the proportion of the case at
//! hand. S(k) is what [`solve`](super::solve) finds at rung k. The plan at a budget is the best of S(j) over *all* rungs j whose
//! money the budget has, year by year and fund by fund, and of the rung just above where its plan fits all the same. These sets
//! only grow with the budget, so the score never falls along one proportion. Between budgets of different proportions nothing
//! is promised beyond the gaps; where hard targets cannot all be met, neither.
//!
//! # What it costs
//! Most S(j) need no solving. A proof made at one rung bounds every other: its multipliers are combined with the other rung's
//! money, in exact integers. Once such a bound at rung j is no more than the score in hand, no plan of rung j or below can be
//! better, and the search for lower rungs ends there. So an answer takes about 2 + gap ⁄ slope solves, where the slope is the
//! score that one rung brings. Far above the need the slope vanishes; therefore the plan of the topmost rung, which money
//! cannot help any more, stands for all rungs at which it fits.
//!
//! Measured at 600 steps a rung and 100 % of the plan's money, in multiples of one solve: Shanxi 1.4, Ruian 2.3, Yueqing 3,
//! Hengyang, whose gap is 0.66, nearly 9.
//!
//! A budget between two rungs may leave up to a hundredth of C₀ unused: let sliders of money stop at rungs.

use std::collections::BTreeMap;

use super::{Answer, Conflict, Limits, Outcome, Points, Progress, Proof, Search, certify};
use crate::domain::{Allocation, Case, Edits, Yuan};

/// Rungs in C₀.
pub const RUNGS: i64 = 100;
/// Rungs between two that are solved from nothing; those between start from the lower of them and stay near to it, so that a
/// little more money changes little.
pub const APART: u32 = 10;
/// The highest rung there is.
pub const HIGHEST: u32 = 100_000;
/// Sliders of money stop at multiples of this.
const WAN: i64 = 10_000;
/// A year's money that is this near to the plan's own proportion is in it: sliders round to 10,000 yuan.
const ROUNDING: i128 = 10_000;

/// Budgets in one proportion. Yuan by fund and period; indices are those of the case.
#[derive(Clone, Debug)]
pub struct Rungs {
    case: Case,
    shape: Vec<Vec<i64>>,
    total: i128,
}

impl Rungs {
    /// The rungs in the proportion of a case's money: in that of the plan where the case has none, or differs only by the
    /// rounding of years to 10,000 yuan.
    #[must_use]
    pub fn of(case: &Case) -> Rungs {
        let own = own(case);
        let sum = |m: &[Vec<i64>]| m.iter().flatten().map(|y| i128::from(*y)).sum::<i128>();
        let shape = if sum(&case.budget) == 0 || only_scaled(&own, &case.budget) {
            own
        } else {
            case.budget.clone()
        };
        Rungs {
            total: sum(&shape).max(1),
            shape,
            case: case.clone(),
        }
    }

    /// Yuan by fund and period at a rung, rounded down; every entry grows with the rung.
    #[must_use]
    pub fn money(&self, rung: u32) -> Vec<Vec<i64>> {
        let scale = i128::from(rung) * i128::from(self.case.cost_scale);
        let at = |y: &i64| (i128::from(*y) * scale / (i128::from(RUNGS) * self.total)) as i64;
        self.shape
            .iter()
            .map(|fund| fund.iter().map(at).collect())
            .collect()
    }

    /// Money of a rung by period, all funds together, rounded up to 10,000 yuan as sliders are: it pays whatever the rung pays.
    #[must_use]
    pub fn years(&self, rung: u32) -> Vec<Yuan> {
        let money = self.money(rung);
        let year = |p: usize| money.iter().map(|fund| fund[p]).sum::<i64>();
        let up = |yuan: i64| Yuan((yuan + WAN - 1).div_euclid(WAN) * WAN);
        (0..self.case.periods()).map(|p| up(year(p))).collect()
    }

    /// Edits with the money of a rung: those of the case, with everything that gives money scaled to the rung and rounded up
    /// to 10,000 yuan.
    #[must_use]
    pub fn edited(&self, edits: &Edits, rung: u32) -> Edits {
        let mut edited = edits.clone();
        let now: i128 = self.shape.iter().flatten().map(|y| i128::from(*y)).sum();
        let then = i128::from(self.budget(rung).0);
        let scaled = |yuan: i64| {
            let wan = i128::from(WAN);
            let exact = i128::from(yuan) * then;
            (exact + now * wan - 1).div_euclid((now * wan).max(1)) as i64 * WAN
        };
        for yuan in edited
            .added
            .values_mut()
            .flat_map(|years| years.values_mut())
        {
            *yuan = Yuan(scaled(yuan.0));
        }
        for (period, all) in self.case.plan.horizon.periods.iter().zip(self.years(rung)) {
            let spread = (all.0 - edited.added_in(period.first).0).max(0);
            edited.budget.insert(period.first, Yuan(spread));
        }
        edited
    }

    /// All money of a rung.
    #[must_use]
    pub fn budget(&self, rung: u32) -> Yuan {
        Yuan(self.money(rung).iter().flatten().sum())
    }

    /// The case with the money of a rung.
    #[must_use]
    pub fn case(&self, rung: u32) -> Case {
        Case {
            budget: self.money(rung),
            ..self.case.clone()
        }
    }

    /// The highest rung that a case can pay, year by year and fund by fund.
    #[must_use]
    pub fn below(&self, case: &Case) -> u32 {
        highest(HIGHEST, |k| covers(case, &case.budget, &self.money(k)))
    }

    /// The lowest rung at which money forbids nothing; [`HIGHEST`] where a fund that is asked for gives nothing.
    #[must_use]
    pub fn top(&self) -> u32 {
        let case = &self.case;
        let mut most = vec![vec![0_i64; case.periods()]; case.budget.len()];
        for (o, option) in case.options.iter().enumerate() {
            for spend in option.spend.iter().filter(|s| s.yuan > 0) {
                let all = spend.yuan.saturating_mul(case.most(o).max(0));
                let entry = &mut most[spend.fund][spend.period];
                *entry = entry.saturating_add(all).min(MOST_MONEY);
            }
        }
        let short = |k: u32| !covers(case, &self.money(k), &most);
        if short(0) {
            (highest(HIGHEST, short) + 1).min(HIGHEST)
        } else {
            0
        }
    }

    /// The lowest rung up to `top` at which a plan fits; none where it does not fit at `top`.
    #[must_use]
    pub fn lowest_fit(&self, allocation: &Allocation, top: u32) -> Option<u32> {
        let fits = |k: u32| certify::plan(&self.case(k), allocation).is_ok();
        if !fits(top) {
            return None;
        }
        let misfit = |k: u32| !fits(k);
        Some(if misfit(0) {
            highest(top, misfit) + 1
        } else {
            0
        })
    }
}

/// Sums of money stay exact below this.
const MOST_MONEY: i64 = i64::MAX / 1_000_000;

/// The largest k ≤ `most` for which `holds`, which holds up to some k and never after; 0 where it never holds.
pub(super) fn highest(most: u32, holds: impl Fn(u32) -> bool) -> u32 {
    let (mut low, mut high) = (0, most);
    while low < high {
        let middle = low + (high - low).div_ceil(2);
        if holds(middle) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    low
}

/// The unedited plan's money by fund and period.
fn own(case: &Case) -> Vec<Vec<i64>> {
    let mut all = vec![vec![0; case.periods()]; case.budget.len()];
    for amount in &case.plan.budget.amounts {
        let fund = case
            .plan
            .budget
            .funds
            .iter()
            .position(|f| f.id == amount.fund);
        let Some(fund) = fund else { continue };
        for (p, figure) in amount.by_period.iter().take(case.periods()).enumerate() {
            all[fund][p] += figure.value.0;
        }
    }
    all
}

fn only_scaled(own: &[Vec<i64>], budget: &[Vec<i64>]) -> bool {
    let by_period = |money: &[Vec<i64>], p: usize| money.iter().map(|f| i128::from(f[p])).sum();
    let periods = own.first().map_or(0, Vec::len);
    let years =
        |money: &[Vec<i64>]| -> Vec<i128> { (0..periods).map(|p| by_period(money, p)).collect() };
    let (own, now) = (years(own), years(budget));
    let (all, total): (i128, i128) = (own.iter().sum(), now.iter().sum());
    let near = |(a, b): (&i128, &i128)| (a * total - b * all).abs() <= ROUNDING * all;
    all > 0 && own.iter().zip(&now).all(near)
}

/// Whether money has at least as much as other money at every point where spending is limited.
fn covers(case: &Case, has: &[Vec<i64>], needs: &[Vec<i64>]) -> bool {
    has.iter().zip(needs).all(|(has, needs)| {
        let mut left = 0_i128;
        has.iter().zip(needs).all(|(a, b)| {
            left = i128::from(*a) - i128::from(*b) + if case.carry_over { left } else { 0 };
            left >= 0
        })
    })
}

/// What a rung's search found.
#[derive(Clone, Debug)]
struct Found {
    allocation: Allocation,
    score: Points,
    /// Whether all hard targets are met.
    hard_met: bool,
    proof: Option<Proof>,
    steps: u64,
}

/// The rungs of one proportion with what was found there; serves every budget of that proportion.
#[derive(Clone, Debug)]
pub struct Ladder {
    rungs: Rungs,
    limits: Limits,
    top: u32,
    /// The lowest rung at which the topmost rung's plan fits.
    fits: Option<u32>,
    /// None where the pins leave no plan.
    found: BTreeMap<u32, Option<Found>>,
}

/// What is still to be done for an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// The plan of a rung.
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
        self.found.contains_key(&rung)
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
        if !self.found.contains_key(&self.top) {
            return Wanted::Rung(self.top);
        }
        let mut rung = self.start(case);
        loop {
            if !self.found.contains_key(&rung) {
                if self.excluded(case, rung) {
                    return Wanted::Nothing;
                }
                let anchor = self.anchor(rung);
                let first = anchor.filter(|a| !self.found.contains_key(a));
                return Wanted::Rung(first.unwrap_or(rung));
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
        let exact = self.rungs.money(below) == case.budget;
        let rung = if exact {
            below
        } else {
            below.saturating_add(1)
        };
        let most = self.fits.map_or(self.top, |fits| fits.saturating_sub(1));
        rung.min(most)
    }

    /// Whether no plan of a rung can be better than what a case has.
    fn excluded(&self, case: &Case, rung: u32) -> bool {
        let Some(best) = self.best(case) else {
            return false;
        };
        let at = self.rungs.case(rung);
        let bounds = self
            .found
            .values()
            .flatten()
            .filter_map(|f| f.proof.as_ref());
        bounds
            .filter_map(|proof| certify::bound(&at, proof).ok())
            .any(|bound| bound <= best.score)
    }

    /// The best plan found that fits a case; of equals the one of the highest rung.
    fn best(&self, case: &Case) -> Option<&Found> {
        let start = self.start(case);
        let allowed = self
            .found
            .iter()
            .filter(|(k, _)| **k <= start || **k == self.top);
        let fitting = allowed
            .filter_map(|(_, f)| f.as_ref())
            .filter(|f| certify::plan(case, &f.allocation).is_ok());
        fitting.max_by_key(|f| (f.hard_met, f.score))
    }

    /// The rung whose plan the search of a rung starts from: the next lower multiple of ten. None for those and the topmost.
    #[must_use]
    pub fn anchor(&self, rung: u32) -> Option<u32> {
        let anchor = rung - rung % APART;
        (anchor != rung && rung != self.top).then_some(anchor)
    }

    /// The search of a rung; its [`Ladder::anchor`] must have been solved before.
    ///
    /// # Errors
    /// What makes the pins impossible there.
    pub fn search(&self, rung: u32) -> Result<Search, Vec<Conflict>> {
        let case = self.rungs.case(rung);
        let anchor = self.anchor(rung).and_then(|a| self.found.get(&a));
        match anchor.and_then(Option::as_ref) {
            Some(start) => Search::from(case, &start.allocation, self.limits),
            None => Search::new(case, self.limits),
        }
    }

    /// Solves a rung, once, after its anchor.
    pub fn solve(&mut self, rung: u32) {
        if let Some(anchor) = self.anchor(rung)
            && !self.found.contains_key(&anchor)
        {
            self.solve(anchor);
        }
        if let Ok(mut search) = self.search(rung) {
            while search.step() != Progress::Settled {}
            self.take(rung, Some(search.answer()));
        } else {
            self.take(rung, None);
        }
    }

    /// Takes what a search of a rung's case has found; none where the pins leave no plan there.
    pub fn take(&mut self, rung: u32, answer: Option<Answer>) {
        let case = self.rungs.case(rung);
        let found = answer.and_then(|answer| {
            let measured = certify::plan(&case, &answer.allocation).ok()?;
            let mut checks = case.checks.iter().zip(&measured.checks);
            Some(Found {
                score: measured.score,
                hard_met: checks.all(|(c, t)| !c.hard || t.met()),
                allocation: answer.allocation,
                proof: answer.proof,
                steps: answer.steps,
            })
        });
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
        let measured = certify::plan(case, &best.allocation).ok()?;
        let proofs = self
            .found
            .values()
            .flatten()
            .filter_map(|f| f.proof.as_ref());
        let bounded = proofs.filter_map(|p| Some((certify::bound(case, p).ok()?, p)));
        let tightest = bounded.min_by_key(|(bound, _)| *bound);
        Some(Answer {
            allocation: best.allocation.clone(),
            points: measured.points,
            score: measured.score,
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
            self.solve(rung);
        }
        match self.answer(case) {
            Some(answer) => Outcome::Plan(answer),
            None => super::solve(case, self.limits),
        }
    }
}

/// The canonical answer that never falls with more money in the same proportion.
#[must_use]
pub fn settle(case: &Case, limits: Limits) -> Outcome {
    Ladder::of(case, limits).settle(case)
}
