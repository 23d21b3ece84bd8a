//! The benchmark's instances are sound plans, always the same, and our search solves the small ones of every structure.
#![cfg(not(target_arch = "wasm32"))]

#[allow(dead_code)]
#[path = "support/dice.rs"]
mod dice;
#[allow(dead_code)]
#[path = "../examples/instances/made.rs"]
mod made;
#[path = "../examples/instances/shape.rs"]
mod shape;

use dabiao::domain::{Case, Edits};
use dabiao::optimize::{Limits, Outcome, Points, certify, solve};
use shape::{SIZES, Structure};

#[test]
fn every_structure_is_a_sound_plan_and_always_the_same() {
    for structure in Structure::ALL {
        for seed in 0..3 {
            let plan = made::rich(&SIZES[0], structure, seed);
            let text = serde_json::to_vec(&plan).expect("JSON");
            let read = dabiao::read::plan(&text);
            assert_eq!(read.as_ref(), Ok(&plan), "{}", plan.id);
            assert_eq!(made::rich(&SIZES[0], structure, seed), plan);
            assert_ne!(
                made::rich(&SIZES[0], structure, seed + 1).region,
                plan.region
            );
        }
    }
}

#[test]
fn money_decides_what_is_reached() {
    for structure in Structure::ALL {
        let rich = made::rich(&SIZES[0], structure, 1);
        let needs = made::full(&rich, 2).expect("a plan with money without end exists");
        let scores = [60, 110].map(|percent| {
            let plan = made::with_money(rich.clone(), structure, &needs, percent);
            let case = Case::new(&plan, &Edits::default()).expect("a sound plan");
            let limits = Limits {
                steps: 3,
                gap: Points(Points::ONE / 10),
            };
            let Outcome::Answer(answer) = solve(&case, limits) else {
                panic!("{}: a plan exists without pins", plan.id)
            };
            let measured =
                certify::allocation(&case, &answer.allocation).expect("a certified plan");
            assert_eq!(measured.score, answer.score, "{}", plan.id);
            assert!(
                answer.bound.is_none_or(|b| b >= answer.score),
                "{}",
                plan.id
            );
            let met = measured.checks.iter().filter(|t| t.met()).count();
            if structure == Structure::Beyond {
                assert!(met < case.checks.len() / 2, "{}: {met} met", plan.id);
            }
            answer.score
        });
        assert!(scores[0] <= scores[1], "{}: {scores:?}", structure.name());
    }
}
