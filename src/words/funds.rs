//! What is left of each source of money, and why it is not used elsewhere.

use super::{Lang, money, say};
use crate::domain::{Case, Fund, Plan, Yuan};
use crate::report::Report;

/// A source counts as used up where less than this part of it is left, in thousandths.
const USED_UP: i64 = 5;

/// A sentence for each source with money: used up, so that it binds; or what is left of it, and why that pays for nothing else.
#[must_use]
pub fn fund_lines(lang: Lang, case: &Case, report: &Report) -> Vec<String> {
    let funds = case.plan.budget.funds.iter().enumerate();
    let line = |(f, fund): (usize, &Fund)| {
        let has: i64 = case.budget[f].iter().sum::<i64>() - case.paid_first[f].iter().sum::<i64>();
        let spent: i64 = report.spend[f].iter().map(|y| y.0).sum();
        let (left, name) = ((has - spent).max(0), lang.pick(&fund.name));
        if has <= 0 {
            return None;
        }
        let rules = rules(lang, case, f);
        let rules = rules.join(&say(lang, "list.semicolon", &[]));
        if left * 1_000 < has * USED_UP {
            return Some(say(lang, "fund.used_up", &[("fund", &name)]));
        }
        let values: [(&str, &dyn std::fmt::Display); 3] = [
            ("fund", &name),
            ("left", &money(lang, Yuan(left))),
            ("rules", &rules),
        ];
        Some(say(lang, "fund.left", &values))
    };
    funds.filter_map(line).collect()
}

/// The rules of a source that keep its money from being used elsewhere; at the least, that measures are paid in fixed shares.
fn rules(lang: Lang, case: &Case, f: usize) -> Vec<String> {
    let plan: &Plan = &case.plan;
    let fund = &plan.budget.funds[f];
    let fields = plan.fields.iter().filter(|x| fund.fields.contains(&x.id));
    let fields: Vec<&str> = fields.map(|x| lang.pick(&x.name)).collect();
    let fields = fields.join(&say(lang, "list.comma", &[]));
    let shares = say(lang, "fund.shares", &[]);
    let all = [
        (!fields.is_empty()).then(|| say(lang, "fund.fields", &[("fields", &fields)])),
        fund.revenue_only
            .then(|| say(lang, "fund.revenue_only", &[])),
        (!case.carry_over[f]).then(|| say(lang, "fund.lapses", &[])),
        Some(shares),
    ];
    all.into_iter().flatten().collect()
}
