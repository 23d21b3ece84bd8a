//! A case small enough to be worked out by hand, for unit tests.

use crate::domain::{Case, Decimal, Edits, Plan, Yuan};

/// Pilots of a million each in two towns, four in each at most; so many are asked for, with so much money in all.
///
/// Both towns have one option, and all is paid by one fund in one year.
pub fn pilots(asked: i64, yuan: i64) -> Case {
    let text = include_str!("../../../fixtures/plans/tiny-3units.json");
    let mut plan: Plan = serde_json::from_str(text).expect("the fixture");
    plan.horizon.periods.truncate(1);
    plan.horizon.periods[0].last = 2022;
    plan.measures.retain(|m| m.id.0 == "pilot");
    plan.targets.retain(|t| t.id.0 == "T5");
    plan.committed.clear();
    for unit in &mut plan.region.units {
        unit.cost_factor.value = Decimal::ONE;
    }
    let pilot = &mut plan.measures[0];
    pilot.cost.value = Yuan(1_000_000);
    pilot.cap.each.value = 4;
    plan.targets[0].milestones[0].level.value = Decimal::whole(asked);
    let amounts = &mut plan.budget.amounts[0].by_period;
    amounts.truncate(1);
    amounts[0].value = Yuan(yuan);
    plan.fairness.value = Decimal::whole(0);
    Case::new(&plan, &Edits::default()).expect("a case")
}

#[test]
fn there_are_two_options_of_a_million() {
    let case = pilots(8, 3_500_000);
    assert_eq!(case.options.len(), 2);
    assert!(
        case.options
            .iter()
            .all(|o| o.cost() == 1_000_000 && o.hi == 4)
    );
    assert_eq!((case.budget, case.checks.len()), (vec![vec![3_500_000]], 1));
}
