//! Rejects: each corrupted plan or proof is refused for its own reason. The sound ones come from solving the Ruian plan.

mod support;

use std::sync::OnceLock;

use dabiao::domain::{Allocation, Case, Edits, Plan, UnitId, Yuan};
use dabiao::optimize::certify::{Refusal, allocation as measure, bound};
use dabiao::optimize::{
    Answer, Cut, Leaf, Limits, Node, Outcome, Points, Proof, RowKey, VarKey, solve,
};

/// The Ruian plan with half its money, so that budgets bind, nothing of it hard or sure to be built, and its answer.
fn ruian() -> &'static (Case, Answer) {
    static RUIAN: OnceLock<(Case, Answer)> = OnceLock::new();
    RUIAN.get_or_init(|| {
        let mut plan: Plan = serde_json::from_str(include_str!("../fixtures/plans/ruian.json"))
            .expect("the fixture");
        plan.must.clear();
        plan.targets.iter_mut().for_each(|t| t.hard = Some(false));
        let budget = plan.horizon.periods.iter().enumerate().map(|(p, period)| {
            let all: i64 = plan
                .budget
                .amounts
                .iter()
                .map(|a| a.by_period[p].value.0)
                .sum();
            (period.first, Yuan(all / 2))
        });
        let edits = Edits {
            budget: budget.collect(),
            ..Edits::default()
        };
        let case = Case::new(&plan, &edits).expect("a case");
        let limits = Limits {
            steps: 12,
            gap: Points(0),
        };
        let Outcome::Answer(answer) = solve(&case, limits) else {
            panic!("a plan exists")
        };
        (case, answer)
    })
}

fn refused(change: impl FnOnce(&Case, &mut Allocation)) -> Refusal {
    let (case, answer) = ruian();
    let mut allocation = answer.allocation.clone();
    change(case, &mut allocation);
    measure(case, &allocation).expect_err("a refusal")
}

fn proof_refused(change: impl FnOnce(&mut Proof)) -> Refusal {
    let (case, answer) = ruian();
    let mut proof = answer.proof.clone().expect("a proof");
    change(&mut proof);
    bound(case, &proof).expect_err("a refusal")
}

fn first_leaf(node: &mut Node) -> &mut Leaf {
    match node {
        Node::Leaf(leaf) => leaf,
        Node::Split { below, .. } | Node::Level { below, .. } => first_leaf(below),
    }
}

#[test]
fn the_sound_ones_are_accepted() {
    let (case, answer) = ruian();
    let measured = measure(case, &answer.allocation).expect("the plan");
    assert_eq!(
        (measured.points, measured.score),
        (answer.points, answer.score)
    );
    assert_eq!(
        bound(case, answer.proof.as_ref().expect("a proof")).ok(),
        answer.bound
    );
}

#[test]
fn an_unknown_unit() {
    let refusal = refused(|_, a| a.builds[0].unit = UnitId::from("nowhere"));
    assert!(
        matches!(refusal, Refusal::NotAnOption { .. }),
        "{refusal:?}"
    );
}

#[test]
fn a_cell_named_twice() {
    let refusal = refused(|_, a| a.builds.push(a.builds[0].clone()));
    assert!(
        matches!(refusal, Refusal::NotAnOption { .. }),
        "{refusal:?}"
    );
}

#[test]
fn a_year_outside_the_plan() {
    let refusal = refused(|_, a| a.builds[0].year = 1999);
    assert!(
        matches!(refusal, Refusal::NotAnOption { .. }),
        "{refusal:?}"
    );
}

#[test]
fn fewer_than_nothing() {
    let refusal = refused(|_, a| a.builds[0].n = -1);
    assert!(
        matches!(refusal, Refusal::OutOfBounds { n: -1, .. }),
        "{refusal:?}"
    );
}

#[test]
fn more_than_a_unit_can_take() {
    let refusal = refused(|_, a| a.builds[0].n = 1_000_000);
    assert!(
        matches!(refusal, Refusal::OutOfBounds { n: 1_000_000, .. }),
        "{refusal:?}"
    );
}

#[test]
fn numbers_that_would_overflow() {
    let refusal = refused(|_, a| a.builds[0].n = i64::MAX);
    assert!(
        matches!(refusal, Refusal::OutOfBounds { .. }),
        "{refusal:?}"
    );
}

#[test]
fn classes_without_a_school() {
    let refusal = refused(|case, a| {
        let sites: Vec<&str> = case
            .plan
            .measures
            .iter()
            .filter_map(|m| m.host.as_ref())
            .map(|h| h.measure.0.as_str())
            .collect();
        a.builds.retain(|b| !sites.contains(&b.measure.0.as_str()));
    });
    assert!(matches!(refusal, Refusal::Sites { .. }), "{refusal:?}");
}

#[test]
fn more_money_than_there_is() {
    let refusal = refused(|case, a| {
        for (cap, group) in case.caps.iter().enumerate() {
            let hosted = case
                .hosts
                .iter()
                .any(|l| l.modules == cap || l.sites == cap);
            let takes = case.options[group.options[0]]
                .effects
                .iter()
                .any(|(_, amount)| *amount < 0);
            if !hosted && !takes {
                let (unit, measure) = (
                    &case.plan.region.units[group.unit].id,
                    &case.plan.measures[group.measure].id,
                );
                a.builds
                    .retain(|b| b.unit != *unit || b.measure != *measure);
                let year = case.plan.horizon.periods[case.options[group.options[0]].period].first;
                a.builds.push(dabiao::domain::Build {
                    unit: unit.clone(),
                    measure: measure.clone(),
                    year,
                    n: group.hi,
                });
            }
        }
    });
    assert!(matches!(refusal, Refusal::OverBudget { .. }), "{refusal:?}");
}

#[test]
fn a_stock_below_zero() {
    let (plan_, edits) = (support::plan(3), Edits::default());
    let found = (0..400).find_map(|seed| {
        let case = support::case(seed)?;
        let taking = case.options.iter().position(|o| {
            o.hi > 0
                && o.effects
                    .iter()
                    .any(|(s, a)| *a < 0 && case.without_builds(*s, o.unit, o.in_use) < -a * o.hi)
        })?;
        let mut x = vec![0; case.options.len()];
        x[taking] = case.options[taking].hi;
        measure(&case, &support::allocation(&case, &x))
            .err()
            .filter(|r| matches!(r, Refusal::BelowZero { .. }))
    });
    let _ = (plan_, edits);
    assert!(
        found.is_some(),
        "some random case lets a conversion take too much"
    );
}

#[test]
fn a_negative_multiplier() {
    let refusal = proof_refused(|p| first_leaf(&mut p.root).multipliers[0].1 = -1);
    assert!(
        matches!(refusal, Refusal::NegativeMultiplier { .. }),
        "{refusal:?}"
    );
}

#[test]
fn a_row_the_case_does_not_have() {
    let refusal = proof_refused(|p| {
        first_leaf(&mut p.root)
            .multipliers
            .push((RowKey::Local(9_999), 1))
    });
    assert!(matches!(refusal, Refusal::NoSuchRow { .. }), "{refusal:?}");
}

#[test]
fn a_row_named_twice() {
    let refusal = proof_refused(|p| {
        let leaf = first_leaf(&mut p.root);
        let first = leaf.multipliers[0];
        leaf.multipliers.insert(0, first);
    });
    assert!(matches!(refusal, Refusal::NoSuchRow { .. }), "{refusal:?}");
}

#[test]
fn a_split_the_path_does_not_have() {
    let refusal = proof_refused(|p| {
        first_leaf(&mut p.root)
            .multipliers
            .push((RowKey::Split(400), 1))
    });
    assert!(matches!(refusal, Refusal::NoSuchRow { .. }), "{refusal:?}");
}

#[test]
fn a_split_over_something_that_need_not_be_whole() {
    let refusal = proof_refused(|p| {
        let whole = std::mem::replace(&mut p.root, Node::Leaf(Leaf::default()));
        p.root = Node::Split {
            form: vec![(VarKey::Short(0), 1)],
            at_most: 0,
            below: Box::new(whole.clone()),
            above: Box::new(whole),
        };
    });
    assert_eq!(refusal, Refusal::NotWhole);
}

#[test]
fn a_need_in_whole_modules_where_no_level_is_set() {
    let refusal = proof_refused(|p| {
        let multipliers = vec![(RowKey::LocalWhole(0, 1), 1)];
        p.root = Node::Leaf(Leaf { multipliers });
    });
    assert!(matches!(refusal, Refusal::NoSuchRow { .. }), "{refusal:?}");
}

#[test]
fn a_need_in_whole_modules_on_the_side_above_a_level() {
    let refusal = proof_refused(|p| {
        let multipliers = vec![(RowKey::LocalWhole(0, 1), 1)];
        p.root = Node::Level {
            at: 0,
            below: Box::new(Node::Leaf(Leaf::default())),
            above: Box::new(Node::Leaf(Leaf { multipliers })),
        };
    });
    assert!(matches!(refusal, Refusal::NoSuchRow { .. }), "{refusal:?}");
}

/// A budget's row, rounded in lots of so many yuan.
fn rounded(lot: i64) -> Cut {
    Cut {
        rows: vec![(RowKey::Budget(0, 0), 1)],
        flipped: Vec::new(),
        lot,
    }
}

#[test]
fn a_cut_in_lots_of_nothing() {
    let refusal = proof_refused(|p| p.cuts.insert(0, rounded(0)));
    assert_eq!(refusal, Refusal::NothingRounded { cut: 0 });
}

#[test]
fn a_cut_whose_right_side_is_whole() {
    let refusal = proof_refused(|p| p.cuts.insert(0, rounded(1)));
    assert_eq!(refusal, Refusal::NothingRounded { cut: 0 });
}

#[test]
fn a_cut_that_names_one_that_comes_later() {
    let refusal = proof_refused(|p| {
        let rows = vec![(RowKey::Cut(0), 1)];
        p.cuts.insert(0, Cut { rows, ..rounded(1) });
    });
    let row = RowKey::Cut(0);
    assert_eq!(refusal, Refusal::NoSuchRow { row });
}

#[test]
fn a_cut_that_names_a_split() {
    let refusal = proof_refused(|p| {
        let rows = vec![(RowKey::Split(0), 1)];
        p.cuts.insert(0, Cut { rows, ..rounded(1) });
    });
    let row = RowKey::Split(0);
    assert_eq!(refusal, Refusal::NoSuchRow { row });
}

#[test]
fn a_cut_that_names_a_row_twice() {
    let refusal = proof_refused(|p| {
        let mut cut = rounded(1_000_003);
        cut.rows.push(cut.rows[0]);
        p.cuts.insert(0, cut);
    });
    let row = RowKey::Budget(0, 0);
    assert_eq!(refusal, Refusal::NoSuchRow { row });
}

#[test]
fn a_cut_that_counts_a_shortfall_from_above() {
    let refusal = proof_refused(|p| {
        let flipped = vec![VarKey::Short(0)];
        p.cuts.insert(
            0,
            Cut {
                flipped,
                ..rounded(1_000_003)
            },
        );
    });
    assert_eq!(refusal, Refusal::NotWhole);
}

/// In the largest numbers there are; the first leaves nothing to round.
#[test]
fn a_cut_that_only_multiplies_another() {
    let refusal = proof_refused(|p| {
        let cut = |key| Cut {
            rows: vec![(key, i64::MAX)],
            flipped: Vec::new(),
            lot: i64::MAX - 1,
        };
        let twice = [cut(RowKey::Budget(0, 0)), cut(RowKey::Cut(0))];
        p.cuts.splice(0..0, twice);
    });
    assert_eq!(refusal, Refusal::NothingRounded { cut: 1 });
}

/// Whatever a proof rounds, and however, what follows holds for the plan that was found.
#[test]
fn no_cut_excludes_the_plan() {
    let (case, answer) = ruian();
    let whole = answer.proof.clone().expect("a proof");
    assert!(!whole.cuts.is_empty(), "the sound proof has cuts");
    let mut accepted = 0;
    for lot in [2, 7, 1_000, 999_983, 123_456_789, 1 << 40] {
        for cut in 0..whole.cuts.len() {
            let mut proof = whole.clone();
            proof.cuts[cut].lot = lot;
            if let Ok(bound) = bound(case, &proof) {
                assert!(bound >= answer.score, "cut {cut} in lots of {lot}");
                accepted += 1;
            }
        }
    }
    assert!(accepted > 0, "some are accepted");
}

#[test]
fn a_level_below_nothing() {
    let refusal = proof_refused(|p| {
        let whole = std::mem::replace(&mut p.root, Node::Leaf(Leaf::default()));
        p.root = Node::Level {
            at: -1,
            below: Box::new(whole.clone()),
            above: Box::new(whole),
        };
    });
    assert_eq!(refusal, Refusal::NoSuchLevel);
}

#[test]
fn a_level_set_lower_than_the_tree_has_it_never_excludes_the_plan() {
    let (case, answer) = ruian();
    let whole = answer.proof.clone().expect("a proof");
    for at in [0, 1 << 40, 1 << 45, 1 << 48, 1 << 50] {
        let split = Node::Level {
            at,
            below: Box::new(whole.root.clone()),
            above: Box::new(whole.root.clone()),
        };
        // Splits count from the root, so the leaves' own are refused, or name the wrong one; what is accepted must be true.
        let proof = Proof {
            root: split,
            ..whole.clone()
        };
        assert!(bound(case, &proof).map_or(true, |b| b >= answer.score));
    }
}

#[test]
fn a_hard_target_that_is_not_hard() {
    assert_eq!(
        proof_refused(|p| p.hard.push((0, 0))),
        Refusal::NotHard { check: 0 }
    );
}

#[test]
fn a_tree_too_deep() {
    let refusal = proof_refused(|p| {
        for _ in 0..600 {
            let inner = std::mem::replace(&mut p.root, Node::Leaf(Leaf::default()));
            let form = vec![(VarKey::Build(0), 1)];
            p.root = Node::Split {
                form,
                at_most: 0,
                below: Box::new(inner),
                above: Box::new(Node::Leaf(Leaf::default())),
            };
        }
    });
    assert_eq!(refusal, Refusal::TooDeep);
}

#[test]
fn a_lost_leaf_only_weakens_the_bound() {
    let (case, answer) = ruian();
    let mut proof = answer.proof.clone().expect("a proof");
    first_leaf(&mut proof.root).multipliers.clear();
    let weaker = bound(case, &proof).expect("sound, but weak");
    assert!(weaker >= answer.bound.expect("a bound"));
}

#[test]
fn multipliers_changed_at_random_never_exclude_the_plan() {
    let (case, answer) = ruian();
    for seed in 0..30 {
        let dice = &mut support::Dice::new(seed);
        let mut proof = answer.proof.clone().expect("a proof");
        let leaf = first_leaf(&mut proof.root);
        for _ in 0..5 {
            let at = dice.below(leaf.multipliers.len() as i64) as usize;
            leaf.multipliers[at].1 = dice.below(i64::MAX >> 20);
        }
        assert!(
            bound(case, &proof).is_ok_and(|b| b >= answer.score),
            "seed {seed}"
        );
    }
}
