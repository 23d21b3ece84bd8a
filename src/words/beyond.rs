//! What a plan leaves to the years after it, and what comes before points, as sentences.

use super::{Lang, count, decimal, money, say};
use crate::domain::{Case, Yuan};
use crate::optimize::{HardFirst, Points};
use crate::report::{Report, on_assumed_stock};

/// Capital that falls due only after the last period, which has set it aside; none where there is none.
#[must_use]
pub fn owed_after(lang: Lang, case: &Case, report: &Report) -> Option<String> {
    after(lang, case, report.owed, "after.owed")
}

/// What is built goes on to cost so much a year after the last period; none where it costs nothing.
#[must_use]
pub fn runs_after(lang: Lang, case: &Case, report: &Report) -> Option<String> {
    after(lang, case, report.running, "after.running")
}

/// What projects under way take first of the plan's money; none where they take nothing.
#[must_use]
pub fn paid_first(lang: Lang, case: &Case) -> Option<String> {
    let yuan = Yuan(case.paid_first.iter().flatten().sum());
    let values: [(&str, &dyn std::fmt::Display); 1] = [("money", &money(lang, yuan))];
    (yuan.0 != 0).then(|| say(lang, "after.paid_first", &values))
}

/// Part of the new places above which it is worth a warning that they would stand empty.
const MANY: i64 = 10;

/// That many of the new places would stand empty; none where a tenth of them at most would.
#[must_use]
pub fn stands_empty(lang: Lang, case: &Case, report: &Report) -> Option<String> {
    let now = report.new_and_idle(case)?;
    let values: [(&str, &dyn std::fmt::Display); 3] = [
        ("new", &count(now.new)),
        ("idle", &count(now.idle)),
        ("year", &now.year),
    ];
    (now.idle * MANY > now.new).then(|| say(lang, "after.idle", &values))
}

/// So many targets count what stands, and what stands is assumed; none where every stock is known.
#[must_use]
pub fn unsure(lang: Lang, case: &Case, _: &Report) -> Option<String> {
    let n = on_assumed_stock(&case.plan).len();
    (n > 0).then(|| say(lang, "after.unsure", &[("n", &n)]))
}

fn after(lang: Lang, case: &Case, yuan: Yuan, key: &str) -> Option<String> {
    let last = case.plan.horizon.periods.last()?.last;
    let values: [(&str, &dyn std::fmt::Display); 2] =
        [("money", &money(lang, yuan)), ("year", &last)];
    (yuan.0 != 0).then(|| say(lang, key, &values))
}

/// Hard targets came nearer, and what was given up for it.
#[must_use]
pub fn hard_first(lang: Lang, told: &HardFirst) -> String {
    let (before, now) = apart(told.before, told.now);
    let lost = apart(told.lost, Points(0)).0;
    let values: [(&str, &dyn std::fmt::Display); 3] =
        [("before", &before), ("now", &now), ("lost", &lost)];
    say(lang, "hard.first", &values)
}

/// What hard targets lack; none where they are met.
#[must_use]
pub fn hard_lacks(lang: Lang, hard: Points) -> Option<String> {
    let lacks = apart(hard, Points(0)).0;
    (hard.0 > 0).then(|| say(lang, "hard.lacks", &[("n", &lacks)]))
}

/// Two numbers with as many decimals as they need to differ, one at least.
fn apart(a: Points, b: Points) -> (String, String) {
    let with = |places: usize| [a, b].map(|p| decimal(p.to_f64(), places));
    let differ = (1..PLACES).map(with).find(|[a, b]| a != b);
    let [a, b] = differ.unwrap_or_else(|| with(PLACES));
    (a, b)
}

/// Decimals of points that there are.
const PLACES: usize = 9;

#[cfg(test)]
mod tests {
    use super::*;

    fn told(before: i64, now: i64, lost: i64) -> HardFirst {
        let [before, now, lost] = [before, now, lost].map(Points);
        HardFirst { before, now, lost }
    }

    #[test]
    fn what_came_first_and_what_it_cost() {
        let told = told(12_300_000_000, 8_100_000_000, 5_480_000_000);
        let said = hard_first(Lang::En, &told);
        assert!(
            ["12.3", "8.1", "5.5"].iter().all(|n| said.contains(n)),
            "{said}"
        );
        assert_ne!(said, hard_first(Lang::Zh, &told));
    }

    #[test]
    fn numbers_that_differ_are_written_apart() {
        let said = hard_first(Lang::Zh, &told(8_140_000_000, 8_110_000_000, 4_000_000));
        assert!(
            ["8.14", "8.11", "0.004"].iter().all(|n| said.contains(n)),
            "{said}"
        );
        assert_eq!(hard_lacks(Lang::Zh, Points(0)), None);
    }
}
