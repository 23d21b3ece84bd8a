//! Oracle: tiny random cases, solved and compared with the best of all their plans by enumeration. The plans are judged by
//! `support/scorer.rs`, which shares nothing with `certify`; that both judge alike is tested on every plan as well.

mod support;

use std::ops::Range;

use dabiao::domain::{Case, Edits};
use dabiao::optimize::certify::Refusal;
use dabiao::optimize::{Limits, Outcome, Points, certify, solve};
use support::scorer::{Judged, NEAR, judge};
use support::{Dice, all_plans, allocation, best_of_all, case};

/// Ends only when nothing better than a thousandth of a point can exist.
const EXACT: Limits = Limits {
    steps: 20_000,
    gap: Points(Points::ONE / 1_000),
};

/// Seeds that are always tried.
const SEEDS: Range<u64> = 0..2_500;
/// And those of the long tests.
const MANY: Range<u64> = 2_500..40_000;

#[test]
fn the_answer_is_the_best_of_all_plans() {
    compare_with_enumeration(SEEDS);
}

#[test]
#[ignore = "37,500 cases more: 90 s in a test build"]
fn the_answer_is_the_best_of_all_plans_in_many_cases() {
    compare_with_enumeration(MANY);
}

fn compare_with_enumeration(seeds: Range<u64>) {
    let all = seeds.end - seeds.start;
    let (mut compared, mut conflicts, mut loose) = (0, 0, 0);
    for seed in seeds {
        let Some(case) = case(seed) else { continue };
        let Some(best) = best_of_all(&case, 4_000) else {
            continue;
        };
        match (solve(&case, EXACT), best) {
            (Outcome::Answer(answer), Some((hard, best))) => {
                compared += 1;
                let measured =
                    certify::allocation(&case, &answer.allocation).expect("a certified plan");
                let kept = judge(&case, &measured.begun).expect("a plan").hard;
                assert!(
                    (kept - hard).abs() < 1e-6,
                    "seed {seed}: hard targets keep {kept}, the best plan keeps {hard}"
                );
                assert_eq!(
                    measured.score, answer.score,
                    "seed {seed}: the score is the certified one"
                );
                let several = case.checks.iter().filter(|c| c.hard).count() > 1;
                if kept > hard + 1e-9 || hard > 1e-9 && several {
                    // What several unreachable hard targets leave between them can be divided in several ways: only the
                    // sum is settled first.
                    continue;
                }
                assert!(
                    answer.score.to_f64() <= best + NEAR,
                    "seed {seed}: scores more than any plan"
                );
                assert!(
                    answer.score.to_f64() >= best - 0.002,
                    "seed {seed}: {:?} but the best is {best}",
                    answer.score
                );
                let bound = answer.bound.expect("a bound");
                assert!(
                    bound >= answer.score,
                    "seed {seed}: bound {bound:?} below its own plan"
                );
                if hard < 1e-9 {
                    assert!(
                        bound.to_f64() >= best - NEAR,
                        "seed {seed}: bound {bound:?} excludes the best plan {best}"
                    );
                    loose += u64::from(bound.to_f64() > best + 0.01);
                }
            }
            (Outcome::Conflict(_), None) => conflicts += 1,
            (Outcome::Answer(_), None) => panic!("seed {seed}: a plan where none is feasible"),
            (Outcome::Conflict(c), Some(_)) => {
                panic!("seed {seed}: a conflict where a plan exists: {c:?}")
            }
        }
    }
    println!(
        "{compared} cases compared with enumeration, {conflicts} conflicts confirmed, {loose} bounds are loose"
    );
    // Multipliers beyond the range of proofs leave a bound loose now and then.
    assert!(
        loose * 100 < compared,
        "{loose} bounds are far above the best plan"
    );
    assert!(
        compared * 5 > 4 * all && conflicts * 50 > all,
        "{compared} of {all} cases compared, {conflicts} conflicts"
    );
}

#[test]
fn proofs_are_accepted_again() {
    let mut accepted = 0;
    for seed in 0..200 {
        let Some(case) = case(seed) else { continue };
        let Outcome::Answer(answer) = solve(&case, Limits::default()) else {
            continue;
        };
        let (Some(proof), Some(bound)) = (&answer.proof, answer.bound) else {
            panic!("seed {seed}: no proof")
        };
        assert_eq!(certify::bound(&case, proof), Ok(bound), "seed {seed}");
        accepted += 1;
    }
    println!("{accepted} proofs of 200 seeds accepted again");
    assert!(accepted > 180, "{accepted} proofs of 200 seeds");
}

/// Whether a plan is judged alike by `certify` and by the scorer: refused by both, or with the same counts, the same money,
/// and points that differ by no more than `certify` rounds off, a billionth for each part.
fn judged_alike(case: &Case, x: &[i64], what: &str) -> Result<Judged, Refusal> {
    let (ours, theirs) = (
        certify::allocation(case, &allocation(case, x)),
        judge(case, x),
    );
    let (measured, judged) = match (ours, theirs) {
        (Ok(measured), Some(judged)) => (measured, judged),
        (Err(refusal), None) => return Err(refusal),
        (Ok(_), None) => panic!("{what}: {x:?} is accepted, and refused by the scorer"),
        (Err(refusal), Some(_)) => panic!("{what}: {x:?} is refused: {refusal:?}"),
    };
    let shortfalls = measured.checks.iter().zip(&judged.missing);
    for (c, (tally, (missing, of))) in shortfalls.enumerate() {
        assert_eq!(
            tally.short * of,
            missing * tally.of,
            "{what}: {x:?}, check {c}: {tally:?}, the scorer counts {missing} of {of}"
        );
    }
    let (missing, of) = judged.largest;
    let largest = (
        i128::from(measured.largest.0),
        i128::from(measured.largest.1),
    );
    assert_eq!(
        largest.0 * of,
        missing * largest.1,
        "{what}: {x:?}, the largest local shortfall"
    );
    assert_eq!(i128::from(measured.cost), judged.cost, "{what}: {x:?}");
    let parts = case.checks.len() as f64;
    let rounded_down = |exact: f64, points: Points, parts: f64| {
        let off = exact - points.to_f64();
        -NEAR <= off && off <= parts / Points::ONE as f64 + NEAR
    };
    assert!(
        rounded_down(judged.points, measured.points, parts),
        "{what}: {x:?}: {:?} points, the scorer says {}",
        measured.points,
        judged.points
    );
    assert!(
        rounded_down(judged.score, measured.score, parts + 2.0),
        "{what}: {x:?} scores {:?}, the scorer says {}",
        measured.score,
        judged.score
    );
    let hard = measured.hard.to_f64() - 100.0 * judged.hard;
    assert!(
        -NEAR <= hard && hard <= parts / Points::ONE as f64 + NEAR,
        "{what}: {x:?}: hard targets keep {:?}, the scorer says {}",
        measured.hard,
        judged.hard
    );
    Ok(judged)
}

/// How many plans both judges refused, by what `certify` found first.
#[derive(Debug, Default)]
struct Refused {
    bounds: u64,
    sites: u64,
    stock: u64,
    money: u64,
    running: u64,
    need: u64,
}

impl Refused {
    fn count(&mut self, refusal: &Refusal) {
        let count = match refusal {
            Refusal::OutOfBounds { .. } => &mut self.bounds,
            Refusal::Sites { .. } => &mut self.sites,
            Refusal::BelowZero { .. } => &mut self.stock,
            Refusal::OverBudget { .. } => &mut self.money,
            Refusal::OverRunning { .. } => &mut self.running,
            Refusal::OverNeed { .. } => &mut self.need,
            other => panic!("no refusal of a plan that names its own options: {other:?}"),
        };
        *count += 1;
    }
}

#[test]
fn certify_and_the_scorer_judge_every_plan_alike() {
    judge_every_plan(SEEDS);
}

#[test]
#[ignore = "37,500 cases more: 90 s in a test build"]
fn certify_and_the_scorer_judge_every_plan_alike_in_many_cases() {
    judge_every_plan(MANY);
}

/// Every plan of every small case, and such as are one module beyond a bound.
fn judge_every_plan(seeds: Range<u64>) {
    let all = seeds.end - seeds.start;
    let (mut accepted, mut beyond, mut refused) = (0, 0, Refused::default());
    for seed in seeds {
        let Some(case) = case(seed) else { continue };
        let Some(plans) = all_plans(&case, 4_000) else {
            continue;
        };
        let what = format!("seed {seed}");
        let mut last = None;
        for x in plans {
            match judged_alike(&case, &x, &what) {
                Ok(_) => {
                    accepted += 1;
                    last = Some(x);
                }
                Err(refusal) => refused.count(&refusal),
            }
        }
        let Some(last) = last else { continue };
        for (o, option) in case.options.iter().enumerate() {
            for n in [option.lo - 1, option.hi + 1] {
                let mut x = last.clone();
                x[o] = n;
                assert!(judged_alike(&case, &x, &what).is_err(), "{what}: {x:?}");
                beyond += 1;
            }
        }
    }
    println!("{accepted} plans accepted alike, refused alike {refused:?}, {beyond} beyond a bound");
    assert!(accepted > 8 * all && beyond > 4 * all);
    assert!(refused.bounds > 40 * all && refused.money > 20 * all);
    assert!(refused.sites > 5 * all && refused.stock > 3 * all);
}

/// Nothing built, what a short search finds, and that with single builds changed.
#[test]
fn certify_and_the_scorer_judge_the_plans_of_counties_alike() {
    for name in ["ruian", "yueqing", "hengyang", "shanxi"] {
        let path = format!("{}/fixtures/plans/{name}.json", env!("CARGO_MANIFEST_DIR"));
        let plan = dabiao::read::plan(&std::fs::read(path).expect("a file")).expect("a plan");
        let case = Case::new(&plan, &Edits::default()).expect("a case");
        let short = Limits {
            steps: 1,
            ..Limits::default()
        };
        let Outcome::Answer(answer) = solve(&case, short) else {
            panic!("{name} has no pins")
        };
        let found = certify::allocation(&case, &answer.allocation).expect("certified");
        let nothing = vec![0; case.options.len()];
        // What the document names has to be built.
        assert_eq!(
            judged_alike(&case, &nothing, name).is_ok(),
            plan.must.is_empty(),
            "{name}"
        );
        assert!(judged_alike(&case, &found.begun, name).is_ok());
        let (mut accepted, mut refused) = (0, 0);
        let dice = &mut Dice::new(1);
        for _ in 0..400 {
            let mut x = found.begun.clone();
            let some: Vec<usize> = (0..x.len()).filter(|o| x[*o] > 0).collect();
            for _ in 0..dice.from(1, 3) {
                let given_up = dice.chance(50);
                let o = if given_up {
                    some[dice.below(some.len() as i64) as usize]
                } else {
                    dice.below(x.len() as i64) as usize
                };
                x[o] += if given_up { -1 } else { 1 };
            }
            match judged_alike(&case, &x, name) {
                Ok(_) => accepted += 1,
                Err(_) => refused += 1,
            }
        }
        println!("{name}: {accepted} changed plans accepted and {refused} refused alike");
        assert!(
            accepted >= 10 && refused >= 100,
            "{name}: {accepted}, {refused}"
        );
    }
}
