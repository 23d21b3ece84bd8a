//! The dual simplex on tableaux small enough to follow by hand.

use dabiao::optimize::simplex::{Lp, Simplex, Verdict};

/// Maximize 3x + 5y with x ≤ 4, 2y ≤ 12, 3x + 2y ≤ 18: the Wyndor Glass example of Hillier and Lieberman. Its optimum is 36 at
/// (2, 6), and a unit more of the three right sides is worth 0, 3⁄2 and 1.
fn wyndor() -> Lp {
    Lp {
        columns: vec![vec![(0, 1.0), (2, 3.0)], vec![(1, 2.0), (2, 2.0)]],
        cost: vec![-3.0, -5.0],
        lo: vec![0.0, 0.0],
        hi: vec![100.0, 100.0],
        row_lo: vec![f64::NEG_INFINITY; 3],
        row_hi: vec![4.0, 12.0, 18.0],
    }
}

fn solved(lp: &Lp) -> Simplex {
    let mut simplex = Simplex::new(lp);
    assert_eq!(simplex.solve(f64::INFINITY, 100), Verdict::Optimal);
    simplex
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-9
}

#[test]
fn the_textbook_optimum_and_its_multipliers() {
    let simplex = solved(&wyndor());
    assert!(near(simplex.objective(), -36.0));
    assert!(near(simplex.value(0), 2.0) && near(simplex.value(1), 6.0));
    let worth: Vec<f64> = (0..3).map(|r| simplex.multiplier(r).abs()).collect();
    for (found, expected) in worth.iter().zip([0.0, 1.5, 1.0]) {
        assert!(near(*found, expected), "{worth:?}");
    }
}

#[test]
fn a_moved_bound_takes_a_few_pivots_from_where_it_stood() {
    let mut simplex = solved(&wyndor());
    let before = simplex.iterations;
    simplex.set_bounds(1, 0.0, 5.0);
    assert_eq!(simplex.solve(f64::INFINITY, 100), Verdict::Optimal);
    assert!(near(simplex.objective(), -33.0), "x = 8⁄3, y = 5");
    assert!(near(simplex.value(0), 8.0 / 3.0));
    assert!(
        simplex.iterations - before <= 3,
        "{} pivots",
        simplex.iterations - before
    );
    simplex.set_bounds(1, 0.0, 100.0);
    assert_eq!(simplex.solve(f64::INFINITY, 100), Verdict::Optimal);
    assert!(near(simplex.objective(), -36.0));
}

#[test]
fn what_cannot_be_is_infeasible_and_a_ray_says_why() {
    let mut lp = wyndor();
    // 3x + 2y ≥ 60 is beyond x ≤ 4 and 2y ≤ 12: at most 24.
    (lp.row_lo[2], lp.row_hi[2]) = (60.0, 100.0);
    let mut simplex = Simplex::new(&lp);
    assert_eq!(simplex.solve(f64::INFINITY, 100), Verdict::Infeasible);
    let ray = simplex.ray().expect("infeasibility has a ray");
    // The combination of the rows with it has its most below its least: with y ≥ 0 for a row at its least and ≤ 0 at its most.
    let at = |r: usize| {
        if ray[r] * ray[2] > 0.0 {
            lp.row_lo[r]
        } else {
            lp.row_hi[r]
        }
    };
    let needed: f64 = (0..3)
        .filter(|r| ray[*r] != 0.0)
        .map(|r| ray[r] / ray[2] * at(r))
        .sum();
    let most: f64 = (0..2)
        .map(|j| {
            let a: f64 = lp.columns[j]
                .iter()
                .map(|(r, a)| ray[*r] / ray[2] * a)
                .sum();
            (a * lp.lo[j]).max(a * lp.hi[j])
        })
        .sum();
    assert!(most < needed - 1e-9, "{most} < {needed}");
}

#[test]
fn a_row_of_the_tableau_is_one_at_its_own_variable_and_zero_at_the_other_basic_ones() {
    let lp = wyndor();
    let mut simplex = solved(&lp);
    let basic: Vec<usize> = (0..2).filter(|v| simplex.is_basic(*v)).collect();
    assert_eq!(basic, [0, 1], "both are between their bounds");
    for variable in basic {
        let row = simplex.tableau(variable).expect("it is basic");
        for other in 0..2 {
            let column = &lp.columns[other];
            let entry: f64 = row
                .iter()
                .map(|(r, y)| {
                    y * column
                        .iter()
                        .find(|(at, _)| at == r)
                        .map_or(0.0, |(_, a)| *a)
                })
                .sum();
            assert!(
                near(entry, f64::from(u8::from(other == variable))),
                "{variable}, {other}: {entry}"
            );
        }
    }
    assert!(
        simplex.tableau(2).is_some(),
        "the first row has room: its logical is basic"
    );
    assert_eq!(simplex.tableau(3), None, "the second row binds");
}

#[test]
fn a_cutoff_ends_a_run_that_cannot_come_below_it() {
    let mut simplex = Simplex::new(&wyndor());
    // The dual simplex climbs towards −36: at −40 it has not passed the cutoff, at −50 it has from the start.
    assert_eq!(simplex.solve(-36.0 + 1e-6, 100), Verdict::Optimal);
    let mut tight = solved(&wyndor());
    tight.set_bounds(1, 0.0, 5.0);
    assert!(matches!(
        tight.solve(-35.0, 100),
        Verdict::Cutoff | Verdict::Optimal
    ));
    assert!(
        tight.objective() > -35.0,
        "whatever it is called, it is beyond the cutoff"
    );
}
