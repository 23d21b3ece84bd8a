//! Counts that conversions take far below nothing: a fault that was found by a second judge of plans.
//!
//! Both writings of the model held a shortfall at 1,000 at most, and no rule of a plan does: bounds were proved that a plan beyond
//! that exceeds. Now the case works out how far a count can fall.

mod support;

use dabiao::domain::{
    Case, CountBasis, Decimal, Edits, Figure, Plan, TargetKind, UnitFilter, Yuan,
};
use dabiao::optimize::{Limits, Outcome, solve};

/// Two thousand pilots are asked for, each made of a school; that a school be built is asked for too, with next to no weight.
fn conversions() -> Plan {
    let bytes = include_bytes!("../fixtures/plans/tiny-3units.json");
    let mut plan = dabiao::read::plan(bytes).expect("a plan");
    plan.horizon.periods.truncate(1);
    plan.horizon.periods[0].last = 2022;
    plan.measures.retain(|m| m.id.0 == "pilot");
    plan.targets.retain(|t| t.id.0 == "T5");
    plan.committed.clear();
    let west = UnitFilter {
        units: vec!["west".into()],
        ..UnitFilter::default()
    };
    let pilot = &mut plan.measures[0];
    (pilot.cost.value, pilot.cap.each.value, pilot.who) = (Yuan(1), 2_000, west);
    let mut school = pilot.clone();
    (school.id, school.cost.value) = ("school".into(), Yuan(1_000_000));
    school.effects[0].service = "school".into();
    let mut taken = school.effects[0].clone();
    taken.amount.value = -1;
    pilot.effects.push(taken);
    plan.measures.push(school);
    let mut schools = plan.stock.iter_mut().filter(|s| s.service.0 == "school");
    let schools = schools.next().expect("schools stand");
    schools.count.values.insert("west".into(), 5_000);
    let built = |service: &str| TargetKind::Count {
        services: vec![service.into()],
        basis: CountBasis::Built,
        scope: UnitFilter::default(),
    };
    let from = plan.targets[0].milestones[0].level.from.clone();
    let weight = |value| {
        let from = from.clone();
        Some(Figure { value, from })
    };
    let mut second = plan.targets[0].clone();
    let first = &mut plan.targets[0];
    first.rule = built("pilot");
    first.weight = weight(Decimal::ONE);
    first.milestones[0].level.value = Decimal::whole(2_000);
    (second.id, second.rule) = ("T9".into(), built("school"));
    second.milestones[0].level.value = Decimal::ONE;
    second.weight = weight(Decimal { micro: 1 });
    plan.targets.push(second);
    let amounts = &mut plan.budget.amounts[0].by_period;
    amounts.truncate(1);
    amounts[0].value = Yuan(10_000);
    plan.fairness.value = Decimal::whole(0);
    plan
}

#[test]
fn no_bound_is_below_a_plan_that_counts_far_below_nothing() {
    let plan = conversions();
    let text = serde_json::to_vec(&plan).expect("JSON");
    assert!(dabiao::read::plan(&text).is_ok(), "it is a plan as any");
    let case = Case::new(&plan, &Edits::default()).expect("a case");
    assert_eq!(case.options.len(), 2);
    let scores = (0..=2_000).filter_map(|n| support::scorer::judge(&case, &[n, 0]));
    let best = scores.map(|judged| judged.score).fold(0.0, f64::max);
    let Outcome::Answer(answer) = solve(&case, Limits::default()) else {
        panic!("nothing is pinned")
    };
    let (score, bound) = (
        answer.score.to_f64(),
        answer.bound.expect("a bound").to_f64(),
    );
    assert!(
        bound >= best,
        "a bound of {bound} is certified, {best} is there, {score} was found"
    );
}
