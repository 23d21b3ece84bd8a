//! Cuts of a case of two builds, to be worked out by hand.

use super::*;
use crate::optimize::certify::allocation as measure;
use crate::optimize::model::small_case::pilots;
use crate::optimize::simplex::Verdict;

use crate::domain::{Allocation, Build};

fn at_the_root(case: &Case) -> (Model, Relaxation) {
    let model = Model::of(case);
    let mut relaxation = Relaxation::of(case, &model);
    assert_eq!(relaxation.solve(f64::INFINITY, 1_000), Verdict::Optimal);
    (model, relaxation)
}

fn values(model: &Model, relaxation: &Relaxation) -> Vec<f64> {
    let all = 0..model.vars.len();
    all.map(|v| relaxation.simplex.value(v)).collect()
}

/// Plans of a case, by option, that `certify` accepts.
fn plans(case: &Case) -> Vec<[i64; 2]> {
    let all = (0..=4).flat_map(|a| (0..=4).map(move |b| [a, b]));
    let fits = |x: &[i64; 2]| {
        let built = case.options.iter().zip(x);
        let builds = built.map(|(o, n)| Build {
            unit: case.plan.region.units[o.unit].id.clone(),
            measure: case.plan.measures[o.measure].id.clone(),
            year: case.plan.horizon.periods[o.period].first,
            n: *n,
        });
        let allocation = Allocation {
            builds: builds.collect(),
        };
        measure(case, &allocation).is_ok()
    };
    all.filter(fits).collect()
}

/// −10⁶ x − 10⁶ y ≥ −3.5 × 10⁶ in lots of a million: −x − y ≥ −3.
#[test]
fn a_budget_for_three_and_a_half_is_rounded_to_three() {
    let case = pilots(8, 3_500_000);
    let mut derived = Derived::of(&case).expect("variables with bounds");
    let row = derived
        .cut(&Cut {
            rows: vec![(RowKey::Budget(0, 0), 1)],
            flipped: Vec::new(),
            lot: 1_000_000,
        })
        .expect("a half is rounded off");
    assert_eq!(row.terms, [(0, -1), (1, -1)]);
    assert_eq!(row.rhs, -3);
}

/// The same from the other bounds: x and y counted from 4 say the same of whole ones.
#[test]
fn it_is_rounded_the_same_from_the_upper_bounds() {
    let case = pilots(8, 3_500_000);
    let mut derived = Derived::of(&case).expect("variables with bounds");
    let row = derived
        .cut(&Cut {
            rows: vec![(RowKey::Budget(0, 0), 1)],
            flipped: vec![VarKey::Build(0), VarKey::Build(1)],
            lot: 1_000_000,
        })
        .expect("a half is rounded off");
    assert_eq!((row.terms, row.rhs), (vec![(0, -1), (1, -1)], -3));
}

#[test]
fn what_is_found_cuts_off_the_point_and_no_plan() {
    let mut rounds = 0;
    for tenths in [11, 15, 25, 35, 47, 69] {
        let case = pilots(8, tenths * 100_000);
        let (model, mut relaxation) = at_the_root(&case);
        let point = values(&model, &relaxation);
        let both = point[0] + point[1];
        assert!((both - tenths as f64 / 10.0).abs() < 1e-6, "{point:?}");
        let sources = relaxation.sources(&model);
        let terms: usize = model.rows.iter().map(|row| row.terms.len()).sum();
        assert!(sources.len() <= terms);
        let drafted = drafts(&model, &mut relaxation, &point, 1);
        assert!(!drafted.is_empty(), "{tenths}: a half can be cut off");
        let mut derived = Derived::of(&case).expect("variables with bounds");
        let numbers = numbers(&model, &derived);
        for draft in drafted {
            let made = derived.cut(&draft.cut).expect("a sound recipe");
            let row = renumbered(&made, &numbers);
            assert!(beyond(&row, &point) > 0.0, "{tenths}: {row:?}");
            for x in plans(&case) {
                // What follows from the builds at its best: nothing but the shortfall, which is at most 1.
                let missing = (8 - x[0] - x[1]).max(0) as f64 / 8.0;
                let whole = [x[0] as f64, x[1] as f64, missing];
                assert!(beyond(&row, &whole) <= 1e-9, "{tenths}: {row:?} at {x:?}");
            }
            rounds += 1;
        }
    }
    assert!(rounds >= 6, "{rounds} cuts");
}

/// Two whole builds and a shortfall.
#[test]
fn a_whole_point_is_not_cut() {
    let case = pilots(8, 3_000_000);
    let (model, mut relaxation) = at_the_root(&case);
    let point = values(&model, &relaxation);
    assert!((point[0] + point[1] - 3.0).abs() < 1e-6, "{point:?}");
    let drafted = drafts(&model, &mut relaxation, &point, 1);
    assert_eq!(drafted.len(), 0);
    assert!(
        Cuts::default()
            .find(&case, &model, &mut relaxation)
            .is_empty()
    );
}

#[test]
fn how_deep_a_rounded_row_cuts_is_the_distance_of_the_point() {
    // x + y ≥ 5⁄2 at (5⁄2, 0): rounded x + y ≥ 3, at a distance of ½ ⁄ √2.
    let terms = [(1.0, 2.5, true), (1.0, 0.0, true), (-1.0, 0.0, false)];
    let depth = rounded_depth(&terms, 2.5, 1.0).expect("a cut");
    assert!((depth - 0.5 / 2.0_f64.sqrt()).abs() < 1e-12, "{depth}");
    // Next to nothing is rounded off 2.001, and nothing off 3.
    assert_eq!(rounded_depth(&terms, 2.001, 1.0), None);
    assert_eq!(rounded_depth(&terms, 3.0, 1.0), None);
}

#[test]
fn of_parallel_cuts_the_deepest_is_kept() {
    let case = pilots(8, 3_500_000);
    let mut model = Model::of(&case);
    // Room for many terms: the rows of one round are at most a quarter of the model's.
    let row = model.rows[0].clone();
    model.rows.extend((0..20).map(|_| row.clone()));
    let deep = |depth: f64, terms: [(usize, i64); 2]| {
        let row = MadeRow {
            terms: terms.to_vec(),
            rhs: 0,
        };
        Deep {
            depth,
            length: length(&model, &row),
            recipe: Cut {
                rows: Vec::new(),
                flipped: Vec::new(),
                lot: 1,
            },
            made: row.clone(),
            row,
        }
    };
    let all = vec![
        deep(0.9, [(0, 1), (1, 1)]),
        deep(0.8, [(0, 2), (1, 3)]),
        deep(0.7, [(0, 1), (1, -1)]),
    ];
    let kept: Vec<f64> = apart(&model, all, 10).iter().map(|cut| cut.depth).collect();
    assert_eq!(kept, [0.9, 0.7], "the second points where the first does");
}
