//! The budget.

use crate::domain::{Decimal, FundShare, MayNotPay, Measure, Noun, Trouble};

use super::check_frame::year;
use super::findings::Findings;
use super::limits::YUAN;

pub(super) fn all(found: &mut Findings) {
    let budget = &found.plan.budget;
    let funds = budget.funds.iter().map(|f| f.id.0.as_str());
    found.distinct(Noun::Fund, funds, ("budget.funds", ".id"));
    if budget.funds.is_empty() {
        found.add("budget.funds", Trouble::Empty);
    }
    let amounts = budget.amounts.iter().map(|a| a.fund.0.as_str());
    found.distinct(Noun::Fund, amounts, ("budget.amounts", ".fund"));
    let periods = found.plan.horizon.periods.len();
    for (i, amount) in budget.amounts.iter().enumerate() {
        let at = format!("budget.amounts[{i}]");
        found.known(Noun::Fund, &amount.fund.0, format!("{at}.fund"));
        let at = format!("{at}.by_period");
        if amount.by_period.len() != periods {
            let trouble = Trouble::Length {
                expected: periods,
                found: amount.by_period.len(),
            };
            found.add(at.clone(), trouble);
        }
        for (k, figure) in amount.by_period.iter().enumerate() {
            found.money(figure, YUAN, &format!("{at}[{k}]"));
        }
    }
    for fund in &budget.funds {
        if !budget.amounts.iter().any(|a| a.fund == fund.id) {
            let (noun, id) = (Noun::Fund, fund.id.0.clone());
            found.add("budget.amounts", Trouble::Missing { noun, id });
        }
    }
    year(found, budget.price_year, "budget.price_year");
    if let Some(most) = &budget.running_most {
        found.money(most, YUAN, "budget.running_most");
    }
    for (i, fund) in budget.funds.iter().enumerate() {
        let at = format!("budget.funds[{i}]");
        for (k, field) in fund.fields.iter().enumerate() {
            found.known(Noun::Field, &field.0, format!("{at}.fields[{k}]"));
        }
        if let Some(share) = &fund.least_share {
            found.decimal_figure(share, 1, &format!("{at}.least_share"));
        }
    }
}

/// What the rules of the funding sources forbid of a measure's funding.
pub(super) fn may_pay(found: &mut Findings, measure: &Measure, at: &str) {
    let field = &measure.field;
    let has_running = measure.running.as_ref().is_some_and(|f| f.value.0 > 0);
    for fund in &found.plan.budget.funds {
        let place = |list: &[FundShare]| list.iter().position(|s| s.fund == fund.id);
        let share = |list: &[FundShare], k: usize| list.get(k).map_or(0, |s| s.share.value.micro);
        let capital = place(&measure.funding).filter(|k| share(&measure.funding, *k) > 0);
        let (list, running) = if measure.running_funding.is_empty() {
            ("funding", capital)
        } else {
            ("running_funding", place(&measure.running_funding))
        };
        let mut refuse = |list: &str, k: Option<usize>, why: MayNotPay| {
            let path = k.map_or(format!("{at}.{list}"), |k| format!("{at}.{list}[{k}].fund"));
            let fund = fund.id.0.clone();
            found.add(path, Trouble::MayNotPay { fund, why });
        };
        if !fund.fields.is_empty() && !fund.fields.contains(field) && capital.is_some() {
            refuse("funding", capital, MayNotPay::OtherField);
        }
        if fund.revenue_only && !measure.revenue && capital.is_some() {
            refuse("funding", capital, MayNotPay::NoRevenue);
        }
        if fund.revenue_only && has_running && running.is_some() {
            refuse(list, running, MayNotPay::Running);
        }
        let least = fund.least_share.as_ref().map_or(0, |f| f.value.micro);
        let own = capital.map_or(0, |k| share(&measure.funding, k));
        if own < least && measure.cost.value.0 > 0 {
            let least = Decimal { micro: least }.to_string();
            refuse("funding", capital, MayNotPay::TooLittle(least));
        }
    }
}
