//! Alternatives against each other: Ruian with 80, 100 and 120 % of its money, and tiny by hand.

#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeMap;

use dabiao::domain::{Allocation, Build, Case, Edits, Plan, Yuan};
use dabiao::optimize::{Limits, Outcome, solve};
use dabiao::report::{
    Report, Side, money_by_measure, money_by_period, money_by_unit, no_regret, places, report,
    target_rows,
};

fn plan(id: &str) -> Plan {
    let text = std::fs::read(format!("fixtures/plans/{id}.json")).expect("a plan");
    dabiao::read::plan(&text).expect("a plan")
}

type Alternative = (Case, Report);

fn budgets(plan: &Plan, percents: &[i64]) -> Vec<Alternative> {
    let of = |percent: &i64| {
        let years = plan.horizon.periods.iter().enumerate();
        let all = |p: usize| -> i64 {
            plan.budget
                .amounts
                .iter()
                .map(|a| a.by_period[p].value.0)
                .sum()
        };
        let budget: BTreeMap<i32, Yuan> = years
            .map(|(p, period)| (period.first, Yuan(all(p) * percent / 100)))
            .collect();
        let edits = Edits {
            budget,
            ..Edits::default()
        };
        let case = Case::new(plan, &edits).expect("a case");
        let limits = Limits {
            steps: 2,
            ..Limits::default()
        };
        let Outcome::Answer(answer) = solve(&case, limits) else {
            panic!("a conflict without pins")
        };
        let report = report(&case, &answer.allocation).expect("its own plan");
        (case, report)
    };
    percents.iter().map(of).collect()
}

fn sides(all: &[Alternative]) -> Vec<Side<'_>> {
    all.iter()
        .map(|(case, report)| Side { case, report })
        .collect()
}

#[test]
fn sums_by_period_measure_and_unit_are_what_each_alternative_costs() {
    let all = budgets(&plan("ruian"), &[100, 80, 120]);
    let sides = sides(&all);
    for rows in [
        money_by_period(&sides),
        money_by_measure(&sides),
        money_by_unit(&sides),
    ] {
        for (i, side) in sides.iter().enumerate() {
            let sum: i64 = rows.iter().map(|r| r.values[i]).sum();
            assert_eq!(sum, side.report.cost.0, "alternative {i}");
        }
    }
    let by_unit = money_by_unit(&sides);
    assert!(by_unit.windows(2).all(|w| w[0].spread() >= w[1].spread()));
    assert!(
        by_unit.iter().map(|r| r.more(1)).sum::<i64>() < 0,
        "less money, less spent"
    );
    assert_eq!(by_unit[0].more(0), 0);
}

#[test]
fn targets_stand_field_by_field_with_the_missed_ones_first() {
    let plan = plan("ruian");
    let all = budgets(&plan, &[100, 50]);
    let groups = target_rows(&sides(&all));
    let count: usize = groups.iter().map(|(_, rows)| rows.len()).sum();
    assert_eq!(count, plan.targets.len(), "each once");
    assert!(groups.windows(2).all(|w| w[0].0 < w[1].0));
    for (field, rows) in &groups {
        assert!(
            rows.iter()
                .all(|r| plan.targets[r.target].field == plan.fields[*field].id)
        );
        assert!(rows.is_sorted_by_key(|r| !r.is_missed()), "field {field}");
    }
    let missed = groups
        .iter()
        .flat_map(|(_, rows)| rows)
        .filter(|r| r.is_missed())
        .count();
    assert!(missed > 0, "half the money does not do");
}

#[test]
fn an_alternative_does_not_differ_from_itself() {
    let mut all = budgets(&plan("ruian"), &[100]);
    all.push(all[0].clone());
    let sides = sides(&all);
    assert!(
        target_rows(&sides)
            .iter()
            .flat_map(|(_, rows)| rows)
            .all(|r| !r.is_different())
    );
    assert!(money_by_measure(&sides).iter().all(|r| r.spread() == 0));
    assert!(
        places(&sides).iter().all(|p| p.price(1).is_none()),
        "no place more, no price"
    );
    let alone = no_regret(&sides[..1]);
    assert_eq!(no_regret(&sides), alone);
    assert_eq!(
        alone.iter().map(|n| n.yuan).sum::<i64>(),
        all[0].1.cost.0,
        "all of it"
    );
}

#[test]
fn no_regret_is_in_every_alternative_and_in_time() {
    let all = budgets(&plan("ruian"), &[100, 80, 120]);
    let list = no_regret(&sides(&all));
    assert!(!list.is_empty());
    for item in &list {
        for (case, report) in &all {
            let (mut by_then, mut needed) = (0, 0);
            for (p, n) in item.by_period.iter().enumerate() {
                let here = case.options.iter().zip(&report.begun);
                let here = here
                    .filter(|(o, _)| (o.unit, o.measure, o.period) == (item.unit, item.measure, p));
                by_then += here.map(|(_, n)| n).sum::<i64>();
                needed += n;
                assert!(by_then >= needed, "{item:?} in period {p}");
            }
        }
    }
    assert!(list.windows(2).all(|w| w[0].yuan >= w[1].yuan));
    let cheapest = all.iter().map(|(_, r)| r.cost.0).min().expect("three");
    assert!(list.iter().map(|n| n.yuan).sum::<i64>() <= cheapest);
}

/// Tiny with so many groups of 20 places in a nursery of the east, begun in the first year.
fn tiny_with(groups: i64) -> Alternative {
    let plan = plan("tiny-3units");
    let case = Case::new(&plan, &Edits::default()).expect("a case");
    let year = plan.horizon.periods[0].first;
    let build = |measure: &str, n| Build {
        unit: "east".into(),
        measure: measure.into(),
        year,
        n,
    };
    let builds = vec![build("nursery", 1), build("group", groups)];
    let report = report(&case, &Allocation { builds }).expect("it keeps the rules");
    (case, report)
}

#[test]
fn one_more_place_costs_a_twentieth_of_its_group() {
    let all = [tiny_with(1), tiny_with(2)];
    let found = places(&sides(&all));
    let [places] = found.as_slice() else {
        panic!("one kind of places: {found:?}")
    };
    assert_eq!(places.cells[1].added - places.cells[0].added, 20);
    let group = all[0]
        .0
        .options
        .iter()
        .find(|o| all[0].0.plan.measures[o.measure].id.0 == "group");
    assert_eq!(places.price(1), Some(group.expect("a group").cost() / 20));
    let site = all[0]
        .0
        .options
        .iter()
        .find(|o| all[0].0.plan.measures[o.measure].id.0 == "nursery");
    let [group, site] = [group, site].map(|o| o.expect("an option").cost());
    assert_eq!(places.cells[0].yuan, site + group, "with its site");
    assert_eq!(places.price(0), None);
}
