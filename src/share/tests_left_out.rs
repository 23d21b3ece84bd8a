//! Links that name what their plan no longer has.

use std::collections::BTreeMap;

use super::*;
use crate::domain::{Decimal, Edits, Noun, Pin, Plan, TargetEdit, TargetId, Trouble, Yuan};
use crate::optimize::Points;

/// What is left of a scenario of everything after the plan has lost something.
fn opened_on(edit: fn(&mut Plan)) -> Arrived {
    fn year<T>(year: i32, value: T) -> BTreeMap<i32, T> {
        BTreeMap::from([(year, value)])
    }
    let pin = |unit, year| Pin {
        unit: sample::unit_id(unit).as_str().into(),
        measure: sample::measure_id(1).as_str().into(),
        year,
        n: 2,
        at_least: false,
    };
    let edits = Edits {
        budget: year(2024, Yuan(75_000_000)),
        added: BTreeMap::from([("own".into(), year(2024, Yuan(5)))]),
        targets: BTreeMap::from([(
            "T1".into(),
            TargetEdit {
                levels: year(2024, Decimal::ONE),
                weight: Some(Decimal::ONE),
                hard: None,
            },
        )]),
        field_weights: BTreeMap::from([("g".into(), Decimal::ONE)]),
        path: Some("low".into()),
        field_costs: BTreeMap::from([("g".into(), Decimal::ONE)]),
        pins: vec![pin(3, None), pin(4, Some(2024))],
        ..Edits::default()
    };
    let shared = Shared {
        bound: Some(Points(1)),
        ..Shared::of(&sample::plan(23, 8, 3), edits, String::new())
    };
    let text = encode(&sample::plan(23, 8, 3), &shared)
        .expect("a link that was made here")
        .text;
    let mut other = sample::plan(23, 8, 3);
    edit(&mut other);
    decode(&text, &|_| Some(other.clone()))
        .expect("a link that was made here")
        .remove(0)
}

#[test]
fn whatever_the_plan_has_lost_is_left_out_and_the_rest_is_opened() {
    let gone = |noun, id: &str| Trouble::Unknown {
        noun,
        id: id.to_owned(),
    };
    let whole = opened_on(|_| {});
    assert_eq!(
        (whole.left_out, whole.shared.bound),
        (vec![], Some(Points(1)))
    );
    let edits = |arrived: &Arrived| arrived.shared.edits.clone();

    let target = opened_on(|p| p.targets[0].id = "T9".into());
    assert_eq!(target.left_out, [gone(Noun::Target, "T1")]);
    assert!(edits(&target).targets.is_empty() && edits(&target).pins.len() == 2);
    assert_eq!(
        target.shared.bound, None,
        "it was proved of another scenario"
    );

    let field = opened_on(|p| {
        p.fields[1].id = "h".into();
    });
    assert_eq!(field.left_out, [gone(Noun::Field, "g")]);
    assert!(edits(&field).field_weights.is_empty() && edits(&field).field_costs.is_empty());

    let path = opened_on(|p| p.region.paths[1].id = "least".into());
    assert_eq!(
        (path.left_out.clone(), edits(&path).path),
        (vec![gone(Noun::Path, "low")], None)
    );

    let fund = opened_on(|p| {
        p.budget.funds[0].id = "city".into();
        p.budget.amounts[0].fund = "city".into();
        p.measures
            .iter_mut()
            .for_each(|m| m.funding[0].fund = "city".into());
    });
    assert_eq!(fund.left_out, [gone(Noun::Fund, "own")]);
    assert!(edits(&fund).added.is_empty() && !edits(&fund).budget.is_empty());

    let unit = opened_on(|p| {
        p.region.units.remove(3);
    });
    assert_eq!(unit.left_out, [gone(Noun::Unit, &sample::unit_id(3))]);
    assert_eq!(edits(&unit).pins.len(), 1);

    let measure = opened_on(|p| {
        p.measures.remove(1);
    });
    assert_eq!(measure.left_out, [gone(Noun::Measure, "measure_1")]);
    assert!(edits(&measure).pins.is_empty());

    let year = opened_on(|p| {
        p.horizon.periods.pop();
        p.budget.amounts[0].by_period.pop();
        p.targets[0].milestones[0].year = 2023;
    });
    assert_eq!(year.left_out, [gone(Noun::Year, "2024")]);
    assert_eq!(edits(&year).pins.len(), 1);
    assert!(
        edits(&year).targets[&TargetId::from("T1")]
            .levels
            .is_empty()
    );

    let cap = opened_on(|p| p.measures[1].cap.each.value = 1);
    let pin = |unit| Trouble::PinNotPossible {
        unit: sample::unit_id(unit),
        measure: "measure_1".to_owned(),
    };
    // Pins of single years are looked at first.
    assert_eq!(cap.left_out, [pin(4), pin(3)]);
}
