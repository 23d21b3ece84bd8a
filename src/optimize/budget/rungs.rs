//! The budgets of a ladder: whole percents of the unedited plan's money in one proportion of funds and years.

use crate::domain::{Allocation, Case, Edits, Yuan};
use crate::optimize::certify;

/// Rungs in C₀.
pub const RUNGS: i64 = 100;
/// The highest rung there is.
pub(super) const HIGHEST: u32 = 100_000;
/// Money that is within a thousandth of a rung's is tried with the plan of that rung: years are rounded.
const NEARLY: i64 = 1_000;
/// Sliders of money stop at multiples of this.
const WAN: i64 = Yuan::WAN;
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

    /// Money of a rung by period, all funds together, rounded up as sliders are: it pays whatever the rung pays.
    #[must_use]
    pub fn years(&self, rung: u32) -> Vec<Yuan> {
        let money = self.money(rung);
        let year = |p: usize| money.iter().map(|fund| fund[p]).sum::<i64>();
        let unit = self.unit();
        let up = |yuan: i64| Yuan((yuan + unit - 1).div_euclid(unit) * unit);
        (0..self.case.periods()).map(|p| up(year(p))).collect()
    }

    /// Edits with the money of a rung: those of the case, with everything that gives money scaled to the rung and rounded up
    /// as sliders are.
    #[must_use]
    pub fn edited(&self, edits: &Edits, rung: u32) -> Edits {
        let mut edited = edits.clone();
        let now: i128 = self.shape.iter().flatten().map(|y| i128::from(*y)).sum();
        let then = i128::from(self.budget(rung).0);
        let scaled = |yuan: i64| {
            let unit = i128::from(self.unit());
            let exact = i128::from(yuan) * then;
            (exact + now * unit - 1).div_euclid((now * unit).max(1)) as i64 * self.unit()
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

    /// What sliders round to: 10,000 yuan, where that is little beside a rung.
    fn unit(&self) -> i64 {
        if self.case.cost_scale / RUNGS >= 100 * WAN {
            WAN
        } else {
            1
        }
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

    /// Whether a case has a rung's money but for a thousandth.
    pub(super) fn is_nearly(&self, rung: u32, case: &Case) -> bool {
        let more = |yuan: &i64| yuan.saturating_add(yuan / NEARLY);
        let years = case.budget.iter().map(|fund| fund.iter().map(more));
        let more: Vec<Vec<i64>> = years.map(Iterator::collect).collect();
        covers(case, &more, &self.money(rung))
    }

    /// The lowest rung at which money forbids nothing; [`HIGHEST`] where a fund that is asked for gives nothing.
    #[must_use]
    pub fn top(&self) -> u32 {
        let case = &self.case;
        let mut most = case.paid_first.clone();
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
        let fits = |k: u32| certify::allocation(&self.case(k), allocation).is_ok();
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

/// Yuan from some money up to the rung that is so many higher than the highest it reaches.
pub fn yuan_up(case: &Case, has: i64, rungs: u32) -> i64 {
    let (scale, parts) = (i128::from(case.cost_scale), i128::from(RUNGS));
    let now = i128::from(has) * parts / scale.max(1);
    let then = (now + i128::from(rungs)) * scale;
    (then + parts - 1).div_euclid(parts) as i64 - has
}

/// The largest k ≤ `most` for which `holds`, which holds up to some k and never after; 0 where it never holds.
pub fn highest(most: u32, holds: impl Fn(u32) -> bool) -> u32 {
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
    let funds = has.iter().zip(needs).zip(&case.carry_over);
    funds.into_iter().all(|((has, needs), carries)| {
        let mut left = 0_i128;
        has.iter().zip(needs).all(|(a, b)| {
            left = i128::from(*a) - i128::from(*b) + if *carries { left } else { 0 };
            left >= 0
        })
    })
}
