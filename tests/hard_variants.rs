//! Hard targets that cannot all be met: after some steps there is a bound of every plan, and a plan near to the bound of those
//! that leave as much of them. Figures are counted in steps, which are the same on every machine.
#![cfg(not(target_arch = "wasm32"))]

use dabiao::domain::{Case, Edits, Plan, Yuan};
use dabiao::optimize::{Answer, Limits, Progress, Search, certify};

/// A plan with half of its money, in which some targets are hard and the others are not.
struct Variant {
    plan: &'static [u8],
    hard: &'static [&'static str],
    /// What hard targets may lack after [`STEPS`], in hundredths of targets.
    lacks: f64,
    /// The distance of plan and bound, in points.
    gap: f64,
}

/// Steps of a search.
const STEPS: u64 = 300;

/// Steps after which there is a bound.
const FIRST_BOUND: u64 = 6;

const RUIAN: Variant = Variant {
    plan: include_bytes!("../fixtures/plans/ruian.json"),
    hard: &["RA6", "RA7", "RA13", "RA14", "RA16", "RA27", "RA31", "RA32"],
    lacks: 12.6,
    gap: 0.5,
};

const YUEQING: Variant = Variant {
    plan: include_bytes!("../fixtures/plans/yueqing.json"),
    hard: &["YQ1", "YQ4", "YQ6", "YQ7a", "YQ7b", "YQ12", "YQ13", "YQ14"],
    lacks: 137.0,
    gap: 1.0,
};

const SHANXI: Variant = Variant {
    plan: include_bytes!("../fixtures/plans/shanxi.json"),
    hard: &["SX1", "SX4", "SX6b", "SX7b", "SX9"],
    lacks: 46.0,
    gap: 0.5,
};

impl Variant {
    fn case(&self) -> Case {
        let mut plan: Plan = dabiao::read::plan(self.plan).expect("a plan");
        for target in &mut plan.targets {
            target.hard = Some(self.hard.contains(&target.id.0.as_str()));
        }
        // Otherwise half of the money may not pay for what has to be built.
        plan.must.clear();
        plan.committed.iter_mut().for_each(|c| c.unpaid.clear());
        for figure in plan
            .budget
            .amounts
            .iter_mut()
            .flat_map(|a| &mut a.by_period)
        {
            figure.value = Yuan(figure.value.0 / 20_000 * 10_000);
        }
        Case::new(&plan, &Edits::default()).expect("a case")
    }
}

/// What the proof says of the answer's plan: its bound, and that it speaks of plans like this one.
fn assert_proved(case: &Case, answer: &Answer) {
    let proof = answer.proof.as_ref().expect("a bound has a proof");
    assert_eq!(certify::bound(case, proof).ok(), answer.bound);
    let measured = certify::allocation(case, &answer.allocation).expect("a plan");
    for (check, share) in &proof.hard {
        let tally = &measured.checks[*check];
        assert!(
            tally.short << 50 <= i128::from(*share) * tally.of,
            "the bound is one of plans that leave less of check {check}"
        );
    }
    assert!(answer.bound >= Some(answer.score), "above its bound");
}

fn assert_near(variant: &Variant) {
    let case = variant.case();
    let limits = Limits {
        steps: STEPS,
        ..Limits::default()
    };
    let mut search = Search::new(case.clone(), limits).expect("a search");
    let mut ended = false;
    while !ended {
        let progress = search.step();
        ended = progress == Progress::Settled;
        let answer = search.answer();
        if answer.steps >= FIRST_BOUND {
            assert!(
                answer.bound.is_some(),
                "no bound after {} steps",
                answer.steps
            );
        }
        if progress != Progress::Nothing && answer.bound.is_some() {
            assert_proved(&case, &answer);
        }
    }
    let answer = search.answer();
    let gap = answer.gap().expect("a bound").to_f64();
    assert!(answer.hard.to_f64() <= variant.lacks, "{:?}", answer.hard);
    assert!(gap <= variant.gap, "a gap of {gap}");
}

#[test]
fn ruian_is_near_its_bound() {
    assert_near(&RUIAN);
}

#[test]
fn yueqing_is_near_its_bound() {
    assert_near(&YUEQING);
}

#[test]
fn shanxi_is_near_its_bound() {
    assert_near(&SHANXI);
}
