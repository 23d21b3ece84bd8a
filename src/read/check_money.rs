//! The budget.

use crate::domain::{Noun, Trouble};

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
}
