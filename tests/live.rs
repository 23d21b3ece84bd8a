//! Live searches: whatever was edited since, one search can start where another stood.

mod support;

use dabiao::domain::{Case, Decimal, Edits, Pin, Plan, Yuan};
use dabiao::optimize::{Limits, Search, certify};
use support::Dice;

fn plans() -> [Plan; 2] {
    [
        include_str!("../fixtures/plans/tiny-3units.json"),
        include_str!("../fixtures/plans/ruian.json"),
    ]
    .map(|text| dabiao::read::plan(text.as_bytes()).expect("a plan"))
}

/// One more edit, of any kind.
fn edit(plan: &Plan, edits: &mut Edits, dice: &mut Dice) {
    match dice.below(5) {
        0 => {
            let p = dice.below(plan.horizon.periods.len() as i64) as usize;
            let all = plan.budget.amounts.iter().map(|a| a.by_period[p].value.0);
            let money = all.sum::<i64>() / 100 * dice.from(20, 180);
            edits
                .budget
                .insert(plan.horizon.periods[p].first, Yuan(money));
        }
        1 => {
            let t = dice.below(plan.targets.len() as i64) as usize;
            let target = &plan.targets[t];
            let milestone = &target.milestones[0];
            let level = Decimal {
                micro: milestone.level.value.micro / 100 * dice.from(10, 100),
            };
            let levels = &mut edits.targets.entry(target.id.clone()).or_default().levels;
            levels.insert(milestone.year, level);
        }
        2 => {
            let paths = &plan.region.paths;
            edits.path = Some(paths[dice.below(paths.len() as i64) as usize].id.clone());
        }
        3 => {
            edits.cost_factor = Some(Decimal {
                micro: dice.from(700_000, 1_400_000),
            })
        }
        _ => {
            let case = Case::new(plan, &Edits::default()).expect("a case");
            let option = &case.options[dice.below(case.options.len() as i64) as usize];
            edits.pins.push(Pin {
                unit: plan.region.units[option.unit].id.clone(),
                measure: plan.measures[option.measure].id.clone(),
                year: Some(plan.horizon.periods[option.period].first),
                n: dice.below(2),
                at_least: false,
            });
        }
    }
}

#[test]
fn one_search_after_another_starts_where_the_last_stood() {
    for (plan, rounds) in plans().into_iter().zip([150, 25]) {
        let dice = &mut Dice::new(7);
        let mut edits = Edits::default();
        let (mut warm, mut plans) = (None, 0);
        for round in 0..rounds {
            if round % 12 == 11 {
                edits = Edits::default();
            }
            edit(&plan, &mut edits, dice);
            let Ok(case) = Case::new(&plan, &edits) else {
                edits = Edits::default();
                continue;
            };
            // Pins may contradict one another: that is a conflict, not a plan.
            let Ok(mut search) = Search::live(case.clone(), warm.as_ref(), Limits::default())
            else {
                continue;
            };
            search.step();
            let answer = search.answer();
            let measured =
                certify::allocation(&case, &answer.allocation).expect("a certified plan");
            assert_eq!(measured.score, answer.score);
            assert!(answer.bound.is_none_or(|bound| bound >= answer.score));
            plans += 1;
            warm = search.warm().cloned().or(warm);
        }
        assert!(
            plans * 2 > rounds,
            "most edits leave a plan: {plans} of {rounds}"
        );
    }
}
