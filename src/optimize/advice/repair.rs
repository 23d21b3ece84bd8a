//! What a repair changes, what that brings, and the edits that say it.

use std::sync::Arc;

use super::ceiling::{without_need, without_running};
use crate::domain::{
    Allocation, BuildOption, Case, Decimal, Edits, Pin, Plan, Tally, TargetId, TargetKind, Yuan,
};
use crate::optimize::budget::rungs::Rungs;
use crate::optimize::budget::rungs::{highest, yuan_up};
use crate::optimize::certify::{Measured, allocation as measure};
use crate::optimize::model::answer::Answer;
use crate::optimize::model::points::Points;
use crate::optimize::params::repair::MOST_LIFTED;

/// What is changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The target is settled before the others, with the money there is.
    First,
    /// More money in every year, in proportion; the target is settled first, no other check is lost, and points do not fall.
    MoreMoney,
    /// More money in one period; the target is settled first, no other check is lost, and points do not fall.
    MoreInPeriod {
        /// Index of the period.
        period: usize,
    },
    /// More money from one funding source over all years; the target is settled first, no other check is lost, and points do
    /// not fall.
    MoreFromFund {
        /// Index of the source.
        fund: usize,
    },
    /// The level that can be met now.
    LowerLevel {
        /// In the unit of the target's level.
        level: Decimal,
    },
    /// Another target is not settled first any more.
    Waive {
        /// That target.
        target: TargetId,
    },
    /// A cell is no longer fixed.
    Unpin {
        /// Its pin.
        pin: Pin,
    },
    /// Running costs after the horizon have no ceiling any more.
    FreeRunning,
    /// New places may go as far beyond need as they like.
    FreeNeed,
}

/// What a repair does to a check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SideEffect {
    /// The check.
    pub check: usize,
    /// What it counts now.
    pub before: Tally,
    /// What it counts with the repair.
    pub after: Tally,
}

impl SideEffect {
    /// Met now, and not with the repair.
    #[must_use]
    pub fn lost(&self) -> bool {
        self.before.met() && !self.after.met()
    }

    /// Missed now, and met with the repair.
    #[must_use]
    pub fn won(&self) -> bool {
        !self.before.met() && self.after.met()
    }
}

/// A priced change that makes a missed check met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// The check that is met then.
    pub check: usize,
    /// What is changed.
    pub change: Change,
    /// Every edit of the scenario with the change applied.
    pub edits: Edits,
    /// Money added to the budget.
    pub extra: Yuan,
    /// What the plan costs more than now; negative where it costs less.
    pub spent: Yuan,
    /// Points then.
    pub points: Points,
    /// Score then.
    pub score: Points,
    /// Other checks whose shortfall changes, in the order of the case.
    pub sides: Vec<SideEffect>,
    /// The plan then.
    pub allocation: Allocation,
}

impl Repair {
    /// The smaller, the sooner it is shown: targets lost, money, then the points it leaves missing.
    #[must_use]
    pub fn rank(&self) -> (usize, i64, i64) {
        let lost = self.sides.iter().filter(|s| s.lost()).count();
        (lost, self.extra.0, -self.points.0)
    }
}

/// Where things stand without any repair.
pub(super) struct Now {
    pub(super) case: Case,
    pub(super) measured: Measured,
}

impl Now {
    pub(super) fn new(plan: &Arc<Plan>, edits: &Edits, allocation: &Allocation) -> Option<Now> {
        let case = Case::sharing(plan, edits).ok()?;
        let measured = measure(&case, allocation).ok()?;
        Some(Now { case, measured })
    }

    pub(super) fn missed(&self) -> impl Iterator<Item = usize> {
        let checks = self.measured.checks.iter().enumerate();
        checks.filter(|(_, t)| !t.met()).map(|(c, _)| c)
    }

    pub(super) fn money(&self) -> i64 {
        self.case.budget.iter().flatten().sum()
    }

    /// The repair that an answer of the edited case makes; none where the check is still missed, or where money
    /// makes the plan worse.
    pub(super) fn repair(&self, trial: &Trial, case: &Case, answer: &Answer) -> Option<Repair> {
        let then = measure(case, &answer.allocation).ok()?;
        let met = then.checks.get(trial.check)?.met();
        let pairs = self.measured.checks.iter().zip(&then.checks).enumerate();
        let loses = then.points < self.measured.points
            || pairs.clone().any(|(_, (a, b))| a.met() && !b.met());
        if !met || trial.lossless() && loses {
            return None;
        }
        let changed = |(c, (a, b)): &(usize, (&Tally, &Tally))| {
            *c != trial.check && a.short * b.of != b.short * a.of
        };
        let side = |(check, (before, after)): (usize, (&Tally, &Tally))| SideEffect {
            check,
            before: *before,
            after: *after,
        };
        Some(Repair {
            check: trial.check,
            change: trial.change.clone(),
            edits: trial.edits.clone(),
            extra: Yuan(case.budget.iter().flatten().sum::<i64>() - self.money()),
            spent: Yuan(then.cost - self.measured.cost),
            points: then.points,
            score: then.score,
            sides: pairs.filter(changed).map(side).collect(),
            allocation: answer.allocation.clone(),
        })
    }
}

/// A change with the edits that say it, to be solved.
#[derive(Clone, Debug)]
pub(super) struct Trial {
    pub(super) check: usize,
    pub(super) change: Change,
    pub(super) edits: Edits,
}

impl Trial {
    /// Money must not make the plan worse.
    fn lossless(&self) -> bool {
        matches!(
            self.change,
            Change::MoreMoney | Change::MoreInPeriod { .. } | Change::MoreFromFund { .. }
        )
    }
}

/// Where money is added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Where {
    /// In all periods.
    All,
    /// In one.
    Period(usize),
    /// In all periods, by one funding source.
    Fund(usize),
}

impl Where {
    fn change(self) -> Change {
        match self {
            Where::All => Change::MoreMoney,
            Where::Period(period) => Change::MoreInPeriod { period },
            Where::Fund(fund) => Change::MoreFromFund { fund },
        }
    }
}

/// Makes trials of the checks of a plan as it stands.
pub(super) struct Maker<'a> {
    pub(super) plan: &'a Arc<Plan>,
    pub(super) edits: &'a Edits,
    pub(super) now: &'a Now,
}

impl Maker<'_> {
    fn target(&self, check: usize) -> &TargetId {
        &self.plan.targets[self.now.case.checks[check].target].id
    }

    fn hard(&self, check: usize) -> Edits {
        let mut edits = self.edits.clone();
        let id = self.target(check).clone();
        edits.targets.entry(id).or_default().hard = Some(true);
        edits
    }

    pub(super) fn first(&self, check: usize) -> Option<Trial> {
        (!self.now.case.checks[check].hard).then(|| Trial {
            check,
            change: Change::First,
            edits: self.hard(check),
        })
    }

    /// As much more as leads `rungs` up: the canonical answer uses no part of one.
    pub(super) fn money(&self, check: usize, to: Where, rungs: u32) -> Trial {
        let hard = self.hard(check);
        let case = &self.now.case;
        let extra = || yuan_up(case, self.now.money(), rungs);
        let edits = match to {
            Where::All => {
                let all = Rungs::of(case);
                all.edited(&hard, all.below(case).saturating_add(rungs))
            }
            Where::Period(period) => self.in_period(hard, period, extra()),
            Where::Fund(fund) => self.by_fund(hard, fund, extra()),
        };
        Trial {
            check,
            change: to.change(),
            edits,
        }
    }

    fn in_period(&self, mut edits: Edits, only: usize, extra: i64) -> Edits {
        for (p, has) in self.by_period().iter().enumerate() {
            let year = self.plan.horizon.periods[p].first;
            let more = if p == only { extra } else { 0 };
            // What single sources get on top stays on top.
            let spread = (has + more - edits.added_in(year).0).max(0);
            edits.budget.insert(year, Yuan(spread));
        }
        edits
    }

    /// In proportion to the money of the periods, what is left by rounding in the last.
    fn by_fund(&self, mut edits: Edits, fund: usize, extra: i64) -> Edits {
        let by_period = self.by_period();
        let total: i128 = by_period.iter().map(|y| i128::from(*y)).sum();
        let last = by_period.len() - 1;
        let id = self.plan.budget.funds[fund].id.clone();
        let years = edits.added.entry(id).or_default();
        let mut left = extra;
        for (p, has) in by_period.iter().enumerate() {
            let share = match i128::from(extra) * i128::from(*has) {
                _ if p == last => left,
                _ if total == 0 => extra / by_period.len() as i64,
                part => (part / total) as i64,
            };
            left -= share;
            let year = self.plan.horizon.periods[p].first;
            years.entry(year).or_default().0 += share;
        }
        edits
    }

    /// Funding sources that pay for something that helps a check; none where there is but one source.
    pub(super) fn funds(&self, check: usize) -> Vec<usize> {
        let case = &self.now.case;
        let services = case.checks[check].rule.services();
        let helps = |o: &&BuildOption| {
            let adds = |(s, n): &(usize, i64)| *n > 0 && services.contains(s);
            o.effects.iter().any(adds)
        };
        let helping: Vec<&BuildOption> = case.options.iter().filter(helps).collect();
        let pays = |fund: &usize| {
            let spends = |o: &&BuildOption| o.spend.iter().any(|s| s.fund == *fund && s.yuan > 0);
            helping.iter().any(spends)
        };
        let funds = 0..self.plan.budget.funds.len();
        if funds.len() < 2 {
            return Vec::new();
        }
        funds.filter(pays).collect()
    }

    fn by_period(&self) -> Vec<i64> {
        let budget = &self.now.case.budget;
        let periods = 0..self.now.case.periods();
        periods
            .map(|p| budget.iter().map(|fund| fund[p]).sum())
            .collect()
    }

    /// The highest level that the plan as it stands meets, first without and then with the target settled first.
    pub(super) fn level(&self, check: usize, allocation: &Allocation) -> Vec<Trial> {
        let of = &self.now.case.checks[check];
        let target = &self.plan.targets[of.target];
        let grid = self.grid(check);
        let edited = |n: u32, mut edits: Edits| {
            let level = Decimal {
                micro: i64::from(n) * grid,
            };
            let levels = &mut edits.targets.entry(target.id.clone()).or_default().levels;
            levels.insert(target.milestones[of.milestone].year, level);
            (level, edits)
        };
        let meets = |n: u32| {
            let case = Case::sharing(self.plan, &edited(n, self.edits.clone()).1);
            let measured = case.ok().and_then(|case| measure(&case, allocation).ok());
            measured.is_some_and(|m| m.checks[check].met())
        };
        let most = u32::try_from(of.level.micro / grid).unwrap_or(0);
        let n = highest(most, meets);
        if n == 0 {
            return Vec::new();
        }
        let trial = |edits: Edits| {
            let (level, edits) = edited(n, edits);
            Trial {
                check,
                change: Change::LowerLevel { level },
                edits,
            }
        };
        vec![trial(self.edits.clone()), trial(self.hard(check))]
    }

    /// Levels are whole numbers of this many millionths: the slider's step where there is one.
    fn grid(&self, check: usize) -> i64 {
        let target = &self.plan.targets[self.now.case.checks[check].target];
        let whole = matches!(
            target.rule,
            TargetKind::Count { .. } | TargetKind::Annual { .. } | TargetKind::Status { .. }
        );
        let step = target.slider.map_or(0, |s| s.step.micro);
        match step {
            step if step > 0 => step,
            _ if whole => Decimal::SCALE,
            _ => Decimal::SCALE / 1_000,
        }
    }

    /// Each hard target but its own, each pin and each limit that is no money, lifted.
    pub(super) fn lifted(&self, check: usize) -> Vec<Trial> {
        let case = &self.now.case;
        let mut targets: Vec<usize> = case
            .checks
            .iter()
            .filter(|c| c.hard)
            .map(|c| c.target)
            .collect();
        targets.dedup();
        targets.retain(|t| *t != case.checks[check].target);
        let waive = targets.into_iter().take(MOST_LIFTED).map(|t| {
            let id = self.plan.targets[t].id.clone();
            let mut edits = self.edits.clone();
            edits.targets.entry(id.clone()).or_default().hard = Some(false);
            Trial {
                check,
                change: Change::Waive { target: id },
                edits,
            }
        });
        let unpin = (0..self.edits.pins.len()).take(MOST_LIFTED).map(|i| {
            let mut edits = self.edits.clone();
            let pin = edits.pins.remove(i);
            Trial {
                check,
                change: Change::Unpin { pin },
                edits,
            }
        });
        let running = without_running(self.plan, self.edits, case).map(|edits| Trial {
            check,
            change: Change::FreeRunning,
            edits,
        });
        let need = without_need(self.plan, self.edits).map(|edits| Trial {
            check,
            change: Change::FreeNeed,
            edits,
        });
        waive.chain(unpin).chain(running).chain(need).collect()
    }
}
