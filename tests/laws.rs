//! Laws: what must hold between the answers of related cases.
//!
//! `CASES` sets how many seeds are tried (`make soak` tries many more).

mod support;

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use dabiao::domain::{Case, Edits, Plan, Yuan};
use dabiao::optimize::certify;
use dabiao::optimize::{Answer, Limits, Outcome, Points, solve};

const EXACT: Limits = Limits {
    steps: 20_000,
    gap: Points(Points::ONE / 1_000),
};
/// Two answers within a thousandth of a point of the best differ by no more than that.
const SAME: i64 = Points::ONE / 400;

fn solved(plan: &Plan, edits: &Edits) -> Option<Answer> {
    match solve(&Case::new(plan, edits).ok()?, EXACT) {
        Outcome::Plan(answer) => Some(answer),
        Outcome::Conflict(_) => None,
    }
}

fn near(a: Points, b: Points) -> bool {
    (a.0 - b.0).abs() <= SAME
}

/// More would take hours.
const MOST: u64 = 1_000;

/// As many seeds as `CASES` says (`make soak`).
fn cases() -> u64 {
    let cases = std::env::var("CASES").ok().and_then(|n| n.parse().ok());
    cases.map_or(150, |n: u64| n.min(MOST))
}

/// The plans that have an answer, with it: solved once for all laws.
fn plans() -> &'static [(u64, Plan, Answer)] {
    static PLANS: OnceLock<Vec<(u64, Plan, Answer)>> = OnceLock::new();
    PLANS.get_or_init(|| {
        let seeds = 1_000..1_000 + cases();
        let solve = |seed| {
            let plan = support::plan(seed);
            solved(&plan, &Edits::default()).map(|answer| (seed, plan, answer))
        };
        seeds.filter_map(solve).collect()
    })
}

fn for_plans(check: impl Fn(u64, &Plan, &Answer)) {
    assert!(plans().len() as u64 > cases() * 2 / 3);
    for (seed, plan, answer) in plans() {
        check(*seed, plan, answer);
    }
}

#[test]
fn the_same_case_has_the_same_answer() {
    for_plans(|seed, plan, answer| {
        assert_eq!(
            solved(plan, &Edits::default()).as_ref(),
            Some(answer),
            "seed {seed}"
        );
    });
}

#[test]
fn the_order_of_units_does_not_matter() {
    for_plans(|seed, plan, answer| {
        let mut turned = plan.clone();
        turned.region.units.reverse();
        let other = solved(&turned, &Edits::default()).expect("a plan");
        assert!(
            near(other.score, answer.score),
            "seed {seed}: {:?} and {:?}",
            other.score,
            answer.score
        );
    });
}

#[test]
fn the_order_of_measures_and_targets_does_not_matter() {
    for_plans(|seed, plan, answer| {
        let mut turned = plan.clone();
        turned.measures.reverse();
        turned.targets.reverse();
        let other = solved(&turned, &Edits::default()).expect("a plan");
        assert!(
            near(other.score, answer.score),
            "seed {seed}: {:?} and {:?}",
            other.score,
            answer.score
        );
    });
}

#[test]
fn twice_the_prices_and_twice_the_money_change_nothing() {
    for_plans(|seed, plan, answer| {
        let mut doubled = plan.clone();
        for measure in &mut doubled.measures {
            measure.cost.value.0 *= 2;
            measure.running.iter_mut().for_each(|r| r.value.0 *= 2);
            measure
                .subsidy
                .iter_mut()
                .for_each(|s| s.amount.value.0 *= 2);
        }
        for figure in doubled
            .budget
            .amounts
            .iter_mut()
            .flat_map(|a| &mut a.by_period)
        {
            figure.value.0 *= 2;
        }
        let other = solved(&doubled, &Edits::default()).expect("a plan");
        assert!(
            near(other.points, answer.points) || near(other.score, answer.score),
            "seed {seed}"
        );
    });
}

/// Half of every level: what was built is worth no less, and what is built for the looser targets is worth no less than that.
#[test]
fn a_looser_target_never_lowers_the_score() {
    let (judged, better) = (AtomicUsize::new(0), AtomicUsize::new(0));
    for_plans(|seed, plan, answer| {
        let mut looser = plan.clone();
        for milestone in looser.targets.iter_mut().flat_map(|t| &mut t.milestones) {
            milestone.level.value.micro /= 2;
        }
        let case = Case::new(&looser, &Edits::default()).expect("a case");
        let again = certify::plan(&case, &answer.allocation).expect("no rule has changed");
        // A conversion may leave less than nothing of what is counted; less than nothing weighs more against half of the level.
        if again.checks.iter().any(|tally| tally.achieved < 0) {
            return;
        }
        let case = Case::new(plan, &Edits::default()).expect("a case");
        let before = certify::plan(&case, &answer.allocation).expect("a certified plan");
        let pairs = || before.checks.iter().zip(&again.checks);
        assert!(
            pairs().all(|(before, again)| again.short <= before.short),
            "seed {seed}: more is missing"
        );
        // A share lacks whole things: one of two that are required weighs less than the only one that half of the level requires.
        if pairs().any(|(before, again)| again.short * before.of > before.short * again.of) {
            return;
        }
        assert!(
            again.score >= answer.score,
            "seed {seed}: the same builds score {:?}, then {:?}",
            answer.score,
            again.score
        );
        better.fetch_add(usize::from(again.score > answer.score), Relaxed);
        // Where hard targets cannot all be met, what they keep comes before the score.
        if !plan.targets.iter().any(|t| t.hard) {
            let other = solved(&looser, &Edits::default()).expect("a plan");
            assert!(
                other.score.0 >= again.score.0 - SAME,
                "seed {seed}: {:?} is known to be there, {:?} was found",
                again.score,
                other.score
            );
            judged.fetch_add(1, Relaxed);
        }
    });
    let all = plans().len();
    let (judged, better) = (judged.into_inner(), better.into_inner());
    assert!(judged > all / 2, "{judged} of {all} plans were judged");
    assert!(better > all / 4, "{better} of {all} plans gained anything");
}

#[test]
fn more_money_never_lowers_the_best_score() {
    for_plans(|seed, plan, answer| {
        if plan.targets.iter().any(|t| t.hard) {
            return;
        }
        let mut richer = plan.clone();
        for figure in richer
            .budget
            .amounts
            .iter_mut()
            .flat_map(|a| &mut a.by_period)
        {
            figure.value = Yuan(figure.value.0 * 3 / 2);
        }
        // C₀ is the unedited plan's money: give the extra money as an edit would, so that the score keeps its scale.
        let budget = richer
            .horizon
            .periods
            .iter()
            .enumerate()
            .map(|(p, period)| {
                (
                    period.first,
                    Yuan(
                        plan.budget
                            .amounts
                            .iter()
                            .map(|a| a.by_period[p].value.0 * 3 / 2)
                            .sum(),
                    ),
                )
            });
        let edits = Edits {
            budget: budget.collect(),
            ..Edits::default()
        };
        let other = solved(plan, &edits).expect("a plan");
        assert!(
            other.score.0 >= answer.score.0 - SAME,
            "seed {seed}: {:?} then {:?}",
            answer.score,
            other.score
        );
    });
}
