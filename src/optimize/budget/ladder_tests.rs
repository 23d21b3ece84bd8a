//! Which rungs need no search, on a case whose best plans are known: of eight pilots of a million each, money of C₀ = 8 million
//! buys one for every eighth part.

use super::*;
use crate::optimize::model::points::Points;
use crate::optimize::model::small_case::pilots;

const EXACT: Limits = Limits {
    steps: 200,
    gap: Points(0),
};

/// A ladder whose topmost rung is solved.
fn ladder() -> Ladder {
    let case = pilots(8, 8_000_000);
    let mut ladder = Ladder::of(&case, EXACT);
    assert_eq!(ladder.wanted(&case), Wanted::Rung(100), "the topmost first");
    ladder.run(100);
    ladder
}

/// What a search from nothing finds at a rung.
fn found(ladder: &Ladder, rung: u32) -> Answer {
    found_in(ladder, rung, EXACT)
}

fn found_in(ladder: &Ladder, rung: u32, limits: Limits) -> Answer {
    let mut search = Search::new(ladder.rungs().case(rung), limits).expect("no pins");
    while search.step() != Progress::Settled {}
    search.answer()
}

fn built(answer: &Answer) -> i64 {
    answer.allocation.builds.iter().map(|b| b.n).sum()
}

/// The relaxation's proof says a point for each percent of money, so 40 at rung 40. Three pilots are worth 37.5: it excludes rung
/// 37 for them, and not rung 38.
#[test]
fn a_lower_rung_is_excluded_by_the_proof_of_a_higher_one() {
    let mut ladder = ladder();
    let case = ladder.rungs().case(40);
    assert_eq!(ladder.wanted(&case), Wanted::Rung(40));
    let root = Limits { steps: 2, ..EXACT };
    let answer = found_in(&ladder, 40, root);
    assert_eq!(built(&answer), 3);
    let bound = answer.bound.expect("the root is proved").to_f64();
    assert!((39.9..=40.0).contains(&bound), "{bound}");
    ladder.take(40, Some(answer));
    assert!(ladder.excluded(&case, 37));
    assert!(!ladder.excluded(&case, 38));
    // So rungs 39 and 38 are searched still, and with bounds for them as well nothing is.
    assert_eq!(ladder.wanted(&case), Wanted::Rung(39));
    ladder.take(39, Some(found_in(&ladder, 37, root)));
    assert_eq!(ladder.wanted(&case), Wanted::Rung(35), "39 starts from 35");
    // What was found above a budget does not count there.
    assert!(ladder.answer(&case).is_some());
    assert!(ladder.answer(&ladder.rungs().case(38)).is_none());
}

#[test]
fn without_a_proof_nothing_is_excluded_and_a_bound_is_asked_for_first() {
    let mut ladder = ladder();
    let case = ladder.rungs().case(40);
    let answer = Answer {
        proof: None,
        bound: None,
        ..found(&ladder, 40)
    };
    ladder.take(40, Some(answer));
    assert!(!ladder.excluded(&case, 39));
    assert_eq!(ladder.wanted(&case), Wanted::Rung(39), "for a bound alone");
    // A search without a proof brings no bound: then what rung 39 starts from is wanted.
    let nothing = Answer {
        proof: None,
        bound: None,
        ..found(&ladder, 39)
    };
    ladder.take(39, Some(nothing));
    assert_eq!(ladder.wanted(&case), Wanted::Rung(35));
    assert!(!ladder.has(39), "it was a bound, not an answer");
}

#[test]
fn a_bound_that_excludes_ends_the_search_below() {
    let mut ladder = ladder();
    let case = ladder.rungs().case(40);
    let answer = found(&ladder, 40);
    let weak = Answer {
        proof: None,
        bound: None,
        ..answer.clone()
    };
    ladder.take(40, Some(weak));
    assert_eq!(ladder.wanted(&case), Wanted::Rung(39));
    // Three pilots cost 37.5 %: rung 39 has no better plan than rung 40, rung 37 has a worse one.
    ladder.take(39, Some(found(&ladder, 37)));
    assert!(ladder.excluded(&case, 37));
}

#[test]
fn the_answer_is_the_best_plan_of_all_rungs_that_the_money_reaches() {
    let mut ladder = ladder();
    for (rung, pilots) in [(25, 2), (30, 2), (40, 3), (35, 2)] {
        let case = ladder.rungs().case(rung);
        let Outcome::Answer(answer) = ladder.settle(&case) else {
            panic!("no pins")
        };
        assert_eq!(built(&answer), pilots, "{rung} %");
        assert!(answer.settled && answer.bound.is_some_and(|b| b >= answer.score));
    }
}

#[test]
fn the_topmost_plan_stands_for_every_rung_at_which_it_fits() {
    let plan = pilots(4, 8_000_000);
    let mut ladder = Ladder::of(&plan, EXACT);
    ladder.run(ladder.top());
    // Four pilots of 8 million are 50 %.
    assert_eq!(ladder.fits, Some(50));
    for rung in [50, 60, 99, 100, 130] {
        let case = ladder.rungs().case(rung);
        let answer = ladder.answer(&case).expect("four pilots fit");
        assert_eq!(built(&answer), 4, "{rung} %");
    }
    let case = ladder.rungs().case(49);
    assert_eq!(ladder.wanted(&case), Wanted::Rung(45), "49 starts from 45");
}
