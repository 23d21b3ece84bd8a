//! Laws: what must hold between the answers of related cases. Each says how many plans it judged.

mod support;

use std::cell::Cell;
use std::sync::OnceLock;

use dabiao::domain::{BuildOption, Case, Edits, Plan, Target, Yuan};
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
        Outcome::Answer(answer) => Some(answer),
        Outcome::Conflict(_) => None,
    }
}

fn near(a: Points, b: Points) -> bool {
    (a.0 - b.0).abs() <= SAME
}

/// The plans of some seeds that have an answer, with it.
struct Solved {
    seeds: usize,
    plans: Vec<(u64, Plan, Answer)>,
}

impl Solved {
    fn of(seeds: std::ops::Range<u64>) -> Solved {
        let solve = |seed| {
            let plan = support::plan(seed);
            solved(&plan, &Edits::default()).map(|answer| (seed, plan, answer))
        };
        Solved {
            seeds: seeds.end.saturating_sub(seeds.start) as usize,
            plans: seeds.filter_map(solve).collect(),
        }
    }

    /// Asks a law of every plan; of so many parts in a hundred of all seeds it must have something to say.
    fn judge(&self, law: &str, floor: usize, judges: impl Fn(u64, &Plan, &Answer) -> bool) {
        let judged = self
            .plans
            .iter()
            .filter(|(seed, plan, answer)| judges(*seed, plan, answer));
        let judged = judged.count();
        println!(
            "{law}: {judged} of {} plans of {} seeds judged",
            self.plans.len(),
            self.seeds
        );
        assert!(
            judged * 100 >= floor * self.seeds,
            "{law}: {judged} plans of {} seeds judged, {floor} in a hundred are asked for",
            self.seeds
        );
    }
}

/// Solved once for all laws.
fn few() -> &'static Solved {
    static FEW: OnceLock<Solved> = OnceLock::new();
    FEW.get_or_init(|| Solved::of(1_000..1_150))
}

#[test]
#[ignore = "4,850 plans more, every law: 78 s in a test build"]
fn every_law_holds_for_many_plans() {
    let many = Solved::of(1_150..6_000);
    same_answer(&many);
    order_of_units(&many);
    order_of_measures_and_targets(&many);
    twice_the_money(&many);
    looser(&many);
    more_money(&many);
}

#[test]
fn the_same_case_has_the_same_answer() {
    same_answer(few());
}

fn same_answer(of: &Solved) {
    of.judge("the same answer", 90, |seed, plan, answer| {
        let again = solved(plan, &Edits::default());
        assert_eq!(again.as_ref(), Some(answer), "seed {seed}");
        true
    });
}

#[test]
fn the_order_of_units_does_not_matter() {
    order_of_units(few());
}

fn order_of_units(of: &Solved) {
    of.judge("the order of units", 90, |seed, plan, answer| {
        let mut turned = plan.clone();
        turned.region.units.reverse();
        let other = solved(&turned, &Edits::default()).expect("a plan");
        assert!(
            near(other.score, answer.score),
            "seed {seed}: {:?} and {:?}",
            other.score,
            answer.score
        );
        true
    });
}

#[test]
fn the_order_of_measures_and_targets_does_not_matter() {
    order_of_measures_and_targets(few());
}

fn order_of_measures_and_targets(of: &Solved) {
    of.judge(
        "the order of measures and targets",
        90,
        |seed, plan, answer| {
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
            true
        },
    );
}

/// A plan with every price and all money so many times as large.
fn dearer(plan: &Plan, times: i64) -> Plan {
    let mut plan = plan.clone();
    for measure in &mut plan.measures {
        measure.cost.value.0 *= times;
        measure.running.iter_mut().for_each(|r| r.value.0 *= times);
        measure
            .subsidy
            .iter_mut()
            .for_each(|s| s.amount.value.0 *= times);
    }
    let amounts = plan.budget.amounts.iter_mut();
    for figure in amounts.flat_map(|a| &mut a.by_period) {
        figure.value.0 *= times;
    }
    plan
}

#[test]
fn twice_the_prices_and_twice_the_money_change_nothing() {
    twice_the_money(few());
}

/// Sixteen times the prices first: then shares of a price and its parts by year are whole yuan, and nothing is rounded.
fn twice_the_money(of: &Solved) {
    of.judge("twice the money", 90, |seed, plan, _| {
        let plans = [dearer(plan, 16), dearer(plan, 32)];
        let [one, two] = plans.map(|plan| Case::new(&plan, &Edits::default()).expect("a case"));
        // The cases differ in nothing but a factor.
        let doubled = |option: &BuildOption| {
            let mut option = option.clone();
            option.spend.iter_mut().for_each(|s| s.yuan *= 2);
            let (owed, running) = (2 * option.owed, 2 * option.running);
            let subsidy = Yuan(2 * option.subsidy.0);
            BuildOption {
                owed,
                running,
                subsidy,
                ..option
            }
        };
        let options: Vec<BuildOption> = one.options.iter().map(doubled).collect();
        assert_eq!(options, two.options, "seed {seed}");
        assert_eq!(one.checks, two.checks, "seed {seed}");
        let [Outcome::Answer(first), Outcome::Answer(second)] =
            [&one, &two].map(|case| solve(case, EXACT))
        else {
            panic!("seed {seed}: without pins there is a plan")
        };
        // The plan of either scores the same in the other, to the billionth.
        for (case, answer) in [(&two, &first), (&one, &second)] {
            let there =
                certify::allocation(case, &answer.allocation).expect("it is paid there too");
            assert_eq!(
                (there.points, there.score, there.hard),
                (answer.points, answer.score, answer.hard),
                "seed {seed}"
            );
        }
        assert_eq!(first.allocation, second.allocation, "seed {seed}");
        true
    });
}

/// Half of every level: what was built is worth no less, and what is built for the looser targets is worth no less than that.
#[test]
fn a_looser_target_never_lowers_the_score() {
    looser(few());
}

fn looser(of: &Solved) {
    let better = Cell::new(0);
    of.judge("looser targets", 50, |seed, plan, answer| {
        let mut looser = plan.clone();
        for milestone in looser.targets.iter_mut().flat_map(|t| &mut t.milestones) {
            milestone.level.value.micro /= 2;
        }
        let case = Case::new(&looser, &Edits::default()).expect("a case");
        let again = certify::allocation(&case, &answer.allocation).expect("no rule has changed");
        // A conversion may leave less than nothing of what is counted; less than nothing weighs more against half of the level.
        if again.checks.iter().any(|tally| tally.achieved < 0) {
            return false;
        }
        let case = Case::new(plan, &Edits::default()).expect("a case");
        let before = certify::allocation(&case, &answer.allocation).expect("a certified plan");
        let pairs = || before.checks.iter().zip(&again.checks);
        assert!(
            pairs().all(|(before, again)| again.short <= before.short),
            "seed {seed}: more is missing"
        );
        // A share lacks whole things: one of two that are required weighs less than the only one that half of the level requires.
        if pairs().any(|(before, again)| again.short * before.of > before.short * again.of) {
            return false;
        }
        assert!(
            again.score >= answer.score,
            "seed {seed}: the same builds score {:?}, then {:?}",
            answer.score,
            again.score
        );
        better.set(better.get() + usize::from(again.score > answer.score));
        // Where hard targets cannot all be met, what they keep comes before the score.
        if plan.targets.iter().any(Target::is_hard) {
            return false;
        }
        let other = solved(&looser, &Edits::default()).expect("a plan");
        assert!(
            other.score.0 >= again.score.0 - SAME,
            "seed {seed}: {:?} is known to be there, {:?} was found",
            again.score,
            other.score
        );
        true
    });
    let (all, better) = (of.plans.len(), better.get());
    assert!(better > all / 4, "{better} of {all} plans gained anything");
}

#[test]
fn more_money_never_lowers_the_best_score() {
    more_money(few());
}

fn more_money(of: &Solved) {
    of.judge("more money", 60, |seed, plan, answer| {
        if plan.targets.iter().any(Target::is_hard) {
            return false;
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
        true
    });
}
