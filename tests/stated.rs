//! The model as it is stated for other solvers is the model that is searched: the same numbers, and the same relaxation by two
//! engines that share nothing.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use dabiao::domain::{Case, Edits, Plan};
use dabiao::optimize::model::Model;
use dabiao::optimize::simplex::{Lp, Simplex, Verdict};
use dabiao::optimize::{ColumnKey, LineKey, NoOptimum, RowKey, Stated, VarKey, relaxed};

fn ruian() -> Case {
    let plan: Plan =
        serde_json::from_str(include_str!("../fixtures/plans/ruian.json")).expect("the fixture");
    Case::new(&plan, &Edits::default()).expect("a case")
}

/// The best score of the relaxation by our simplex, on the model's own integers; none where it is infeasible.
fn by_simplex(case: &Case) -> Option<f64> {
    let model = Model::of(case);
    let mut lp = Lp {
        columns: vec![Vec::new(); model.vars.len()],
        cost: model.vars.iter().map(|v| v.cost).collect(),
        lo: model.vars.iter().map(|v| v.lo as f64).collect(),
        hi: model.vars.iter().map(|v| v.hi as f64).collect(),
        row_lo: model.rows.iter().map(|r| r.rhs as f64).collect(),
        row_hi: vec![f64::INFINITY; model.rows.len()],
    };
    for (r, row) in model.rows.iter().enumerate() {
        for (v, a) in &row.terms {
            lp.columns[*v].push((r, *a as f64));
        }
    }
    for c in (0..case.checks.len()).filter(|c| case.checks[*c].hard) {
        lp.hi[case.options.len() + c] = 0.0;
    }
    let mut simplex = Simplex::new(&lp);
    match simplex.solve(f64::INFINITY, 1_000_000) {
        Verdict::Optimal => Some(100.0 - simplex.objective()),
        Verdict::Infeasible => None,
        other => panic!("the simplex ended with {other:?}"),
    }
}

fn compare(case: &Case, name: &str) -> bool {
    let stated = Stated::of(case, None);
    match (relaxed(&stated), by_simplex(case)) {
        (Ok(found), Some(own)) => {
            let apart = (found.score - own).abs();
            assert!(
                apart <= 1e-6 * own.abs().max(1.0),
                "{name}: good_lp {} and our simplex {own}",
                found.score
            );
            assert_eq!(found.values.len(), stated.columns.len());
            true
        }
        (Err(NoOptimum::Infeasible), None) => false,
        (found, own) => panic!("{name}: good_lp {found:?}, our simplex {own:?}"),
    }
}

#[test]
fn two_engines_find_the_same_relaxation_of_ruian() {
    assert!(compare(&ruian(), "ruian"));
}

#[test]
fn two_engines_find_the_same_relaxation_of_random_cases() {
    compare_random(0..300);
}

#[test]
#[ignore = "19,700 relaxations more: a minute in a release build"]
fn two_engines_find_the_same_relaxation_of_many_random_cases() {
    compare_random(300..20_000);
}

fn compare_random(seeds: std::ops::Range<u64>) {
    let cases = seeds.end - seeds.start;
    let (mut solved, mut infeasible) = (0, 0);
    for seed in seeds {
        if let Some(case) = support::case(seed) {
            if compare(&case, &format!("seed {seed}")) {
                solved += 1;
            } else {
                infeasible += 1;
            }
        }
    }
    println!("{solved} optima of {cases} seeds compared, {infeasible} infeasible");
    assert!(
        solved * 5 > 4 * cases && infeasible > 0,
        "{solved} optima of {cases} seeds, {infeasible} infeasible"
    );
}

/// Multiplied back, every coefficient is the integer of the model.
#[test]
fn dividing_rows_loses_nothing() {
    let mut cases: Vec<Case> = (0..200).filter_map(support::case).collect();
    assert!(cases.len() > 180, "{} cases of 200 seeds", cases.len());
    cases.push(ruian());
    for case in &cases {
        let (model, stated) = (Model::of(case), Stated::of(case, None));
        for (row, line) in model.rows.iter().zip(&stated.rows) {
            assert_eq!(line.key, LineKey::Model(row.key));
            let by = match row.key {
                RowKey::Budget(..) | RowKey::Running => 1e4,
                RowKey::Share(..) => 1e6,
                _ => 1.0,
            };
            let back = |x: f64| (x * by).round() as i64;
            let decimal = |x: f64| format!("{x}").parse::<f64>().expect("a number") == x;
            if row.terms.is_empty() {
                assert_eq!(back(line.rhs), row.rhs + back(1.0));
                continue;
            }
            let terms: Vec<(usize, i64)> = line.terms.iter().map(|(c, a)| (*c, back(*a))).collect();
            assert_eq!((terms, back(line.rhs)), (row.terms.clone(), row.rhs));
            assert!(line.terms.iter().all(|(_, a)| decimal(*a)));
        }
    }
}

#[test]
fn coefficients_of_a_row_are_within_six_powers_of_ten() {
    let stated = Stated::of(&ruian(), None);
    for line in &stated.rows {
        let sizes = line.terms.iter().map(|(_, a)| a.abs());
        let (least, most) = sizes.fold((f64::INFINITY, 0.0_f64), |(l, m), a| (l.min(a), m.max(a)));
        assert!(most <= 1e6 * least, "{:?}: {least} to {most}", line.key);
    }
    let gains = stated.columns.iter().map(|c| c.gain.abs());
    let gains: Vec<f64> = gains.filter(|g| *g > 0.0).collect();
    let most = gains.iter().copied().fold(0.0, f64::max);
    let least = gains.iter().copied().fold(f64::INFINITY, f64::min);
    // One idle place among all that are needed in two years costs next to nothing.
    assert!(most <= 1e7 * least, "the objective: {least} to {most}");
}

/// A plan that misses a hard target as little as it can is still a plan of the model that is stated beside it.
#[test]
fn hard_targets_keep_what_the_best_plan_leaves() {
    use dabiao::optimize::{Limits, Outcome, certify, solve};
    let (mut judged, mut kept) = (0, 0);
    for seed in 0..600 {
        let Some(case) = support::case(seed) else {
            continue;
        };
        if case.checks.iter().all(|c| !c.hard) {
            continue;
        }
        let Outcome::Answer(answer) = solve(&case, Limits::default()) else {
            continue;
        };
        let best = certify::allocation(&case, &answer.allocation).expect("a certified plan");
        let stated = Stated::of(&case, Some(&best));
        for (c, (check, tally)) in case.checks.iter().zip(&best.checks).enumerate() {
            let column = stated.columns[case.options.len() + c];
            assert_eq!(column.key, ColumnKey::Model(VarKey::Short(c)));
            if check.hard {
                let share = tally.short as f64 / tally.of as f64;
                assert!(column.hi >= share && column.hi <= share * (1.0 + 1e-9));
                kept += u64::from(share > 0.0);
            }
        }
        let relaxed = relaxed(&stated).expect("the best plan is a point of the relaxation");
        judged += 1;
        assert!(relaxed.score > best.score.to_f64() - 1e-4, "seed {seed}");
    }
    println!("{judged} cases with hard targets, {kept} shortfalls kept");
    assert!(
        judged > 80 && kept > 20,
        "{judged} cases with hard targets, {kept} shortfalls kept"
    );
}
