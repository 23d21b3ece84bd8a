//! How much money edits leave the periods of a plan, and setting it so that it is exactly what was asked for.
//!
//! A period's money is what is spread over all funding sources plus what single ones get on top ([`Edits::added`]).

use std::collections::BTreeMap;

use super::{Edits, FundId, Plan, Yuan};

/// A budget of one period never exceeds ten million million yuan: sums then stay exact.
pub(super) const LARGEST_BUDGET: i64 = 10_000_000_000_000;

const WAN: i64 = Yuan::WAN;

/// From so many yuan a period on, amounts are rounded to ten thousands: less would bend the proportion of the periods.
const ROUNDED_FROM: i64 = 1_000 * WAN;

/// Less than so many yuan a period say nothing of a proportion any more.
const TRACE: i64 = 1_000;

/// Parts in which what single sources get is cut.
const PARTS: i64 = 1_000_000_000;

/// Spreads `total` over parts in the proportion of `shares`, by cumulative rounding down: the parts sum to `total`. Where all
/// shares are 0 the first part takes everything; without parts there is none.
pub(super) fn spread(shares: &[i64], total: i64) -> Vec<i64> {
    let all: i128 = shares.iter().map(|s| i128::from(*s)).sum();
    let (mut seen, mut paid) = (0_i128, 0_i64);
    let mut parts = Vec::with_capacity(shares.len());
    for share in shares {
        seen += i128::from(*share);
        let due = match all {
            0 => total,
            all => (seen * i128::from(total) / all) as i64,
        };
        parts.push(due - paid);
        paid = due;
    }
    parts
}

impl Plan {
    /// Money of each funding source in a period, as the plan has it, in the order of the sources.
    fn money_by_fund(&self, period: usize) -> Vec<i64> {
        let amounts = &self.budget.amounts;
        let of = |fund: &FundId| -> i64 {
            let own = amounts.iter().filter(|a| a.fund == *fund);
            own.filter_map(|a| a.by_period.get(period))
                .map(|f| f.value.0)
                .sum()
        };
        self.budget.funds.iter().map(|f| of(&f.id)).collect()
    }

    /// Money of all funding sources in a period, as the plan has it; 0 for a period it does not have.
    #[must_use]
    pub fn money_in(&self, period: usize) -> Yuan {
        let amounts = self.budget.amounts.iter();
        let of = amounts.filter_map(|a| a.by_period.get(period));
        Yuan(of.map(|f| f.value.0).sum())
    }
}

impl Edits {
    /// Money of all sources in a period of `plan` with these edits; 0 for a period it does not have.
    #[must_use]
    pub fn money_in(&self, plan: &Plan, period: usize) -> Yuan {
        let Some(year) = plan.horizon.periods.get(period).map(|p| p.first) else {
            return Yuan(0);
        };
        let spread = self.budget.get(&year).copied();
        let spread = spread.unwrap_or_else(|| plan.money_in(period)).0;
        Yuan(spread.saturating_add(self.added_in(year).0))
    }

    /// Money of all sources in all periods with these edits.
    #[must_use]
    pub fn money(&self, plan: &Plan) -> Yuan {
        let all = (0..plan.horizon.periods.len()).map(|p| self.money_in(plan, p).0);
        Yuan(all.fold(0, i64::saturating_add))
    }

    /// Sets the money of a period: afterwards [`Edits::money_in`] says `yuan`, which is at least 0.
    ///
    /// What single sources get on top stays as it is where that leaves no source with less than nothing. Else it shrinks, in
    /// proportion, as far as it must, and gives way altogether at 0. A period the plan does not have is left alone.
    pub fn set_money_in(&mut self, plan: &Plan, period: usize, yuan: Yuan) {
        let Some(year) = plan.horizon.periods.get(period).map(|p| p.first) else {
            return;
        };
        let room = Room {
            shares: plan.money_by_fund(period),
            value: yuan.0.max(0),
        };
        let funds = plan.budget.funds.iter();
        let added = |id| self.added.get(id).and_then(|y| y.get(&year));
        let added: Vec<i64> = funds.map(|f| added(&f.id).map_or(0, |y| y.0)).collect();
        let kept = room.kept(&added);
        for (fund, yuan) in plan.budget.funds.iter().zip(&kept) {
            put(&mut self.added, &fund.id, year, *yuan);
        }
        // Sources that the plan does not have are an issue of the edits, told elsewhere.
        let spread = room.value.saturating_sub(self.added_in(year).0);
        self.budget.insert(year, Yuan(spread));
    }

    /// Sets the money of all periods together: afterwards [`Edits::money`] says `yuan`, which is at least 0.
    ///
    /// The periods keep their proportion; where the plan's own can still be seen in it, or none at all, it is the plan's. Amounts
    /// are whole ten thousands where the total is one and large enough. At the plan's own total and proportion nothing differs
    /// from the plan any more.
    pub fn set_money(&mut self, plan: &Plan, yuan: Yuan) {
        let value = yuan.0.max(0);
        let count = plan.horizon.periods.len();
        let (own, shares) = (own_money(plan), self.proportion(plan));
        for (p, part) in in_proportion(&shares, value).into_iter().enumerate() {
            self.set_money_in(plan, p, Yuan(part));
        }
        let is_near = |p: usize| (self.money_in(plan, p).0 - own[p]).abs() <= 3 * WAN;
        let is_plan = value == own.iter().sum::<i64>() && (0..count).all(is_near);
        if is_plan && self.added.is_empty() {
            self.budget.clear();
        }
    }

    /// The shares of the periods.
    fn proportion(&self, plan: &Plan) -> Vec<i64> {
        let own = own_money(plan);
        let count = own.len();
        let now: Vec<i64> = (0..count)
            .map(|p| self.money_in(plan, p).0.max(0))
            .collect();
        let all = now.iter().fold(0, |all: i64, y| all.saturating_add(*y));
        let as_plan = in_proportion(&own, all);
        let follows = now
            .iter()
            .zip(&as_plan)
            .all(|(a, b)| (a - b).abs() <= rounding(all, count));
        let shares = if all < TRACE * count as i64 || follows {
            own
        } else {
            now
        };
        // A plan without money has no proportion either.
        if shares.iter().all(|s| *s == 0) {
            return vec![1; count];
        }
        shares
    }
}

fn own_money(plan: &Plan) -> Vec<i64> {
    let periods = 0..plan.horizon.periods.len();
    periods.map(|p| plan.money_in(p).0).collect()
}

/// What amounts of so many periods are rounded to.
fn rounding(total: i64, count: usize) -> i64 {
    let is_round = total % WAN == 0 && total / ROUNDED_FROM >= count as i64;
    if is_round { WAN } else { 1 }
}

/// Parts of `total` in the proportion of `shares`, rounded as [`Edits::set_money`] says; they sum to `total`.
fn in_proportion(shares: &[i64], total: i64) -> Vec<i64> {
    let unit = rounding(total, shares.len());
    let parts = spread(shares, total / unit);
    let mut parts: Vec<i64> = parts.into_iter().map(|part| part * unit).collect();
    let rest = total - parts.iter().sum::<i64>();
    if let Some(last) = parts.last_mut() {
        *last += rest;
    }
    parts
}

fn put(added: &mut BTreeMap<FundId, BTreeMap<i32, Yuan>>, fund: &FundId, year: i32, yuan: i64) {
    if yuan != 0 {
        added
            .entry(fund.clone())
            .or_default()
            .insert(year, Yuan(yuan));
        return;
    }
    if let Some(by_year) = added.get_mut(fund) {
        by_year.remove(&year);
        if by_year.is_empty() {
            added.remove(fund);
        }
    }
}

/// The money of a period that the sources share.
struct Room {
    /// The plan's money by source.
    shares: Vec<i64>,
    /// All of it.
    value: i64,
}

impl Room {
    /// The most of `added` that fits, all of it in one proportion.
    fn kept(&self, added: &[i64]) -> Vec<i64> {
        let part = |n: i64| -> Vec<i64> {
            let cut = |a: &i64| (i128::from(*a) * i128::from(n) / i128::from(PARTS)) as i64;
            added.iter().map(cut).collect()
        };
        if self.fits(added) {
            return added.to_vec();
        }
        // What fits in one proportion fits in any smaller one, and nothing always does.
        let (mut fits, mut not) = (0, PARTS);
        while not - fits > 1 {
            let middle = fits + (not - fits) / 2;
            if self.fits(&part(middle)) {
                fits = middle;
            } else {
                not = middle;
            }
        }
        part(fits)
    }

    /// Whether every source then has something between nothing and the largest budget.
    fn fits(&self, added: &[i64]) -> bool {
        let on_top = added.iter().fold(0, |sum: i64, a| sum.saturating_add(*a));
        let rest = self.value.saturating_sub(on_top);
        let spread = spread(&self.shares, rest);
        let has = |(s, a): (&i64, &i64)| s.saturating_add(*a);
        (0..=LARGEST_BUDGET).contains(&rest)
            && spread
                .iter()
                .zip(added)
                .map(has)
                .all(|y| (0..=LARGEST_BUDGET).contains(&y))
    }
}
