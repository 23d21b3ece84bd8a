//! Money that is set is the money there is: whatever is typed, it is reached to the yuan, the periods keep their proportion,
//! and what single sources get on top never leaves edits that cannot be worked out.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs;

use dabiao::domain::{Case, Edits, Plan, Yuan};
use dabiao::read::{self, from_json};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

/// Random cases of each property: all of them are judged.
const CASES: u32 = 48;

const PLANS: [&str; 4] = ["ruian", "yueqing", "hengyang", "shanxi"];

fn plan(name: &str) -> Plan {
    let text = fs::read(format!("fixtures/plans/{name}.json")).expect("the plan");
    read::plan(&text).expect("a plan without issues")
}

fn money(plan: &Plan, edits: &Edits) -> Vec<i64> {
    let periods = 0..plan.horizon.periods.len();
    periods.map(|p| edits.money_in(plan, p).0).collect()
}

/// What is worked out has the same money as what is shown.
fn worked_out(plan: &Plan, edits: &Edits) -> Vec<i64> {
    let case = Case::new(plan, edits).expect("the edits can be worked out");
    assert!(case.budget.iter().flatten().all(|yuan| *yuan >= 0));
    let period = |p: usize| case.budget.iter().map(|fund| fund[p]).sum();
    (0..plan.horizon.periods.len()).map(period).collect()
}

fn read_edits(text: &str) -> Edits {
    from_json(text).expect("edits")
}

#[test]
fn the_total_goes_below_what_single_sources_get_on_top() {
    let plan = plan("ruian");
    let own = money(&plan, &Edits::default());
    let added = read_edits(r#"{"added":{"own":{"2024":25000000}}}"#);
    let all = added.money(&plan).0;
    for total in [0, 1, 10_000, 10_000_000, 25_000_000, 600_000_000, all] {
        let mut edits = added.clone();
        edits.set_money(&plan, Yuan(total));
        assert_eq!(edits.money(&plan), Yuan(total));
        assert_eq!(worked_out(&plan, &edits), money(&plan, &edits));
        // The plan's own total afterwards: no year takes it all.
        edits.set_money(&plan, Yuan(own.iter().sum()));
        assert_eq!(edits.money(&plan).0, own.iter().sum::<i64>());
        for (now, own) in money(&plan, &edits).iter().zip(&own) {
            assert!((now - own).abs() < own / 10, "{total}: {now} for {own}");
        }
    }
}

#[test]
fn from_nothing_back_to_the_plan_is_the_plan() {
    for name in PLANS {
        let plan = plan(name);
        let all = Edits::default().money(&plan);
        for between in [0, 1, 9_999, 10_000, 123_456_789, all.0 / 2, 2 * all.0] {
            let mut edits = Edits::default();
            edits.set_money(&plan, Yuan(between));
            edits.set_money(&plan, all);
            assert_eq!(money(&plan, &edits), money(&plan, &Edits::default()));
            assert_eq!(edits, Edits::default(), "{name} by way of {between}");
        }
    }
}

#[test]
fn what_is_taken_away_gives_way_to_a_small_total() {
    let plan = plan("ruian");
    let text = r#"{"added":{"own":{"2022":-100000000,"2024":25000000}}}"#;
    let mut edits = read_edits(text);
    assert_eq!(worked_out(&plan, &edits), money(&plan, &edits));
    for total in [700_000_000, 100_000_000, 1_000_000, 0] {
        edits.set_money(&plan, Yuan(total));
        assert_eq!(worked_out(&plan, &edits), money(&plan, &edits));
        assert_eq!(edits.money(&plan), Yuan(total));
    }
    assert!(edits.added.is_empty());
}

#[test]
fn what_single_sources_get_on_top_stays_where_it_fits() {
    let plan = plan("ruian");
    let text = r#"{"added":{"own":{"2022":-1000000},"bond":{"2022":5000000}}}"#;
    let edits = read_edits(text);
    let mut less = edits.clone();
    less.set_money_in(&plan, 0, Yuan(400_000_000));
    assert_eq!(less.added, edits.added);
    assert_eq!(less.budget[&2022], Yuan(396_000_000));
    less.set_money_in(&plan, 0, Yuan(4_000_000));
    assert_eq!(less.money_in(&plan, 0), Yuan(4_000_000));
    let [own, bond] = ["own", "bond"].map(|f| less.added[&f.into()][&2022].0);
    assert!(
        own < 0 && bond > 0 && (bond + 5 * own).abs() <= 5,
        "{own} {bond}"
    );
}

fn some_edits() -> impl Strategy<Value = (usize, Edits)> {
    let added = prop::collection::vec(
        (0..4_usize, 0..5_usize, -200_000_000..200_000_000_i64),
        0..5,
    );
    let budget = prop::collection::vec((0..5_usize, 0..900_000_000_i64), 0..3);
    (0..PLANS.len(), budget, added).prop_map(|(which, budget, added)| {
        let plan = plan(PLANS[which]);
        let years: Vec<i32> = plan.horizon.periods.iter().map(|p| p.first).collect();
        let mut edits = Edits::default();
        for (p, yuan) in budget {
            edits.budget.insert(years[p % years.len()], Yuan(yuan));
        }
        for (fund, p, yuan) in added {
            let funds = &plan.budget.funds;
            let by_year: &mut BTreeMap<i32, Yuan> = edits
                .added
                .entry(funds[fund % funds.len()].id.clone())
                .or_default();
            by_year.insert(years[p % years.len()], Yuan(yuan));
        }
        (which, edits)
    })
}

#[test]
fn a_total_that_is_set_is_reached_in_proportion() {
    // Where there is next to no money, there is no proportion to keep.
    let in_proportion = Cell::new(0);
    let totals = (some_edits(), 0..3_000_000_000_i64, any::<bool>());
    let mut runner = TestRunner::new(ProptestConfig::with_cases(CASES));
    let judged = runner.run(&totals, |((which, edits), total, round)| {
        let plan = plan(PLANS[which]);
        let total = if round {
            total / 10_000 * 10_000
        } else {
            total
        };
        let before: Vec<i64> = money(&plan, &edits).into_iter().map(|y| y.max(0)).collect();
        let mut now = edits;
        now.set_money(&plan, Yuan(total));
        let after = money(&plan, &now);
        prop_assert_eq!(now.money(&plan), Yuan(total));
        prop_assert_eq!(after.iter().sum::<i64>(), total);
        prop_assert_eq!(&worked_out(&plan, &now), &after);
        let all: i64 = before.iter().sum();
        if all > 1_000_000 {
            for (old, new) in before.iter().zip(&after) {
                let exact = *old as f64 * total as f64 / all as f64;
                // Rounded to ten thousands, in a plan whose own proportion was rounded to them before.
                let most = 20_001.0 * (1.0 + total as f64 / all as f64);
                prop_assert!(
                    (*new as f64 - exact).abs() <= most,
                    "{old} of {all}, {new} of {total}"
                );
            }
            in_proportion.set(in_proportion.get() + 1);
        }
        Ok(())
    });
    judged.expect("every total is reached");
    let kept = in_proportion.get();
    println!("{CASES} totals reached, {kept} in proportion");
    assert!(kept * 2 > CASES, "{kept} of {CASES} in proportion");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(CASES))]

    #[test]
    fn a_period_that_is_set_is_reached_and_the_others_stay((which, edits) in some_edits(), p in 0..5_usize, yuan in 0..900_000_000_i64) {
        let plan = plan(PLANS[which]);
        let p = p % plan.horizon.periods.len();
        let mut now = edits.clone();
        now.set_money_in(&plan, p, Yuan(yuan));
        for other in 0..plan.horizon.periods.len() {
            let wanted = if other == p { Yuan(yuan) } else { edits.money_in(&plan, other) };
            prop_assert_eq!(now.money_in(&plan, other), wanted);
        }
        // Its own additions never make the edits unworkable.
        let year = plan.horizon.periods[p].first;
        now.budget.retain(|y, _| *y == year);
        for by_year in now.added.values_mut() {
            by_year.retain(|y, _| *y == year);
        }
        prop_assert_eq!(worked_out(&plan, &now)[p], yuan);
    }
}
